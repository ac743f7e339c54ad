//! The check page, and the public lists that make a check possible without us.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::{Deserialize, Serialize};

use super::rules::{Answer, judge};
use crate::base::lang::Lang;
use crate::features::certificates::check_code;
use crate::features::certificates::keys::PublicKeys;
use crate::features::certificates::model::{Held, Reason};
use crate::features::certificates::number::{CertificateNumber, NumberTrouble};
use crate::features::certificates::seal::{self, Opened, Verdict};
use crate::features::certificates::store;
use crate::features::certificates::verify::{self, looks_like_payload};
use crate::platform::App;
use crate::platform::auth::needs::Public;
use crate::platform::auth::{Check, Purpose};
use crate::platform::web::{AppError, Bundle, FieldErrors, Guard, Routes, Shell, WithoutCookies, client_ip, page_with};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/v", by_number)
        .get("/v/{payload}", by_seal)
        // QR codes hold the whole address in capitals, which makes them smaller.
        .get("/V/{payload}", by_seal)
        .get("/.well-known/portolan-keys.json", certificate_keys)
        .get("/.well-known/jwks.json", token_keys)
        .get("/.well-known/portolan-revocations.json", revocations);
}

/// Seconds that the public lists may be kept by others.
const LISTS_KEPT: u32 = 300;

#[derive(Template)]
#[template(path = "certificates/check.html")]
struct CheckPage {
    shell: Shell,
    errors: FieldErrors,
    answer: Option<Answer>,
    asked: Asked,
    /// Too many tries: it says so, and keeps what was typed.
    too_many: bool,
    /// The number and code of this page, for its language links.
    again: String,
    /// The language chosen on this page: it travels in the form, not in a cookie.
    chosen: Option<Lang>,
    checked: String,
}

impl CheckPage {
    /// Whether the page has the form: a good answer needs none, and the page stays small.
    fn asks(&self) -> bool {
        matches!(self.answer, None | Some(Answer::Unknown))
    }
}

#[derive(Clone, Default, Deserialize, Serialize)]
struct Asked {
    #[serde(default)]
    n: String,
    #[serde(default)]
    c: String,
}

async fn by_number(
    guard: Guard<Public>,
    request: HttpRequest,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, AppError> {
    let asked = asked.into_inner();
    if asked.n.trim().is_empty() && asked.c.trim().is_empty() {
        return show(&guard, None, asked, FieldErrors::default());
    }
    // Whoever scanned the code elsewhere may paste what it held.
    if looks_like_payload(&asked.n) {
        let answer = check_seal(&guard.app, verify::payload_of(&asked.n)).await?;
        return show(&guard, Some(answer), Asked::default(), FieldErrors::default());
    }
    let mut errors = FieldErrors::default();
    let number = match CertificateNumber::parse(&asked.n) {
        Ok(number) => Some(number),
        Err(NumberTrouble::WrongCheck) => {
            errors.add("n", "verify-number-typo");
            None
        }
        Err(NumberTrouble::Malformed) => {
            errors.add("n", "verify-number-malformed");
            None
        }
    };
    if asked.c.trim().is_empty() {
        errors.add("c", "verify-code-missing");
    }
    let Some(number) = number.filter(|_| errors.is_empty()) else { return show(&guard, None, asked, errors) };
    let address = client_ip(&request, &guard.app.config);
    match guard.app.limiter.take(Check::Verify, &number.to_string(), address) {
        Err(AppError::TooMany { wait_seconds }) => return show_too_many(&guard, asked, wait_seconds),
        taken => taken?,
    }
    let answer = check_number(&guard.app, &number, &asked.c).await?;
    show(&guard, Some(answer), asked, errors)
}

async fn by_seal(guard: Guard<Public>, payload: web::Path<String>) -> Result<HttpResponse, AppError> {
    let answer = check_seal(&guard.app, &payload).await?;
    show(&guard, Some(answer), Asked::default(), FieldErrors::default())
}

/// An unknown number and a wrong code are the same answer after the same work.
async fn check_number(app: &App, number: &CertificateNumber, code: &str) -> Result<Answer, AppError> {
    let found = store::by_number(&mut *app.db.read().await?, number).await?;
    let stored = found.as_ref().map_or("", |held| &held.certificate.check_code);
    let fits = check_code::fits(code, stored);
    let Some(held) = found.filter(|_| fits) else { return Ok(Answer::Unknown) };
    // The register is believed only as far as its own signature goes.
    let opened = open(app, &held.certificate.seal).await?;
    Ok(judge(opened, Some(&held)))
}

async fn check_seal(app: &App, payload: &str) -> Result<Answer, AppError> {
    let opened = open(app, &payload.trim().to_ascii_uppercase()).await?;
    let held: Option<Held> = match &opened {
        Ok(opened) => store::by_number(&mut *app.db.read().await?, &opened.facts.number).await?,
        Err(_) => None,
    };
    Ok(judge(opened, held.as_ref()))
}

/// Opens a seal; a key that this process does not know is looked up once more, for another may have made it.
async fn open(app: &App, payload: &str) -> Result<Result<Opened, Verdict>, AppError> {
    let opened = seal::open(payload, &public_keys(app, Purpose::Certificate));
    if opened != Err(Verdict::UnknownKey) {
        return Ok(opened);
    }
    app.keys.reload(&app.db, &app.config.secret).await?;
    Ok(seal::open(payload, &public_keys(app, Purpose::Certificate)))
}

fn show(
    guard: &Guard<Public>,
    answer: Option<Answer>,
    asked: Asked,
    errors: FieldErrors,
) -> Result<HttpResponse, AppError> {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    shown(guard, status, answer, asked, errors)
}

/// As small as every answer here: whoever checks many certificates may be on a weak line.
fn show_too_many(guard: &Guard<Public>, asked: Asked, wait_seconds: u64) -> Result<HttpResponse, AppError> {
    let mut page = shown(guard, StatusCode::TOO_MANY_REQUESTS, None, asked, FieldErrors::default())?;
    page.headers_mut().insert(header::RETRY_AFTER, wait_seconds.into());
    Ok(page)
}

fn shown(
    guard: &Guard<Public>,
    status: StatusCode,
    answer: Option<Answer>,
    asked: Asked,
    errors: FieldErrors,
) -> Result<HttpResponse, AppError> {
    let too_many = status == StatusCode::TOO_MANY_REQUESTS;
    let usual = if too_many { "error-too-many" } else { "verify-title" };
    let title = guard.texts.t(answer.as_ref().map_or(usual, Answer::key));
    let mut shell = Shell::new(&guard.app, guard, &title).bundled(Bundle::Verify);
    shell.error = too_many || !errors.is_empty();
    let again = match asked.n.is_empty() && asked.c.is_empty() {
        true => String::new(),
        false => serde_html_form::to_string(&asked).map_err(AppError::internal)? + "&",
    };
    let checked = shell.texts.deadline(guard.app.clock.now(), chrono_tz::Tz::UTC);
    let chosen = guard.chose_lang.then_some(shell.texts.lang);
    let page = CheckPage { shell, errors, answer, asked, too_many, again, chosen, checked };
    let mut shown = page_with(status, &page)?;
    shown.extensions_mut().insert(WithoutCookies);
    Ok(shown)
}

/// The public halves of all keys of one purpose.
pub fn public_keys(app: &App, purpose: Purpose) -> PublicKeys {
    let mut keys = PublicKeys::new();
    for key in app.keys.all().into_iter().filter(|key| key.purpose == purpose) {
        if let Err(trouble) = keys.add(&key.kid, key.public) {
            tracing::error!(%trouble, "a stored key cannot be published");
        }
    }
    keys
}

async fn certificate_keys(guard: Guard<Public>) -> Result<HttpResponse, AppError> {
    keys_list(&guard.app, Purpose::Certificate, "application/jwk-set+json").await
}

async fn token_keys(guard: Guard<Public>) -> Result<HttpResponse, AppError> {
    keys_list(&guard.app, Purpose::Token, "application/jwk-set+json").await
}

async fn keys_list(app: &App, purpose: Purpose, kind: &str) -> Result<HttpResponse, AppError> {
    app.keys.reload(&app.db, &app.config.secret).await?;
    Ok(public_list(kind, public_keys(app, purpose).to_jwks()))
}

/// One line of the list of withdrawals: what a checker without us cannot learn from a seal.
#[derive(Serialize)]
struct Withdrawal {
    number: String,
    withdrawn: chrono::NaiveDate,
    reason: Reason,
}

#[derive(Serialize)]
struct Withdrawals {
    revocations: Vec<Withdrawal>,
}

async fn revocations(guard: Guard<Public>) -> Result<HttpResponse, AppError> {
    let rows = store::all_revocations(&mut *guard.read().await?).await?;
    let list = rows.into_iter().map(|(number, revocation)| Withdrawal {
        number,
        withdrawn: revocation.day(),
        reason: revocation.reason(),
    });
    let list = Withdrawals { revocations: list.collect() };
    Ok(public_list("application/json", serde_json::to_string_pretty(&list).map_err(AppError::internal)?))
}

/// A list for everybody, other sites' pages included.
fn public_list(kind: &str, body: String) -> HttpResponse {
    let mut answer = HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CACHE_CONTROL, format!("public, max-age={LISTS_KEPT}")))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header((HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"))
        .body(body);
    answer.extensions_mut().insert(WithoutCookies);
    answer
}
