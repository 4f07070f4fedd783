-- Whether the acting person is the client whom this item is about, or represents them now and may
-- know of it.
CREATE FUNCTION is_about_acting_client(item uuid) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM coordination_itemsubject s
         WHERE s.item_id = is_about_acting_client.item
           AND (s.client_id IN (SELECT own_clients())
                OR s.client_id IN (SELECT represented_clients())
                   AND s.item_id NOT IN (SELECT kept_items())))
$$;
REVOKE EXECUTE ON FUNCTION is_about_acting_client(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_about_acting_client(uuid) TO web;

-- What belongs to a goal is written with the client: it is theirs to read before anybody else is
-- told. Whoever else reads it, the policies of every item say.
CREATE POLICY coordination_item_goal_select ON coordination_item FOR SELECT TO web
    USING (goal_id IS NOT NULL AND is_about_acting_client(id));

-- A goal is its wording: seen at the end of the transaction that sets it.
CREATE FUNCTION coordination_goal_begins() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM coordination_goal WHERE id = NEW.id)
       AND NOT EXISTS (SELECT FROM coordination_item WHERE goal_id = NEW.id AND kind = 'goal') THEN
        RAISE EXCEPTION 'A goal begins with its wording. Write it.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'goal_has_a_wording';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER goal_has_a_wording AFTER INSERT ON coordination_goal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION coordination_goal_begins();

-- What belongs to a goal is about its client and nobody else: the words of a couple would else be
-- one's to read before both agreed.
CREATE FUNCTION coordination_goal_is_about_one() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE written uuid; whose uuid;
BEGIN
    IF TG_TABLE_NAME = 'coordination_item' THEN written := NEW.id;
    ELSIF TG_OP = 'DELETE' THEN written := OLD.item_id;
    ELSE written := NEW.item_id; END IF;
    SELECT g.client_id INTO whose
      FROM coordination_item i JOIN coordination_goal g ON g.id = i.goal_id
     WHERE i.id = written;
    IF whose IS NOT NULL
       AND ARRAY(SELECT client_id FROM coordination_itemsubject WHERE item_id = written)
        <> ARRAY[whose] THEN
        RAISE EXCEPTION 'A goal is about one client. Write another one for somebody else.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'goal_is_about_one';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER goal_is_about_one AFTER INSERT OR UPDATE OF goal_id
    ON coordination_item DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.goal_id IS NOT NULL) EXECUTE FUNCTION coordination_goal_is_about_one();
CREATE CONSTRAINT TRIGGER goal_stays_about_one AFTER INSERT OR UPDATE OR DELETE
    ON coordination_itemsubject DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION coordination_goal_is_about_one();

-- An answer comes under the lock that whoever changes the item takes, and is looked at only after
-- row security: to whom the item is closed, no check tells whether there is one.
CREATE FUNCTION coordination_answer_begins() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM require_read_committed();
    PERFORM lock_shared(ARRAY[NEW.item_id]);
    IF current_user = 'web' THEN NEW.said_at := clock_timestamp(); END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_answer_begins BEFORE INSERT OR UPDATE ON coordination_itemanswer
    FOR EACH ROW EXECUTE FUNCTION coordination_answer_begins();

-- It is to what the item says now, and to somebody who will read it: see the policies below.
CREATE FUNCTION coordination_answer_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE item coordination_item;
BEGIN
    SELECT * INTO item FROM coordination_item WHERE id = NEW.item_id;
    IF item.kind <> 'goal' THEN
        RAISE EXCEPTION 'Only what is written with a client is answered.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_is_to_a_goal';
    END IF;
    IF NEW.text_of <> coalesce(item.revised_at, item.created_at) THEN
        RAISE EXCEPTION 'The words were changed meanwhile. Read them again, then answer.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_is_to_what_it_says';
    END IF;
    IF NOT EXISTS (SELECT FROM clients_treatment t
                    WHERE t.provider_id = item.author_id AND t.client_id = NEW.client_id
                      AND t.during @> statement_timestamp()) THEN
        RAISE EXCEPTION 'Who wrote this does not treat the client now, and would not read it.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_has_a_reader';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER d_answer_guard AFTER INSERT OR UPDATE ON coordination_itemanswer
    FOR EACH ROW EXECUTE FUNCTION coordination_answer_guard();

ALTER TABLE coordination_goal ENABLE ROW LEVEL SECURITY;
ALTER TABLE coordination_itemanswer ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON coordination_goal, coordination_itemanswer TO web;

-- A goal is there for whoever reads something that belongs to it.
CREATE POLICY coordination_goal_web_select ON coordination_goal FOR SELECT TO web
    USING ((SELECT true FROM coordination_item i
             WHERE i.goal_id = coordination_goal.id LIMIT 1));
CREATE POLICY coordination_goal_web_insert ON coordination_goal FOR INSERT TO web
    WITH CHECK (client_id IN (SELECT treated_clients()));

-- What was said reaches whoever said it, the client, and the author whom it answers while they treat
-- the client. That somebody agreed holds no words: whoever acts for the client may know it.
CREATE POLICY coordination_itemanswer_client_select ON coordination_itemanswer
    FOR SELECT TO web
    USING (client_id IN (SELECT acting_clients())
           AND (SELECT true FROM coordination_item i WHERE i.id = item_id)
           AND (said = 'agrees' OR writer_id = (SELECT acting_user())
                OR client_id IN (SELECT own_clients())));
CREATE POLICY coordination_itemanswer_author_select ON coordination_itemanswer
    FOR SELECT TO web
    USING (client_id IN (SELECT treated_clients())
           AND (SELECT true FROM coordination_item i
                 WHERE i.id = item_id AND i.author_id = (SELECT acting_provider())));
CREATE POLICY coordination_itemanswer_web_insert ON coordination_itemanswer
    FOR INSERT TO web
    WITH CHECK (writer_id = (SELECT acting_user())
                AND client_id IN (SELECT acting_clients())
                AND (SELECT true FROM coordination_itemsubject s
                      WHERE s.item_id = coordination_itemanswer.item_id
                        AND s.client_id = coordination_itemanswer.client_id));
