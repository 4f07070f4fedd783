-- What the site may do with the tables of Django and allauth, which bring no row security.

-- Addresses, second factors and the list of signed-in devices are a person's own. The sign-in desk
-- (nobody acting) has to search them all.
alter table account_emailaddress enable row level security;
create policy account_emailaddress_web_all on account_emailaddress for all to web
    using ((select acting_user()) is null or user_id = (select acting_user()));
alter table mfa_authenticator enable row level security;
create policy mfa_authenticator_web_all on mfa_authenticator for all to web
    using ((select acting_user()) is null or user_id = (select acting_user()));
alter table usersessions_usersession enable row level security;
create policy usersessions_usersession_web_all on usersessions_usersession for all to web
    using ((select acting_user()) is null or user_id = (select acting_user()));
grant select, insert, update, delete
    on account_emailaddress, mfa_authenticator, usersessions_usersession to web;
-- Codes are kept in the session, so this table stays empty. Django still empties it of what belongs
-- to an address that it deletes: without a policy that is nothing.
alter table account_emailconfirmation enable row level security;
grant select, delete on account_emailconfirmation to web;

grant select, insert, update, delete on django_session to web;
grant select on django_content_type, auth_group, auth_permission, auth_group_permissions,
    accounts_user_groups, accounts_user_user_permissions to web;
grant select, insert on django_admin_log to web;
grant select on django_migrations to web, clerk;
