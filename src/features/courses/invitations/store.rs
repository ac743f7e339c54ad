//! Reads about invitations.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{Array, Binary, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use super::rules::Standing;
use crate::base::address::Email;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::courses::Cohort;
use crate::platform::db::Conn;
use crate::platform::web::AppError;

#[derive(QueryableByName)]
struct StandingRow {
    #[diesel(sql_type = Text)]
    email: String,
    #[diesel(sql_type = Bool)]
    withdrawn: bool,
    #[diesel(sql_type = Bool)]
    arrived: bool,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    expires_at: Option<Instant>,
    #[diesel(sql_type = Bool)]
    used: bool,
    #[diesel(sql_type = Bool)]
    mail_failed: bool,
}

/// Where those of these addresses stand who are in the cohort already.
pub async fn standings(
    conn: &mut Conn,
    cohort: &Cohort,
    emails: &[Email],
) -> Result<HashMap<String, Standing>, AppError> {
    let emails: Vec<&str> = emails.iter().map(Email::as_str).collect();
    let rows: Vec<StandingRow> = diesel::sql_query(
        "SELECT p.email,
                EXISTS (SELECT 1 FROM withdrawals w WHERE w.enrolment_id = e.id) AS withdrawn,
                EXISTS (SELECT 1 FROM invitations u WHERE u.enrolment_id = e.id AND u.used_at IS NOT NULL)
                  OR EXISTS (SELECT 1 FROM sessions s WHERE s.person_id = p.id AND s.created_at > e.created_at) AS arrived,
                i.expires_at, i.used_at IS NOT NULL AS used, m.failed_at IS NOT NULL AS mail_failed
         FROM enrolments e JOIN persons p ON p.id = e.person_id
         LEFT JOIN LATERAL (SELECT * FROM invitations i WHERE i.enrolment_id = e.id
                            ORDER BY i.created_at DESC, i.id DESC LIMIT 1) i ON true
         LEFT JOIN mails m ON m.id = i.mail_id
         WHERE e.cohort_id = $1 AND p.email = ANY($2)",
    )
    .bind::<SqlUuid, _>(cohort.id)
    .bind::<Array<Text>, _>(emails)
    .load(conn)
    .await?;
    let standing = |row: StandingRow| {
        let StandingRow { email, withdrawn, arrived, expires_at, used, mail_failed } = row;
        (email, Standing { withdrawn, arrived, expires_at, used, mail_failed })
    };
    Ok(rows.into_iter().map(standing).collect())
}

/// An invitation as its holder meets it.
#[derive(Clone, QueryableByName)]
pub struct Held {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub person: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub enrolment: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub course_version: Uuid,
    #[diesel(sql_type = Text)]
    pub place: String,
    #[diesel(sql_type = Binary)]
    pub code_hash: Vec<u8>,
    #[diesel(sql_type = Timestamptz)]
    pub expires_at: Instant,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub used_at: Option<Instant>,
    /// A newer one was sent, or the person was taken out of the course.
    #[diesel(sql_type = Bool)]
    pub dead: bool,
    #[diesel(sql_type = Bool)]
    pub welcomed: bool,
}

const HELD: &str = "
    SELECT i.id, p.id AS person, e.id AS enrolment, c.course_version_id AS course_version, c.place, i.code_hash,
           i.expires_at, i.used_at, p.welcomed_at IS NOT NULL AS welcomed,
           EXISTS (SELECT 1 FROM withdrawals w WHERE w.enrolment_id = e.id)
             OR EXISTS (SELECT 1 FROM invitations n WHERE n.enrolment_id = e.id
                        AND (n.created_at, n.id) > (i.created_at, i.id)) AS dead
    FROM invitations i JOIN enrolments e ON e.id = i.enrolment_id
    JOIN persons p ON p.id = e.person_id JOIN cohorts c ON c.id = e.cohort_id";

/// The invitation of a link. Whoever holds the link may see it: the token is the permission.
pub async fn by_token(conn: &mut Conn, hash: &[u8]) -> Result<Option<Held>, AppError> {
    let query = diesel::sql_query(format!("{HELD} WHERE i.token_hash = $1"));
    Ok(query.bind::<Binary, _>(hash).get_result(conn).await.optional()?)
}

/// The same, kept from others until the transaction ends: two clicks at once are one use.
pub async fn by_token_for_use(tx: &mut Conn, hash: &[u8]) -> Result<Option<Held>, AppError> {
    let query = diesel::sql_query(format!("{HELD} WHERE i.token_hash = $1 FOR UPDATE OF i"));
    Ok(query.bind::<Binary, _>(hash).get_result(tx).await.optional()?)
}

/// The invitations of an address that can still be used, kept until the transaction ends.
pub async fn open_of_address(tx: &mut Conn, email: &Email, now: Instant) -> Result<Vec<Held>, AppError> {
    let query = diesel::sql_query(format!(
        "{HELD} WHERE p.email = $1 AND i.used_at IS NULL AND i.expires_at > $2 ORDER BY i.id FOR UPDATE OF i"
    ));
    let held: Vec<Held> = query.bind::<Text, _>(email.as_str()).bind::<Timestamptz, _>(now).load(tx).await?;
    Ok(held.into_iter().filter(|held| !held.dead).collect())
}
