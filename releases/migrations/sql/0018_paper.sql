-- Evidence, as a signature is: recorded once, and never changed, also not by the owner.
CREATE FUNCTION releases_paperoriginal_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'A paper original is evidence; it is neither changed nor removed.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'original_is_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_paperoriginal_guard BEFORE INSERT OR UPDATE OR DELETE ON releases_paperoriginal
    FOR EACH ROW EXECUTE FUNCTION releases_paperoriginal_guard();

-- Signed by the client (no `signers`) or by representatives, of whom each has authority now and
-- had it on the day; what is a minor's own nobody signs for them.
CREATE FUNCTION paper_signers_may_sign(release releases_release, signers uuid[], signed_on date)
RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM unnest(signers) AS s(id)
         WHERE NOT EXISTS (
            SELECT FROM clients_representative r JOIN clients_client c ON c.id = r.client_id
             WHERE r.id = s.id AND c.id = release.client_id
               AND r.verified_at IS NOT NULL AND r.during @> clock_timestamp()
               AND r.during && tstzrange(signed_on - interval '14 hours',
                                         signed_on + interval '38 hours')
               AND (r.basis NOT IN ('parent', 'guardian') OR c.born IS NULL
                    OR clock_timestamp() < majority(c.born))))
    THEN
        RAISE EXCEPTION 'A representative who signed has no authority now, or had none that day.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_signers_have_authority';
    END IF;
    IF cardinality(signers) > 0 AND EXISTS (
        SELECT FROM minors_own(release.client_id) AS own(category)
         WHERE own.category = ANY (release.categories || release.asked_categories))
    THEN
        RAISE EXCEPTION 'Only the client can sign this.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_is_the_minors_own';
    END IF;
END $$;

-- It waits for an answer, and what is on the paper is a form for it, with all its initials. The
-- day on the paper is a day between the question and now; a day of slack each, for any time zone.
CREATE FUNCTION paper_can_be_recorded(
    release releases_release, form releases_formversion, initialled varchar[], signed_on date
) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF release.signed_at IS NOT NULL OR release.declined_at IS NOT NULL
       OR release.expires_at <= clock_timestamp() OR release.answer_by <= clock_timestamp()
       OR EXISTS (SELECT FROM releases_release
                   WHERE id = release.supersedes_id AND superseded_at IS NOT NULL) THEN
        RAISE EXCEPTION 'This waits for no signature any more.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_is_of_a_waiting_release';
    END IF;
    IF form.instrument IS DISTINCT FROM release.instrument THEN
        RAISE EXCEPTION 'This is another form.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_is_of_its_form';
    END IF;
    IF EXISTS (SELECT FROM releases_category
                WHERE code = ANY (release.categories) AND is_sensitive
                  AND code <> ALL (initialled)) OR NOT initialled <@ release.categories THEN
        RAISE EXCEPTION 'Each sensitive kind bears initials, and nothing else does.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_bears_initials';
    END IF;
    IF signed_on > (clock_timestamp() + interval '1 day')::date
       OR signed_on < (greatest(release.requested_at, form.created_at) - interval '1 day')::date
    THEN
        RAISE EXCEPTION 'It was signed after it was asked for, and before today is over.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'paper_is_signed_in_between';
    END IF;
END $$;

-- The only way in: by a provider who treats the client, for a release that waits. In force from
-- this moment by the clock, whatever day stands on the paper. NULL where the caller treats no such
-- client, and for what the client began alone, as if there were no such release.
CREATE FUNCTION record_paper(
    release uuid, form uuid, shown text, signers uuid[], initialled varchar[], signed_on date,
    scan bytea, fingerprint varchar, media_type varchar, attested varchar, assent varchar
) RETURNS timestamptz LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    asked releases_release;
    words releases_formversion;
    signing varchar := CASE WHEN cardinality(signers) > 0 THEN 'representative' ELSE 'client' END;
    moment timestamptz;
BEGIN
    PERFORM require_read_committed();
    PERFORM lock_exclusive(ARRAY(SELECT client_id FROM releases_release r
                                  WHERE r.id = record_paper.release));
    SELECT * INTO asked FROM releases_release r
     WHERE r.id = record_paper.release AND r.proposed_by_id IS NOT NULL
       AND r.client_id IN (SELECT treated_clients()) FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT * INTO words FROM releases_formversion f WHERE f.id = record_paper.form;
    PERFORM paper_can_be_recorded(asked, words, initialled, signed_on);
    PERFORM paper_signers_may_sign(asked, signers, signed_on);
    moment := clock_timestamp();
    INSERT INTO releases_paperoriginal (release_id, scan, sha256, media_type, signed_on,
                                        attested_by_id, attested, at)
    VALUES (asked.id, scan, fingerprint, media_type, signed_on, acting_provider(), attested,
            moment);
    INSERT INTO releases_signature (
        id, release_id, original_id, role, representative_id, typed_name, assent, initialled,
        form_version_id, language, shown, shown_sha256, authenticated_by, user_agent, at)
    SELECT uuidv7(), asked.id, asked.id, signing, s.representative, s.name, assent, initialled,
           words.id, words.language, shown, encode(sha256(convert_to(shown, 'UTF8')), 'hex'),
           '', '', moment
      FROM (SELECT NULL::uuid, name FROM clients_client
             WHERE id = asked.client_id AND signing = 'client'
             UNION ALL
            SELECT id, name FROM clients_representative WHERE id = ANY (signers)
           ) AS s(representative, name);
    UPDATE releases_release r SET signed_at = moment, signed_by = signing WHERE r.id = asked.id;
    -- After the stamp on the new one: between the two nothing is closed, not even for a moment.
    UPDATE releases_release r SET superseded_at = clock_timestamp()
     WHERE r.id = asked.supersedes_id AND r.superseded_at IS NULL AND r.client_id = asked.client_id;
    RETURN moment;
END $$;

REVOKE EXECUTE ON FUNCTION record_paper(uuid, uuid, text, uuid[], varchar[], date, bytea, varchar,
                                        varchar, varchar, varchar) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_paper(uuid, uuid, text, uuid[], varchar[], date, bytea, varchar,
                                       varchar, varchar, varchar) TO web;

-- The scan may show more than the words that were signed: it is for the client's side and for who
-- treats the client, and not for the other party, who gets the sealed record.
ALTER TABLE releases_paperoriginal ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON releases_paperoriginal TO web;
CREATE POLICY releases_paperoriginal_web_select ON releases_paperoriginal FOR SELECT TO web
    USING (release_id IN (
        SELECT id FROM releases_release
         WHERE client_id IN (SELECT acting_clients())
            OR client_id IN (SELECT treated_clients())));
