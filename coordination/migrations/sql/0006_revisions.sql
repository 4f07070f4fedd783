ALTER TABLE coordination_itemrevision ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON coordination_itemrevision TO web;
GRANT UPDATE (body, categories, service_date) ON coordination_item TO web;

CREATE POLICY coordination_item_web_update ON coordination_item FOR UPDATE TO web
    USING (author_id = (SELECT acting_provider()));

-- Whoever could read the old text: the author, and the client where it was shared before it was
-- changed and is about them alone. No recipient, and no representative: what is a minor's own is
-- said of the note as it is now, not as it was.
CREATE POLICY coordination_itemrevision_author_select ON coordination_itemrevision FOR SELECT TO web
    USING (item_id IN (SELECT id FROM coordination_item
                        WHERE author_id = (SELECT acting_provider())));
CREATE POLICY coordination_itemrevision_client_select ON coordination_itemrevision FOR SELECT TO web
    USING (NOT categories && ARRAY['psychotherapy_notes', 'sud_counseling_notes']::varchar[]
           AND (SELECT true FROM coordination_item i WHERE i.id = item_id)
           AND (SELECT true FROM coordination_share s
                 WHERE s.item_id = coordination_itemrevision.item_id
                   AND s.subjects <@ ARRAY(SELECT own_clients())
                   AND s.shared_at < replaced_at LIMIT 1));

-- The old text is kept by whatever changes it; nobody else writes to the history.
CREATE FUNCTION coordination_item_keeps_history() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    NEW.revised_at := clock_timestamp();
    INSERT INTO coordination_itemrevision
        (item_id, body, categories, service_date, written_at, replaced_at)
    VALUES (OLD.id, OLD.body, OLD.categories, OLD.service_date,
            coalesce(OLD.revised_at, OLD.created_at), NEW.revised_at);
    RETURN NEW;
END $$;
CREATE TRIGGER c_item_keeps_history BEFORE UPDATE OF body, categories, service_date
    ON coordination_item FOR EACH ROW
    WHEN ((OLD.body, OLD.categories, OLD.service_date)
          IS DISTINCT FROM (NEW.body, NEW.categories, NEW.service_date))
    EXECUTE FUNCTION coordination_item_keeps_history();

-- Whom and what an item is about changes only under the item's exclusive lock, which whoever is
-- sharing it at this moment holds shared, and then under that of everybody whom it is about, which
-- whoever is being shown it holds shared. When it was written does not change with what it says.
CREATE OR REPLACE FUNCTION coordination_item_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE items uuid[];
BEGIN
    PERFORM require_read_committed();
    IF TG_TABLE_NAME = 'coordination_item' THEN
        IF TG_OP <> 'INSERT' THEN
            PERFORM lock_exclusive(ARRAY[OLD.id]);
            PERFORM lock_exclusive(ARRAY(
                SELECT client_id FROM coordination_itemsubject WHERE item_id = OLD.id));
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        IF TG_OP = 'INSERT' AND current_user = 'web' THEN
            NEW.created_at := clock_timestamp();
            NEW.revised_at := NULL;
        END IF;
        PERFORM releases_known_categories(NEW.categories);
        RETURN NEW;
    END IF;
    items := ARRAY[CASE WHEN TG_OP <> 'INSERT' THEN OLD.item_id END,
                   CASE WHEN TG_OP <> 'DELETE' THEN NEW.item_id END];
    PERFORM lock_exclusive(items);
    PERFORM lock_exclusive(ARRAY[CASE WHEN TG_OP <> 'INSERT' THEN OLD.client_id END,
                                 CASE WHEN TG_OP <> 'DELETE' THEN NEW.client_id END]
        || ARRAY(SELECT client_id FROM coordination_itemsubject WHERE item_id = ANY (items)));
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
