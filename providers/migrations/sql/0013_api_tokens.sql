-- A token works until it is revoked or ends, while its organization is in use and while whoever
-- made it could make it still: nobody leaves with a way in.
CREATE FUNCTION api_token_holds(token providers_apitoken) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT token.revoked_at IS NULL AND token.ends_at > clock_timestamp()
       AND EXISTS (SELECT FROM providers_organization o
                    WHERE o.id = token.organization_id AND o.is_active)
       AND EXISTS (SELECT FROM accounts_user u
                    WHERE u.id = token.made_by_id AND u.is_active AND u.kind = 'staff'
                      AND (u.is_directory_admin
                           OR EXISTS (SELECT FROM providers_practiceadmin a
                                       WHERE a.user_id = u.id AND a.during @> clock_timestamp()
                                         AND a.organization_id = token.organization_id)))
$$;

-- The id of the token with this hash, if it works. That it was used is written down once an hour.
CREATE FUNCTION use_api_token(secret_hash text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE found_id uuid;
BEGIN
    SELECT t.id INTO found_id FROM providers_apitoken t
     WHERE t.hash = secret_hash AND api_token_holds(t);
    UPDATE providers_apitoken t SET last_used_at = clock_timestamp()
     WHERE t.id = found_id
       AND (t.last_used_at IS NULL OR t.last_used_at < clock_timestamp() - interval '1 hour');
    RETURN found_id;
END $$;

CREATE FUNCTION api_token_works(token_id uuid) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce((SELECT api_token_holds(t) FROM providers_apitoken t
                      WHERE t.id = token_id
                        AND (acting_is_directory_admin()
                             OR t.organization_id IN (SELECT administered_organizations()))),
                    false)
$$;

-- A token acts in its own name: who is acting is its id, which is nobody's account.
CREATE FUNCTION acting_is_account() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM accounts_user WHERE id = acting_user())
$$;

REVOKE EXECUTE ON FUNCTION api_token_holds(providers_apitoken), use_api_token(text),
    api_token_works(uuid), acting_is_account() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION use_api_token(text), api_token_works(uuid), acting_is_account() TO web;

ALTER TABLE providers_apitoken ENABLE ROW LEVEL SECURITY;
-- Not the hash: what is asked for by it, the function above answers.
GRANT SELECT (id, organization_id, purpose, made_by_id, made_at, ends_at, last_used_at, revoked_at,
    revoked_by_id) ON providers_apitoken TO web;
GRANT INSERT (id, organization_id, purpose, hash, made_by_id, made_at, ends_at, last_used_at,
    revoked_at, revoked_by_id) ON providers_apitoken TO web;
GRANT UPDATE (revoked_at, revoked_by_id) ON providers_apitoken TO web;

CREATE POLICY providers_apitoken_web_select ON providers_apitoken FOR SELECT TO web
    USING ((SELECT acting_is_directory_admin())
           OR organization_id IN (SELECT administered_organizations()));
-- For a year at the most, and never one that looks used or revoked already.
CREATE POLICY providers_apitoken_web_insert ON providers_apitoken FOR INSERT TO web
    WITH CHECK (((SELECT acting_is_directory_admin())
                 OR organization_id IN (SELECT administered_organizations()))
                AND made_by_id = (SELECT acting_user())
                AND last_used_at IS NULL AND revoked_at IS NULL
                AND ends_at <= statement_timestamp() + interval '366 days');
-- What is revoked stays revoked.
CREATE POLICY providers_apitoken_web_update ON providers_apitoken FOR UPDATE TO web
    USING (revoked_at IS NULL
           AND ((SELECT acting_is_directory_admin())
                OR organization_id IN (SELECT administered_organizations())))
    WITH CHECK (revoked_at IS NOT NULL AND revoked_by_id = (SELECT acting_user()));

-- Names and addresses of the staff are for the sign-in desk and for those who have an account.
CREATE POLICY accounts_user_no_token ON accounts_user AS RESTRICTIVE FOR SELECT TO web
    USING ((SELECT acting_user()) IS NULL OR (SELECT acting_is_account()));
-- Nor does a token write a line as if it were somebody.
CREATE POLICY ledger_entry_no_token ON ledger_entry AS RESTRICTIVE FOR INSERT TO web
    WITH CHECK ((SELECT acting_user()) IS NULL OR (SELECT acting_is_account()));

-- verbs
DROP POLICY ledger_entry_directory_select ON ledger_entry;
CREATE POLICY ledger_entry_directory_select ON ledger_entry FOR SELECT TO web
    USING ((SELECT acting_is_directory_admin()) AND client IS NULL
           AND subject_type IN ('providers.provider', 'providers.organization',
                                'providers.membership')
           AND verb IN ('provider_added', 'provider_changed', 'provider_verified',
                        'provider_activated', 'provider_suspended', 'provider_reinstated',
                        'organization_added', 'organization_changed', 'organization_deactivated',
                        'organization_reactivated', 'membership_started', 'membership_ended',
                        'practice_admin_named', 'practice_admin_ended', 'entry_confirmed',
                        'invitation_taken_back', 'api_token_made', 'api_token_revoked'));
