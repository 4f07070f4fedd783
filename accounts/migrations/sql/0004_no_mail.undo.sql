revoke select (no_mail) on accounts_user from clerk;
