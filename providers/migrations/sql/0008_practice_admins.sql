-- The organizations that the acting person edits now: named by whoever keeps the directory.
CREATE FUNCTION administered_organizations() RETURNS SETOF uuid LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT a.organization_id FROM providers_practiceadmin a JOIN accounts_user u ON u.id = a.user_id
     WHERE a.user_id = acting_user() AND a.during @> statement_timestamp()
       AND u.is_active AND u.kind = 'staff'
$$;
REVOKE EXECUTE ON FUNCTION administered_organizations() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION administered_organizations() TO web;

ALTER TABLE providers_practiceadmin ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON providers_practiceadmin TO web;
GRANT UPDATE (during) ON providers_practiceadmin TO web;

CREATE POLICY providers_practiceadmin_web_select ON providers_practiceadmin FOR SELECT TO web
    USING ((SELECT acting_is_directory_admin()) OR user_id = (SELECT acting_user()));
CREATE POLICY providers_practiceadmin_web_insert ON providers_practiceadmin FOR INSERT TO web
    WITH CHECK ((SELECT acting_is_directory_admin()) AND named_by_id = (SELECT acting_user()));
CREATE POLICY providers_practiceadmin_web_update ON providers_practiceadmin FOR UPDATE TO web
    USING ((SELECT acting_is_directory_admin()));

CREATE POLICY providers_organization_own_update ON providers_organization FOR UPDATE TO web
    USING (id IN (SELECT administered_organizations()));
CREATE POLICY providers_membership_own_insert ON providers_membership FOR INSERT TO web
    WITH CHECK (organization_id IN (SELECT administered_organizations()));
CREATE POLICY providers_membership_own_update ON providers_membership FOR UPDATE TO web
    USING (organization_id IN (SELECT administered_organizations()));
CREATE POLICY providers_membership_own_delete ON providers_membership FOR DELETE TO web
    USING (organization_id IN (SELECT administered_organizations())
           AND lower(during) > statement_timestamp());
CREATE POLICY providers_location_own_insert ON providers_location FOR INSERT TO web
    WITH CHECK (organization_id IN (SELECT administered_organizations()));
CREATE POLICY providers_location_own_update ON providers_location FOR UPDATE TO web
    USING (organization_id IN (SELECT administered_organizations()));
CREATE POLICY providers_location_own_delete ON providers_location FOR DELETE TO web
    USING (organization_id IN (SELECT administered_organizations()));

-- Taking an organization out of use closes what clients permit it: for those who keep the whole.
CREATE FUNCTION providers_use_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT acting_is_directory_admin() THEN
        RAISE EXCEPTION 'Only a directory admin takes an organization out of use or puts it back.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_use_guard BEFORE UPDATE OF is_active ON providers_organization FOR EACH ROW
    WHEN (OLD.is_active <> NEW.is_active AND calling_role() <> 'owner')
    EXECUTE FUNCTION providers_use_guard();

DROP POLICY ledger_entry_directory_select ON ledger_entry;
CREATE POLICY ledger_entry_directory_select ON ledger_entry FOR SELECT TO web
    USING ((SELECT acting_is_directory_admin()) AND client IS NULL
           AND subject_type IN ('providers.provider', 'providers.organization',
                                'providers.membership')
           AND verb IN ('provider_added', 'provider_changed', 'provider_activated',
                        'provider_suspended', 'provider_reinstated', 'organization_added',
                        'organization_changed', 'organization_deactivated',
                        'organization_reactivated', 'membership_started', 'membership_ended',
                        'practice_admin_named', 'practice_admin_ended'));
