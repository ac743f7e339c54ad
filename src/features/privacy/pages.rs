//! The download of one's own record.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};

use super::archive::{File, pack, page};
use super::store::{SECTIONS, rows};
use crate::features::certificates;
use crate::platform::auth::needs::Learn;
use crate::platform::web::{AppError, Guard, Routes};

pub fn routes(routes: &mut Routes) {
    routes.get("/profile/export.zip", export);
}

async fn export(guard: Guard<Learn>) -> Result<HttpResponse, AppError> {
    let person = guard.person()?;
    let mut conn = guard.app.db.read().await?;
    let (mut files, mut sections) = (Vec::new(), Vec::new());
    for section in &SECTIONS {
        let rows = rows(&mut conn, section, person).await?;
        let json = serde_json::to_vec_pretty(&rows).map_err(AppError::internal)?;
        files.push(File { name: format!("data/{}.json", section.file), bytes: json });
        sections.push((guard.texts.t(section.key), rows));
    }
    for (name, bytes) in certificates::files_of(&mut conn, person).await? {
        files.push(File { name: format!("certificates/{name}"), bytes });
    }
    files.push(File { name: "index.html".to_owned(), bytes: page(guard.texts, &sections).into_bytes() });
    let zip = actix_web::web::block(move || pack(&files)).await.map_err(AppError::internal)??;
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"portolan-my-data.zip\""))
        .insert_header((CACHE_CONTROL, "private, no-store"))
        .body(zip))
}
