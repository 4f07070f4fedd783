-- A directory of %(entries)s people more, past every trigger; then what they are found by, as the
-- triggers keep it. Names of two invented words: some first names are common, family names are many.
INSERT INTO providers_provider (id, name, other_names, credentials, profession, taxonomy, languages,
    npi, email, secure_email, phone, said_phone, standing, said_workplace, kept_at)
SELECT uuidv7(), initcap(first || ' ' || last), '{}', CASE mod(n, 3) WHEN 0 THEN 'MD' ELSE '' END,
       CASE mod(n, 5) WHEN 0 THEN 'gp' WHEN 1 THEN 'nurse' ELSE 'other' END, '{}',
       CASE mod(n, 20) WHEN 0 THEN '{es,en}' ELSE '{en}' END::varchar[], '', '', '', '', '',
       CASE mod(n, 10) WHEN 0 THEN 'active' ELSE 'unverified' END, '', now()
  FROM generate_series(1, %(entries)s) AS t(n),
       LATERAL (SELECT (ARRAY['jo', 'ma', 'an', 'el', 'hel', 'ti'])[1 + mod(n::bigint * 7919, 6)::int]
                    || (ARRAY['hn', 'ry', 'na', 'len', 'mo', 'sa', 'vi'])[1 + floor(7 * u * u)::int]
                    AS first,
                       (ARRAY['ba', 'ker', 'lin', 'mor', 'tan', 'vel', 'sho', 'gra', 'du', 'pes'])
                           [1 + floor(10 * v)::int]
                    || (ARRAY['ba', 'ker', 'lin', 'mor', 'tan', 'vel', 'sho', 'gra', 'du', 'pes'])
                           [1 + floor(10 * w)::int]
                    || (ARRAY['sen', 'ton', 'ley', 'field', 'man', 'wood', 'by', 'ski', 'ez', 'ard'])
                           [1 + floor(10 * x)::int] || CASE mod(n, 7) WHEN 0 THEN 's' ELSE '' END
                    AS last
                  FROM (SELECT random() AS u, random() AS v, random() AS w, random() AS x, n) AS r
               ) AS names;
INSERT INTO providers_location (id, provider_id, use, street, more, city, state, postal_code, country,
    phone)
SELECT uuidv7(), id, 'practice', '1 Invented Street', '',
       (ARRAY['Portland', 'Salem', 'Astoria', 'Bend', 'Boston'])[1 + floor(5 * random())::int],
       'OR', lpad(floor(90000 * random())::int::text, 5, '0'), 'US', ''
  FROM providers_provider WHERE said_workplace = '' AND id NOT IN (
       SELECT provider_id FROM providers_location WHERE provider_id IS NOT NULL);
