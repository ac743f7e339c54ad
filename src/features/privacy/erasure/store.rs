//! Reads about a request, for the person themselves, the job and the operator.

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Jsonb, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::accounts;
use crate::platform::auth::Role;
use crate::platform::db::Conn;
use crate::platform::db::schema::erasure_requests;
use crate::platform::web::AppError;

/// When somebody who asked for it will be erased.
pub async fn request_of(conn: &mut Conn, person: Uuid) -> Result<Option<Instant>, AppError> {
    Ok(erasure_requests::table.find(person).select(erasure_requests::due_at).first(conn).await.optional()?)
}

/// Whether nobody else could administer the server.
pub async fn is_last_admin(conn: &mut Conn, person: Uuid) -> Result<bool, AppError> {
    let roles = accounts::roles_of(conn, person).await?;
    if !roles.iter().any(|(role, _)| role == Role::Admin.name()) {
        return Ok(false);
    }
    Ok(accounts::holders(conn, Role::Admin, None).await?.iter().all(|holder| holder.id == person))
}

/// What somebody loses with their account.
#[derive(QueryableByName)]
pub struct Stake {
    /// Titles of the courses that they are in the middle of, by language.
    #[diesel(sql_type = Jsonb)]
    pub courses: serde_json::Value,
    #[diesel(sql_type = BigInt)]
    pub certificates: i64,
    #[diesel(sql_type = BigInt)]
    pub roles: i64,
}

pub async fn stake_of(conn: &mut Conn, person: Uuid, now: Instant) -> Result<Stake, AppError> {
    let stake = diesel::sql_query(
        "SELECT coalesce((SELECT jsonb_agg(v.content->'titles' ORDER BY c.starts_on)
                          FROM enrolments e JOIN cohorts c ON c.id = e.cohort_id
                          JOIN course_versions v ON v.id = c.course_version_id
                          WHERE e.person_id = $1 AND c.ends_on >= $2
                            AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.enrolment_id = e.id)
                            AND NOT EXISTS (SELECT 1 FROM completions d WHERE d.enrolment_id = e.id)), '[]') AS courses,
                (SELECT count(*) FROM certificates f WHERE f.person_id = $1) AS certificates,
                (SELECT count(*) FROM role_grants g WHERE g.person_id = $1) AS roles",
    );
    Ok(stake.bind::<SqlUuid, _>(person).bind::<Date, _>(now.date_naive()).get_result(conn).await?)
}
