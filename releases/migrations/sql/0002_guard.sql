-- [ max(signed, effective), min(expires, revoked, superseded, ended, majority) ), or empty.
CREATE FUNCTION release_interval(
    signed timestamptz, effective timestamptz, expires timestamptz, revoked timestamptz,
    superseded timestamptz, ended timestamptz, majority timestamptz
) RETURNS tstzrange LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE
        WHEN signed IS NULL THEN 'empty'::tstzrange
        WHEN greatest(signed, effective) >= least(expires, revoked, superseded, ended, majority)
        THEN 'empty'::tstzrange
        ELSE tstzrange(greatest(signed, effective),
                       least(expires, revoked, superseded, ended, majority))
    END
$$;

-- The heart of the product, SEMANTICS.md as it stands: which release lets `recipient` be told
-- what about whom, and when?
--   here    the parties that the recipient is, and when: oneself always, an organization while
--           a member of it
--   way     each release of a subject with this purpose and these dates, as written and, for a
--           two-way one, with its sides exchanged
--   cover   when a way whose telling side names the author or the item's organization reaches
--           the recipient
-- Planned once per session, not at each call: planning one of these costs ten times its answer, and
-- whatever the values, the way in is an index on client, release or provider.
CREATE FUNCTION release_here(recipient uuid)
RETURNS TABLE (provider_id uuid, organization_id uuid, during tstzmultirange)
LANGUAGE sql STABLE SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
    SELECT recipient, NULL::uuid, '{(,)}'::tstzmultirange
    UNION ALL
    SELECT NULL, m.organization_id, range_agg(m.during)
      FROM providers_membership m
     WHERE m.provider_id = recipient
     GROUP BY m.organization_id
$$;

CREATE FUNCTION release_cover(
    subjects uuid[], categories text[], author uuid, organization uuid,
    recipient uuid, service_date date, purpose text
) RETURNS TABLE (release uuid, subject uuid, category text, during tstzmultirange)
LANGUAGE sql STABLE SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
    WITH way AS (
        SELECT r.id, r.client_id, r.instrument, r.categories, r.in_force, w.tells, w.hears
          FROM releases_release r
          JOIN (VALUES ('discloser', 'recipient', true), ('recipient', 'discloser', false))
               AS w(tells, hears, as_written) ON as_written OR r.direction = 'two_way'
         WHERE r.client_id = ANY (release_cover.subjects)
           AND NOT isempty(r.in_force)
           AND r.purposes @> ARRAY[release_cover.purpose]::varchar[]
           AND daterange(r.information_from, r.information_until, '[]')
               @> release_cover.service_date
           AND EXISTS (
            SELECT FROM releases_party teller
             WHERE teller.release_id = r.id AND teller.side = w.tells
               AND (teller.provider_id = release_cover.author
                    OR teller.organization_id = release_cover.organization))
    )
    SELECT way.id, way.client_id, c.category, tstzmultirange(way.in_force) * here.during
      FROM way
      JOIN releases_party hearer ON hearer.release_id = way.id AND hearer.side = way.hears
      JOIN release_here(release_cover.recipient) here
        ON here.provider_id = hearer.provider_id
        OR here.organization_id = hearer.organization_id
      JOIN unnest(release_cover.categories) AS c(category)
        ON way.categories @> ARRAY[c.category]::varchar[]
       AND way.instrument = CASE
               WHEN c.category IN ('psychotherapy_notes', 'sud_counseling_notes')
               THEN c.category ELSE 'general' END
$$;

-- Which restrictions keep it from the recipient, and when.
CREATE FUNCTION release_withheld(
    item uuid, subjects uuid[], categories text[], recipient uuid
) RETURNS TABLE (client uuid, during tstzmultirange)
LANGUAGE sql STABLE SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan
AS $$
    SELECT x.client_id, tstzmultirange(tstzrange(x.starts_at, x.ends_at)) * here.during
      FROM releases_restriction x
      JOIN release_here(release_withheld.recipient) here
        ON here.provider_id = x.provider_id
        OR here.organization_id = x.organization_id
        OR (x.provider_id IS NULL AND x.organization_id IS NULL AND here.provider_id IS NOT NULL)
     WHERE x.client_id = ANY (release_withheld.subjects)
       AND (x.item = release_withheld.item
            OR x.categories && release_withheld.categories::varchar[]
            OR (x.item IS NULL AND x.categories IS NULL))
$$;

-- When may the recipient see it? For each subject and each category the union of what covers it;
-- the intersection of these; less the restrictions.
CREATE FUNCTION release_consent(
    item uuid, subjects uuid[], categories text[], author uuid, organization uuid,
    recipient uuid, service_date date, purpose text
) RETURNS tstzmultirange LANGUAGE sql STABLE
SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
    WITH cover AS (
        SELECT * FROM release_cover(
            release_consent.subjects, release_consent.categories, release_consent.author,
            release_consent.organization, release_consent.recipient,
            release_consent.service_date, release_consent.purpose)
    ), met AS (
        SELECT coalesce(range_agg(cover.during), '{}') AS during
          FROM unnest(release_consent.subjects) AS s(subject)
         CROSS JOIN unnest(release_consent.categories) AS c(category)
          LEFT JOIN cover USING (subject, category)
         GROUP BY subject, category
    )
    SELECT coalesce((SELECT range_intersect_agg(during) FROM met), '{}')
         - coalesce((SELECT range_agg(withheld.during)
                       FROM release_withheld(
                           release_consent.item, release_consent.subjects,
                           release_consent.categories, release_consent.recipient) withheld), '{}')
$$;

CREATE FUNCTION releases_known_categories(codes varchar[]) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE unknown varchar;
BEGIN
    SELECT code INTO unknown FROM unnest(codes) AS t(code)
     WHERE code IS NULL OR NOT EXISTS (SELECT FROM releases_category c WHERE c.code = t.code)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The kind of information "%" is not on the list. Choose one that is.',
            coalesce(unknown, 'none') USING ERRCODE = 'check_violation',
            CONSTRAINT = 'category_is_known';
    END IF;
END $$;

-- What the law of the state makes a minor's own: the kinds of which the practice's state pack says
-- that the client, at their present age, alone consents to them. Whoever neither treats nor acts
-- for the client is told nothing: the answer tells an age.
CREATE FUNCTION minors_own(client uuid) RETURNS SETOF varchar LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT own.category_id
      FROM clients_client c CROSS JOIN releases_minorconsent own
     WHERE c.id = minors_own.client AND is_minor(c.id)
       AND (c.born IS NULL OR birthday(c.born, own.from_age) <= statement_timestamp())
       AND (calling_role() <> 'web' OR c.id IN (SELECT treated_clients())
            OR c.id IN (SELECT acting_clients()))
$$;

-- Of these a representative sees nothing: the kinds, the releases and the restrictions that are
-- kept from the acting user, and whether words about such kinds would be. No kinds: all of them.
CREATE FUNCTION kept_kinds() RETURNS TABLE (client uuid, category varchar) LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT r.id, own.category
      FROM represented_clients() AS r(id) CROSS JOIN LATERAL minors_own(r.id) AS own(category)
$$;

CREATE FUNCTION kept_releases() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT r.id FROM kept_kinds() k
      JOIN releases_release r ON r.client_id = k.client
       AND k.category = ANY (r.categories || r.asked_categories)
$$;

CREATE FUNCTION kept_restrictions() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT x.id FROM kept_kinds() k
      JOIN releases_restriction x ON x.client_id = k.client AND k.category = ANY (x.categories)
$$;

CREATE FUNCTION is_kept(client uuid, categories varchar[]) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM kept_kinds() k
                    WHERE k.client = is_kept.client
                      AND (is_kept.categories IS NULL OR k.category = ANY (is_kept.categories)))
$$;

-- Who signs, stops and hears of a release for these kinds, by their logins: the client, and for
-- what is not a minor's own whoever represents them now. The site asks about its own clients.
CREATE FUNCTION people_who_sign(client uuid, categories varchar[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT person FROM (
        SELECT user_id FROM clients_client WHERE id = people_who_sign.client
        UNION
        SELECT user_id FROM clients_authority
         WHERE client_id = people_who_sign.client
           AND NOT EXISTS (SELECT FROM minors_own(people_who_sign.client) AS own(category)
                            WHERE own.category = ANY (people_who_sign.categories))
    ) AS t(person)
     WHERE person IS NOT NULL
       AND (calling_role() <> 'web' OR people_who_sign.client IN (SELECT treated_clients()))
$$;

CREATE FUNCTION signers_of(release uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT people_who_sign(client_id, categories || asked_categories)
      FROM releases_release WHERE id = signers_of.release
$$;

-- A form that mixed the two would be the minor's as a whole, and what it opens of the rest would
-- tell the parents that there is one.
CREATE FUNCTION releases_minors_own_stands_apart(client uuid, categories varchar[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE own varchar[] := ARRAY(SELECT minors_own(client));
BEGIN
    IF categories && own AND NOT categories <@ own THEN
        RAISE EXCEPTION 'These kinds are not all for the same person to sign. '
                        'Ask for what the client decides alone in a request of its own.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'minors_own_stands_apart';
    END IF;
END $$;

-- A release is asked for, then signed or declined, then ended: nothing is undone, and what was
-- signed is not changed. The site does not choose the instant of any of these; the clock does.
CREATE FUNCTION releases_release_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM require_read_committed();
    IF TG_OP = 'DELETE' THEN
        PERFORM lock_exclusive(ARRAY[OLD.client_id]);
        IF OLD.signed_at IS NOT NULL AND current_user <> 'owner' THEN
            RAISE EXCEPTION 'A signed release is kept; stop it instead.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'release_signed_is_kept';
        END IF;
        RETURN OLD;
    END IF;
    PERFORM lock_exclusive(ARRAY[NEW.client_id]);
    IF TG_OP = 'INSERT' THEN
        IF current_user = 'web' THEN
            NEW.requested_at := clock_timestamp();
            NEW.declined_at := NULL;
            PERFORM releases_minors_own_stands_apart(NEW.client_id, NEW.categories);
        END IF;
        IF NEW.signed_at IS NOT NULL THEN
            RAISE EXCEPTION 'A release is signed after its parties are named, not before.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'release_begins_unsigned';
        END IF;
    ELSE
        PERFORM releases_release_keeps_what_was_signed(OLD, NEW);
        IF current_user = 'web' THEN
            IF NOT NEW.categories <@ OLD.categories THEN
                PERFORM releases_minors_own_stands_apart(NEW.client_id, NEW.categories);
            END IF;
            NEW.signed_at := CASE WHEN OLD.signed_at IS NULL AND NEW.signed_at IS NOT NULL
                             THEN clock_timestamp() ELSE OLD.signed_at END;
            NEW.declined_at := CASE WHEN OLD.declined_at IS NULL AND NEW.declined_at IS NOT NULL
                               THEN clock_timestamp() ELSE OLD.declined_at END;
            NEW.revoked_at := CASE WHEN OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL
                              THEN clock_timestamp() ELSE OLD.revoked_at END;
            NEW.superseded_at := CASE WHEN OLD.superseded_at IS NULL
                                       AND NEW.superseded_at IS NOT NULL
                                 THEN clock_timestamp() ELSE OLD.superseded_at END;
            NEW.ended_at := CASE WHEN OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL
                            THEN clock_timestamp() ELSE OLD.ended_at END;
        END IF;
        IF OLD.signed_at IS NULL AND NEW.signed_at IS NOT NULL THEN
            PERFORM releases_release_can_be_signed(NEW);
        END IF;
    END IF;
    PERFORM releases_known_categories(NEW.categories);
    RETURN NEW;
END $$;

-- The columns that follow from the others. A trigger of its own, as the owner: a function that
-- the site may call would tell it anybody's 18th birthday.
CREATE FUNCTION releases_release_computed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    NEW.majority_at := CASE WHEN NEW.signed_by = 'representative'
        THEN (SELECT majority(born) FROM clients_client WHERE id = NEW.client_id) END;
    NEW.in_force := release_interval(NEW.signed_at, NEW.effective_at, NEW.expires_at,
        NEW.revoked_at, NEW.superseded_at, NEW.ended_at, NEW.majority_at);
    IF TG_OP = 'INSERT' OR NEW.in_force IS DISTINCT FROM OLD.in_force THEN
        NEW.next_reminder_at := releases_next_reminder(NEW.in_force, clock_timestamp());
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION releases_release_keeps_what_was_signed(
    before releases_release, after releases_release
) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF before.signed_at IS NOT NULL AND (
        (after.client_id, after.instrument, after.direction, after.categories, after.purposes,
         after.information_from, after.information_until, after.signed_at, after.signed_by,
         after.effective_at, after.expires_at, after.declined_at, after.supersedes_id,
         after.asked_categories, after.reason)
        IS DISTINCT FROM
        (before.client_id, before.instrument, before.direction, before.categories,
         before.purposes, before.information_from, before.information_until, before.signed_at,
         before.signed_by, before.effective_at, before.expires_at, before.declined_at,
         before.supersedes_id, before.asked_categories, before.reason))
    THEN
        RAISE EXCEPTION 'What was signed cannot be changed. Sign a new release instead.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_signed_is_fixed';
    END IF;
    IF (before.revoked_at IS NOT NULL AND after.revoked_at IS DISTINCT FROM before.revoked_at)
       OR (before.superseded_at IS NOT NULL
           AND after.superseded_at IS DISTINCT FROM before.superseded_at)
       OR (before.ended_at IS NOT NULL AND after.ended_at IS DISTINCT FROM before.ended_at)
       OR (before.declined_at IS NOT NULL
           AND after.declined_at IS DISTINCT FROM before.declined_at)
    THEN
        RAISE EXCEPTION 'This release has ended already. Sign a new one instead.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_end_is_final';
    END IF;
END $$;

-- Both sides are named, and the site cannot sign for anybody: there must be a signature of the
-- client, or of a representative with authority at this moment, given by the acting user. What is
-- a minor's own nobody signs for them.
CREATE FUNCTION releases_release_can_be_signed(release releases_release) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT count(DISTINCT side) FROM releases_party WHERE release_id = release.id) < 2 THEN
        RAISE EXCEPTION 'A release names who tells and who hears before it is signed.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_names_both_sides';
    END IF;
    IF current_user = 'web' AND NOT EXISTS (
        SELECT FROM releases_signature s
         WHERE s.release_id = release.id AND s.signer_id = acting_user()
           AND s.role = release.signed_by
           AND release.client_id IN (SELECT acting_clients()))
    THEN
        RAISE EXCEPTION 'A release is signed by the client or by a representative.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_has_a_signature';
    END IF;
    IF current_user = 'web' AND is_kept(release.client_id,
                                        release.categories || release.asked_categories) THEN
        RAISE EXCEPTION 'Only the client can sign this, in an account of their own.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_is_the_minors_own';
    END IF;
END $$;

-- The first reminder after the given moment: 30, 7 and 1 days before the end, while in force.
-- A release that is not in force, or is stopped, has none. In UTC, where every day has 24 hours:
-- the date must be the same one again when the letter is about to go.
CREATE FUNCTION releases_next_reminder(in_force tstzrange, after timestamptz)
RETURNS timestamptz LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET timezone = 'UTC'
AS $$
    SELECT min(upper(in_force) - days * interval '1 day')
      FROM unnest(ARRAY[30, 7, 1]) AS t(days)
     WHERE upper(in_force) - days * interval '1 day' > greatest(lower(in_force), after)
$$;

-- Who is told that a release will end soon: whoever could have signed it, the providers that it
-- names, and whoever asked for it. Not everybody at a named organization, and nobody suspended.
CREATE FUNCTION people_to_remind(release uuid) RETURNS SETOF uuid LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT signers_of(people_to_remind.release)
    UNION
    SELECT user_id FROM providers_provider
     WHERE standing = 'active' AND user_id IS NOT NULL AND id IN (
        SELECT provider_id FROM releases_party WHERE release_id = people_to_remind.release
        UNION ALL
        SELECT proposed_by_id FROM releases_release WHERE id = people_to_remind.release)
$$;

-- Not on `next_reminder_at`, which the sweep moves on without touching anything that matters.
CREATE TRIGGER a_release_guard BEFORE INSERT OR DELETE OR UPDATE OF
    client_id, instrument, direction, categories, asked_categories, purposes, reason,
    information_from, information_until, declined_at, signed_at, signed_by, effective_at,
    expires_at, revoked_at, superseded_at, ended_at, majority_at, in_force, supersedes_id
    ON releases_release FOR EACH ROW EXECUTE FUNCTION releases_release_guard();
CREATE TRIGGER b_release_computed BEFORE INSERT OR UPDATE OF
    client_id, signed_at, signed_by, effective_at, expires_at, revoked_at, superseded_at,
    ended_at, majority_at, in_force ON releases_release
    FOR EACH ROW EXECUTE FUNCTION releases_release_computed();

-- The parties of a signed release are part of what was signed.
CREATE FUNCTION releases_party_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE touched uuid[] := ARRAY[]::uuid[];
BEGIN
    PERFORM require_read_committed();
    IF TG_OP <> 'INSERT' THEN touched := touched || OLD.release_id; END IF;
    IF TG_OP <> 'DELETE' THEN touched := touched || NEW.release_id; END IF;
    PERFORM lock_exclusive(array_agg(client_id)) FROM releases_release WHERE id = ANY (touched);
    IF current_user <> 'owner' AND EXISTS (
        SELECT FROM releases_release WHERE id = ANY (touched) AND signed_at IS NOT NULL)
    THEN
        RAISE EXCEPTION 'What was signed cannot be changed. Sign a new release instead.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_signed_is_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER a_party_guard BEFORE INSERT OR UPDATE OR DELETE ON releases_party
    FOR EACH ROW EXECUTE FUNCTION releases_party_guard();

-- Signatures are evidence: added by the signer for an unsigned release, never edited.
CREATE FUNCTION releases_signature_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'A signature is evidence; it is neither changed nor removed.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signature_is_kept';
    END IF;
    IF NEW.shown_sha256 <> encode(sha256(convert_to(NEW.shown, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION 'The hash is not that of the words shown. Nothing was signed.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signature_hash_matches';
    END IF;
    IF current_user = 'web' THEN
        NEW.at := clock_timestamp();
        -- A parent who signed "as the client" would sign past the 18th birthday.
        IF NOT EXISTS (
            SELECT FROM releases_release r JOIN clients_client c ON c.id = r.client_id
              LEFT JOIN clients_representative p ON p.id = NEW.representative_id
                   AND p.client_id = c.id AND p.user_id = acting_user()
                   AND p.verified_at IS NOT NULL AND p.during @> clock_timestamp()
             WHERE r.id = NEW.release_id
               AND CASE NEW.role WHEN 'client' THEN c.user_id = acting_user()
                   ELSE p.id IS NOT NULL END)
        THEN
            RAISE EXCEPTION 'Sign as who you are: the client, or a representative.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'signature_is_the_signers_own';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_signature_guard BEFORE INSERT OR UPDATE OR DELETE ON releases_signature
    FOR EACH ROW EXECUTE FUNCTION releases_signature_guard();

CREATE FUNCTION releases_form_version_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM releases_signature WHERE form_version_id = OLD.id) THEN
        RAISE EXCEPTION 'Somebody signed this version. Add a new version instead.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'form_version_signed_is_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER a_form_version_guard BEFORE UPDATE OR DELETE ON releases_formversion
    FOR EACH ROW EXECUTE FUNCTION releases_form_version_guard();

CREATE FUNCTION releases_restriction_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM require_read_committed();
    PERFORM lock_exclusive(ARRAY[
        CASE WHEN TG_OP <> 'INSERT' THEN OLD.client_id END,
        CASE WHEN TG_OP <> 'DELETE' THEN NEW.client_id END]);
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF NEW.categories IS NOT NULL THEN
        PERFORM releases_known_categories(NEW.categories);
    END IF;
    IF current_user = 'web' THEN
        -- "From now on": nobody backdates a restriction, nor lifts it for the past.
        IF TG_OP = 'INSERT' THEN
            NEW.starts_at := clock_timestamp();
            PERFORM releases_minors_own_stands_apart(NEW.client_id, NEW.categories);
        ELSIF NEW.ends_at IS NOT NULL THEN
            NEW.ends_at := greatest(NEW.ends_at, clock_timestamp());
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_restriction_guard BEFORE INSERT OR UPDATE OR DELETE ON releases_restriction
    FOR EACH ROW EXECUTE FUNCTION releases_restriction_guard();

-- A corrected date of birth moves the 18th birthday of what a representative signed.
CREATE FUNCTION releases_birthday_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE releases_release SET majority_at = majority(NEW.born)
     WHERE client_id = NEW.id AND signed_by = 'representative';
    RETURN NULL;
END $$;
CREATE TRIGGER birthday_moved AFTER UPDATE OF born ON clients_client
    FOR EACH ROW WHEN (OLD.born IS DISTINCT FROM NEW.born)
    EXECUTE FUNCTION releases_birthday_moved();

CREATE FUNCTION clients_client_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM require_read_committed();
    PERFORM lock_exclusive(ARRAY[NEW.id]);
    -- A parent who could move the 18th birthday would represent for as long as they like.
    IF current_user = 'web' AND NEW.born IS DISTINCT FROM OLD.born
       AND NEW.id NOT IN (SELECT treated_clients()) THEN
        RAISE EXCEPTION 'Ask the practice to correct the date of birth.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'client_born_is_corrected_by_staff';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_client_guard BEFORE UPDATE OF born ON clients_client
    FOR EACH ROW EXECUTE FUNCTION clients_client_guard();

-- The releases that name the acting provider, or an organization they belong to now, once signed;
-- and the ones that they asked for. Also after the end: a release is its party's legal basis.
-- Who is acting is asked once: the planner takes a sub-select out of the loop, a call it does not.
-- Oneself and one's organizations are two questions: an OR over both would read every party.
CREATE FUNCTION named_releases() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT r.id
      FROM releases_release r
      JOIN (SELECT release_id FROM releases_party WHERE provider_id = (SELECT acting_provider())
             UNION ALL
            SELECT p.release_id
              FROM providers_membership m JOIN releases_party p USING (organization_id)
             WHERE m.provider_id = (SELECT acting_provider())
               AND m.during @> statement_timestamp()) AS named ON named.release_id = r.id
     WHERE r.signed_at IS NOT NULL
    UNION
    SELECT id FROM releases_release WHERE proposed_by_id = (SELECT acting_provider())
$$;

CREATE FUNCTION clients_of_named_releases() RETURNS SETOF uuid LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT client_id FROM releases_release WHERE id IN (SELECT named_releases())
$$;

-- What an author may ask before sharing: the consent for their own words about their own clients.
CREATE FUNCTION consent_for_author(
    subjects uuid[], categories text[], organization uuid, recipient uuid,
    service_date date, purpose text, item uuid DEFAULT NULL
) RETURNS tstzmultirange LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT CASE
        WHEN subjects <@ ARRAY(SELECT treated_clients())
        THEN release_consent(item, subjects, categories, acting_provider(), organization,
                             recipient, service_date, purpose)
        ELSE '{}' END
$$;

REVOKE EXECUTE ON FUNCTION release_here(uuid),
    release_cover(uuid[], text[], uuid, uuid, uuid, date, text),
    release_withheld(uuid, uuid[], text[], uuid),
    release_consent(uuid, uuid[], text[], uuid, uuid, uuid, date, text),
    named_releases(), clients_of_named_releases(), releases_birthday_moved(),
    minors_own(uuid), kept_kinds(), kept_releases(), kept_restrictions(),
    is_kept(uuid, varchar[]), people_who_sign(uuid, varchar[]), signers_of(uuid),
    people_to_remind(uuid),
    consent_for_author(uuid[], text[], uuid, uuid, date, text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION signers_of(uuid), people_to_remind(uuid) TO clerk;
GRANT EXECUTE ON FUNCTION minors_own(uuid), kept_releases(), kept_restrictions(),
    is_kept(uuid, varchar[]), people_who_sign(uuid, varchar[]),
    named_releases(), clients_of_named_releases(),
    consent_for_author(uuid[], text[], uuid, uuid, date, text, uuid) TO web;

ALTER TABLE releases_category ENABLE ROW LEVEL SECURITY;
ALTER TABLE releases_minorconsent ENABLE ROW LEVEL SECURITY;
ALTER TABLE releases_formversion ENABLE ROW LEVEL SECURITY;
ALTER TABLE releases_release ENABLE ROW LEVEL SECURITY;
ALTER TABLE releases_party ENABLE ROW LEVEL SECURITY;
ALTER TABLE releases_signature ENABLE ROW LEVEL SECURITY;
ALTER TABLE releases_restriction ENABLE ROW LEVEL SECURITY;

GRANT SELECT ON releases_category, releases_formversion TO web, clerk;
GRANT SELECT ON releases_minorconsent TO web;
GRANT SELECT, INSERT ON releases_release, releases_signature, releases_restriction TO web;
GRANT UPDATE (direction, categories, asked_categories, purposes, information_from,
              information_until, reason, declined_at, signed_at, signed_by, effective_at,
              expires_at, revoked_at, superseded_at, ended_at, supersedes_id)
    ON releases_release TO web;
GRANT SELECT, INSERT, DELETE ON releases_party TO web;
GRANT UPDATE (ends_at) ON releases_restriction TO web;
GRANT SELECT (id, client_id, proposed_by_id, requested_at, declined_at, signed_at, signed_by,
              expires_at, revoked_at, superseded_at, ended_at, in_force, next_reminder_at)
    ON releases_release TO clerk;
GRANT UPDATE (next_reminder_at) ON releases_release TO clerk;
GRANT SELECT ON releases_party TO clerk;

CREATE POLICY releases_category_web_select ON releases_category FOR SELECT TO web USING (true);
CREATE POLICY releases_category_clerk_select ON releases_category FOR SELECT TO clerk
    USING (true);
CREATE POLICY releases_minorconsent_web_select ON releases_minorconsent FOR SELECT TO web
    USING (true);
CREATE POLICY releases_formversion_web_select ON releases_formversion FOR SELECT TO web
    USING (true);
CREATE POLICY releases_formversion_clerk_select ON releases_formversion FOR SELECT TO clerk
    USING (true);

-- Here and below a client and a representative have a door each, so that only the second one
-- looks at what is kept. Rows that are not yet there, as in a check, are judged by their kinds.
CREATE POLICY releases_release_web_select ON releases_release FOR SELECT TO web
    USING (client_id IN (SELECT own_clients()) OR client_id IN (SELECT treated_clients())
           OR id IN (SELECT named_releases()) OR (SELECT acting_is_privacy_officer()));
CREATE POLICY releases_release_representative_select ON releases_release FOR SELECT TO web
    USING (client_id IN (SELECT represented_clients()) AND id NOT IN (SELECT kept_releases()));
CREATE POLICY releases_release_web_insert ON releases_release FOR INSERT TO web
    WITH CHECK ((client_id IN (SELECT acting_clients()) AND proposed_by_id IS NULL
                 AND NOT is_kept(client_id, categories))
                OR (client_id IN (SELECT treated_clients())
                    AND proposed_by_id = (SELECT acting_provider())));
CREATE POLICY releases_release_client_update ON releases_release FOR UPDATE TO web
    USING (client_id IN (SELECT own_clients()));
CREATE POLICY releases_release_representative_update ON releases_release FOR UPDATE TO web
    USING (client_id IN (SELECT represented_clients()) AND id NOT IN (SELECT kept_releases()))
    WITH CHECK (client_id IN (SELECT represented_clients()) AND NOT is_kept(client_id, categories));

CREATE POLICY releases_party_web_select ON releases_party FOR SELECT TO web
    USING ((SELECT true FROM releases_release r WHERE r.id = release_id));
CREATE POLICY releases_party_web_insert ON releases_party FOR INSERT TO web
    WITH CHECK (release_id IN (
        SELECT id FROM releases_release
         WHERE client_id IN (SELECT acting_clients())
            OR proposed_by_id = (SELECT acting_provider())));
CREATE POLICY releases_party_web_delete ON releases_party FOR DELETE TO web
    USING (release_id IN (
        SELECT id FROM releases_release WHERE client_id IN (SELECT acting_clients())));

CREATE POLICY releases_signature_web_select ON releases_signature FOR SELECT TO web
    USING ((SELECT true FROM releases_release r WHERE r.id = release_id));
CREATE POLICY releases_signature_web_insert ON releases_signature FOR INSERT TO web
    WITH CHECK (signer_id = (SELECT acting_user()) AND release_id IN (
        SELECT id FROM releases_release WHERE client_id IN (SELECT acting_clients())));

CREATE POLICY releases_restriction_web_select ON releases_restriction FOR SELECT TO web
    USING (client_id IN (SELECT own_clients()) OR client_id IN (SELECT treated_clients())
           OR (SELECT acting_is_privacy_officer()));
CREATE POLICY releases_restriction_representative_select ON releases_restriction FOR SELECT TO web
    USING (client_id IN (SELECT represented_clients())
           AND id NOT IN (SELECT kept_restrictions()));
-- One about everything would reach the minor's own as well, so it is theirs to set and to lift.
CREATE POLICY releases_restriction_web_insert ON releases_restriction FOR INSERT TO web
    WITH CHECK (client_id IN (SELECT acting_clients())
                AND NOT is_kept(client_id, CASE WHEN item IS NULL THEN categories ELSE '{}' END));
CREATE POLICY releases_restriction_web_update ON releases_restriction FOR UPDATE TO web
    USING (client_id IN (SELECT acting_clients())
           AND NOT is_kept(client_id, CASE WHEN item IS NULL THEN categories ELSE '{}' END));

CREATE POLICY releases_release_clerk_select ON releases_release FOR SELECT TO clerk USING (true);
CREATE POLICY releases_release_clerk_update ON releases_release FOR UPDATE TO clerk USING (true);
CREATE POLICY releases_party_clerk_select ON releases_party FOR SELECT TO clerk USING (true);

-- The name of a client whose release names the acting provider: that door is this floor's.
CREATE POLICY clients_client_named_select ON clients_client FOR SELECT TO web
    USING (id IN (SELECT clients_of_named_releases()));
