-- Whether the acting provider may write in the thread: who has a message in it open to them at this
-- moment, whomever they treat; and who wrote in it, or begins it, and treats each of its clients.
CREATE FUNCTION may_write_in(thread uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    WITH message AS (
        SELECT i.id, i.author_id = acting_provider() AS own
          FROM coordination_item i WHERE i.thread_id = may_write_in.thread
    ), client AS (
        SELECT s.client_id FROM coordination_threadsubject s
         WHERE s.thread_id = may_write_in.thread
    )
    SELECT acting_provider() IS NOT NULL AND EXISTS (SELECT FROM client)
       AND (EXISTS (SELECT FROM message m JOIN coordination_share s ON s.item_id = m.id
                     WHERE s.recipient_id = acting_provider()
                       AND s.consent @> statement_timestamp())
            OR (EXISTS (SELECT FROM message WHERE own) OR NOT EXISTS (SELECT FROM message))
               AND NOT EXISTS (SELECT FROM client
                                WHERE client_id NOT IN (SELECT treated_clients())))
$$;

-- The answers of consent_answers() about words in a thread, for those who may write in it. What is
-- missing is not told: who treats the clients asks consent_answers(), and the others could not ask a
-- client for it.
CREATE FUNCTION thread_answers(thread uuid, questions jsonb)
RETURNS TABLE (is_open boolean, until timestamptz, missing text[], is_limited boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH asked AS MATERIALIZED (
        SELECT q.n::integer AS n, q.categories, q.organization, q.recipient, q.service_date,
               q.purpose,
               ARRAY(SELECT s.client_id FROM coordination_threadsubject s
                      WHERE s.thread_id = thread_answers.thread ORDER BY s.client_id) AS subjects
          FROM ROWS FROM (jsonb_to_recordset(questions) AS (
                   categories text[], organization uuid, recipient uuid, service_date date,
                   purpose text)) WITH ORDINALITY
               AS q(categories, organization, recipient, service_date, purpose, n)
         WHERE may_write_in(thread_answers.thread)
           AND (q.organization IS NULL OR q.organization IN (
                    SELECT organization_id FROM providers_membership
                     WHERE provider_id = acting_provider() AND during @> statement_timestamp()))
    ), answered AS (
        SELECT f.n, f.consent
          FROM release_consents(ARRAY(
                   SELECT ROW(a.n, NULL, a.subjects, a.categories, acting_provider(),
                              a.organization, a.recipient, a.service_date,
                              a.purpose)::release_question
                     FROM asked a)) f
    )
    SELECT consent @> statement_timestamp(),
           (SELECT max(upper(part)) FROM unnest(consent) AS t(part)
             WHERE part @> statement_timestamp()),
           '{}'::text[], false
      FROM answered ORDER BY n
$$;

-- The releases that a recipient relies on at this moment for each of these shares that is open.
DROP FUNCTION releases_relied_on(uuid);
CREATE FUNCTION releases_relied_on(shares uuid[]) RETURNS TABLE (share uuid, releases uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
    WITH asked AS MATERIALIZED (
        SELECT row_number() OVER (ORDER BY s.id)::integer AS n, s.id, s.subjects, s.categories,
               s.author_id, i.organization_id, s.recipient_id, s.service_date, s.purpose
          FROM coordination_share s
          JOIN coordination_item i ON i.id = s.item_id
         WHERE s.id = ANY (releases_relied_on.shares) AND s.recipient_id = acting_provider()
           AND s.consent @> clock_timestamp()
    ), relied AS (
        SELECT cover.n, array_agg(DISTINCT cover.release ORDER BY cover.release) AS releases
          FROM release_covers(ARRAY(
                   SELECT ROW(a.n, NULL, a.subjects, a.categories::text[], a.author_id,
                              a.organization_id, a.recipient_id, a.service_date,
                              a.purpose)::release_question
                     FROM asked a)) cover
         WHERE cover.during @> clock_timestamp()
         GROUP BY cover.n
    )
    SELECT a.id, coalesce(r.releases, '{}') FROM asked a LEFT JOIN relied r ON r.n = a.n
$$;

REVOKE EXECUTE ON FUNCTION may_write_in(uuid), thread_answers(uuid, jsonb),
    releases_relied_on(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION may_write_in(uuid), thread_answers(uuid, jsonb),
    releases_relied_on(uuid[]) TO web;

-- Whom a thread is about is said before its first message, and never again.
CREATE FUNCTION coordination_thread_subject_guard() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE touched uuid[];
BEGIN
    touched := ARRAY[CASE WHEN TG_OP <> 'INSERT' THEN OLD.thread_id END,
                     CASE WHEN TG_OP <> 'DELETE' THEN NEW.thread_id END];
    IF EXISTS (SELECT FROM coordination_item WHERE thread_id = ANY (touched)) THEN
        RAISE EXCEPTION 'Whom a thread is about does not change. Start another thread.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'thread_subjects_are_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER a_thread_subject_guard BEFORE INSERT OR UPDATE OR DELETE
    ON coordination_threadsubject FOR EACH ROW
    EXECUTE FUNCTION coordination_thread_subject_guard();

-- A thread is its messages: seen at the end of the transaction that begins it.
CREATE FUNCTION coordination_thread_begins() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM coordination_thread WHERE id = NEW.id)
       AND NOT EXISTS (SELECT FROM coordination_item WHERE thread_id = NEW.id) THEN
        RAISE EXCEPTION 'A thread begins with a message. Write one.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'thread_has_a_message';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER thread_has_a_message AFTER INSERT ON coordination_thread
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION coordination_thread_begins();

-- A message is about exactly those whom its thread is about.
CREATE FUNCTION coordination_message_in_thread() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE written uuid; of_thread uuid;
BEGIN
    IF TG_TABLE_NAME = 'coordination_item' THEN written := NEW.id;
    ELSIF TG_OP = 'DELETE' THEN written := OLD.item_id;
    ELSE written := NEW.item_id; END IF;
    SELECT thread_id INTO of_thread FROM coordination_item WHERE id = written;
    IF of_thread IS NOT NULL
       AND ARRAY(SELECT client_id FROM coordination_itemsubject
                  WHERE item_id = written ORDER BY client_id)
        <> ARRAY(SELECT client_id FROM coordination_threadsubject
                  WHERE thread_id = of_thread ORDER BY client_id) THEN
        RAISE EXCEPTION 'A message is about everybody in its thread and nobody else. Start another thread.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'message_is_about_its_thread';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER message_is_about_its_thread
    AFTER INSERT OR UPDATE OF thread_id ON coordination_item
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.thread_id IS NOT NULL)
    EXECUTE FUNCTION coordination_message_in_thread();
CREATE CONSTRAINT TRIGGER message_stays_about_its_thread
    AFTER INSERT OR UPDATE OR DELETE ON coordination_itemsubject
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION coordination_message_in_thread();

ALTER TABLE coordination_thread ENABLE ROW LEVEL SECURITY;
ALTER TABLE coordination_threadsubject ENABLE ROW LEVEL SECURITY;

GRANT SELECT, INSERT ON coordination_thread, coordination_threadsubject TO web;

-- A thread is there for who wrote in it, and for whom a message in it is open now; to everybody else,
-- also to whom messages were addressed that are held, it is not. A thread that nobody wrote in
-- yet is seen by nobody: it is inserted with its id, and read back with its first message.
CREATE POLICY coordination_thread_web_select ON coordination_thread FOR SELECT TO web
    USING ((SELECT true FROM coordination_item i
             WHERE i.thread_id = coordination_thread.id
               AND (i.author_id = (SELECT acting_provider())
                    OR (SELECT true FROM coordination_share s
                         WHERE s.item_id = i.id AND s.recipient_id = (SELECT acting_provider())
                           AND coalesce(s.consent @> statement_timestamp(), false) LIMIT 1))
             LIMIT 1));
CREATE POLICY coordination_thread_web_insert ON coordination_thread FOR INSERT TO web
    WITH CHECK ((SELECT acting_provider()) IS NOT NULL);

CREATE POLICY coordination_threadsubject_web_select ON coordination_threadsubject
    FOR SELECT TO web
    USING ((SELECT true FROM coordination_thread t
             WHERE t.id = coordination_threadsubject.thread_id LIMIT 1));
CREATE POLICY coordination_threadsubject_web_insert ON coordination_threadsubject
    FOR INSERT TO web WITH CHECK (client_id IN (SELECT treated_clients()));

-- A message is written by who may write in its thread, and is about the clients of the thread, also
-- where its author, who answers, does not treat them.
CREATE POLICY coordination_item_message_insert ON coordination_item AS RESTRICTIVE
    FOR INSERT TO web WITH CHECK (thread_id IS NULL OR may_write_in(thread_id));
CREATE POLICY coordination_itemsubject_message_insert ON coordination_itemsubject
    FOR INSERT TO web WITH CHECK (
        (SELECT true FROM coordination_item i
           JOIN coordination_threadsubject about ON about.thread_id = i.thread_id
          WHERE i.id = coordination_itemsubject.item_id
            AND i.author_id = (SELECT acting_provider())
            AND about.client_id = coordination_itemsubject.client_id LIMIT 1));
