-- Who is acting, what roles they hold, and what the site may do with accounts and invitations.
-- Nobody acting is the sign-in desk: it has to find an account by its address before it knows whose.

create function acting_user() returns uuid
language sql stable parallel safe
-- After a transaction the setting is '', not NULL.
return nullif(current_setting('app.user_id', true), '')::uuid;

-- The login role, or the one taken by SET ROLE. current_user would name the owner inside a
-- SECURITY DEFINER function and so let the site borrow the owner's rights there.
create function calling_role() returns name
language sql stable parallel safe
return coalesce(nullif(current_setting('role'), 'none')::name, session_user);

create function acting_is_staff() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select exists (select from accounts_user
        where id = acting_user() and is_active and kind = 'staff')
$$;

create function acting_is_directory_admin() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select exists (select from accounts_user
        where id = acting_user() and is_active and is_directory_admin)
$$;

create function acting_is_privacy_officer() returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select exists (select from accounts_user
        where id = acting_user() and is_active and is_privacy_officer)
$$;

revoke execute on function acting_is_staff, acting_is_directory_admin, acting_is_privacy_officer
    from public;
grant execute on function acting_is_staff, acting_is_directory_admin, acting_is_privacy_officer
    to web, clerk;

-- Roles are given by the owner at a terminal, never by a page.
create function accounts_user_keep_roles() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
    had_roles boolean[] := '{f,f,f,f}';
begin
    if calling_role() = 'owner' then
        return new;
    end if;
    if tg_op = 'UPDATE' then
        had_roles := array[old.is_superuser, old.is_staff, old.is_directory_admin,
            old.is_privacy_officer];
        if new.kind is distinct from old.kind or new.id is distinct from old.id then
            raise exception 'The kind and id of an account never change.' using
                errcode = 'insufficient_privilege',
                hint = 'Invite the person again, to another address.';
        end if;
    end if;
    if had_roles is distinct from array[new.is_superuser, new.is_staff, new.is_directory_admin,
            new.is_privacy_officer] then
        raise exception 'Only the owner of the database gives and takes roles.' using
            errcode = 'insufficient_privilege',
            hint = 'Run manage.py grant_role or manage.py revoke_role.';
    end if;
    return new;
end
$$;

create trigger user_keep_roles before insert or update on accounts_user
    for each row execute function accounts_user_keep_roles();

-- Sign-up is by invitation only. Deferred, because the invitation can name the account that used it
-- only after the account exists; WHEN is judged at once, so the role asked is the one that inserted.
create function accounts_user_was_invited() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
    if not exists (select from accounts_invitation i where i.used_by_id = new.id
            and i.email = new.email and i.kind = new.kind) then
        raise exception 'An account is opened by invitation only.' using
            errcode = 'insufficient_privilege',
            hint = 'Open the link of an invitation first.';
    end if;
    return null;
end
$$;

create constraint trigger user_was_invited after insert on accounts_user
    deferrable initially deferred
    for each row when (calling_role() <> 'owner') execute function accounts_user_was_invited();

alter table accounts_user enable row level security;
grant select, insert, update on accounts_user to web;
grant select (id, email, name, language, is_active) on accounts_user to clerk;
create policy accounts_user_web_select on accounts_user for select to web using (
    (select acting_user()) is null
    or id = (select acting_user())
    or kind = 'staff'
    or (select acting_is_privacy_officer())
);
create policy accounts_user_web_insert on accounts_user for insert to web
    with check ((select acting_user()) is null);
create policy accounts_user_web_update on accounts_user for update to web
    using ((select acting_user()) is null or id = (select acting_user()));
create policy accounts_user_clerk_select on accounts_user for select to clerk using (true);

-- Invitations. The site sees those that the acting person sent; whoever holds a link uses the
-- functions below, which know the hash of its token and say no more than the page shows.

alter table accounts_invitation enable row level security;
grant select, insert on accounts_invitation to web;
grant update (generation, token_hash, expires_at) on accounts_invitation to web;
grant select (id, email, kind, language, generation, token_hash, expires_at, used_at, invited_by_id)
    on accounts_invitation to clerk;
create policy accounts_invitation_web_select on accounts_invitation for select to web
    using (invited_by_id = (select acting_user()));
create policy accounts_invitation_web_insert on accounts_invitation for insert to web with check (
    invited_by_id = (select acting_user())
    and used_at is null
    and ((select acting_is_directory_admin()) or (kind = 'client' and (select acting_is_staff())))
);
create policy accounts_invitation_web_update on accounts_invitation for update to web
    using (invited_by_id = (select acting_user()) and used_at is null);
create policy accounts_invitation_clerk_select on accounts_invitation for select to clerk
    using (true);

create function find_invitation(hash text)
returns table (id uuid, email text, name text, kind text, subject_type text, subject_id uuid,
    language text, generation int, inviter text, state text, used_by uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    select i.id, i.email, i.name, i.kind, i.subject_type, i.subject_id, i.language, i.generation,
        u.name,
        case when i.used_at is not null then 'used'
            when i.expires_at <= statement_timestamp() then 'expired'
            else 'live' end,
        i.used_by_id
    from accounts_invitation i join accounts_user u on u.id = i.invited_by_id
    where i.token_hash = $1
$$;

-- Makes a second use of the same link wait until the first has ended.
create function hold_invitation(hash text) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    select from accounts_invitation i where i.token_hash = $1 for update
$$;

-- The invitation that the acting person has now used up; NULL when it was not theirs to use.
create function accept_invitation(hash text) returns uuid
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    update accounts_invitation i set used_at = clock_timestamp(), used_by_id = u.id
    from accounts_user u
    where i.token_hash = $1 and i.used_at is null and i.expires_at > clock_timestamp()
        and u.id = acting_user() and u.is_active and u.email = i.email and u.kind = i.kind
    returning i.id
$$;

-- When a fresh link in place of an expired one was promised; NULL when the old one is not expired.
create function renew_invitation(hash text, fresh_hash text) returns timestamptz
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    update accounts_invitation i set generation = i.generation + 1, token_hash = $2,
        expires_at = clock_timestamp() + interval '14 days'
    where i.token_hash = $1 and i.used_at is null and i.expires_at <= clock_timestamp()
    returning i.expires_at - interval '14 days'
$$;

revoke execute on function find_invitation, hold_invitation, accept_invitation, renew_invitation
    from public;
grant execute on function find_invitation, hold_invitation, accept_invitation, renew_invitation
    to web;

-- The ledger: the acting person writes in their own name and reads what they did. Where they were
-- stopped is not theirs to read: the line stands with the client whose share they asked for, and
-- would tell them that there is one. What they did for somebody else is read by that person's door.

create policy ledger_entry_web_select on ledger_entry for select to web using (
    actor = (select acting_user()) and acting_for is null and verb <> 'access_blocked'
    or (select acting_is_privacy_officer())
);
create policy ledger_entry_web_insert on ledger_entry for insert to web
    with check (actor is not distinct from (select acting_user()));
