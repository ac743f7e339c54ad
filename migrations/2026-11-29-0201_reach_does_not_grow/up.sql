-- What an agency holds is looked up row by row, through keys, and no longer written into lists for a transaction: a list of
-- all groups and all enrolments of an agency grew with the agency, and every statement of its coordinators paid for it.
-- Whoever has a role in an agency reaches a group by asking for the group's agency; everything else follows from the row
-- that it hangs on, whose own rule holds.
-- A look-up is a scalar sub-select and no EXISTS: the planner prepares each EXISTS twice, and may then read all of a table to
-- look into a hash, which grows again.
CREATE INDEX cohorts_by_agency ON cohorts (agency_id);
CREATE INDEX cohort_instructors_by_person ON cohort_instructors (person_id);

CREATE OR REPLACE FUNCTION act_for(person uuid) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    roles_held text[];
    agencies_held uuid[];
    seats uuid[];
    attempts_begun uuid[];
BEGIN
    SELECT array_agg(g.role), array_agg(DISTINCT g.agency_id) FILTER (WHERE g.agency_id IS NOT NULL)
    INTO roles_held, agencies_held
    FROM role_grants g
    WHERE g.person_id = person
      AND NOT EXISTS (SELECT 1 FROM suspensions s WHERE s.person_id = person)
      AND EXISTS (SELECT 1 FROM persons p WHERE p.id = person AND p.welcomed_at IS NOT NULL);
    SELECT array_agg(e.id) INTO seats FROM enrolments e WHERE e.person_id = person;
    SELECT array_agg(a.id) INTO attempts_begun FROM attempts a WHERE a.enrolment_id = ANY(seats);
    PERFORM set_config('portolan.reach', CASE WHEN 'admin' = ANY(roles_held) THEN 'server' ELSE 'person' END, true),
            set_config('portolan.person', person::text, true),
            set_config('portolan.seats', coalesce(seats::text, ''), true),
            set_config('portolan.attempts', coalesce(attempts_begun::text, ''), true),
            set_config('portolan.agencies', coalesce(agencies_held::text, ''), true);
END $$;

ALTER POLICY within_reach ON enrolments USING (
    person_id = (SELECT reach_person()) OR (SELECT reach_everything())
    OR (SELECT c.agency_id FROM cohorts c WHERE c.id = cohort_id) = ANY((SELECT reach_agencies())::uuid[])
    OR (SELECT reach_of_owner()));
ALTER POLICY within_reach ON certificates USING (
    person_id = (SELECT reach_person()) OR (SELECT reach_everything())
    OR (SELECT c.agency_id FROM cohorts c WHERE c.id = cohort_id) = ANY((SELECT reach_agencies())::uuid[])
    OR (SELECT reach_of_owner()));

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['withdrawals', 'extra_times', 'invitations', 'lesson_reads', 'completions', 'attempts',
                                'extra_attempts', 'certificate_obstacles'] LOOP
        EXECUTE format('ALTER POLICY within_reach ON %I USING (
            enrolment_id = ANY((SELECT reach_seats())::uuid[]) OR (SELECT reach_everything())
            OR (SELECT true FROM enrolments e WHERE e.id = enrolment_id)
            OR (SELECT reach_of_owner()))', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['attempt_items', 'answer_ops', 'held_ops', 'submissions', 'results'] LOOP
        EXECUTE format('ALTER POLICY within_reach ON %I USING (
            attempt_id = ANY((SELECT reach_attempts())::uuid[]) OR (SELECT reach_everything())
            OR (SELECT true FROM attempts a WHERE a.id = attempt_id)
            OR (SELECT reach_of_owner()))', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['certificate_files', 'revocations', 'certificate_replacements', 'lost_access_requests'] LOOP
        EXECUTE format('ALTER POLICY within_reach ON %I USING (
            (SELECT reach_everything())
            OR (SELECT true FROM certificates f WHERE f.id = certificate_id)
            OR (SELECT reach_of_owner()))', name);
    END LOOP;
END $$;
ALTER POLICY within_reach ON grades USING (
    (SELECT reach_everything())
    OR (attempt_id <> ALL(coalesce((SELECT reach_attempts())::uuid[], '{}'))
        AND (SELECT true FROM attempts a WHERE a.id = attempt_id))
    OR (SELECT reach_of_owner()));

-- A person is within reach by any enrolment that is, by a role, or by a group that they teach.
ALTER POLICY within_reach ON persons USING (
    id = (SELECT reach_person()) OR (SELECT reach_everything())
    OR (SELECT true FROM enrolments e WHERE e.person_id = persons.id LIMIT 1)
    OR (SELECT true FROM role_grants g WHERE g.person_id = persons.id LIMIT 1)
    OR (SELECT true FROM cohort_instructors i JOIN cohorts c ON c.id = i.cohort_id
        WHERE i.person_id = persons.id AND c.agency_id = ANY((SELECT reach_agencies())::uuid[]) LIMIT 1)
    OR (SELECT reach_of_owner()));
ALTER POLICY seen_by_agency ON sessions USING (
    (SELECT true FROM enrolments e WHERE e.person_id = sessions.person_id LIMIT 1));
ALTER POLICY within_reach ON mails USING (
    person_id = (SELECT reach_person()) OR (SELECT reach_everything())
    OR (SELECT true FROM enrolments e WHERE e.person_id = mails.person_id LIMIT 1)
    OR (SELECT reach_of_owner()));

DROP FUNCTION reach_seats_of_agencies();
DROP FUNCTION reach_cohorts();
