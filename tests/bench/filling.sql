-- A practice's years, made up: about %(shares)s shares. Everything follows from numbers, so that a
-- run can be repeated; what is skewed in life is skewed here.
--   provider 0     writes for 500 clients;  provider 1 hears of 500 others
--   provider 2     hears of 200 whose releases were all stopped: every share is held
--   clients 0..3   have 3,000, 1,000, 100 and 10 shares, all open
--   one couple in sixteen pairs of clients, with notes about both
SELECT setseed(0.5);

CREATE FUNCTION pg_temp.id(kind integer, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$;

CREATE TEMP TABLE size AS
SELECT s AS shares, greatest(s / 1000, 90) AS providers, greatest(s / 6000, 15) AS organizations,
       greatest(s / 50, 2000) AS clients, date_trunc('second', clock_timestamp()) AS now
  FROM (VALUES (%(shares)s)) AS t(s);

-- The directory.

INSERT INTO providers_organization (id, name, kind, phone, is_part2_programme)
SELECT pg_temp.id(1, n), 'Practice ' || n, 'practice', '', false
  FROM size, generate_series(0, organizations - 1) AS n;

INSERT INTO accounts_user (id, password, email, name, kind, language, is_active, is_superuser,
                           is_staff, is_directory_admin, is_privacy_officer)
SELECT pg_temp.id(9, n), '!', 'provider' || n || '@example.org', 'Provider ' || n, 'staff', 'en',
       true, false, false, false, false
  FROM size, generate_series(0, providers - 1) AS n;

INSERT INTO providers_provider (id, name, credentials, profession, npi, email, phone, standing,
                                said_workplace, user_id)
SELECT pg_temp.id(2, n), 'Provider ' || n, '', 'other', '', '', '', 'active', '', pg_temp.id(9, n)
  FROM size, generate_series(0, providers - 1) AS n;

-- One in twenty changed the clinic a year ago.
INSERT INTO providers_membership (provider_id, organization_id, during)
SELECT pg_temp.id(2, n), pg_temp.id(1, mod(n + part, organizations)),
       CASE WHEN mod(n, 20) <> 19 THEN tstzrange(now - interval '5 years', NULL)
            WHEN part = 0 THEN tstzrange(now - interval '1 year', NULL)
            ELSE tstzrange(now - interval '5 years', now - interval '1 year') END
  FROM size, generate_series(0, providers - 1) AS n,
       generate_series(0, CASE WHEN mod(n, 20) = 19 THEN 1 ELSE 0 END) AS part;

-- Clients, who treats them, and the three whom their notes may reach. A partner has the same ones.

CREATE TEMP TABLE team AS
SELECT n AS client, n >= 1200 AND mod(n / 2, 16) = 0 AS is_couple,
       CASE WHEN n < 500 THEN 0 ELSE 3 + floor((providers - 3) * random() ^ 2)::int END AS author,
       3 + floor((providers - 3) / 3 * random() ^ 2)::int AS step
  FROM size, generate_series(0, clients - 1) AS n;
UPDATE team SET author = base.author, step = base.step
  FROM team AS base WHERE team.is_couple AND mod(team.client, 2) = 1 AND base.client = team.client - 1;

INSERT INTO clients_client (id, name, preferred_name, registered_by_id)
SELECT pg_temp.id(3, client), 'Client ' || client, '', pg_temp.id(2, author) FROM team;

INSERT INTO clients_treatment (client_id, provider_id, during)
SELECT pg_temp.id(3, client), pg_temp.id(2, author), tstzrange(now - interval '3 years', NULL)
  FROM team, size;

CREATE TEMP TABLE reader AS
SELECT client, slot, is_couple, author,
       CASE WHEN slot = 0 AND client BETWEEN 500 AND 999 AND author <> 1 THEN 1
            WHEN slot = 0 AND client BETWEEN 1000 AND 1199 THEN 2
            ELSE 3 + mod(author + step + slot * ((providers - 3) / 3), providers - 3) END AS reader
  FROM team, size, generate_series(0, 2) AS slot;
DELETE FROM reader WHERE reader = author;
CREATE UNIQUE INDEX ON reader (client, slot);

-- Releases: an old one that ended a year ago and the present one, for each of the three readers.

CREATE TEMP TABLE signed AS
SELECT row_number() OVER () AS n, r.*, age, random() AS luck, random() AS shape, random() AS which
  FROM reader r, generate_series(0, 1) AS age;
UPDATE signed SET luck = 0, shape = 0.5, which = 0.5 WHERE client < 10;
UPDATE signed SET luck = 0.9 WHERE reader = 2;

INSERT INTO releases_release (
    id, instrument, direction, categories, purposes, information_from, reason, signed_by,
    client_id, proposed_by_id, requested_at, signed_at, expires_at, revoked_at)
SELECT pg_temp.id(4, n), 'general', CASE WHEN which < 0.25 THEN 'two_way' ELSE 'one_way' END,
       CASE WHEN shape < 0.2 THEN '{progress,medications}'::varchar[]
            ELSE '{diagnoses,treatment_plan,goals,progress,medications,assessments,risk_safety}'
       END, '{care_coordination,treatment}',
       CASE WHEN shape BETWEEN 0.9 AND 0.98 THEN (now - interval '300 days')::date END,
       '', 'client', pg_temp.id(3, client), pg_temp.id(2, author), signed, 
       CASE WHEN luck < 0.97 OR age = 1 THEN signed END,
       CASE WHEN luck BETWEEN 0.94 AND 0.97 THEN now - luck * interval '20 days'
            ELSE signed + interval '365 days' + which * interval '300 days' * (1 - age) END,
       CASE WHEN luck BETWEEN 0.88 AND 0.94 AND age = 0 THEN now - which * interval '60 days' END
  FROM signed, size, LATERAL (
       SELECT now - interval '330 days' - age * interval '430 days' AS signed) AS s;
UPDATE releases_release
   SET in_force = release_interval(signed_at, effective_at, expires_at, revoked_at, superseded_at,
                                   ended_at, majority_at);
UPDATE releases_release SET next_reminder_at = releases_next_reminder(in_force, now)
  FROM size WHERE in_force @> now;

INSERT INTO releases_party (release_id, side, provider_id, organization_id)
SELECT pg_temp.id(4, n), side,
       CASE WHEN NOT by_practice THEN pg_temp.id(2, who) END,
       CASE WHEN by_practice THEN pg_temp.id(1, mod(who, organizations)) END
  FROM signed, size, LATERAL (VALUES ('discloser', author, which BETWEEN 0.55 AND 0.8),
                                     ('recipient', reader, which > 0.8)) AS p(side, who, by_practice);

INSERT INTO releases_restriction (client_id, provider_id, categories, starts_at, ends_at)
SELECT pg_temp.id(3, client), CASE WHEN mod(client, 100) = 30 THEN pg_temp.id(2, reader) END,
       CASE WHEN mod(client, 100) <> 30 THEN '{medications}'::varchar[] END,
       now - interval '100 days', CASE WHEN mod(client, 200) = 31 THEN now - interval '9 days' END
  FROM reader, size WHERE slot = 0 AND mod(client, 100) IN (30, 31, 32);

-- Notes, oldest first as life writes them, a few clients with many; then whom each was sent to.

CREATE TEMP TABLE note AS
SELECT uuidv7(at - clock_timestamp()) AS id, t.client, t.author, at, kind, in_practice,
       t.is_couple AND mod(t.client, 2) = 0 AND random() < 0.5 AS is_joint, reach
  FROM size, LATERAL (
       SELECT CASE WHEN n <= 1500 THEN 0 WHEN n <= 2000 THEN 1 WHEN n <= 2050 THEN 2
                   WHEN n <= 2055 THEN 3
                   ELSE 10 + floor((clients - 10) * random() ^ 1.6)::int END AS client,
              CASE WHEN n <= 2055 THEN 2 ELSE floor(1 + 2.2 * random())::int END AS reach,
              now - interval '1 hour' - random() ^ 1.5 * interval '700 days' AS at,
              CASE WHEN n <= 2055 THEN 0 ELSE random() END AS kind,
              random() < 0.6 AS in_practice
         FROM generate_series(1, (shares - 4110) / 1.6 + 2055) AS n) AS drawn
  JOIN team t USING (client)
 ORDER BY at;

INSERT INTO coordination_item (id, author_id, organization_id, kind, categories, service_date, body,
                               created_at)
SELECT id, pg_temp.id(2, author),
       CASE WHEN in_practice THEN pg_temp.id(1, mod(author, organizations)) END,
       CASE WHEN kind < 0.98 THEN 'note' ELSE 'psychotherapy_note' END,
       CASE WHEN kind < 0.5 THEN '{progress}'::varchar[]
            WHEN kind < 0.7 THEN '{progress,medications}'
            WHEN kind < 0.85 THEN '{treatment_plan,goals}'
            WHEN kind < 0.94 THEN '{risk_safety}'
            WHEN kind < 0.98 THEN '{substance_use}' ELSE '{psychotherapy_notes}' END,
       at::date, repeat('Slept better this week; we spoke about the mornings. ', 6), at
  FROM note, size;

INSERT INTO coordination_itemsubject (item_id, client_id)
SELECT id, pg_temp.id(3, client + partner)
  FROM note, generate_series(0, is_joint::int) AS partner;

CREATE TEMP TABLE sent AS
SELECT row_number() OVER (ORDER BY n.at) AS n, i.id AS item, pg_temp.id(2, r.reader) AS recipient, i.author_id AS author,
       i.organization_id AS organization, i.categories, i.service_date,
       CASE WHEN n.is_joint THEN ARRAY[pg_temp.id(3, n.client), pg_temp.id(3, n.client + 1)]
            ELSE ARRAY[pg_temp.id(3, n.client)] END AS subjects,
       n.at + interval '1 minute' AS shared,
       CASE WHEN n.client >= 10 AND random() < 0.01 THEN n.at + interval '20 minutes' END AS withdrawn
  FROM note n JOIN coordination_item i USING (id) JOIN reader r ON r.client = n.client AND r.slot < n.reach;
ANALYZE sent, releases_release, releases_party, releases_restriction;

-- The consent, for all shares at once and by the same rule as the function: `met` is when each
-- subject's each category is covered; what all of them have in common, less the restrictions.

CREATE TEMP TABLE here AS
SELECT id AS recipient, id AS provider_id, NULL::uuid AS organization_id,
       '{(,)}'::tstzmultirange AS during FROM providers_provider
UNION ALL
SELECT provider_id, NULL, organization_id, range_agg(during)
  FROM providers_membership GROUP BY provider_id, organization_id;
CREATE TEMP TABLE way AS
SELECT r.client_id, r.categories, r.in_force, r.information_from, teller.provider_id AS telling,
       teller.organization_id AS telling_practice, here.recipient, here.during
  FROM releases_release r
  JOIN (VALUES ('discloser', 'recipient', 'one_way'), ('discloser', 'recipient', 'two_way'),
               ('recipient', 'discloser', 'two_way')) AS w(tells, hears, direction)
       USING (direction)
  JOIN releases_party teller ON teller.release_id = r.id AND teller.side = w.tells
  JOIN releases_party hearer ON hearer.release_id = r.id AND hearer.side = w.hears
  JOIN here ON here.provider_id = hearer.provider_id OR here.organization_id = hearer.organization_id
 WHERE NOT isempty(r.in_force);
ANALYZE here, way;

CREATE TEMP TABLE met AS
SELECT cell.n, coalesce(range_agg(tstzmultirange(way.in_force) * way.during), '{}') AS during
  FROM (SELECT n, author, organization, recipient, service_date, subject, category
          FROM sent q, unnest(subjects) AS subject, unnest(categories) AS category) AS cell
  LEFT JOIN way ON way.client_id = subject AND way.recipient = cell.recipient
       AND way.categories @> ARRAY[category]
       AND (way.telling = cell.author OR way.telling_practice = cell.organization)
       AND (way.information_from <= cell.service_date OR way.information_from IS NULL)
 GROUP BY cell.n, subject, category;

CREATE TEMP TABLE withheld AS
SELECT s.n, range_agg(tstzrange(x.starts_at, x.ends_at)) AS during
  FROM sent s CROSS JOIN unnest(s.subjects) AS subject
  JOIN releases_restriction x ON x.client_id = subject
 WHERE (x.provider_id IS NULL OR x.provider_id = s.recipient)
   AND (x.categories IS NULL OR x.categories && s.categories)
 GROUP BY s.n;
ANALYZE met, withheld;

INSERT INTO coordination_share (
    id, item_id, recipient_id, purpose, shared_at, withdrawn_at, author_id, kind, categories,
    service_date, subjects, consent)
SELECT uuidv7(s.shared - clock_timestamp()), s.item, s.recipient, 'care_coordination', s.shared,
       s.withdrawn, s.author,
       CASE WHEN s.categories @> '{psychotherapy_notes}' THEN 'psychotherapy_note' ELSE 'note' END,
       s.categories, s.service_date, s.subjects,
       tstzmultirange(tstzrange(s.shared, s.withdrawn))
       * (common.during - coalesce(withheld.during, '{}'))
  FROM sent s
  JOIN (SELECT n, range_intersect_agg(during) AS during FROM met GROUP BY n) AS common USING (n)
  LEFT JOIN withheld USING (n)
 ORDER BY s.n;
