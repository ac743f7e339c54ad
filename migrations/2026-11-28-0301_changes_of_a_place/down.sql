DROP VIEW actors;
CREATE VIEW actors AS
SELECT p.id, p.full_name, p.lang, p.time_zone,
       p.welcomed_at IS NOT NULL AS welcomed,
       EXISTS (SELECT 1 FROM suspensions s WHERE s.person_id = p.id) AS suspended,
       coalesce((SELECT jsonb_agg(jsonb_build_object('role', g.role, 'agency', g.agency_id))
                 FROM role_grants g WHERE g.person_id = p.id), '[]') AS grants,
       EXISTS (SELECT 1 FROM enrolments e WHERE e.person_id = p.id
               AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.enrolment_id = e.id)) AS learns
FROM persons p;

DROP TRIGGER count_change ON withdrawals;
DROP TRIGGER count_change ON lesson_reads;
DROP TRIGGER count_change ON completions;
DROP TRIGGER count_change ON extra_attempts;
DROP TRIGGER count_change ON attempts;
DROP TRIGGER count_change ON submissions;
DROP TRIGGER count_change ON results;
DROP TRIGGER count_change ON grades;
DROP TRIGGER count_change ON cohort_modules;
DROP TRIGGER count_change ON releases;
DROP TRIGGER count_change ON release_undos;
DROP TRIGGER count_change ON course_versions;
DROP TRIGGER count_own_change ON enrolments;
DROP TRIGGER count_own_change ON cohorts;
DROP FUNCTION count_change_of_enrolment, count_change_of_attempt, count_change_of_cohort, count_change_of_release,
    count_change_of_course, count_own_change;
ALTER TABLE cohorts DROP COLUMN changes;
ALTER TABLE enrolments DROP COLUMN changes;
