ALTER TABLE coordination_itempart ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON coordination_itempart TO web;

-- The author's alone: to whom a part is shown, and whom it is about, it is a note like any other.
CREATE POLICY coordination_itempart_author_select ON coordination_itempart FOR SELECT TO web
    USING (item_id IN (SELECT id FROM coordination_item
                        WHERE author_id = (SELECT acting_provider())));
CREATE POLICY coordination_itempart_author_insert ON coordination_itempart FOR INSERT TO web
    WITH CHECK ((SELECT count(*) = 2 FROM coordination_item
                  WHERE id IN (item_id, joint_id) AND author_id = (SELECT acting_provider())));

CREATE FUNCTION coordination_part_is_about_one() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE whole uuid[]; part uuid[];
BEGIN
    whole := ARRAY(SELECT client_id FROM coordination_itemsubject WHERE item_id = NEW.joint_id);
    part := ARRAY(SELECT client_id FROM coordination_itemsubject WHERE item_id = NEW.item_id);
    IF cardinality(part) <> 1 OR cardinality(whole) < 2 OR NOT part <@ whole THEN
        RAISE EXCEPTION 'A part is about one of the people of a note about several. Choose whom.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'part_is_about_one';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER part_is_about_one AFTER INSERT OR UPDATE ON coordination_itempart
    FOR EACH ROW EXECUTE FUNCTION coordination_part_is_about_one();
