-- The ledger grows and never changes; the outbox is filled through one door.

create sequence ledger_entry_number as bigint owned by ledger_entry.number;

-- The fingerprint of a line: every column, the hash before it included. Nothing in it may depend
-- on a setting of the session: times are microseconds, bytes are hex, detail is its own text.
create function ledger_entry_hash(entry ledger_entry) returns bytea
language sql immutable parallel safe
return sha256(convert_to(jsonb_build_array(
    'accord ledger 1', entry.id, (extract(epoch from entry.at) * 1000000)::bigint, entry.number,
    entry.actor, entry.acting_for, entry.verb, entry.client, entry.subject_type, entry.subject_id,
    entry.release_ids, entry.reason, entry.detail::text, entry.position,
    encode(entry.previous, 'hex')
)::text, 'UTF8'));

create function ledger_entry_chain() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    caller name := coalesce(nullif(current_setting('role'), 'none'), session_user);
    head record;
begin
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'The ledger is written in READ COMMITTED transactions only.' using
            errcode = 'invalid_transaction_state',
            hint = 'A frozen snapshot would not see the line that another transaction wrote last.';
    end if;
    -- Publishing takes the first lock exclusively, so that nothing below its cut is still to come.
    perform pg_advisory_xact_lock_shared(hashtextextended('ledger', 0));
    -- A statement of its own: the one that reads the head needs a snapshot from after the wait.
    perform pg_advisory_xact_lock(hashtextextended('ledger ' || coalesce(new.client::text, ''), 0));
    -- Two branches, because `is not distinct from` would not use the index.
    if new.client is null then
        select e.position, e.hash into head from ledger_entry e
        where e.client is null order by e.position desc limit 1;
    else
        select e.position, e.hash into head from ledger_entry e
        where e.client = new.client order by e.position desc limit 1;
    end if;
    -- Only the owner, who writes the demo's history, may say when; current_user is the owner here.
    if new.at is null or caller <> current_user then
        new.at := clock_timestamp();
    end if;
    new.number := nextval('ledger_entry_number');
    new.position := coalesce(head.position, 0) + 1;
    new.previous := coalesce(head.hash, ''::bytea);
    new.hash := ledger_entry_hash(new);
    return new;
end
$$;

revoke execute on function ledger_entry_chain from public;

create function ledger_entry_refuse() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception 'A ledger line is never changed or deleted.' using
        errcode = 'insufficient_privilege',
        hint = 'Record a new line that corrects it.';
end
$$;

create trigger entry_chain before insert on ledger_entry
    for each row execute function ledger_entry_chain();
create trigger entry_refuse before update or delete or truncate on ledger_entry
    for each statement execute function ledger_entry_refuse();
-- Always: a session in replica role must not slip past them.
alter table ledger_entry enable always trigger entry_chain;
alter table ledger_entry enable always trigger entry_refuse;

alter table ledger_entry enable row level security;
grant select, insert on ledger_entry to clerk;
-- Not the columns of the chain: a gap in them would tell the site's people of lines that they may
-- not see, and a hash would let them guess what stands there.
grant insert on ledger_entry to web;
grant select (id, at, actor, acting_for, verb, client, subject_type, subject_id, release_ids,
    reason, detail) on ledger_entry to web;
-- Who may see and write which line on the site is known upstairs: accounts' migration and those
-- above it add the policies of web. Until then web sees and writes nothing.
create policy ledger_entry_clerk_select on ledger_entry for select to clerk using (true);
create policy ledger_entry_clerk_insert on ledger_entry for insert to clerk
    with check (actor is null);

-- The only way into the outbox for the site, which may neither read it nor set a stamp in it.
-- True when the promise is new; without a date it is due at once, and still made only once.
create function enqueue_outgoing(kind text, subject_id uuid, recipient uuid, due_at timestamptz)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    insert into ledger_outgoing (id, kind, subject_id, recipient, due_at, created_at,
        next_attempt_at, attempts, unknown, last_error)
    values (uuidv7(), kind, subject_id, recipient, due_at, clock_timestamp(),
        coalesce(due_at, clock_timestamp()), 0, 0, '')
    on conflict on constraint outgoing_promised_once do nothing;
    return found;
end
$$;
revoke execute on function enqueue_outgoing from public;
grant execute on function enqueue_outgoing to web, clerk;

alter table ledger_outgoing enable row level security;
grant select, insert, update on ledger_outgoing to clerk;
create policy ledger_outgoing_clerk_select on ledger_outgoing for select to clerk using (true);
create policy ledger_outgoing_clerk_insert on ledger_outgoing for insert to clerk with check (true);
create policy ledger_outgoing_clerk_update on ledger_outgoing for update to clerk using (true);
