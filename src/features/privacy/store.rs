//! The files of the export: what the registry names, read for one person.

use diesel::QueryableByName;
use diesel::sql_types::{Jsonb, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use serde_json::Value;

use crate::base::ids::Uuid;
use crate::platform::db::Conn;
use crate::platform::web::AppError;

/// One kind of record: its file, and a query for the rows of person `$1`. Its fields are those that the registry names
/// for it, and no others but `context`; a test holds that.
pub struct Section {
    pub file: &'static str,
    /// Fields that say nothing about the person, and are needed to read the others.
    pub context: &'static [&'static str],
    query: &'static str,
}

/// Everything that is kept about somebody, as far as the registry exports it.
pub const SECTIONS: &[Section] = &[
    Section {
        file: "person",
        context: &[],
        query: "SELECT jsonb_build_object('email', p.email, 'full_name', p.full_name, 'latin_name', p.latin_name,
                    'lang', p.lang, 'country', p.country, 'agency', p.agency, 'time_zone', p.time_zone,
                    'created_at', p.created_at, 'welcomed_at', p.welcomed_at, 'password_set_at', w.set_at) AS row
                FROM persons p LEFT JOIN passwords w ON w.person_id = p.id WHERE p.id = $1",
    },
    Section {
        file: "roles",
        context: &[],
        query: "SELECT jsonb_build_object('role', g.role, 'agency', a.name, 'granted_at', g.granted_at) AS row
                FROM role_grants g LEFT JOIN agencies a ON a.id = g.agency_id WHERE g.person_id = $1 ORDER BY g.granted_at",
    },
    Section {
        file: "teaching",
        context: &[],
        query: "SELECT jsonb_build_object('cohort', c.code) AS row FROM cohort_instructors i
                JOIN cohorts c ON c.id = i.cohort_id WHERE i.person_id = $1 ORDER BY c.starts_on, c.code",
    },
    Section {
        file: "sessions",
        context: &[],
        query: "SELECT jsonb_build_object('created_at', s.created_at, 'expires_at', s.expires_at, 'ended_at', s.ended_at) AS row
                FROM sessions s WHERE s.person_id = $1 ORDER BY s.created_at",
    },
    Section {
        file: "codes",
        context: &[],
        query: "SELECT jsonb_build_object('created_at', c.created_at, 'expires_at', c.expires_at, 'tries', c.tries,
                    'used_at', c.used_at) AS row
                FROM sign_in_codes c WHERE c.person_id = $1 ORDER BY c.created_at",
    },
    Section {
        file: "enrolments",
        context: &["course", "place", "starts_on", "ends_on"],
        query: "SELECT jsonb_build_object('course', v.content->'titles', 'cohort', c.code, 'place', c.place, 'starts_on', c.starts_on, 'ends_on', c.ends_on,
                    'enrolled_at', e.created_at, 'withdrawn_at', w.at, 'withdrawn_why', w.reason, 'completed_at', d.at,
                    'extra_time_percent', x.percent, 'extra_time_set_at', x.set_at) AS row
                FROM enrolments e JOIN cohorts c ON c.id = e.cohort_id
                JOIN course_versions v ON v.id = c.course_version_id
                LEFT JOIN withdrawals w ON w.enrolment_id = e.id LEFT JOIN completions d ON d.enrolment_id = e.id
                LEFT JOIN extra_times x ON x.enrolment_id = e.id WHERE e.person_id = $1 ORDER BY e.created_at",
    },
    Section {
        file: "invitations",
        context: &["cohort"],
        query: "SELECT jsonb_build_object('cohort', c.code, 'created_at', i.created_at, 'expires_at', i.expires_at,
                    'used_at', i.used_at) AS row
                FROM invitations i JOIN enrolments e ON e.id = i.enrolment_id JOIN cohorts c ON c.id = e.cohort_id
                WHERE e.person_id = $1 ORDER BY i.created_at",
    },
    Section {
        file: "lessons",
        context: &[],
        query: "SELECT jsonb_build_object('module', m.slug, 'lesson', r.lesson, 'read_at', r.read_at) AS row
                FROM lesson_reads r JOIN enrolments e ON e.id = r.enrolment_id
                JOIN module_versions v ON v.id = r.module_version_id JOIN modules m ON m.id = v.module_id
                WHERE e.person_id = $1 ORDER BY r.read_at",
    },
    Section {
        file: "extra_attempts",
        context: &["title"],
        query: "SELECT jsonb_build_object('module', m.slug, 'title', v.content->'titles', 'purpose', x.purpose,
                    'number', x.number, 'given_at', x.given_at, 'reason', x.reason) AS row
                FROM extra_attempts x JOIN enrolments e ON e.id = x.enrolment_id
                JOIN module_versions v ON v.id = x.module_version_id JOIN modules m ON m.id = v.module_id
                WHERE e.person_id = $1 ORDER BY x.given_at",
    },
    Section {
        file: "attempts",
        context: &[],
        query: "SELECT jsonb_build_object('module', m.slug, 'purpose', a.purpose, 'number', a.number, 'started_at', a.started_at,
                    'due_at', a.due_at, 'receipt', s.receipt, 'submitted_at', s.submitted_at, 'answered', s.answered,
                    'late', s.late, 'by_clock', s.by_clock, 'points', r.points_milli / 1000.0, 'maximum', r.max_milli / 1000.0,
                    'marked_at', r.marked_at, 'passed', CASE WHEN a.purpose = 'quiz' THEN r.passed END) AS row
                FROM attempts a JOIN enrolments e ON e.id = a.enrolment_id
                JOIN module_versions v ON v.id = a.module_version_id JOIN modules m ON m.id = v.module_id
                LEFT JOIN submissions s ON s.attempt_id = a.id LEFT JOIN results r ON r.attempt_id = a.id
                WHERE e.person_id = $1 ORDER BY a.started_at",
    },
    Section {
        file: "answers",
        context: &["attempt_started_at"],
        query: "SELECT jsonb_build_object('attempt_started_at', a.started_at, 'question', o.question, 'kind', o.kind,
                    'value', o.value, 'device', o.device, 'made_at', o.made_at, 'sha256', o.sha256,
                    'received_at', o.received_at, 'late', o.late) AS row
                FROM answer_ops o JOIN attempts a ON a.id = o.attempt_id JOIN enrolments e ON e.id = a.enrolment_id
                WHERE e.person_id = $1 ORDER BY o.arrival",
    },
    Section {
        file: "held",
        context: &["attempt_started_at"],
        query: "SELECT jsonb_build_object('attempt_started_at', a.started_at, 'save', h.body, 'reason', h.reason,
                    'received_at', h.received_at, 'verdict', d.verdict, 'decision_reason', d.reason, 'decided_at', d.at) AS row
                FROM held_ops h JOIN attempts a ON a.id = h.attempt_id JOIN enrolments e ON e.id = a.enrolment_id
                LEFT JOIN held_decisions d ON d.held_id = h.id WHERE e.person_id = $1 ORDER BY h.received_at",
    },
    Section {
        file: "grades",
        context: &[],
        query: "SELECT jsonb_build_object('points', g.total, 'maximum', g.maximum, 'marks', g.marks, 'feedback', g.feedback,
                    'graded_at', g.created_at) AS row
                FROM grades g JOIN attempts a ON a.id = g.attempt_id JOIN enrolments e ON e.id = a.enrolment_id
                WHERE e.person_id = $1 AND g.complete AND EXISTS (
                    SELECT 1 FROM releases l WHERE l.cohort_id = e.cohort_id AND l.module_version_id = a.module_version_id
                    AND l.at >= g.created_at AND NOT EXISTS (SELECT 1 FROM release_undos u WHERE u.release_id = l.id))
                ORDER BY g.created_at",
    },
    Section {
        file: "certificates",
        context: &[],
        query: "SELECT jsonb_build_object('number', c.number, 'check_code', c.check_code, 'facts', c.facts, 'seal', c.seal,
                    'issued_at', c.issued_at, 'file_sha256', f.sha256, 'withdrawn_at', r.at, 'withdrawn_reason', r.reason,
                    'replacement_asked_at', n.at) AS row
                FROM certificates c LEFT JOIN certificate_files f ON f.certificate_id = c.id
                LEFT JOIN revocations r ON r.certificate_id = c.id
                LEFT JOIN certificate_replacements n ON n.certificate_id = c.id
                WHERE c.person_id = $1 ORDER BY c.issued_at",
    },
    Section {
        file: "obstacles",
        context: &[],
        query: "SELECT jsonb_build_object('at', o.at, 'what', o.what) AS row
                FROM certificate_obstacles o WHERE o.person_id = $1 ORDER BY o.at",
    },
    Section {
        file: "requests",
        context: &["certificate"],
        query: "SELECT jsonb_build_object('certificate', c.number, 'at', r.at, 'answered_at', a.at, 'granted', a.granted) AS row
                FROM lost_access_requests r JOIN certificates c ON c.id = r.certificate_id
                LEFT JOIN lost_access_answers a ON a.request_id = r.id WHERE c.person_id = $1 ORDER BY r.at",
    },
    Section {
        file: "mails",
        context: &[],
        query: "SELECT jsonb_build_object('recipient', m.recipient, 'lang', m.lang, 'template', m.template, 'subject', m.subject,
                    'text', m.text_body, 'created_at', m.created_at, 'sent_at', m.sent_at, 'failed_at', m.failed_at,
                    'trouble', m.last_error) AS row
                FROM mails m WHERE m.person_id = $1 ORDER BY m.created_at",
    },
    Section {
        file: "erasure",
        context: &[],
        query: "SELECT jsonb_build_object('asked_at', r.asked_at, 'due_at', r.due_at) AS row
                FROM erasure_requests r WHERE r.person_id = $1",
    },
    Section {
        file: "activity",
        context: &[],
        query: "SELECT jsonb_build_object('at', l.at, 'act', l.act, 'by_you', l.actor_id IS NOT DISTINCT FROM $1) AS row
                FROM audit_log l WHERE l.actor_id = $1 OR l.about = $1 ORDER BY l.id",
    },
];

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Jsonb)]
    row: Value,
}

/// The section of this file; a test asks for each that is named.
pub fn section(file: &str) -> Option<&'static Section> {
    SECTIONS.iter().find(|section| section.file == file)
}

/// The rows of a section.
pub async fn rows(conn: &mut Conn, section: &Section, person: Uuid) -> Result<Vec<Value>, AppError> {
    let rows: Vec<Row> = diesel::sql_query(section.query).bind::<SqlUuid, _>(person).load(conn).await?;
    Ok(rows.into_iter().map(|row| row.row).collect())
}
