INSERT INTO completions (enrolment_id, at) SELECT seat, at + interval '8 days' FROM seats WHERE fate BETWEEN 5 AND 7;
INSERT INTO certificates (id, enrolment_id, cohort_id, person_id, number, check_code, kid, facts, seal, issued_at)
    SELECT pg_temp.id_of(at + interval '8 days', 'paper ' || nth), seat, cohort, person, n.number, upper(substr(md5(nth::text), 1, 6)), k.kid,
           jsonb_build_object('number', n.number, 'name', 'Nino Beradze', 'course', 'A course of a proof', 'code', 'PS', 'field', 'Port security',
                'hours', 1, 'started', at::date, 'ended', at::date + 30, 'issued', at::date + 8, 'issuer', 'Portolan Training Service', 'language', 'en'),
           'PORTOLAN1' || repeat(upper(md5(nth::text)), 12), at + interval '8 days'
    FROM seats, LATERAL (SELECT 'PL-' || translate(lpad(nth::text, 8, '0'), '01', 'KT') || '-4' AS number) n,
         (SELECT kid FROM signing_keys WHERE purpose = 'certificate' ORDER BY created_at DESC LIMIT 1) k
    WHERE fate BETWEEN 5 AND 7;
INSERT INTO certificate_files (certificate_id, sha256, pdf)
    SELECT c.id, encode(sha256(f.pdf), 'hex'), f.pdf FROM certificates c, LATERAL (SELECT convert_to('%PDF-1.7 ' || repeat(c.number, 20), 'UTF8') AS pdf) f
    WHERE NOT EXISTS (SELECT 1 FROM certificate_files o WHERE o.certificate_id = c.id);
INSERT INTO mails (id, person_id, recipient, lang, template, subject, text_body, html_body, certificate_id, created_at, sent_at)
    SELECT pg_temp.id_of(m.sent, 'paper ' || nth), person, CASE WHEN fresh THEN 'grown' || nth || '@border.example' ELSE '' END, 'en',
           'certificate', CASE WHEN fresh THEN 'Your certificate' ELSE '' END,
           CASE WHEN fresh THEN repeat(md5(nth::text) || ' has a certificate of the Harbour School. ', 12) ELSE '' END,
           CASE WHEN fresh THEN '<p>' || repeat(md5(nth::text) || ' has a certificate of the Harbour School.</p><p>', 24) ELSE '' END,
           pg_temp.id_of(at + interval '8 days', 'paper ' || nth), m.sent, m.sent
    FROM seats, LATERAL (SELECT at + interval '8 days' AS sent, at + interval '8 days' > now() - interval '30 days' AS fresh) m
    WHERE fate BETWEEN 5 AND 7;

INSERT INTO audit_log (at, actor_id, act, about, detail)
    SELECT s.at + l.after, CASE WHEN l.own THEN s.person END, l.act, CASE l.what WHEN 'seat' THEN s.seat WHEN 'attempt' THEN s.attempt
           WHEN 'paper' THEN pg_temp.id_of(s.at + interval '8 days', 'paper ' || s.nth) END, l.detail
    FROM seats s CROSS JOIN LATERAL (
        SELECT interval '-10 days' AS after, false AS own, 'enrolment.invited' AS act, 'seat' AS what, '{}'::jsonb AS detail
        UNION ALL SELECT interval '-9 days', true, 'invitation.accepted', 'seat', '{}' WHERE s.fate > 0
        UNION ALL SELECT nth * interval '20 hours', true, 'lesson.read', 'seat', '{}' FROM generate_series(1, 5) nth WHERE s.fate > 1
        UNION ALL SELECT interval '5 days' + nth * interval '80 seconds', true, 'answers.received', NULL, '{"count": 2}'
                  FROM generate_series(1, 6) nth WHERE s.fate > 1
        UNION ALL SELECT interval '5 days 20 minutes', true, 'attempt.submitted', 'attempt', '{}' WHERE s.fate > 2
        UNION ALL SELECT interval '8 days', false, act, 'paper', '{}'
                  FROM unnest(ARRAY['certificate.issued', 'certificate.mailed']) act WHERE s.fate BETWEEN 5 AND 7) l;
