-- What a client stopped by word of mouth or in writing, written down by a provider who treats
-- them: it ends with that, by the clock, as by the client's own button. NULL when it had been
-- stopped before, or is no release of a client of theirs. This door only ever closes.
CREATE FUNCTION stop_as_told(release uuid) RETURNS timestamptz LANGUAGE sql VOLATILE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE releases_release r SET revoked_at = clock_timestamp()
     WHERE r.id = stop_as_told.release AND r.signed_at IS NOT NULL AND r.revoked_at IS NULL
       AND r.client_id IN (SELECT treated_clients())
    RETURNING r.revoked_at
$$;

REVOKE EXECUTE ON FUNCTION stop_as_told(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stop_as_told(uuid) TO web;
