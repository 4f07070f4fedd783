-- The start of a birthday; born on 29 February: 1 March where that year has none.
-- Midnight is UTC's: the practice's own midnight is a later issue, and the ADR says so.
CREATE FUNCTION birthday(born date, age integer) RETURNS timestamptz LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT (CASE
        WHEN extract(month FROM born) = 2 AND extract(day FROM born) = 29
         AND extract(day FROM born + make_interval(years => age)) = 28
        THEN (born + make_interval(years => age) + interval '1 day')
        ELSE born + make_interval(years => age)
    END) AT TIME ZONE 'UTC'
$$;

CREATE FUNCTION majority(born date) RETURNS timestamptz LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp AS $$
    SELECT birthday(born, 18)
$$;

-- Who represents whom with authority at this moment. Granted to nobody: a view sees through row
-- security.
CREATE VIEW clients_authority AS
    SELECT r.user_id, r.client_id
      FROM clients_representative r JOIN clients_client c ON c.id = r.client_id
     WHERE r.user_id IS NOT NULL AND r.verified_at IS NOT NULL
       AND r.during @> statement_timestamp()
       AND (r.basis NOT IN ('parent', 'guardian') OR c.born IS NULL
            OR statement_timestamp() < majority(c.born));

-- The client that the acting user is; those that they represent; both together.
CREATE FUNCTION own_clients() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT id FROM clients_client WHERE user_id = acting_user()
$$;

CREATE FUNCTION represented_clients() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT DISTINCT client_id FROM clients_authority WHERE user_id = acting_user()
$$;

CREATE FUNCTION acting_clients() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT id FROM clients_client WHERE user_id = acting_user()
    UNION
    SELECT client_id FROM clients_authority WHERE user_id = acting_user()
$$;

-- Whether somebody is a minor at this moment. Where no date of birth is known, the basis tells:
-- for an adult nobody acts as a parent.
CREATE FUNCTION is_minor(client uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT coalesce(statement_timestamp() < majority(c.born), EXISTS (
        SELECT FROM clients_representative r
         WHERE r.client_id = c.id AND r.basis IN ('parent', 'guardian')
           AND r.verified_at IS NOT NULL AND r.during @> statement_timestamp()))
      FROM clients_client c WHERE c.id = is_minor.client
$$;

-- The clients that the acting provider treats at this moment.
CREATE FUNCTION treated_clients() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT client_id FROM clients_treatment
     WHERE provider_id = acting_provider() AND during @> statement_timestamp()
$$;

-- Whether the acting provider entered this client and nobody treats the client yet.
CREATE FUNCTION may_take_on(client uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM clients_client
                    WHERE id = client AND registered_by_id = acting_provider())
       AND NOT EXISTS (SELECT FROM clients_treatment WHERE client_id = client)
$$;

CREATE FUNCTION units_of_acting_user() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT id FROM clients_unit WHERE created_by_id = acting_provider()
    UNION
    SELECT unit_id FROM clients_unitmember WHERE client_id IN (SELECT acting_clients())
$$;

-- Whether this login treats the client now. The word of somebody who was suspended, or who has
-- handed the client over, opens nobody's record any more.
CREATE FUNCTION treats(login uuid, client uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM clients_treatment t JOIN providers_provider p ON p.id = t.provider_id
                    WHERE p.user_id = login AND p.standing = 'active'
                      AND t.client_id = client AND t.during @> statement_timestamp())
$$;

-- A new account takes the record that it was invited for: a client's own, or a representative's.
-- Any staff may write an invitation, so who wrote this one is asked here.
CREATE FUNCTION claim_client(invitation uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE clients_client c SET user_id = acting_user()
      FROM accounts_invitation i
     WHERE i.id = invitation AND i.used_by_id = acting_user()
       AND i.subject_type = 'clients.client' AND i.subject_id = c.id AND c.user_id IS NULL
       AND treats(i.invited_by_id, c.id) AND is_newest_invitation(i)
       AND NOT EXISTS (SELECT FROM clients_client WHERE user_id = acting_user());
    IF FOUND THEN
        RETURN true;
    END IF;
    UPDATE clients_representative r SET user_id = acting_user()
      FROM accounts_invitation i
     WHERE i.id = invitation AND i.used_by_id = acting_user()
       AND i.subject_type = 'clients.representative' AND i.subject_id = r.id
       AND r.user_id IS NULL AND treats(i.invited_by_id, r.client_id)
       AND is_newest_invitation(i);
    RETURN FOUND;
END $$;

-- Whoever verifies somebody's authority does it in their own name, at this moment.
CREATE FUNCTION clients_representative_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF current_user = 'web' AND NEW.verified_by_id IS NOT NULL
       AND (TG_OP = 'INSERT' OR (NEW.verified_by_id, NEW.verified_at)
            IS DISTINCT FROM (OLD.verified_by_id, OLD.verified_at)) THEN
        IF NEW.verified_by_id IS DISTINCT FROM acting_provider() THEN
            RAISE EXCEPTION 'Verify the authority in your own name.'
                USING ERRCODE = 'check_violation',
                CONSTRAINT = 'representative_verified_in_own_name';
        END IF;
        NEW.verified_at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_representative_guard BEFORE INSERT OR UPDATE ON clients_representative
    FOR EACH ROW EXECUTE FUNCTION clients_representative_guard();

REVOKE EXECUTE ON FUNCTION own_clients(), represented_clients(), acting_clients(),
    treated_clients(), may_take_on(uuid), units_of_acting_user(), claim_client(uuid),
    is_minor(uuid), treats(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION own_clients(), represented_clients(), acting_clients(),
    treated_clients(), may_take_on(uuid), units_of_acting_user(), claim_client(uuid) TO web;

ALTER TABLE clients_client ENABLE ROW LEVEL SECURITY;
ALTER TABLE clients_representative ENABLE ROW LEVEL SECURITY;
ALTER TABLE clients_treatment ENABLE ROW LEVEL SECURITY;
ALTER TABLE clients_unit ENABLE ROW LEVEL SECURITY;
ALTER TABLE clients_unitmember ENABLE ROW LEVEL SECURITY;

GRANT SELECT, INSERT ON clients_client, clients_representative, clients_treatment,
    clients_unit, clients_unitmember TO web;
GRANT UPDATE (name, preferred_name, born) ON clients_client TO web;
GRANT UPDATE (during, limits, verified_at, verified_by_id) ON clients_representative TO web;
GRANT UPDATE (during) ON clients_treatment TO web;
GRANT SELECT (id, user_id) ON clients_client TO clerk;
GRANT SELECT (id, client_id, user_id, basis, during, verified_at) ON clients_representative
    TO clerk;
GRANT SELECT ON clients_treatment TO clerk;

CREATE POLICY clients_client_web_select ON clients_client FOR SELECT TO web
    USING (id IN (SELECT acting_clients()) OR id IN (SELECT treated_clients())
           OR (SELECT acting_is_privacy_officer()));
-- Whoever enters a client sees the row until a treatment has begun: an INSERT that returns
-- anything, as Django's do, needs the row to be visible to its author.
CREATE POLICY clients_client_entered_select ON clients_client FOR SELECT TO web
    USING (registered_by_id = (SELECT acting_provider())
           AND NOT EXISTS (SELECT FROM clients_treatment t WHERE t.client_id = clients_client.id));
CREATE POLICY clients_client_web_insert ON clients_client FOR INSERT TO web
    WITH CHECK (registered_by_id = (SELECT acting_provider()) AND user_id IS NULL);
CREATE POLICY clients_client_web_update ON clients_client FOR UPDATE TO web
    USING (id IN (SELECT acting_clients()) OR id IN (SELECT treated_clients()));

CREATE POLICY clients_representative_web_select ON clients_representative FOR SELECT TO web
    USING (user_id = (SELECT acting_user()) OR client_id IN (SELECT acting_clients())
           OR client_id IN (SELECT treated_clients()) OR (SELECT acting_is_privacy_officer()));
CREATE POLICY clients_representative_web_insert ON clients_representative FOR INSERT TO web
    WITH CHECK (client_id IN (SELECT treated_clients()) AND user_id IS NULL);
CREATE POLICY clients_representative_web_update ON clients_representative FOR UPDATE TO web
    USING (client_id IN (SELECT treated_clients()));

CREATE POLICY clients_treatment_web_select ON clients_treatment FOR SELECT TO web
    USING (provider_id = (SELECT acting_provider()) OR client_id IN (SELECT acting_clients())
           OR client_id IN (SELECT treated_clients()));
CREATE POLICY clients_treatment_web_insert ON clients_treatment FOR INSERT TO web
    WITH CHECK (client_id IN (SELECT treated_clients())
                OR (provider_id = (SELECT acting_provider()) AND may_take_on(client_id)));
-- Only a running treatment can be changed: an ended one is not revived, a new one is begun.
CREATE POLICY clients_treatment_web_update ON clients_treatment FOR UPDATE TO web
    USING (provider_id = (SELECT acting_provider()) AND during @> statement_timestamp())
    WITH CHECK (provider_id = (SELECT acting_provider()));

CREATE POLICY clients_unit_web_select ON clients_unit FOR SELECT TO web
    USING (id IN (SELECT units_of_acting_user()) OR created_by_id = (SELECT acting_provider()));
CREATE POLICY clients_unit_web_insert ON clients_unit FOR INSERT TO web
    WITH CHECK (created_by_id = (SELECT acting_provider()));
CREATE POLICY clients_unitmember_web_select ON clients_unitmember FOR SELECT TO web
    USING (unit_id IN (SELECT units_of_acting_user()));
CREATE POLICY clients_unitmember_web_insert ON clients_unitmember FOR INSERT TO web
    WITH CHECK (unit_id IN (SELECT units_of_acting_user())
                AND client_id IN (SELECT treated_clients()));

CREATE POLICY clients_client_clerk_select ON clients_client FOR SELECT TO clerk USING (true);
CREATE POLICY clients_representative_clerk_select ON clients_representative FOR SELECT TO clerk
    USING (true);
CREATE POLICY clients_treatment_clerk_select ON clients_treatment FOR SELECT TO clerk
    USING (true);

-- The client's door to the ledger: every line about them. A representative's is made upstairs,
-- where it is known what is a minor's own.
CREATE POLICY ledger_entry_client_select ON ledger_entry FOR SELECT TO web
    USING (client IN (SELECT own_clients()));
