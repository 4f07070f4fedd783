-- The rule as in 0002_guard.sql, asked about many shares at once: what a signature or a stop changes
-- is computed as a set, and each release of a client is read once and not once for every share.
-- From here on this is the one place where the rule stands.

-- What a share is asked about: `n` tells the answers apart.
CREATE TYPE release_question AS (
    n integer, item uuid, subjects uuid[], categories text[], author uuid, organization uuid,
    recipient uuid, service_date date, purpose text
);

DROP FUNCTION release_here(uuid);

-- The heart of the product, SEMANTICS.md as it stands: which release lets the recipient be told
-- what about whom, and when?
--   here    the parties that a recipient is, and when: oneself always, an organization while a
--           member of it
--   way     each release of a subject that is ever in force, as written and, for a two-way one,
--           with its sides exchanged: who tells by it, and when it reaches whom
--   cell    each subject and category of each question
-- Planned once per session, not at each call: planning one of these costs ten times its answer, and
-- whatever the values, the way in is an index on client, release or provider.
CREATE FUNCTION release_here(recipients uuid[])
RETURNS TABLE (recipient uuid, provider_id uuid, organization_id uuid, during tstzmultirange)
LANGUAGE sql STABLE SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
    SELECT DISTINCT one, one, NULL::uuid, '{(,)}'::tstzmultirange FROM unnest(recipients) AS one
    UNION ALL
    SELECT m.provider_id, NULL, m.organization_id, range_agg(m.during)
      FROM providers_membership m
     WHERE m.provider_id = ANY (recipients)
     GROUP BY m.provider_id, m.organization_id
$$;

CREATE FUNCTION release_covers(questions release_question[])
RETURNS TABLE (n integer, release uuid, subject uuid, category text, during tstzmultirange)
LANGUAGE sql STABLE SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
    WITH cell AS MATERIALIZED (
        SELECT q.n, q.author, q.organization, q.recipient, q.service_date, q.purpose,
               s.subject, c.category
          FROM unnest(release_covers.questions) AS q
         CROSS JOIN unnest(q.subjects) AS s(subject)
         CROSS JOIN unnest(q.categories) AS c(category)
    ), way AS MATERIALIZED (
        SELECT r.id, r.client_id, r.instrument, r.categories, r.purposes,
               daterange(r.information_from, r.information_until, '[]') AS dates,
               ARRAY(SELECT teller.provider_id FROM releases_party teller
                      WHERE teller.release_id = r.id AND teller.side = w.tells
                        AND teller.provider_id IS NOT NULL) AS providers,
               ARRAY(SELECT teller.organization_id FROM releases_party teller
                      WHERE teller.release_id = r.id AND teller.side = w.tells
                        AND teller.organization_id IS NOT NULL) AS organizations,
               here.recipient, tstzmultirange(r.in_force) * here.during AS during
          FROM releases_release r
          JOIN (VALUES ('discloser', 'recipient', true), ('recipient', 'discloser', false))
               AS w(tells, hears, as_written) ON as_written OR r.direction = 'two_way'
          JOIN releases_party hearer ON hearer.release_id = r.id AND hearer.side = w.hears
          JOIN release_here(ARRAY(SELECT DISTINCT cell.recipient FROM cell)) here
            ON here.provider_id = hearer.provider_id
            OR here.organization_id = hearer.organization_id
         WHERE r.client_id = ANY (ARRAY(SELECT DISTINCT cell.subject FROM cell))
           AND NOT isempty(r.in_force)
    )
    SELECT cell.n, way.id, way.client_id, cell.category, way.during
      FROM cell
      JOIN way ON way.client_id = cell.subject AND way.recipient = cell.recipient
       AND way.categories @> ARRAY[cell.category]::varchar[]
       AND way.instrument = CASE
               WHEN cell.category IN ('psychotherapy_notes', 'sud_counseling_notes')
               THEN cell.category ELSE 'general' END
       AND way.purposes @> ARRAY[cell.purpose]::varchar[]
       AND way.dates @> cell.service_date
       AND (cell.author = ANY (way.providers) OR cell.organization = ANY (way.organizations))
$$;

-- Which restrictions keep it from the recipient, and when.
CREATE FUNCTION release_withholds(questions release_question[])
RETURNS TABLE (n integer, client uuid, during tstzmultirange)
LANGUAGE sql STABLE SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
    WITH asked AS MATERIALIZED (
        SELECT q.n, q.item, q.categories, q.recipient, s.subject
          FROM unnest(release_withholds.questions) AS q
         CROSS JOIN unnest(q.subjects) AS s(subject)
    ), kept AS MATERIALIZED (
        SELECT x.client_id, x.item, x.categories, here.recipient,
               tstzmultirange(tstzrange(x.starts_at, x.ends_at)) * here.during AS during
          FROM releases_restriction x
          JOIN release_here(ARRAY(SELECT DISTINCT asked.recipient FROM asked)) here
            ON here.provider_id = x.provider_id
            OR here.organization_id = x.organization_id
            OR (x.provider_id IS NULL AND x.organization_id IS NULL
                AND here.provider_id IS NOT NULL)
         WHERE x.client_id = ANY (ARRAY(SELECT DISTINCT asked.subject FROM asked))
    )
    SELECT asked.n, kept.client_id, kept.during
      FROM asked
      JOIN kept ON kept.client_id = asked.subject AND kept.recipient = asked.recipient
       AND (kept.item = asked.item
            OR kept.categories && asked.categories::varchar[]
            OR (kept.item IS NULL AND kept.categories IS NULL))
$$;

-- When may each recipient see it? For each subject and each category the union of what covers it;
-- the intersection of these; less the restrictions.
CREATE FUNCTION release_consents(questions release_question[])
RETURNS TABLE (n integer, consent tstzmultirange)
LANGUAGE sql STABLE SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
    WITH met AS (
        SELECT q.n, coalesce(range_agg(cover.during), '{}') AS during
          FROM unnest(release_consents.questions) AS q
         CROSS JOIN unnest(q.subjects) AS s(subject)
         CROSS JOIN unnest(q.categories) AS c(category)
          LEFT JOIN release_covers(release_consents.questions) cover
               ON cover.n = q.n AND cover.subject = s.subject AND cover.category = c.category
         GROUP BY q.n, s.subject, c.category
    ), common AS (
        SELECT met.n, range_intersect_agg(met.during) AS during FROM met GROUP BY met.n
    ), withheld AS (
        SELECT w.n, range_agg(w.during) AS during
          FROM release_withholds(release_consents.questions) w GROUP BY w.n
    )
    SELECT q.n, coalesce(common.during, '{}') - coalesce(withheld.during, '{}')
      FROM unnest(release_consents.questions) AS q
      LEFT JOIN common ON common.n = q.n
      LEFT JOIN withheld ON withheld.n = q.n
$$;

-- The same about one share.
CREATE OR REPLACE FUNCTION release_cover(
    subjects uuid[], categories text[], author uuid, organization uuid,
    recipient uuid, service_date date, purpose text
) RETURNS TABLE (release uuid, subject uuid, category text, during tstzmultirange)
LANGUAGE sql STABLE SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
    SELECT c.release, c.subject, c.category, c.during
      FROM release_covers(ARRAY[ROW(
               1, NULL, release_cover.subjects, release_cover.categories, release_cover.author,
               release_cover.organization, release_cover.recipient, release_cover.service_date,
               release_cover.purpose)::release_question]) c
$$;

CREATE OR REPLACE FUNCTION release_withheld(
    item uuid, subjects uuid[], categories text[], recipient uuid
) RETURNS TABLE (client uuid, during tstzmultirange)
LANGUAGE sql STABLE SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
    SELECT w.client, w.during
      FROM release_withholds(ARRAY[ROW(
               1, release_withheld.item, release_withheld.subjects, release_withheld.categories,
               NULL, NULL, release_withheld.recipient, NULL, NULL)::release_question]) w
$$;

CREATE OR REPLACE FUNCTION release_consent(
    item uuid, subjects uuid[], categories text[], author uuid, organization uuid,
    recipient uuid, service_date date, purpose text
) RETURNS tstzmultirange LANGUAGE sql STABLE
SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    SELECT c.consent
      FROM release_consents(ARRAY[ROW(
               1, release_consent.item, release_consent.subjects, release_consent.categories,
               release_consent.author, release_consent.organization, release_consent.recipient,
               release_consent.service_date, release_consent.purpose)::release_question]) c
$$;

REVOKE EXECUTE ON FUNCTION release_here(uuid[]), release_covers(release_question[]),
    release_withholds(release_question[]), release_consents(release_question[]) FROM PUBLIC;

-- As before, by the new name of what the recipient is.
CREATE OR REPLACE FUNCTION release_misses(
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
          JOIN release_here(ARRAY[release_misses.recipient]) here
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
                WHEN r.signed_at IS NULL AND r.answer_by <= release_misses.at THEN 'unanswered'
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
               'revoked', 'unanswered', 'declined', 'dates', 'purpose', 'category', 'no_release'], reason),
           requested_at DESC, id DESC
$$;
