-- Releases besides those that are there, until there are %(releases)s; %(due)s of them are due for
-- the reminder of the last week, half of the rest for one at some other time. Their kinds are on no
-- note, so that no consent changes; and no two of a client that are due name the same people, or
-- the one would carry on what the other ends.
CREATE TEMP TABLE staff ON COMMIT DROP AS
SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM providers_provider;
CREATE TEMP TABLE people ON COMMIT DROP AS
SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM clients_client;
ANALYZE staff, people;

CREATE TEMP TABLE more ON COMMIT DROP AS
SELECT uuidv7() AS id, n, n <= %(due)s AS is_due, people.id AS client, teller.id AS teller,
       hearer.id AS hearer, clock_timestamp() - n * interval '1 microsecond' AS since
  FROM generate_series(1, greatest(%(due)s, %(releases)s - (
           SELECT count(*) FROM releases_release))) AS n
  JOIN people ON people.place = mod(n, (SELECT count(*) FROM people))
  JOIN staff teller ON teller.place = mod(n * 7, (SELECT count(*) FROM staff))
  JOIN staff hearer ON hearer.place = mod(n + n / (SELECT count(*) FROM people),
                                          (SELECT count(*) FROM staff));

INSERT INTO releases_release (id, instrument, direction, categories, purposes, reason, signed_by,
                              client_id, requested_at, signed_at, expires_at, in_force,
                              next_reminder_at)
SELECT id, 'general', 'one_way', CASE WHEN is_due THEN '{contact}'::varchar[] ELSE '{billing}' END,
       '{care_coordination}', '', 'client', client, signed, signed, ends, tstzrange(signed, ends),
       CASE WHEN is_due OR mod(n, 2) = 0 THEN ends - interval '7 days' END
  FROM more, LATERAL (SELECT since - interval '300 days' AS signed,
                             since + interval '7 days' + CASE WHEN is_due THEN interval '0'
                             ELSE (1 + mod(n, 60)) * interval '1 day' END AS ends) AS t;

INSERT INTO releases_party (release_id, side, provider_id)
SELECT id, side, who
  FROM more, LATERAL (VALUES ('discloser', teller), ('recipient', hearer)) AS p(side, who);

-- The ledger begins empty here. The server looks at a grown table by itself, but not at once.
ANALYZE releases_release, releases_party, ledger_entry, ledger_outgoing;
