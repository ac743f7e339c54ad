//! The welcome page and the profile: names, language, time zone, password.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::actions::{Profile, keep_profile, set_password};
use super::password::{NewPassword, checked_password};
use super::rules::names;
use super::store;
use super::time_zones::{ZONES, zones};
use crate::base::lang::Lang;
use crate::platform::audit::Audit;
use crate::platform::auth::needs::{Arrive, Learn};
use crate::platform::web::{
    AppError, FieldErrors, Form, Guard, LANG_COOKIE, Need, Routes, Shell, client_ip, page, page_with, plain_cookie,
    redirect, redirect_with_flash,
};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/welcome", welcome)
        .post("/welcome", confirm_welcome)
        .get("/profile", profile)
        .post("/profile", keep)
        .post("/profile/password", keep_password);
}

#[derive(Deserialize, Default)]
struct ProfileForm {
    full_name: String,
    latin_name: String,
    lang: String,
    time_zone: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    password_current: String,
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

async fn current<N: Need>(guard: &Guard<N>) -> Result<ProfileForm, AppError> {
    let person = store::by_id(&mut *guard.read().await?, guard.person()?).await?;
    Ok(ProfileForm {
        full_name: person.full_name.clone(),
        latin_name: person.latin_name.clone(),
        lang: guard.texts.lang.tag().to_owned(),
        time_zone: person.time_zone.clone(),
        password: String::new(),
        password_current: String::new(),
    })
}

async fn profile_page<N: Need>(
    guard: &Guard<N>,
    errors: FieldErrors,
    welcome: bool,
    form: ProfileForm,
) -> Result<ProfilePage, AppError> {
    let title = guard.texts.t(if welcome { "welcome-title" } else { "profile-title" });
    let mut shell = Shell::new(&guard.app, guard, &title);
    shell.error = !errors.is_empty();
    let mut conn = guard.read().await?;
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

async fn confirm_welcome(
    guard: Guard<Arrive>,
    request: HttpRequest,
    Form(form): Form<ProfileForm>,
) -> Result<HttpResponse, AppError> {
    keep_from(guard, &request, form, true).await
}

async fn keep(
    guard: Guard<Learn>,
    request: HttpRequest,
    Form(form): Form<ProfileForm>,
) -> Result<HttpResponse, AppError> {
    keep_from(guard, &request, form, false).await
}

async fn keep_from<N: Need>(
    guard: Guard<N>,
    request: &HttpRequest,
    form: ProfileForm,
    welcome: bool,
) -> Result<HttpResponse, AppError> {
    let person = guard.person()?;
    let profile = read_profile(&form.full_name, &form.latin_name, &form.lang, &form.time_zone);
    let mut errors = profile.as_ref().err().cloned().unwrap_or_default();
    let mut phc = None;
    if !form.password.is_empty() {
        let new = NewPassword {
            current: &form.password_current,
            password: &form.password,
            names: [&form.full_name, &form.latin_name],
        };
        match checked_password(&guard, client_ip(request, &guard.app.config), new).await? {
            Ok(hash) => phc = Some(hash),
            Err(trouble) => errors.extend(trouble),
        }
    }
    let Some(profile) = profile.ok().filter(|_| errors.is_empty()) else {
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

/// What a form or a program says of a person, checked; every fault is named with its field.
pub fn read_profile(full: &str, latin: &str, lang: &str, time_zone: &str) -> Result<Profile, FieldErrors> {
    let (names, mut errors) = match names(full, latin) {
        Ok(names) => (Some(names), FieldErrors::default()),
        Err(errors) => (None, errors),
    };
    let lang = lang.parse::<Lang>().ok();
    if lang.is_none() {
        errors.add("lang", "language-unknown");
    }
    if !ZONES.contains(&time_zone) {
        errors.add("time_zone", "time-zone-unknown");
    }
    let known = names.zip(lang).filter(|_| errors.is_empty());
    known.map(|(names, lang)| Profile { names, lang, time_zone: time_zone.to_owned() }).ok_or(errors)
}

#[derive(Deserialize)]
struct NewPasswordForm {
    password: String,
    #[serde(default)]
    password_current: String,
}

async fn keep_password(
    guard: Guard<Learn>,
    request: HttpRequest,
    Form(form): Form<NewPasswordForm>,
) -> Result<HttpResponse, AppError> {
    let (person, session) = (guard.person()?, guard.actor().session);
    let known = current(&guard).await?;
    let new = NewPassword {
        current: &form.password_current,
        password: &form.password,
        names: [&known.full_name, &known.latin_name],
    };
    let phc = match checked_password(&guard, client_ip(&request, &guard.app.config), new).await? {
        Ok(phc) => phc,
        Err(errors) => {
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
