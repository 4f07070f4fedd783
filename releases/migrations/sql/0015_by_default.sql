-- What a practice asks every new client: read and set by those who belong to it now.
ALTER TABLE releases_defaultrequest ENABLE ROW LEVEL SECURITY;
ALTER TABLE releases_defaultpartner ENABLE ROW LEVEL SECURITY;
ALTER TABLE releases_defaultask ENABLE ROW LEVEL SECURITY;
ALTER TABLE releases_notbydefault ENABLE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, DELETE ON releases_defaultrequest, releases_defaultpartner TO web;
GRANT SELECT, INSERT ON releases_defaultask, releases_notbydefault TO web;

CREATE POLICY releases_defaultrequest_web_select ON releases_defaultrequest FOR SELECT TO web
    USING (organization_id IN (
        SELECT organization_id FROM providers_membership
         WHERE provider_id = (SELECT acting_provider()) AND during @> statement_timestamp()));
CREATE POLICY releases_defaultrequest_web_delete ON releases_defaultrequest FOR DELETE TO web
    USING (organization_id IN (
        SELECT organization_id FROM providers_membership
         WHERE provider_id = (SELECT acting_provider()) AND during @> statement_timestamp()));
CREATE POLICY releases_defaultrequest_web_insert ON releases_defaultrequest FOR INSERT TO web
    WITH CHECK (set_by_id = (SELECT acting_provider()) AND organization_id IN (
        SELECT organization_id FROM providers_membership
         WHERE provider_id = (SELECT acting_provider()) AND during @> statement_timestamp()));
CREATE POLICY releases_defaultpartner_web_select ON releases_defaultpartner FOR SELECT TO web
    USING ((SELECT true FROM releases_defaultrequest r WHERE r.id = request_id));
CREATE POLICY releases_defaultpartner_web_insert ON releases_defaultpartner FOR INSERT TO web
    WITH CHECK ((SELECT true FROM releases_defaultrequest r WHERE r.id = request_id));
CREATE POLICY releases_defaultpartner_web_delete ON releases_defaultpartner FOR DELETE TO web
    USING ((SELECT true FROM releases_defaultrequest r WHERE r.id = request_id));

-- Asked once by each practice, and never a client who wants none of it.
CREATE POLICY releases_defaultask_web_select ON releases_defaultask FOR SELECT TO web
    USING (client_id IN (SELECT acting_clients()) OR client_id IN (SELECT treated_clients()));
CREATE POLICY releases_defaultask_web_insert ON releases_defaultask FOR INSERT TO web
    WITH CHECK (by_id = (SELECT acting_provider()) AND client_id IN (SELECT treated_clients())
                AND organization_id IN (
        SELECT organization_id FROM providers_membership
         WHERE provider_id = (SELECT acting_provider()) AND during @> statement_timestamp()));

CREATE POLICY releases_notbydefault_web_select ON releases_notbydefault FOR SELECT TO web
    USING (client_id IN (SELECT acting_clients()) OR client_id IN (SELECT treated_clients()));
CREATE POLICY releases_notbydefault_web_insert ON releases_notbydefault FOR INSERT TO web
    WITH CHECK (client_id IN (SELECT acting_clients()));

CREATE FUNCTION releases_defaultask_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM lock_exclusive(ARRAY[NEW.client_id]);
    IF EXISTS (SELECT FROM releases_notbydefault WHERE client_id = NEW.client_id) THEN
        RAISE EXCEPTION 'This client is asked nothing by default. Ask them yourself.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'client_is_not_asked_by_default';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_defaultask_guard BEFORE INSERT ON releases_defaultask
    FOR EACH ROW EXECUTE FUNCTION releases_defaultask_guard();
