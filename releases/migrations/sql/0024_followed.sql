-- Two entries of one person became one: what clients permitted the one goes on for the other. What
-- was signed stays as it was signed; beside the party that it names stands another one, from the
-- merge on, and goes away when the merge is undone.

-- As in 0016_many_questions.sql, but that a party may be one only since a moment.
CREATE OR REPLACE FUNCTION release_covers(questions release_question[])
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
               side.providers, side.organizations, here.recipient,
               tstzmultirange(r.in_force) * here.during
               * tstzmultirange(tstzrange(greatest(side.since, hearer.since), NULL)) AS during
          FROM releases_release r
          JOIN (VALUES ('discloser', 'recipient', true), ('recipient', 'discloser', false))
               AS w(tells, hears, as_written) ON as_written OR r.direction = 'two_way'
         CROSS JOIN LATERAL (
               SELECT array_agg(teller.provider_id) AS providers,
                      array_agg(teller.organization_id) AS organizations, teller.since
                 FROM releases_party teller
                WHERE teller.release_id = r.id AND teller.side = w.tells
                GROUP BY teller.since) AS side
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

-- Only a merge adds a party to what was signed, and only for the one who was named. Whoever signs
-- is asked about each party that a release has when it is signed.
CREATE OR REPLACE FUNCTION releases_half_signed_party() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF coalesce(NEW.named_id, OLD.named_id) IS NULL AND EXISTS (
        SELECT FROM releases_signature WHERE release_id IN (OLD.release_id, NEW.release_id)) THEN
        RAISE EXCEPTION 'One guardian has signed this already. Say no, and ask for less in a new one.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_half_signed_is_fixed';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;

CREATE POLICY releases_party_as_signed ON releases_party AS RESTRICTIVE FOR INSERT TO web
    WITH CHECK (named_id IS NULL);

-- A name as it stands in a document that was signed, which is HTML.
CREATE FUNCTION as_in_html(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT
SET search_path = pg_catalog, pg_temp
RETURN replace(replace(replace(replace(replace(
    words, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#x27;');

-- Of the parties that are this entry: those of releases that are in force or will be; and whether
-- each signature was given beneath words that call it what it is called now.
CREATE FUNCTION releases_alive_of(entry uuid)
RETURNS TABLE (party uuid, release uuid, client uuid, side varchar, was_read boolean)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT p.id, r.id, r.client_id, p.side,
           p.named_id IS NULL AND (
               SELECT coalesce(bool_and(strpos(s.shown, as_in_html(v.name)) > 0), false)
                 FROM releases_signature s WHERE s.release_id = r.id)
      FROM releases_party p
      JOIN providers_provider v ON v.id = p.provider_id
      JOIN releases_release r ON r.id = p.release_id
     WHERE p.provider_id = entry AND upper(r.in_force) > clock_timestamp()
$$;

-- What a client permitted an entry, or limited, is left to nobody else than the same person.
CREATE FUNCTION releases_merge_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF (EXISTS (SELECT FROM releases_party WHERE provider_id = NEW.id)
        OR EXISTS (SELECT FROM releases_restriction WHERE provider_id = NEW.id))
       AND NOT is_same_person(NEW.id, NEW.merged_into_id) THEN
        PERFORM refuse_merge('permissions_follow_the_same_person',
                             'Clients named the absorbed entry, and who it is was not checked.');
    END IF;
    IF EXISTS (SELECT FROM releases_alive_of(NEW.id) AS alive WHERE NOT alive.was_read)
       OR EXISTS (SELECT FROM releases_party p JOIN releases_release r ON r.id = p.release_id
                   WHERE p.provider_id = NEW.id AND r.signed_at IS NULL AND r.declined_at IS NULL
                     AND r.expires_at > clock_timestamp()
                     AND coalesce(r.answer_by > clock_timestamp(), true)) THEN
        PERFORM refuse_merge('merged_one_is_not_named', 'Something names the absorbed entry.');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER c_releases_merge_guard BEFORE UPDATE OF merged_into_id ON providers_provider
    FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL
                       AND NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id)
    EXECUTE FUNCTION releases_merge_guard();

-- A line in the client's ledger about two entries. Nobody is its actor: whoever merged learns of no
-- client, and has a line of their own.
CREATE FUNCTION tell_followed(
    verb text, client uuid, subject_type text, subject uuid, entry uuid, other uuid,
    releases uuid[]
) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
    INSERT INTO ledger_entry (verb, client, subject_type, subject_id, reason, detail, release_ids)
    VALUES (verb, client, subject_type, subject::text, '',
            jsonb_build_object('provider', entry, 'other_provider', other), releases)
$$;

-- A limit on the one is a limit on the other: after a merge on the survivor, after its undoing also
-- on who was absorbed, because the client may have limited the person in between.
CREATE FUNCTION restrictions_follow(one uuid, other uuid) RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
    kept releases_restriction;
    copied uuid;
BEGIN
    FOR kept IN
        SELECT * FROM releases_restriction x
         WHERE x.provider_id = one AND coalesce(x.ends_at > clock_timestamp(), true)
           AND NOT EXISTS (
               SELECT FROM releases_restriction y
                WHERE y.client_id = x.client_id AND y.provider_id = other
                  AND y.item IS NOT DISTINCT FROM x.item
                  AND y.categories IS NOT DISTINCT FROM x.categories
                  AND y.starts_at <= greatest(x.starts_at, clock_timestamp())
                  AND coalesce(y.ends_at >= x.ends_at, y.ends_at IS NULL))
         ORDER BY x.client_id, x.id
    LOOP
        INSERT INTO releases_restriction
               (id, client_id, provider_id, item, categories, starts_at, ends_at)
        VALUES (uuidv7(), kept.client_id, other, kept.item, kept.categories,
                greatest(kept.starts_at, clock_timestamp()), kept.ends_at)
        RETURNING id INTO copied;
        PERFORM tell_followed('restriction_followed', kept.client_id, 'releases.restriction',
                              copied, other, one, '{}');
    END LOOP;
END $$;

-- One release that follows, or follows no more: its line, and a letter to whoever signs it. The
-- letter's writer asks again whose it is; what is a minor's own is not for a representative.
CREATE FUNCTION tell_release_followed(
    verb text, release uuid, client uuid, entry uuid, other uuid, told timestamptz
) RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
    SELECT tell_followed(verb, client, 'releases.release', release, entry, other, ARRAY[release]);
    SELECT enqueue_outgoing('release_followed', release, person, told) FROM (
        SELECT user_id FROM clients_client WHERE id = client
        UNION SELECT user_id FROM clients_authority WHERE client_id = client) AS t(person)
     WHERE person IS NOT NULL
$$;

-- When the merge is undone the release never named the survivor: what they opened in between stands
-- in the ledger, and no rule permits it in hindsight.
CREATE FUNCTION releases_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    one record;
    told timestamptz := clock_timestamp();
BEGIN
    IF NEW.merged_into_id IS NULL THEN
        FOR one IN
            WITH followed AS (
                SELECT r.id, r.client_id, array_agg(p.id) AS parties
                  FROM releases_party p
                  JOIN releases_party named ON named.id = p.named_id
                  JOIN releases_release r ON r.id = p.release_id
                 WHERE named.provider_id = NEW.id
                 GROUP BY r.id
            )
            SELECT * FROM followed
             UNION ALL -- signed in its place, in the belief that the two are one
            SELECT r.id, r.client_id, '{}' FROM releases_release r
             WHERE r.supersedes_id IN (SELECT followed.id FROM followed)
               AND upper(r.in_force) > clock_timestamp()
             ORDER BY client_id, id
        LOOP
            DELETE FROM releases_party WHERE id = ANY (one.parties);
            PERFORM tell_release_followed('release_left', one.id, one.client_id,
                                          OLD.merged_into_id, NEW.id, told);
        END LOOP;
        PERFORM restrictions_follow(OLD.merged_into_id, NEW.id);
        RETURN NULL;
    END IF;
    FOR one IN
        SELECT alive.release, alive.client FROM releases_alive_of(NEW.id) AS alive
         GROUP BY alive.release, alive.client ORDER BY alive.client, alive.release
    LOOP
        INSERT INTO releases_party (id, release_id, side, provider_id, named_id, since)
        SELECT uuidv7(), alive.release, alive.side, NEW.merged_into_id, alive.party, told
          FROM releases_alive_of(NEW.id) AS alive WHERE alive.release = one.release
            ON CONFLICT DO NOTHING; -- the client named the survivor as well
        IF FOUND THEN
            PERFORM tell_release_followed('release_followed', one.release, one.client,
                                          NEW.merged_into_id, NEW.id, told);
        END IF;
    END LOOP;
    PERFORM restrictions_follow(NEW.id, NEW.merged_into_id);
    RETURN NULL;
END $$;
CREATE TRIGGER c_releases_follow AFTER UPDATE OF merged_into_id ON providers_provider FOR EACH ROW
    WHEN (NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id)
    EXECUTE FUNCTION releases_follow();

-- A merge that is under way is waited for, and one that begins waits, so that the trigger below knows
-- of it, or it of the limit. Before a_restriction_guard, which locks the client alone: both locks in
-- one go, so that nobody waits in a circle.
CREATE FUNCTION releases_limit_waits() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM lock_exclusive(ARRAY[NEW.client_id, NEW.provider_id]);
    RETURN NEW;
END $$;
CREATE TRIGGER a_limit_waits BEFORE INSERT ON releases_restriction FOR EACH ROW
    WHEN (NEW.provider_id IS NOT NULL) EXECUTE FUNCTION releases_limit_waits();

-- Whoever limits by a page that was opened before the merge limits the same person.
CREATE FUNCTION releases_limit_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM restrictions_follow(NEW.provider_id, merged_into_id)
       FROM providers_provider WHERE id = NEW.provider_id AND merged_into_id IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER c_limit_follows AFTER INSERT ON releases_restriction FOR EACH ROW
    WHEN (NEW.provider_id IS NOT NULL) EXECUTE FUNCTION releases_limit_follows();

REVOKE EXECUTE ON FUNCTION as_in_html(text), releases_alive_of(uuid), releases_merge_guard(),
    tell_followed(text, uuid, text, uuid, uuid, uuid, uuid[]), restrictions_follow(uuid, uuid),
    tell_release_followed(text, uuid, uuid, uuid, uuid, timestamptz), releases_follow(),
    releases_limit_follows() FROM PUBLIC;
