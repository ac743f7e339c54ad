//! Reads of requests, for coordinators who have found the certificate.

use std::collections::HashMap;

use diesel::dsl::{count_star, exists, not};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::platform::db::Conn;
use crate::platform::db::schema::{lost_access_answers, lost_access_requests};
use crate::platform::web::AppError;

/// What somebody asked for, as typed.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = lost_access_requests, check_for_backend(diesel::pg::Pg))]
pub struct Request {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub at: Instant,
}

/// Open requests of one certificate, the oldest first.
pub async fn open_requests(conn: &mut Conn, certificate: Uuid) -> Result<Vec<Request>, AppError> {
    Ok(lost_access_requests::table
        .filter(lost_access_requests::certificate_id.eq(certificate))
        .filter(not(exists(
            lost_access_answers::table.filter(lost_access_answers::request_id.eq(lost_access_requests::id)),
        )))
        .order(lost_access_requests::at)
        .select(Request::as_select())
        .load(conn)
        .await?)
}

/// How many open requests each of these certificates has.
pub async fn open_counts(conn: &mut Conn, certificates: &[Uuid]) -> Result<HashMap<Uuid, usize>, AppError> {
    let open: Vec<(Uuid, i64)> = lost_access_requests::table
        .filter(lost_access_requests::certificate_id.eq_any(certificates))
        .filter(not(exists(
            lost_access_answers::table.filter(lost_access_answers::request_id.eq(lost_access_requests::id)),
        )))
        .group_by(lost_access_requests::certificate_id)
        .select((lost_access_requests::certificate_id, count_star()))
        .load(conn)
        .await?;
    Ok(open.into_iter().map(|(id, count)| (id, usize::try_from(count).unwrap_or_default())).collect())
}

/// How many requests one certificate had since then, answered or not.
pub async fn requests_since(conn: &mut Conn, certificate: Uuid, since: Instant) -> Result<i64, AppError> {
    Ok(lost_access_requests::table
        .filter(lost_access_requests::certificate_id.eq(certificate))
        .filter(lost_access_requests::at.gt(since))
        .count()
        .get_result(conn)
        .await?)
}
