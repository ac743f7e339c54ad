CREATE FUNCTION reach_cohorts() RETURNS uuid[] LANGUAGE sql STABLE
    RETURN nullif(current_setting('portolan.cohorts', true), '')::uuid[];

CREATE FUNCTION reach_seats_of_agencies() RETURNS SETOF uuid LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT e.id FROM enrolments e WHERE e.cohort_id = ANY(reach_cohorts());
END $$;

CREATE OR REPLACE FUNCTION act_for(person uuid) RETURNS void LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    roles_held text[];
    agencies_held uuid[];
    seats uuid[];
    attempts_begun uuid[];
    cohorts_run uuid[];
BEGIN
    SELECT array_agg(g.role), array_agg(g.agency_id) FILTER (WHERE g.agency_id IS NOT NULL) INTO roles_held, agencies_held
    FROM role_grants g
    WHERE g.person_id = person
      AND NOT EXISTS (SELECT 1 FROM suspensions s WHERE s.person_id = person)
      AND EXISTS (SELECT 1 FROM persons p WHERE p.id = person AND p.welcomed_at IS NOT NULL);
    SELECT array_agg(e.id) INTO seats FROM enrolments e WHERE e.person_id = person;
    SELECT array_agg(a.id) INTO attempts_begun FROM attempts a WHERE a.enrolment_id = ANY(seats);
    IF agencies_held IS NOT NULL THEN
        SELECT array_agg(c.id) INTO cohorts_run FROM cohorts c WHERE c.agency_id = ANY(agencies_held);
    END IF;
    PERFORM set_config('portolan.reach', CASE WHEN 'admin' = ANY(roles_held) THEN 'server' ELSE 'person' END, true),
            set_config('portolan.person', person::text, true),
            set_config('portolan.seats', coalesce(seats::text, ''), true),
            set_config('portolan.attempts', coalesce(attempts_begun::text, ''), true),
            set_config('portolan.cohorts', coalesce(cohorts_run::text, ''), true),
            set_config('portolan.agencies', coalesce(agencies_held::text, ''), true);
END $$;

ALTER POLICY within_reach ON persons USING (
    id = (SELECT reach_person()) OR (SELECT reach_everything())
    OR EXISTS (SELECT 1 FROM enrolments e
               WHERE e.person_id = persons.id AND e.cohort_id = ANY((SELECT reach_cohorts())::uuid[]))
    OR EXISTS (SELECT 1 FROM role_grants g WHERE g.person_id = persons.id)
    OR EXISTS (SELECT 1 FROM cohort_instructors i
               WHERE i.person_id = persons.id AND i.cohort_id = ANY((SELECT reach_cohorts())::uuid[]))
    OR (SELECT reach_of_owner()));

ALTER POLICY within_reach ON enrolments USING (
    person_id = (SELECT reach_person()) OR (SELECT reach_everything())
    OR cohort_id = ANY((SELECT reach_cohorts())::uuid[])
    OR (SELECT reach_of_owner()));

ALTER POLICY seen_by_agency ON sessions USING (
    EXISTS (SELECT 1 FROM enrolments e
            WHERE e.person_id = sessions.person_id AND e.cohort_id = ANY((SELECT reach_cohorts())::uuid[])));

ALTER POLICY within_reach ON mails USING (
    person_id = (SELECT reach_person()) OR (SELECT reach_everything())
    OR EXISTS (SELECT 1 FROM enrolments e
               WHERE e.person_id = mails.person_id AND e.cohort_id = ANY((SELECT reach_cohorts())::uuid[]))
    OR (SELECT reach_of_owner()));

ALTER POLICY within_reach ON certificates USING (
    person_id = (SELECT reach_person()) OR (SELECT reach_everything())
    OR cohort_id = ANY((SELECT reach_cohorts())::uuid[])
    OR (SELECT reach_of_owner()));

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['withdrawals', 'extra_times', 'invitations', 'lesson_reads', 'completions', 'attempts',
                                'extra_attempts', 'certificate_obstacles'] LOOP
        EXECUTE format('ALTER POLICY within_reach ON %I USING (
            enrolment_id = ANY((SELECT reach_seats())::uuid[]) OR (SELECT reach_everything())
            OR enrolment_id IN (SELECT reach_seats_of_agencies())
            OR (SELECT reach_of_owner()))', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['attempt_items', 'answer_ops', 'held_ops', 'submissions', 'results'] LOOP
        EXECUTE format('ALTER POLICY within_reach ON %I USING (
            attempt_id = ANY((SELECT reach_attempts())::uuid[]) OR (SELECT reach_everything())
            OR EXISTS (SELECT 1 FROM attempts a WHERE a.id = attempt_id)
            OR (SELECT reach_of_owner()))', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['certificate_files', 'revocations', 'certificate_replacements', 'lost_access_requests'] LOOP
        EXECUTE format('ALTER POLICY within_reach ON %I USING (
            (SELECT reach_everything())
            OR EXISTS (SELECT 1 FROM certificates f WHERE f.id = certificate_id)
            OR (SELECT reach_of_owner()))', name);
    END LOOP;
END $$;
ALTER POLICY within_reach ON grades USING (
    (SELECT reach_everything())
    OR (attempt_id <> ALL(coalesce((SELECT reach_attempts())::uuid[], '{}'))
        AND EXISTS (SELECT 1 FROM attempts a WHERE a.id = attempt_id))
    OR (SELECT reach_of_owner()));

DROP INDEX cohort_instructors_by_person;
DROP INDEX cohorts_by_agency;
