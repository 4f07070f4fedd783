-- The clerk warns of licences that end and of checks that are a year old: it reads what they are
-- about and when, as it counts, and writes down what it has warned of.
ALTER TABLE providers_warned ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON providers_warned TO clerk;
GRANT SELECT (is_directory_admin) ON accounts_user TO clerk;

CREATE POLICY providers_warned_clerk_select ON providers_warned FOR SELECT TO clerk USING (true);
CREATE POLICY providers_warned_clerk_insert ON providers_warned FOR INSERT TO clerk
    WITH CHECK (true);

-- Whoever keeps the directory takes back what a colleague has invited for it.
CREATE POLICY accounts_invitation_directory_update ON accounts_invitation FOR UPDATE TO web
    USING (subject_type = 'providers.provider' AND used_at IS NULL
           AND (SELECT acting_is_directory_admin()));
