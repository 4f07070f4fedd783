-- Few to a note, and never changed. One at a time under the item's lock: two that came at once
-- would each count without the other.
CREATE FUNCTION coordination_attachment_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM require_read_committed();
    PERFORM lock_exclusive(ARRAY[NEW.item_id]);
    IF current_user = 'web' THEN NEW.added_at := clock_timestamp(); END IF;
    IF (SELECT count(*) FROM coordination_attachment WHERE item_id = NEW.item_id) >= 5 THEN
        RAISE EXCEPTION 'A note has at most 5 files. Take one away, or put several into one PDF.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attachments_are_few';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_attachment_guard BEFORE INSERT ON coordination_attachment
    FOR EACH ROW EXECUTE FUNCTION coordination_attachment_guard();

CREATE FUNCTION coordination_attachment_fixed() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'A file is never changed. Take it away and attach another.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'attachment_is_fixed';
END $$;
CREATE TRIGGER d_attachment_fixed BEFORE UPDATE ON coordination_attachment
    FOR EACH ROW EXECUTE FUNCTION coordination_attachment_fixed();

ALTER TABLE coordination_attachment ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON coordination_attachment TO web;

-- Where the body of the item can be read, by the item's own policies, and nowhere else.
CREATE POLICY coordination_attachment_web_select ON coordination_attachment FOR SELECT TO web
    USING ((SELECT true FROM coordination_item i WHERE i.id = item_id));
CREATE POLICY coordination_attachment_web_insert ON coordination_attachment FOR INSERT TO web
    WITH CHECK ((SELECT true FROM coordination_item i
                  WHERE i.id = item_id AND i.author_id = (SELECT acting_provider())));
CREATE POLICY coordination_attachment_web_delete ON coordination_attachment FOR DELETE TO web
    USING ((SELECT true FROM coordination_item i
             WHERE i.id = item_id AND i.author_id = (SELECT acting_provider())));
