-- Whether two entries are surely one person, whom a client can have permitted under the other one:
-- somebody who keeps the directory has checked the same licence on both within a year, each entry
-- says it still, and their names are alike. A number that was typed wrongly on one of them is
-- checked on one of them at most.
CREATE FUNCTION is_same_person(one uuid, other uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    WITH checked AS (
        SELECT l.provider_id, l.state, licence_key(l.number) AS number
          FROM providers_licence l
          JOIN providers_verification v ON v.provider_id = l.provider_id AND v.about = 'licence'
           AND v.subject_id = l.id AND v.said = verifiable('licence', l.id)
           AND v.at > clock_timestamp() - interval '365 days'
         WHERE l.provider_id IN (one, other) AND licence_key(l.number) <> ''
    )
    SELECT EXISTS (SELECT FROM checked a JOIN checked b USING (state, number)
                    WHERE a.provider_id = one AND b.provider_id = other)
       AND EXISTS (SELECT FROM providers_provider a, providers_provider b
                    WHERE a.id = one AND b.id = other
                      AND names_alike(ARRAY[a.name] || a.other_names::text[],
                                      ARRAY[b.name] || b.other_names::text[]) >= 0.4)
$$;

-- The locks of a merge or of its undoing, all in one go. The floors above name an entry, too, and
-- say whose locks that takes.
CREATE FUNCTION lock_for_merge(absorbed uuid, survivor uuid, others uuid[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM providers_may_merge();
    PERFORM lock_exclusive(ARRAY[absorbed, survivor] || others);
END $$;

CREATE FUNCTION providers_may_merge() RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF calling_role() <> 'owner' AND NOT coalesce(acting_is_directory_admin(), false) THEN
        RAISE EXCEPTION 'Only a directory admin merges entries or undoes it.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

REVOKE EXECUTE ON FUNCTION is_same_person(uuid, uuid), providers_may_merge(),
    lock_for_merge(uuid, uuid, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lock_for_merge(uuid, uuid, uuid[]) TO web;
