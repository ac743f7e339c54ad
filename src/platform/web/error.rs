//! One error for everything a request can end in, mapped to an answer once (in the middleware, which knows the reader).

use std::borrow::Cow;
use std::fmt;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use diesel::result::{DatabaseErrorKind, Error as DieselError};

use crate::base::codes;
use crate::platform::i18n::{Arg, Texts};

/// What can go wrong in a request. Keys are ids of interface texts.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Somebody has to sign in first.
    #[error("sign-in needed")]
    SignIn,
    /// Signed in, but something must be done before (confirm the name, wait for a lifted suspension).
    #[error("forbidden: {0}")]
    Forbidden(&'static str),
    /// Not there, or not for you: the two look alike.
    #[error("not found")]
    NotFound,
    /// What was sent does not fit; each field says why.
    #[error("invalid input")]
    Invalid(FieldErrors),
    /// The state does not allow it any more.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// A link or code that has been used or has expired.
    #[error("gone: {0}")]
    Gone(&'static str),
    /// The form's token does not fit the session: it was open too long, or does not come from us.
    #[error("form token does not fit")]
    Stale,
    #[error("too many tries")]
    TooMany { wait_seconds: u64 },
    #[error("too large: {0}")]
    TooLarge(&'static str),
    #[error("too many or too long headers")]
    HeadTooLarge,
    #[error("wrong content type")]
    WrongType,
    #[error("host not served here")]
    Misdirected,
    /// Known, and not to be used like this; which methods do.
    #[error("method not allowed")]
    Method { allowed: Cow<'static, str> },
    /// The database or the server is not ready; come back soon.
    #[error("busy: {0}")]
    Busy(String),
    /// A fault of ours. The cause goes to the log only.
    #[error("internal: {0}")]
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

impl AppError {
    pub fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        AppError::Internal(error.into())
    }

    pub fn busy(cause: impl Into<String>) -> Self {
        AppError::Busy(cause.into())
    }

    /// One field that does not fit.
    pub fn field(field: impl Into<Cow<'static, str>>, key: &'static str) -> Self {
        let mut errors = FieldErrors::default();
        errors.add(field, key);
        AppError::Invalid(errors)
    }

    /// The cause, for the log.
    pub fn cause(&self) -> String {
        self.to_string()
    }

    /// The text that explains it: `<key>` is the heading, `<key>-next` says what to do.
    pub fn key(&self) -> &'static str {
        match self {
            AppError::SignIn => "error-sign-in",
            AppError::Forbidden(key) | AppError::Conflict(key) | AppError::Gone(key) => key,
            AppError::NotFound => "error-not-found",
            AppError::Invalid(_) => "error-invalid",
            AppError::Stale => "error-stale",
            AppError::TooMany { .. } => "error-too-many",
            AppError::TooLarge(key) => key,
            AppError::HeadTooLarge => "error-head-too-large",
            AppError::WrongType => "error-wrong-type",
            AppError::Misdirected => "error-misdirected",
            AppError::Method { .. } => "error-method",
            AppError::Busy(_) => "error-busy",
            AppError::Internal(_) => "error-internal",
        }
    }

    pub fn status(&self) -> StatusCode {
        match self {
            AppError::SignIn => StatusCode::UNAUTHORIZED,
            AppError::Forbidden(_) | AppError::Stale => StatusCode::FORBIDDEN,
            AppError::NotFound => StatusCode::NOT_FOUND,
            AppError::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            AppError::Conflict(_) => StatusCode::CONFLICT,
            AppError::Gone(_) => StatusCode::GONE,
            AppError::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            AppError::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            AppError::HeadTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            AppError::WrongType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            AppError::Misdirected => StatusCode::MISDIRECTED_REQUEST,
            AppError::Method { .. } => StatusCode::METHOD_NOT_ALLOWED,
            AppError::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            AppError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Whether a unique constraint of this name refused the write.
    pub fn is_unique_violation(error: &DieselError, constraint: &str) -> bool {
        matches!(error, DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, info)
            if info.constraint_name() == Some(constraint))
    }
}

impl From<DieselError> for AppError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => AppError::NotFound,
            DieselError::DatabaseError(DatabaseErrorKind::ClosedConnection, info) => {
                AppError::busy(info.message().to_owned())
            }
            DieselError::BrokenTransactionManager => AppError::busy("connection lost in a transaction"),
            // A NUL. Forms and JSON refuse it where they are read, so it stood in an address, and nothing is called so.
            DieselError::DatabaseError(_, ref info)
                if info.message().contains("invalid byte sequence for encoding") =>
            {
                AppError::NotFound
            }
            DieselError::DatabaseError(_, ref info) if is_outage(info.message()) => {
                AppError::busy(info.message().to_owned())
            }
            other => AppError::internal(other),
        }
    }
}

/// What PostgreSQL and its driver say while the server stops, starts or is gone, or its disk has no room or does not
/// obey; none has an error kind of its own.
const OUTAGES: [&str; 10] = [
    "connection closed",
    "error communicating with the server",
    "terminating connection",
    "shutting down",
    "starting up",
    "recovery mode",
    "db error: FATAL",
    "No space left on device",
    "Disk quota exceeded",
    "Input/output error",
];

fn is_outage(message: &str) -> bool {
    OUTAGES.iter().any(|sign| message.contains(sign))
}

impl ResponseError for AppError {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status())
    }
}

/// A short code that joins what the person sees with what the log holds.
pub struct Reference(pub String);

impl Reference {
    pub fn new() -> Self {
        Self(codes::random(8))
    }
}

impl Default for Reference {
    fn default() -> Self {
        Self::new()
    }
}

/// One thing that does not fit, at one field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldError {
    pub field: Cow<'static, str>,
    pub key: &'static str,
    pub args: Vec<(&'static str, Arg)>,
}

/// All that does not fit, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldErrors(pub Vec<FieldError>);

impl FieldErrors {
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, key: &'static str) {
        self.add_with(field, key, Vec::new());
    }

    pub fn add_with(&mut self, field: impl Into<Cow<'static, str>>, key: &'static str, args: Vec<(&'static str, Arg)>) {
        self.0.push(FieldError { field: field.into(), key, args });
    }

    /// Takes over what is wrong elsewhere in the same form.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether a field has an error already.
    pub fn has(&self, field: &str) -> bool {
        self.0.iter().any(|error| error.field == field)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `Ok` when nothing was wrong.
    pub fn result(self) -> Result<(), AppError> {
        if self.is_empty() { Ok(()) } else { Err(AppError::Invalid(self)) }
    }

    /// The message at a field, in the reader's language.
    pub fn at(&self, field: &str, texts: &Texts) -> Option<String> {
        self.0.iter().find(|error| error.field == field).map(|error| texts.with(error.key, &error.args))
    }

    /// `(field, message)` of each, for the summary on top of the form.
    pub fn messages(&self, texts: &Texts) -> Vec<(String, String)> {
        self.0.iter().map(|error| (error.field.to_string(), texts.with(error.key, &error.args))).collect()
    }
}

impl fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} fields", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_is_away_or_has_no_room_is_no_fault_of_ours() {
        let asked = |kind, message: &str| {
            AppError::from(DieselError::DatabaseError(kind, Box::new(message.to_owned()))).status().as_u16()
        };
        let lost = DatabaseErrorKind::UnableToSendCommand;
        assert_eq!(asked(lost, "error communicating with the server"), 503);
        assert_eq!(
            asked(DatabaseErrorKind::Unknown, "could not extend file \"base/1/2\": No space left on device"),
            503
        );
        assert_eq!(asked(DatabaseErrorKind::Unknown, "could not fdatasync file \"0001\": Input/output error"), 503);
        assert_eq!(asked(DatabaseErrorKind::Unknown, "relation \"persons\" does not exist"), 500);
    }
}
