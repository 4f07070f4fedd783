-- Openings that a privacy officer should look at, and what they found.

-- One row for each, with the line that it begins with, which is its name for good: the ledger only
-- grows. With the rights of the caller: row security shows the lines, all of them to an officer.
-- The figures come from the settings; a night without hours, or a null, is no rule.
CREATE FUNCTION unusual_openings(since timestamptz, many integer, within interval,
                                 night_from time, night_until time, zone text, before_stop interval)
RETURNS TABLE (rule text, line uuid, actor uuid, client uuid, first_at timestamptz,
               last_at timestamptz, openings bigint)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    -- Read from so far before that what began before `since` is known to have.
    WITH lines AS (
        SELECT e.id, e.at, e.actor, e.subject_id,
               lag(e.at) OVER (PARTITION BY e.actor, e.subject_id ORDER BY e.at, e.id) AS before
          FROM ledger_entry e
         WHERE e.verb = 'item_disclosed' AND e.at >= since - 2 * within - interval '1 day'
           AND (SELECT acting_is_privacy_officer())
    ), opened AS (
        -- What is about a couple has a line for each of them, written in one go.
        SELECT id, at, actor FROM lines WHERE before IS NULL OR at - before > interval '1 second'
    ), counted AS (
        SELECT *, coalesce(lag(at, many - 1) OVER w, 'infinity') AS nth_before FROM opened
        WINDOW w AS (PARTITION BY actor ORDER BY at, id)
    ), dense AS (
        SELECT *, nth_before >= at - within AND nth_before <= at AS is_dense FROM counted
    ), begun AS (
        SELECT *, is_dense AND NOT coalesce(lag(is_dense) OVER w, false) AS begins FROM dense
        WINDOW w AS (PARTITION BY actor ORDER BY at, id)
    ), bursts AS (
        SELECT *, count(*) FILTER (WHERE begins) OVER w AS burst FROM begun
        WINDOW w AS (PARTITION BY actor ORDER BY at, id)
    ), nights AS (
        SELECT *, (at AT TIME ZONE zone)::time AS there,
               ((at AT TIME ZONE zone) - interval '12 hours')::date AS night FROM opened
    ), stopped AS (
        SELECT DISTINCT ON (o.id) o.id, o.at, o.actor, o.client, s.at AS stopped_at
          FROM ledger_entry s JOIN ledger_entry o
            ON o.client = s.client AND o.at < s.at AND o.at >= s.at - before_stop
         WHERE s.verb = 'release_revoked' AND s.at >= since AND o.verb = 'item_disclosed'
           AND (SELECT acting_is_privacy_officer())
         ORDER BY o.id, s.at
    )
    SELECT 'many', (array_agg(id ORDER BY at, id))[1], actor, NULL::uuid, min(nth_before), max(at),
           count(*) + many - 1
      FROM bursts WHERE is_dense GROUP BY actor, burst HAVING min(at) >= since
    UNION ALL
    SELECT 'night', (array_agg(id ORDER BY at, id))[1], actor, NULL, min(at), max(at), count(*)
      FROM nights
     WHERE CASE WHEN night_from < night_until THEN there >= night_from AND there < night_until
                ELSE there >= night_from OR there < night_until END
     GROUP BY actor, night HAVING min(at) >= since
    UNION ALL
    SELECT 'stop', (array_agg(id ORDER BY at, id))[1], actor, client, min(at), stopped_at, count(*)
      FROM stopped GROUP BY actor, client, stopped_at
$$;
REVOKE EXECUTE ON FUNCTION unusual_openings(timestamptz, integer, interval, time, time, text,
                                            interval) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unusual_openings(timestamptz, integer, interval, time, time, text,
                                           interval) TO web;

CREATE FUNCTION coordination_review_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'What was found is kept as it is; write down what you find now.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'review_is_kept';
    ELSIF current_user = 'web' THEN
        NEW.reviewed_at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_review_guard BEFORE INSERT OR UPDATE OR DELETE ON coordination_review
    FOR EACH ROW EXECUTE FUNCTION coordination_review_guard();

ALTER TABLE coordination_review ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON coordination_review TO web;
-- Nobody but an officer; not about what they opened themselves, nor whether somebody was about to
-- be kept from them or whom they act for.
CREATE POLICY coordination_review_officer_select ON coordination_review FOR SELECT TO web
    USING ((SELECT acting_is_privacy_officer())
           AND line NOT IN (SELECT e.id FROM ledger_entry e WHERE e.id = line
                             AND e.actor = (SELECT acting_user())));
CREATE POLICY coordination_review_officer_insert ON coordination_review FOR INSERT TO web
    WITH CHECK ((SELECT acting_is_privacy_officer()) AND reviewed_by_id = (SELECT acting_user())
                AND line IN (SELECT e.id FROM ledger_entry e
                              WHERE e.id = line AND e.verb = 'item_disclosed'
                                AND e.actor <> (SELECT acting_user())
                                AND (rule <> 'stop' OR e.client NOT IN (SELECT acting_clients()))));
