-- Takes the saves of one device into one attempt in a single statement, which is a transaction by itself: the attempt is
-- locked, the saves and the line in the audit log are written, and the whole is acknowledged after its commit. It answers
-- with one row: the places in the device's chain that were taken before.
--
-- Without a row nothing was written, because something is not plain: the attempt is not the asker's, was handed in, or a
-- save or its place is known already. The ledger then takes the saves one by one.
CREATE FUNCTION keep_saves(
    asker uuid, asked uuid, now_is timestamptz, from_device text,
    op_ids uuid[], seqs integer[], kinds text[], questions text[], vals jsonb[], hashes text[], prevs text[],
    times text[], monos bigint[]
) RETURNS TABLE (chain integer[]) LANGUAGE plpgsql AS $$
DECLARE
    is_late boolean;
    taken integer[];
BEGIN
    SELECT coalesce(now_is > a.due_at + make_interval(secs => a.grace_seconds), false) INTO is_late
    FROM attempts a
    WHERE a.id = asked AND EXISTS (
        SELECT 1 FROM enrolments e WHERE e.id = a.enrolment_id AND e.person_id = asker
        AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.enrolment_id = e.id))
    FOR UPDATE OF a;
    IF NOT FOUND
        OR EXISTS (SELECT 1 FROM submissions s WHERE s.attempt_id = asked)
        OR EXISTS (SELECT 1 FROM answer_ops o WHERE o.op_id = ANY (op_ids)) THEN
        RETURN;
    END IF;
    taken := ARRAY(SELECT o.seq FROM answer_ops o WHERE o.attempt_id = asked AND o.device = from_device);
    IF taken && seqs THEN
        RETURN;
    END IF;
    INSERT INTO answer_ops (attempt_id, device, received_at, late, op_id, seq, kind, question, value, sha256, prev,
                            made_at, mono_ms)
    SELECT asked, from_device, now_is, is_late, s.op_id, s.seq, s.kind, s.question, s.value, s.sha256, s.prev, s.made_at,
           s.mono_ms
    FROM unnest(op_ids, seqs, kinds, questions, vals, hashes, prevs, times, monos)
         WITH ORDINALITY AS s (op_id, seq, kind, question, value, sha256, prev, made_at, mono_ms, nth)
    ORDER BY s.nth;
    INSERT INTO audit_log (at, actor_id, act, detail)
    VALUES (now_is, asker, 'answers.received', jsonb_build_object('count', cardinality(op_ids)));
    chain := taken;
    RETURN NEXT;
END $$;
