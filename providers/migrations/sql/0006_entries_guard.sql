-- When an entry was last changed or confirmed: the clock's word, whoever writes. The owner's
-- imports and the demo may say when it was.
CREATE FUNCTION providers_kept() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    NEW.kept_at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER d_kept BEFORE INSERT OR UPDATE OF name, other_names, credentials, profession,
    taxonomy, languages, npi, npi_deactivated_on, email, secure_email, phone, kept_at
    ON providers_provider FOR EACH ROW WHEN (calling_role() <> 'owner')
    EXECUTE FUNCTION providers_kept();
CREATE TRIGGER d_kept BEFORE INSERT OR UPDATE OF name, kind, npi, npi_deactivated_on, phone,
    time_zone, is_part2_programme, kept_at
    ON providers_organization FOR EACH ROW WHEN (calling_role() <> 'owner')
    EXECUTE FUNCTION providers_kept();

-- Each code stands on the list, which only grows: nobody but the owner takes one off it.
CREATE FUNCTION providers_taxonomy_guard() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM unnest(NEW.taxonomy) AS t(one)
                WHERE NOT EXISTS (SELECT FROM providers_taxonomycode WHERE code = one)) THEN
        RAISE EXCEPTION 'A taxonomy code is not on the list.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'provider_taxonomy_is_known';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_taxonomy_guard BEFORE INSERT OR UPDATE OF taxonomy ON providers_provider
    FOR EACH ROW WHEN (NEW.taxonomy <> '{}') EXECUTE FUNCTION providers_taxonomy_guard();

-- Nobody joins an organization that is deactivated, and none is deactivated while somebody belongs
-- to it or will. The row of the organization is what the two wait for each other at.
CREATE FUNCTION providers_place_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM providers_organization WHERE id = NEW.organization_id AND is_active FOR SHARE;
    IF NOT FOUND AND coalesce(upper(NEW.during) > clock_timestamp(), true) THEN
        RAISE EXCEPTION 'The organization is deactivated.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_is_of_an_active_one';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER d_place_guard BEFORE INSERT OR UPDATE ON providers_membership
    FOR EACH ROW EXECUTE FUNCTION providers_place_guard();

CREATE FUNCTION providers_deactivation_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM providers_membership WHERE organization_id = NEW.id
                AND coalesce(upper(during) > clock_timestamp(), true)) THEN
        RAISE EXCEPTION 'Somebody belongs to the organization still.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'deactivated_one_has_no_members';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_deactivation_guard BEFORE UPDATE OF is_active ON providers_organization
    FOR EACH ROW WHEN (NOT NEW.is_active) EXECUTE FUNCTION providers_deactivation_guard();

ALTER TABLE providers_licence ENABLE ROW LEVEL SECURITY;
ALTER TABLE providers_location ENABLE ROW LEVEL SECURITY;
ALTER TABLE providers_taxonomycode ENABLE ROW LEVEL SECURITY;

GRANT UPDATE (other_names, taxonomy, languages, secure_email, npi_deactivated_on, said_phone,
    kept_at) ON providers_provider TO web;
GRANT UPDATE (time_zone, npi_deactivated_on, said_phone, is_active, kept_at)
    ON providers_organization TO web;
GRANT SELECT, INSERT, DELETE ON providers_licence, providers_location TO web;
GRANT UPDATE (state, number, kind, ends) ON providers_licence TO web;
GRANT UPDATE (use, street, more, city, state, postal_code, country, phone) ON providers_location
    TO web;
GRANT SELECT ON providers_taxonomycode TO web;

CREATE POLICY providers_licence_web_select ON providers_licence FOR SELECT TO web
    USING ((SELECT acting_user()) IS NOT NULL);
CREATE POLICY providers_licence_web_insert ON providers_licence FOR INSERT TO web
    WITH CHECK ((SELECT acting_is_directory_admin()));
CREATE POLICY providers_licence_web_update ON providers_licence FOR UPDATE TO web
    USING ((SELECT acting_is_directory_admin()));
CREATE POLICY providers_licence_web_delete ON providers_licence FOR DELETE TO web
    USING ((SELECT acting_is_directory_admin()));

CREATE POLICY providers_location_web_select ON providers_location FOR SELECT TO web
    USING ((SELECT acting_user()) IS NOT NULL);
CREATE POLICY providers_location_web_insert ON providers_location FOR INSERT TO web
    WITH CHECK ((SELECT acting_is_directory_admin()));
CREATE POLICY providers_location_web_update ON providers_location FOR UPDATE TO web
    USING ((SELECT acting_is_directory_admin()));
CREATE POLICY providers_location_web_delete ON providers_location FOR DELETE TO web
    USING ((SELECT acting_is_directory_admin()));

CREATE POLICY providers_taxonomycode_web_select ON providers_taxonomycode FOR SELECT TO web
    USING ((SELECT acting_user()) IS NOT NULL);

-- The codes of those whom a practice meets most, in words of our own; an import brings the others.
INSERT INTO providers_taxonomycode (code, label, profession) VALUES
    ('101YA0400X', 'Substance use counselling', 'substance_use_counsellor'),
    ('101YM0800X', 'Mental health counselling', 'counsellor'),
    ('101YP2500X', 'Professional counselling', 'counsellor'),
    ('101YS0200X', 'School counselling', 'school_counsellor'),
    ('103TC0700X', 'Clinical psychology', 'psychologist'),
    ('103TS0200X', 'School psychology', 'psychologist'),
    ('1041C0700X', 'Clinical social work', 'social_worker'),
    ('104100000X', 'Social work', 'social_worker'),
    ('106H00000X', 'Couple and family therapy', 'couples_counsellor'),
    ('133V00000X', 'Diet and nutrition', 'dietitian'),
    ('163WP0808X', 'Psychiatric nursing', 'nurse'),
    ('171M00000X', 'Case management', 'case_manager'),
    ('175T00000X', 'Peer support', 'peer_specialist'),
    ('2084P0800X', 'Psychiatry', 'psychiatrist'),
    ('2084P0804X', 'Psychiatry of children and teenagers', 'psychiatrist'),
    ('207Q00000X', 'Family medicine', 'gp'),
    ('207R00000X', 'Internal medicine', 'doctor'),
    ('208000000X', 'Medicine for children', 'childrens_doctor'),
    ('221700000X', 'Art therapy', 'therapist'),
    ('225A00000X', 'Music therapy', 'therapist'),
    ('225X00000X', 'Occupational therapy', 'occupational_therapist'),
    ('235Z00000X', 'Speech and language therapy', 'speech_therapist'),
    ('363LP0808X', 'Psychiatric nursing, as a nurse practitioner', 'nurse');
