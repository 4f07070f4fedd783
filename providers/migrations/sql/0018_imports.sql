-- Files that fill the directory. The site keeps them and says what shall become of them; the worker
-- reads them. Only the functions below write to the directory for it, and only while an import runs
-- that somebody confirmed who keeps the directory.

CREATE INDEX provider_by_lower_name ON providers_provider (lower(name));
CREATE INDEX provider_by_address ON providers_provider (email) WHERE email <> '';

ALTER TABLE providers_import ENABLE ROW LEVEL SECURITY;
ALTER TABLE providers_importchunk ENABLE ROW LEVEL SECURITY;
ALTER TABLE providers_importfault ENABLE ROW LEVEL SECURITY;
ALTER TABLE providers_importdeed ENABLE ROW LEVEL SECURITY;

GRANT SELECT, INSERT ON providers_import TO web;
GRANT UPDATE (state, mapping, adds_organizations, confirmed_by_id, confirmed_sha256,
    undone_by_id, undo_until, line, position, total, new, changed, same, wrong, joins, kept,
    preview, remark, started_at, ended_at) ON providers_import TO web;
GRANT INSERT ON providers_importchunk TO web;
GRANT SELECT ON providers_importfault, providers_importdeed TO web;
GRANT DELETE ON providers_importfault TO web;

GRANT SELECT ON providers_import, providers_importchunk TO clerk;
GRANT UPDATE (state, line, position, total, new, changed, same, wrong, joins, kept, preview, remark,
    held_by, held_until, started_at, ended_at) ON providers_import TO clerk;
GRANT DELETE ON providers_importchunk TO clerk;
GRANT INSERT ON providers_importfault TO clerk;
GRANT SELECT (id, of_id) ON providers_importfault TO clerk;
GRANT SELECT (id, of_id, line, outcome) ON providers_importdeed TO clerk;
GRANT SELECT ON providers_licence, providers_location, providers_taxonomycode TO clerk;

CREATE POLICY providers_import_web_select ON providers_import FOR SELECT TO web
    USING ((SELECT acting_is_directory_admin()) OR (SELECT acting_is_privacy_officer()));
CREATE POLICY providers_import_web_insert ON providers_import FOR INSERT TO web
    WITH CHECK ((SELECT acting_is_directory_admin()) AND by_id = (SELECT acting_user())
                AND state = 'uploading' AND confirmed_by_id IS NULL AND undone_by_id IS NULL
                AND held_by IS NULL);
CREATE POLICY providers_import_web_update ON providers_import FOR UPDATE TO web
    USING ((SELECT acting_is_directory_admin()));
-- The file does not change once it is here.
CREATE POLICY providers_importchunk_web_insert ON providers_importchunk FOR INSERT TO web
    WITH CHECK (EXISTS (SELECT FROM providers_import i WHERE i.id = of_id
                           AND i.by_id = (SELECT acting_user()) AND i.state = 'uploading'));
CREATE POLICY providers_importfault_web_select ON providers_importfault FOR SELECT TO web
    USING ((SELECT acting_is_directory_admin()));
CREATE POLICY providers_importfault_web_delete ON providers_importfault FOR DELETE TO web
    USING ((SELECT acting_is_directory_admin())
           AND EXISTS (SELECT FROM providers_import i WHERE i.id = of_id
                          AND i.state IN ('uploaded', 'ready')));
CREATE POLICY providers_importdeed_web_select ON providers_importdeed FOR SELECT TO web
    USING ((SELECT acting_is_directory_admin()));

CREATE POLICY providers_import_clerk_select ON providers_import FOR SELECT TO clerk USING (true);
CREATE POLICY providers_import_clerk_update ON providers_import FOR UPDATE TO clerk
    USING (state IN ('checking', 'running', 'undoing')) WITH CHECK (true);
CREATE POLICY providers_importchunk_clerk_select ON providers_importchunk FOR SELECT TO clerk
    USING (true);
CREATE POLICY providers_importchunk_clerk_delete ON providers_importchunk FOR DELETE TO clerk
    USING (EXISTS (SELECT FROM providers_import i WHERE i.id = of_id
                      AND i.state IN ('done', 'cancelled', 'failed', 'undone')));
CREATE POLICY providers_importfault_clerk_select ON providers_importfault FOR SELECT TO clerk
    USING (true);
CREATE POLICY providers_importfault_clerk_insert ON providers_importfault FOR INSERT TO clerk
    WITH CHECK (EXISTS (SELECT FROM providers_import i WHERE i.id = of_id
                           AND i.state IN ('checking', 'running')));
CREATE POLICY providers_importdeed_clerk_select ON providers_importdeed FOR SELECT TO clerk
    USING (true);
CREATE POLICY providers_taxonomycode_clerk_select ON providers_taxonomycode FOR SELECT TO clerk
    USING (true);

-- What may follow what. People decide on the site; a worker says how it went.
CREATE FUNCTION providers_import_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE step text := OLD.state || ' ' || NEW.state;
BEGIN
    IF calling_role() = 'web' AND NOT (
        step IN ('uploading uploaded', 'uploading checking', 'uploaded checking',
                 'uploaded cancelled', 'checking cancelled', 'ready cancelled', 'running cancelled',
                 'ready uploaded')
        OR (step = 'ready running' AND NEW.confirmed_by_id = acting_user()
            AND NEW.confirmed_sha256 = NEW.sha256 AND NEW.undo_until > clock_timestamp())
        OR (step IN ('done undoing', 'cancelled undoing', 'failed undoing')
            AND NEW.undone_by_id = acting_user() AND OLD.undo_until > clock_timestamp()
            AND NEW.confirmed_by_id IS NOT NULL))
       OR calling_role() = 'clerk' AND NEW.state <> OLD.state AND step NOT IN (
        'checking ready', 'checking failed', 'running done', 'running failed', 'undoing undone',
        'undoing failed')
    THEN
        RAISE EXCEPTION 'An import that is % does not become % by this.', OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'import_goes_its_way';
    END IF;
    IF calling_role() <> 'owner' AND NEW.state <> 'running' AND OLD.state <> 'ready'
       AND (NEW.confirmed_by_id, NEW.confirmed_sha256, NEW.undo_until) IS DISTINCT FROM
           (OLD.confirmed_by_id, OLD.confirmed_sha256, OLD.undo_until) THEN
        RAISE EXCEPTION 'An import is confirmed when it is ready, and not otherwise.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'import_goes_its_way';
    END IF;
    -- What was looked at is what is confirmed.
    IF calling_role() <> 'owner' AND OLD.state <> 'uploaded'
       AND (NEW.mapping, NEW.adds_organizations) IS DISTINCT FROM
           (OLD.mapping, OLD.adds_organizations) THEN
        RAISE EXCEPTION 'What the columns are is said before the file is checked.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'import_goes_its_way';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_import_guard BEFORE UPDATE ON providers_import
    FOR EACH ROW EXECUTE FUNCTION providers_import_guard();

-- The import, locked until the batch is written: cancelling waits for that, and a second worker.
CREATE FUNCTION import_at_work(one uuid, holder uuid, at_work text) RETURNS providers_import
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found providers_import;
BEGIN
    PERFORM require_read_committed();
    SELECT * INTO found FROM providers_import
     WHERE id = one AND held_by = holder AND state = at_work FOR UPDATE;
    IF found.id IS NULL OR NOT EXISTS (
        SELECT FROM accounts_user u WHERE u.is_active AND u.is_directory_admin
           AND u.id = CASE WHEN at_work = 'undoing' THEN found.undone_by_id
                           ELSE found.confirmed_by_id END) THEN
        RAISE EXCEPTION 'This import is not for this worker to write now.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN found;
END $$;

-- Before a batch is compared with the directory: nobody changes these entries until it is written.
CREATE FUNCTION import_hold(one uuid, holder uuid, ids uuid[], joining uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM import_at_work(one, holder, 'running');
    PERFORM lock_exclusive(joining);
    PERFORM FROM providers_organization WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
    PERFORM FROM providers_provider WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
END $$;

CREATE FUNCTION import_put_provider(entry uuid, said jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE old providers_provider; new providers_provider;
BEGIN
    SELECT * INTO old FROM providers_provider WHERE id = entry;
    new := jsonb_populate_record(old, said);
    IF old.id IS NULL THEN
        INSERT INTO providers_provider (id, name, other_names, credentials, profession, taxonomy,
            languages, npi, npi_deactivated_on, email, secure_email, phone, standing,
            said_workplace)
        VALUES (entry, new.name, coalesce(new.other_names, '{}'), coalesce(new.credentials, ''),
            new.profession, coalesce(new.taxonomy, '{}'), coalesce(new.languages, '{}'),
            coalesce(new.npi, ''), new.npi_deactivated_on, coalesce(new.email, ''),
            coalesce(new.secure_email, ''), coalesce(new.phone, ''), 'unverified', '');
        RETURN '{}';
    END IF;
    -- Whoever signs in owns their address.
    IF old.user_id IS NOT NULL AND new.email <> old.email THEN
        RAISE EXCEPTION 'An import does not change the address of somebody who has an account.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE providers_provider SET name = new.name, other_names = new.other_names,
        credentials = new.credentials, profession = new.profession, taxonomy = new.taxonomy,
        languages = new.languages, npi = new.npi, npi_deactivated_on = new.npi_deactivated_on,
        email = new.email, secure_email = new.secure_email, phone = new.phone,
        said_phone = new.said_phone WHERE id = entry;
    RETURN (SELECT coalesce(jsonb_object_agg(key, to_jsonb(old) -> key), '{}')
              FROM jsonb_object_keys(said) AS t(key));
END $$;

CREATE FUNCTION import_put_organization(entry uuid, said jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE old providers_organization; new providers_organization;
BEGIN
    SELECT * INTO old FROM providers_organization WHERE id = entry;
    new := jsonb_populate_record(old, said);
    IF old.id IS NULL THEN
        INSERT INTO providers_organization (id, name, kind, npi, npi_deactivated_on, phone,
            is_part2_programme)
        VALUES (entry, new.name, coalesce(new.kind, 'practice'), coalesce(new.npi, ''),
            new.npi_deactivated_on, coalesce(new.phone, ''), false);
        RETURN '{}';
    END IF;
    UPDATE providers_organization SET name = new.name, kind = new.kind, npi = new.npi,
        npi_deactivated_on = new.npi_deactivated_on, phone = new.phone,
        said_phone = new.said_phone WHERE id = entry;
    RETURN (SELECT coalesce(jsonb_object_agg(key, to_jsonb(old) -> key), '{}')
              FROM jsonb_object_keys(said) AS t(key));
END $$;

-- An address or a licence of the entry: a new one, or one that it has.
CREATE FUNCTION import_put_part(entry_type text, entry uuid, part jsonb) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    said jsonb := part -> 'is';
    one uuid := (part ->> 'id')::uuid;
    place providers_location;
    licence providers_licence;
    old jsonb;
BEGIN
    IF part ->> 'part' = 'licence' THEN
        SELECT * INTO licence FROM providers_licence WHERE id = one AND provider_id = entry;
        old := to_jsonb(licence);
        licence := jsonb_populate_record(licence, said);
        IF old IS NULL OR old ->> 'id' IS NULL THEN
            INSERT INTO providers_licence (id, provider_id, state, number, kind, ends)
            VALUES (one, entry, licence.state, licence.number, coalesce(licence.kind, ''),
                licence.ends);
            RETURN '{}';
        END IF;
        UPDATE providers_licence SET kind = licence.kind, ends = licence.ends WHERE id = one;
    ELSE
        SELECT * INTO place FROM providers_location
         WHERE id = one AND entry IN (provider_id, organization_id);
        old := to_jsonb(place);
        place := jsonb_populate_record(place, said);
        IF old IS NULL OR old ->> 'id' IS NULL THEN
            INSERT INTO providers_location (id, provider_id, organization_id, use, street, more,
                city, state, postal_code, country, phone)
            VALUES (one, CASE entry_type WHEN 'provider' THEN entry END,
                CASE entry_type WHEN 'organization' THEN entry END, coalesce(place.use, 'practice'),
                place.street, coalesce(place.more, ''), place.city, coalesce(place.state, ''),
                coalesce(place.postal_code, ''), coalesce(place.country, 'US'),
                coalesce(place.phone, ''));
            RETURN '{}';
        END IF;
        UPDATE providers_location SET more = place.more, postal_code = place.postal_code,
            phone = place.phone WHERE id = one;
    END IF;
    RETURN (SELECT coalesce(jsonb_object_agg(key, old -> key), '{}')
              FROM jsonb_object_keys(said) AS t(key));
END $$;

-- Writes one batch: entries first, then what it did, then the ledger, whose lock all wait for.
CREATE FUNCTION import_write(one uuid, holder uuid, reached integer, deeds jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    work providers_import := import_at_work(one, holder, 'running');
    deed jsonb; part jsonb; was jsonb; parts jsonb; lines jsonb[] := '{}';
    entry uuid; kind text; joined uuid; about text; began tstzrange;
BEGIN
    IF reached <= work.line THEN
        RAISE EXCEPTION 'These rows have been written.' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM set_config('app.seeks_later', 'on', true);
    FOR deed IN SELECT * FROM jsonb_array_elements(deeds) LOOP
        kind := deed ->> 'of';
        IF kind = 'taxonomy' THEN
            INSERT INTO providers_taxonomycode (code, label, profession)
            SELECT f.code, f.label, coalesce(f.profession, '')
              FROM jsonb_populate_record(NULL::providers_taxonomycode, deed -> 'is') f
            ON CONFLICT (code) DO UPDATE SET label = EXCLUDED.label;
            CONTINUE;
        END IF;
        entry := deed ->> 'id';
        about := 'providers.' || kind;
        was := '{}';
        parts := '[]';
        joined := NULL;
        IF deed -> 'is' <> '{}' THEN
            was := CASE kind WHEN 'provider' THEN import_put_provider(entry, deed -> 'is')
                             WHEN 'organization' THEN import_put_organization(entry, deed -> 'is')
                   END;
            lines := array_append(lines, jsonb_build_object('about', about, 'id', entry,
                'verb', kind || CASE WHEN (deed ->> 'made')::boolean THEN '_added' ELSE '_changed' END,
                'detail', CASE WHEN (deed ->> 'made')::boolean
                    THEN jsonb_build_object('is', deed -> 'is')
                    ELSE jsonb_build_object('was', was, 'is', deed -> 'is') END));
        END IF;
        FOR part IN SELECT * FROM jsonb_array_elements(deed -> 'parts') LOOP
            part := part || jsonb_build_object('was', import_put_part(kind, entry, part));
            parts := parts || part;
            lines := array_append(lines, jsonb_build_object('about', about, 'id', entry,
                'verb', kind || '_changed',
                'detail', jsonb_build_object('part', part -> 'part', 'id', part -> 'id',
                    'was', part -> 'was', 'is', part -> 'is')));
        END LOOP;
        IF jsonb_array_length(parts) > 0 AND kind = 'provider' THEN
            UPDATE providers_provider SET kept_at = clock_timestamp() WHERE id = entry;
        ELSIF jsonb_array_length(parts) > 0 THEN
            UPDATE providers_organization SET kept_at = clock_timestamp() WHERE id = entry;
        END IF;
        IF deed ->> 'joins' IS NOT NULL THEN
            INSERT INTO providers_membership (id, provider_id, organization_id, during)
            VALUES (uuidv7(), entry, (deed ->> 'joins')::uuid, tstzrange(clock_timestamp(), NULL))
            RETURNING id, during INTO joined, began;
            lines := array_append(lines, jsonb_build_object('about', about, 'id', entry,
                'verb', 'membership_started',
                'detail', jsonb_build_object('provider', entry, 'organization', deed -> 'joins',
                    'membership', joined, 'was', '{}'::jsonb,
                    'is', jsonb_build_object('from', lower(began), 'until', NULL))));
        END IF;
        INSERT INTO providers_importdeed (id, of_id, line, entry_type, entry, made, was, now, parts,
            membership)
        VALUES (uuidv7(), one, (deed ->> 'line')::integer, kind, entry, (deed ->> 'made')::boolean,
            was, deed -> 'is', parts, joined);
    END LOOP;
    PERFORM set_config('app.seeks_later', '', true);
    PERFORM seek_organizations(ARRAY(SELECT (d ->> 'id')::uuid FROM jsonb_array_elements(deeds) d
                                      WHERE d ->> 'of' = 'organization'));
    PERFORM seek_providers(ARRAY(SELECT (d ->> 'id')::uuid FROM jsonb_array_elements(deeds) d
                                  WHERE d ->> 'of' = 'provider'));
    INSERT INTO ledger_entry (id, actor, verb, subject_type, subject_id, release_ids, reason, detail)
    SELECT uuidv7(), work.confirmed_by_id, l ->> 'verb', l ->> 'about', l ->> 'id', '{}', '',
           (l -> 'detail') || jsonb_build_object('import', one)
      FROM unnest(lines) WITH ORDINALITY AS t(l, place) ORDER BY place;
END $$;

REVOKE EXECUTE ON FUNCTION import_at_work(uuid, uuid, text), import_hold(uuid, uuid, uuid[], uuid[]),
    import_put_provider(uuid, jsonb), import_put_organization(uuid, jsonb),
    import_put_part(text, uuid, jsonb), import_write(uuid, uuid, integer, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION import_hold(uuid, uuid, uuid[], uuid[]),
    import_write(uuid, uuid, integer, jsonb) TO clerk;

-- verbs
DROP POLICY ledger_entry_directory_select ON ledger_entry;
CREATE POLICY ledger_entry_directory_select ON ledger_entry FOR SELECT TO web
    USING ((SELECT acting_is_directory_admin()) AND client IS NULL
           AND subject_type IN ('providers.provider', 'providers.organization',
                                'providers.membership', 'providers.import')
           AND verb IN ('provider_added', 'provider_changed', 'provider_verified',
                        'provider_activated', 'provider_suspended', 'provider_reinstated',
                        'organization_added', 'organization_changed', 'organization_deactivated',
                        'organization_reactivated', 'membership_started', 'membership_ended',
                        'practice_admin_named', 'practice_admin_ended', 'entry_confirmed',
                        'invitation_taken_back', 'api_token_made', 'api_token_revoked',
                        'entries_merged', 'merge_undone', 'entries_told_apart',
                        'import_confirmed', 'import_finished', 'import_cancelled',
                        'import_undone', 'entry_taken_back'));
