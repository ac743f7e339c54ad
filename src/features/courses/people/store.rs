//! Reads of people in a cohort. The cohort was loaded for the actor; nobody is found by id alone.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Nullable, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use super::model::Participant;
use crate::base::ids::Uuid;
use crate::features::courses::Cohort;
use crate::platform::db::{Conn, statement};
use crate::platform::web::AppError;

const PEOPLE: &str = "
    SELECT e.id AS enrolment, p.erased_at IS NOT NULL AS erased, p.full_name, p.latin_name, p.email, p.country, p.agency,
           w.at AS withdrawn_at, w.reason AS withdrawn_why,
           i.created_at AS invited_at, i.expires_at, i.used_at,
           m.sent_at AS mail_sent_at, m.failed_at AS mail_failed_at, m.last_error AS mail_error,
           EXISTS (SELECT 1 FROM invitations u WHERE u.enrolment_id = e.id AND u.used_at IS NOT NULL)
             OR EXISTS (SELECT 1 FROM sessions s WHERE s.person_id = p.id AND s.created_at > e.created_at) AS arrived,
           EXISTS (SELECT 1 FROM lesson_reads r WHERE r.enrolment_id = e.id)
             OR EXISTS (SELECT 1 FROM attempts a WHERE a.enrolment_id = e.id) AS started,
           (SELECT count(*) FROM lesson_reads r WHERE r.enrolment_id = e.id) AS lessons,
           (SELECT count(DISTINCT a.module_version_id) FROM attempts a JOIN results r ON r.attempt_id = a.id
            WHERE a.enrolment_id = e.id AND a.purpose = 'quiz' AND r.passed) AS quizzes,
           EXISTS (SELECT 1 FROM completions c WHERE c.enrolment_id = e.id) AS completed,
           coalesce(x.percent, 0)::bigint AS extra_percent
    FROM enrolments e
    JOIN persons p ON p.id = e.person_id
    LEFT JOIN withdrawals w ON w.enrolment_id = e.id
    LEFT JOIN extra_times x ON x.enrolment_id = e.id
    LEFT JOIN LATERAL (SELECT * FROM invitations i WHERE i.enrolment_id = e.id
                       ORDER BY i.created_at DESC, i.id DESC LIMIT 1) i ON true
    LEFT JOIN mails m ON m.id = i.mail_id
    WHERE e.cohort_id = $1 AND e.id = coalesce($2, e.id)
    ORDER BY p.full_name, e.id";

/// Everybody in a cohort, withdrawn or not, by name. Who was erased is there without one, to be counted.
pub async fn people_in(conn: &mut Conn, cohort: &Cohort) -> Result<Vec<Participant>, AppError> {
    load(conn, cohort, None).await
}

/// One person in a cohort; an enrolment of another cohort does not exist here, nor does who was erased.
pub async fn person_in(conn: &mut Conn, cohort: &Cohort, enrolment: Uuid) -> Result<Participant, AppError> {
    let found = load(conn, cohort, Some(enrolment)).await?.pop();
    found.filter(|person| !person.erased).ok_or(AppError::NotFound)
}

async fn load(conn: &mut Conn, cohort: &Cohort, enrolment: Option<Uuid>) -> Result<Vec<Participant>, AppError> {
    let query = statement(PEOPLE).bind::<SqlUuid, _>(cohort.id).bind::<Nullable<SqlUuid>, _>(enrolment);
    Ok(query.load(conn).await?)
}

#[derive(QueryableByName)]
struct Size {
    #[diesel(sql_type = SqlUuid)]
    cohort: Uuid,
    #[diesel(sql_type = BigInt)]
    people: i64,
    #[diesel(sql_type = BigInt)]
    completed: i64,
}

/// How many people are in each cohort, and how many of them have completed it.
pub async fn sizes(conn: &mut Conn, cohorts: &[Cohort]) -> Result<HashMap<Uuid, (i64, i64)>, AppError> {
    let ids: Vec<Uuid> = cohorts.iter().map(|cohort| cohort.id).collect();
    let rows: Vec<Size> = statement(
        "SELECT e.cohort_id AS cohort, count(*) AS people, count(c.enrolment_id) AS completed
         FROM enrolments e LEFT JOIN completions c ON c.enrolment_id = e.id
         WHERE e.cohort_id = ANY($1) AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.enrolment_id = e.id)
         GROUP BY e.cohort_id",
    )
    .bind::<Array<SqlUuid>, _>(ids)
    .load(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.cohort, (row.people, row.completed))).collect())
}

/// What waits for a person's decision in a cohort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, QueryableByName)]
pub struct Troubles {
    /// Saves that contradict one we hold, or came too late, and wait for a decision.
    #[diesel(sql_type = BigInt)]
    pub held_answers: i64,
    /// Certificates that are due and could not be made.
    #[diesel(sql_type = BigInt)]
    pub obstacles: i64,
}

pub async fn troubles_in(conn: &mut Conn, cohort: &Cohort) -> Result<Troubles, AppError> {
    let counts = statement(
        "SELECT (SELECT count(*) FROM held_ops h JOIN attempts a ON a.id = h.attempt_id
                 JOIN enrolments e ON e.id = a.enrolment_id WHERE e.cohort_id = $1
                 AND NOT EXISTS (SELECT 1 FROM held_decisions d WHERE d.held_id = h.id)) AS held_answers,
                (SELECT count(*) FROM certificate_obstacles o WHERE o.cohort_id = $2) AS obstacles",
    );
    Ok(counts.bind::<SqlUuid, _>(cohort.id).bind::<SqlUuid, _>(cohort.id).get_result(conn).await?)
}
