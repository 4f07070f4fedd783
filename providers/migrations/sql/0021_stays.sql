-- What of an import undoing would leave as it is, by the reasons of import_take_back and in their
-- order, told to whoever keeps the directory before they press the button. A question for each
-- column that can name an entry, not for each entry. A part that the entry got from the import, or
-- that stays at a merge, is in nobody's way.
CREATE FUNCTION import_stays(one uuid) RETURNS TABLE (outcome text, entries bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    source record;
    more uuid[];
    used uuid[] := '{}';
BEGIN
    PERFORM providers_may_merge();
    FOR source IN
        SELECT c.conrelid::regclass AS of, a.attname AS name
          FROM pg_constraint c
          JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
         WHERE c.contype = 'f'
           AND c.confrelid IN ('providers_provider'::regclass, 'providers_organization'::regclass)
           AND c.conrelid NOT IN ('providers_licence'::regclass, 'providers_location'::regclass,
                                  'providers_membership'::regclass)
    LOOP
        EXECUTE format('SELECT array_agg(d.entry) FROM providers_importdeed d
                         WHERE d.of_id = $1 AND d.made
                           AND EXISTS (SELECT FROM %s x WHERE x.%I = d.entry)',
                       source.of, source.name) INTO more USING one;
        used := used || coalesce(more, '{}');
    END LOOP;
    RETURN QUERY
        WITH deed AS (
            SELECT d.entry, d.made, d.at, p.user_id,
                   p.id IS NULL AND o.id IS NULL AS is_gone
              FROM providers_importdeed d
              LEFT JOIN providers_provider p ON p.id = d.entry
              LEFT JOIN providers_organization o ON o.id = d.entry
             WHERE d.of_id = one
        ), told AS (
            SELECT CASE
                WHEN EXISTS (SELECT FROM ledger_entry l
                              WHERE l.subject_id = deed.entry::text AND l.at > deed.at
                                AND l.detail ->> 'import' IS DISTINCT FROM one::text) THEN 'changed'
                WHEN deed.is_gone THEN 'gone'
                WHEN deed.made AND deed.user_id IS NOT NULL THEN 'account'
                WHEN deed.made AND EXISTS (
                    SELECT FROM accounts_invitation i WHERE i.subject_id = deed.entry
                       AND i.subject_type = 'providers.provider') THEN 'invited'
                WHEN deed.made AND deed.entry = ANY (used) THEN 'used' END AS outcome
              FROM deed
        )
        SELECT t.outcome, count(*) FROM told t WHERE t.outcome IS NOT NULL GROUP BY t.outcome;
END $$;

REVOKE EXECUTE ON FUNCTION import_stays(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION import_stays(uuid) TO web;
