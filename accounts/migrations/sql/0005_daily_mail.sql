grant select (daily_mail) on accounts_user to clerk;
