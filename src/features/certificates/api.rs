//! One's own certificates for programs.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::model::Held;
use super::{pages, store};
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::platform::auth::needs::Learn;
use crate::platform::web::api::{Json, Problem, json};
use crate::platform::web::{AppError, Guard, Routes};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/api/v1/certificates", list)
        .get("/api/v1/certificates/{id}/pdf", pdf)
        .post("/api/v1/certificates/{id}/mail", mail);
}

#[derive(Serialize, ToSchema)]
pub struct CertificateView {
    pub id: Uuid,
    /// As printed, `PL-7K3F-Q9TN-4`.
    pub number: String,
    /// Typed together with the number to check it.
    pub check_code: String,
    /// Names, course and dates as certified, in the certificate's language.
    pub name: String,
    pub name_latin: Option<String>,
    pub course: String,
    pub hours: u16,
    #[schema(value_type = String, format = DateTime)]
    pub issued_at: Instant,
    /// When it was withdrawn.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub withdrawn_at: Option<Instant>,
    /// The page that checks it, for anybody.
    pub check_url: String,
    pub pdf_bytes: i32,
}

#[utoipa::path(get, path = "/api/v1/certificates", tag = "certificates", responses((status = 200, body = [CertificateView]), (status = 401, body = Problem)))]
/// One's own certificates, the newest first.
pub async fn list(guard: Guard<Learn>) -> Result<HttpResponse, AppError> {
    let held = store::of_person(&mut *guard.read().await?, guard.person()?).await?;
    let origin = guard.app.config.origin.to_string();
    json(&held.into_iter().map(|held| view(held, &origin)).collect::<Result<Vec<_>, _>>()?)
}

fn view(held: Held, origin: &str) -> Result<CertificateView, AppError> {
    let facts = held.certificate.facts()?;
    Ok(CertificateView {
        id: held.certificate.id,
        number: held.certificate.number,
        check_code: held.certificate.check_code,
        name: facts.name,
        name_latin: facts.name_latin,
        course: facts.course,
        hours: facts.hours,
        issued_at: held.certificate.issued_at,
        withdrawn_at: held.revocation.map(|revocation| revocation.at),
        check_url: format!("{origin}/v/{}", held.certificate.seal),
        pdf_bytes: held.pdf_bytes,
    })
}

#[utoipa::path(get, path = "/api/v1/certificates/{id}/pdf", tag = "certificates", params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), (status = 404, body = Problem)))]
/// The PDF of one of one's own certificates: the same bytes each time.
pub async fn pdf(guard: Guard<Learn>, id: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    pages::file(guard, id).await
}

#[derive(Deserialize, ToSchema)]
pub struct MailAgain {}

#[utoipa::path(post, path = "/api/v1/certificates/{id}/mail", tag = "certificates", request_body = MailAgain,
    params(("id" = Uuid, Path)), responses((status = 200, description = "It is on its way", body = bool, content_type = "application/json"),
    (status = 404, body = Problem), (status = 409, description = "It was sent five times in 24 hours", body = Problem)))]
/// Sends one of one's own certificates by mail once more, to the address of the account.
pub async fn mail(guard: Guard<Learn>, id: web::Path<Uuid>, _body: Json<MailAgain>) -> Result<HttpResponse, AppError> {
    pages::mail_mine(&guard, *id).await?;
    json(&true)
}
