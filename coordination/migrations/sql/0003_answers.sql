-- The answer about one share at one moment. Who may ask: its author, a client whom it is about
-- or who represents one and may know of it, a privacy officer; its recipient while it is open.
-- Anybody else gets no row at all.
-- `missing` is an array of {subject, category, reason, release}, with only a reason where the
-- share itself is the obstacle: not_shared, withdrawn, standing, restricted. Of a share about
-- several clients only a privacy officer is told what is missing: it would tell who said no.
CREATE FUNCTION share_answer(
    share uuid, at timestamptz DEFAULT NULL,
    OUT is_open boolean, OUT until timestamptz, OUT releases uuid[], OUT obligations text[],
    OUT missing jsonb
) RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    WITH asked AS (
        SELECT s.*, i.organization_id, p.standing,
               coalesce(share_answer.at, statement_timestamp()) AS moment,
               calling_role() <> 'web' OR acting_is_privacy_officer() AS is_officer,
               s.author_id = acting_provider() OR s.subjects && ARRAY(SELECT own_clients())
               OR s.subjects && ARRAY(SELECT represented_clients())
                  AND s.item_id NOT IN (SELECT kept_items()) AS is_party
          FROM coordination_share s
          JOIN coordination_item i ON i.id = s.item_id
          JOIN providers_provider p ON p.id = s.recipient_id
         WHERE s.id = share_answer.share
    ), decided AS (
        SELECT *, consent @> moment AND standing = 'active' AS permits
          FROM asked
         WHERE is_officer OR is_party
            OR (recipient_id = acting_provider() AND consent @> statement_timestamp())
    )
    SELECT permits,
           (SELECT CASE WHEN upper_inf(part) THEN NULL ELSE upper(part) END
              FROM unnest(consent) AS t(part) WHERE permits AND part @> moment),
           CASE WHEN permits THEN ARRAY(
               SELECT DISTINCT cover.release
                 FROM release_cover(subjects, d.categories::text[], author_id, organization_id,
                                    recipient_id, d.service_date, d.purpose) cover
                WHERE cover.during @> moment
                  AND cover.release NOT IN (SELECT kept_releases())
                ORDER BY cover.release)
           ELSE '{}' END,
           release_obligations(d.categories::text[]),
           CASE WHEN permits OR NOT (is_officer OR is_party AND cardinality(subjects) = 1)
           THEN '[]' ELSE (
               SELECT coalesce(jsonb_agg(m), '[]') FROM (
                   SELECT NULL::uuid AS subject, NULL::text AS category, own.reason,
                          NULL::uuid AS release
                     FROM (VALUES (moment < shared_at, 'not_shared'),
                                  (moment >= withdrawn_at, 'withdrawn'),
                                  (standing <> 'active', 'standing')) AS own(holds, reason)
                    WHERE own.holds
                   UNION ALL
                   SELECT n.* FROM release_misses(
                       subjects, d.categories::text[], author_id, organization_id, recipient_id,
                       d.service_date, d.purpose, moment) n
                   UNION ALL
                   SELECT w.client, NULL, 'restricted', NULL
                     FROM release_withheld(item_id, subjects, d.categories::text[],
                                           recipient_id) w
                    WHERE w.during @> moment
               ) m) END
      FROM decided d
$$;

REVOKE EXECUTE ON FUNCTION share_answer(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION share_answer(uuid, timestamptz) TO web;
