//! Signing in, by mailed code or by password, and out.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::jobs::{CodeFor, want_code};
use super::store;
use crate::base::address::Email;
use crate::base::ids::Uuid;
use crate::platform::App;
use crate::platform::audit::{self, Audit};
use crate::platform::auth::needs::{Leave, Public};
use crate::platform::auth::{Check, SESSION_SECONDS, end_session, sign_in_codes, start_session};
use crate::platform::db::Reach;
use crate::platform::web::{
    AppError, FieldErrors, Fields, Form, Guard, Routes, Shell, client_ip, new_session_cookie, page, page_with,
    redirect, redirect_with_flash,
};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/sign-in", sign_in)
        .post("/sign-in", sign_in_by_password)
        .post("/sign-in/code", send_code)
        .post("/sign-in/code/check", sign_in_by_code)
        .post("/sign-out", sign_out);
}

/// The job that looks an address up and mails a code: the same work for the page whether there is an account or not.
pub const CODE_JOB: &str = "sign-in-code";

#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
struct SignInPage {
    shell: Shell,
    errors: FieldErrors,
    email: String,
    next: String,
    with_password: bool,
}

#[derive(Template)]
#[template(path = "accounts/code.html")]
struct CodePage {
    shell: Shell,
    errors: FieldErrors,
    email: String,
    next: String,
}

#[derive(Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

/// A path on this server to go on to; anything else becomes the start page. Browsers leave tabs and line breaks out of
/// an address, so that `/<tab>/evil.example` would be another host.
fn safe_next(next: &str) -> &str {
    let local = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\');
    if local && next.chars().all(|c| c.is_ascii() && !c.is_ascii_control()) { next } else { "/" }
}

async fn sign_in(guard: Guard<Public>, query: web::Query<Next>) -> Result<HttpResponse, AppError> {
    if guard.actor().session.is_some() {
        return redirect(safe_next(&query.next));
    }
    page(&sign_in_page(&guard, FieldErrors::default(), String::new(), query.into_inner().next, false))
}

fn sign_in_page(
    guard: &Guard<Public>,
    errors: FieldErrors,
    email: String,
    next: String,
    with_password: bool,
) -> SignInPage {
    let mut shell = Shell::new(&guard.app, guard, &guard.texts.t("sign-in")).with_form(&guard.app, guard);
    shell.error = !errors.is_empty();
    SignInPage { shell, errors, email, next, with_password }
}

#[derive(Deserialize)]
struct PasswordForm {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

async fn sign_in_by_password(
    guard: Guard<Public>,
    request: HttpRequest,
    Form(form): Form<PasswordForm>,
) -> Result<HttpResponse, AppError> {
    let address = Email::parse(&form.email);
    let account = address.as_ref().map_or_else(|_| "?".to_owned(), ToString::to_string);
    guard.app.limiter.take(Check::Password, &account, client_ip(&request, &guard.app.config))?;
    match person_by_password(&guard.app, address.ok(), &form.password).await? {
        Some(person) => open_session(&guard, person, &form.next, "person.signed-in").await,
        None => {
            let mut errors = FieldErrors::default();
            errors.add("password", "sign-in-wrong");
            let page = sign_in_page(&guard, errors, form.email, form.next, true);
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// For whom an address is looked up.
const SIGN_IN: Reach = Reach::Server("whoever signs in is known only when they have");

/// The person whose password this is. Takes the same time for an unknown address, a wrong password and none set.
pub async fn person_by_password(app: &App, email: Option<Email>, password: &str) -> Result<Option<Uuid>, AppError> {
    let (person, stored) = {
        let mut conn = app.db.read(&SIGN_IN).await?;
        let person = match &email {
            Some(email) => store::by_email(&mut conn, email).await?.map(|person| person.id),
            None => None,
        };
        (person, store::password_hash(&mut conn, person.unwrap_or_else(Uuid::nil)).await?)
    };
    // Longer texts cannot be a password here; cutting them bounds the work without another answer.
    let password: String = password.chars().take(super::rules::LONGEST_PASSWORD + 1).collect();
    let fits = app.hasher.verify(&password, stored).await?;
    Ok(person.filter(|_| fits))
}

async fn open_session(
    guard: &Guard<Public>,
    person: Uuid,
    next: &str,
    act: &'static str,
) -> Result<HttpResponse, AppError> {
    let now = guard.app.clock.now();
    let token = guard
        .app
        .db
        .write(&SIGN_IN, async move |tx| {
            let token = start_session(tx, now, person).await?;
            audit::write(tx, now, Some(person), Audit::about(act, person)).await?;
            Ok(token)
        })
        .await?;
    signed_in_answer(&guard.app, token, safe_next(next))
}

/// Goes on to a page, with the cookie of a new session.
pub fn signed_in_answer(app: &App, token: String, next: &str) -> Result<HttpResponse, AppError> {
    let mut answer = redirect(next)?;
    answer.add_cookie(&new_session_cookie(app, token, SESSION_SECONDS)).map_err(AppError::internal)?;
    Ok(answer)
}

#[derive(Deserialize)]
struct EmailForm {
    email: String,
    #[serde(default)]
    next: String,
}

async fn send_code(
    guard: Guard<Public>,
    request: HttpRequest,
    Form(form): Form<EmailForm>,
) -> Result<HttpResponse, AppError> {
    let Ok(email) = Email::parse(&form.email) else {
        let mut errors = FieldErrors::default();
        errors.add("email", "email-missing");
        let page = sign_in_page(&guard, errors, form.email, form.next, false);
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    guard.app.limiter.take(Check::Code, email.as_str(), client_ip(&request, &guard.app.config))?;
    let now = guard.app.clock.now();
    let (lang, to) = (guard.texts.lang, email.clone());
    let wanted = async move |tx: &mut _| want_code(tx, now, &to, lang, CodeFor::SignIn).await;
    guard.app.db.write(&Reach::Nobody, wanted).await?;
    page(&code_page(&guard, FieldErrors::default(), email.to_string(), form.next))
}

fn code_page(guard: &Guard<Public>, errors: FieldErrors, email: String, next: String) -> CodePage {
    let mut shell = Shell::new(&guard.app, guard, &guard.texts.t("code-title")).with_form(&guard.app, guard);
    shell.error = !errors.is_empty();
    CodePage { shell, errors, email, next }
}

/// A wrong code is answered no sooner. For an address with an open code the try is counted, and what this costs would
/// tell that there is an account.
const WRONG_CODE: Duration = Duration::from_millis(100);

#[derive(Deserialize)]
struct CodeForm {
    email: String,
    code: String,
    #[serde(default)]
    next: String,
}

async fn sign_in_by_code(
    guard: Guard<Public>,
    request: HttpRequest,
    Form(form): Form<CodeForm>,
) -> Result<HttpResponse, AppError> {
    let begin = tokio::time::Instant::now();
    let email = Email::parse(&form.email).map_err(|_| AppError::field("email", "email-missing"))?;
    guard.app.limiter.take(Check::Code, email.as_str(), client_ip(&request, &guard.app.config))?;
    let (now, secret, code) = (guard.app.clock.now(), guard.app.config.secret.clone(), form.code.clone());
    let person = guard
        .app
        .db
        .write(&SIGN_IN, async move |tx| {
            let person = store::by_email(tx, &email).await?.map_or_else(Uuid::nil, |person| person.id);
            let fits = sign_in_codes::redeem(tx, &secret, now, person, &code).await?;
            Ok(fits.then_some(person))
        })
        .await?;
    match person {
        Some(person) => open_session(&guard, person, &form.next, "person.signed-in-by-code").await,
        None => {
            let mut errors = FieldErrors::default();
            errors.add("code", "code-wrong");
            tokio::time::sleep_until(begin + WRONG_CODE).await;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &code_page(&guard, errors, form.email, form.next))
        }
    }
}

async fn sign_out(guard: Guard<Leave>, _form: Fields) -> Result<HttpResponse, AppError> {
    let (now, session) = (guard.app.clock.now(), guard.actor().session.ok_or(AppError::SignIn)?);
    guard.write(Audit::of("person.signed-out"), async move |tx| end_session(tx, now, session).await).await?;
    let mut answer = redirect_with_flash(&guard.app, "/sign-in", "flash-signed-out")?;
    let mut gone = new_session_cookie(&guard.app, String::new(), 0);
    gone.make_removal();
    answer.add_cookie(&gone).map_err(AppError::internal)?;
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::safe_next;

    #[test]
    fn going_on_never_leaves_this_server() {
        for bad in [
            "",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "/a\r\nSet-Cookie: x",
            "javascript:x",
        ] {
            assert_eq!(safe_next(bad), "/", "{bad:?}");
        }
        assert_eq!(safe_next("/modules?lang=fr"), "/modules?lang=fr");
    }
}
