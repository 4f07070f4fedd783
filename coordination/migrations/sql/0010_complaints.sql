-- Complaints: read by whoever made them, while they may read the line, and by a privacy officer.

-- What a representative may not know of: what others reported (a minor may complain about a
-- parent), and their own once the line has become the minor's own.
CREATE FUNCTION kept_complaints() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT c.id::text
      FROM coordination_complaint c LEFT JOIN ledger_entry e ON e.id = c.line
     WHERE c.client_id IN (SELECT represented_clients())
       AND (c.made_by_id IS DISTINCT FROM acting_user()
            OR e.subject_id IN (SELECT kept_subjects()))
$$;
REVOKE EXECUTE ON FUNCTION kept_complaints() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION kept_complaints() TO web;

-- Made and answered at this moment, in the own name; answered once, then kept as it is.
CREATE FUNCTION coordination_complaint_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A complaint is kept; answer it instead.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'complaint_is_kept';
    ELSIF TG_OP = 'INSERT' THEN
        IF current_user = 'web' THEN
            NEW.made_at := clock_timestamp();
        END IF;
    ELSIF OLD.answered_at IS NOT NULL THEN
        RAISE EXCEPTION 'This complaint was answered already.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'complaint_answered_once';
    ELSIF (NEW.id, NEW.client_id, NEW.line, NEW.made_by_id, NEW.made_at, NEW.words)
          IS DISTINCT FROM (OLD.id, OLD.client_id, OLD.line, OLD.made_by_id, OLD.made_at, OLD.words)
    THEN
        RAISE EXCEPTION 'What was reported is not changed; answer it instead.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'complaint_is_fixed';
    ELSIF current_user = 'web' THEN
        NEW.answered_at := clock_timestamp();
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER a_complaint_guard BEFORE INSERT OR UPDATE OR DELETE ON coordination_complaint
    FOR EACH ROW EXECUTE FUNCTION coordination_complaint_guard();

ALTER TABLE coordination_complaint ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON coordination_complaint TO web;
GRANT UPDATE (answer, answered_by_id, answered_at) ON coordination_complaint TO web;
-- The clerk carries the letters and reads no word of it.
GRANT SELECT (id, client_id, made_by_id, answered_at) ON coordination_complaint TO clerk;

CREATE POLICY coordination_complaint_author_select ON coordination_complaint FOR SELECT TO web
    USING (made_by_id = (SELECT acting_user()) AND client_id IN (SELECT acting_clients())
           AND id::text NOT IN (SELECT kept_complaints()));
CREATE POLICY coordination_complaint_officer_select ON coordination_complaint FOR SELECT TO web
    USING ((SELECT acting_is_privacy_officer()));
-- About a line that its author reads: the policies of the ledger answer for them.
CREATE POLICY coordination_complaint_web_insert ON coordination_complaint FOR INSERT TO web
    WITH CHECK (made_by_id = (SELECT acting_user()) AND client_id IN (SELECT acting_clients())
                AND answered_at IS NULL
                AND line IN (SELECT e.id FROM ledger_entry e WHERE e.client = client_id));
CREATE POLICY coordination_complaint_officer_update ON coordination_complaint FOR UPDATE TO web
    USING ((SELECT acting_is_privacy_officer()) AND answered_at IS NULL
           AND made_by_id <> (SELECT acting_user()))
    WITH CHECK (answered_by_id = (SELECT acting_user()));
CREATE POLICY coordination_complaint_clerk_select ON coordination_complaint FOR SELECT TO clerk
    USING (true);

-- The lines about a complaint go the way of the complaint.
CREATE POLICY ledger_entry_complaint_select ON ledger_entry AS RESTRICTIVE FOR SELECT TO web
    USING (subject_type <> 'coordination.complaint'
           OR subject_id NOT IN (SELECT kept_complaints()));
