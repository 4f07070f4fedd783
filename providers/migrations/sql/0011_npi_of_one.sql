-- An NPI is a person's or an organization's (type 1 or type 2), never both: the two tables are one
-- list. Whoever enters the same one at the same moment on the other side waits at its lock.
CREATE FUNCTION providers_npi_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM require_read_committed();
    PERFORM pg_advisory_xact_lock(hashtextextended('npi ' || NEW.npi, 0));
    IF TG_TABLE_NAME = 'providers_provider'
       AND EXISTS (SELECT FROM providers_organization WHERE npi = NEW.npi) THEN
        RAISE EXCEPTION 'This NPI is an organization''s.'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'npi_is_an_organizations';
    ELSIF TG_TABLE_NAME = 'providers_organization'
       AND EXISTS (SELECT FROM providers_provider WHERE npi = NEW.npi) THEN
        RAISE EXCEPTION 'This NPI is a provider''s.'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'npi_is_a_providers';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER d_npi_guard BEFORE INSERT OR UPDATE OF npi ON providers_provider
    FOR EACH ROW WHEN (NEW.npi <> '') EXECUTE FUNCTION providers_npi_guard();
CREATE TRIGGER d_npi_guard BEFORE INSERT OR UPDATE OF npi ON providers_organization
    FOR EACH ROW WHEN (NEW.npi <> '') EXECUTE FUNCTION providers_npi_guard();
