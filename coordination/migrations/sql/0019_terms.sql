-- What is put before a client begins with its wording: of a goal, or of an agreed word.
CREATE OR REPLACE FUNCTION coordination_goal_begins() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM coordination_goal WHERE id = NEW.id)
       AND NOT EXISTS (SELECT FROM coordination_item
                        WHERE goal_id = NEW.id AND kind IN ('goal', 'term')) THEN
        RAISE EXCEPTION 'A goal begins with its wording. Write it.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'goal_has_a_wording';
    END IF;
    RETURN NULL;
END $$;

-- To a wording one agrees, or not; to a goal an answer may also say how it is going; to a provider's
-- check-in it is a reply.
CREATE OR REPLACE FUNCTION coordination_answer_guard() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE item coordination_item; answered text[];
BEGIN
    SELECT * INTO item FROM coordination_item WHERE id = NEW.item_id;
    answered := CASE NEW.said WHEN 'reply' THEN ARRAY['check_in'] WHEN 'check_in' THEN ARRAY['goal']
                              ELSE ARRAY['goal', 'term'] END;
    IF item.kind <> ALL (answered) THEN
        RAISE EXCEPTION 'A goal or a word is agreed to or not, and a check-in is replied to.'
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
