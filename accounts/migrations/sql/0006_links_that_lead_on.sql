-- The hashes of links that another one replaced: whoever opens such a link is led on.
create function accounts_invitation_keep_hashes() returns trigger
language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
    new.former_hashes := old.former_hashes || old.token_hash;
    return new;
end
$$;
create trigger invitation_keep_hashes before update of token_hash on accounts_invitation
    for each row when (old.token_hash <> new.token_hash)
    execute function accounts_invitation_keep_hashes();

grant update (taken_back_at) on accounts_invitation to web;
grant select (taken_back_at) on accounts_invitation to clerk;

-- What a link leads to: the newest invitation for the same record at the same address. A link that
-- another one replaced opens nothing itself; its holder is told so, and can have the newest sent to
-- the address that it was for; what the newest is known by, they do not learn.
drop function find_invitation(text);
create function find_invitation(hash text)
returns table (token_hash text, id uuid, email text, name text, kind text, subject_type text,
    subject_id uuid, language text, generation int, inviter text, state text, used_by uuid,
    sent_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
    with hit as (
        select i.*, i.token_hash = $1 as is_current from accounts_invitation i
        where i.token_hash = $1
        union all
        select i.*, false from accounts_invitation i where i.former_hashes @> array[$1::varchar]
        limit 1
    ), newest as (
        select n.* from hit h join accounts_invitation n on n.subject_type = h.subject_type
            and n.subject_id = h.subject_id and n.kind = h.kind
        order by n.created_at desc, n.id desc limit 1
    ), led_to as (
        select i.*, h.is_current and h.id = i.id as is_current
        from hit h join accounts_invitation i on i.id = coalesce(
            (select n.id from newest n where n.email = h.email and h.used_at is null), h.id)
    )
    select case when i.is_current or i.expires_at <= statement_timestamp() then i.token_hash
            else '' end, i.id, i.email, i.name, i.kind, i.subject_type, i.subject_id, i.language,
        i.generation, u.name,
        case when i.used_at is not null then 'used'
            when i.taken_back_at is not null then 'taken_back'
            when i.expires_at <= statement_timestamp() then 'expired'
            when not i.is_current then 'replaced'
            else 'live' end,
        i.used_by_id, i.expires_at - interval '14 days'
    from led_to i join accounts_user u on u.id = i.invited_by_id
$$;

create or replace function accept_invitation(hash text) returns uuid
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    update accounts_invitation i set used_at = clock_timestamp(), used_by_id = u.id
    from accounts_user u
    where i.token_hash = $1 and i.used_at is null and i.expires_at > clock_timestamp()
        and i.taken_back_at is null
        and u.id = acting_user() and u.is_active and u.email = i.email and u.kind = i.kind
    returning i.id
$$;

create or replace function renew_invitation(hash text, fresh_hash text) returns timestamptz
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    update accounts_invitation i set generation = i.generation + 1, token_hash = $2,
        expires_at = clock_timestamp() + interval '14 days'
    where i.token_hash = $1 and i.used_at is null and i.expires_at <= clock_timestamp()
        and i.taken_back_at is null
    returning i.expires_at - interval '14 days'
$$;

revoke execute on function find_invitation from public;
grant execute on function find_invitation to web;
