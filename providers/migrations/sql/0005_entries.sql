-- Phone numbers were free text. What can be read becomes E.164; the rest is kept as it was typed,
-- in a column of its own, until somebody who keeps the directory enters it anew.
CREATE FUNCTION pg_temp.in_e164(typed text) RETURNS text LANGUAGE sql AS $$
    SELECT CASE WHEN typed ~ '[[:alpha:]]' THEN NULL
                WHEN bare ~ '^1?[2-9][0-9]{2}[2-9][0-9]{6}$' THEN '+1' || right(bare, 10)
                WHEN bare ~ '^\+(1[2-9][0-9]{2}[2-9][0-9]{6}|[2-9][0-9]{6,14})$' THEN bare END
      FROM regexp_replace(typed, '[\s().\-/]', '', 'g') AS t(bare)
$$;

UPDATE providers_organization SET kept_at = created_at,
       said_phone = CASE WHEN pg_temp.in_e164(phone) IS NULL THEN phone ELSE '' END,
       phone = coalesce(pg_temp.in_e164(phone), '');
UPDATE providers_provider SET kept_at = created_at,
       said_phone = CASE WHEN pg_temp.in_e164(phone) IS NULL THEN phone ELSE '' END,
       phone = coalesce(pg_temp.in_e164(phone), '');
