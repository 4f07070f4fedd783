-- A provider may enter somebody whom they want to ask a client about: unverified, with nobody's
-- login, in their own name, and nothing else of the directory. Who keeps it decides what becomes
-- of the entry; the columns are not among those that anybody may change later.
CREATE POLICY providers_provider_web_propose ON providers_provider FOR INSERT TO web
    WITH CHECK (user_id IS NULL AND standing = 'unverified'
                AND proposed_by_id = (SELECT acting_provider()));

-- So many may wait at once: the directory is not filled by somebody who is bored or worse.
CREATE FUNCTION providers_proposal_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM lock_exclusive(ARRAY[NEW.proposed_by_id]);
    IF (SELECT count(*) FROM providers_provider
         WHERE proposed_by_id = NEW.proposed_by_id AND standing = 'unverified') >= 20 THEN
        RAISE EXCEPTION 'Too many of those whom they entered wait to be verified.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'provider_proposals_are_few';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_proposal_guard BEFORE INSERT ON providers_provider
    FOR EACH ROW WHEN (NEW.proposed_by_id IS NOT NULL)
    EXECUTE FUNCTION providers_proposal_guard();
