-- A signed record is made once, of a release that was signed, and never changed: also not by the
-- owner, who would have to take this trigger away first.
CREATE FUNCTION releases_signedrecord_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'A signed record is kept as it is.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'record_is_kept';
    END IF;
    IF NEW.sha256 <> encode(sha256(NEW.file), 'hex') THEN
        RAISE EXCEPTION 'The hash is not that of the file.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'record_hash_matches';
    END IF;
    IF NOT EXISTS (
        SELECT FROM releases_release WHERE id = NEW.release_id AND signed_at IS NOT NULL)
    THEN
        RAISE EXCEPTION 'A record is kept of a release that was signed.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'record_of_a_signed_release';
    END IF;
    IF current_user = 'web' THEN
        NEW.at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_signedrecord_guard BEFORE INSERT OR UPDATE OR DELETE ON releases_signedrecord
    FOR EACH ROW EXECUTE FUNCTION releases_signedrecord_guard();

-- All that the public page may know about a file: whether its hash is known (else no answer), and
-- whether the release is in force. A hash of 256 bits cannot be guessed; who has it has the file.
CREATE FUNCTION record_in_force(fingerprint text) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT r.in_force @> statement_timestamp()
      FROM releases_signedrecord s JOIN releases_release r ON r.id = s.release_id
     WHERE s.sha256 = record_in_force.fingerprint
$$;
REVOKE EXECUTE ON FUNCTION record_in_force(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_in_force(text) TO web;

-- Whoever sees the release sees its record. Made on the client's side, where all of the evidence
-- can be seen: by whoever signs, else by who treats the client. The clerk has nothing to do here.
ALTER TABLE releases_signedrecord ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON releases_signedrecord TO web;
CREATE POLICY releases_signedrecord_web_select ON releases_signedrecord FOR SELECT TO web
    USING (release_id IN (SELECT id FROM releases_release));
CREATE POLICY releases_signedrecord_web_insert ON releases_signedrecord FOR INSERT TO web
    WITH CHECK (release_id IN (
        SELECT id FROM releases_release
         WHERE client_id IN (SELECT acting_clients())
            OR client_id IN (SELECT treated_clients())));
