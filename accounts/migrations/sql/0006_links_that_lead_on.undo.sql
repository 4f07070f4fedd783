drop trigger invitation_keep_hashes on accounts_invitation;
drop function accounts_invitation_keep_hashes;
drop function find_invitation(text);
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

create or replace function accept_invitation(hash text) returns uuid
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    update accounts_invitation i set used_at = clock_timestamp(), used_by_id = u.id
    from accounts_user u
    where i.token_hash = $1 and i.used_at is null and i.expires_at > clock_timestamp()
        and u.id = acting_user() and u.is_active and u.email = i.email and u.kind = i.kind
    returning i.id
$$;

create or replace function renew_invitation(hash text, fresh_hash text) returns timestamptz
language sql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
    update accounts_invitation i set generation = i.generation + 1, token_hash = $2,
        expires_at = clock_timestamp() + interval '14 days'
    where i.token_hash = $1 and i.used_at is null and i.expires_at <= clock_timestamp()
    returning i.expires_at - interval '14 days'
$$;

revoke execute on function find_invitation from public;
grant execute on function find_invitation to web;
