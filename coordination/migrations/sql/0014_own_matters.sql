-- A privacy officer can be a party: who did what is complained of, the client, or who acts for the
-- client. "Nobody on this line is told" holds for them as for anybody.

-- Besides what a representative may not know of: what others reported about one's own doing. Of
-- what is reported in their own chain clients know, whoever did it.
CREATE OR REPLACE FUNCTION kept_complaints() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT c.id::text
      FROM coordination_complaint c LEFT JOIN ledger_entry e ON e.id = c.line
     WHERE c.client_id IN (SELECT represented_clients())
       AND (c.made_by_id IS DISTINCT FROM acting_user()
            OR e.subject_id IN (SELECT kept_subjects()))
    UNION ALL
    SELECT c.id::text
      FROM coordination_complaint c JOIN ledger_entry e ON e.id = c.line
     WHERE e.actor = acting_user() AND c.made_by_id <> acting_user()
       AND c.client_id NOT IN (SELECT own_clients())
$$;

ALTER POLICY coordination_complaint_officer_select ON coordination_complaint
    USING ((SELECT acting_is_privacy_officer()) AND client_id NOT IN (SELECT acting_clients())
           AND id::text NOT IN (SELECT kept_complaints()));
ALTER POLICY coordination_complaint_officer_update ON coordination_complaint
    USING ((SELECT acting_is_privacy_officer()) AND answered_at IS NULL
           AND made_by_id <> (SELECT acting_user()) AND client_id NOT IN (SELECT acting_clients())
           AND id::text NOT IN (SELECT kept_complaints()));

-- An officer's door shows every line; what is a minor's own stays kept from a parent behind it.
CREATE POLICY ledger_entry_minors_own_select ON ledger_entry AS RESTRICTIVE FOR SELECT TO web
    USING (client IS NULL OR client NOT IN (SELECT represented_clients())
           OR subject_id NOT IN (SELECT kept_subjects()));
