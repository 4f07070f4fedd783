-- How many representatives sign for this client. Of an adult there is nobody to sign beside.
CREATE FUNCTION guardians_wanted(client uuid) RETURNS integer LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN c.both_guardians AND is_minor(c.id) THEN 2 ELSE 1 END
      FROM clients_client c WHERE c.id = guardians_wanted.client
$$;

-- How many of those with authority now have signed this release: so many logins, and so many names.
-- Somebody who was noted twice, once with a login and once without, is one.
CREATE FUNCTION guardians_signed(release uuid) RETURNS integer LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT least(count(DISTINCT coalesce(p.user_id, p.id)),
                 count(DISTINCT lower(regexp_replace(p.name, '\s+', ' ', 'g'))))::integer
      FROM releases_signature s
      JOIN releases_release r ON r.id = s.release_id
      JOIN clients_representative p ON p.id = s.representative_id AND p.client_id = r.client_id
     WHERE s.release_id = guardians_signed.release
       AND p.verified_at IS NOT NULL AND p.during @> clock_timestamp()
$$;

-- Of a release for which both guardians sign: how many have, how many have to, and whether whoever
-- asks has. For whoever acts for the client, and who treats the client; as the owner, since the
-- site may ask nobody's age.
CREATE FUNCTION signed_by_guardians(releases uuid[])
RETURNS TABLE (release uuid, signed integer, wanted integer, mine boolean) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT r.id, guardians_signed(r.id), guardians_wanted(r.client_id), EXISTS (
               SELECT FROM releases_signature s
                WHERE s.release_id = r.id AND s.signer_id = acting_user())
      FROM releases_release r
     WHERE r.id = ANY (signed_by_guardians.releases) AND r.signed_at IS NULL
       AND r.declined_at IS NULL AND guardians_wanted(r.client_id) > 1
       AND (r.client_id IN (SELECT treated_clients()) AND r.proposed_by_id IS NOT NULL
            OR r.client_id IN (SELECT acting_clients())
               AND r.id NOT IN (SELECT kept_releases()))
$$;
REVOKE EXECUTE ON FUNCTION guardians_wanted(uuid), guardians_signed(uuid),
    signed_by_guardians(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION signed_by_guardians(uuid[]) TO web;

-- A release that representatives sign is in force once as many have signed as have to. Not for the
-- site alone: whoever stamps it, one signature opens nothing. As the owner, who sees all signatures.
CREATE FUNCTION releases_guardians_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF guardians_signed(NEW.id) < guardians_wanted(NEW.client_id)
       AND guardians_wanted(NEW.client_id) > 1 THEN
        RAISE EXCEPTION 'Both guardians sign for this client.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_wants_both_guardians';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_release_guardians BEFORE UPDATE OF signed_at ON releases_release
    FOR EACH ROW WHEN (OLD.signed_at IS NULL AND NEW.signed_at IS NOT NULL
                       AND NEW.signed_by = 'representative')
    EXECUTE FUNCTION releases_guardians_guard();
CREATE TRIGGER a_release_guardians_at_once BEFORE INSERT ON releases_release
    FOR EACH ROW WHEN (NEW.signed_at IS NOT NULL AND NEW.signed_by = 'representative')
    EXECUTE FUNCTION releases_guardians_guard();

-- What one has signed is what the other one signs: nobody changes it in between.
CREATE FUNCTION releases_half_signed_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM releases_signature WHERE release_id = OLD.id) THEN
        RAISE EXCEPTION 'One guardian has signed this already. Say no, and ask for less in a new one.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_half_signed_is_fixed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_release_half_signed BEFORE UPDATE OF
    client_id, instrument, direction, categories, asked_categories, purposes, reason,
    information_from, information_until, effective_at, expires_at, supersedes_id,
    ends_with_treatment
    ON releases_release FOR EACH ROW
    WHEN (OLD.signed_at IS NULL AND calling_role() = 'web'
          AND (OLD.client_id, OLD.instrument, OLD.direction, OLD.categories, OLD.asked_categories,
               OLD.purposes, OLD.reason, OLD.information_from, OLD.information_until,
               OLD.effective_at, OLD.expires_at, OLD.supersedes_id, OLD.ends_with_treatment)
              IS DISTINCT FROM
              (NEW.client_id, NEW.instrument, NEW.direction, NEW.categories, NEW.asked_categories,
               NEW.purposes, NEW.reason, NEW.information_from, NEW.information_until,
               NEW.effective_at, NEW.expires_at, NEW.supersedes_id, NEW.ends_with_treatment))
    EXECUTE FUNCTION releases_half_signed_guard();
CREATE FUNCTION releases_half_signed_party() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM releases_signature
                WHERE release_id IN (OLD.release_id, NEW.release_id)) THEN
        RAISE EXCEPTION 'One guardian has signed this already. Say no, and ask for less in a new one.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_half_signed_is_fixed';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER a_party_half_signed BEFORE INSERT OR UPDATE OR DELETE ON releases_party
    FOR EACH ROW WHEN (calling_role() = 'web') EXECUTE FUNCTION releases_half_signed_party();
REVOKE EXECUTE ON FUNCTION releases_guardians_guard(), releases_half_signed_guard(),
    releases_half_signed_party() FROM PUBLIC;

-- As in 0002_guard.sql, but that who has signed one that waits for another is not asked again.
CREATE OR REPLACE FUNCTION signers_of(release uuid) RETURNS SETOF uuid LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT signer.person
      FROM releases_release r
     CROSS JOIN LATERAL people_who_sign(r.client_id, r.categories || r.asked_categories)
           AS signer(person)
     WHERE r.id = signers_of.release
       AND (r.signed_at IS NOT NULL OR NOT EXISTS (
            SELECT FROM releases_signature s
             WHERE s.release_id = r.id AND s.signer_id = signer.person))
$$;
