//! The page on which somebody has their account erased, or takes that back.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::actions::{ask, take_back};
use super::{DAYS_TO_THINK, store};
use crate::base::clock::Instant;
use crate::features::accounts::{self, CodeFor, Proof, prove};
use crate::features::courses::course_title;
use crate::features::curriculum::course_version;
use crate::features::privacy::notice::{Part, parts};
use crate::platform::audit::Audit;
use crate::platform::auth::Check;
use crate::platform::auth::needs::Learn;
use crate::platform::db::Reach;
use crate::platform::web::{
    AppError, FieldErrors, Fields, Form, Guard, Routes, Shell, client_ip, page, page_with, redirect_with_flash,
};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/profile/erasure", show)
        .post("/profile/erasure", ask_for_it)
        .post("/profile/erasure/code", send_code)
        .post("/profile/erasure/withdrawal", withdraw);
}

#[derive(Template)]
#[template(path = "privacy/erasure.html")]
struct ErasurePage {
    shell: Shell,
    errors: FieldErrors,
    /// When it will be done, once it was asked for.
    due: Option<Instant>,
    /// Nobody else could administer the server.
    last_admin: bool,
    courses: Vec<String>,
    certificates: i64,
    has_roles: bool,
    parts: Vec<Part>,
    has_password: bool,
    /// A code was mailed, and is to be typed here.
    by_code: bool,
    email: String,
    days: i64,
}

impl ErasurePage {
    /// Whether something can be asked for here.
    fn asks(&self) -> bool {
        self.due.is_none() && !self.last_admin
    }
}

#[derive(Deserialize)]
struct View {
    #[serde(default)]
    by: String,
}

async fn show(guard: Guard<Learn>, view: web::Query<View>) -> Result<HttpResponse, AppError> {
    page(&erasure_page(&guard, FieldErrors::default(), view.by == "code").await?)
}

async fn erasure_page(guard: &Guard<Learn>, errors: FieldErrors, by_code: bool) -> Result<ErasurePage, AppError> {
    let (person, now) = (guard.person()?, guard.app.clock.now());
    let mut conn = guard.read().await?;
    let stake = store::stake_of(&mut conn, person, now).await?;
    let mut courses = Vec::with_capacity(stake.courses.len());
    for version in stake.courses {
        courses.push(course_title(&*course_version(&mut conn, version).await?, guard.texts.lang));
    }
    let mut shell = Shell::new(&guard.app, guard, &guard.texts.t("erasure-title"));
    shell.error = !errors.is_empty();
    let has_password = accounts::has_password(&mut conn, person).await?;
    Ok(ErasurePage {
        due: store::request_of(&mut conn, person).await?,
        last_admin: store::is_last_admin(&mut conn, person).await?,
        courses,
        certificates: stake.certificates,
        has_roles: stake.roles > 0,
        parts: parts(guard.texts, &guard.app.config),
        by_code: by_code || !has_password,
        has_password,
        email: accounts::by_id(&mut conn, person).await?.email,
        days: DAYS_TO_THINK,
        shell,
        errors,
    })
}

#[derive(Deserialize)]
struct AskForm {
    #[serde(default)]
    password_current: String,
    #[serde(default)]
    code: String,
    /// How it is proved: `code`, or else the password.
    #[serde(default)]
    by: String,
}

async fn ask_for_it(
    guard: Guard<Learn>,
    request: HttpRequest,
    Form(form): Form<AskForm>,
) -> Result<HttpResponse, AppError> {
    let person = guard.person()?;
    let (has_password, last_admin) = {
        let mut conn = guard.read().await?;
        (accounts::has_password(&mut conn, person).await?, store::is_last_admin(&mut conn, person).await?)
    };
    if last_admin {
        return Err(AppError::Conflict("error-last-admin"));
    }
    let by_code = form.by == "code" || !has_password;
    let proof = if by_code { Proof::Code(&form.code) } else { Proof::Password(&form.password_current) };
    let errors = prove(&guard, client_ip(&request, &guard.app.config), proof).await?;
    if !errors.is_empty() {
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &erasure_page(&guard, errors, by_code).await?);
    }
    let (now, app) = (guard.app.clock.now(), guard.app.clone());
    let work = async move |tx: &mut _| ask(tx, now, person, &app.config.origin).await;
    guard.write(Audit::about("person.erasure-asked", person), work).await?;
    redirect_with_flash(&guard.app, "/profile/erasure", "flash-erasure-asked")
}

/// Mails a code, for whoever has no password or does not know it.
async fn send_code(guard: Guard<Learn>, request: HttpRequest, _form: Fields) -> Result<HttpResponse, AppError> {
    let person = accounts::by_id(&mut *guard.read().await?, guard.person()?).await?;
    guard.app.limiter.take(Check::Code, &person.email, client_ip(&request, &guard.app.config))?;
    let (now, lang) = (guard.app.clock.now(), guard.texts.lang);
    let email = person.address().ok_or_else(|| AppError::internal("a stored address is malformed"))?;
    let work = async move |tx: &mut _| accounts::want_code(tx, now, &email, lang, CodeFor::Erasing).await;
    guard.app.db.write(&Reach::Nobody, work).await?;
    redirect_with_flash(&guard.app, "/profile/erasure?by=code#proof", "flash-erasure-code")
}

async fn withdraw(guard: Guard<Learn>, _form: Fields) -> Result<HttpResponse, AppError> {
    let person = guard.person()?;
    let work = async move |tx: &mut _| take_back(tx, person).await;
    guard.write(Audit::about("person.erasure-taken-back", person), work).await?;
    redirect_with_flash(&guard.app, "/profile", "flash-erasure-taken-back")
}
