-- The program's role stays: other databases of the cluster may know it. What it was allowed goes.
DO $$
DECLARE
    policy record;
BEGIN
    FOR policy IN SELECT polname, polrelid::regclass AS relation FROM pg_policy LOOP
        EXECUTE format('DROP POLICY %I ON %s', policy.polname, policy.relation);
        EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY', policy.relation);
    END LOOP;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'portolan_app') THEN
        REVOKE ALL ON ALL TABLES IN SCHEMA public FROM portolan_app;
        REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM portolan_app;
        REVOKE ALL ON SCHEMA public FROM portolan_app;
    END IF;
END $$;

DROP FUNCTION admit_program(text);
DROP FUNCTION actor_of_person(uuid);
DROP FUNCTION act_for(uuid);
DROP FUNCTION reach_seats_of_agencies();
DROP FUNCTION reach_of_owner();
DROP FUNCTION reach_agencies();
DROP FUNCTION reach_cohorts();
DROP FUNCTION reach_attempts();
DROP FUNCTION reach_seats();
DROP FUNCTION reach_everything();
DROP FUNCTION reach_person();
