-- What an entry says now of one thing that can be checked; NULL where there is nothing to check.
CREATE FUNCTION verifiable(about text, subject uuid) RETURNS jsonb LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT CASE about
        WHEN 'identity' THEN (SELECT jsonb_build_object('name', name, 'npi', npi)
                                FROM providers_provider WHERE id = subject)
        WHEN 'email' THEN (SELECT jsonb_build_object('email', email)
                             FROM providers_provider WHERE id = subject AND email <> '')
        WHEN 'licence' THEN (SELECT jsonb_build_object('state', state, 'number', number,
                                                       'kind', kind, 'ends', ends)
                               FROM providers_licence WHERE id = subject) END
$$;

-- Whoever checks has looked at what stands there: whoever looked at something else looks again.
-- When that was is the clock's word; the owner's demo may say when it was.
CREATE FUNCTION providers_verification_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.said IS DISTINCT FROM verifiable(NEW.about, NEW.subject_id)
       OR NEW.provider_id IS DISTINCT FROM
          (CASE NEW.about WHEN 'licence'
                THEN (SELECT provider_id FROM providers_licence WHERE id = NEW.subject_id)
                ELSE NEW.subject_id END) THEN
        RAISE EXCEPTION 'The entry says something else by now.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'check_is_of_what_stands';
    END IF;
    IF calling_role() <> 'owner' THEN
        NEW.at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_verification_guard BEFORE INSERT ON providers_verification
    FOR EACH ROW EXECUTE FUNCTION providers_verification_guard();

-- Nobody becomes active of whom nobody has seen, within a year, who they are or that they hold a
-- licence. An address that answers does not say whose it is.
CREATE FUNCTION providers_activation_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM providers_verification
                    WHERE provider_id = NEW.id AND about IN ('identity', 'licence')
                      AND at > clock_timestamp() - interval '365 days'
                      AND said = verifiable(about, subject_id)) THEN
        RAISE EXCEPTION 'Nobody has checked who this is.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'active_one_is_verified';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER d_activation_guard AFTER UPDATE OF standing ON providers_provider FOR EACH ROW
    WHEN (OLD.standing = 'unverified' AND NEW.standing = 'active' AND calling_role() <> 'owner')
    EXECUTE FUNCTION providers_activation_guard();

CREATE FUNCTION providers_entrance_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'Whoever enters the directory is not verified yet.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'active_one_is_verified';
END $$;
CREATE TRIGGER d_entrance_guard AFTER INSERT ON providers_provider FOR EACH ROW
    WHEN (NEW.standing <> 'unverified' AND calling_role() <> 'owner')
    EXECUTE FUNCTION providers_entrance_guard();

ALTER TABLE providers_verification ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON providers_verification TO web;
-- What was seen stays among those who keep the directory and those who look after privacy.
CREATE POLICY providers_verification_web_select ON providers_verification FOR SELECT TO web
    USING ((SELECT acting_is_directory_admin()) OR (SELECT acting_is_privacy_officer()));
CREATE POLICY providers_verification_web_insert ON providers_verification FOR INSERT TO web
    WITH CHECK ((SELECT acting_is_directory_admin()) AND by_id = (SELECT acting_user()));

-- The clerk counts at night what is overdue or has changed since; what was seen it does not read.
GRANT SELECT (id, provider_id, about, subject_id, said, at) ON providers_verification TO clerk;
GRANT SELECT (state, number, kind) ON providers_licence TO clerk;
CREATE POLICY providers_verification_clerk_select ON providers_verification FOR SELECT TO clerk
    USING (true);

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
                        'invitation_taken_back'));
