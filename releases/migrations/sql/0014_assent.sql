-- Whether the acting user represents this client, and the client is a minor now.
CREATE FUNCTION represents_minor(client uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT client IN (SELECT represented_clients()) AND is_minor(client)
$$;
REVOKE EXECUTE ON FUNCTION represents_minor(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION represents_minor(uuid) TO web;

-- Whoever signs for a minor says what the minor thinks, and nobody speaks for an adult. Not asked
-- again of what takes the place of another release: taking away is one press. As the owner, since
-- the site may ask nobody's age.
CREATE FUNCTION releases_signature_assent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    of_minor boolean;
    replaces boolean;
BEGIN
    SELECT is_minor(client_id), supersedes_id IS NOT NULL INTO of_minor, replaces
      FROM releases_release WHERE id = NEW.release_id;
    IF NEW.assent <> '' AND NOT of_minor THEN
        RAISE EXCEPTION 'Only for a minor somebody else says what the client thinks.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signature_assent_is_a_minors';
    END IF;
    IF NEW.assent = '' AND of_minor AND NOT replaces AND calling_role() = 'web' THEN
        RAISE EXCEPTION 'Say whether you have talked about it with the child. Nothing was signed.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signature_tells_assent';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_signature_tells_assent BEFORE INSERT ON releases_signature
    FOR EACH ROW WHEN (NEW.role = 'representative') EXECUTE FUNCTION releases_signature_assent();
REVOKE EXECUTE ON FUNCTION releases_signature_assent() FROM PUBLIC;
