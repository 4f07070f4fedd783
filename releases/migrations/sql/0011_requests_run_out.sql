-- A request can be answered for so long, and is brought to mind twice at most.

GRANT SELECT (answer_by, next_nudge_at, nudges) ON releases_release TO clerk;
GRANT UPDATE (next_nudge_at, nudges) ON releases_release TO clerk;

-- Nobody is asked without an end, what a client begins has none, and what is answered or has run
-- out is not brought to mind. By the clock: no job has to run for a request to run out.
CREATE FUNCTION releases_request_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.proposed_by_id IS NULL THEN
        NEW.answer_by := NULL;
        NEW.next_nudge_at := NULL;
    ELSE
        NEW.answer_by := coalesce(NEW.answer_by, NEW.requested_at + interval '30 days');
    END IF;
    IF NEW.signed_at IS NOT NULL OR NEW.declined_at IS NOT NULL THEN
        NEW.next_nudge_at := NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND current_user = 'web' AND OLD.signed_at IS NULL
       AND NEW.signed_at IS NOT NULL AND OLD.answer_by <= clock_timestamp() THEN
        RAISE EXCEPTION 'This request has run out. Ask for it again.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_is_answered_in_time';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER c_request_guard BEFORE INSERT OR UPDATE OF
    proposed_by_id, requested_at, answer_by, signed_at, declined_at ON releases_release
    FOR EACH ROW EXECUTE FUNCTION releases_request_guard();

-- A request to renew that has run out waits no more.
CREATE OR REPLACE FUNCTION release_renewal(release uuid) RETURNS TABLE (goes_on boolean, waits uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM releases_release n
         WHERE n.client_id = r.client_id AND n.id <> r.id AND n.in_force @> upper(r.in_force)
           AND n.instrument = r.instrument
           AND n.categories @> r.categories AND n.purposes @> r.purposes
           AND daterange(n.information_from, n.information_until, '[]')
               @> daterange(r.information_from, r.information_until, '[]')
           AND (n.direction = 'two_way' OR r.direction = 'one_way')
           AND EXISTS (
            -- As written, and for a two-way one with its sides exchanged.
            SELECT FROM (VALUES (true), (n.direction <> 'two_way')) AS w(as_written)
             WHERE NOT EXISTS (
                SELECT FROM releases_party p
                 WHERE p.release_id = r.id AND NOT EXISTS (
                    SELECT FROM releases_party q
                     WHERE q.release_id = n.id AND (q.side = p.side) = w.as_written
                       AND (q.provider_id = p.provider_id
                            OR q.organization_id = p.organization_id))))),
        (SELECT n.id FROM releases_release n
          WHERE n.supersedes_id = r.id AND n.proposed_by_id IS NOT NULL
            AND n.signed_at IS NULL AND n.declined_at IS NULL
            AND n.expires_at > statement_timestamp()
            AND coalesce(n.answer_by > statement_timestamp(), true)
          ORDER BY n.requested_at DESC, n.id DESC LIMIT 1)
      FROM releases_release r WHERE r.id = release_renewal.release
$$;

-- What was not mailed, less what was said before: a reminder says nothing new of a request.
CREATE OR REPLACE FUNCTION untold(client uuid) RETURNS TABLE (person varchar, kind varchar, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT p.name, o.kind, max(o.dropped_at)
      FROM (SELECT user_id, name FROM clients_client WHERE id = untold.client
            UNION ALL
            SELECT user_id, name FROM clients_representative
             WHERE client_id = untold.client
               AND user_id IN (SELECT user_id FROM clients_authority
                                WHERE client_id = untold.client)) AS p
      JOIN ledger_outgoing o ON o.recipient = p.user_id AND o.dropped_for = 'no_mail'
      JOIN releases_release r ON r.id = o.subject_id AND r.client_id = untold.client
     WHERE untold.client IN (SELECT treated_clients())
       AND o.dropped_at > statement_timestamp() - interval '30 days'
       AND o.kind NOT LIKE 'release\_receipt%'
       AND o.kind <> 'release_nudged'
       AND (o.kind <> 'release_to_sign'
            OR (r.signed_at IS NULL AND r.declined_at IS NULL
                AND r.expires_at > statement_timestamp()
                AND coalesce(r.answer_by > statement_timestamp(), true)))
     GROUP BY p.name, o.kind ORDER BY max(o.dropped_at) DESC
$$;

-- What is missing, with one reason more: asked for, and not answered in time.
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

-- Whoever was asked before there was an end has as long as anybody who is asked today.
UPDATE releases_release SET answer_by = greatest(requested_at, clock_timestamp()) + interval '30 days'
 WHERE proposed_by_id IS NOT NULL AND signed_at IS NULL AND declined_at IS NULL;
