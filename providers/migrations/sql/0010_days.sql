-- How the directory stood, night by night: the clerk counts and notes it, its keepers read it.
ALTER TABLE providers_daycount ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON providers_daycount TO web;
GRANT SELECT, INSERT ON providers_daycount TO clerk;
CREATE POLICY providers_daycount_web_select ON providers_daycount FOR SELECT TO web
    USING ((SELECT acting_is_directory_admin()));
CREATE POLICY providers_daycount_clerk_select ON providers_daycount FOR SELECT TO clerk
    USING (true);
CREATE POLICY providers_daycount_clerk_insert ON providers_daycount FOR INSERT TO clerk
    WITH CHECK (true);

-- What it counts by, and no more of it.
GRANT SELECT (id, provider_id, ends) ON providers_licence TO clerk;
GRANT SELECT (id, provider_id, organization_id) ON providers_location TO clerk;
CREATE POLICY providers_licence_clerk_select ON providers_licence FOR SELECT TO clerk
    USING (true);
CREATE POLICY providers_location_clerk_select ON providers_location FOR SELECT TO clerk
    USING (true);
