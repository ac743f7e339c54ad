//! The registry of what is kept about a person, and how it is read.

use diesel::QueryableByName;
use diesel::sql_types::{Jsonb, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use serde_json::Value;

use crate::base::ids::Uuid;
use crate::platform::db::Conn;
use crate::platform::web::AppError;

/// One kind of record: its file, and a query for the rows of person `$1`.
pub struct Section {
    pub file: &'static str,
    query: &'static str,
}

/// Everything that is kept about somebody who takes part. Hashes of passwords, tokens and codes are left out: they say
/// nothing about the person, and are safer nowhere else.
pub const SECTIONS: [Section; 9] = [
    Section {
        file: "person",
        query: "SELECT to_jsonb(p) - 'id' - 'changes' AS row FROM persons p WHERE p.id = $1",
    },
    Section {
        file: "roles",
        query: "SELECT jsonb_build_object('role', g.role, 'agency', a.name, 'granted_at', g.granted_at) AS row
                FROM role_grants g LEFT JOIN agencies a ON a.id = g.agency_id WHERE g.person_id = $1 ORDER BY g.granted_at",
    },
    Section {
        file: "sessions",
        query: "SELECT jsonb_build_object('created_at', s.created_at, 'expires_at', s.expires_at, 'ended_at', s.ended_at) AS row
                FROM sessions s WHERE s.person_id = $1 ORDER BY s.created_at",
    },
    Section {
        file: "enrolments",
        query: "SELECT jsonb_build_object('course', v.content->'titles', 'cohort', c.code, 'place', c.place, 'starts_on', c.starts_on, 'ends_on', c.ends_on,
                    'enrolled_at', e.created_at, 'withdrawn_at', w.at, 'completed_at', d.at, 'extra_time_percent', x.percent) AS row
                FROM enrolments e JOIN cohorts c ON c.id = e.cohort_id
                JOIN course_versions v ON v.id = c.course_version_id
                LEFT JOIN withdrawals w ON w.enrolment_id = e.id LEFT JOIN completions d ON d.enrolment_id = e.id
                LEFT JOIN extra_times x ON x.enrolment_id = e.id WHERE e.person_id = $1 ORDER BY e.created_at",
    },
    Section {
        file: "lessons",
        query: "SELECT jsonb_build_object('module', m.slug, 'lesson', r.lesson, 'read_at', r.read_at) AS row
                FROM lesson_reads r JOIN enrolments e ON e.id = r.enrolment_id
                JOIN module_versions v ON v.id = r.module_version_id JOIN modules m ON m.id = v.module_id
                WHERE e.person_id = $1 ORDER BY r.read_at",
    },
    Section {
        file: "attempts",
        query: "SELECT jsonb_build_object('module', m.slug, 'purpose', a.purpose, 'number', a.number, 'started_at', a.started_at,
                    'due_at', a.due_at, 'receipt', s.receipt, 'submitted_at', s.submitted_at, 'late', s.late,
                    'points', r.points_milli / 1000.0, 'maximum', r.max_milli / 1000.0,
                    'passed', CASE WHEN a.purpose = 'quiz' THEN r.passed END) AS row
                FROM attempts a JOIN enrolments e ON e.id = a.enrolment_id
                JOIN module_versions v ON v.id = a.module_version_id JOIN modules m ON m.id = v.module_id
                LEFT JOIN submissions s ON s.attempt_id = a.id LEFT JOIN results r ON r.attempt_id = a.id
                WHERE e.person_id = $1 ORDER BY a.started_at",
    },
    Section {
        file: "answers",
        query: "SELECT jsonb_build_object('attempt_started_at', a.started_at, 'question', o.question, 'kind', o.kind,
                    'value', o.value, 'received_at', o.received_at, 'late', o.late) AS row
                FROM answer_ops o JOIN attempts a ON a.id = o.attempt_id JOIN enrolments e ON e.id = a.enrolment_id
                WHERE e.person_id = $1 ORDER BY o.arrival",
    },
    Section {
        file: "grades",
        query: "SELECT jsonb_build_object('points', g.total, 'maximum', g.maximum, 'marks', g.marks, 'feedback', g.feedback,
                    'graded_at', g.created_at) AS row
                FROM grades g JOIN attempts a ON a.id = g.attempt_id JOIN enrolments e ON e.id = a.enrolment_id
                WHERE e.person_id = $1 AND g.complete AND EXISTS (
                    SELECT 1 FROM releases l WHERE l.cohort_id = e.cohort_id AND l.module_version_id = a.module_version_id
                    AND l.at >= g.created_at AND NOT EXISTS (SELECT 1 FROM release_undos u WHERE u.release_id = l.id))
                ORDER BY g.created_at",
    },
    Section {
        file: "mails",
        query: "SELECT jsonb_build_object('recipient', m.recipient, 'template', m.template, 'subject', m.subject,
                    'created_at', m.created_at, 'sent_at', m.sent_at) AS row
                FROM mails m WHERE m.person_id = $1 ORDER BY m.created_at",
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
