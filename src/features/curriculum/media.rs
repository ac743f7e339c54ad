//! Pictures of lessons: the same for everybody, for ever, so they need no guard and may be cached.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, web};

use super::store;
use crate::platform::App;
use crate::platform::db::Reach;
use crate::platform::web::AppError;

pub fn register(config: &mut web::ServiceConfig) {
    config.route("/media/{hash}/{name}", web::get().to(picture));
}

async fn picture(app: web::Data<App>, path: web::Path<(String, String)>) -> Result<HttpResponse, AppError> {
    let (hash, name) = path.into_inner();
    if hash.len() != 16 || !hash.chars().all(|c| c.is_ascii_hexdigit()) {
        return Err(AppError::NotFound);
    }
    let (mime, bytes) = store::media(&mut *app.db.read(&Reach::Nobody).await?, &hash, &name).await?;
    let mut answer = HttpResponse::Ok().content_type(mime).body(bytes);
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    answer.headers_mut().insert(header::CACHE_CONTROL, forever);
    // A picture may carry styles of its own (for dark mode), and nothing else.
    let alone = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");
    answer.headers_mut().insert(header::CONTENT_SECURITY_POLICY, alone);
    Ok(answer)
}
