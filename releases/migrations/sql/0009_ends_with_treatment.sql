-- A release may end with the treatment by one who tells: the day of that is the treatment's own.

GRANT UPDATE (ends_with_treatment) ON releases_release TO web;

-- When the first of the treatments ends that those who tell were giving as it was signed, so far as
-- that is known: nothing while all of them have no end.
CREATE FUNCTION release_treatment_end(release uuid, client uuid, signed timestamptz)
RETURNS timestamptz LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT min(upper(t.during))
      FROM releases_party p JOIN clients_treatment t ON t.provider_id = p.provider_id
     WHERE p.release_id = release_treatment_end.release AND p.side = 'discloser'
       AND t.client_id = release_treatment_end.client
       AND t.during @> release_treatment_end.signed
$$;

CREATE OR REPLACE FUNCTION releases_release_computed() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.signed_at IS NULL AND NEW.signed_at IS NOT NULL
       AND NEW.ends_with_treatment AND NEW.ended_at IS NULL THEN
        NEW.ended_at := release_treatment_end(NEW.id, NEW.client_id, NEW.signed_at);
    END IF;
    NEW.majority_at := CASE WHEN NEW.signed_by = 'representative'
        THEN (SELECT majority(born) FROM clients_client WHERE id = NEW.client_id) END;
    NEW.in_force := release_interval(NEW.signed_at, NEW.effective_at, NEW.expires_at,
        NEW.revoked_at, NEW.superseded_at, NEW.ended_at, NEW.majority_at);
    IF TG_OP = 'INSERT' OR NEW.in_force IS DISTINCT FROM OLD.in_force THEN
        NEW.next_reminder_at := releases_next_reminder(NEW.in_force, clock_timestamp());
    END IF;
    RETURN NEW;
END $$;

-- The end of a treatment that is still to come may move, and with it the end of the release.
CREATE OR REPLACE FUNCTION releases_release_keeps_what_was_signed(
    before releases_release, after releases_release
) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF before.signed_at IS NOT NULL AND (
        (after.client_id, after.instrument, after.direction, after.categories, after.purposes,
         after.information_from, after.information_until, after.signed_at, after.signed_by,
         after.effective_at, after.expires_at, after.declined_at, after.supersedes_id,
         after.asked_categories, after.reason, after.ends_with_treatment)
        IS DISTINCT FROM
        (before.client_id, before.instrument, before.direction, before.categories,
         before.purposes, before.information_from, before.information_until, before.signed_at,
         before.signed_by, before.effective_at, before.expires_at, before.declined_at,
         before.supersedes_id, before.asked_categories, before.reason,
         before.ends_with_treatment))
    THEN
        RAISE EXCEPTION 'What was signed cannot be changed. Sign a new release instead.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_signed_is_fixed';
    END IF;
    IF (before.revoked_at IS NOT NULL AND after.revoked_at IS DISTINCT FROM before.revoked_at)
       OR (before.superseded_at IS NOT NULL
           AND after.superseded_at IS DISTINCT FROM before.superseded_at)
       OR (before.ended_at IS NOT NULL AND after.ended_at IS DISTINCT FROM before.ended_at
           AND NOT (before.ends_with_treatment AND before.ended_at > clock_timestamp()))
       OR (before.declined_at IS NOT NULL
           AND after.declined_at IS DISTINCT FROM before.declined_at)
    THEN
        RAISE EXCEPTION 'This release has ended already. Sign a new one instead.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_end_is_final';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION releases_release_can_be_signed(release releases_release) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT count(DISTINCT side) FROM releases_party WHERE release_id = release.id) < 2 THEN
        RAISE EXCEPTION 'A release names who tells and who hears before it is signed.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_names_both_sides';
    END IF;
    IF release.ends_with_treatment AND NOT EXISTS (
        SELECT FROM releases_party p JOIN clients_treatment t ON t.provider_id = p.provider_id
         WHERE p.release_id = release.id AND p.side = 'discloser'
           AND t.client_id = release.client_id AND t.during @> release.signed_at)
    THEN
        RAISE EXCEPTION 'It ends with a treatment, and nobody who tells treats the client. '
                        'Choose a last day alone.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_ends_with_a_treatment';
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

-- The words that are fixed once signed, and what else the guard looks at, have a column more.
DROP TRIGGER a_release_guard ON releases_release;
CREATE TRIGGER a_release_guard BEFORE INSERT OR DELETE OR UPDATE OF
    client_id, instrument, direction, categories, asked_categories, purposes, reason,
    information_from, information_until, declined_at, signed_at, signed_by, effective_at,
    expires_at, revoked_at, superseded_at, ended_at, majority_at, in_force, supersedes_id,
    ends_with_treatment
    ON releases_release FOR EACH ROW EXECUTE FUNCTION releases_release_guard();

-- Whoever ends a treatment changes what its client permits: nobody is being shown anything then.
CREATE FUNCTION releases_treatment_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM require_read_committed();
    IF TG_OP = 'DELETE' THEN
        PERFORM lock_exclusive(ARRAY[OLD.client_id]);
        RETURN OLD;
    END IF;
    PERFORM lock_exclusive(ARRAY[OLD.client_id, NEW.client_id]);
    RETURN NEW;
END $$;
CREATE TRIGGER a_treatment_guard BEFORE UPDATE OR DELETE ON clients_treatment
    FOR EACH ROW EXECUTE FUNCTION releases_treatment_guard();

-- What ends with the treatment that was changed, in the same transaction. A treatment that is said
-- to have ended in the past ends a release now: what was shown meanwhile stays permitted.
CREATE FUNCTION releases_treatment_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    release releases_release;
    gone boolean;
    ends timestamptz;
BEGIN
    FOR release IN
        SELECT r.* FROM releases_release r
         WHERE r.client_id = OLD.client_id AND r.ends_with_treatment
           AND upper(r.in_force) > clock_timestamp() AND OLD.during @> r.signed_at
           AND EXISTS (SELECT FROM releases_party p
                        WHERE p.release_id = r.id AND p.side = 'discloser'
                          AND p.provider_id = OLD.provider_id)
         ORDER BY r.id
    LOOP
        gone := TG_OP = 'DELETE';
        IF NOT gone THEN
            gone := (NEW.client_id, NEW.provider_id) <> (OLD.client_id, OLD.provider_id)
                    OR NOT NEW.during @> release.signed_at;
        END IF;
        ends := least(CASE WHEN gone THEN clock_timestamp() END,
                      release_treatment_end(release.id, release.client_id, release.signed_at));
        IF ends <= clock_timestamp() THEN
            UPDATE releases_release SET ended_at = clock_timestamp() WHERE id = release.id;
            PERFORM releases_tell_of_end(release);
        ELSIF ends IS DISTINCT FROM release.ended_at THEN
            UPDATE releases_release SET ended_at = ends WHERE id = release.id;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER release_follows_treatment AFTER UPDATE OR DELETE ON clients_treatment
    FOR EACH ROW EXECUTE FUNCTION releases_treatment_changed();

-- The line, and the letters: to everybody whom the release names and who could have signed it.
-- Each letter is asked again when it is about to go, so that a parent gets none about what is the
-- minor's own.
CREATE FUNCTION releases_tell_of_end(release releases_release) RETURNS void LANGUAGE sql VOLATILE
SET search_path = public, pg_temp AS $$
    INSERT INTO ledger_entry (verb, client, actor, subject_type, subject_id, reason, detail,
                              release_ids)
    VALUES ('release_ended', release.client_id, acting_user(), 'releases.release', release.id, '',
            '{"with": "treatment"}', ARRAY[release.id]);
    SELECT enqueue_outgoing('release_stopped', release.id, person, NULL) FROM (
        SELECT user_id FROM clients_client WHERE id = release.client_id
        UNION
        SELECT user_id FROM clients_authority WHERE client_id = release.client_id
        UNION
        SELECT v.user_id
          FROM releases_party p JOIN providers_provider v ON v.id = p.provider_id
         WHERE p.release_id = release.id
        UNION
        SELECT v.user_id
          FROM releases_party p JOIN providers_membership m USING (organization_id)
          JOIN providers_provider v ON v.id = m.provider_id
         WHERE p.release_id = release.id AND m.during @> statement_timestamp()
    ) AS t(person) WHERE person IS NOT NULL
$$;

REVOKE EXECUTE ON FUNCTION release_treatment_end(uuid, uuid, timestamptz),
    releases_treatment_changed(), releases_tell_of_end(releases_release) FROM PUBLIC;
