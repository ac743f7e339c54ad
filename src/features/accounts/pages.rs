//! Signing in and out, the welcome page, the profile.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use chrono::Offset;
use chrono_tz::Tz;
use serde::Deserialize;

use super::actions::{Profile, keep_profile, set_password};
use super::rules::{check_password, names};
use super::store;
use crate::base::address::Email;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::platform::App;
use crate::platform::audit::{self, Audit};
use crate::platform::auth::needs::{Arrive, Learn, Leave, Public};
use crate::platform::auth::{Check, SESSION_SECONDS, end_session, sign_in_codes, start_session};
use crate::platform::jobs;
use crate::platform::web::{
    AppError, FieldErrors, Form, Guard, LANG_COOKIE, Routes, Shell, client_ip, new_session_cookie, page, page_with,
    plain_cookie, redirect, redirect_with_flash,
};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/sign-in", sign_in)
        .post("/sign-in", sign_in_by_password)
        .post("/sign-in/code", send_code)
        .post("/sign-in/code/check", sign_in_by_code)
        .post("/sign-out", sign_out)
        .get("/welcome", welcome)
        .post("/welcome", confirm_welcome)
        .get("/profile", profile)
        .post("/profile", keep)
        .post("/profile/password", keep_password);
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

/// A path on this server to go on to; anything else becomes the start page.
fn safe_next(next: &str) -> &str {
    let local = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n', '\0']);
    if local && next.is_ascii() { next } else { "/" }
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

/// The person whose password this is. Takes the same time for an unknown address, a wrong password and none set.
pub async fn person_by_password(app: &App, email: Option<Email>, password: &str) -> Result<Option<Uuid>, AppError> {
    let (person, stored) = {
        let mut conn = app.db.read().await?;
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
        .write(async move |tx| {
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
    let wanted = serde_json::json!({ "email": email.as_str(), "lang": guard.texts.lang.tag() });
    guard.app.db.write(async move |tx| jobs::enqueue(tx, now, CODE_JOB, &wanted).await).await?;
    page(&code_page(&guard, FieldErrors::default(), email.to_string(), form.next))
}

fn code_page(guard: &Guard<Public>, errors: FieldErrors, email: String, next: String) -> CodePage {
    let mut shell = Shell::new(&guard.app, guard, &guard.texts.t("code-title")).with_form(&guard.app, guard);
    shell.error = !errors.is_empty();
    CodePage { shell, errors, email, next }
}

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
    let email = Email::parse(&form.email).map_err(|_| AppError::field("email", "email-missing"))?;
    guard.app.limiter.take(Check::Code, email.as_str(), client_ip(&request, &guard.app.config))?;
    let (now, secret, code) = (guard.app.clock.now(), guard.app.config.secret.clone(), form.code.clone());
    let person = guard
        .app
        .db
        .write(async move |tx| {
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
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &code_page(&guard, errors, form.email, form.next))
        }
    }
}

#[derive(Deserialize)]
struct Nothing {}

async fn sign_out(guard: Guard<Leave>, _form: Form<Nothing>) -> Result<HttpResponse, AppError> {
    let (now, session) = (guard.app.clock.now(), guard.actor().session.ok_or(AppError::SignIn)?);
    guard.write(Audit::of("person.signed-out"), async move |tx| end_session(tx, now, session).await).await?;
    let mut answer = redirect_with_flash(&guard.app, "/sign-in", "flash-signed-out")?;
    let mut gone = new_session_cookie(&guard.app, String::new(), 0);
    gone.make_removal();
    answer.add_cookie(&gone).map_err(AppError::internal)?;
    Ok(answer)
}

#[derive(Deserialize, Default)]
struct ProfileForm {
    full_name: String,
    latin_name: String,
    lang: String,
    time_zone: String,
    #[serde(default)]
    password: String,
}

#[derive(Template)]
#[template(path = "accounts/profile.html")]
struct ProfilePage {
    shell: Shell,
    errors: FieldErrors,
    welcome: bool,
    form: ProfileForm,
    zones: Vec<(&'static str, String)>,
    has_password: bool,
    email: String,
}

async fn welcome(guard: Guard<Arrive>) -> Result<HttpResponse, AppError> {
    let form = current(&guard).await?;
    page(&profile_page(&guard, FieldErrors::default(), true, form).await?)
}

async fn profile(guard: Guard<Learn>) -> Result<HttpResponse, AppError> {
    let form = current(&guard).await?;
    page(&profile_page(&guard, FieldErrors::default(), false, form).await?)
}

async fn current<N: crate::platform::web::Need>(guard: &Guard<N>) -> Result<ProfileForm, AppError> {
    let person = store::by_id(&mut *guard.app.db.read().await?, guard.person()?).await?;
    Ok(ProfileForm {
        full_name: person.full_name.clone(),
        latin_name: person.latin_name.clone(),
        lang: guard.texts.lang.tag().to_owned(),
        time_zone: person.time_zone.clone(),
        password: String::new(),
    })
}

async fn profile_page<N: crate::platform::web::Need>(
    guard: &Guard<N>,
    errors: FieldErrors,
    welcome: bool,
    form: ProfileForm,
) -> Result<ProfilePage, AppError> {
    let title = guard.texts.t(if welcome { "welcome-title" } else { "profile-title" });
    let mut shell = Shell::new(&guard.app, guard, &title);
    shell.error = !errors.is_empty();
    let mut conn = guard.app.db.read().await?;
    let person = store::by_id(&mut conn, guard.person()?).await?;
    Ok(ProfilePage {
        zones: zones(guard.app.clock.now()),
        has_password: store::has_password(&mut conn, person.id).await?,
        email: person.email,
        shell,
        errors,
        welcome,
        form,
    })
}

async fn confirm_welcome(guard: Guard<Arrive>, Form(form): Form<ProfileForm>) -> Result<HttpResponse, AppError> {
    keep_from(guard, form, true).await
}

async fn keep(guard: Guard<Learn>, Form(form): Form<ProfileForm>) -> Result<HttpResponse, AppError> {
    keep_from(guard, form, false).await
}

async fn keep_from<N: crate::platform::web::Need>(
    guard: Guard<N>,
    form: ProfileForm,
    welcome: bool,
) -> Result<HttpResponse, AppError> {
    let person = guard.person()?;
    let (profile, errors) = read_profile(&form);
    let mut errors = errors;
    let phc = match new_password(&guard, &form.password, &form).await? {
        Ok(phc) => phc,
        Err(key) => {
            errors.add("password", key);
            None
        }
    };
    let Some(profile) = profile.filter(|_| errors.is_empty()) else {
        let page = profile_page(&guard, errors, welcome, form).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let (now, session, lang) = (guard.app.clock.now(), guard.actor().session, profile.lang);
    guard
        .write(Audit::about("person.profile-kept", person), async move |tx| {
            keep_profile(tx, now, person, profile).await?;
            match phc {
                Some(phc) => set_password(tx, now, person, &phc, session).await,
                None => Ok(()),
            }
        })
        .await?;
    let mut answer =
        if welcome { redirect("/")? } else { redirect_with_flash(&guard.app, "/profile", "flash-profile-saved")? };
    let cookie = plain_cookie(&guard.app, LANG_COOKIE, lang.tag().to_owned()).finish();
    answer.add_cookie(&cookie).map_err(AppError::internal)?;
    Ok(answer)
}

fn read_profile(form: &ProfileForm) -> (Option<Profile>, FieldErrors) {
    let (names, mut errors) = match names(&form.full_name, &form.latin_name) {
        Ok(names) => (Some(names), FieldErrors::default()),
        Err(errors) => (None, errors),
    };
    let lang = form.lang.parse::<Lang>().ok();
    if lang.is_none() {
        errors.add("lang", "language-unknown");
    }
    if !ZONES.contains(&form.time_zone.as_str()) {
        errors.add("time_zone", "time-zone-unknown");
    }
    let profile = names.zip(lang).map(|(names, lang)| Profile { names, lang, time_zone: form.time_zone.clone() });
    (profile, errors)
}

/// The hash of a password that was typed; `Ok(None)` when the field was left empty, the text's key when it is refused.
async fn new_password<N: crate::platform::web::Need>(
    guard: &Guard<N>,
    password: &str,
    form: &ProfileForm,
) -> Result<Result<Option<String>, &'static str>, AppError> {
    if password.is_empty() {
        return Ok(Ok(None));
    }
    let email = store::by_id(&mut *guard.app.db.read().await?, guard.person()?).await?.email;
    match check_password(password, &[&form.full_name, &form.latin_name, &email]) {
        Ok(()) => Ok(Ok(Some(guard.app.hasher.hash(password).await?))),
        Err(trouble) => Ok(Err(trouble.key())),
    }
}

#[derive(Deserialize)]
struct NewPasswordForm {
    password: String,
}

async fn keep_password(guard: Guard<Learn>, Form(form): Form<NewPasswordForm>) -> Result<HttpResponse, AppError> {
    let (person, session) = (guard.person()?, guard.actor().session);
    let known = current(&guard).await?;
    let trouble = if form.password.is_empty() {
        Err("password-too-short")
    } else {
        new_password(&guard, &form.password, &known).await?
    };
    let phc = match trouble {
        Ok(Some(phc)) => phc,
        Ok(None) => return redirect("/profile"),
        Err(key) => {
            let mut errors = FieldErrors::default();
            errors.add("password", key);
            let page = profile_page(&guard, errors, false, known).await?;
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    let now = guard.app.clock.now();
    guard
        .write(Audit::about("person.password-set", person), async move |tx| {
            set_password(tx, now, person, &phc, session).await
        })
        .await?;
    redirect_with_flash(&guard.app, "/profile", "flash-password-saved")
}

/// Time zones to choose from: one for each clock in use, by the city most will look for.
pub const ZONES: [&str; 62] = [
    "Pacific/Honolulu",
    "America/Anchorage",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Denver",
    "America/Guatemala",
    "America/Chicago",
    "America/Mexico_City",
    "America/Bogota",
    "America/Lima",
    "America/Panama",
    "America/New_York",
    "America/Port-au-Prince",
    "America/Asuncion",
    "America/Caracas",
    "America/La_Paz",
    "America/Santo_Domingo",
    "America/Santiago",
    "America/Halifax",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "Atlantic/Cape_Verde",
    "UTC",
    "Africa/Dakar",
    "Africa/Accra",
    "Europe/London",
    "Africa/Casablanca",
    "Africa/Lagos",
    "Africa/Algiers",
    "Africa/Tunis",
    "Europe/Belgrade",
    "Europe/Paris",
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Europe/Kyiv",
    "Europe/Athens",
    "Europe/Chisinau",
    "Asia/Beirut",
    "Asia/Amman",
    "Africa/Nairobi",
    "Asia/Baghdad",
    "Asia/Riyadh",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Asia/Tehran",
    "Asia/Tbilisi",
    "Asia/Yerevan",
    "Asia/Baku",
    "Asia/Dubai",
    "Asia/Kabul",
    "Asia/Tashkent",
    "Asia/Almaty",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Dhaka",
    "Asia/Yangon",
    "Asia/Bangkok",
    "Asia/Manila",
    "Australia/Sydney",
    "Pacific/Auckland",
];

/// `(id, "UTC+04:00 Tbilisi")`, in the order of the clocks.
fn zones(now: Instant) -> Vec<(&'static str, String)> {
    let mut zones: Vec<(i32, &'static str, String)> = ZONES
        .into_iter()
        .filter_map(|id| {
            let zone: Tz = id.parse().ok()?;
            let offset = now.with_timezone(&zone).offset().fix();
            let city = id.rsplit('/').next().unwrap_or(id).replace('_', " ");
            Some((offset.local_minus_utc(), id, format!("UTC{offset} {city}")))
        })
        .collect();
    zones.sort();
    zones.into_iter().map(|(_, id, label)| (id, label)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn going_on_never_leaves_this_server() {
        for bad in
            ["", "https://evil.example", "//evil.example", "/\\evil.example", "/a\r\nSet-Cookie: x", "javascript:x"]
        {
            assert_eq!(safe_next(bad), "/", "{bad:?}");
        }
        assert_eq!(safe_next("/modules?lang=fr"), "/modules?lang=fr");
    }

    #[test]
    fn every_zone_exists() {
        for zone in ZONES {
            assert!(zone.parse::<Tz>().is_ok(), "{zone}");
        }
    }
}
