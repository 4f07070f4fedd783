-- Nobody signs online who has not agreed to it, in the words of today: 15 U.S.C. 7001(c).

CREATE FUNCTION releases_esign_terms_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM releases_esignagreement WHERE terms_id = OLD.id) THEN
        RAISE EXCEPTION 'Somebody agreed to these words. Add a new version instead.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'esign_terms_agreed_are_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER a_esign_terms_guard BEFORE UPDATE OR DELETE ON releases_esignterms
    FOR EACH ROW EXECUTE FUNCTION releases_esign_terms_guard();

CREATE FUNCTION releases_esign_agreement_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (
        OLD.withdrawn_at IS NOT NULL
        OR (NEW.id, NEW.user_id, NEW.terms_id, NEW.version, NEW.shown, NEW.shown_sha256, NEW.code,
            NEW.at)
           IS DISTINCT FROM
           (OLD.id, OLD.user_id, OLD.terms_id, OLD.version, OLD.shown, OLD.shown_sha256, OLD.code,
            OLD.at))
    THEN
        RAISE EXCEPTION 'An agreement is evidence. It can be taken back, once.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'esign_agreement_is_kept';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF current_user = 'web' AND NEW.withdrawn_at IS NOT NULL THEN
            NEW.withdrawn_at := clock_timestamp();
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.shown_sha256 <> encode(sha256(convert_to(NEW.shown, 'UTF8')), 'hex') THEN
        RAISE EXCEPTION 'The hash is not that of the words shown. Nothing was agreed to.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'esign_agreement_hash_matches';
    END IF;
    IF NEW.version <> (SELECT version FROM releases_esignterms WHERE id = NEW.terms_id) THEN
        RAISE EXCEPTION 'The version is not that of the words.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'esign_agreement_names_its_version';
    END IF;
    IF current_user = 'web' THEN
        NEW.at := clock_timestamp();
        NEW.withdrawn_at := NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_esign_agreement_guard BEFORE INSERT OR UPDATE OR DELETE
    ON releases_esignagreement FOR EACH ROW EXECUTE FUNCTION releases_esign_agreement_guard();

-- A trigger of its own beside the guard of signatures: who signs and what signing online needs
-- are two questions. The owner alone writes down what was signed before there were agreements.
CREATE FUNCTION releases_signature_is_agreed() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM releases_esignagreement
         WHERE id = NEW.agreement_id AND user_id = NEW.signer_id AND withdrawn_at IS NULL
           AND version = (SELECT max(version) FROM releases_esignterms))
    THEN
        RAISE EXCEPTION 'Agree to sign online first, or sign on paper. Nothing was signed.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signature_is_agreed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER b_signature_is_agreed BEFORE INSERT ON releases_signature
    FOR EACH ROW WHEN (current_user = 'web') EXECUTE FUNCTION releases_signature_is_agreed();

ALTER TABLE releases_esignterms ENABLE ROW LEVEL SECURITY;
ALTER TABLE releases_esignagreement ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON releases_esignterms TO web;
GRANT SELECT, INSERT ON releases_esignagreement TO web;
GRANT UPDATE (withdrawn_at) ON releases_esignagreement TO web;

CREATE POLICY releases_esignterms_web_select ON releases_esignterms FOR SELECT TO web
    USING (true);
-- One's own; besides, the evidence of a signature is seen by whoever sees the signature.
CREATE POLICY releases_esignagreement_web_select ON releases_esignagreement FOR SELECT TO web
    USING (user_id = (SELECT acting_user())
           OR (SELECT true FROM releases_signature s
                WHERE s.agreement_id = releases_esignagreement.id LIMIT 1));
CREATE POLICY releases_esignagreement_web_insert ON releases_esignagreement FOR INSERT TO web
    WITH CHECK (user_id = (SELECT acting_user()));
CREATE POLICY releases_esignagreement_web_update ON releases_esignagreement FOR UPDATE TO web
    USING (user_id = (SELECT acting_user()));
