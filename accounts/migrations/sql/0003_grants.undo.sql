revoke all on django_migrations from web, clerk;
revoke all on django_admin_log from web;
revoke all on django_content_type, auth_group, auth_permission, auth_group_permissions,
    accounts_user_groups, accounts_user_user_permissions from web;
revoke all on django_session from web;
revoke all on account_emailconfirmation from web;
alter table account_emailconfirmation disable row level security;
revoke all on account_emailaddress, mfa_authenticator, usersessions_usersession from web;
drop policy usersessions_usersession_web_all on usersessions_usersession;
alter table usersessions_usersession disable row level security;
drop policy mfa_authenticator_web_all on mfa_authenticator;
alter table mfa_authenticator disable row level security;
drop policy account_emailaddress_web_all on account_emailaddress;
alter table account_emailaddress disable row level security;
