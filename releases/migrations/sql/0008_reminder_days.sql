-- On which days before its end a release is reminded of, and what comes after its end.

ALTER TABLE releases_reminderday ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON releases_reminderday TO clerk;
CREATE POLICY releases_reminderday_clerk_select ON releases_reminderday FOR SELECT TO clerk
    USING (true);

-- The first reminder after the given moment: on the practice's days before the end, while in force,
-- and at the end. A release that is not in force, or is stopped, has none. In UTC, where every day
-- has 24 hours: the date must be the same one again when the letter is about to go.
CREATE OR REPLACE FUNCTION releases_next_reminder(in_force tstzrange, after timestamptz)
RETURNS timestamptz LANGUAGE sql STABLE SET search_path = public, pg_temp SET timezone = 'UTC'
AS $$
    SELECT min(upper(in_force) - days * interval '1 day')
      FROM (SELECT days FROM releases_reminderday UNION ALL SELECT 0) AS t(days)
     WHERE upper(in_force) - days * interval '1 day' > greatest(lower(in_force), after)
$$;

-- Other days: releases that are in force wait for another date. One that is due and that no sweep
-- has taken yet stays due, unless its day is no longer among them.
CREATE FUNCTION releases_reminder_days_changed() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE releases_release SET next_reminder_at = releases_next_reminder(in_force,
           least(next_reminder_at - interval '1 microsecond', clock_timestamp()))
     WHERE upper(in_force) > clock_timestamp() OR next_reminder_at IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER reminders_follow_days AFTER INSERT OR UPDATE OR DELETE ON releases_reminderday
    FOR EACH STATEMENT EXECUTE FUNCTION releases_reminder_days_changed();

-- Whether another release of the client permits all of this one past its end, and the request to
-- renew it that waits for an answer. What a client drafts of their own is nobody's business yet.
CREATE FUNCTION release_renewal(release uuid) RETURNS TABLE (goes_on boolean, waits uuid)
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
          ORDER BY n.requested_at DESC, n.id DESC LIMIT 1)
      FROM releases_release r WHERE r.id = release_renewal.release
$$;

-- For a provider who treats the client: what was not mailed to whoever signs for them, because they
-- want no mail. Not their receipts, and no request that was answered since.
CREATE FUNCTION untold(client uuid) RETURNS TABLE (person varchar, kind varchar, at timestamptz)
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
       AND (o.kind <> 'release_to_sign'
            OR (r.signed_at IS NULL AND r.declined_at IS NULL
                AND r.expires_at > statement_timestamp()))
     GROUP BY p.name, o.kind ORDER BY max(o.dropped_at) DESC
$$;

REVOKE EXECUTE ON FUNCTION releases_reminder_days_changed(), release_renewal(uuid), untold(uuid)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION release_renewal(uuid) TO clerk;
GRANT EXECUTE ON FUNCTION untold(uuid) TO web;

INSERT INTO releases_reminderday (days) VALUES (30), (7), (1);
