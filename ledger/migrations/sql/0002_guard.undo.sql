drop policy ledger_outgoing_clerk_update on ledger_outgoing;
drop policy ledger_outgoing_clerk_insert on ledger_outgoing;
drop policy ledger_outgoing_clerk_select on ledger_outgoing;
revoke all on ledger_outgoing from clerk;
alter table ledger_outgoing disable row level security;
drop function enqueue_outgoing;

drop policy ledger_entry_clerk_insert on ledger_entry;
drop policy ledger_entry_clerk_select on ledger_entry;
revoke all on ledger_entry from web, clerk;
alter table ledger_entry disable row level security;
drop trigger entry_refuse on ledger_entry;
drop trigger entry_chain on ledger_entry;
drop function ledger_entry_refuse;
drop function ledger_entry_chain;
drop function ledger_entry_hash;
drop sequence ledger_entry_number;
