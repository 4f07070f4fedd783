-- An entry that was absorbed by another one is worth nothing: a constraint suspends or deactivates
-- it, and nothing that rests on it goes along. So nothing may rest on it.

-- The columns that may go on naming an absorbed entry: its own parts and its past.
CREATE FUNCTION left_at_a_merge() RETURNS text[] LANGUAGE sql IMMUTABLE
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
    'providers_apart.organization_id', 'providers_apart.other_organization_id'];

-- Whether anything else names this entry. Asks the catalogue which columns can, so what is invented
-- later stands in the way until somebody says that it does not.
CREATE FUNCTION is_named(kind regclass, entry uuid) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
    source record;
    found_one boolean;
BEGIN
    FOR source IN
        SELECT c.conrelid::regclass AS of, a.attname AS name
          FROM pg_constraint c
          JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
         WHERE c.contype = 'f' AND c.confrelid = kind
           AND NOT format('%s.%s', c.conrelid::regclass, a.attname) = ANY(left_at_a_merge())
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %s WHERE %I = $1)', source.of, source.name)
            INTO found_one USING entry;
        IF found_one THEN
            RETURN true;
        END IF;
    END LOOP;
    RETURN false;
END $$;

CREATE FUNCTION refuse_merge(rule text, told text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '%', told USING ERRCODE = 'check_violation', CONSTRAINT = rule;
END $$;

-- Its owner's rights, to look where a keeper of the directory must not. It tells nothing but no.
CREATE FUNCTION providers_merge_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE survivor providers_provider;
BEGIN
    PERFORM require_read_committed();
    PERFORM lock_exclusive(ARRAY[NEW.id, NEW.merged_into_id]);
    IF OLD.merged_into_id IS NOT NULL THEN
        PERFORM refuse_merge('entry_is_merged_once', 'The entry was merged already.');
    END IF;
    SELECT * INTO survivor FROM providers_provider WHERE id = NEW.merged_into_id FOR SHARE;
    IF survivor.merged_into_id IS NOT NULL OR survivor.id = NEW.id THEN
        PERFORM refuse_merge('survivor_is_not_merged', 'The other entry was merged itself.');
    END IF;
    IF OLD.standing = 'suspended' AND survivor.standing <> 'suspended' THEN
        PERFORM refuse_merge('suspended_stays_suspended', 'The absorbed entry is suspended.');
    END IF;
    IF EXISTS (SELECT FROM accounts_user WHERE id = NEW.user_id AND is_active) THEN
        PERFORM refuse_merge('merged_one_has_no_account', 'The absorbed entry has an account.');
    END IF;
    IF EXISTS (SELECT FROM providers_membership WHERE provider_id = NEW.id
                AND coalesce(upper(during) > clock_timestamp(), true)) THEN
        PERFORM refuse_merge('merged_one_has_no_members', 'The absorbed entry is a member still.');
    END IF;
    IF is_named('providers_provider', NEW.id) THEN
        PERFORM refuse_merge('merged_one_is_not_named', 'Something names the absorbed entry.');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_merge_guard BEFORE UPDATE OF merged_into_id ON providers_provider FOR EACH ROW
    WHEN (NEW.merged_into_id IS NOT NULL
          AND NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id)
    EXECUTE FUNCTION providers_merge_guard();

CREATE FUNCTION organizations_merge_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE survivor providers_organization;
BEGIN
    PERFORM require_read_committed();
    PERFORM lock_exclusive(ARRAY[NEW.id, NEW.merged_into_id]);
    IF OLD.merged_into_id IS NOT NULL THEN
        PERFORM refuse_merge('entry_is_merged_once', 'The entry was merged already.');
    END IF;
    SELECT * INTO survivor FROM providers_organization WHERE id = NEW.merged_into_id FOR SHARE;
    IF survivor.merged_into_id IS NOT NULL OR survivor.id = NEW.id THEN
        PERFORM refuse_merge('survivor_is_not_merged', 'The other entry was merged itself.');
    END IF;
    IF NOT OLD.is_active AND survivor.is_active THEN
        PERFORM refuse_merge('suspended_stays_suspended', 'The absorbed one is deactivated.');
    END IF;
    IF EXISTS (SELECT FROM providers_practiceadmin WHERE organization_id = NEW.id
                AND coalesce(upper(during) > clock_timestamp(), true)) THEN
        PERFORM refuse_merge('merged_one_has_no_admin', 'Somebody edits the absorbed one still.');
    END IF;
    IF is_named('providers_organization', NEW.id) THEN
        PERFORM refuse_merge('merged_one_is_not_named', 'Something names the absorbed entry.');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_merge_guard BEFORE UPDATE OF merged_into_id ON providers_organization FOR EACH ROW
    WHEN (NEW.merged_into_id IS NOT NULL
          AND NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id)
    EXECUTE FUNCTION organizations_merge_guard();

-- What an absorbed entry says nobody changes, nor the parts of it. An invitation that was under way
-- finds no entry to claim, and says so like any other that is worth nothing.
CREATE FUNCTION providers_merged_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'providers_provider'
       AND to_jsonb(NEW) ->> 'user_id' IS DISTINCT FROM to_jsonb(OLD) ->> 'user_id' THEN
        RETURN NULL;
    END IF;
    PERFORM refuse_merge('merged_one_stays_as_it_was', 'The entry was merged.');
    RETURN NEW;
END $$;
CREATE TRIGGER d_merged_guard BEFORE UPDATE ON providers_provider FOR EACH ROW
    WHEN (OLD.merged_into_id IS NOT NULL AND NEW.merged_into_id IS NOT NULL)
    EXECUTE FUNCTION providers_merged_guard();
CREATE TRIGGER d_merged_guard BEFORE UPDATE ON providers_organization FOR EACH ROW
    WHEN (OLD.merged_into_id IS NOT NULL AND NEW.merged_into_id IS NOT NULL)
    EXECUTE FUNCTION providers_merged_guard();

CREATE FUNCTION providers_merged_part_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE part jsonb := to_jsonb(NEW);
BEGIN
    IF EXISTS (SELECT FROM providers_provider
                WHERE id = (part ->> 'provider_id')::uuid AND merged_into_id IS NOT NULL)
       OR EXISTS (SELECT FROM providers_organization
                   WHERE id = (part ->> 'organization_id')::uuid AND merged_into_id IS NOT NULL)
    THEN
        PERFORM refuse_merge('merged_one_stays_as_it_was', 'The entry was merged.');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER d_merged_part_guard BEFORE INSERT OR UPDATE ON providers_licence
    FOR EACH ROW EXECUTE FUNCTION providers_merged_part_guard();
CREATE TRIGGER d_merged_part_guard BEFORE INSERT OR UPDATE ON providers_location
    FOR EACH ROW EXECUTE FUNCTION providers_merged_part_guard();
CREATE TRIGGER d_merged_part_guard BEFORE INSERT OR UPDATE ON providers_membership
    FOR EACH ROW EXECUTE FUNCTION providers_merged_part_guard();
CREATE TRIGGER d_merged_part_guard BEFORE INSERT OR UPDATE ON providers_practiceadmin
    FOR EACH ROW EXECUTE FUNCTION providers_merged_part_guard();

-- Only whoever keeps the whole directory merges: others may edit their own organization's row.
CREATE FUNCTION providers_merger_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT coalesce(acting_is_directory_admin(), false) THEN
        RAISE EXCEPTION 'Only a directory admin merges entries or undoes it.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_keeper_guard BEFORE UPDATE OF merged_into_id ON providers_organization
    FOR EACH ROW WHEN (OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id
                       AND calling_role() <> 'owner')
    EXECUTE FUNCTION providers_merger_guard();

-- What was merged stands as it was written; it is undone once.
CREATE FUNCTION providers_undo_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.undone_at IS NOT NULL THEN
        PERFORM refuse_merge('merge_is_undone_once', 'The merge was undone already.');
    END IF;
    NEW.undone_at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER d_undo_guard BEFORE UPDATE ON providers_merge FOR EACH ROW
    EXECUTE FUNCTION providers_undo_guard();

REVOKE EXECUTE ON FUNCTION is_named(regclass, uuid), left_at_a_merge() FROM PUBLIC;

GRANT UPDATE (merged_into_id) ON providers_provider, providers_organization TO web;

ALTER TABLE providers_merge ENABLE ROW LEVEL SECURITY;
ALTER TABLE providers_apart ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON providers_merge, providers_apart TO web;
GRANT UPDATE (undone_at, undone_by_id) ON providers_merge TO web;

CREATE POLICY providers_merge_web_select ON providers_merge FOR SELECT TO web
    USING ((SELECT acting_is_directory_admin()));
CREATE POLICY providers_merge_web_insert ON providers_merge FOR INSERT TO web
    WITH CHECK ((SELECT acting_is_directory_admin()) AND by_id = (SELECT acting_user())
                AND undone_at IS NULL);
CREATE POLICY providers_merge_web_update ON providers_merge FOR UPDATE TO web
    USING ((SELECT acting_is_directory_admin()))
    WITH CHECK (undone_by_id = (SELECT acting_user()));
CREATE POLICY providers_apart_web_select ON providers_apart FOR SELECT TO web
    USING ((SELECT acting_is_directory_admin()));
CREATE POLICY providers_apart_web_insert ON providers_apart FOR INSERT TO web
    WITH CHECK ((SELECT acting_is_directory_admin()) AND by_id = (SELECT acting_user()));

-- verbs
DROP POLICY ledger_entry_directory_select ON ledger_entry;
CREATE POLICY ledger_entry_directory_select ON ledger_entry FOR SELECT TO web
    USING ((SELECT acting_is_directory_admin()) AND client IS NULL
           AND subject_type IN ('providers.provider', 'providers.organization',
                                'providers.membership')
           AND verb IN ('provider_added', 'provider_changed', 'provider_verified',
                        'provider_activated', 'provider_suspended', 'provider_reinstated',
                        'organization_added', 'organization_changed', 'organization_deactivated',
                        'organization_reactivated', 'membership_started', 'membership_ended',
                        'practice_admin_named', 'practice_admin_ended', 'entry_confirmed',
                        'invitation_taken_back', 'api_token_made', 'api_token_revoked',
                        'entries_merged', 'merge_undone', 'entries_told_apart'));
