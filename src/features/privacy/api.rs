//! One's own record for programs.

use actix_web::HttpResponse;
use serde_json::{Map, Value};

use super::store::{SECTIONS, rows};
use crate::platform::auth::needs::Learn;
use crate::platform::web::api::json;
use crate::platform::web::{AppError, Guard, Routes};

pub fn routes(routes: &mut Routes) {
    routes.get("/api/v1/me/record", record);
}

#[utoipa::path(get, path = "/api/v1/me/record", tag = "accounts", responses((status = 200, body = std::collections::BTreeMap<String, Vec<Value>>)))]
/// Everything that is kept about oneself, by kind: the same as in the files of the download on the profile page.
/// Certificates have addresses of their own.
pub async fn record(guard: Guard<Learn>) -> Result<HttpResponse, AppError> {
    let (person, mut conn) = (guard.person()?, guard.read().await?);
    let mut record = Map::new();
    for section in &SECTIONS {
        record.insert(section.file.to_owned(), Value::Array(rows(&mut conn, section, person).await?));
    }
    json(&record)
}
