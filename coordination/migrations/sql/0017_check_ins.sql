-- Whether the acting provider may say how a goal is going: who wrote it down, and to whom its words
-- are open at this moment, whomever they treat.
CREATE FUNCTION may_check_in(goal uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT acting_provider() IS NOT NULL AND EXISTS (
        SELECT FROM coordination_item i
         WHERE i.goal_id = may_check_in.goal AND i.kind = 'goal'
           AND (i.author_id = acting_provider()
                OR EXISTS (SELECT FROM coordination_share s
                            WHERE s.item_id = i.id AND s.recipient_id = acting_provider()
                              AND s.consent @> statement_timestamp())))
$$;
REVOKE EXECUTE ON FUNCTION may_check_in(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION may_check_in(uuid) TO web;

-- A check-in is written by who may, about the client of the goal, also where its author does not
-- treat them: to whom the goal was shared can answer.
CREATE POLICY coordination_item_check_in_insert ON coordination_item AS RESTRICTIVE
    FOR INSERT TO web WITH CHECK (kind <> 'check_in' OR may_check_in(goal_id));
CREATE POLICY coordination_itemsubject_check_in_insert ON coordination_itemsubject
    FOR INSERT TO web WITH CHECK (
        (SELECT true FROM coordination_item i JOIN coordination_goal g ON g.id = i.goal_id
          WHERE i.id = coordination_itemsubject.item_id AND i.kind = 'check_in'
            AND i.author_id = (SELECT acting_provider())
            AND g.client_id = coordination_itemsubject.client_id LIMIT 1));

-- A check-in speaks of its goal: it holds what the goal's words hold when it is written, and keeps
-- it. This is looked at only after row security, and later the goal is not looked at any more: the
-- writer need not be allowed to read that its kinds were changed.
CREATE FUNCTION coordination_check_in_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' AND EXISTS (
            SELECT FROM coordination_item i
             WHERE i.goal_id = NEW.goal_id AND i.kind = 'goal'
               AND NOT NEW.categories @> i.categories)
       OR TG_OP = 'UPDATE' AND NOT NEW.categories @> OLD.categories THEN
        RAISE EXCEPTION 'A check-in holds what its goal holds. Choose these kinds, too.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'check_in_holds_its_goal';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER check_in_guard AFTER INSERT OR UPDATE OF categories ON coordination_item
    FOR EACH ROW WHEN (NEW.kind = 'check_in') EXECUTE FUNCTION coordination_check_in_guard();

-- To a goal an answer is about the words, or how it is going; to a provider's check-in a reply.
CREATE OR REPLACE FUNCTION coordination_answer_guard() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE item coordination_item;
BEGIN
    SELECT * INTO item FROM coordination_item WHERE id = NEW.item_id;
    IF item.kind <> (CASE NEW.said WHEN 'reply' THEN 'check_in' ELSE 'goal' END) THEN
        RAISE EXCEPTION 'A goal is agreed to or not, and a check-in is replied to.'
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
