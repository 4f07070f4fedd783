-- What shows the authority: kept once, by a provider who treats the client, and never changed.
CREATE FUNCTION clients_authoritydocument_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'What shows the authority is evidence; it is neither changed nor removed.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'authority_document_is_kept';
    END IF;
    IF calling_role() = 'web' THEN
        NEW.at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_authoritydocument_guard BEFORE INSERT OR UPDATE OR DELETE
    ON clients_authoritydocument FOR EACH ROW EXECUTE FUNCTION clients_authoritydocument_guard();

ALTER TABLE clients_authoritydocument ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON clients_authoritydocument TO web;
CREATE POLICY clients_authoritydocument_web_select ON clients_authoritydocument FOR SELECT TO web
    USING (representative_id IN (SELECT id FROM clients_representative
                                  WHERE client_id IN (SELECT treated_clients())));
CREATE POLICY clients_authoritydocument_web_insert ON clients_authoritydocument FOR INSERT TO web
    WITH CHECK (kept_by_id = (SELECT acting_provider())
                AND representative_id IN (SELECT id FROM clients_representative
                                           WHERE client_id IN (SELECT treated_clients())));

-- As in 0002_guard.sql, but that there is a document to verify it by, that what was verified stays
-- so, and that an authority that has ended does not come back: a new one is entered.
CREATE OR REPLACE FUNCTION clients_representative_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF current_user <> 'web' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND upper(OLD.during) <= clock_timestamp() THEN
        RAISE EXCEPTION 'This authority has ended. Enter a new one.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'representative_end_is_final';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.verified_at IS NOT NULL
       AND ((NEW.verified_by_id, NEW.verified_at, NEW.limits, lower(NEW.during))
            IS DISTINCT FROM (OLD.verified_by_id, OLD.verified_at, OLD.limits, lower(OLD.during))
            OR NOT NEW.during <@ OLD.during) THEN
        RAISE EXCEPTION 'This was verified as it is. End it, and enter a new one.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'representative_verified_is_fixed';
    END IF;
    IF NEW.verified_by_id IS NOT NULL
       AND (TG_OP = 'INSERT' OR OLD.verified_by_id IS NULL) THEN
        IF NEW.verified_by_id IS DISTINCT FROM acting_provider() THEN
            RAISE EXCEPTION 'Verify the authority in your own name.'
                USING ERRCODE = 'check_violation',
                CONSTRAINT = 'representative_verified_in_own_name';
        END IF;
        IF NOT EXISTS (SELECT FROM clients_authoritydocument WHERE representative_id = NEW.id) THEN
            RAISE EXCEPTION 'Add the document that shows the authority, and look at it first.'
                USING ERRCODE = 'check_violation',
                CONSTRAINT = 'representative_verified_by_a_document';
        END IF;
        NEW.verified_at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;

-- Whether two sign for a minor is for those who treat the client to note, and for nobody else.
CREATE FUNCTION clients_both_guardians_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.id NOT IN (SELECT treated_clients()) THEN
        RAISE EXCEPTION 'Whoever treats the client notes whether both guardians sign.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'both_guardians_by_who_treats';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_both_guardians BEFORE UPDATE OF both_guardians ON clients_client
    FOR EACH ROW WHEN (calling_role() = 'web') EXECUTE FUNCTION clients_both_guardians_guard();
GRANT UPDATE (both_guardians) ON clients_client TO web;
