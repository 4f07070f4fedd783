-- The statement of disagreement goes along with a note also where it is opened in an emergency.
DROP FUNCTION open_in_emergency(uuid);
CREATE FUNCTION open_in_emergency(item uuid) RETURNS TABLE (access uuid, kind varchar,
    author varchar, service_date date, categories varchar[], body text, obligations text[],
    disagreements jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    running uuid;
    one coordination_emergencyaccess;
BEGIN
    FOR running IN
        SELECT a.id FROM coordination_emergencyaccess a
          JOIN coordination_itemsubject about ON about.client_id = a.client_id
         WHERE about.item_id = open_in_emergency.item AND a.provider_id = acting_provider()
           AND a.until > clock_timestamp()
         ORDER BY a.begun_at DESC
    LOOP
        one := open_emergency(running);
        CONTINUE WHEN one.id IS NULL
            OR open_in_emergency.item NOT IN (SELECT items_in_emergency(one));
        INSERT INTO ledger_entry (actor, verb, client, subject_type, subject_id, reason, detail,
                                  release_ids)
        SELECT acting_user(), 'emergency_opened', one.client_id, 'coordination.item', i.id::text,
               '', jsonb_build_object('emergency', one.id, 'kind', i.kind, 'author', i.author_id),
               '{}'
          FROM coordination_item i WHERE i.id = open_in_emergency.item;
        RETURN QUERY SELECT one.id, i.kind, p.name, i.service_date, i.categories, i.body,
               release_obligations(i.categories::text[]
                   || CASE WHEN o.is_part2_programme THEN ARRAY['substance_use_part2'] END),
               (SELECT coalesce(jsonb_agg(jsonb_build_object('wrong', d.wrong,
                           'should_say', d.should_say, 'asked_at', d.asked_at,
                           'outcome', d.outcome, 'reason', d.reason,
                           'answered_at', d.answered_at, 'disagreement', d.disagreement,
                           'disagreed_at', d.disagreed_at)
                           ORDER BY d.disagreed_at, d.id), '[]')
                  FROM coordination_amendment d
                 WHERE d.item_id = i.id AND d.client_id = one.client_id
                   AND d.disagreed_at IS NOT NULL)
          FROM coordination_item i
          JOIN providers_provider p ON p.id = i.author_id
          JOIN providers_organization o ON o.id = i.organization_id
         WHERE i.id = open_in_emergency.item;
        RETURN;
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION open_in_emergency(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION open_in_emergency(uuid) TO web;
