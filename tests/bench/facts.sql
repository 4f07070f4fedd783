-- What somebody who decides outside of the database reads for one decision: the share, whom its
-- reader stands for, the releases of its clients that are in force, and their restrictions.
SELECT s.author_id::text, i.organization_id::text, s.categories, s.subjects::text[], s.purpose,
       s.recipient_id::text,
       ARRAY(SELECT organization_id::text FROM providers_membership
              WHERE provider_id = s.recipient_id AND during @> statement_timestamp()),
       (SELECT json_agg(json_build_array(r.id, r.client_id, r.categories, r.purposes,
               ARRAY(SELECT coalesce(provider_id, organization_id)::text FROM releases_party p
                      WHERE p.release_id = r.id AND (p.side = 'discloser'
                                                     OR r.direction = 'two_way')),
               ARRAY(SELECT coalesce(provider_id, organization_id)::text FROM releases_party p
                      WHERE p.release_id = r.id AND (p.side = 'recipient'
                                                     OR r.direction = 'two_way'))))
          FROM releases_release r
         WHERE r.client_id = ANY (s.subjects) AND r.in_force @> statement_timestamp()
           AND r.instrument = 'general'
           AND daterange(r.information_from, r.information_until, '[]') @> s.service_date),
       EXISTS (SELECT FROM releases_restriction x
                WHERE x.client_id = ANY (s.subjects)
                  AND tstzrange(x.starts_at, x.ends_at) @> statement_timestamp()
                  AND (x.provider_id IS NULL OR x.provider_id = s.recipient_id)
                  AND (x.categories IS NULL OR x.categories && s.categories))
  FROM coordination_share s JOIN coordination_item i ON i.id = s.item_id
 WHERE s.id = %s AND s.withdrawn_at IS NULL
