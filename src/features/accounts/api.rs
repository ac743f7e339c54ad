//! Tokens for programs, and who one is.

use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::actions::{keep_profile, set_password};
use super::password::{NewPassword, checked_password};
use super::profile::read_profile;
use super::sign_in::person_by_password;
use super::store;
use crate::base::address::Email;
use crate::base::ids::Uuid;
use crate::platform::audit::Audit;
use crate::platform::auth::needs::{Learn, Public};
use crate::platform::auth::{Check, TOKEN_SECONDS, issue_token};
use crate::platform::web::api::{Json, json};
use crate::platform::web::{AppError, Guard, Routes, client_ip};

pub fn routes(routes: &mut Routes) {
    routes
        .post("/api/v1/token", token)
        .get("/api/v1/me", me)
        .put("/api/v1/me", keep_me)
        .put("/api/v1/me/password", keep_password);
}

#[derive(Deserialize, ToSchema)]
pub struct TokenRequest {
    /// The account's e-mail address.
    pub email: String,
    pub password: String,
}

#[derive(Serialize, ToSchema)]
pub struct TokenAnswer {
    /// Send it as `Authorization: Bearer …`.
    pub access_token: String,
    pub token_type: &'static str,
    /// Seconds until it ends.
    pub expires_in: i64,
}

#[utoipa::path(post, path = "/api/v1/token", tag = "accounts", request_body = TokenRequest, security(()), responses(
    (status = 200, body = TokenAnswer), (status = 401, body = crate::platform::web::api::Problem), (status = 429, body = crate::platform::web::api::Problem)))]
/// A token for a program, by e-mail address and password.
pub async fn token(
    guard: Guard<Public>,
    request: HttpRequest,
    Json(body): Json<TokenRequest>,
) -> Result<HttpResponse, AppError> {
    let email = Email::parse(&body.email).ok();
    let account = email.as_ref().map_or_else(|| "?".to_owned(), ToString::to_string);
    guard.app.limiter.take(Check::Password, &account, client_ip(&request, &guard.app.config))?;
    let person = person_by_password(&guard.app, email, &body.password).await?.ok_or(AppError::SignIn)?;
    json(&TokenAnswer {
        access_token: issue_token(&guard.app, person)?,
        token_type: "Bearer",
        expires_in: TOKEN_SECONDS,
    })
}

#[derive(Serialize, ToSchema)]
pub struct Me {
    pub id: Uuid,
    pub full_name: String,
    pub latin_name: String,
    pub lang: String,
    pub time_zone: String,
    pub roles: Vec<String>,
}

#[utoipa::path(get, path = "/api/v1/me", tag = "accounts", responses((status = 200, body = Me), (status = 401, body = crate::platform::web::api::Problem)))]
/// The person the token belongs to.
pub async fn me(guard: Guard<Learn>) -> Result<HttpResponse, AppError> {
    json(&own_record(&guard).await?)
}

#[derive(Deserialize, ToSchema)]
pub struct NewMe {
    /// As it shall stand on certificates, in one's own script.
    pub full_name: String,
    /// The same in Latin letters.
    pub latin_name: String,
    /// `en`, `fr`, `es`, `ar` or `ru`.
    pub lang: String,
    /// A name of the IANA list, such as `Asia/Tbilisi`.
    pub time_zone: String,
}

#[utoipa::path(put, path = "/api/v1/me", tag = "accounts", request_body = NewMe, responses((status = 200, body = Me),
    (status = 401, body = crate::platform::web::api::Problem), (status = 422, body = crate::platform::web::api::Problem)))]
/// Changes one's names, language and time zone. Certificates that were issued stay as they are.
pub async fn keep_me(guard: Guard<Learn>, Json(new): Json<NewMe>) -> Result<HttpResponse, AppError> {
    let profile =
        read_profile(&new.full_name, &new.latin_name, &new.lang, &new.time_zone).map_err(AppError::Invalid)?;
    let (person, now) = (guard.person()?, guard.app.clock.now());
    let line = Audit::about("person.profile-kept", person);
    guard.write(line, async move |tx| keep_profile(tx, now, person, profile).await).await?;
    json(&own_record(&guard).await?)
}

#[derive(Deserialize, ToSchema)]
pub struct PasswordChange {
    /// The one that is valid now; not needed while there is none.
    #[serde(default)]
    pub password_current: String,
    /// At least 15 characters.
    pub password: String,
}

#[utoipa::path(put, path = "/api/v1/me/password", tag = "accounts", request_body = PasswordChange,
    responses((status = 200, body = bool, content_type = "application/json"), (status = 429, body = crate::platform::web::api::Problem)))]
/// Changes one's own password and ends one's sessions in browsers.
pub async fn keep_password(
    guard: Guard<Learn>,
    request: HttpRequest,
    Json(change): Json<PasswordChange>,
) -> Result<HttpResponse, AppError> {
    let person = guard.person()?;
    let known = store::by_id(&mut *guard.read().await?, person).await?;
    let new = NewPassword {
        current: &change.password_current,
        password: &change.password,
        names: [&known.full_name, &known.latin_name],
    };
    let checked = checked_password(&guard, client_ip(&request, &guard.app.config), new).await?;
    let phc = checked.map_err(AppError::Invalid)?;
    let now = guard.app.clock.now();
    guard
        .write(Audit::about("person.password-set", person), async move |tx| {
            set_password(tx, now, person, &phc, None).await
        })
        .await?;
    json(&true)
}

async fn own_record(guard: &Guard<Learn>) -> Result<Me, AppError> {
    let mut conn = guard.read().await?;
    let person = store::by_id(&mut conn, guard.person()?).await?;
    let roles = store::roles_of(&mut conn, person.id).await?.into_iter().map(|(role, _)| role).collect();
    Ok(Me {
        id: person.id,
        full_name: person.full_name,
        latin_name: person.latin_name,
        lang: person.lang,
        time_zone: person.time_zone,
        roles,
    })
}
