-- Whether the acting user may say so of this release: the client's own, grown up, in force, and on
-- the everyday form. Nobody says it for a client, as the other one must be whom they think.
CREATE FUNCTION may_show_scope(release uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM releases_release r JOIN clients_client c ON c.id = r.client_id
         WHERE r.id = may_show_scope.release AND c.user_id = acting_user() AND NOT is_minor(c.id)
           AND r.instrument = 'general' AND r.in_force @> clock_timestamp())
$$;

-- The same provider tells in the one and hears in the other, and so does the other provider.
CREATE FUNCTION releases_face_each_other(one uuid, other uuid) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH way AS (
        SELECT r.id, t.provider_id AS tells, h.provider_id AS hears
          FROM releases_release r
          JOIN (VALUES ('discloser', 'recipient', true), ('recipient', 'discloser', false))
               AS w(tells, hears, as_written) ON as_written OR r.direction = 'two_way'
          JOIN releases_party t ON t.release_id = r.id AND t.side = w.tells
          JOIN releases_party h ON h.release_id = r.id AND h.side = w.hears
         WHERE r.id IN (one, other) AND t.provider_id IS NOT NULL AND h.provider_id IS NOT NULL
    )
    SELECT EXISTS (
        SELECT FROM way a JOIN way b ON b.tells = a.hears AND b.hears = a.tells
         WHERE a.id = one AND b.id = other)
$$;

-- What the other client's release covers: to the client of `release`, while both say so, each
-- naming the other's own address, while both releases are in force and face each other.
-- For every other reason there is no row, and nothing tells one reason from another.
CREATE FUNCTION scopes_shown(release uuid)
RETURNS TABLE (name varchar, tells varchar[], hears varchar[], both_ways boolean,
               categories varchar[], until timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT client.name,
           ARRAY(SELECT coalesce(p.name, o.name) FROM releases_party q
                   LEFT JOIN providers_provider p ON p.id = q.provider_id
                   LEFT JOIN providers_organization o ON o.id = q.organization_id
                  WHERE q.release_id = r.id AND q.side = 'discloser' ORDER BY 1),
           ARRAY(SELECT coalesce(p.name, o.name) FROM releases_party q
                   LEFT JOIN providers_provider p ON p.id = q.provider_id
                   LEFT JOIN providers_organization o ON o.id = q.organization_id
                  WHERE q.release_id = r.id AND q.side = 'recipient' ORDER BY 1),
           r.direction = 'two_way', r.categories, upper(r.in_force)
      FROM releases_scopeshown mine
      JOIN releases_release own ON own.id = mine.release_id
      JOIN clients_client me ON me.id = own.client_id AND me.user_id = acting_user()
      JOIN accounts_user my_login ON my_login.id = me.user_id
      JOIN releases_scopeshown theirs ON theirs.address = lower(my_login.email)
      JOIN releases_release r ON r.id = theirs.release_id AND r.client_id <> me.id
      JOIN clients_client client ON client.id = r.client_id
      JOIN accounts_user login ON login.id = client.user_id AND login.is_active
           AND lower(login.email) = mine.address
     WHERE mine.release_id = scopes_shown.release
       AND mine.taken_back_at IS NULL AND theirs.taken_back_at IS NULL
       AND own.in_force @> statement_timestamp() AND r.in_force @> statement_timestamp()
       AND NOT is_minor(me.id) AND NOT is_minor(client.id)
       AND releases_face_each_other(own.id, r.id)
     ORDER BY r.signed_at, r.id
$$;

-- The moments are the database's, and what was taken back stays so.
CREATE FUNCTION releases_scopeshown_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.said_at := clock_timestamp();
        NEW.taken_back_at := NULL;
    ELSIF OLD.taken_back_at IS NOT NULL THEN
        RAISE EXCEPTION 'This was taken back. Say so anew to show it again.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'scope_shown_stays_taken_back';
    ELSE
        NEW.taken_back_at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_scope_shown_guard BEFORE INSERT OR UPDATE ON releases_scopeshown
    FOR EACH ROW WHEN (calling_role() = 'web') EXECUTE FUNCTION releases_scopeshown_guard();

REVOKE EXECUTE ON FUNCTION may_show_scope(uuid), releases_face_each_other(uuid, uuid),
    scopes_shown(uuid), releases_scopeshown_guard() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION may_show_scope(uuid), scopes_shown(uuid) TO web;

ALTER TABLE releases_scopeshown ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON releases_scopeshown TO web;
GRANT UPDATE (taken_back_at) ON releases_scopeshown TO web;
CREATE POLICY releases_scopeshown_web_select ON releases_scopeshown FOR SELECT TO web
    USING (release_id IN (SELECT id FROM releases_release
                           WHERE client_id IN (SELECT own_clients())));
CREATE POLICY releases_scopeshown_web_insert ON releases_scopeshown FOR INSERT TO web
    WITH CHECK (may_show_scope(release_id));
CREATE POLICY releases_scopeshown_web_update ON releases_scopeshown FOR UPDATE TO web
    USING (release_id IN (SELECT id FROM releases_release
                           WHERE client_id IN (SELECT own_clients())));
