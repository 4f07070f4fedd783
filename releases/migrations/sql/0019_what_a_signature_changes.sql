-- What stands in the way of an author's words about one client of theirs: the kinds that no release
-- covers now, which a signature could change, and whether the client asked that this recipient is not
-- shown them, which no signature lifts. About several clients no row: it would tell whose it is.
CREATE FUNCTION obstacles_for_author(
    subjects uuid[], categories text[], organization uuid, recipient uuid,
    service_date date, purpose text, item uuid, OUT missing text[], OUT is_limited boolean
) RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT ARRAY(
               SELECT c.category
                 FROM unnest(obstacles_for_author.categories) WITH ORDINALITY AS c(category, n)
                WHERE c.category NOT IN (
                    SELECT cover.category
                      FROM release_cover(
                          obstacles_for_author.subjects, obstacles_for_author.categories,
                          acting_provider(), obstacles_for_author.organization,
                          obstacles_for_author.recipient, obstacles_for_author.service_date,
                          obstacles_for_author.purpose) cover
                     WHERE cover.during @> statement_timestamp())
                ORDER BY c.n),
           EXISTS (
               SELECT FROM release_withheld(
                   obstacles_for_author.item, obstacles_for_author.subjects,
                   obstacles_for_author.categories, obstacles_for_author.recipient) withheld
                WHERE withheld.during @> statement_timestamp())
     WHERE cardinality(obstacles_for_author.subjects) = 1
       AND obstacles_for_author.subjects <@ ARRAY(SELECT treated_clients())
$$;

REVOKE EXECUTE ON FUNCTION
    obstacles_for_author(uuid[], text[], uuid, uuid, date, text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    obstacles_for_author(uuid[], text[], uuid, uuid, date, text, uuid) TO web;

-- As in 0004_misses.sql; what a limit keeps back is no longer told as a kind that is missing.
DROP FUNCTION consent_answers(jsonb);
CREATE FUNCTION consent_answers(questions jsonb)
RETURNS TABLE (is_open boolean, until timestamptz, missing text[], is_limited boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH asked AS MATERIALIZED (
        SELECT q.*, consent_for_author(q.subjects, q.categories, q.organization, q.recipient,
                                       q.service_date, q.purpose, q.item) AS consent
          FROM ROWS FROM (jsonb_to_recordset(questions) AS (
                   subjects uuid[], categories text[], organization uuid, recipient uuid,
                   service_date date, purpose text, item uuid)) WITH ORDINALITY
               AS q(subjects, categories, organization, recipient, service_date, purpose, item, n)
    )
    SELECT consent @> statement_timestamp(),
           (SELECT max(upper(part)) FROM unnest(consent) AS t(part)
             WHERE part @> statement_timestamp()),
           coalesce(held.missing, '{}'), coalesce(held.is_limited, false)
      FROM asked a
      LEFT JOIN LATERAL obstacles_for_author(a.subjects, a.categories, a.organization,
               a.recipient, a.service_date, a.purpose, a.item) held
        ON NOT consent @> statement_timestamp()
     ORDER BY n
$$;

REVOKE EXECUTE ON FUNCTION consent_answers(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consent_answers(jsonb) TO web;
