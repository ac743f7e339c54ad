-- How often something has changed that a person's own pages are made from: who they are, and their places in courses with
-- everything done in them. A server that remembers such a thing compares this number, which it reads with the session,
-- instead of reading the thing anew for every page. The answers of a sitting do not count: they are always read.
ALTER TABLE persons ADD COLUMN changes bigint NOT NULL DEFAULT 0;

CREATE FUNCTION count_own_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changes := OLD.changes + 1;
    RETURN NEW;
END $$;
CREATE TRIGGER count_own_change BEFORE UPDATE ON persons FOR EACH ROW EXECUTE FUNCTION count_own_change();

-- Whoever may change a row below may make it count, whatever they may see of the person.
CREATE FUNCTION count_change_of_person() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE persons SET changes = changes WHERE id = coalesce(NEW.person_id, OLD.person_id);
    RETURN NULL;
END $$;
CREATE FUNCTION count_change_of_enrolment() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE persons p SET changes = p.changes FROM enrolments e
    WHERE e.id = coalesce(NEW.enrolment_id, OLD.enrolment_id) AND p.id = e.person_id;
    RETURN NULL;
END $$;
CREATE FUNCTION count_change_of_attempt() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE persons p SET changes = p.changes FROM attempts a JOIN enrolments e ON e.id = a.enrolment_id
    WHERE a.id = coalesce(NEW.attempt_id, OLD.attempt_id) AND p.id = e.person_id;
    RETURN NULL;
END $$;
-- Everybody in a group, in one order: two such acts never wait for each other.
CREATE FUNCTION count_change_of_group(cohort uuid) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM persons p WHERE p.id IN (SELECT e.person_id FROM enrolments e WHERE e.cohort_id = cohort)
    ORDER BY p.id FOR NO KEY UPDATE;
    UPDATE persons p SET changes = p.changes
    WHERE p.id IN (SELECT e.person_id FROM enrolments e WHERE e.cohort_id = cohort);
END $$;
CREATE FUNCTION count_change_of_own_group() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM count_change_of_group(NEW.id);
    RETURN NULL;
END $$;
CREATE FUNCTION count_change_of_cohort() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM count_change_of_group(coalesce(NEW.cohort_id, OLD.cohort_id));
    RETURN NULL;
END $$;
CREATE FUNCTION count_change_of_release() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM count_change_of_group(r.cohort_id) FROM releases r WHERE r.id = coalesce(NEW.release_id, OLD.release_id);
    RETURN NULL;
END $$;
-- Every group of a course sees the plan of its newest version.
CREATE FUNCTION count_change_of_course() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM count_change_of_group(c.id) FROM cohorts c JOIN course_versions v ON v.id = c.course_version_id
    WHERE v.course_id = coalesce(NEW.course_id, OLD.course_id);
    RETURN NULL;
END $$;

CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON role_grants
    FOR EACH ROW EXECUTE FUNCTION count_change_of_person();
CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON suspensions
    FOR EACH ROW EXECUTE FUNCTION count_change_of_person();
CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON enrolments
    FOR EACH ROW EXECUTE FUNCTION count_change_of_person();
CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON withdrawals
    FOR EACH ROW EXECUTE FUNCTION count_change_of_enrolment();
CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON lesson_reads
    FOR EACH ROW EXECUTE FUNCTION count_change_of_enrolment();
CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON completions
    FOR EACH ROW EXECUTE FUNCTION count_change_of_enrolment();
CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON extra_attempts
    FOR EACH ROW EXECUTE FUNCTION count_change_of_enrolment();
CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON attempts
    FOR EACH ROW EXECUTE FUNCTION count_change_of_enrolment();
CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON submissions
    FOR EACH ROW EXECUTE FUNCTION count_change_of_attempt();
CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON results
    FOR EACH ROW EXECUTE FUNCTION count_change_of_attempt();
CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON grades
    FOR EACH ROW EXECUTE FUNCTION count_change_of_attempt();
CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON cohort_modules
    FOR EACH ROW EXECUTE FUNCTION count_change_of_cohort();
CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON releases
    FOR EACH ROW EXECUTE FUNCTION count_change_of_cohort();
CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON release_undos
    FOR EACH ROW EXECUTE FUNCTION count_change_of_release();
CREATE TRIGGER count_change AFTER INSERT OR UPDATE OR DELETE ON course_versions
    FOR EACH ROW EXECUTE FUNCTION count_change_of_course();
CREATE TRIGGER count_change AFTER UPDATE ON cohorts
    FOR EACH ROW EXECUTE FUNCTION count_change_of_own_group();

-- `places`: the enrolments that were not withdrawn.
CREATE OR REPLACE VIEW actors AS
SELECT p.id, p.full_name, p.lang, p.time_zone,
       p.welcomed_at IS NOT NULL AS welcomed,
       EXISTS (SELECT 1 FROM suspensions s WHERE s.person_id = p.id) AS suspended,
       coalesce((SELECT jsonb_agg(jsonb_build_object('role', g.role, 'agency', g.agency_id))
                 FROM role_grants g WHERE g.person_id = p.id), '[]') AS grants,
       EXISTS (SELECT 1 FROM enrolments e WHERE e.person_id = p.id
               AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.enrolment_id = e.id)) AS learns,
       coalesce((SELECT jsonb_agg(e.id) FROM enrolments e WHERE e.person_id = p.id
                 AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.enrolment_id = e.id)), '[]') AS places
FROM persons p;

-- Whose session it is, and how often something of theirs has changed: asked before it is known for whom to act. All three
-- are null when there is no such session.
CREATE FUNCTION holder_of_session(hash bytea, asked_at timestamptz, OUT session uuid, OUT person uuid, OUT changes bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    SELECT s.id, p.id, p.changes INTO session, person, changes FROM sessions s JOIN persons p ON p.id = s.person_id
    WHERE s.token_hash = hash AND s.ended_at IS NULL AND s.expires_at > asked_at;
END $$;
-- The same for the holder of a token.
CREATE FUNCTION changes_of_person(person uuid) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (SELECT p.changes FROM persons p WHERE p.id = person);
END $$;
REVOKE EXECUTE ON FUNCTION holder_of_session, changes_of_person, count_change_of_group FROM PUBLIC;
