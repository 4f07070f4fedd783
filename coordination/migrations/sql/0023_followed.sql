-- What an author shared with an entry goes along to the other entry of the same person, where each
-- client whom it is about has a release that follows: a second share, with the author's will for
-- the first. It is computed like any other, withdrawn with the first, and ends with the merge.

CREATE POLICY coordination_share_of_its_own ON coordination_share AS RESTRICTIVE FOR INSERT TO web
    WITH CHECK (along_with_id IS NULL);

-- As in providers, with what the floors above have: first the items that are shared, then everybody
-- whose consent it changes.
CREATE OR REPLACE FUNCTION lock_for_merge(absorbed uuid, survivor uuid, others uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM providers_may_merge();
    -- Each takes a place in the server's table of locks, which all share.
    IF (SELECT count(*) FROM coordination_share
         WHERE recipient_id = lock_for_merge.absorbed AND withdrawn_at IS NULL) > 1000 THEN
        PERFORM refuse_merge('merged_one_is_not_named', 'Too much names the absorbed entry.');
    END IF;
    PERFORM lock_shared(ARRAY(
        SELECT item_id FROM coordination_share
         WHERE recipient_id = lock_for_merge.absorbed AND withdrawn_at IS NULL));
    PERFORM lock_exclusive(ARRAY[absorbed, survivor] || others || ARRAY(
        SELECT r.client_id FROM releases_party p JOIN releases_release r ON r.id = p.release_id
         WHERE p.provider_id = lock_for_merge.absorbed
        UNION
        SELECT x.client_id FROM releases_restriction x
         WHERE x.provider_id IN (lock_for_merge.absorbed, lock_for_merge.survivor)
        UNION
        SELECT unnest(s.subjects) FROM coordination_share s
         WHERE s.recipient_id = lock_for_merge.absorbed AND s.withdrawn_at IS NULL));
END $$;

CREATE FUNCTION coordination_merge_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM coordination_share WHERE recipient_id = NEW.id)
       AND NOT is_same_person(NEW.id, NEW.merged_into_id) THEN
        PERFORM refuse_merge('permissions_follow_the_same_person',
                             'Somebody shared with the absorbed entry, and who it is was not checked.');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER c_shares_merge_guard BEFORE UPDATE OF merged_into_id ON providers_provider
    FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL
                       AND NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id)
    EXECUTE FUNCTION coordination_merge_guard();

CREATE FUNCTION tell_withdrawn(share coordination_share, by uuid) RETURNS void LANGUAGE sql
SET search_path = public, pg_temp AS $$
    INSERT INTO ledger_entry (actor, verb, client, subject_type, subject_id, reason, detail,
                              release_ids)
    SELECT by, 'share_withdrawn', client, 'coordination.share', share.id::text, '', '{}', '{}'
      FROM unnest(share.subjects) AS about(client) ORDER BY client
$$;

CREATE FUNCTION coordination_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    permitting uuid[] := ARRAY(SELECT alive.client FROM releases_alive_of(NEW.id) AS alive);
    first coordination_share;
    along coordination_share;
BEGIN
    IF NEW.merged_into_id IS NULL THEN
        FOR along IN
            UPDATE coordination_share s SET withdrawn_at = clock_timestamp()
              FROM coordination_share one
             WHERE one.id = s.along_with_id AND one.recipient_id = NEW.id
               AND s.withdrawn_at IS NULL
            RETURNING s.*
        LOOP
            PERFORM tell_withdrawn(along, by => NULL);
        END LOOP;
        RETURN NULL;
    END IF;
    FOR first IN
        SELECT * FROM coordination_share s
         WHERE s.recipient_id = NEW.id AND s.withdrawn_at IS NULL
           AND s.author_id <> NEW.merged_into_id AND s.subjects <@ permitting
         ORDER BY s.id
    LOOP
        INSERT INTO coordination_share (id, item_id, recipient_id, purpose, along_with_id)
        VALUES (uuidv7(), first.item_id, NEW.merged_into_id, first.purpose, first.id)
            ON CONFLICT DO NOTHING -- the author has shared it with the survivor as well
        RETURNING * INTO along;
        IF FOUND THEN
            PERFORM tell_followed('share_followed', client, 'coordination.share', along.id,
                                  along.recipient_id, NEW.id, '{}')
               FROM unnest(along.subjects) AS about(client) ORDER BY client;
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER c_shares_follow AFTER UPDATE OF merged_into_id ON providers_provider FOR EACH ROW
    WHEN (NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id)
    EXECUTE FUNCTION coordination_follow();

-- Whoever takes back the one takes back the other as long as the merge stands: it is one act of
-- sharing. When the merge is undone, the second one ends alone.
CREATE FUNCTION coordination_withdrawn_along() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE other coordination_share;
BEGIN
    FOR other IN
        UPDATE coordination_share s SET withdrawn_at = NEW.withdrawn_at
         WHERE s.withdrawn_at IS NULL AND (s.id = NEW.along_with_id OR s.along_with_id = NEW.id)
           AND EXISTS (SELECT FROM providers_provider p
                        WHERE p.id IN (s.recipient_id, NEW.recipient_id)
                          AND p.merged_into_id IS NOT NULL)
        RETURNING s.*
    LOOP
        PERFORM tell_withdrawn(other, by => acting_user());
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER c_withdrawn_along AFTER UPDATE OF withdrawn_at ON coordination_share FOR EACH ROW
    WHEN (OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL)
    EXECUTE FUNCTION coordination_withdrawn_along();

-- As in 0016_merges.sql of the providers; what the triggers here and in the releases see to does not
-- stand in the way by itself.
CREATE OR REPLACE FUNCTION left_at_a_merge() RETURNS text[] LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp RETURN ARRAY[
    'providers_provider.merged_into_id', 'providers_organization.merged_into_id',
    'providers_standingchange.provider_id', 'providers_licence.provider_id',
    'providers_location.provider_id', 'providers_location.organization_id',
    'providers_membership.provider_id', 'providers_membership.organization_id',
    'providers_practiceadmin.organization_id', 'providers_verification.provider_id',
    'providers_apitoken.organization_id',
    'providers_merge.provider_id', 'providers_merge.other_provider_id',
    'providers_merge.organization_id', 'providers_merge.other_organization_id',
    'providers_apart.provider_id', 'providers_apart.other_provider_id',
    'providers_apart.organization_id', 'providers_apart.other_organization_id',
    'releases_party.provider_id', 'releases_restriction.provider_id',
    'coordination_share.recipient_id'];

REVOKE EXECUTE ON FUNCTION coordination_merge_guard(), coordination_follow(),
    tell_withdrawn(coordination_share, uuid), coordination_withdrawn_along() FROM PUBLIC;
