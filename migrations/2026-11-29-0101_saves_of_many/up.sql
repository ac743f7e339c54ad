-- Saves of several devices in one statement, and who asks together with how far their sitting has come.

-- Takes batches of saves, each of one device into one attempt, in a single statement, which is a transaction by itself.
-- A row comes back for each batch that was kept whole: which one (from 1), and the places in the device's chain that were
-- taken before. It is acknowledged after the commit.
--
-- Of a batch without a row nothing was written, because something is not plain: the session is over, the attempt is not
-- the asker's, was handed in or is just being handed in, or a save or its place is known already. Whoever asks then goes
-- the long way. `hashes_of_tokens` is null for an asker who was found by other means.
CREATE FUNCTION keep_batches(
    received timestamptz[], hashes_of_tokens bytea[], askers uuid[], attempts_asked uuid[], devices text[], sizes integer[],
    batches integer[], op_ids uuid[], seqs integer[], kinds text[], questions text[], vals text[], hashes text[],
    prevs text[], times text[], monos bigint[]
) RETURNS TABLE (batch integer, chain integer[]) LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp
    -- Everything is looked up by its key, also before the first ANALYZE of a table that grew, and planned once: planning
    -- anew for each call would cost more than the whole.
    SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
    fit integer[];
    lates boolean[];
BEGIN
    -- In one order, and without waiting: who locks an attempt now may be handing it in.
    SELECT array_agg(l.n), array_agg(l.late) INTO fit, lates FROM (
        SELECT q.n::integer, coalesce(received[q.n] > a.due_at + make_interval(secs => a.grace_seconds), false) AS late
        FROM unnest(hashes_of_tokens, askers, attempts_asked) WITH ORDINALITY AS q (hash, asker, attempt, n)
        JOIN attempts a ON a.id = q.attempt
        JOIN enrolments e ON e.id = a.enrolment_id AND e.person_id = q.asker
        JOIN persons p ON p.id = q.asker AND p.welcomed_at IS NOT NULL
        WHERE (q.hash IS NULL OR EXISTS (SELECT 1 FROM sessions s WHERE s.token_hash = q.hash AND s.person_id = q.asker
                                         AND s.ended_at IS NULL AND s.expires_at > received[q.n]))
          AND NOT EXISTS (SELECT 1 FROM suspensions s WHERE s.person_id = q.asker)
          AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.enrolment_id = e.id)
        ORDER BY a.id
        FOR UPDATE OF a SKIP LOCKED) l;
    IF fit IS NULL THEN
        RETURN;
    END IF;
    -- A statement of its own: it sees what was handed in until the attempt was locked.
    RETURN QUERY
    WITH known AS (
        SELECT f.n, f.late, attempts_asked[f.n] AS attempt, devices[f.n] AS device,
               ARRAY(SELECT o.seq FROM answer_ops o
                     WHERE o.attempt_id = attempts_asked[f.n] AND o.device = devices[f.n]) AS taken
        FROM unnest(fit, lates) AS f (n, late)
        WHERE NOT EXISTS (SELECT 1 FROM submissions s WHERE s.attempt_id = attempts_asked[f.n])
    ), saves AS (
        SELECT s.*
        FROM unnest(batches, op_ids, seqs, kinds, questions, vals, hashes, prevs, times, monos) WITH ORDINALITY
             AS s (n, op_id, seq, kind, question, value, sha256, prev, made_at, mono_ms, place)
    ), plain AS (
        SELECT k.* FROM known k WHERE NOT EXISTS (
            SELECT 1 FROM saves s WHERE s.n = k.n AND (
                s.seq = ANY (k.taken) OR EXISTS (SELECT 1 FROM answer_ops o WHERE o.op_id = s.op_id)))
    ), kept AS (
        INSERT INTO answer_ops (attempt_id, device, received_at, late, op_id, seq, kind, question, value, sha256, prev,
                                made_at, mono_ms)
        SELECT p.attempt, p.device, received[p.n], p.late, s.op_id, s.seq, s.kind, s.question, s.value::jsonb, s.sha256, s.prev,
               s.made_at, s.mono_ms
        FROM saves s JOIN plain p ON p.n = s.n
        ORDER BY s.place
    ), told AS (
        INSERT INTO audit_log (at, actor_id, act, detail)
        SELECT received[p.n], askers[p.n], 'answers.received', jsonb_build_object('count', sizes[p.n]) FROM plain p
    )
    SELECT p.n, p.taken FROM plain p;
END $$;

-- Whose session it is, how often something of theirs has changed, and, when the address names a sitting, its newest save:
-- asked before it is known for whom to act. All are null when there is no such session. Whether the sitting is theirs,
-- whoever asks still has to find out.
CREATE FUNCTION who_asks(
    hash bytea, asked_at timestamptz, named uuid, OUT session uuid, OUT person uuid, OUT changes bigint, OUT newest bigint
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    SELECT s.id, p.id, p.changes INTO session, person, changes FROM sessions s JOIN persons p ON p.id = s.person_id
    WHERE s.token_hash = hash AND s.ended_at IS NULL AND s.expires_at > asked_at;
    IF named IS NOT NULL AND session IS NOT NULL THEN
        newest := coalesce((SELECT max(o.arrival) FROM answer_ops o WHERE o.attempt_id = named), 0);
    END IF;
END $$;
REVOKE EXECUTE ON FUNCTION keep_batches, who_asks FROM PUBLIC;

-- Nothing looks a save up by its arrival alone, or by its question.
ALTER TABLE answer_ops DROP CONSTRAINT answer_ops_arrival_key;
DROP INDEX answer_ops_by_attempt;
CREATE UNIQUE INDEX answer_ops_by_attempt ON answer_ops (attempt_id, arrival);

-- It is called by triggers that have the owner's rights already.
ALTER FUNCTION count_change_of_group(uuid) SECURITY INVOKER;
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
    -- What runs with the owner's rights and is asked by name: each answers about one person, or proves whom it acts for.
    FOR relation IN SELECT p.oid::regprocedure AS name FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
                    AND p.prosecdef AND p.prorettype <> 'trigger'::regtype LOOP
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
