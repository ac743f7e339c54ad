//! The JSON API's bodies and answers. Errors are RFC 9457 problem documents.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use super::AppError;
use super::body::read_body;
use crate::platform::i18n::Texts;

/// Largest JSON body of the API.
const LIMIT: usize = 512 * 1024;

/// A JSON body of the API.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, AppError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = read_json(request, payload, LIMIT);
        Box::pin(async move { Ok(Self(body.await?)) })
    }
}

/// Reads a JSON body of at most `limit` bytes. serde_json refuses to nest deeper than 128 levels.
pub fn read_json<T: DeserializeOwned + 'static>(
    request: &HttpRequest,
    payload: &mut Payload,
    limit: usize,
) -> impl Future<Output = Result<T, AppError>> + 'static {
    let is_json = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.split(';').next().is_some_and(|kind| kind.trim() == "application/json"));
    let stream = web::Payload::from_request(request, payload).into_inner();
    async move {
        if !is_json {
            return Err(AppError::WrongType);
        }
        let body = read_body(stream.map_err(|_| AppError::WrongType)?, limit).await?;
        // Most bodies hold no backslash at all, which is seen at once.
        if body.contains(&b'\\') && body.windows(6).any(|window| window.eq_ignore_ascii_case(b"\\u0000")) {
            return Err(AppError::field("body", "error-nul"));
        }
        let wrong = |why: String| {
            let mut errors = super::FieldErrors::default();
            errors.add_with("body", "error-json", vec![("why", crate::platform::i18n::Arg::Text(why))]);
            AppError::Invalid(errors)
        };
        // serde would take a list for the fields in their order.
        if body.trim_ascii_start().starts_with(b"[") {
            return Err(wrong("invalid type: sequence, expected an object".to_owned()));
        }
        serde_json::from_slice(&body).map_err(|error| wrong(error.to_string()))
    }
}

/// An answer in JSON.
pub fn json(body: &impl Serialize) -> Result<HttpResponse, AppError> {
    Ok(HttpResponse::Ok().json(body))
}

/// RFC 9457: what went wrong, for programs and people.
#[derive(Serialize, ToSchema)]
pub struct Problem {
    /// A stable name of the problem.
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    /// What to do next.
    pub detail: String,
    /// Fields that did not fit, with a message each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// Tell this code to the administrator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct FieldProblem {
    pub field: String,
    pub message: String,
}

/// The problem document of an error.
pub fn problem(error: &AppError, texts: Texts, reference: Option<String>) -> Problem {
    let key = error.key();
    let usual_next = format!("{key}-next");
    // What pages say of these is about pages.
    let (title, next) = match error {
        AppError::SignIn => ("problem-sign-in", "problem-sign-in-next"),
        AppError::NotFound => ("problem-not-found", "problem-not-found-next"),
        AppError::Invalid(_) => (key, "problem-invalid-next"),
        _ => (key, usual_next.as_str()),
    };
    let fields = match error {
        AppError::Invalid(errors) => {
            errors.messages(&texts).into_iter().map(|(field, message)| FieldProblem { field, message }).collect()
        }
        _ => Vec::new(),
    };
    Problem {
        kind: format!("/problems/{}", key.trim_start_matches("error-")),
        title: texts.t(title),
        status: error.status().as_u16(),
        detail: texts.t(next),
        fields,
        reference,
    }
}
