//! The download of one's own record.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use askama::Template;

use super::archive::{File, pack};
use super::record::RecordPage;
use super::store::{SECTIONS, rows};
use crate::features::certificates;
use crate::platform::auth::needs::Learn;
use crate::platform::web::{AppError, Guard, Routes};

pub fn routes(routes: &mut Routes) {
    routes.get("/profile/export.zip", export);
}

async fn export(guard: Guard<Learn>) -> Result<HttpResponse, AppError> {
    let person = guard.person()?;
    let mut conn = guard.read().await?;
    let mut files = Vec::new();
    let page = RecordPage::load(&mut conn, &guard, person).await?;
    files.push(File { name: "index.html".to_owned(), bytes: page.render().map_err(AppError::internal)?.into_bytes() });
    for section in &SECTIONS {
        let rows = rows(&mut conn, section, person).await?;
        let json = serde_json::to_vec_pretty(&rows).map_err(AppError::internal)?;
        files.push(File { name: format!("data/{}.json", section.file), bytes: json });
    }
    for (name, bytes) in certificates::files_of(&mut conn, person).await? {
        files.push(File { name: format!("certificates/{name}"), bytes });
    }
    let zip = actix_web::web::block(move || pack(&files)).await.map_err(AppError::internal)??;
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"portolan-my-data.zip\""))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .body(zip))
}
