-- Finding entries by words. What an entry can be found by stands beside it as lexemes, kept by
-- triggers: words, and marks that begin with =, as no word does. The words that occur stand in a
-- list, in which one that was typed wrongly finds those that are like it. Nobody reads the two but the function, which tells ids and asks who is acting.

-- The words of a text as they are looked for: small, without accents, an apostrophe left out.
CREATE FUNCTION directory_words(said text) RETURNS text[] LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(left(word, 60) ORDER BY place), '{}')
      FROM regexp_split_to_table(lower(unaccent(translate(said, '''’`´', ''))),
                                 '[^[:alnum:]]+') WITH ORDINALITY AS t(word, place)
     WHERE word <> ''
$$;

CREATE FUNCTION keep_sought(entry uuid, name text, other text, marks text[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    named text[] := directory_words(name);
    words text[] := named || directory_words(other);
BEGIN
    INSERT INTO providers_sought (id, entry_id, name, lexemes)
    VALUES (uuidv7(), entry, ' ' || array_to_string(named, ' '),
            array_to_tsvector(words || ARRAY(SELECT '=' || one FROM unnest(marks) AS t(one))))
    ON CONFLICT (entry_id) DO UPDATE SET name = excluded.name, lexemes = excluded.lexemes
     WHERE (providers_sought.name, providers_sought.lexemes)
           IS DISTINCT FROM (excluded.name, excluded.lexemes);
    -- No unique key: two who bring the same words at once would wait for each other.
    INSERT INTO providers_word (id, word)
    SELECT uuidv7(), word FROM unnest(words) AS t(word)
     WHERE word !~ '[0-9]' AND NOT EXISTS (SELECT FROM providers_word w WHERE w.word = t.word)
     GROUP BY word;
END $$;

-- By their name, where they work now, and the addresses of both.
CREATE FUNCTION seek_providers(ids uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    WITH place AS (
        SELECT m.provider_id, m.organization_id, o.name
          FROM providers_membership m JOIN providers_organization o ON o.id = m.organization_id
         WHERE m.provider_id = ANY (ids) AND m.during @> statement_timestamp()
    ), address AS (
        SELECT l.provider_id, l.city, l.state, l.postal_code FROM providers_location l
         WHERE l.provider_id = ANY (ids)
        UNION
        SELECT p.provider_id, l.city, l.state, l.postal_code
          FROM place p JOIN providers_location l ON l.organization_id = p.organization_id
    )
    SELECT keep_sought(p.id, p.name,
               concat_ws(' ', array_to_string(p.other_names, ' '), p.credentials, p.npi,
                   (SELECT string_agg(name, ' ') FROM place WHERE provider_id = p.id),
                   (SELECT string_agg(concat_ws(' ', city, postal_code), ' ') FROM address
                     WHERE provider_id = p.id)),
               ARRAY['of=provider', 'standing=' || p.standing, 'profession=' || p.profession]
                   || CASE WHEN p.standing = 'active'
                                OR p.standing = 'unverified' AND p.proposed_by_id IS NOT NULL
                           THEN ARRAY['can=be_asked_about'] ELSE '{}' END
                   || ARRAY(SELECT 'language=' || one FROM unnest(p.languages) AS t(one))
                   || ARRAY(SELECT DISTINCT 'state=' || state FROM address
                             WHERE provider_id = p.id AND state <> ''))
      FROM providers_provider p WHERE p.id = ANY (ids)
$$;

-- Whose membership has begun or ended by itself: nothing was written then that a trigger would see.
CREATE FUNCTION seek_where_days_passed() RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT seek_providers(ARRAY(
        SELECT DISTINCT provider_id FROM providers_membership
         WHERE statement_timestamp() - upper(during) BETWEEN '0' AND interval '3 days'
            OR statement_timestamp() - lower(during) BETWEEN '0' AND interval '3 days'))
$$;

CREATE FUNCTION seek_organizations(ids uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT keep_sought(o.id, o.name,
               concat_ws(' ', o.npi, (SELECT string_agg(concat_ws(' ', city, postal_code), ' ')
                                        FROM providers_location WHERE organization_id = o.id)),
               ARRAY['of=organization', 'kind=' || o.kind]
                   || CASE WHEN o.is_active THEN ARRAY['in=use'] ELSE '{}' END
                   || ARRAY(SELECT DISTINCT 'state=' || state FROM providers_location
                             WHERE organization_id = o.id AND state <> ''))
      FROM providers_organization o WHERE o.id = ANY (ids);
    SELECT seek_providers(ARRAY(SELECT DISTINCT provider_id FROM providers_membership
                                 WHERE organization_id = ANY (ids)))
$$;

-- Inserts come many at a time, and are written down as many; the rest comes row by row. Whoever
-- writes several rows of an entry may say that it seeks by itself, once, when all are there.
CREATE FUNCTION seek_inserted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF current_setting('app.seeks_later', true) = 'on' THEN
        RETURN NULL;
    END IF;
    CASE TG_TABLE_NAME
    WHEN 'providers_provider' THEN
        PERFORM seek_providers(ARRAY(SELECT id FROM inserted));
    WHEN 'providers_organization' THEN
        PERFORM seek_organizations(ARRAY(SELECT id FROM inserted));
    WHEN 'providers_membership' THEN
        PERFORM seek_providers(ARRAY(SELECT DISTINCT provider_id FROM inserted));
    ELSE
        PERFORM seek_providers(ARRAY(SELECT DISTINCT provider_id FROM inserted
                                      WHERE provider_id IS NOT NULL));
        PERFORM seek_organizations(ARRAY(SELECT DISTINCT organization_id FROM inserted
                                          WHERE organization_id IS NOT NULL));
    END CASE;
    RETURN NULL;
END $$;

CREATE FUNCTION seek_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    one jsonb := to_jsonb(coalesce(NEW, OLD));
BEGIN
    IF TG_OP = 'DELETE' AND TG_ARGV[0] = 'id' THEN
        DELETE FROM providers_sought WHERE entry_id = OLD.id;
    ELSIF current_setting('app.seeks_later', true) = 'on' THEN
        RETURN NULL;
    ELSIF TG_TABLE_NAME = 'providers_organization' THEN
        PERFORM seek_organizations(ARRAY[NEW.id]);
    ELSIF TG_TABLE_NAME = 'providers_provider' THEN
        PERFORM seek_providers(ARRAY[NEW.id]);
    ELSE
        PERFORM seek_providers(ARRAY[(one ->> 'provider_id')::uuid]);
        IF TG_TABLE_NAME = 'providers_location' THEN
            PERFORM seek_organizations(ARRAY[(one ->> 'organization_id')::uuid]);
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER s_seek_inserted AFTER INSERT ON providers_provider
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION seek_inserted();
CREATE TRIGGER s_seek_inserted AFTER INSERT ON providers_organization
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION seek_inserted();
CREATE TRIGGER s_seek_inserted AFTER INSERT ON providers_membership
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION seek_inserted();
CREATE TRIGGER s_seek_inserted AFTER INSERT ON providers_location
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION seek_inserted();
CREATE TRIGGER s_seek_changed AFTER DELETE OR UPDATE OF name, other_names, credentials, npi,
    standing, profession, languages, proposed_by_id ON providers_provider
    FOR EACH ROW EXECUTE FUNCTION seek_changed('id');
CREATE TRIGGER s_seek_changed AFTER DELETE OR UPDATE OF name, npi, kind, is_active
    ON providers_organization FOR EACH ROW EXECUTE FUNCTION seek_changed('id');
CREATE TRIGGER s_seek_changed AFTER DELETE OR UPDATE ON providers_membership
    FOR EACH ROW EXECUTE FUNCTION seek_changed('part');
CREATE TRIGGER s_seek_changed AFTER DELETE OR UPDATE ON providers_location
    FOR EACH ROW EXECUTE FUNCTION seek_changed('part');

-- Each word as it begins, with two neighbours swapped, or as one of the list that is nearly it: one
-- letter wrong in four, two in more. What was swapped is asked for by itself: it has few trigrams in
-- common with what was meant, and a distance that many words have.
CREATE FUNCTION as_it_may_be_meant(said text) RETURNS tsquery LANGUAGE sql STABLE
SET search_path = public, pg_temp SET pg_trgm.similarity_threshold = 0.15 AS $$
    SELECT string_agg(quote_literal(word) || CASE WHEN word = said THEN ':*' ELSE '' END,
                      ' | ')::tsquery
      FROM (SELECT said AS word
            UNION
            SELECT w.word FROM providers_word w
             WHERE length(said) > 3 AND w.word = ANY (ARRAY(
                   SELECT overlay(said PLACING reverse(substr(said, i, 2)) FROM i FOR 2)
                     FROM generate_series(1, length(said) - 1) AS t(i)))
            UNION
            (SELECT w.word FROM providers_word w
              WHERE length(said) > 3 AND w.word % said AND w.word <> said
                AND levenshtein_less_equal(w.word, said, 2)
                    <= CASE WHEN length(said) > 4 THEN 2 ELSE 1 END
              GROUP BY w.word
              ORDER BY levenshtein_less_equal(w.word, said, 2), w.word <-> said, w.word LIMIT 40)
           ) AS words
$$;

-- The entries that have every word as the beginning of one of theirs, and every mark: no more than
-- `most`, those first whose name has more of the words. Where that are few, also those that have
-- words like these. What is found is what everybody signed in may know of: ids, for row security
-- to look at again.
CREATE FUNCTION find_in_directory(said text, marks text[], most integer)
RETURNS TABLE (entry_id uuid, place bigint) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
    words text[] := directory_words(said);
    marked tsquery := (SELECT string_agg(quote_literal('=' || one), ' & ')::tsquery
                         FROM unnest(marks) AS t(one));
    -- A single letter beside longer words says next to nothing, and is in half of all entries.
    begun tsquery := (SELECT string_agg(quote_literal(one) || ':*', ' & ')::tsquery
                        FROM unnest(words) AS t(one)
                       WHERE length(one) > 1 OR NOT EXISTS (
                             SELECT FROM unnest(words) AS u(longer) WHERE length(longer) > 1));
    whole tsquery := (SELECT string_agg(quote_literal(one), ' & ')::tsquery
                        FROM unnest(words) AS t(one));
    meant tsquery;
    few CONSTANT integer := 10;
    looked_at CONSTANT integer := 2000;
    found uuid[];
BEGIN
    IF acting_user() IS NULL OR words = '{}' AND btrim(said) <> '' THEN
        RETURN;
    ELSIF cardinality(words) = 1 AND length(words[1]) = 1 THEN
        -- One letter stands in half of the directory: those whose name begins with it.
        RETURN QUERY SELECT s.entry_id, row_number() OVER ()
          FROM (SELECT s.entry_id FROM providers_sought s
                 WHERE s.name LIKE ' ' || words[1] || '%' AND s.lexemes @@ marked
                 ORDER BY s.name USING ~<~ LIMIT most) AS s;
        RETURN;
    END IF;
    -- Whole words first: "Ma" is found among all who are called Mary.
    found := ARRAY(SELECT s.entry_id FROM providers_sought s
                    WHERE s.lexemes @@ coalesce(marked && whole, marked)
                    LIMIT greatest(looked_at, most));
    IF words <> '{}' AND cardinality(found) < most THEN
        found := found || ARRAY(SELECT s.entry_id FROM providers_sought s
                                 WHERE s.lexemes @@ (marked && begun)
                                   AND NOT s.entry_id = ANY (found)
                                 LIMIT greatest(looked_at, most));
    END IF;
    IF cardinality(found) < few AND cardinality(words) BETWEEN 1 AND 8 THEN
        FOR i IN 1 .. cardinality(words) LOOP
            meant := coalesce(meant && as_it_may_be_meant(words[i]), as_it_may_be_meant(words[i]));
        END LOOP;
        found := found || ARRAY(SELECT s.entry_id FROM providers_sought s
                                 WHERE s.lexemes @@ (marked && meant)
                                   AND NOT s.entry_id = ANY (found) LIMIT looked_at);
    END IF;
    RETURN QUERY SELECT s.entry_id, row_number() OVER (ORDER BY
               s.lexemes @@ coalesce(begun, '') DESC,
               (SELECT count(*) FROM unnest(words) AS t(one)
                 WHERE s.name LIKE '% ' || one || '%') DESC,
               (SELECT count(*) FROM unnest(words) AS t(one)
                 WHERE s.lexemes @@ quote_literal(one)::tsquery) DESC,
               similarity(s.name, said) DESC, s.name, s.entry_id)
      FROM providers_sought s WHERE s.entry_id = ANY (found)
     ORDER BY 2 LIMIT most;
END $$;

REVOKE EXECUTE ON FUNCTION directory_words(text), keep_sought(uuid, text, text, text[]),
    seek_providers(uuid[]), seek_organizations(uuid[]), seek_where_days_passed(),
    seek_inserted(), seek_changed(), as_it_may_be_meant(text),
    find_in_directory(text, text[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION seek_where_days_passed() TO clerk;
GRANT EXECUTE ON FUNCTION find_in_directory(text, text[], integer) TO web;

ALTER TABLE providers_sought ENABLE ROW LEVEL SECURITY;
ALTER TABLE providers_word ENABLE ROW LEVEL SECURITY;

SELECT seek_organizations(ARRAY(SELECT id FROM providers_organization));
SELECT seek_providers(ARRAY(SELECT id FROM providers_provider));
