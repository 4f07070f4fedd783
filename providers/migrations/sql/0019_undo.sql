-- Undoing. Entries are deleted here and nowhere else: those that the import made, that nobody has
-- touched since and that nothing refers to. What refers to an entry, its foreign keys know.
CREATE FUNCTION import_take_back(work providers_import, deed providers_importdeed) RETURNS text
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE part jsonb; has_account boolean;
BEGIN
    IF EXISTS (SELECT FROM ledger_entry l WHERE l.subject_id = deed.entry::text AND l.at > deed.at
                  AND l.detail ->> 'import' IS DISTINCT FROM work.id::text) THEN
        RETURN 'changed';
    END IF;
    SELECT user_id IS NOT NULL INTO has_account FROM providers_provider WHERE id = deed.entry;
    IF NOT FOUND AND NOT EXISTS (SELECT FROM providers_organization WHERE id = deed.entry) THEN
        RETURN 'gone';
    END IF;
    IF deed.made AND has_account THEN
        RETURN 'account';
    END IF;
    IF deed.made AND EXISTS (SELECT FROM accounts_invitation WHERE subject_id = deed.entry
                                AND subject_type = 'providers.provider') THEN
        RETURN 'invited';
    END IF;
    FOR part IN SELECT * FROM jsonb_array_elements(deed.parts) LOOP
        IF NOT (part ->> 'made')::boolean THEN
            PERFORM import_put_part(deed.entry_type, deed.entry,
                part || jsonb_build_object('is', part -> 'was'));
        ELSIF part ->> 'part' = 'licence' THEN
            DELETE FROM providers_licence
             WHERE id = (part ->> 'id')::uuid AND provider_id = deed.entry;
        ELSE
            DELETE FROM providers_location
             WHERE id = (part ->> 'id')::uuid AND deed.entry IN (provider_id, organization_id);
        END IF;
    END LOOP;
    IF deed.made THEN
        DELETE FROM providers_membership WHERE id = deed.membership;
        DELETE FROM providers_provider WHERE id = deed.entry;
        DELETE FROM providers_organization WHERE id = deed.entry;
        RETURN 'undone';
    END IF;
    -- What a membership opened is history: it ends, and is not made never to have been.
    UPDATE providers_membership SET during = tstzrange(lower(during), clock_timestamp())
     WHERE id = deed.membership AND upper_inf(during);
    IF deed.was <> '{}' THEN
        CASE deed.entry_type
            WHEN 'provider' THEN PERFORM import_put_provider(deed.entry,
                CASE WHEN has_account THEN deed.was - 'email' ELSE deed.was END);
            WHEN 'organization' THEN PERFORM import_put_organization(deed.entry, deed.was);
        END CASE;
    END IF;
    RETURN 'undone';
EXCEPTION
    WHEN foreign_key_violation OR restrict_violation THEN
        RETURN 'used';
    WHEN unique_violation OR check_violation THEN
        RETURN 'changed';
END $$;

-- Some deeds, the last one first: the entries, then the ledger, whose lock all wait for.
CREATE FUNCTION import_undo(one uuid, holder uuid, ids uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    work providers_import := import_at_work(one, holder, 'undoing');
    deed providers_importdeed; part jsonb; came_to text; about jsonb; lines jsonb[] := '{}';
    entries uuid[] := ARRAY(SELECT entry FROM providers_importdeed
                             WHERE of_id = one AND id = ANY (ids));
BEGIN
    PERFORM lock_exclusive(entries);
    PERFORM FROM providers_organization WHERE id = ANY (entries) ORDER BY id FOR UPDATE;
    PERFORM FROM providers_provider WHERE id = ANY (entries) ORDER BY id FOR UPDATE;
    -- Foreign keys say no with the row that they are about, not at the end.
    SET CONSTRAINTS ALL IMMEDIATE;
    FOR deed IN SELECT * FROM providers_importdeed WHERE of_id = one AND id = ANY (ids)
                   AND outcome = '' ORDER BY line DESC, id DESC LOOP
        came_to := import_take_back(work, deed);
        UPDATE providers_importdeed SET outcome = came_to WHERE id = deed.id;
        CONTINUE WHEN came_to <> 'undone';
        about := jsonb_build_object('about', 'providers.' || deed.entry_type, 'id', deed.entry);
        IF deed.made THEN
            lines := array_append(lines, about || jsonb_build_object('verb', 'entry_taken_back',
                'detail', jsonb_build_object('was', deed.now, 'is', '{}'::jsonb)));
            CONTINUE;
        END IF;
        IF deed.now <> '{}' THEN
            lines := array_append(lines, about || jsonb_build_object(
                'verb', deed.entry_type || '_changed',
                'detail', jsonb_build_object('was', deed.now, 'is', deed.was)));
        END IF;
        FOR part IN SELECT * FROM jsonb_array_elements(deed.parts) LOOP
            lines := array_append(lines, about || jsonb_build_object(
                'verb', deed.entry_type || '_changed',
                'detail', jsonb_build_object('part', part -> 'part', 'id', part -> 'id',
                    'was', part -> 'is', 'is', part -> 'was')));
        END LOOP;
        IF deed.membership IS NOT NULL THEN
            lines := array_append(lines, about || (
                SELECT jsonb_build_object('verb', 'membership_ended', 'detail', jsonb_build_object(
                    'provider', deed.entry, 'organization', m.organization_id, 'membership', m.id,
                    'was', jsonb_build_object('from', lower(m.during), 'until', NULL),
                    'is', jsonb_build_object('from', lower(m.during), 'until', upper(m.during))))
                  FROM providers_membership m WHERE m.id = deed.membership));
        END IF;
    END LOOP;
    INSERT INTO ledger_entry (id, actor, verb, subject_type, subject_id, release_ids, reason, detail)
    SELECT uuidv7(), work.undone_by_id, l ->> 'verb', l ->> 'about', l ->> 'id', '{}', '',
           (l -> 'detail') || jsonb_build_object('import', one)
      FROM unnest(lines) WITH ORDINALITY AS t(l, place) ORDER BY place;
END $$;

REVOKE EXECUTE ON FUNCTION import_take_back(providers_import, providers_importdeed),
    import_undo(uuid, uuid, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION import_undo(uuid, uuid, uuid[]) TO clerk;
