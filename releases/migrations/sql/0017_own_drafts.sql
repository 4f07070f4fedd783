-- What a client began without being asked, and has not signed, nobody has been told of: neither that
-- it is there, nor, once it was thrown away, that it was. Clients and their representatives alone see
-- it; the parties and signatures of a release go by the release.
ALTER POLICY releases_release_web_select ON releases_release
    USING (client_id IN (SELECT own_clients())
           OR id IN (SELECT named_releases())
           OR ((proposed_by_id IS NOT NULL OR signed_at IS NOT NULL)
               AND (client_id IN (SELECT treated_clients())
                    OR (SELECT acting_is_privacy_officer()))));

-- As in 0016_many_questions.sql, but that nobody on the site is told by a reason of such a draft:
-- the author would read that the client "has not answered", and the client that they "were asked".
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
           AND (r.proposed_by_id IS NOT NULL OR r.signed_at IS NOT NULL
                OR calling_role() <> 'web')
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
