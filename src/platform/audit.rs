//! The audit log: who did what, to what, when. Append-only in the database itself.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use serde_json::Value;

use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::platform::db::Conn;
use crate::platform::db::schema::audit_log;
use crate::platform::web::AppError;

/// One line of the log. Details hold ids and figures, never names, addresses, tokens or answers.
#[derive(Clone, Debug)]
pub struct Audit {
    act: &'static str,
    about: Option<Uuid>,
    detail: Value,
}

impl Audit {
    /// `act` is `noun.verb` in the past, as in `enrolment.withdrawn`.
    pub fn about(act: &'static str, id: Uuid) -> Self {
        Self { act, about: Some(id), detail: Value::Object(serde_json::Map::new()) }
    }

    pub fn of(act: &'static str) -> Self {
        Self { act, about: None, detail: Value::Object(serde_json::Map::new()) }
    }

    pub fn with(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }
}

/// Writes the line, in the transaction of the act.
pub async fn write(tx: &mut Conn, at: Instant, actor: Option<Uuid>, audit: Audit) -> Result<(), AppError> {
    diesel::insert_into(audit_log::table)
        .values((
            audit_log::at.eq(at),
            audit_log::actor_id.eq(actor),
            audit_log::act.eq(audit.act),
            audit_log::about.eq(audit.about),
            audit_log::detail.eq(audit.detail),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// A line as it is shown to administrators.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = audit_log, check_for_backend(diesel::pg::Pg))]
pub struct Entry {
    pub at: Instant,
    pub actor_id: Option<Uuid>,
    pub act: String,
    pub about: Option<Uuid>,
}

/// The newest lines.
pub async fn newest(conn: &mut Conn, limit: i64) -> Result<Vec<Entry>, AppError> {
    Ok(audit_log::table.order(audit_log::id.desc()).limit(limit).select(Entry::as_select()).load(conn).await?)
}
