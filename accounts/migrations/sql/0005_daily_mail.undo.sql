revoke select (daily_mail) on accounts_user from clerk;
