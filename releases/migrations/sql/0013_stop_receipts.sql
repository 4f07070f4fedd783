-- A receipt is made once, of what was stopped, for one person, and never changed.
CREATE FUNCTION releases_stopreceipt_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'A receipt is kept as it is.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_is_kept';
    END IF;
    IF NEW.sha256 <> encode(sha256(NEW.file), 'hex') THEN
        RAISE EXCEPTION 'The hash is not that of the file.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_hash_matches';
    END IF;
    IF cardinality(NEW.releases) = 0 OR EXISTS (
        SELECT FROM unnest(NEW.releases) AS t(id)
         WHERE NOT EXISTS (SELECT FROM releases_release r
                            WHERE r.id = t.id AND r.client_id = NEW.client_id
                              AND r.revoked_at IS NOT NULL))
    THEN
        RAISE EXCEPTION 'A receipt is of what was stopped.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_of_what_was_stopped';
    END IF;
    IF current_user = 'web' THEN
        NEW.at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_stopreceipt_guard BEFORE INSERT OR UPDATE OR DELETE ON releases_stopreceipt
    FOR EACH ROW EXECUTE FUNCTION releases_stopreceipt_guard();

-- All that the public page may know: whether a file with this hash is a receipt of ours.
CREATE FUNCTION receipt_is_known(fingerprint text) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM releases_stopreceipt
                    WHERE sha256 = receipt_is_known.fingerprint)
$$;
REVOKE EXECUTE ON FUNCTION receipt_is_known(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION receipt_is_known(text) TO web;

-- Nobody's but whom it was made for, as long as they act for the client.
ALTER TABLE releases_stopreceipt ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON releases_stopreceipt TO web;
CREATE POLICY releases_stopreceipt_web_select ON releases_stopreceipt FOR SELECT TO web
    USING (user_id = (SELECT acting_user()) AND client_id IN (SELECT acting_clients()));
CREATE POLICY releases_stopreceipt_web_insert ON releases_stopreceipt FOR INSERT TO web
    WITH CHECK (user_id = (SELECT acting_user()) AND client_id IN (SELECT acting_clients()));
