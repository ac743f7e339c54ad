//! Agencies as stored; they are made and never changed.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::base::clock::Instant;
use crate::base::ids::{Uuid, new_id};
use crate::platform::db::Conn;
use crate::platform::db::schema::agencies;
use crate::platform::web::AppError;

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = agencies, check_for_backend(diesel::pg::Pg))]
pub struct Agency {
    pub id: Uuid,
    pub name: String,
    pub country: String,
}

/// The agency of this name in this country, made when it is new.
pub async fn find_or_create(tx: &mut Conn, now: Instant, country: &str, name: &str) -> Result<Agency, AppError> {
    diesel::insert_into(agencies::table)
        .values((
            agencies::id.eq(new_id()),
            agencies::name.eq(name),
            agencies::country.eq(country),
            agencies::created_at.eq(now),
        ))
        .on_conflict((agencies::country, agencies::name))
        .do_nothing()
        .execute(tx)
        .await?;
    Ok(agencies::table
        .filter(agencies::country.eq(country).and(agencies::name.eq(name)))
        .select(Agency::as_select())
        .first(tx)
        .await?)
}

/// Agencies by id, in the order of their names.
pub async fn named(conn: &mut Conn, ids: &[Uuid]) -> Result<Vec<Agency>, AppError> {
    Ok(agencies::table
        .filter(agencies::id.eq_any(ids))
        .order(agencies::name)
        .select(Agency::as_select())
        .load(conn)
        .await?)
}

pub async fn all(conn: &mut Conn) -> Result<Vec<Agency>, AppError> {
    Ok(agencies::table.order(agencies::name).select(Agency::as_select()).load(conn).await?)
}
