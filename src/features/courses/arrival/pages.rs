//! What somebody who was invited sees first.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::rules::{Over, of_code, usable};
use crate::base::address::Email;
use crate::base::clock::Instant;
use crate::features::accounts::signed_in_answer;
use crate::features::courses::invitations::{Held, accept, by_token, by_token_for_use, open_of_address};
use crate::features::courses::rules::course_title;
use crate::features::curriculum;
use crate::platform::auth::needs::Public;
use crate::platform::auth::{Check, start_session};
use crate::platform::db::Conn;
use crate::platform::secret::token_hash;
use crate::platform::web::{
    AppError, FieldErrors, Fields, Form, Guard, Routes, Shell, client_ip, page, page_with, redirect,
};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/invitation", by_hand)
        .post("/invitation", use_code)
        .get("/invitation/{token}", open)
        .post("/invitation/{token}", use_link);
}

#[derive(Template)]
#[template(path = "courses/invitation.html")]
struct InvitationPage {
    shell: Shell,
    action: String,
    course: String,
    place: String,
    /// Somebody else is signed in on this device.
    other: bool,
}

#[derive(Template)]
#[template(path = "courses/invitation_over.html")]
struct OverPage {
    shell: Shell,
    next: String,
}

#[derive(Template)]
#[template(path = "courses/invitation_code.html")]
struct CodePage {
    shell: Shell,
    errors: FieldErrors,
    email: String,
}

async fn open(guard: Guard<Public>, path: web::Path<String>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let held = by_token(&mut conn, &token_hash(&path)).await?;
    if let Some(held) = held.as_ref().filter(|held| held.used_at.is_some() && guard.actor().id == Some(held.person)) {
        return redirect(next_page(held.welcomed));
    }
    let held = match usable(held, guard.app.clock.now()) {
        Ok(held) => held,
        Err(over) => return over_page(&guard, over),
    };
    let course = curriculum::course_version(&mut conn, held.course_version).await?;
    let shell = Shell::new(&guard.app, &guard, &guard.texts.t("invitation-title")).with_form(&guard.app, &guard);
    page(&InvitationPage {
        shell,
        action: format!("/invitation/{}", path.as_str()),
        course: course_title(&course, guard.texts.lang),
        place: held.place,
        other: guard.actor().id.is_some_and(|person| person != held.person),
    })
}

fn over_page(guard: &Guard<Public>, over: Over) -> Result<HttpResponse, AppError> {
    let shell = Shell::new(&guard.app, guard, &guard.texts.t(over.key()));
    let next = guard.texts.t(&format!("{}-next", over.key()));
    page_with(StatusCode::GONE, &OverPage { shell, next })
}

/// Where somebody who came in goes on: to confirm the name, unless that was done for an earlier course.
fn next_page(welcomed: bool) -> &'static str {
    if welcomed { "/" } else { "/welcome" }
}

async fn use_link(guard: Guard<Public>, path: web::Path<String>, _form: Fields) -> Result<HttpResponse, AppError> {
    let (now, hash, here) = (guard.app.clock.now(), token_hash(&path), guard.actor().id);
    let outcome = guard
        .app
        .db
        .write(async move |tx| {
            let held = by_token_for_use(tx, &hash).await?;
            if let Some(held) = held.as_ref().filter(|held| held.used_at.is_some() && here == Some(held.person)) {
                return Ok(Ok((None, held.welcomed)));
            }
            match usable(held, now) {
                Ok(held) => Ok(Ok((Some(come_in(tx, now, &held).await?), held.welcomed))),
                Err(over) => Ok(Err(over)),
            }
        })
        .await?;
    match outcome {
        Ok((Some(token), welcomed)) => signed_in_answer(&guard.app, token, next_page(welcomed)),
        // The second click of two: the first one did it.
        Ok((None, welcomed)) => redirect(next_page(welcomed)),
        Err(over) => over_page(&guard, over),
    }
}

/// Uses the invitation up and opens a session for its person.
async fn come_in(tx: &mut Conn, now: Instant, held: &Held) -> Result<String, AppError> {
    accept(tx, now, held).await?;
    start_session(tx, now, held.person).await
}

async fn by_hand(guard: Guard<Public>) -> Result<HttpResponse, AppError> {
    page(&code_page(&guard, FieldErrors::default(), String::new()))
}

fn code_page(guard: &Guard<Public>, errors: FieldErrors, email: String) -> CodePage {
    let mut shell = Shell::new(&guard.app, guard, &guard.texts.t("invitation-code-title")).with_form(&guard.app, guard);
    shell.error = !errors.is_empty();
    CodePage { shell, errors, email }
}

#[derive(Deserialize)]
struct CodeForm {
    email: String,
    code: String,
}

async fn use_code(
    guard: Guard<Public>,
    request: HttpRequest,
    Form(form): Form<CodeForm>,
) -> Result<HttpResponse, AppError> {
    let Ok(email) = Email::parse(&form.email) else {
        return wrong(&guard, "email", "email-missing", form.email);
    };
    guard.app.limiter.take(Check::Invitation, email.as_str(), client_ip(&request, &guard.app.config))?;
    let (now, secret, code) = (guard.app.clock.now(), guard.app.config.secret.clone(), form.code);
    let outcome = guard
        .app
        .db
        .write(async move |tx| match of_code(open_of_address(tx, &email, now).await?, &secret, &code) {
            Some(held) => Ok(Some((come_in(tx, now, &held).await?, held.welcomed))),
            None => Ok(None),
        })
        .await?;
    match outcome {
        Some((token, welcomed)) => signed_in_answer(&guard.app, token, next_page(welcomed)),
        None => wrong(&guard, "code", "invitation-code-wrong", form.email),
    }
}

fn wrong(
    guard: &Guard<Public>,
    field: &'static str,
    key: &'static str,
    email: String,
) -> Result<HttpResponse, AppError> {
    let mut errors = FieldErrors::default();
    errors.add(field, key);
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &code_page(guard, errors, email))
}
