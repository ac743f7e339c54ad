INSERT INTO lesson_reads (enrolment_id, module_version_id, lesson, read_at)
    SELECT s.seat, :'module', l.slug, s.at + l.nth * interval '20 hours'
    FROM seats s CROSS JOIN LATERAL (
        SELECT l ->> 'slug' AS slug, nth FROM module_versions v, jsonb_array_elements(v.content -> 'lessons') WITH ORDINALITY l (l, nth)
        WHERE v.id = :'module' AND nth <= 5) l
    WHERE s.fate > 1;
INSERT INTO attempts (id, enrolment_id, module_version_id, purpose, number, seed, blind_code, started_at, due_at, grace_seconds, noted_at)
    SELECT attempt, seat, :'module', 'quiz', 1, nth::bigint * 7919, 'Q' || lpad(nth::text, 9, '0'), at + interval '5 days',
           at + interval '5 days 30 minutes', 120, at + interval '5 days'
    FROM seats WHERE fate > 1;
INSERT INTO attempts (id, enrolment_id, module_version_id, purpose, number, seed, blind_code, started_at, noted_at)
    SELECT pg_temp.id_of(at + interval '6 days', 'task ' || nth), seat, :'module', 'task', 1, nth::bigint * 7919, 'T' || lpad(nth::text, 9, '0'),
           at + interval '6 days', at + interval '6 days'
    FROM seats WHERE fate > 7;

CREATE TEMP TABLE questions AS
    SELECT i.item_version_id AS id, k.key, row_number() OVER (ORDER BY i.position) - 1 AS position
    FROM module_version_items i JOIN item_versions v ON v.id = i.item_version_id JOIN items k ON k.id = v.item_id
    WHERE i.module_version_id = :'module';
INSERT INTO attempt_items (attempt_id, item_version_id, position)
    SELECT s.attempt, q.id, d FROM seats s CROSS JOIN generate_series(0, 11) d
    JOIN questions q ON q.position = (s.nth + d) % (SELECT count(*) FROM questions)
    WHERE s.fate > 1;

-- Of ten people eight have begun; ten saves for each of all.
INSERT INTO answer_ops (op_id, attempt_id, device, seq, kind, question, value, sha256, prev, made_at, mono_ms, received_at, late)
    SELECT gen_random_uuid(), s.attempt, s.device, q.seq, 'answer', o.key, jsonb_build_array(chr(97 + (s.nth + q.seq) % 4)),
           encode(sha256((s.nth || '/' || q.seq)::bytea), 'hex'),
           CASE WHEN q.seq = 1 THEN '' ELSE encode(sha256((s.nth || '/' || q.seq - 1)::bytea), 'hex') END,
           to_char(s.begun + q.seq * interval '40 seconds', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), q.seq * 40000,
           s.begun + q.seq * interval '40 seconds', false
    FROM (SELECT nth, attempt, at + interval '5 days' AS begun, md5('device ' || nth)::uuid::text AS device FROM seats WHERE fate > 1) s
    CROSS JOIN LATERAL generate_series(1, 12 + (s.nth % 2)::int) q (seq)
    JOIN questions o ON o.position = (s.nth + q.seq) % (SELECT count(*) FROM questions);
INSERT INTO answer_ops (op_id, attempt_id, device, seq, kind, question, value, sha256, prev, made_at, mono_ms, received_at, late)
    SELECT gen_random_uuid(), pg_temp.id_of(at + interval '6 days', 'task ' || nth), md5('device ' || nth)::uuid::text, 1, 'answer', :'task',
           jsonb_build_array(repeat('The seal was compared with the manifest before anybody touched the load. ', 15)),
           encode(sha256((nth || '/task')::bytea), 'hex'), '', '2026-01-01T12:00:00.000Z', 40000, at + interval '6 days', false
    FROM seats WHERE fate > 7;

INSERT INTO submissions (attempt_id, receipt, submitted_at, answered, late, by_clock)
    SELECT attempt, 'R-' || lpad(nth::text, 10, '0'), at + interval '5 days 20 minutes', 12, false, false FROM seats WHERE fate > 2;
INSERT INTO submissions (attempt_id, receipt, submitted_at, answered, late, by_clock)
    SELECT pg_temp.id_of(at + interval '6 days', 'task ' || nth), 'T-' || lpad(nth::text, 10, '0'), at + interval '6 days 1 hour', 1, false, false
    FROM seats WHERE fate > 7;
INSERT INTO results (attempt_id, points_milli, max_milli, passed, marks, marked_at)
    SELECT attempt, CASE WHEN fate = 3 THEN 5000 ELSE 10000 END, 12000, fate > 3,
           (SELECT jsonb_agg(jsonb_build_object('item', q.key, 'item_version', q.id, 'answer', jsonb_build_array('a'), 'mark',
                jsonb_build_object('points_milli', 1000, 'max_milli', 1000, 'answered', 'yes', 'understood', NULL)))
            FROM questions q WHERE q.position < 12),
           at + interval '5 days 20 minutes'
    FROM seats WHERE fate > 2;
-- Half of the tasks wait for their grader.
INSERT INTO grades (id, attempt_id, version, grader_id, marks, total, maximum, complete, feedback, created_at)
    SELECT pg_temp.id_of(s.at + interval '7 days', 'grade ' || s.nth), pg_temp.id_of(s.at + interval '6 days', 'task ' || s.nth), 1, t.id,
           '{}', 8, 12, true, 'Say who holds the key.', s.at + interval '7 days'
    FROM seats s JOIN staff t ON t.school = s.school AND t.role = 1 WHERE s.fate = 8;
