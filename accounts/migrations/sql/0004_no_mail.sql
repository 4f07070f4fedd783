grant select (no_mail) on accounts_user to clerk;
