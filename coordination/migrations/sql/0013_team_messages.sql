-- What clients write to those who treat them: read by the writer and by whom it is addressed to.

-- To whom the acting person may write for this client: who treats the client now, and who is named
-- by a release in force that the acting person may know of.
CREATE FUNCTION care_team(client uuid) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT p.id FROM providers_provider p
     WHERE care_team.client IN (SELECT acting_clients())
       AND p.standing = 'active' AND p.user_id IS NOT NULL
       AND p.id IN (
           SELECT t.provider_id FROM clients_treatment t
            WHERE t.client_id = care_team.client AND t.during @> statement_timestamp()
           UNION
           SELECT party.provider_id FROM releases_party party
             JOIN releases_release r ON r.id = party.release_id
            WHERE r.client_id = care_team.client AND r.in_force @> statement_timestamp()
              AND r.id NOT IN (SELECT kept_releases()))
$$;

-- What a representative may not know of: that the client, or another representative, wrote.
CREATE FUNCTION kept_team_messages() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT m.id::text FROM coordination_teammessage m
     WHERE m.client_id IN (SELECT represented_clients())
       AND m.written_by_id IS DISTINCT FROM acting_user()
$$;
REVOKE EXECUTE ON FUNCTION care_team(uuid), kept_team_messages() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION care_team(uuid), kept_team_messages() TO web;

-- The messages that the acting person wrote, for whom they act for now. With the owner's rights:
-- the row security of each of the two tables would else ask the other's.
CREATE FUNCTION own_team_messages() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT m.id FROM coordination_teammessage m
     WHERE m.written_by_id = acting_user() AND m.client_id IN (SELECT acting_clients())
$$;
-- Whether the acting person may send what they wrote to this provider.
CREATE FUNCTION may_address(message uuid, provider uuid) RETURNS boolean LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM coordination_teammessage m
                    WHERE m.id = may_address.message AND m.id IN (SELECT own_team_messages())
                      AND may_address.provider IN (SELECT care_team(m.client_id)))
$$;
REVOKE EXECUTE ON FUNCTION own_team_messages(), may_address(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION own_team_messages(), may_address(uuid, uuid) TO web;

-- Written, read and answered at this moment, each once.
CREATE FUNCTION coordination_teammessage_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'What was written is kept as it is. Write another message.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'team_message_is_kept';
    END IF;
    IF current_user = 'web' THEN NEW.written_at := clock_timestamp(); END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_teammessage_guard BEFORE INSERT OR UPDATE OR DELETE ON coordination_teammessage
    FOR EACH ROW EXECUTE FUNCTION coordination_teammessage_guard();

CREATE FUNCTION coordination_teamcopy_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE kept boolean;
BEGIN
    IF TG_OP = 'INSERT' THEN RETURN NEW; END IF;
    kept := TG_OP = 'DELETE';
    IF TG_OP = 'UPDATE' THEN
        kept := (NEW.id, NEW.message_id, NEW.provider_id)
                IS DISTINCT FROM (OLD.id, OLD.message_id, OLD.provider_id)
            OR OLD.read_at IS NOT NULL AND NEW.read_at IS DISTINCT FROM OLD.read_at
            OR OLD.answered_at IS NOT NULL
               AND (NEW.answer, NEW.answered_at) IS DISTINCT FROM (OLD.answer, OLD.answered_at)
            OR OLD.answer_read_at IS NOT NULL
               AND NEW.answer_read_at IS DISTINCT FROM OLD.answer_read_at;
    END IF;
    IF kept THEN
        RAISE EXCEPTION 'What was read and answered stays so. Write another message.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'team_copy_is_kept';
    END IF;
    IF current_user = 'web' THEN
        IF NEW.read_at IS DISTINCT FROM OLD.read_at THEN NEW.read_at := clock_timestamp(); END IF;
        IF NEW.answered_at IS DISTINCT FROM OLD.answered_at THEN
            NEW.answered_at := clock_timestamp();
        END IF;
        IF NEW.answer_read_at IS DISTINCT FROM OLD.answer_read_at THEN
            NEW.answer_read_at := clock_timestamp();
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_teamcopy_guard BEFORE INSERT OR UPDATE OR DELETE ON coordination_teamcopy
    FOR EACH ROW EXECUTE FUNCTION coordination_teamcopy_guard();

-- A message is to somebody: seen at the end of the transaction that writes it.
CREATE FUNCTION coordination_teammessage_is_to_somebody() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM coordination_teamcopy WHERE message_id = NEW.id) THEN
        RAISE EXCEPTION 'A message is to at least one person. Choose whom to write to.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'team_message_is_to_somebody';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER team_message_is_to_somebody AFTER INSERT ON coordination_teammessage
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION coordination_teammessage_is_to_somebody();

-- Each hand writes its own columns: a grant cannot tell the two apart.
CREATE FUNCTION coordination_teamcopy_hands() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF NEW.provider_id IS DISTINCT FROM acting_provider()
       AND (NEW.read_at, NEW.answer, NEW.answered_at)
           IS DISTINCT FROM (OLD.read_at, OLD.answer, OLD.answered_at)
       OR NEW.message_id NOT IN (SELECT own_team_messages())
          AND NEW.answer_read_at IS DISTINCT FROM OLD.answer_read_at THEN
        RAISE EXCEPTION 'Whom it is addressed to reads and answers it, who wrote it reads the answer.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'team_copy_by_own_hand';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER d_teamcopy_hands BEFORE UPDATE ON coordination_teamcopy
    FOR EACH ROW WHEN (calling_role() = 'web') EXECUTE FUNCTION coordination_teamcopy_hands();

ALTER TABLE coordination_teammessage ENABLE ROW LEVEL SECURITY;
ALTER TABLE coordination_teamcopy ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON coordination_teammessage, coordination_teamcopy TO web;
GRANT UPDATE (read_at, answer, answered_at, answer_read_at) ON coordination_teamcopy TO web;
-- The clerk carries the letters and reads no word of it.
GRANT SELECT (id, client_id, written_by_id) ON coordination_teammessage TO clerk;
GRANT SELECT (id, message_id, provider_id, read_at, answered_at, answer_read_at)
    ON coordination_teamcopy TO clerk;

CREATE POLICY coordination_teammessage_writer_select ON coordination_teammessage FOR SELECT TO web
    USING (written_by_id = (SELECT acting_user()) AND client_id IN (SELECT acting_clients()));
CREATE POLICY coordination_teammessage_addressee_select ON coordination_teammessage
    FOR SELECT TO web
    USING ((SELECT true FROM coordination_teamcopy c
             WHERE c.message_id = coordination_teammessage.id
               AND c.provider_id = (SELECT acting_provider()) LIMIT 1));
CREATE POLICY coordination_teammessage_web_insert ON coordination_teammessage FOR INSERT TO web
    WITH CHECK (written_by_id = (SELECT acting_user()) AND client_id IN (SELECT acting_clients()));

CREATE POLICY coordination_teamcopy_addressee_select ON coordination_teamcopy FOR SELECT TO web
    USING (provider_id = (SELECT acting_provider()));
CREATE POLICY coordination_teamcopy_writer_select ON coordination_teamcopy FOR SELECT TO web
    USING (message_id IN (SELECT own_team_messages()));
CREATE POLICY coordination_teamcopy_web_insert ON coordination_teamcopy FOR INSERT TO web
    WITH CHECK (read_at IS NULL AND answered_at IS NULL AND may_address(message_id, provider_id));
CREATE POLICY coordination_teamcopy_web_update ON coordination_teamcopy FOR UPDATE TO web
    USING (provider_id = (SELECT acting_provider()) OR message_id IN (SELECT own_team_messages()));
CREATE POLICY coordination_teammessage_clerk_select ON coordination_teammessage
    FOR SELECT TO clerk USING (true);
CREATE POLICY coordination_teamcopy_clerk_select ON coordination_teamcopy
    FOR SELECT TO clerk USING (true);

-- The lines about a message go the way of the message.
CREATE POLICY ledger_entry_team_message_select ON ledger_entry AS RESTRICTIVE FOR SELECT TO web
    USING (subject_type <> 'coordination.teammessage'
           OR subject_id NOT IN (SELECT kept_team_messages()));
