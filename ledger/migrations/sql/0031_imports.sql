-- The chain of what is about no client was read whole for each of its lines. Now its head is found
-- by index, however long it is: an import writes hundreds of thousands.
create or replace function ledger_entry_chain() returns trigger
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
    -- Two branches, because `is not distinct from` would not use the index; and ordered by the
    -- client, too, because the planner does not know that all of these are the same.
    if new.client is null then
        select e.position, e.hash into head from ledger_entry e
        where e.client is null order by e.client desc, e.position desc limit 1;
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
