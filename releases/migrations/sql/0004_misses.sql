-- What is missing at a moment: for each subject and each kind that no release covers then, how
-- near the nearest release comes, and which one that is. The steps, from far to near, are those
-- of the rule; a release is as near as the first of them that it fails.
--   no_release    none of the subject's names who tells and who hears
--   category      it does not contain the kind, or is of another instrument
--   purpose       not for this purpose
--   dates         not about the day of the note
--   waiting       asked for and not answered;  declined: answered with no
--   later         signed, and not begun
--   expired, revoked, superseded, ended, majority: over, by the first of these that came
--   membership    it names an organization that the recipient does not belong to then
CREATE FUNCTION release_misses(
    subjects uuid[], categories text[], author uuid, organization uuid,
    recipient uuid, service_date date, purpose text, at timestamptz
) RETURNS TABLE (subject uuid, category text, reason text, release uuid)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH unmet AS (
        SELECT s.subject, c.category
          FROM unnest(release_misses.subjects) AS s(subject)
         CROSS JOIN unnest(release_misses.categories) AS c(category)
        EXCEPT
        SELECT cover.subject, cover.category
          FROM release_cover(release_misses.subjects, release_misses.categories,
                             release_misses.author, release_misses.organization,
                             release_misses.recipient, release_misses.service_date,
                             release_misses.purpose) cover
         WHERE cover.during @> release_misses.at
    ), named AS (
        SELECT DISTINCT r.id, r.client_id
          FROM releases_release r
          JOIN (VALUES ('discloser', 'recipient', true), ('recipient', 'discloser', false))
               AS w(tells, hears, as_written) ON as_written OR r.direction = 'two_way'
          JOIN releases_party teller ON teller.release_id = r.id AND teller.side = w.tells
           AND (teller.provider_id = release_misses.author
                OR teller.organization_id = release_misses.organization)
          JOIN releases_party hearer ON hearer.release_id = r.id AND hearer.side = w.hears
          JOIN release_here(release_misses.recipient) here
            ON here.provider_id = hearer.provider_id
            OR here.organization_id = hearer.organization_id
         WHERE r.client_id = ANY (release_misses.subjects)
           -- How near it comes would tell a representative of a release that is the minor's own.
           AND r.id NOT IN (SELECT kept_releases())
    ), near AS (
        SELECT u.subject, u.category, r.id, r.requested_at, CASE
                WHEN r.id IS NULL THEN 'no_release'
                WHEN u.category <> ALL (r.categories) THEN 'category'
                WHEN release_misses.purpose <> ALL (r.purposes) THEN 'purpose'
                WHEN NOT daterange(r.information_from, r.information_until, '[]')
                         @> release_misses.service_date THEN 'dates'
                WHEN r.declined_at IS NOT NULL THEN 'declined'
                WHEN r.signed_at IS NULL THEN 'waiting'
                WHEN r.in_force @> release_misses.at THEN 'membership'
                WHEN release_misses.at < least(r.expires_at, r.revoked_at, r.superseded_at,
                                               r.ended_at, r.majority_at) THEN 'later'
                WHEN r.revoked_at = least(r.revoked_at, r.superseded_at, r.ended_at,
                                          r.majority_at, r.expires_at) THEN 'revoked'
                WHEN r.superseded_at = least(r.superseded_at, r.ended_at, r.majority_at,
                                             r.expires_at) THEN 'superseded'
                WHEN r.ended_at = least(r.ended_at, r.majority_at, r.expires_at) THEN 'ended'
                WHEN r.majority_at <= r.expires_at THEN 'majority'
                ELSE 'expired' END AS reason
          FROM unmet u
          LEFT JOIN (named JOIN releases_release r USING (id)) ON named.client_id = u.subject
    )
    SELECT DISTINCT ON (subject, category) subject, category, reason, id
      FROM near
     ORDER BY subject, category, array_position(ARRAY[
               'membership', 'later', 'waiting', 'expired', 'superseded', 'ended', 'majority',
               'revoked', 'declined', 'dates', 'purpose', 'category', 'no_release'], reason),
           requested_at DESC, id DESC
$$;

REVOKE EXECUTE ON FUNCTION
    release_misses(uuid[], text[], uuid, uuid, uuid, date, text, timestamptz) FROM PUBLIC;

-- What the recipient must be told together with an item of these kinds, in the order of the words.
CREATE FUNCTION release_obligations(categories text[]) RETURNS text[] LANGUAGE sql STABLE
SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT array_remove(ARRAY[
        CASE WHEN EXISTS (SELECT FROM releases_category c
                           WHERE c.code = ANY (release_obligations.categories) AND c.is_sensitive)
             THEN 'no_redisclosure' END,
        CASE WHEN release_obligations.categories
                  && ARRAY['substance_use_part2', 'sud_counseling_notes']
             THEN 'part2_notice' END], NULL)
$$;

-- What an author asks about their own words before they share them: many questions, answered in
-- their order and of one moment. About several clients nothing is said to be missing: it would
-- tell who has not agreed.
CREATE FUNCTION consent_answers(questions jsonb)
RETURNS TABLE (is_open boolean, until timestamptz, missing text[])
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
           CASE WHEN consent @> statement_timestamp() OR cardinality(subjects) > 1
           THEN '{}' ELSE ARRAY(
               SELECT c.category FROM unnest(categories) WITH ORDINALITY AS c(category, n)
                WHERE NOT consent_for_author(subjects, ARRAY[c.category], organization, recipient,
                                             service_date, purpose, item) @> statement_timestamp()
                ORDER BY c.n) END
      FROM asked ORDER BY n
$$;

REVOKE EXECUTE ON FUNCTION consent_answers(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consent_answers(jsonb) TO web;
