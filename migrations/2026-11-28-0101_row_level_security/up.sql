-- Who sees which rows, held by the database itself. The program connects as a role that owns nothing; each of its
-- transactions says for whom it acts, and a row that is not theirs is not there. docs/decisions says why it is so.

-- Whom a transaction acts for. The settings live as long as it does; without them all of these are null, and nothing
-- is within reach.
CREATE FUNCTION reach_person() RETURNS uuid LANGUAGE sql STABLE
    RETURN nullif(current_setting('portolan.person', true), '')::uuid;
CREATE FUNCTION reach_everything() RETURNS boolean LANGUAGE sql STABLE
    RETURN current_setting('portolan.reach', true) = 'server';
-- Enrolments of that person, and their sittings as far as they were begun before.
CREATE FUNCTION reach_seats() RETURNS uuid[] LANGUAGE sql STABLE
    RETURN nullif(current_setting('portolan.seats', true), '')::uuid[];
CREATE FUNCTION reach_attempts() RETURNS uuid[] LANGUAGE sql STABLE
    RETURN nullif(current_setting('portolan.attempts', true), '')::uuid[];
-- Groups that the training agencies hold in which that person has a role, as far as they were opened before.
CREATE FUNCTION reach_cohorts() RETURNS uuid[] LANGUAGE sql STABLE
    RETURN nullif(current_setting('portolan.cohorts', true), '')::uuid[];
-- Those agencies.
CREATE FUNCTION reach_agencies() RETURNS uuid[] LANGUAGE sql STABLE
    RETURN nullif(current_setting('portolan.agencies', true), '')::uuid[];
-- Whether it is the owner who asks, who migrates, backs up and restores, and as whom the functions below run. Not by
-- its name, for a backup may be restored under another one.
CREATE FUNCTION reach_of_owner() RETURNS boolean LANGUAGE sql STABLE
    RETURN (SELECT pg_has_role(current_user, c.relowner, 'USAGE') FROM pg_class c WHERE c.oid = 'persons'::regclass);

-- Enrolments in those groups, looked up once for each table of a statement, when a row is not the person's own.
CREATE FUNCTION reach_seats_of_agencies() RETURNS SETOF uuid LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT e.id FROM enrolments e WHERE e.cohort_id = ANY(reach_cohorts());
END $$;

-- A transaction begins with it, as a program's only way to act for a person. What hangs on the person is looked up here,
-- once, and not believed from whoever calls.
CREATE FUNCTION act_for(person uuid) RETURNS void LANGUAGE plpgsql
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

-- Somebody as permission sees them: asked before it is known for whom to act.
CREATE FUNCTION actor_of_person(person uuid) RETURNS jsonb LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN (SELECT to_jsonb(a) FROM actors a WHERE a.id = person);
END $$;

-- Lets the program's role in, and makes it when it is missing; run after each migration and after a restore. A view that
-- runs with its owner's rights would show everything, so it stays closed.
CREATE FUNCTION admit_program(program text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    relation record;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = program) THEN
        BEGIN
            EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE', program);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- Another database of this cluster made it a moment ago.
        END;
    END IF;
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', program);
    -- What runs with the owner's rights, and answers about one person only.
    FOR relation IN SELECT p.oid::regprocedure AS name FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
                    AND p.proname IN ('act_for', 'actor_of_person', 'holder_of_session', 'changes_of_person') LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', relation.name, program);
    END LOOP;
    FOR relation IN SELECT c.oid::regclass AS name, c.relkind, coalesce(c.reloptions, '{}') AS options FROM pg_class c
                    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'S') LOOP
        CASE
            WHEN relation.relkind = 'S' THEN
                EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %s TO %I', relation.name, program);
            WHEN relation.name = to_regclass('__diesel_schema_migrations') THEN
                EXECUTE format('GRANT SELECT ON %s TO %I', relation.name, program);
            WHEN relation.relkind = 'r' OR 'security_invoker=true' = ANY(relation.options) THEN
                EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %I', relation.name, program);
            ELSE
                EXECUTE format('REVOKE ALL ON %s FROM %I', relation.name, program);
        END CASE;
    END LOOP;
END $$;
REVOKE EXECUTE ON FUNCTION admit_program, act_for, actor_of_person FROM PUBLIC;

-- What is cheap stands first: most rows are asked for by whom they belong to, and those lists are made once for a
-- transaction. The last resort of a sitting's rows is to look at the sitting, which has a rule of its own; it also finds
-- one that was begun a moment ago.
CREATE POLICY within_reach ON persons USING (
    id = (SELECT reach_person()) OR (SELECT reach_everything())
    OR EXISTS (SELECT 1 FROM enrolments e
               WHERE e.person_id = persons.id AND e.cohort_id = ANY((SELECT reach_cohorts())::uuid[]))
    OR EXISTS (SELECT 1 FROM role_grants g WHERE g.person_id = persons.id)
    OR EXISTS (SELECT 1 FROM cohort_instructors i
               WHERE i.person_id = persons.id AND i.cohort_id = ANY((SELECT reach_cohorts())::uuid[]))
    OR (SELECT reach_of_owner()));

CREATE POLICY within_reach ON enrolments USING (
    person_id = (SELECT reach_person()) OR (SELECT reach_everything())
    OR cohort_id = ANY((SELECT reach_cohorts())::uuid[])
    OR (SELECT reach_of_owner()));

-- What is secret even to those who run a course.
CREATE POLICY within_reach ON passwords USING (
    person_id = (SELECT reach_person()) OR (SELECT reach_everything()) OR (SELECT reach_of_owner()));
CREATE POLICY within_reach ON sign_in_codes USING (
    person_id = (SELECT reach_person()) OR (SELECT reach_everything()) OR (SELECT reach_of_owner()));
CREATE POLICY within_reach ON suspensions USING (
    person_id = (SELECT reach_person()) OR (SELECT reach_everything()) OR (SELECT reach_of_owner()));

-- Whoever runs a course sees that somebody has come in; only the person's own acts begin and end a session.
CREATE POLICY within_reach ON sessions USING (
    person_id = (SELECT reach_person()) OR (SELECT reach_everything()) OR (SELECT reach_of_owner()));
CREATE POLICY seen_by_agency ON sessions FOR SELECT USING (
    EXISTS (SELECT 1 FROM enrolments e
            WHERE e.person_id = sessions.person_id AND e.cohort_id = ANY((SELECT reach_cohorts())::uuid[])));

-- Roles are given by the server's command line alone.
CREATE POLICY within_reach ON role_grants USING ((SELECT reach_everything()) OR (SELECT reach_of_owner()));
CREATE POLICY seen_by_holder ON role_grants FOR SELECT USING (
    person_id = (SELECT reach_person()) OR agency_id = ANY((SELECT reach_agencies())::uuid[]));

CREATE POLICY within_reach ON mails USING (
    person_id = (SELECT reach_person()) OR (SELECT reach_everything())
    OR EXISTS (SELECT 1 FROM enrolments e
               WHERE e.person_id = mails.person_id AND e.cohort_id = ANY((SELECT reach_cohorts())::uuid[]))
    OR (SELECT reach_of_owner()));

CREATE POLICY within_reach ON certificates USING (
    person_id = (SELECT reach_person()) OR (SELECT reach_everything())
    OR cohort_id = ANY((SELECT reach_cohorts())::uuid[])
    OR (SELECT reach_of_owner()));

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['withdrawals', 'extra_times', 'invitations', 'lesson_reads', 'completions', 'attempts',
                                'extra_attempts', 'certificate_obstacles'] LOOP
        EXECUTE format('CREATE POLICY within_reach ON %I USING (
            enrolment_id = ANY((SELECT reach_seats())::uuid[]) OR (SELECT reach_everything())
            OR enrolment_id IN (SELECT reach_seats_of_agencies())
            OR (SELECT reach_of_owner()))', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['attempt_items', 'answer_ops', 'held_ops', 'submissions', 'results'] LOOP
        EXECUTE format('CREATE POLICY within_reach ON %I USING (
            attempt_id = ANY((SELECT reach_attempts())::uuid[]) OR (SELECT reach_everything())
            OR EXISTS (SELECT 1 FROM attempts a WHERE a.id = attempt_id)
            OR (SELECT reach_of_owner()))', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['certificate_files', 'revocations', 'certificate_replacements', 'lost_access_requests'] LOOP
        EXECUTE format('CREATE POLICY within_reach ON %I USING (
            (SELECT reach_everything())
            OR EXISTS (SELECT 1 FROM certificates f WHERE f.id = certificate_id)
            OR (SELECT reach_of_owner()))', name);
    END LOOP;
END $$;

-- Nobody gives a grade to themselves: to be seen it is enough to have sat, to be given it takes the agency.
CREATE POLICY within_reach ON grades USING (
    (SELECT reach_everything())
    OR (attempt_id <> ALL(coalesce((SELECT reach_attempts())::uuid[], '{}'))
        AND EXISTS (SELECT 1 FROM attempts a WHERE a.id = attempt_id))
    OR (SELECT reach_of_owner()));
CREATE POLICY seen_by_own ON grades FOR SELECT USING (attempt_id = ANY((SELECT reach_attempts())::uuid[]));

CREATE POLICY within_reach ON held_decisions USING (
    (SELECT reach_everything())
    OR EXISTS (SELECT 1 FROM held_ops h WHERE h.id = held_id)
    OR (SELECT reach_of_owner()));
CREATE POLICY within_reach ON lost_access_answers USING (
    (SELECT reach_everything())
    OR EXISTS (SELECT 1 FROM lost_access_requests r WHERE r.id = request_id)
    OR (SELECT reach_of_owner()));

-- Forced: for an owner that is no superuser the rules hold as well, and say themselves that it may.
DO $$
DECLARE
    name regclass;
BEGIN
    FOR name IN SELECT DISTINCT polrelid::regclass FROM pg_policy LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    END LOOP;
END $$;
