-- Entries that may be the same one. Each question begins with an index on what two entries have in
-- common, and names are compared only among those: the cost grows with the entries asked about.
-- A licence number however it was typed: "LP-00123" and "lp 00123" are one.
CREATE FUNCTION licence_key(number text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN upper(regexp_replace(number, '[^0-9A-Za-z]', '', 'g'));

-- The words of a name in one order: "Park, Helen" and "Helen Park" are one.
CREATE FUNCTION name_key(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT coalesce(string_agg(word, ' ' ORDER BY word), '')
          FROM regexp_split_to_table(lower(name), '[^[:alnum:]]+') AS t(word) WHERE word <> '');

-- How the words of these names begin: two that are similar have one of these in common. Asked of
-- whole ZIP codes, so it does without regular expressions.
CREATE FUNCTION name_starts(names text[]) RETURNS SETOF text LANGUAGE sql IMMUTABLE STRICT
PARALLEL SAFE AS $$
    SELECT DISTINCT left(word, 3)
      FROM string_to_table(translate(lower(array_to_string(names, ' ')), '.,-/()', '      '), ' ')
        AS t(word)
     WHERE length(word) > 2
$$;

-- How similar the two most similar ones of these names are, from 0 to 1.
CREATE FUNCTION names_alike(names text[], others text[]) RETURNS real LANGUAGE sql IMMUTABLE STRICT
PARALLEL SAFE
RETURN (SELECT max(similarity(one, other)) FROM unnest(names) AS n(one), unnest(others) AS o(other));

CREATE INDEX licence_by_key ON providers_licence (state, licence_key(number));
CREATE INDEX location_by_zip ON providers_location (left(postal_code, 5)) WHERE postal_code <> '';
CREATE INDEX provider_by_name_key ON providers_provider (name_key(name));
CREATE INDEX provider_by_email ON providers_provider (lower(email)) WHERE email <> '';
CREATE INDEX provider_by_secure_email ON providers_provider (lower(secure_email))
    WHERE secure_email <> '';
CREATE INDEX organization_by_phone ON providers_organization (phone) WHERE phone <> '';

-- Whoever keeps the directory asks, and the worker that imports for them.
CREATE FUNCTION may_look_for_pairs() RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp
RETURN calling_role() IN ('owner', 'clerk') OR coalesce(acting_is_directory_admin(), false);

-- Pairs of one of these and another entry, the lower id first, with the reasons. An address that
-- more than 20 entries have is an office's and tells nothing. Their owner's rights, because
-- operators on text do not use an index beneath row security. Planned anew each time: one entry and
-- a whole import want different joins.
CREATE FUNCTION provider_look_alikes(ids uuid[])
RETURNS TABLE (one uuid, other uuid, reasons text[]) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    WITH asked AS MATERIALIZED (
        SELECT id, name, ARRAY[name] || other_names::text[] AS names, email, secure_email
          FROM providers_provider
         WHERE id = ANY(ids) AND merged_into_id IS NULL AND may_look_for_pairs()
    ), licensed AS (
        SELECT a.id AS one, theirs.provider_id AS other, 'licence' AS reason
          FROM asked a JOIN providers_licence own ON own.provider_id = a.id
          JOIN providers_licence theirs ON theirs.state = own.state
           AND licence_key(theirs.number) = licence_key(own.number)
         WHERE licence_key(own.number) <> ''
    ), addressed AS (
        SELECT a.id AS one, p.id AS other, 'email' AS reason
          FROM asked a, unnest(ARRAY[lower(a.email), lower(a.secure_email)]) AS t(address),
               LATERAL (SELECT id, name, other_names FROM providers_provider
                         WHERE lower(email) = address AND email <> ''
                        UNION
                        SELECT id, name, other_names FROM providers_provider
                         WHERE lower(secure_email) = address AND secure_email <> ''
                         LIMIT 21) AS p
         WHERE address <> '' AND names_alike(a.names, ARRAY[p.name] || p.other_names::text[]) >= 0.25
    ), own_places AS MATERIALIZED (
        SELECT l.provider_id AS id, left(l.postal_code, 5) AS place
          FROM providers_location l
         WHERE l.provider_id IN (SELECT id FROM asked) AND l.postal_code <> ''
        UNION
        SELECT m.provider_id, left(l.postal_code, 5)
          FROM providers_membership m
          JOIN providers_location l ON l.organization_id = m.organization_id
         WHERE m.provider_id IN (SELECT id FROM asked) AND l.postal_code <> ''
           AND m.during @> statement_timestamp()
        UNION
        SELECT m.provider_id, m.organization_id::text FROM providers_membership m
         WHERE m.provider_id IN (SELECT id FROM asked) AND m.during @> statement_timestamp()
    ), places AS MATERIALIZED (
        SELECT DISTINCT place FROM own_places
    ), their_places AS MATERIALIZED (
        SELECT l.provider_id AS id, left(l.postal_code, 5) AS place
          FROM providers_location l JOIN places ON left(l.postal_code, 5) = place
         WHERE l.provider_id IS NOT NULL AND l.postal_code <> ''
        UNION
        SELECT m.provider_id, left(l.postal_code, 5)
          FROM providers_location l JOIN places ON left(l.postal_code, 5) = place
          JOIN providers_membership m ON m.organization_id = l.organization_id
         WHERE l.postal_code <> '' AND m.during @> statement_timestamp()
        UNION
        SELECT m.provider_id, place FROM providers_membership m
          JOIN places ON length(place) = 36 AND m.organization_id = place::uuid
         WHERE m.during @> statement_timestamp()
    ), near AS (
        SELECT DISTINCT own.id AS one, theirs.id AS other,
               CASE WHEN length(own.place) = 36 THEN 'work' ELSE 'zip' END AS reason
          FROM (SELECT id, place, start FROM own_places JOIN asked USING (id),
                       LATERAL name_starts(names) AS t(start)) AS own
          JOIN (SELECT id, place, start FROM their_places JOIN providers_provider p USING (id),
                       LATERAL name_starts(ARRAY[p.name] || p.other_names::text[]) AS t(start))
               AS theirs USING (place, start)
         WHERE theirs.id <> own.id
    ), placed AS (
        SELECT n.one, n.other, n.reason
          FROM near n JOIN asked a ON a.id = n.one JOIN providers_provider p ON p.id = n.other
         WHERE names_alike(a.names, ARRAY[p.name] || p.other_names::text[]) >= 0.5
    ), named AS (
        SELECT a.id AS one, p.id AS other, 'city' AS reason
          FROM asked a, LATERAL (SELECT id FROM providers_provider
                                  WHERE name_key(name) = name_key(a.name) OFFSET 0) AS p
         WHERE p.id <> a.id AND EXISTS (
               SELECT FROM providers_location own JOIN providers_location theirs
                   ON theirs.state = own.state AND lower(theirs.city) = lower(own.city)
                WHERE own.provider_id = a.id AND theirs.provider_id = p.id)
    ), found AS (
        SELECT least(one, other) AS one, greatest(one, other) AS other,
               array_agg(DISTINCT reason ORDER BY reason) AS reasons
          FROM (SELECT * FROM licensed UNION ALL SELECT * FROM addressed
                UNION ALL SELECT * FROM placed UNION ALL SELECT * FROM named) AS t
         WHERE one <> other GROUP BY 1, 2
    )
    SELECT f.one, f.other, f.reasons FROM found f
      JOIN providers_provider p ON p.id = f.one AND p.merged_into_id IS NULL
      JOIN providers_provider q ON q.id = f.other AND q.merged_into_id IS NULL
     WHERE NOT EXISTS (SELECT FROM providers_apart a
                        WHERE a.provider_id = f.one AND a.other_provider_id = f.other);
END $$;

CREATE FUNCTION organization_look_alikes(ids uuid[])
RETURNS TABLE (one uuid, other uuid, reasons text[]) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
BEGIN RETURN QUERY
    WITH asked AS MATERIALIZED (
        SELECT id, name, phone FROM providers_organization
         WHERE id = ANY(ids) AND merged_into_id IS NULL AND may_look_for_pairs()
    ), called AS (
        SELECT a.id AS one, o.id AS other, 'phone' AS reason
          FROM asked a, LATERAL (SELECT id, name FROM providers_organization
                                  WHERE phone = a.phone AND phone <> '' LIMIT 21) AS o
         WHERE similarity(a.name, o.name) >= 0.25
    ), near AS (
        SELECT DISTINCT own.id AS one, theirs.id AS other
          FROM (SELECT a.id, left(l.postal_code, 5) AS zip, start
                  FROM asked a JOIN providers_location l ON l.organization_id = a.id,
                       LATERAL name_starts(ARRAY[a.name]::text[]) AS t(start)
                 WHERE l.postal_code <> '') AS own
          JOIN (SELECT o.id, left(l.postal_code, 5) AS zip, start
                  FROM providers_location l JOIN providers_organization o ON o.id = l.organization_id,
                       LATERAL name_starts(ARRAY[o.name]::text[]) AS t(start)
                 WHERE l.postal_code <> '' AND left(l.postal_code, 5) IN
                       (SELECT left(x.postal_code, 5) FROM providers_location x
                         WHERE x.organization_id = ANY(ids) AND x.postal_code <> '')) AS theirs
            ON theirs.zip = own.zip AND theirs.start = own.start AND theirs.id <> own.id
    ), placed AS (
        SELECT n.one, n.other, 'zip' AS reason
          FROM near n JOIN asked a ON a.id = n.one JOIN providers_organization o ON o.id = n.other
         WHERE similarity(a.name, o.name) >= 0.5
    ), found AS (
        SELECT least(one, other) AS one, greatest(one, other) AS other,
               array_agg(DISTINCT reason ORDER BY reason) AS reasons
          FROM (SELECT * FROM called UNION ALL SELECT * FROM placed) AS t
         WHERE one <> other GROUP BY 1, 2
    )
    SELECT f.one, f.other, f.reasons FROM found f
      JOIN providers_organization p ON p.id = f.one AND p.merged_into_id IS NULL
      JOIN providers_organization q ON q.id = f.other AND q.merged_into_id IS NULL
     WHERE NOT EXISTS (SELECT FROM providers_apart a
                        WHERE a.organization_id = f.one AND a.other_organization_id = f.other);
END $$;

REVOKE EXECUTE ON FUNCTION licence_key(text), name_key(text), name_starts(text[]),
    names_alike(text[], text[]), may_look_for_pairs(), provider_look_alikes(uuid[]),
    organization_look_alikes(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION provider_look_alikes(uuid[]), organization_look_alikes(uuid[])
    TO web, clerk;
-- An index on what these give asks for them in the name of whoever writes.
GRANT EXECUTE ON FUNCTION licence_key(text), name_key(text) TO web, clerk;
