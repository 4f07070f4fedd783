-- A couple is two people; whoever formed it may name it anew and note what was agreed.
CREATE FUNCTION clients_unitmember_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    -- Two windows that each add the second one would make three.
    PERFORM FROM clients_unit WHERE id = NEW.unit_id AND kind = 'couple' FOR UPDATE;
    IF FOUND AND (SELECT count(*) FROM clients_unitmember WHERE unit_id = NEW.unit_id) >= 2 THEN
        RAISE EXCEPTION 'A couple is two people. Form a family for more.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_couple_is_two';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_unitmember_guard BEFORE INSERT ON clients_unitmember
    FOR EACH ROW EXECUTE FUNCTION clients_unitmember_guard();
REVOKE EXECUTE ON FUNCTION clients_unitmember_guard() FROM PUBLIC;

GRANT UPDATE (name, secrets) ON clients_unit TO web;
CREATE POLICY clients_unit_web_update ON clients_unit FOR UPDATE TO web
    USING (created_by_id = (SELECT acting_provider()));
