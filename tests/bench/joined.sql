-- The shares that releases in force permit, found by joins at the moment of asking: what one writes
-- who keeps no consent beside the share. Sub-selects with a limit, because EXISTS becomes a join
-- over everything and does not end. To be continued with a condition on `s`.
SELECT s.* FROM coordination_share s JOIN coordination_item i ON i.id = s.item_id
 WHERE s.withdrawn_at IS NULL
   AND (SELECT true FROM unnest(s.subjects) AS subject CROSS JOIN unnest(s.categories) AS category
         WHERE (SELECT true FROM releases_release r
                 WHERE r.client_id = subject AND r.in_force @> statement_timestamp()
                   AND r.instrument = CASE
                       WHEN category IN ('psychotherapy_notes', 'sud_counseling_notes')
                       THEN category ELSE 'general' END
                   AND r.categories @> ARRAY[category] AND r.purposes @> ARRAY[s.purpose]
                   AND daterange(r.information_from, r.information_until, '[]')
                       @> s.service_date
                   AND (SELECT true FROM releases_party teller JOIN releases_party hearer
                            USING (release_id)
                         WHERE release_id = r.id AND hearer.side <> teller.side
                           AND (teller.side = 'discloser' OR r.direction = 'two_way')
                           AND (teller.provider_id = s.author_id
                                OR teller.organization_id = i.organization_id)
                           AND (hearer.provider_id = s.recipient_id OR hearer.organization_id IN (
                                SELECT m.organization_id FROM providers_membership m
                                 WHERE m.provider_id = s.recipient_id
                                   AND m.during @> statement_timestamp()))
                         LIMIT 1)
                 LIMIT 1) IS NULL
         LIMIT 1) IS NULL
   AND (SELECT true FROM releases_restriction x
         WHERE x.client_id = ANY (s.subjects)
           AND tstzrange(x.starts_at, x.ends_at) @> statement_timestamp()
           AND (x.item = s.item_id OR x.categories && s.categories
                OR x.item IS NULL AND x.categories IS NULL)
           AND (x.provider_id IS NULL OR x.provider_id = s.recipient_id)
         LIMIT 1) IS NULL
