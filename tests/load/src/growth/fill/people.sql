-- Training agencies of some five thousand people each, the coordinator's own the first. Groups of 20, 40 and 60, spread over
-- the last three years; everybody has a place in one.
CREATE TEMP TABLE schools AS
    SELECT nth, CASE WHEN nth = 0 THEN (SELECT id FROM agencies WHERE name = 'Harbour School')
                     ELSE pg_temp.id_of(now() - interval '1100 days', 'agency ' || nth) END AS id
    FROM generate_series(0, (:people - 1) / 5000) nth;
INSERT INTO agencies (id, name, country, created_at)
    SELECT id, 'Training Agency ' || nth, 'MT', now() - interval '1100 days' FROM schools WHERE nth > 0;

CREATE TEMP TABLE groups AS
    SELECT nth, least((nth - 1) / 125, (SELECT max(s.nth) FROM schools s)) AS school,
           now() - interval '1090 days' * (1 - (nth * 0.618034) % 1) AS at
    FROM generate_series(1, ((:people - 1) / 120 + 1) * 3) nth;
ALTER TABLE groups ADD COLUMN id uuid;
UPDATE groups SET id = pg_temp.id_of(at, 'group ' || nth);
INSERT INTO cohorts (id, code, course_version_id, agency_id, place, starts_on, ends_on, due_at, created_at)
    SELECT g.id, 'GROWN-' || lpad(g.nth::text, 6, '0'), v.id, s.id, 'Valletta', g.at::date, g.at::date + 30, g.at + interval '29 days',
           g.at - interval '20 days'
    FROM groups g JOIN schools s ON s.nth = g.school
    CROSS JOIN (SELECT v.id FROM course_versions v JOIN courses c ON c.id = v.course_id WHERE c.slug = :'course') v;
INSERT INTO cohort_modules (cohort_id, module_version_id, position) SELECT id, :'module', 1 FROM groups;

-- Of every agency one coordinator and three instructors; each group is taught by one of them.
CREATE TEMP TABLE staff AS
    SELECT s.id AS agency, k AS role, pg_temp.id_of(now() - interval '1099 days', 'staff ' || s.nth || '/' || k) AS id, s.nth AS school
    FROM schools s, generate_series(0, 3) k;
INSERT INTO persons (id, email, full_name, latin_name, lang, country, agency, created_at, welcomed_at)
    SELECT id, 'staff' || school || '.' || role || '@agency.example', 'Marin Sol ' || school, 'Marin Sol ' || school, 'en', 'MT', 'Harbour School',
           now() - interval '1099 days', now() - interval '1099 days' FROM staff;
INSERT INTO role_grants (id, person_id, role, agency_id, granted_at)
    SELECT pg_temp.id_of(now() - interval '1099 days', 'grant ' || id), id, CASE role WHEN 0 THEN 'coordinator' ELSE 'instructor' END,
           agency, now() - interval '1099 days' FROM staff;
INSERT INTO cohort_instructors (cohort_id, person_id)
    SELECT g.id, t.id FROM groups g JOIN staff t ON t.school = g.school AND t.role = 1 + g.nth % 3;

-- What became of each of ten: 0 never came, 1 was taken out, 2 is in the middle of the quiz, 3 failed, 4 to 9 passed, of whom
-- 5 to 7 have a certificate and 8 and 9 have also written the task.
CREATE TEMP TABLE seats AS
    SELECT n.nth, n.nth % 10 AS fate, g.id AS cohort, g.school, g.at,
           pg_temp.id_of(g.at - interval '10 days', 'person ' || n.nth) AS person,
           pg_temp.id_of(g.at - interval '10 days', 'seat ' || n.nth) AS seat,
           pg_temp.id_of(g.at + interval '5 days', 'quiz ' || n.nth) AS attempt
    FROM generate_series(1, :people) n (nth)
    JOIN groups g ON g.nth = ((n.nth - 1) / 120) * 3 + CASE WHEN (n.nth - 1) % 120 < 20 THEN 1 WHEN (n.nth - 1) % 120 < 60 THEN 2 ELSE 3 END
    ORDER BY g.at, n.nth;
ANALYZE seats;

-- `changes` is what the triggers would have counted.
INSERT INTO persons (id, email, full_name, latin_name, lang, country, agency, created_at, welcomed_at, changes)
    SELECT person, 'grown' || nth || '@border.example', n.name, n.name, 'en', 'GE', 'Revenue Service', at - interval '10 days',
           CASE WHEN fate > 0 THEN at - interval '9 days' END, CASE WHEN fate > 1 THEN 12 ELSE 1 END
    FROM seats, LATERAL (SELECT (ARRAY['Ana','Nino','Luka','Omar','Irina','Wei','Aya','Tom'])[1 + nth % 8] || ' '
                                || initcap(substr(md5(nth::text), 1, 8)) AS name) n;
INSERT INTO enrolments (id, cohort_id, person_id, created_at) SELECT seat, cohort, person, at - interval '10 days' FROM seats;
INSERT INTO withdrawals (enrolment_id, at, reason) SELECT seat, at, 'moved to another post' FROM seats WHERE fate = 1;
INSERT INTO extra_times (enrolment_id, percent, set_at) SELECT seat, 25, at FROM seats WHERE nth % 50 = 7;
INSERT INTO passwords (person_id, phc, set_at)
    SELECT person, '$argon2id$v=19$m=19456,t=2,p=1$' || substr(md5(nth::text), 1, 22) || '$' || substr(md5(nth::text) || md5(nth::text), 1, 43),
           at - interval '9 days' FROM seats WHERE fate > 0 AND nth % 2 = 0;
INSERT INTO sessions (id, token_hash, person_id, created_at, expires_at)
    SELECT pg_temp.id_of(at - interval '9 days', 'session ' || nth), sha256(('session ' || nth)::bytea), person, at - interval '9 days',
           at + interval '5 days' FROM seats WHERE fate > 0;

-- The words of a mail go thirty days after it was sent; that there was one is kept.
INSERT INTO mails (id, person_id, recipient, lang, template, subject, text_body, html_body, created_at, sent_at)
    SELECT pg_temp.id_of(m.sent, 'invited ' || nth), person, CASE WHEN fresh THEN 'grown' || nth || '@border.example' ELSE '' END, 'en',
           'invitation', CASE WHEN fresh THEN 'You are invited to a course' ELSE '' END,
           CASE WHEN fresh THEN repeat(md5(nth::text) || ' is invited to a course of the Harbour School. ', 12) ELSE '' END,
           CASE WHEN fresh THEN '<p>' || repeat(md5(nth::text) || ' is invited to a course of the Harbour School.</p><p>', 24) ELSE '' END,
           m.sent, m.sent
    FROM seats, LATERAL (SELECT at - interval '10 days' AS sent, at - interval '10 days' > now() - interval '30 days' AS fresh) m;
INSERT INTO invitations (id, enrolment_id, token_hash, code_hash, created_at, expires_at, used_at, mail_id)
    SELECT pg_temp.id_of(at - interval '10 days', 'invitation ' || nth), seat, sha256(('token ' || nth)::bytea), sha256(('code ' || nth)::bytea),
           at - interval '10 days', at + interval '4 days', CASE WHEN fate > 0 THEN at - interval '9 days' END,
           pg_temp.id_of(at - interval '10 days', 'invited ' || nth)
    FROM seats;
