-- Whether an entry says still what somebody checked of it: true, false, or unknown where that thing
-- is not there any more. Lists of a large directory ask for this of each check.
UPDATE providers_verification SET stands = (said = verifiable(about, subject_id));

-- Before a_verification_guard, which compares: whoever changes the entry meanwhile is waited for, and
-- waits.
CREATE FUNCTION providers_check_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM providers_provider WHERE id = NEW.provider_id FOR SHARE;
    PERFORM FROM providers_licence WHERE id = NEW.subject_id FOR SHARE;
    NEW.stands := true;
    RETURN NEW;
END $$;
CREATE TRIGGER a_check_stands BEFORE INSERT ON providers_verification
    FOR EACH ROW EXECUTE FUNCTION providers_check_stands();

CREATE FUNCTION checks_follow_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE providers_verification SET stands = (said = verifiable(about, subject_id))
     WHERE provider_id = NEW.id AND about IN ('identity', 'email')
       AND stands IS DISTINCT FROM (said = verifiable(about, subject_id));
    RETURN NULL;
END $$;
CREATE TRIGGER d_checks_follow AFTER UPDATE OF name, npi, email ON providers_provider FOR EACH ROW
    WHEN ((OLD.name, OLD.npi, OLD.email) IS DISTINCT FROM (NEW.name, NEW.npi, NEW.email))
    EXECUTE FUNCTION checks_follow_entry();

CREATE FUNCTION checks_follow_licence() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE providers_verification SET stands = (said = verifiable(about, subject_id))
     WHERE provider_id IN (OLD.provider_id, NEW.provider_id) AND about = 'licence'
       AND subject_id IN (OLD.id, NEW.id)
       AND stands IS DISTINCT FROM (said = verifiable(about, subject_id));
    RETURN NULL;
END $$;
CREATE TRIGGER d_checks_follow AFTER INSERT OR UPDATE OR DELETE ON providers_licence FOR EACH ROW
    EXECUTE FUNCTION checks_follow_licence();

REVOKE EXECUTE ON FUNCTION providers_check_stands(), checks_follow_entry(), checks_follow_licence()
    FROM PUBLIC;

-- The clerk needs no word of what was checked any more.
REVOKE SELECT (said) ON providers_verification FROM clerk;
GRANT SELECT (stands) ON providers_verification TO clerk;
