-- Locks. Computing a share or showing it takes the shared lock of everyone concerned; changing
-- what a consent depends on takes the exclusive lock. Always in the order of the ids, so that
-- two who want the same ones never wait for each other.
CREATE FUNCTION lock_shared(ids uuid[]) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE one uuid;
BEGIN
    FOR one IN SELECT DISTINCT id FROM unnest(ids) AS t(id) WHERE id IS NOT NULL ORDER BY id LOOP
        PERFORM pg_advisory_xact_lock_shared(hashtextextended(one::text, 0));
    END LOOP;
END $$;

CREATE FUNCTION lock_exclusive(ids uuid[]) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE one uuid;
BEGIN
    FOR one IN SELECT DISTINCT id FROM unnest(ids) AS t(id) WHERE id IS NOT NULL ORDER BY id LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended(one::text, 0));
    END LOOP;
END $$;

-- A trigger that locks and then reads needs a fresh snapshot for each of its statements, which
-- only READ COMMITTED gives.
CREATE FUNCTION require_read_committed() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'Consent can only be changed in READ COMMITTED; this transaction is %.',
            upper(current_setting('transaction_isolation'))
            USING ERRCODE = 'invalid_transaction_state';
    END IF;
END $$;

-- The directory entry that the acting user is, while its standing is active; else NULL.
CREATE FUNCTION acting_provider() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT id FROM providers_provider WHERE user_id = acting_user() AND standing = 'active'
$$;

CREATE FUNCTION providers_standing_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM require_read_committed();
    PERFORM lock_exclusive(ARRAY[NEW.id]);
    RETURN NEW;
END $$;
CREATE TRIGGER a_standing_guard BEFORE UPDATE OF standing, user_id ON providers_provider
    FOR EACH ROW EXECUTE FUNCTION providers_standing_guard();

CREATE FUNCTION providers_membership_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM require_read_committed();
    IF TG_OP = 'INSERT' THEN
        PERFORM lock_exclusive(ARRAY[NEW.provider_id]);
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM lock_exclusive(ARRAY[OLD.provider_id]);
        RETURN OLD;
    ELSE
        PERFORM lock_exclusive(ARRAY[OLD.provider_id, NEW.provider_id]);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_membership_guard BEFORE INSERT OR UPDATE OR DELETE ON providers_membership
    FOR EACH ROW EXECUTE FUNCTION providers_membership_guard();

-- Whether nobody was invited for the same record since: a link sent to a wrong address is worth
-- nothing once it has been sent to the right one.
CREATE FUNCTION is_newest_invitation(one accounts_invitation) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT NOT EXISTS (SELECT FROM accounts_invitation i
                        WHERE i.subject_type = one.subject_type AND i.subject_id = one.subject_id
                          AND i.kind = one.kind
                          AND (i.created_at, i.id) > (one.created_at, one.id))
$$;

-- A new account takes the directory entry that it was invited for, and no other. An invitation of
-- staff comes from a directory admin: row security on invitations says so.
CREATE FUNCTION claim_provider(invitation uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    -- The lock before the row: whoever is sharing with them holds the one and wants the other.
    PERFORM lock_exclusive(ARRAY(
        SELECT subject_id FROM accounts_invitation
         WHERE id = invitation AND used_by_id = acting_user() AND kind = 'staff'
           AND subject_type = 'providers.provider'));
    UPDATE providers_provider p SET user_id = acting_user()
      FROM accounts_invitation i
     WHERE i.id = invitation AND i.used_by_id = acting_user() AND i.kind = 'staff'
       AND i.subject_type = 'providers.provider' AND i.subject_id = p.id AND p.user_id IS NULL
       AND is_newest_invitation(i)
       AND NOT EXISTS (SELECT FROM providers_provider WHERE user_id = acting_user());
    RETURN FOUND;
END $$;

REVOKE EXECUTE ON FUNCTION acting_provider(), claim_provider(uuid),
    is_newest_invitation(accounts_invitation) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION acting_provider(), claim_provider(uuid) TO web, clerk;

ALTER TABLE providers_organization ENABLE ROW LEVEL SECURITY;
ALTER TABLE providers_provider ENABLE ROW LEVEL SECURITY;
ALTER TABLE providers_standingchange ENABLE ROW LEVEL SECURITY;
ALTER TABLE providers_membership ENABLE ROW LEVEL SECURITY;

GRANT SELECT, INSERT ON providers_organization, providers_provider, providers_standingchange,
    providers_membership TO web;
-- Not user_id: whoever keeps the directory does not choose who logs in as a provider.
GRANT UPDATE (name, credentials, profession, npi, email, phone, standing) ON providers_provider
    TO web;
GRANT UPDATE (name, kind, phone, is_part2_programme) ON providers_organization TO web;
GRANT UPDATE (during) ON providers_membership TO web;
GRANT DELETE ON providers_membership TO web;
GRANT SELECT ON providers_organization, providers_provider, providers_membership TO clerk;

CREATE POLICY providers_organization_web_select ON providers_organization FOR SELECT TO web
    USING ((SELECT acting_user()) IS NOT NULL);
CREATE POLICY providers_organization_web_insert ON providers_organization FOR INSERT TO web
    WITH CHECK ((SELECT acting_is_directory_admin()));
CREATE POLICY providers_organization_web_update ON providers_organization FOR UPDATE TO web
    USING ((SELECT acting_is_directory_admin()));

CREATE POLICY providers_provider_web_select ON providers_provider FOR SELECT TO web
    USING ((SELECT acting_user()) IS NOT NULL);
CREATE POLICY providers_provider_web_insert ON providers_provider FOR INSERT TO web
    WITH CHECK ((SELECT acting_is_directory_admin()) AND user_id IS NULL);
CREATE POLICY providers_provider_web_update ON providers_provider FOR UPDATE TO web
    USING ((SELECT acting_is_directory_admin()));

-- The standing is public, the reasons are not.
CREATE POLICY providers_standingchange_web_select ON providers_standingchange FOR SELECT TO web
    USING ((SELECT acting_is_directory_admin()) OR (SELECT acting_is_privacy_officer()));
CREATE POLICY providers_standingchange_web_insert ON providers_standingchange FOR INSERT TO web
    WITH CHECK ((SELECT acting_is_directory_admin()) AND by_id = (SELECT acting_user()));

CREATE POLICY providers_membership_web_select ON providers_membership FOR SELECT TO web
    USING ((SELECT acting_user()) IS NOT NULL);
CREATE POLICY providers_membership_web_insert ON providers_membership FOR INSERT TO web
    WITH CHECK ((SELECT acting_is_directory_admin()));
CREATE POLICY providers_membership_web_update ON providers_membership FOR UPDATE TO web
    USING ((SELECT acting_is_directory_admin()));
-- One that has begun is history; one that has not can be taken back.
CREATE POLICY providers_membership_web_delete ON providers_membership FOR DELETE TO web
    USING ((SELECT acting_is_directory_admin()) AND lower(during) > statement_timestamp());

-- Whoever keeps the directory sees whom a colleague has invited for it already.
CREATE POLICY accounts_invitation_directory_select ON accounts_invitation FOR SELECT TO web
    USING (subject_type = 'providers.provider' AND (SELECT acting_is_directory_admin()));

CREATE POLICY providers_organization_clerk_select ON providers_organization FOR SELECT TO clerk
    USING (true);
CREATE POLICY providers_provider_clerk_select ON providers_provider FOR SELECT TO clerk
    USING (true);
CREATE POLICY providers_membership_clerk_select ON providers_membership FOR SELECT TO clerk
    USING (true);
