ALTER FUNCTION count_change_of_group(uuid) SECURITY DEFINER;
DROP INDEX answer_ops_by_attempt;
CREATE INDEX answer_ops_by_attempt ON answer_ops (attempt_id, question, arrival);
ALTER TABLE answer_ops ADD CONSTRAINT answer_ops_arrival_key UNIQUE (arrival);
DROP FUNCTION who_asks(bytea, timestamptz, uuid);
DROP FUNCTION keep_batches(timestamptz[], bytea[], uuid[], uuid[], text[], integer[], integer[], uuid[], integer[], text[],
                           text[], text[], text[], text[], text[], bigint[]);
CREATE OR REPLACE FUNCTION admit_program(program text) RETURNS void LANGUAGE plpgsql AS $$
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
