-- Requests for a correction: read by whoever asked, by the client, and by the author of the note;
-- once the client disagrees with the answer, by those to whom the note is open at this moment.

-- Asked, answered and disagreed with at this moment, each once; what was said stays said.
CREATE FUNCTION coordination_amendment_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A request for a correction is kept; answer it instead.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'amendment_is_kept';
    ELSIF TG_OP = 'INSERT' THEN
        IF current_user = 'web' THEN NEW.asked_at := clock_timestamp(); END IF;
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.item_id, NEW.client_id, NEW.asked_by_id, NEW.asked_at, NEW.wrong,
        NEW.should_say)
       IS DISTINCT FROM
       (OLD.id, OLD.item_id, OLD.client_id, OLD.asked_by_id, OLD.asked_at, OLD.wrong,
        OLD.should_say) THEN
        RAISE EXCEPTION 'What was asked is not changed. Ask anew once it is answered.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'amendment_is_fixed';
    ELSIF OLD.answered_at IS NULL THEN
        IF NEW.disagreed_at IS NOT NULL THEN
            RAISE EXCEPTION 'It is not answered yet. Answer it first.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'amendment_answer_comes_first';
        END IF;
        -- Corrected is what was changed since: the text before is kept with the note.
        IF NEW.outcome = 'corrected' AND NOT EXISTS (
            SELECT FROM coordination_item WHERE id = NEW.item_id AND revised_at > NEW.asked_at)
        THEN
            RAISE EXCEPTION 'Change the note first, then say that it is corrected.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'amendment_corrects_the_note';
        END IF;
        IF current_user = 'web' THEN NEW.answered_at := clock_timestamp(); END IF;
    ELSIF OLD.disagreed_at IS NOT NULL
       OR (NEW.outcome, NEW.reason, NEW.answered_at)
          IS DISTINCT FROM (OLD.outcome, OLD.reason, OLD.answered_at) THEN
        RAISE EXCEPTION 'This was answered already. Ask anew.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'amendment_is_settled';
    ELSIF current_user = 'web' THEN
        NEW.disagreed_at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_amendment_guard BEFORE INSERT OR UPDATE OR DELETE ON coordination_amendment
    FOR EACH ROW EXECUTE FUNCTION coordination_amendment_guard();

ALTER TABLE coordination_amendment ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON coordination_amendment TO web;
GRANT UPDATE (outcome, reason, answered_at, disagreement, disagreed_at, disagreed_by_id)
    ON coordination_amendment TO web;
-- The clerk carries the letters and reads no word of it.
GRANT SELECT (id, client_id, asked_by_id, answered_at) ON coordination_amendment TO clerk;

CREATE POLICY coordination_amendment_client_select ON coordination_amendment FOR SELECT TO web
    USING (client_id IN (SELECT own_clients()));
CREATE POLICY coordination_amendment_representative_select ON coordination_amendment
    FOR SELECT TO web
    USING (asked_by_id = (SELECT acting_user()) AND client_id IN (SELECT represented_clients())
           AND item_id NOT IN (SELECT kept_items()));
CREATE POLICY coordination_amendment_author_select ON coordination_amendment FOR SELECT TO web
    USING ((SELECT true FROM coordination_item i
             WHERE i.id = item_id AND i.author_id = (SELECT acting_provider()) LIMIT 1));
CREATE POLICY coordination_amendment_recipient_select ON coordination_amendment FOR SELECT TO web
    USING (disagreed_at IS NOT NULL
           AND (SELECT true FROM coordination_share s
                 WHERE s.item_id = coordination_amendment.item_id
                   AND s.recipient_id = (SELECT acting_provider())
                   AND coalesce(s.consent @> statement_timestamp(), false) LIMIT 1));
-- About a note, no message, which whoever asks reads as the client or for the client: the policies
-- of items and shares answer that.
CREATE POLICY coordination_amendment_web_insert ON coordination_amendment FOR INSERT TO web
    WITH CHECK (asked_by_id = (SELECT acting_user()) AND client_id IN (SELECT acting_clients())
                AND answered_at IS NULL AND item_id NOT IN (SELECT kept_items())
                AND (SELECT true FROM coordination_item i
                      WHERE i.id = item_id AND i.thread_id IS NULL
                        AND NOT i.categories
                            && ARRAY['psychotherapy_notes', 'sud_counseling_notes']::varchar[]
                      LIMIT 1)
                AND (SELECT true FROM coordination_share s
                      WHERE s.item_id = coordination_amendment.item_id
                        AND s.subjects @> ARRAY[client_id] LIMIT 1));
CREATE POLICY coordination_amendment_author_update ON coordination_amendment FOR UPDATE TO web
    USING (answered_at IS NULL
           AND (SELECT true FROM coordination_item i
                 WHERE i.id = item_id AND i.author_id = (SELECT acting_provider()) LIMIT 1))
    WITH CHECK (outcome <> '' AND disagreed_at IS NULL);
CREATE POLICY coordination_amendment_client_update ON coordination_amendment FOR UPDATE TO web
    USING (outcome = 'declined' AND disagreed_at IS NULL
           AND (client_id IN (SELECT own_clients())
                OR asked_by_id = (SELECT acting_user())
                   AND client_id IN (SELECT represented_clients())
                   AND item_id NOT IN (SELECT kept_items())))
    WITH CHECK (disagreed_by_id = (SELECT acting_user()));
CREATE POLICY coordination_amendment_clerk_select ON coordination_amendment FOR SELECT TO clerk
    USING (true);
