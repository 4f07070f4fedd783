-- What was asked for at once stays together, and nothing joins it later: another release in it
-- would change what "1 of 2 signed" tells. As the owner, who sees all of them.
CREATE FUNCTION releases_together_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE EXCEPTION 'With whom a client was asked at once cannot be changed. Ask anew.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_together_is_fixed';
    END IF;
    IF calling_role() = 'web' AND (NEW.proposed_by_id IS NULL OR EXISTS (
        SELECT FROM releases_release r
         WHERE r.together = NEW.together
           AND (r.proposed_by_id IS DISTINCT FROM NEW.proposed_by_id
                OR r.requested_at < clock_timestamp() - interval '1 minute')))
    THEN
        RAISE EXCEPTION 'Several clients are asked at once by one provider, in one go.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_together_in_one_go';
    END IF;
    -- "1 of 2 signed" on a parent's page would tell of what is kept from them.
    IF NEW.categories && ARRAY(SELECT minors_own(NEW.client_id)) THEN
        RAISE EXCEPTION 'Some of these kinds are a minor''s own. Ask the minor alone for them.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'minors_own_is_asked_alone';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_release_together BEFORE INSERT ON releases_release
    FOR EACH ROW WHEN (NEW.together IS NOT NULL) EXECUTE FUNCTION releases_together_guard();
CREATE TRIGGER a_release_together_fixed BEFORE UPDATE OF together ON releases_release
    FOR EACH ROW WHEN (OLD.together IS DISTINCT FROM NEW.together)
    EXECUTE FUNCTION releases_together_guard();

-- How many were asked for at once with each of these, and how many of them were signed ever: the
-- two numbers and nothing else, for whoever may sign that one, and for who asked. Stopping changes
-- neither, so that they do not tell of it.
CREATE FUNCTION signed_together(releases uuid[])
RETURNS TABLE (release uuid, signed bigint, asked bigint) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT mine.id, count(each_one.signed_at), count(*)
      FROM releases_release mine JOIN releases_release each_one USING (together)
     WHERE mine.id = ANY (signed_together.releases)
       AND (mine.client_id IN (SELECT own_clients())
            OR mine.proposed_by_id = (SELECT acting_provider())
            OR (mine.client_id IN (SELECT represented_clients())
                AND mine.id NOT IN (SELECT kept_releases())))
     GROUP BY mine.id
$$;

REVOKE EXECUTE ON FUNCTION releases_together_guard(), signed_together(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION signed_together(uuid[]) TO web;
