-- Whether this can be a National Provider Identifier: ten digits, the first 1 or 2, and a last one
-- that checks the others (Luhn, over 80840 for health applications in the United States).
-- providers/npi.py says the same in words for people.
CREATE FUNCTION is_npi(npi text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN npi ~ '^[12][0-9]{9}$' AND (
    SELECT mod(sum(times / 10 + mod(times, 10)), 10) = 0
      FROM (SELECT (ascii(substr('80840' || npi, place, 1)) - 48) * (2 - mod(place, 2)) AS times
              FROM generate_series(1, 15) AS t(place)) AS weighed);

GRANT UPDATE (npi) ON providers_organization TO web;
