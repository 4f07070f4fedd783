-- The day after a moment on which this rhythm asks; none where it asks never.
CREATE FUNCTION coordination_next_prompt(every text, after timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT after + CASE every WHEN 'week' THEN interval '1 week'
                              WHEN 'two_weeks' THEN interval '2 weeks'
                              WHEN 'month' THEN interval '1 month' END
$$;

-- Who chooses starts anew from now on. The clerk stamps that it has asked, and the next day follows
-- from that; of several that have passed one is asked for.
CREATE FUNCTION coordination_rhythm_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' OR NEW.every IS DISTINCT FROM OLD.every THEN
        NEW.next_at := coordination_next_prompt(NEW.every, clock_timestamp());
    ELSIF NEW.asked_at IS DISTINCT FROM OLD.asked_at THEN
        NEW.asked_at := clock_timestamp();
        NEW.next_at := coordination_next_prompt(NEW.every, NEW.asked_at);
    END IF;
    IF NEW.answered_at IS NOT NULL
       AND (TG_OP = 'INSERT' OR NEW.answered_at IS DISTINCT FROM OLD.answered_at) THEN
        NEW.answered_at := clock_timestamp();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_rhythm_guard BEFORE INSERT OR UPDATE OF every, asked_at, answered_at
    ON coordination_checkinrhythm FOR EACH ROW EXECUTE FUNCTION coordination_rhythm_guard();

-- For the clerk, before a letter goes: whether the person still wants to be asked, was not asked
-- for a later day, and acts for the client.
CREATE FUNCTION rhythm_holds(rhythm uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM coordination_checkinrhythm r
         WHERE r.id = rhythm_holds.rhythm AND r.every <> 'never'
           AND (EXISTS (SELECT FROM clients_client c
                         WHERE c.id = r.client_id AND c.user_id = r.person_id)
                OR EXISTS (SELECT FROM clients_authority a
                            WHERE a.client_id = r.client_id AND a.user_id = r.person_id)))
$$;
REVOKE EXECUTE ON FUNCTION rhythm_holds(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rhythm_holds(uuid) TO clerk;

ALTER TABLE coordination_checkinrhythm ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON coordination_checkinrhythm TO web;
GRANT UPDATE (every, answered_at) ON coordination_checkinrhythm TO web;
GRANT SELECT, UPDATE (asked_at) ON coordination_checkinrhythm TO clerk;

-- Each person's own, while they act for the client. How often somebody wants to be asked is nobody
-- else's to know.
CREATE POLICY coordination_checkinrhythm_web_select ON coordination_checkinrhythm
    FOR SELECT TO web
    USING (person_id = (SELECT acting_user()) AND client_id IN (SELECT acting_clients()));
CREATE POLICY coordination_checkinrhythm_web_insert ON coordination_checkinrhythm
    FOR INSERT TO web
    WITH CHECK (person_id = (SELECT acting_user()) AND client_id IN (SELECT acting_clients()));
CREATE POLICY coordination_checkinrhythm_web_update ON coordination_checkinrhythm
    FOR UPDATE TO web
    USING (person_id = (SELECT acting_user()) AND client_id IN (SELECT acting_clients()));
CREATE POLICY coordination_checkinrhythm_clerk_select ON coordination_checkinrhythm
    FOR SELECT TO clerk USING (true);
CREATE POLICY coordination_checkinrhythm_clerk_update ON coordination_checkinrhythm
    FOR UPDATE TO clerk USING (true);
