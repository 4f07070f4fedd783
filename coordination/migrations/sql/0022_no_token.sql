-- Its other policy shows it to whoever acts, and a token of an organization acts in its own name.
CREATE POLICY coordination_emergencyswitch_no_token ON coordination_emergencyswitch
    AS RESTRICTIVE FOR SELECT TO web USING ((SELECT acting_is_account()));
