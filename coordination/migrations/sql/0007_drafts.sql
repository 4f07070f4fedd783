ALTER TABLE coordination_notedraft ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON coordination_notedraft TO web;
GRANT UPDATE (content) ON coordination_notedraft TO web;

-- The author's alone, and about those whom they treat.
CREATE POLICY coordination_notedraft_web_select ON coordination_notedraft FOR SELECT TO web
    USING (author_id = (SELECT acting_provider())
           AND saved_at > statement_timestamp() - interval '90 days');
CREATE POLICY coordination_notedraft_web_insert ON coordination_notedraft FOR INSERT TO web
    WITH CHECK (author_id = (SELECT acting_provider())
                AND client_id IN (SELECT treated_clients()));
CREATE POLICY coordination_notedraft_web_update ON coordination_notedraft FOR UPDATE TO web
    USING (author_id = (SELECT acting_provider()));
CREATE POLICY coordination_notedraft_web_delete ON coordination_notedraft FOR DELETE TO web
    USING (author_id = (SELECT acting_provider()));

-- Whoever keeps a draft sweeps out what is too old, whosever it is: no job has to run for it, and
-- an old one, which its author no longer sees, is not in the way of a new one.
CREATE FUNCTION coordination_draft_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    NEW.saved_at := clock_timestamp();
    IF TG_OP = 'INSERT' THEN
        DELETE FROM coordination_notedraft
         WHERE saved_at <= clock_timestamp() - interval '90 days';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER draft_kept BEFORE INSERT OR UPDATE OF content ON coordination_notedraft
    FOR EACH ROW EXECUTE FUNCTION coordination_draft_kept();
