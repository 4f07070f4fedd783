ALTER TABLE coordination_quote ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON coordination_quote TO web;

-- For whoever reads both, as the policies of the items say: to everybody else who may open the
-- message it quotes nothing.
CREATE POLICY coordination_quote_web_select ON coordination_quote FOR SELECT TO web
    USING ((SELECT true FROM coordination_item i
             WHERE i.id = coordination_quote.item_id LIMIT 1)
           AND (SELECT true FROM coordination_item i
                 WHERE i.id = coordination_quote.quoted_id LIMIT 1));
-- By its author, who quotes what they wrote or may open at this moment; whatever else is named is
-- refused here, before any check that could tell whether there is such a message.
CREATE POLICY coordination_quote_author_insert ON coordination_quote FOR INSERT TO web
    WITH CHECK (
        (SELECT true FROM coordination_item i
          WHERE i.id = coordination_quote.item_id
            AND i.author_id = (SELECT acting_provider()) LIMIT 1)
        AND (SELECT true FROM coordination_item i
              WHERE i.id = coordination_quote.quoted_id
                AND (i.author_id = (SELECT acting_provider())
                     OR (SELECT true FROM coordination_share s
                          WHERE s.item_id = i.id AND s.recipient_id = (SELECT acting_provider())
                            AND coalesce(s.consent @> statement_timestamp(), false) LIMIT 1))
              LIMIT 1));

-- An earlier message of the same thread, said before the message is sent, with its kinds. It runs
-- after row security and as the writer: it reads, and tells of, nothing that they may not read. What
-- is quoted may close or change until the clients' locks are there; it is read under them.
CREATE FUNCTION coordination_quote_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE item coordination_item; quoted coordination_item;
BEGIN
    PERFORM require_read_committed();
    PERFORM lock_exclusive(ARRAY(
        SELECT client_id FROM coordination_itemsubject WHERE item_id = NEW.item_id));
    SELECT * INTO item FROM coordination_item WHERE id = NEW.item_id;
    SELECT * INTO quoted FROM coordination_item WHERE id = NEW.quoted_id;
    IF (quoted.thread_id = item.thread_id AND quoted.created_at < item.created_at) IS NOT TRUE THEN
        RAISE EXCEPTION 'A message quotes an earlier one of its thread. Choose one of these.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_is_of_its_thread';
    END IF;
    IF EXISTS (SELECT FROM coordination_share WHERE item_id = NEW.item_id) THEN
        RAISE EXCEPTION 'What a message quotes is said before it is sent. Write another one.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_comes_before_sending';
    END IF;
    IF NOT quoted.categories <@ item.categories THEN
        RAISE EXCEPTION 'A message has the kinds of what it quotes. Add them.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_brings_its_kinds';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER quote_guard AFTER INSERT OR UPDATE ON coordination_quote
    FOR EACH ROW EXECUTE FUNCTION coordination_quote_guard();

-- What quotes keeps its kinds and may get more. It is not compared with what is quoted, whose author
-- may have changed it: the writer need not be allowed to read that any more.
CREATE FUNCTION coordination_quoting_keeps_kinds() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM coordination_quote WHERE item_id = NEW.id) THEN
        RAISE EXCEPTION 'A message that quotes another keeps its kinds. Leave them ticked.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'quote_keeps_its_kinds';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER d_quoting_keeps_kinds BEFORE UPDATE OF categories ON coordination_item
    FOR EACH ROW WHEN (NOT OLD.categories <@ NEW.categories)
    EXECUTE FUNCTION coordination_quoting_keeps_kinds();
