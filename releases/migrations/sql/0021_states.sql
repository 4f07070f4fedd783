-- Where a release stands at a moment, by the words of releases/states.py. What was replaced says so,
-- whatever had ended it before; of all other ends the first one counts, as in release_misses().
-- Without settings of its own and not a definer: the planner writes it into the query that asks.
CREATE FUNCTION release_stage(
    proposed_by uuid, answer_by timestamptz, declined timestamptz, signed timestamptz,
    effective timestamptz, expires timestamptz, revoked timestamptz, superseded timestamptz,
    ended timestamptz, majority timestamptz, at timestamptz
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN declined IS NOT NULL THEN 'declined'
        WHEN signed IS NULL AND answer_by <= at THEN 'unanswered'
        WHEN signed IS NULL AND expires <= at THEN 'outdated'
        WHEN signed IS NULL AND proposed_by IS NULL THEN 'draft'
        WHEN signed IS NULL THEN 'waiting'
        WHEN superseded <= at THEN 'replaced'
        WHEN least(expires, revoked, superseded, ended, majority) > at
        THEN CASE WHEN greatest(signed, effective) > at THEN 'later' ELSE 'in_force' END
        WHEN revoked <= least(ended, majority, expires) THEN 'stopped'
        WHEN ended <= least(majority, expires) THEN 'ended'
        WHEN majority <= expires THEN 'of_age'
        ELSE 'expired' END
$$;

-- What an update makes of a release, in the words of releases/states.py.
CREATE FUNCTION release_events(before releases_release, after releases_release)
RETURNS text[] LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT array_remove(ARRAY[
        CASE WHEN (before.direction, before.categories, before.asked_categories, before.purposes,
                   before.information_from, before.information_until, before.reason,
                   before.effective_at, before.expires_at, before.ends_with_treatment,
                   before.supersedes_id)
                  IS DISTINCT FROM
                  (after.direction, after.categories, after.asked_categories, after.purposes,
                   after.information_from, after.information_until, after.reason,
                   after.effective_at, after.expires_at, after.ends_with_treatment,
                   after.supersedes_id) THEN 'revise' END,
        CASE WHEN before.declined_at IS DISTINCT FROM after.declined_at THEN 'decline' END,
        CASE WHEN before.signed_at IS DISTINCT FROM after.signed_at THEN 'sign' END,
        CASE WHEN before.revoked_at IS DISTINCT FROM after.revoked_at THEN 'stop' END,
        CASE WHEN before.superseded_at IS DISTINCT FROM after.superseded_at THEN 'replace' END,
        CASE WHEN before.ended_at IS DISTINCT FROM after.ended_at THEN 'end' END], NULL)
$$;

-- The table of releases/states.py, as far as somebody does something. Also for what the site has
-- done by functions of the owner's, but not for the owner. By the time of the statement, as the
-- actions ask: what they found running when it began is running here.
CREATE FUNCTION releases_release_moves() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
    stage text := release_stage(
        OLD.proposed_by_id, OLD.answer_by, OLD.declined_at, OLD.signed_at, OLD.effective_at,
        OLD.expires_at, OLD.revoked_at, OLD.superseded_at, OLD.ended_at, OLD.majority_at,
        statement_timestamp());
    possible text[] := CASE
        WHEN stage IN ('draft', 'waiting') THEN ARRAY['revise', 'decline', 'sign']
        WHEN stage = 'outdated' THEN ARRAY['revise', 'decline']
        WHEN stage IN ('later', 'in_force') THEN ARRAY['stop', 'replace', 'end']
        WHEN stage IN ('ended', 'of_age', 'expired') THEN ARRAY['replace'] END;
BEGIN
    IF release_events(OLD, NEW) <@ coalesce(possible, '{}') THEN
        RETURN NEW;
    END IF;
    CASE
        WHEN stage = 'unanswered' THEN
            RAISE EXCEPTION 'This request has run out. Ask for it again.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'release_is_answered_in_time';
        WHEN stage = 'declined' THEN
            RAISE EXCEPTION 'This was declined. Ask for it again.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'release_declined_is_final';
        WHEN OLD.signed_at IS NULL AND NEW.signed_at IS NOT NULL THEN
            RAISE EXCEPTION 'Its last day has passed. Choose a later one before you sign.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'release_is_signed_before_its_end';
        WHEN OLD.signed_at IS NULL THEN
            RAISE EXCEPTION 'This was not signed. Sign it first.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'release_ends_only_once_signed';
        ELSE
            RAISE EXCEPTION 'This release has ended already. Sign a new one instead.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'release_end_is_final';
    END CASE;
END $$;
-- After the guard, which writes the clock's time into what the site stamps, and before what follows
-- from the stamps is computed: what a signature brings with it is no event of its own.
CREATE TRIGGER a_release_moves BEFORE UPDATE OF
    direction, categories, asked_categories, purposes, reason, information_from,
    information_until, declined_at, signed_at, effective_at, expires_at, revoked_at,
    superseded_at, ended_at, supersedes_id, ends_with_treatment
    ON releases_release FOR EACH ROW WHEN (calling_role() = 'web')
    EXECUTE FUNCTION releases_release_moves();

-- As in 0007_told_stops.sql, but only of what runs: what is over is not stopped.
CREATE OR REPLACE FUNCTION stop_as_told(release uuid) RETURNS timestamptz LANGUAGE sql VOLATILE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE releases_release r SET revoked_at = clock_timestamp()
     WHERE r.id = stop_as_told.release
       AND release_stage(r.proposed_by_id, r.answer_by, r.declined_at, r.signed_at, r.effective_at,
                         r.expires_at, r.revoked_at, r.superseded_at, r.ended_at, r.majority_at,
                         statement_timestamp()) IN ('later', 'in_force')
       AND r.client_id IN (SELECT treated_clients())
    RETURNING r.revoked_at
$$;
