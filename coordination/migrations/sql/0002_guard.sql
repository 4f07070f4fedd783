-- The copies of the item and the consent of a share, always made here and nowhere else.
-- Runs as the owner: consent is computed over releases that the asker may not see.
CREATE FUNCTION coordination_share_computed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE item coordination_item;
BEGIN
    PERFORM require_read_committed();
    -- The locks come first, in statements of their own: what is read after them is what the
    -- last holder committed. An item's subjects are fixed only under the item's own lock.
    IF TG_OP = 'INSERT' THEN
        PERFORM lock_shared(ARRAY[NEW.item_id]);
        PERFORM lock_shared(NEW.recipient_id || ARRAY(
            SELECT client_id FROM coordination_itemsubject WHERE item_id = NEW.item_id));
    END IF;
    SELECT * INTO item FROM coordination_item WHERE id = NEW.item_id;
    NEW.author_id := item.author_id;
    NEW.kind := item.kind;
    NEW.categories := item.categories;
    NEW.service_date := item.service_date;
    NEW.subjects := ARRAY(SELECT client_id FROM coordination_itemsubject
                           WHERE item_id = NEW.item_id ORDER BY client_id);
    NEW.consent := tstzmultirange(CASE
            WHEN NEW.withdrawn_at <= NEW.shared_at THEN 'empty'
            ELSE tstzrange(NEW.shared_at, NEW.withdrawn_at) END)
        * release_consent(NEW.item_id, NEW.subjects, NEW.categories::text[], NEW.author_id,
                          item.organization_id, NEW.recipient_id, NEW.service_date, NEW.purpose);
    RETURN NEW;
END $$;

-- The site shares and takes back from this moment on; it does not choose the instant.
CREATE FUNCTION coordination_share_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A share is kept; withdraw it instead.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'share_is_kept';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.item_id, NEW.recipient_id, NEW.purpose, NEW.shared_at)
           IS DISTINCT FROM (OLD.item_id, OLD.recipient_id, OLD.purpose, OLD.shared_at)
           OR (OLD.withdrawn_at IS NOT NULL
               AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at)
        THEN
            RAISE EXCEPTION 'A share can only be withdrawn. Share the note again instead.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'share_is_fixed';
        END IF;
        IF NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at THEN
            PERFORM lock_exclusive(NEW.subjects);
            IF current_user = 'web' THEN NEW.withdrawn_at := clock_timestamp(); END IF;
        END IF;
    ELSIF current_user = 'web' THEN
        NEW.shared_at := clock_timestamp();
        NEW.withdrawn_at := NULL;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER a_share_guard BEFORE INSERT OR UPDATE OR DELETE ON coordination_share
    FOR EACH ROW EXECUTE FUNCTION coordination_share_guard();
CREATE TRIGGER b_share_computed BEFORE INSERT OR UPDATE ON coordination_share
    FOR EACH ROW EXECUTE FUNCTION coordination_share_computed();

-- Compute again the shares that match, rows locked in the order of their ids so that two who
-- refresh the same joint shares wait in line. The second one, under the row's lock, reads what
-- the first one committed.
CREATE FUNCTION coordination_refresh(
    client uuid DEFAULT NULL, recipient uuid DEFAULT NULL, item uuid DEFAULT NULL
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE ids uuid[];
BEGIN
    -- A query for each question: one for all would have no index that serves every value.
    ids := CASE
        WHEN coordination_refresh.client IS NOT NULL THEN ARRAY(
            SELECT id FROM coordination_share
             WHERE subjects @> ARRAY[coordination_refresh.client] ORDER BY id FOR UPDATE)
        WHEN coordination_refresh.recipient IS NOT NULL THEN ARRAY(
            SELECT id FROM coordination_share
             WHERE recipient_id = coordination_refresh.recipient ORDER BY id FOR UPDATE)
        ELSE ARRAY(
            SELECT id FROM coordination_share
             WHERE item_id = coordination_refresh.item ORDER BY id FOR UPDATE) END;
    UPDATE coordination_share SET consent = '{}' WHERE id = ANY (ids);
END $$;

CREATE FUNCTION coordination_release_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM coordination_refresh(client => OLD.client_id); END IF;
    IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.client_id <> OLD.client_id) THEN
        PERFORM coordination_refresh(client => NEW.client_id);
    END IF;
    RETURN NULL;
END $$;
-- An unsigned release grants nothing, before and after: nothing to compute. Neither does a
-- reminder that was sent: the columns are those of the trigger a_release_guard.
CREATE TRIGGER share_follows_release AFTER UPDATE OF
    client_id, instrument, direction, categories, purposes, information_from, information_until,
    declined_at, signed_at, signed_by, effective_at, expires_at, revoked_at, superseded_at,
    ended_at, majority_at, in_force, supersedes_id ON releases_release FOR EACH ROW
    WHEN (OLD IS DISTINCT FROM NEW AND NOT (isempty(OLD.in_force) AND isempty(NEW.in_force)))
    EXECUTE FUNCTION coordination_release_changed();
CREATE TRIGGER share_follows_release_deleted AFTER DELETE ON releases_release FOR EACH ROW
    WHEN (NOT isempty(OLD.in_force)) EXECUTE FUNCTION coordination_release_changed();

CREATE TRIGGER share_follows_restriction AFTER INSERT OR UPDATE OR DELETE ON releases_restriction
    FOR EACH ROW EXECUTE FUNCTION coordination_release_changed();

CREATE FUNCTION coordination_party_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM coordination_refresh(client => client_id) FROM (
        SELECT DISTINCT client_id FROM releases_release
         WHERE NOT isempty(in_force) AND id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.release_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.release_id END)
         ORDER BY client_id) AS touched;
    RETURN NULL;
END $$;
CREATE TRIGGER share_follows_party AFTER INSERT OR UPDATE OR DELETE ON releases_party
    FOR EACH ROW EXECUTE FUNCTION coordination_party_changed();

CREATE FUNCTION coordination_membership_changed() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN PERFORM coordination_refresh(recipient => OLD.provider_id); END IF;
    IF TG_OP = 'INSERT' OR (TG_OP = 'UPDATE' AND NEW.provider_id <> OLD.provider_id) THEN
        PERFORM coordination_refresh(recipient => NEW.provider_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER share_follows_membership AFTER INSERT OR UPDATE OR DELETE ON providers_membership
    FOR EACH ROW EXECUTE FUNCTION coordination_membership_changed();

-- Whom and what an item is about changes only under the item's exclusive lock, which whoever is
-- sharing it at this moment holds shared, and then under that of everybody whom it is about, which
-- whoever is being shown it holds shared.
CREATE FUNCTION coordination_item_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE items uuid[];
BEGIN
    PERFORM require_read_committed();
    IF TG_TABLE_NAME = 'coordination_item' THEN
        IF TG_OP <> 'INSERT' THEN
            PERFORM lock_exclusive(ARRAY[OLD.id]);
            PERFORM lock_exclusive(ARRAY(
                SELECT client_id FROM coordination_itemsubject WHERE item_id = OLD.id));
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        IF current_user = 'web' THEN NEW.created_at := clock_timestamp(); END IF;
        PERFORM releases_known_categories(NEW.categories);
        RETURN NEW;
    END IF;
    items := ARRAY[CASE WHEN TG_OP <> 'INSERT' THEN OLD.item_id END,
                   CASE WHEN TG_OP <> 'DELETE' THEN NEW.item_id END];
    PERFORM lock_exclusive(items);
    PERFORM lock_exclusive(ARRAY[CASE WHEN TG_OP <> 'INSERT' THEN OLD.client_id END,
                                 CASE WHEN TG_OP <> 'DELETE' THEN NEW.client_id END]
        || ARRAY(SELECT client_id FROM coordination_itemsubject WHERE item_id = ANY (items)));
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER a_item_guard BEFORE INSERT OR UPDATE OR DELETE ON coordination_item
    FOR EACH ROW EXECUTE FUNCTION coordination_item_guard();
CREATE TRIGGER a_item_subject_guard BEFORE INSERT OR UPDATE OR DELETE ON coordination_itemsubject
    FOR EACH ROW EXECUTE FUNCTION coordination_item_guard();

CREATE FUNCTION coordination_item_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'coordination_item' THEN
        PERFORM coordination_refresh(item => NEW.id);
    ELSE
        IF TG_OP <> 'INSERT' THEN PERFORM coordination_refresh(item => OLD.item_id); END IF;
        IF TG_OP <> 'DELETE' THEN PERFORM coordination_refresh(item => NEW.item_id); END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER share_follows_item AFTER UPDATE ON coordination_item
    FOR EACH ROW EXECUTE FUNCTION coordination_item_changed();
CREATE TRIGGER share_follows_item_subject AFTER INSERT OR UPDATE OR DELETE
    ON coordination_itemsubject FOR EACH ROW EXECUTE FUNCTION coordination_item_changed();

-- Every item is about somebody: seen at the end of the transaction that writes it.
CREATE FUNCTION coordination_item_is_about_somebody() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE written uuid;
BEGIN
    IF TG_TABLE_NAME = 'coordination_item' THEN written := NEW.id;
    ELSE written := OLD.item_id; END IF;
    IF EXISTS (SELECT FROM coordination_item WHERE id = written)
       AND NOT EXISTS (SELECT FROM coordination_itemsubject WHERE item_id = written) THEN
        RAISE EXCEPTION 'A note is about at least one client. Choose whom it is about.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'item_has_a_subject';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER item_has_a_subject AFTER INSERT ON coordination_item
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION coordination_item_is_about_somebody();
CREATE CONSTRAINT TRIGGER item_keeps_a_subject AFTER DELETE OR UPDATE ON coordination_itemsubject
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION coordination_item_is_about_somebody();

-- The difference between what is kept and what the formula says today: none, ever. In batches
-- by id, for the daily check.
CREATE FUNCTION consent_differences(after uuid, batch integer, OUT share uuid,
    OUT kept tstzmultirange, OUT computed tstzmultirange, OUT last uuid)
RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    WITH taken AS (
        SELECT s.id, s.consent, i.service_date = s.service_date
               AND i.author_id = s.author_id AND i.categories = s.categories
               AND i.kind = s.kind AND about.ids = s.subjects AS copies_agree,
               tstzmultirange(CASE WHEN s.withdrawn_at <= s.shared_at THEN 'empty'
                                   ELSE tstzrange(s.shared_at, s.withdrawn_at) END)
               * release_consent(i.id, about.ids, i.categories::text[], i.author_id,
                   i.organization_id, s.recipient_id, i.service_date, s.purpose) AS formula
          FROM (SELECT * FROM coordination_share
                 WHERE consent_differences.after IS NULL OR id > consent_differences.after
                 ORDER BY id LIMIT consent_differences.batch) s
          JOIN coordination_item i ON i.id = s.item_id
         CROSS JOIN LATERAL (
            SELECT ARRAY(SELECT client_id FROM coordination_itemsubject
                          WHERE item_id = i.id ORDER BY client_id) AS ids) about
    )
    SELECT t.id, t.consent, t.formula, bounds.last
      FROM (SELECT max(id::text)::uuid AS last FROM taken) bounds
      LEFT JOIN taken t ON t.consent IS DISTINCT FROM t.formula OR NOT t.copies_agree
$$;

-- The releases that a recipient relies on at this moment, for the ledger.
CREATE FUNCTION releases_relied_on(share uuid) RETURNS uuid[] LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT ARRAY(
        SELECT DISTINCT cover.release
          FROM coordination_share s
          JOIN coordination_item i ON i.id = s.item_id
         CROSS JOIN LATERAL release_cover(s.subjects, s.categories::text[], s.author_id,
                i.organization_id, s.recipient_id, s.service_date, s.purpose) cover
         WHERE s.id = share AND s.recipient_id = acting_provider()
           AND s.consent @> clock_timestamp() AND cover.during @> clock_timestamp()
         ORDER BY cover.release)
$$;

-- Tells the clients' ledgers that a recipient asked for a share that is closed, and tells the
-- asker nothing: neither whether there is such a share nor about whom it is.
CREATE FUNCTION note_blocked_attempt(share uuid) RETURNS void LANGUAGE sql VOLATILE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    INSERT INTO ledger_entry (actor, verb, client, subject_type, subject_id, reason, detail,
                              release_ids)
    SELECT acting_user(), 'access_blocked', client, 'coordination.share', s.id::text, '',
           '{}'::jsonb, '{}'
      FROM coordination_share s CROSS JOIN LATERAL unnest(s.subjects) AS about(client)
     WHERE s.id = share AND s.recipient_id = acting_provider()
       AND NOT coalesce(s.consent @> clock_timestamp(), false)
     ORDER BY client
$$;

-- What is kept from the acting user because it is a minor's own: notes with at least one such
-- kind, and whatever a ledger line can be about.
CREATE FUNCTION kept_items() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT i.id FROM kept_kinds() k
      JOIN coordination_itemsubject about ON about.client_id = k.client
      JOIN coordination_item i ON i.id = about.item_id AND k.category = ANY (i.categories)
$$;

CREATE FUNCTION kept_subjects() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT id::text FROM (
        SELECT kept_items()
        UNION ALL SELECT s.id FROM coordination_share s WHERE s.item_id IN (SELECT kept_items())
        UNION ALL SELECT kept_releases()
        UNION ALL SELECT kept_restrictions()
        UNION ALL SELECT x.id FROM releases_restriction x WHERE x.item IN (SELECT kept_items())
    ) AS t(id)
$$;

REVOKE EXECUTE ON FUNCTION releases_relied_on(uuid), note_blocked_attempt(uuid), kept_items(),
    kept_subjects() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION releases_relied_on(uuid), note_blocked_attempt(uuid), kept_items(),
    kept_subjects() TO web;
REVOKE EXECUTE ON FUNCTION coordination_refresh(uuid, uuid, uuid),
    consent_differences(uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION consent_differences(uuid, integer) TO clerk;

ALTER TABLE coordination_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE coordination_itemsubject ENABLE ROW LEVEL SECURITY;
ALTER TABLE coordination_share ENABLE ROW LEVEL SECURITY;

GRANT SELECT, INSERT ON coordination_item, coordination_itemsubject, coordination_share TO web;
GRANT UPDATE (withdrawn_at) ON coordination_share TO web;
-- The clerk carries notices and never reads a body: not one column of an item.
GRANT SELECT ON coordination_share TO clerk;

CREATE POLICY coordination_share_author_select ON coordination_share FOR SELECT TO web
    USING (author_id = (SELECT acting_provider()));
CREATE POLICY coordination_share_recipient_select ON coordination_share FOR SELECT TO web
    USING (coalesce(recipient_id = (SELECT acting_provider())
                    AND consent @> statement_timestamp(), false));
CREATE POLICY coordination_share_client_select ON coordination_share FOR SELECT TO web
    USING (subjects && ARRAY(SELECT own_clients()));
CREATE POLICY coordination_share_representative_select ON coordination_share FOR SELECT TO web
    USING (subjects && ARRAY(SELECT represented_clients())
           AND item_id NOT IN (SELECT kept_items()));
CREATE POLICY coordination_share_web_insert ON coordination_share FOR INSERT TO web
    WITH CHECK (author_id = (SELECT acting_provider()));
CREATE POLICY coordination_share_web_update ON coordination_share FOR UPDATE TO web
    USING (author_id = (SELECT acting_provider()));
CREATE POLICY coordination_share_clerk_select ON coordination_share FOR SELECT TO clerk
    USING (true);

-- Below, a question about each item that is asked for, answered by an index. `id IN (SELECT …)` would
-- gather every item that the asker may read before it shows one.
CREATE POLICY coordination_item_author_select ON coordination_item FOR SELECT TO web
    USING (author_id = (SELECT acting_provider()));
CREATE POLICY coordination_item_recipient_select ON coordination_item FOR SELECT TO web
    USING ((SELECT true FROM coordination_share s
             WHERE s.item_id = coordination_item.id
               AND s.recipient_id = (SELECT acting_provider())
               AND coalesce(s.consent @> statement_timestamp(), false) LIMIT 1));
-- A client reads what was shared about them alone; of an item about several, only while it is
-- open to some recipient; never psychotherapy or SUD counseling notes. Which shares a
-- representative may know of, the policies of the shares have said already.
CREATE POLICY coordination_item_client_select ON coordination_item FOR SELECT TO web
    USING (NOT categories && ARRAY['psychotherapy_notes', 'sud_counseling_notes']::varchar[]
           AND (SELECT true FROM coordination_share s
                 WHERE s.item_id = coordination_item.id
                   AND s.subjects && ARRAY(SELECT acting_clients())
                   AND (cardinality(s.subjects) = 1
                        OR coalesce(s.consent @> statement_timestamp(), false)) LIMIT 1));
-- In the name of an organization only by who belongs to it: its releases would open the note.
CREATE POLICY coordination_item_web_insert ON coordination_item FOR INSERT TO web
    WITH CHECK (author_id = (SELECT acting_provider())
                AND (organization_id IS NULL OR organization_id IN (
                    SELECT organization_id FROM providers_membership
                     WHERE provider_id = (SELECT acting_provider())
                       AND during @> statement_timestamp())));

CREATE POLICY coordination_itemsubject_web_select ON coordination_itemsubject FOR SELECT TO web
    USING (item_id IN (SELECT id FROM coordination_item));
CREATE POLICY coordination_itemsubject_web_insert ON coordination_itemsubject FOR INSERT TO web
    WITH CHECK (client_id IN (SELECT treated_clients())
                AND item_id IN (SELECT id FROM coordination_item
                                 WHERE author_id = (SELECT acting_provider())));

-- A representative's door to the ledger: every line about whom they represent now, but for what is
-- a minor's own. The columns that would show the gap are not the site's to read.
CREATE POLICY ledger_entry_representative_select ON ledger_entry FOR SELECT TO web
    USING (client IN (SELECT represented_clients())
           AND subject_id NOT IN (SELECT kept_subjects()));

-- A restriction that names a note goes the way of the note.
CREATE POLICY releases_restriction_item_select ON releases_restriction AS RESTRICTIVE
    FOR SELECT TO web USING (item IS NULL OR item NOT IN (SELECT kept_items()));
CREATE POLICY releases_restriction_item_update ON releases_restriction AS RESTRICTIVE
    FOR UPDATE TO web USING (item IS NULL OR item NOT IN (SELECT kept_items()));
