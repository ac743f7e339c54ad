//! What people post. Every extractor here checks the form token first, so a state change cannot forget it.
//!
//! The middleware has read the body already (bounded), so that an error page can still show what was typed.

use std::future::Future;
use std::future::{Ready, ready};
use std::pin::Pin;
use std::rc::Rc;

use actix_multipart::form::tempfile::TempFile;
use actix_multipart::form::text::Text;
use actix_multipart::form::{MultipartForm, MultipartFormConfig};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use serde::de::DeserializeOwned;

use super::body::BODY_TIME;
use super::{AppError, Visitor};
use crate::platform::App;

/// Fields of a posted form, in order, as the middleware read them.
#[derive(Clone, Debug, Default)]
pub struct Posted(pub Vec<(String, String)>);

/// More fields than any form of ours has.
pub const MOST_FIELDS: usize = 2_000;
/// A longer single value is refused with its name.
pub const LONGEST_VALUE: usize = 400_000;

impl Posted {
    /// Reads a urlencoded body; `Err` when it is not one or holds too much.
    pub fn parse(body: &[u8]) -> Result<Self, AppError> {
        if body.iter().filter(|byte| **byte == b'&').count() >= MOST_FIELDS {
            return Err(AppError::TooLarge("error-too-many-fields"));
        }
        let text = std::str::from_utf8(body).map_err(|_| AppError::field("form", "error-not-utf8"))?;
        let pairs: Vec<(String, String)> =
            serde_html_form::from_str(text).map_err(|_| AppError::field("form", "error-not-utf8"))?;
        if pairs.iter().any(|(name, value)| value.len() > LONGEST_VALUE || name.len() > 200) {
            return Err(AppError::TooLarge("error-field-too-long"));
        }
        // PostgreSQL cannot store NUL; nobody types it.
        if pairs.iter().any(|(name, value)| name.contains('\0') || value.contains('\0')) {
            return Err(AppError::field("form", "error-nul"));
        }
        Ok(Self(pairs))
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// A form as a typed struct.
pub struct Form<T>(pub T);

/// A form as it came: for pages whose fields are made from data (quizzes, rubrics).
pub struct Fields(pub Posted);

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(checked(request).and_then(|posted| {
            let text = serde_html_form::to_string(&posted.0).map_err(AppError::internal)?;
            serde_html_form::from_str(&text).map(Form).map_err(|_| AppError::field("form", "error-form-incomplete"))
        }))
    }
}

impl FromRequest for Fields {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(checked(request).map(Fields))
    }
}

fn checked(request: &HttpRequest) -> Result<Posted, AppError> {
    let posted = request.extensions().get::<Posted>().cloned().ok_or(AppError::WrongType)?;
    let token = posted.get("csrf").unwrap_or_default().to_owned();
    check_token(request, &token)?;
    Ok(posted)
}

fn check_token(request: &HttpRequest, token: &str) -> Result<(), AppError> {
    let app = request.app_data::<web::Data<App>>().ok_or_else(|| AppError::internal("no application"))?;
    let visitor = request.extensions().get::<Rc<Visitor>>().cloned().ok_or(AppError::Stale)?;
    if !comes_from_us(request, app) || !visitor.csrf_fits(app, token) {
        return Err(AppError::Stale);
    }
    Ok(())
}

/// What modern browsers tell about the page a request comes from; old ones say nothing and are held by the token.
pub fn comes_from_us(request: &HttpRequest, app: &App) -> bool {
    let header = |name: &str| request.headers().get(name).map(|value| value.to_str().unwrap_or("?").to_owned());
    if header("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none") {
        return false;
    }
    match header("origin") {
        Some(origin) => app.config.allows_origin(&origin),
        None => true,
    }
}

/// JSON posted by our own script in a browser session; the token comes in a header.
pub struct SessionJson<T>(pub T);

/// The largest JSON body our script sends: 20 saves, each an essay at most.
const JSON_LIMIT: usize = 512 * 1024;

impl<T: DeserializeOwned + 'static> FromRequest for SessionJson<T> {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, AppError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let token = request.headers().get("x-csrf-token").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let check = check_token(request, token);
        let body = super::api::read_json(request, payload, JSON_LIMIT);
        Box::pin(async move {
            check?;
            Ok(Self(body.await?))
        })
    }
}

/// A posted form with one small file.
#[derive(MultipartForm)]
pub struct UploadForm {
    csrf: Text<String>,
    file: Option<TempFile>,
    text: Option<Text<String>>,
}

/// The file (or the pasted text instead), read whole: at most 2 MB.
pub struct Upload {
    pub bytes: Vec<u8>,
    pub pasted: String,
}

const UPLOAD_LIMIT: usize = 2 * 1024 * 1024;

impl FromRequest for Upload {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, AppError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let form = MultipartForm::<UploadForm>::from_request(request, payload);
        let request = request.clone();
        Box::pin(async move {
            let broken = |_| AppError::field("file", "error-upload-broken");
            let form = tokio::time::timeout(BODY_TIME, form).await.map_err(broken)?;
            let form = form.map_err(|error| upload_error(&error))?;
            let UploadForm { csrf, file, text } = form.into_inner();
            check_token(&request, &csrf)?;
            let bytes = match file {
                Some(file) => std::fs::read(file.file.path()).map_err(AppError::internal)?,
                None => Vec::new(),
            };
            Ok(Self { bytes, pasted: text.map(|text| text.into_inner()).unwrap_or_default() })
        })
    }
}

/// The library answers 400 for a body over its limit; only the error inside tells.
fn upload_error(error: &actix_web::Error) -> AppError {
    use actix_multipart::MultipartError;
    use actix_web::error::PayloadError;
    let within_field = |error: &MultipartError| match error {
        MultipartError::Field { source, .. } => source.as_error::<MultipartError>().is_some_and(is_overflow),
        other => is_overflow(other),
    };
    fn is_overflow(error: &MultipartError) -> bool {
        matches!(error, MultipartError::Payload(PayloadError::Overflow))
    }
    if error.as_error::<MultipartError>().is_some_and(within_field) {
        return AppError::TooLarge("error-file-too-large");
    }
    AppError::field("file", "error-upload-broken")
}

/// Limits for uploads, set once on the application.
pub fn upload_config() -> MultipartFormConfig {
    MultipartFormConfig::default().total_limit(UPLOAD_LIMIT).memory_limit(UPLOAD_LIMIT)
}
