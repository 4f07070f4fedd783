-- What shares hold that nobody chooses: the copies of their items, and their consent. `n` is the
-- place in `shares`, which need not be in the table yet.
CREATE FUNCTION coordination_computed(shares coordination_share[])
RETURNS TABLE (n integer, id uuid, author_id uuid, kind varchar, categories varchar[],
               service_date date, subjects uuid[], consent tstzmultirange)
LANGUAGE sql STABLE SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
    WITH asked AS MATERIALIZED (
        SELECT s.ordinality::integer AS n, s.id, s.item_id, s.recipient_id, s.purpose,
               tstzmultirange(CASE WHEN s.withdrawn_at <= s.shared_at THEN 'empty'
                                   ELSE tstzrange(s.shared_at, s.withdrawn_at) END) AS addressed,
               i.author_id, i.kind, i.categories, i.service_date, i.organization_id,
               ARRAY(SELECT about.client_id FROM coordination_itemsubject about
                      WHERE about.item_id = s.item_id ORDER BY about.client_id) AS subjects
          FROM unnest(coordination_computed.shares) WITH ORDINALITY AS s
          JOIN coordination_item i ON i.id = s.item_id
    )
    SELECT a.n, a.id, a.author_id, a.kind, a.categories, a.service_date, a.subjects,
           a.addressed * formula.consent
      FROM asked a
      JOIN release_consents(ARRAY(
               SELECT ROW(q.n, q.item_id, q.subjects, q.categories::text[], q.author_id,
                          q.organization_id, q.recipient_id, q.service_date,
                          q.purpose)::release_question
                 FROM asked q)) formula ON formula.n = a.n
$$;

-- Computes the share that is being written. Runs as the owner: consent is computed over releases that
-- the asker may not see.
CREATE OR REPLACE FUNCTION coordination_share_computed() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM require_read_committed();
    -- The locks come first, in statements of their own: what is read after them is what the
    -- last holder committed. An item's subjects are fixed only under the item's own lock.
    IF TG_OP = 'INSERT' THEN
        PERFORM lock_shared(ARRAY[NEW.item_id]);
        PERFORM lock_shared(NEW.recipient_id || ARRAY(
            SELECT client_id FROM coordination_itemsubject WHERE item_id = NEW.item_id));
    END IF;
    SELECT c.author_id, c.kind, c.categories, c.service_date, c.subjects, c.consent
      INTO NEW.author_id, NEW.kind, NEW.categories, NEW.service_date, NEW.subjects, NEW.consent
      FROM coordination_computed(ARRAY[NEW]) c;
    RETURN NEW;
END $$;

-- Whoever writes to a share has it computed, also who writes the copies or the consent themselves.
-- Only a statement within a trigger, which is the refresh below, brings them computed already.
DROP TRIGGER b_share_computed ON coordination_share;
CREATE TRIGGER b_share_computed
    BEFORE INSERT OR UPDATE OF item_id, recipient_id, purpose, shared_at, withdrawn_at
    ON coordination_share FOR EACH ROW EXECUTE FUNCTION coordination_share_computed();
CREATE TRIGGER b_share_stays_computed BEFORE UPDATE OF
    author_id, kind, categories, service_date, subjects, consent ON coordination_share
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION coordination_share_computed();

-- Compute again the shares that match, rows locked in the order of their ids so that two who
-- refresh the same joint shares wait in line. The second one, under the rows' locks, reads what
-- the first one committed: the locks are a statement of their own.
CREATE OR REPLACE FUNCTION coordination_refresh(
    client uuid DEFAULT NULL, recipient uuid DEFAULT NULL, item uuid DEFAULT NULL
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE shares coordination_share[];
BEGIN
    PERFORM require_read_committed();
    -- A query for each question: one for all would have no index that serves every value.
    shares := CASE
        WHEN coordination_refresh.client IS NOT NULL THEN ARRAY(
            SELECT s FROM coordination_share s
             WHERE s.subjects @> ARRAY[coordination_refresh.client] ORDER BY s.id FOR UPDATE)
        WHEN coordination_refresh.recipient IS NOT NULL THEN ARRAY(
            SELECT s FROM coordination_share s
             WHERE s.recipient_id = coordination_refresh.recipient ORDER BY s.id FOR UPDATE)
        ELSE ARRAY(
            SELECT s FROM coordination_share s
             WHERE s.item_id = coordination_refresh.item ORDER BY s.id FOR UPDATE) END;
    UPDATE coordination_share s
       SET author_id = c.author_id, kind = c.kind, categories = c.categories,
           service_date = c.service_date, subjects = c.subjects, consent = c.consent
      FROM coordination_computed(shares) c
     WHERE s.id = ANY (ARRAY(SELECT one.id FROM unnest(shares) one)) -- so that it goes by the index
       AND s.id = c.id
       AND (s.author_id, s.kind, s.categories, s.service_date, s.subjects, s.consent)
           IS DISTINCT FROM
           (c.author_id, c.kind, c.categories, c.service_date, c.subjects, c.consent);
END $$;

-- The difference between what is kept and what the formula says today: none, ever. In batches
-- by id, for the daily check.
CREATE OR REPLACE FUNCTION consent_differences(after uuid, batch integer, OUT share uuid,
    OUT kept tstzmultirange, OUT computed tstzmultirange, OUT last uuid)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    WITH taken AS MATERIALIZED (
        SELECT s.* FROM coordination_share s
         WHERE consent_differences.after IS NULL OR s.id > consent_differences.after
         ORDER BY s.id LIMIT consent_differences.batch
    ), differing AS (
        SELECT t.id, t.consent, c.consent AS formula
          FROM taken t
          JOIN coordination_computed(ARRAY(
                   SELECT s FROM coordination_share s
                    WHERE s.id IN (SELECT taken.id FROM taken))) c ON c.id = t.id
         WHERE (t.author_id, t.kind, t.categories, t.service_date, t.subjects, t.consent)
               IS DISTINCT FROM
               (c.author_id, c.kind, c.categories, c.service_date, c.subjects, c.consent)
    )
    SELECT d.id, d.consent, d.formula, bounds.last
      FROM (SELECT max(id::text)::uuid AS last FROM taken) bounds
      LEFT JOIN differing d ON true
$$;

REVOKE EXECUTE ON FUNCTION coordination_computed(coordination_share[]) FROM PUBLIC;

-- Room on each page for the next version of its rows: a consent that changes then leaves the indexes
-- alone, none of which has it.
ALTER TABLE coordination_share SET (fillfactor = 90);
