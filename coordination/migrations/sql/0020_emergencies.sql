-- Emergency access: reading without a permission. Nothing here reads or writes a share, its consent
-- or a release; what it opens, it opens through the functions below and through no policy of items.
-- Each of them decides anew, under the locks that a suspension, an ended membership, an ended
-- treatment, the switch and the client's own no wait for; and each writes the ledger itself.

-- Times of one row after the other, also where the clock was set back: the newest is in force.
CREATE FUNCTION coordination_emergency_turned() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE latest timestamptz;
BEGIN
    PERFORM require_read_committed();
    IF TG_TABLE_NAME = 'coordination_emergencyswitch' THEN
        PERFORM lock_exclusive(ARRAY[NEW.organization_id]);
        SELECT max(s.at) INTO latest FROM coordination_emergencyswitch s
         WHERE s.organization_id = NEW.organization_id;
        IF NEW.is_on AND NOT EXISTS (SELECT FROM accounts_user
                                      WHERE is_active AND is_privacy_officer) THEN
            RAISE EXCEPTION 'Nobody would review it. Name a privacy officer first.'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'emergency_has_a_reviewer';
        END IF;
    ELSE
        PERFORM lock_exclusive(ARRAY[NEW.client_id]);
        SELECT max(w.at) INTO latest FROM coordination_emergencywish w
         WHERE w.client_id = NEW.client_id;
    END IF;
    NEW.at := greatest(clock_timestamp(), latest + interval '1 microsecond');
    RETURN NEW;
END $$;
CREATE TRIGGER a_emergency_turned BEFORE INSERT ON coordination_emergencyswitch
    FOR EACH ROW EXECUTE FUNCTION coordination_emergency_turned();
CREATE TRIGGER a_emergency_turned BEFORE INSERT ON coordination_emergencywish
    FOR EACH ROW EXECUTE FUNCTION coordination_emergency_turned();

CREATE FUNCTION coordination_emergency_is_kept() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'What was said about an emergency is kept as it is.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'emergency_is_kept';
END $$;
CREATE TRIGGER a_emergency_is_kept BEFORE UPDATE OR DELETE ON coordination_emergencyswitch
    FOR EACH ROW EXECUTE FUNCTION coordination_emergency_is_kept();
CREATE TRIGGER a_emergency_is_kept BEFORE UPDATE OR DELETE ON coordination_emergencywish
    FOR EACH ROW EXECUTE FUNCTION coordination_emergency_is_kept();
CREATE TRIGGER a_emergency_is_kept BEFORE UPDATE OR DELETE ON coordination_emergencyaccess
    FOR EACH ROW EXECUTE FUNCTION coordination_emergency_is_kept();
CREATE TRIGGER a_emergency_is_kept BEFORE UPDATE OR DELETE ON coordination_emergencydelay
    FOR EACH ROW EXECUTE FUNCTION coordination_emergency_is_kept();
CREATE TRIGGER a_emergency_is_kept BEFORE UPDATE OR DELETE ON coordination_emergencyreview
    FOR EACH ROW EXECUTE FUNCTION coordination_emergency_is_kept();

CREATE FUNCTION emergency_is_on(organization uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT coalesce((SELECT s.is_on FROM coordination_emergencyswitch s
                      WHERE s.organization_id = emergency_is_on.organization
                      ORDER BY s.at DESC LIMIT 1), false)
$$;

CREATE FUNCTION emergency_is_barred(client uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = public, pg_temp AS $$
    SELECT coalesce((SELECT w.is_barred FROM coordination_emergencywish w
                      WHERE w.client_id = emergency_is_barred.client
                      ORDER BY w.at DESC LIMIT 1), false)
$$;

-- Whether somebody who belongs to the organization treats the client, both at this moment.
CREATE FUNCTION is_treated_at(client uuid, organization uuid) RETURNS boolean LANGUAGE sql
VOLATILE SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM clients_treatment t
          JOIN providers_membership m ON m.provider_id = t.provider_id
         WHERE t.client_id = is_treated_at.client
           AND m.organization_id = is_treated_at.organization
           AND t.during @> clock_timestamp() AND m.during @> clock_timestamp())
$$;

-- Whether the acting provider may use emergency access for this client there, at this moment.
-- Asked at the beginning and at every look. Nobody uses it for whom they act for, who would read by
-- it what the law makes a minor's own; and not where nobody else could review it.
CREATE FUNCTION may_in_emergency(client uuid, organization uuid) RETURNS boolean LANGUAGE sql
VOLATILE SET search_path = public, pg_temp AS $$
    SELECT acting_provider() IS NOT NULL
       AND emergency_is_on(may_in_emergency.organization)
       AND EXISTS (SELECT FROM providers_membership m
                    WHERE m.provider_id = acting_provider()
                      AND m.organization_id = may_in_emergency.organization
                      AND m.during @> clock_timestamp())
       AND is_treated_at(may_in_emergency.client, may_in_emergency.organization)
       AND NOT emergency_is_barred(may_in_emergency.client)
       AND may_in_emergency.client NOT IN (SELECT acting_clients())
       AND EXISTS (SELECT FROM accounts_user u
                    WHERE u.is_active AND u.is_privacy_officer AND u.id <> acting_user())
$$;

-- The client who is meant: by id where the asker has it from a page of theirs, else by the full
-- name and the date of birth. Of those who are treated at the organization, and never one of two.
CREATE FUNCTION client_in_emergency(client uuid, name text, born date, organization uuid)
RETURNS uuid LANGUAGE sql VOLATILE SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN count(*) = 1 THEN (array_agg(c.id))[1] END
      FROM clients_client c
     WHERE CASE WHEN client_in_emergency.client IS NOT NULL
                THEN c.id = client_in_emergency.client
                ELSE lower(btrim(c.name)) = lower(btrim(client_in_emergency.name))
                     AND c.born = client_in_emergency.born END
       AND is_treated_at(c.id, client_in_emergency.organization)
$$;

-- Whom a letter about it goes to, if it goes to anybody: asked again when it goes.
CREATE FUNCTION emergency_letters(access uuid, due timestamptz) RETURNS void LANGUAGE plpgsql
VOLATILE SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM enqueue_outgoing('emergency_used', emergency_letters.access, person.id, due)
       FROM (SELECT c.user_id FROM coordination_emergencyaccess a
               JOIN clients_client c ON c.id = a.client_id WHERE a.id = emergency_letters.access
             UNION
             SELECT r.user_id FROM coordination_emergencyaccess a
               JOIN clients_authority r ON r.client_id = a.client_id
              WHERE a.id = emergency_letters.access) AS person(id)
      WHERE person.id IS NOT NULL;
END $$;

-- What may be said at the beginning, apart from what the table says by itself. 42 CFR 2.51 is for
-- medical personnel, and the one ground on which a Part 2 programme tells without a permission.
CREATE FUNCTION require_fitting_ground(organization uuid, ground text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = public, pg_temp AS $$
BEGIN
    IF ground = 'part2_medical' AND NOT EXISTS (
        SELECT FROM providers_provider p
         WHERE p.id = acting_provider() AND p.profession IN ('gp', 'psychiatrist')) THEN
        RAISE EXCEPTION 'This ground is for medical personnel. Choose another one.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'emergency_medical_personnel';
    END IF;
    IF ground <> 'part2_medical' AND EXISTS (
        SELECT FROM providers_organization o
         WHERE o.id = require_fitting_ground.organization AND o.is_part2_programme) THEN
        RAISE EXCEPTION 'A Part 2 programme tells only in a medical emergency.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'emergency_ground_fits_programme';
    END IF;
END $$;

-- Begins it: its id; the one that runs already where there is one; NULL where it cannot be used,
-- whatever the reason, so that nobody learns by it who is a client of whom, or what they wished. An
-- attempt is told to the client who was meant, but for where the asker said that it is dangerous.
CREATE FUNCTION begin_emergency(
    organization uuid, client uuid, name text, born date, ground text, nature text, asked text,
    asked_how text, safety_reason text, told_not_before timestamptz
) RETURNS uuid LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    asker uuid := acting_provider();
    is_quiet boolean := btrim(coalesce(safety_reason, '')) <> '' OR told_not_before IS NOT NULL;
    meant uuid;
    made uuid;
    moment timestamptz;
BEGIN
    PERFORM require_read_committed();
    IF asker IS NULL THEN RETURN NULL; END IF;
    -- First and by itself: two presses of one button begin one.
    PERFORM pg_advisory_xact_lock(hashtextextended('emergency ' || asker::text, 0));
    meant := client_in_emergency(client, name, born, organization);
    PERFORM lock_shared(ARRAY[asker, meant, organization]);
    IF meant IS NULL OR NOT may_in_emergency(meant, organization) THEN
        INSERT INTO ledger_entry (actor, verb, client, subject_type, subject_id, reason, detail,
                                  release_ids)
        VALUES (acting_user(), 'access_blocked', CASE WHEN NOT is_quiet THEN meant END,
                'providers.organization', begin_emergency.organization::text, '',
                '{"emergency": true}', '{}');
        RETURN NULL;
    END IF;
    PERFORM require_fitting_ground(organization, ground);
    moment := clock_timestamp();
    SELECT a.id INTO made FROM coordination_emergencyaccess a
     WHERE a.provider_id = asker AND a.client_id = meant AND a.until > moment
       AND a.organization_id = begin_emergency.organization AND a.ground = begin_emergency.ground;
    IF made IS NOT NULL THEN RETURN made; END IF;
    INSERT INTO coordination_emergencyaccess (client_id, provider_id, organization_id, ground,
        nature, asked, asked_how, begun_at, until)
    VALUES (meant, asker, begin_emergency.organization, begin_emergency.ground,
        begin_emergency.nature, begin_emergency.asked, btrim(coalesce(begin_emergency.asked_how, '')),
        moment, moment + interval '2 hours')
    RETURNING id INTO made;
    INSERT INTO ledger_entry (actor, verb, client, subject_type, subject_id, reason, detail,
                              release_ids)
    VALUES (acting_user(), 'emergency_begun', meant, 'coordination.emergencyaccess', made::text,
            '', jsonb_build_object('emergency', made, 'ground', begin_emergency.ground,
                                   'organization', begin_emergency.organization), '{}');
    IF is_quiet THEN
        INSERT INTO coordination_emergencydelay (access_id, reason, until, by_id)
        VALUES (made, coalesce(safety_reason, ''), told_not_before, acting_user());
    ELSE
        PERFORM emergency_letters(made, NULL);
    END IF;
    PERFORM enqueue_outgoing('emergency_to_review', made, u.id, NULL) FROM accounts_user u
      WHERE u.is_active AND u.is_privacy_officer AND u.id <> acting_user();
    RETURN made;
END $$;

-- The access, if it is the acting provider's and open at this moment: asked under the locks.
CREATE FUNCTION open_emergency(access uuid) RETURNS coordination_emergencyaccess LANGUAGE plpgsql
VOLATILE SET search_path = public, pg_temp AS $$
DECLARE one coordination_emergencyaccess;
BEGIN
    PERFORM require_read_committed();
    SELECT * INTO one FROM coordination_emergencyaccess a
     WHERE a.id = open_emergency.access AND a.provider_id = acting_provider();
    IF NOT FOUND THEN RETURN NULL; END IF;
    PERFORM lock_shared(ARRAY[one.provider_id, one.client_id, one.organization_id]);
    IF clock_timestamp() >= one.begun_at AND clock_timestamp() < one.until
       AND one.provider_id = acting_provider()
       AND may_in_emergency(one.client_id, one.organization_id) THEN
        RETURN one;
    END IF;
    RETURN NULL;
END $$;

-- What an open access reaches: notes about this client alone, written at the organization by
-- somebody else. No message, nothing exclusive, no Part 2 record on another ground than theirs, and
-- nothing that the client keeps from the asker by a limit: a limit outranks this, too.
CREATE FUNCTION items_in_emergency(access coordination_emergencyaccess) RETURNS SETOF uuid
LANGUAGE sql VOLATILE SET search_path = public, pg_temp AS $$
    SELECT i.id
      FROM coordination_itemsubject about
      JOIN coordination_item i ON i.id = about.item_id
     WHERE about.client_id = (access).client_id
       AND i.organization_id = (access).organization_id
       AND i.author_id <> (access).provider_id
       AND i.thread_id IS NULL
       AND i.kind NOT IN ('message', 'psychotherapy_note')
       AND NOT i.categories && ARRAY['psychotherapy_notes', 'sud_counseling_notes']::varchar[]
       AND ((access).ground = 'part2_medical'
            OR NOT i.categories && ARRAY['substance_use_part2']::varchar[])
       AND ((access).ground = 'part2_medical'
            OR NOT EXISTS (SELECT FROM providers_organization o
                            WHERE o.id = (access).organization_id AND o.is_part2_programme))
       AND NOT EXISTS (SELECT FROM coordination_itemsubject other
                        WHERE other.item_id = i.id AND other.client_id <> (access).client_id)
       AND NOT EXISTS (SELECT FROM release_withheld(i.id, ARRAY[(access).client_id],
                                                    i.categories::text[], (access).provider_id) w
                        WHERE w.during @> clock_timestamp())
$$;

-- For the pages of the asker: what the access is, while it is open.
CREATE FUNCTION emergency_shown(access uuid) RETURNS TABLE (id uuid, client_name varchar,
    organization_name varchar, ground varchar, nature varchar, until timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE one coordination_emergencyaccess := open_emergency(access);
BEGIN
    RETURN QUERY SELECT one.id, c.name, o.name, one.ground, one.nature, one.until
      FROM clients_client c, providers_organization o
     WHERE c.id = one.client_id AND o.id = one.organization_id;
END $$;

-- What it reaches, never a body.
CREATE FUNCTION emergency_list(access uuid) RETURNS TABLE (id uuid, kind varchar, author varchar,
    service_date date, categories varchar[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE one coordination_emergencyaccess := open_emergency(access);
BEGIN
    IF one.id IS NULL THEN RETURN; END IF;
    RETURN QUERY SELECT i.id, i.kind, p.name, i.service_date, i.categories
      FROM coordination_item i JOIN providers_provider p ON p.id = i.author_id
     WHERE i.id IN (SELECT items_in_emergency(one))
     ORDER BY i.service_date DESC, i.id DESC;
END $$;

-- One note with its body, and the line of the ledger in the same breath: there is no way to the one
-- without the other. No row where no open access of the acting provider reaches it.
CREATE FUNCTION open_in_emergency(item uuid) RETURNS TABLE (access uuid, kind varchar,
    author varchar, service_date date, categories varchar[], body text, obligations text[])
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
                   || CASE WHEN o.is_part2_programme THEN ARRAY['substance_use_part2'] END)
          FROM coordination_item i
          JOIN providers_provider p ON p.id = i.author_id
          JOIN providers_organization o ON o.id = i.organization_id
         WHERE i.id = open_in_emergency.item;
        RETURN;
    END LOOP;
END $$;

-- Of which accesses the acting person may not know as a client or for one: not told yet, or about a
-- minor to whom the law leaves some kind of information, of whom nobody else learns anything.
CREATE FUNCTION kept_emergencies() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT a.id::text FROM coordination_emergencyaccess a
     WHERE a.client_id IN (SELECT acting_clients())
       AND (EXISTS (SELECT FROM coordination_emergencydelay d
                     WHERE d.access_id = a.id AND d.until > statement_timestamp())
            OR a.client_id NOT IN (SELECT own_clients())
               AND a.client_id IN (SELECT k.client FROM kept_kinds() k))
$$;

-- To whom a letter about it may go at this moment, for the clerk who carries it.
CREATE FUNCTION people_told_of_emergency(access uuid) RETURNS SETOF uuid LANGUAGE sql STABLE
SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT person.id FROM coordination_emergencyaccess a
     CROSS JOIN LATERAL people_who_sign(a.client_id,
                    ARRAY(SELECT own.category_id FROM releases_minorconsent own)) AS person(id)
     WHERE a.id = people_told_of_emergency.access
       AND NOT EXISTS (SELECT FROM coordination_emergencydelay d
                        WHERE d.access_id = a.id AND d.until > statement_timestamp())
$$;

-- A delay is made longer before it has passed, by a privacy officer: what was told stays told. The
-- first one comes with the access, from `begin_emergency`.
CREATE FUNCTION coordination_emergency_prolonged() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    NEW.at := clock_timestamp();
    IF current_user = 'web' AND coalesce((
           SELECT max(d.until) NOT BETWEEN NEW.at AND NEW.until - interval '1 microsecond'
             FROM coordination_emergencydelay d WHERE d.access_id = NEW.access_id), true) THEN
        RAISE EXCEPTION 'Only a delay that has not passed is made longer.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'emergency_delay_is_only_prolonged';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_emergency_prolonged BEFORE INSERT ON coordination_emergencydelay
    FOR EACH ROW EXECUTE FUNCTION coordination_emergency_prolonged();

-- The letters that a delay puts off go when it has passed, if no longer one was added meanwhile.
CREATE FUNCTION coordination_emergency_delayed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM emergency_letters(NEW.access_id, NEW.until);
    RETURN NULL;
END $$;
CREATE TRIGGER emergency_delayed AFTER INSERT ON coordination_emergencydelay
    FOR EACH ROW EXECUTE FUNCTION coordination_emergency_delayed();

-- A verdict comes when the two hours are over: before, more can be opened than was judged.
CREATE FUNCTION coordination_emergency_reviewed() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
    NEW.at := clock_timestamp();
    IF EXISTS (SELECT FROM coordination_emergencyaccess a
                WHERE a.id = NEW.access_id AND a.until > NEW.at) THEN
        RAISE EXCEPTION 'This access still runs. Say what you think of it when it has ended.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'emergency_is_reviewed_afterwards';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_emergency_reviewed BEFORE INSERT ON coordination_emergencyreview
    FOR EACH ROW EXECUTE FUNCTION coordination_emergency_reviewed();

REVOKE EXECUTE ON FUNCTION emergency_is_on(uuid), emergency_is_barred(uuid),
    is_treated_at(uuid, uuid), may_in_emergency(uuid, uuid),
    client_in_emergency(uuid, text, date, uuid), emergency_letters(uuid, timestamptz),
    require_fitting_ground(uuid, text), open_emergency(uuid),
    items_in_emergency(coordination_emergencyaccess), emergency_shown(uuid),
    emergency_list(uuid), open_in_emergency(uuid), kept_emergencies(),
    begin_emergency(uuid, uuid, text, date, text, text, text, text, text, timestamptz),
    people_told_of_emergency(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION emergency_shown(uuid), emergency_list(uuid), open_in_emergency(uuid),
    kept_emergencies(),
    begin_emergency(uuid, uuid, text, date, text, text, text, text, text, timestamptz) TO web;
GRANT EXECUTE ON FUNCTION people_told_of_emergency(uuid) TO clerk;

ALTER TABLE coordination_emergencyswitch ENABLE ROW LEVEL SECURITY;
ALTER TABLE coordination_emergencywish ENABLE ROW LEVEL SECURITY;
ALTER TABLE coordination_emergencyaccess ENABLE ROW LEVEL SECURITY;
ALTER TABLE coordination_emergencydelay ENABLE ROW LEVEL SECURITY;
ALTER TABLE coordination_emergencyreview ENABLE ROW LEVEL SECURITY;

GRANT SELECT, INSERT ON coordination_emergencyswitch, coordination_emergencywish,
    coordination_emergencydelay, coordination_emergencyreview TO web;
-- Begun by the function alone, and read by those who look at it afterwards.
GRANT SELECT ON coordination_emergencyaccess TO web;
GRANT SELECT (id, access_id) ON coordination_emergencyreview TO clerk;

-- Whether a practice has it on is no secret; whoever keeps the directory turns it.
CREATE POLICY coordination_emergencyswitch_web_select ON coordination_emergencyswitch
    FOR SELECT TO web USING ((SELECT acting_user()) IS NOT NULL);
CREATE POLICY coordination_emergencyswitch_web_insert ON coordination_emergencyswitch
    FOR INSERT TO web WITH CHECK ((SELECT acting_is_directory_admin())
                                  AND by_id = (SELECT acting_user()));

-- Clients say it themselves; for those without an account, whoever acts for them. No provider reads
-- it: that it cannot be used is all that they are told, for whatever reason.
CREATE POLICY coordination_emergencywish_web_select ON coordination_emergencywish
    FOR SELECT TO web USING (client_id IN (SELECT acting_clients())
                             OR (SELECT acting_is_privacy_officer()));
CREATE POLICY coordination_emergencywish_web_insert ON coordination_emergencywish
    FOR INSERT TO web WITH CHECK (
        by_id = (SELECT acting_user())
        AND (client_id IN (SELECT own_clients())
             OR client_id IN (SELECT represented_clients())
                AND client_id IN (SELECT id FROM clients_client WHERE user_id IS NULL)));

CREATE POLICY coordination_emergencyaccess_client_select ON coordination_emergencyaccess
    FOR SELECT TO web USING (client_id IN (SELECT acting_clients())
                             AND id::text NOT IN (SELECT kept_emergencies()));
-- An officer who is the client, or acts for them, learns of it as a client does.
CREATE POLICY coordination_emergencyaccess_officer_select ON coordination_emergencyaccess
    FOR SELECT TO web USING ((SELECT acting_is_privacy_officer())
                             AND client_id NOT IN (SELECT acting_clients()));

-- Why the client is not told is for the officer alone, also after they were told.
CREATE POLICY coordination_emergencydelay_officer_select ON coordination_emergencydelay
    FOR SELECT TO web USING (
        (SELECT acting_is_privacy_officer())
        AND access_id IN (SELECT id FROM coordination_emergencyaccess
                           WHERE client_id NOT IN (SELECT acting_clients())));
CREATE POLICY coordination_emergencyreview_officer_select ON coordination_emergencyreview
    FOR SELECT TO web USING (
        (SELECT acting_is_privacy_officer())
        AND access_id IN (SELECT id FROM coordination_emergencyaccess
                           WHERE client_id NOT IN (SELECT acting_clients())));
CREATE POLICY coordination_emergencyreview_clerk_select ON coordination_emergencyreview
    FOR SELECT TO clerk USING (true);
-- Nobody judges, or keeps quiet, what they did themselves.
CREATE POLICY coordination_emergencydelay_web_insert ON coordination_emergencydelay
    FOR INSERT TO web WITH CHECK (
        (SELECT acting_is_privacy_officer()) AND by_id = (SELECT acting_user())
        AND access_id IN (SELECT a.id FROM coordination_emergencyaccess a
                            JOIN providers_provider p ON p.id = a.provider_id
                           WHERE p.user_id IS DISTINCT FROM (SELECT acting_user())
                             AND a.client_id NOT IN (SELECT acting_clients())));
CREATE POLICY coordination_emergencyreview_web_insert ON coordination_emergencyreview
    FOR INSERT TO web WITH CHECK (
        (SELECT acting_is_privacy_officer()) AND by_id = (SELECT acting_user())
        AND access_id IN (SELECT a.id FROM coordination_emergencyaccess a
                            JOIN providers_provider p ON p.id = a.provider_id
                           WHERE p.user_id IS DISTINCT FROM (SELECT acting_user())
                             AND a.client_id NOT IN (SELECT acting_clients())));

-- The lines of the ledger go the way of the access. By the verb first, which every line has at hand.
CREATE POLICY ledger_entry_emergency_select ON ledger_entry AS RESTRICTIVE FOR SELECT TO web
    USING (verb NOT IN ('emergency_begun', 'emergency_opened', 'emergency_delayed',
                        'emergency_reviewed')
           OR detail->>'emergency' NOT IN (SELECT kept_emergencies()));
