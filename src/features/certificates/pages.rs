//! My certificates: the list, the twin of the paper, the file, and once more by mail.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, web};
use askama::Template;

use super::actions::mail_again;
use super::model::{Certificate, Held, Obstacle};
use super::qr::Qr;
use super::seal::Certified;
use super::store;
use super::texts::CertificateTexts;
use super::verify;
use crate::base::ids::Uuid;
use crate::features::accounts;
use crate::platform::App;
use crate::platform::audit::Audit;
use crate::platform::auth::needs::Learn;
use crate::platform::web::{AppError, Fields, Guard, Routes, Shell, page, redirect_with_flash};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/certificates", list)
        .get("/certificates/{id}", twin)
        .get("/certificates/{id}/pdf", file)
        .post("/certificates/{id}/mail", mail);
}

#[derive(Template)]
#[template(path = "certificates/list.html")]
struct ListPage {
    shell: Shell,
    cards: Vec<Card>,
    obstacles: Vec<Obstacle>,
}

/// One certificate in a list.
struct Card {
    held: Held,
    facts: Certified,
}

async fn list(guard: Guard<Learn>) -> Result<HttpResponse, AppError> {
    let person = guard.person()?;
    let mut conn = guard.read().await?;
    let cards = store::of_person(&mut conn, person).await?.into_iter();
    let cards =
        cards.map(|held| Ok(Card { facts: held.certificate.facts()?, held })).collect::<Result<_, AppError>>()?;
    let obstacles = store::obstacles_of(&mut conn, person).await?;
    let obstacles = obstacles.iter().map(|one| one.obstacle()).collect::<Result<_, AppError>>()?;
    let shell = Shell::new(&guard.app, &guard, &guard.texts.t("certificates-title"));
    page(&ListPage { shell, cards, obstacles })
}

#[derive(Template)]
#[template(path = "certificates/twin.html")]
struct TwinPage {
    shell: Shell,
    held: Held,
    facts: Certified,
    texts: CertificateTexts,
    check_url: String,
    qr: Qr,
}

async fn twin(guard: Guard<Learn>, id: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    let held = store::mine(&mut *guard.read().await?, guard.person()?, *id).await?;
    let facts = held.certificate.facts()?;
    let origin = &guard.app.config.origin;
    let place = format!("{}/v", origin.authority());
    let texts = CertificateTexts::new(&facts, &held.certificate.kid, &held.certificate.check_code, &place);
    let check_url = format!("/v/{}", held.certificate.seal);
    let qr = Qr::new(&verify::qr_text(&format!("{origin}{check_url}"))).map_err(AppError::internal)?;
    let shell = Shell::new(&guard.app, &guard, &facts.course);
    page(&TwinPage { shell, held, facts, texts, check_url, qr })
}

pub async fn file(guard: Guard<Learn>, id: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let held = store::mine(&mut conn, guard.person()?, *id).await?;
    let bytes = store::pdf(&mut conn, &held.certificate).await?;
    let disposition = format!("attachment; filename=\"{}\"", file_name(&held.certificate));
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((header::CONTENT_DISPOSITION, disposition))
        .insert_header((header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")))
        .body(bytes))
}

/// The file's name: ASCII, and nobody's.
pub fn file_name(certificate: &Certificate) -> String {
    format!("certificate-{}.pdf", certificate.number)
}

async fn mail(guard: Guard<Learn>, id: web::Path<Uuid>, _form: Fields) -> Result<HttpResponse, AppError> {
    mail_mine(&guard, *id).await?;
    redirect_with_flash(&guard.app, "/certificates", "flash-certificate-mailed")
}

/// Mails one's own certificate once more.
pub async fn mail_mine(guard: &Guard<Learn>, id: Uuid) -> Result<(), AppError> {
    let held = store::mine(&mut *guard.read().await?, guard.person()?, id).await?;
    let audit = Audit::about("certificate.mailed", held.certificate.id);
    let app: App = guard.app.clone();
    guard
        .write(audit, async move |tx| {
            let person = accounts::by_id(tx, held.certificate.person_id).await?;
            mail_again(tx, app.clock.now(), &held.certificate, &person, &app.config.origin).await
        })
        .await
}
