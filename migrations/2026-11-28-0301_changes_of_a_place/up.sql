-- How often a place in a course has changed. A server that remembers a place with everything done in it compares this
-- number, which it reads with the session anyway, instead of reading the place anew for every page.
--
-- A table that the pages of a place are made from has a trigger below; the answers of a sitting do not, they are always
-- read. What concerns a whole group is counted on its cohort, and both are added.
ALTER TABLE enrolments ADD COLUMN changes bigint NOT NULL DEFAULT 0;
ALTER TABLE cohorts ADD COLUMN changes bigint NOT NULL DEFAULT 0;

CREATE FUNCTION count_own_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changes := OLD.changes + 1;
    RETURN NEW;
END $$;
CREATE TRIGGER count_own_change BEFORE UPDATE ON enrolments FOR EACH ROW EXECUTE FUNCTION count_own_change();
CREATE TRIGGER count_own_change BEFORE UPDATE ON cohorts FOR EACH ROW EXECUTE FUNCTION count_own_change();

-- Whoever may change the row below may make its place count it, whatever they may see of the place itself.
CREATE FUNCTION count_change_of_enrolment() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE enrolments SET changes = changes WHERE id = coalesce(NEW.enrolment_id, OLD.enrolment_id);
    RETURN NULL;
END $$;
CREATE FUNCTION count_change_of_attempt() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE enrolments e SET changes = changes FROM attempts a
    WHERE a.id = coalesce(NEW.attempt_id, OLD.attempt_id) AND e.id = a.enrolment_id;
    RETURN NULL;
END $$;
CREATE FUNCTION count_change_of_cohort() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE cohorts SET changes = changes WHERE id = coalesce(NEW.cohort_id, OLD.cohort_id);
    RETURN NULL;
END $$;
CREATE FUNCTION count_change_of_release() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE cohorts c SET changes = changes FROM releases r
    WHERE r.id = coalesce(NEW.release_id, OLD.release_id) AND c.id = r.cohort_id;
    RETURN NULL;
END $$;
-- Every group of a course sees the plan of its newest version.
CREATE FUNCTION count_change_of_course() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE cohorts c SET changes = changes FROM course_versions v
    WHERE v.id = c.course_version_id AND v.course_id = coalesce(NEW.course_id, OLD.course_id);
    RETURN NULL;
END $$;

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

-- `places`: the enrolments that were not withdrawn, each with its count.
CREATE OR REPLACE VIEW actors AS
SELECT p.id, p.full_name, p.lang, p.time_zone,
       p.welcomed_at IS NOT NULL AS welcomed,
       EXISTS (SELECT 1 FROM suspensions s WHERE s.person_id = p.id) AS suspended,
       coalesce((SELECT jsonb_agg(jsonb_build_object('role', g.role, 'agency', g.agency_id))
                 FROM role_grants g WHERE g.person_id = p.id), '[]') AS grants,
       EXISTS (SELECT 1 FROM enrolments e WHERE e.person_id = p.id
               AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.enrolment_id = e.id)) AS learns,
       coalesce((SELECT jsonb_object_agg(e.id, e.changes + c.changes)
                 FROM enrolments e JOIN cohorts c ON c.id = e.cohort_id
                 WHERE e.person_id = p.id
                 AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.enrolment_id = e.id)), '{}') AS places
FROM persons p;
