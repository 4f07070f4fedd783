drop policy ledger_entry_web_insert on ledger_entry;
drop policy ledger_entry_web_select on ledger_entry;

drop function renew_invitation;
drop function accept_invitation;
drop function hold_invitation;
drop function find_invitation;
drop policy accounts_invitation_clerk_select on accounts_invitation;
drop policy accounts_invitation_web_update on accounts_invitation;
drop policy accounts_invitation_web_insert on accounts_invitation;
drop policy accounts_invitation_web_select on accounts_invitation;
revoke all on accounts_invitation from web, clerk;
alter table accounts_invitation disable row level security;

drop policy accounts_user_clerk_select on accounts_user;
drop policy accounts_user_web_update on accounts_user;
drop policy accounts_user_web_insert on accounts_user;
drop policy accounts_user_web_select on accounts_user;
revoke all on accounts_user from web, clerk;
alter table accounts_user disable row level security;
drop trigger user_was_invited on accounts_user;
drop function accounts_user_was_invited;
drop trigger user_keep_roles on accounts_user;
drop function accounts_user_keep_roles;
drop function acting_is_privacy_officer;
drop function acting_is_directory_admin;
drop function acting_is_staff;
drop function calling_role;
drop function acting_user;
