//! What happens around every handler, outermost first: metrics and log line, host and drain checks, visitor, body,
//! the handler, and then the page for an error, cookies and headers.

use std::rc::Rc;
use std::time::Instant as Stopwatch;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, HttpResponse, web};

use super::body::read_body;
use super::error::Reference;
use super::form::Posted;
use super::pack::{Coding, Kept, pack};
use super::shell::{ErrorPage, Replay, Shell, render};
use super::visitor::{FLASH_COOKIE, LANG_COOKIE, Visitor, session_cookie, visit_cookie};
use super::{AppError, Bundle, api, assets};
use crate::platform::App;
use crate::platform::auth;

/// Largest urlencoded body.
pub const POSTED_LIMIT: usize = 1024 * 1024;

/// Laid on an answer that must set no cookie, whatever was chosen: pages for people who only pass by.
pub struct WithoutCookies;

/// The one middleware; its parts are the functions below, in the order they are called.
pub async fn wrap<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let watch = Stopwatch::now();
    let coding = Coding::of(request.headers());
    let method = request.method().clone();
    let Some(app) = request.app_data::<web::Data<App>>().map(|app| app.get_ref().clone()) else {
        return Err(AppError::internal("no application").into());
    };
    let mut response = match prepare(&app, request).await {
        Ok(request) => {
            let response = next.call(request).await?;
            finish(&app, response.map_into_boxed_body())
        }
        Err(refused) => {
            let (request, error) = *refused;
            let (http, _) = request.into_parts();
            error_answer(&app, http, &error)
        }
    };
    response = page_with_policy(response, coding);
    security_headers(&app, response.headers_mut());
    observe(&method, &response, watch);
    Ok(response)
}

/// Names and values of all headers together. Browsers send one or two kilobytes, and what is longer is not ours.
/// More than 96 headers never come here: the server below answers 431 by itself.
const MOST_HEAD_BYTES: usize = 16 * 1024;

fn head_bytes(headers: &HeaderMap) -> usize {
    headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum()
}

type Refused = Box<(ServiceRequest, AppError)>;

async fn prepare(app: &App, mut request: ServiceRequest) -> Result<ServiceRequest, Refused> {
    let probe = is_probe(request.path());
    if !probe && !host_is_served(app, &request) {
        return Err(Box::new((request, AppError::Misdirected)));
    }
    let draining = app.is_draining() && request.path() != "/healthz";
    let stopping = || AppError::busy("draining");
    if probe || assets::is_public(request.path()) {
        return if draining { Err(Box::new((request, stopping()))) } else { Ok(request) };
    }
    let presumed = if proves_itself(&request) { auth::presume(app, &request) } else { None };
    let found = match head_bytes(request.headers()) > MOST_HEAD_BYTES {
        true => Err(AppError::HeadTooLarge),
        false if draining => Err(stopping()),
        false if presumed.is_some() => Ok(auth::Actor::default()),
        false => auth::resolve(app, &request).await,
    };
    let (actor, trouble) = match found {
        Ok(actor) => (actor, None),
        // Who it is cannot be told now; in which language they read, their browser says.
        Err(error) => (auth::Actor::default(), Some(error)),
    };
    let visitor = Rc::new(Visitor::new(&request, actor, presumed, &app.config));
    request.extensions_mut().insert(visitor);
    if let Some(error) = trouble {
        return Err(Box::new((request, error)));
    }
    match read_posted(&mut request).await {
        Ok(()) => Ok(request),
        Err(error) => Err(Box::new((request, error))),
    }
}

/// The one act whose handler takes a [`Presumed`](super::Presumed): saves come by the thousand.
fn proves_itself(request: &ServiceRequest) -> bool {
    request.method() == Method::POST && request.path() == "/outbox"
}

/// Monitoring asks by address, not by name.
fn is_probe(path: &str) -> bool {
    matches!(path, "/healthz" | "/readyz" | "/metrics")
}

fn host_is_served(app: &App, request: &ServiceRequest) -> bool {
    let host = request.uri().authority().map(ToString::to_string).or_else(|| {
        request.headers().get(header::HOST).and_then(|value| value.to_str().ok()).map(str::to_ascii_lowercase)
    });
    host.is_some_and(|host| app.config.allows_host(&host.to_ascii_lowercase()))
}

/// Reads a urlencoded body before the handler, so that an error page can give back what was typed.
async fn read_posted(request: &mut ServiceRequest) -> Result<(), AppError> {
    let is_form = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("application/x-www-form-urlencoded"));
    if request.method() != Method::POST || !is_form {
        return Ok(());
    }
    let body = read_body(request.take_payload(), POSTED_LIMIT).await?;
    let posted = Posted::parse(&body)?;
    request.extensions_mut().insert(posted);
    Ok(())
}

fn finish(app: &App, response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    let visitor = response.request().extensions().get::<Rc<Visitor>>().cloned();
    let failed = response.response().error().is_some();
    let mut response = if failed {
        let (http, answer) = response.into_parts();
        match answer.error().and_then(|error| error.as_error::<AppError>()) {
            Some(error) => error_answer(app, http, error),
            None => {
                let error = foreign_error(&answer);
                error_answer(app, http, &error)
            }
        }
    } else {
        response
    };
    if let Some(visitor) = &visitor
        && visitor.api
        && visitor.actor.id.is_some()
        && !response.headers().contains_key(header::CACHE_CONTROL)
    {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    }
    if let Some(visitor) = visitor.filter(|visitor| !visitor.api) {
        if !response.response().extensions().contains::<WithoutCookies>() {
            set_cookies(app, &visitor, &mut response);
        }
        if !response.headers().contains_key(header::CACHE_CONTROL) {
            let value = if visitor.session().is_some() { "private, no-store" } else { "no-cache" };
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
            response.headers_mut().append(header::VARY, HeaderValue::from_static("Cookie, Accept-Language"));
        }
    }
    response
}

/// Errors that actix made: a path that does not parse, a body that broke off.
fn foreign_error<B>(answer: &HttpResponse<B>) -> AppError {
    match answer.status() {
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => AppError::Method { allowed: "GET, HEAD".into() },
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge("error-body-too-large"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => AppError::WrongType,
        status if status.is_client_error() => AppError::NotFound,
        _ => AppError::internal(answer.error().map(ToString::to_string).unwrap_or_default()),
    }
}

fn error_answer(app: &App, request: actix_web::HttpRequest, error: &AppError) -> ServiceResponse<BoxBody> {
    let reference = matches!(error, AppError::Internal(_)).then(Reference::new);
    if let Some(reference) = &reference {
        tracing::error!(reference = reference.0, cause = error.cause(), "request failed");
    } else if let AppError::Busy(cause) = error {
        tracing::warn!(cause, "request turned away");
    }
    let visitor = request.extensions().get::<Rc<Visitor>>().cloned();
    let posted = request.extensions().get::<Posted>().cloned();
    let reference = reference.map(|reference| reference.0);
    let mut answer = match &visitor {
        Some(visitor) if visitor.api => problem_answer(visitor, error, reference),
        Some(visitor) if wants_json(&request) => problem_answer(visitor, error, reference),
        Some(visitor) => page_answer(app, visitor, &request, error, reference, posted),
        None => HttpResponse::build(error.status()).content_type("text/plain; charset=utf-8").body(format!(
            "{} {}\n",
            error.status().as_u16(),
            error.status().canonical_reason().unwrap_or_default()
        )),
    };
    let wait = match error {
        AppError::Busy(_) => Some(2),
        AppError::TooMany { wait_seconds } => Some(*wait_seconds),
        _ => None,
    };
    if let Some(wait) = wait {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
    }
    if let AppError::Method { allowed } = error
        && let Ok(allowed) = HeaderValue::from_str(allowed)
    {
        answer.headers_mut().insert(header::ALLOW, allowed);
    }
    ServiceResponse::new(request, answer)
}

fn wants_json(request: &actix_web::HttpRequest) -> bool {
    request.headers().get(header::ACCEPT).is_some_and(|accept| accept.as_bytes() == b"application/json")
}

fn problem_answer(visitor: &Visitor, error: &AppError, reference: Option<String>) -> HttpResponse {
    let problem = api::problem(error, visitor.texts, reference);
    let mut answer = HttpResponse::build(error.status());
    answer.content_type("application/problem+json");
    if matches!(error, AppError::SignIn) {
        answer.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    answer.json(problem)
}

fn page_answer(
    app: &App,
    visitor: &Rc<Visitor>,
    request: &actix_web::HttpRequest,
    error: &AppError,
    reference: Option<String>,
    posted: Option<Posted>,
) -> HttpResponse {
    let read = request.method() == Method::GET || request.method() == Method::HEAD;
    if matches!(error, AppError::SignIn) && read {
        let next = serde_html_form::to_string([("next", visitor.path.as_str())]).unwrap_or_default();
        return HttpResponse::SeeOther().insert_header((header::LOCATION, format!("/sign-in?{next}"))).finish();
    }
    if matches!(error, AppError::Forbidden("error-welcome-first")) && read {
        return HttpResponse::SeeOther().insert_header((header::LOCATION, "/welcome")).finish();
    }
    let replay = match (error, posted) {
        // Nothing typed is lost: the page carries it, and sends it again after sign-in with a fresh token.
        (AppError::SignIn | AppError::Stale, Some(posted)) if super::form::comes_from_us(request, app) => {
            let fields = posted.0.into_iter().filter(|(name, _)| name != "csrf" && !name.starts_with("password"));
            Some(Replay { action: request.path().to_owned(), fields: fields.collect() })
        }
        _ => None,
    };
    let shell = Shell::new(app, visitor, &visitor.texts.t(error.key()));
    let page = ErrorPage {
        next: visitor.texts.t(&format!("{}-next", error.key())),
        fields: match error {
            AppError::Invalid(errors) => errors.messages(&visitor.texts),
            _ => Vec::new(),
        },
        signed_out: matches!(error, AppError::SignIn),
        replay,
        reference,
        shell,
    };
    render(error.status(), &page).unwrap_or_else(|_| HttpResponse::build(error.status()).finish())
}

fn set_cookies<B>(app: &App, visitor: &Visitor, response: &mut ServiceResponse<B>) {
    let shown =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if visitor.flash.is_some() && shown {
        let mut gone = Cookie::build(FLASH_COOKIE, "").path("/").finish();
        gone.make_removal();
        let _ = response.response_mut().add_cookie(&gone);
    }
    if visitor.chose_lang {
        let year = CookieDuration::days(365);
        let cookie = plain_cookie(app, LANG_COOKIE, visitor.texts.lang.tag().to_owned()).max_age(year).finish();
        let _ = response.response_mut().add_cookie(&cookie);
    }
    if let Some(visit) = visitor.new_visit() {
        let cookie = plain_cookie(app, visit_cookie(&app.config), visit.to_owned()).finish();
        let _ = response.response_mut().add_cookie(&cookie);
    }
}

/// A cookie with our usual attributes, for this browser session unless an age is set.
pub fn plain_cookie<'c>(app: &App, name: &'c str, value: String) -> actix_web::cookie::CookieBuilder<'c> {
    Cookie::build(name, value).path("/").http_only(true).same_site(SameSite::Lax).secure(app.config.origin.secure())
}

/// The cookie that carries a session.
pub fn new_session_cookie(app: &App, token: String, seconds: i64) -> Cookie<'static> {
    plain_cookie(app, session_cookie(&app.config), token).max_age(CookieDuration::seconds(seconds)).finish()
}

/// Gives a page the policy of its own bundle, and packs it: first views have to fit into one round trip.
fn page_with_policy(response: ServiceResponse<BoxBody>, coding: Option<Coding>) -> ServiceResponse<BoxBody> {
    let is_page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let unchanging = response.response().extensions().get::<Kept>().cloned();
    let (mut policy, mut packed) = (None, None);
    let mut response = response.map_body(|_, body| match body.try_into_bytes() {
        Ok(html) => {
            let bundle = assets::bundle_of(&html);
            policy = Some(assets::policy_of(bundle));
            let parts: Vec<Kept> = bundle.and_then(Bundle::block).into_iter().chain(unchanging).collect();
            match coding.and_then(|coding| Some((coding, pack(&html, &parts, coding)?))) {
                Some((coding, bytes)) => {
                    packed = Some(coding);
                    BoxBody::new(bytes)
                }
                None => BoxBody::new(html),
            }
        }
        Err(body) => body,
    });
    let headers = response.headers_mut();
    if let Some(policy) = policy {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    }
    if let Some(coding) = packed {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding.name()));
        headers.append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    }
    response
}

/// Headers for every answer. A page brings the policy of its bundle; anything else may run nothing inline.
fn security_headers(app: &App, headers: &mut HeaderMap) {
    let mut set = |name: HeaderName, value: &'static str| {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    };
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    set(header::CONTENT_SECURITY_POLICY, assets::content_security_policy());
    if app.config.origin.secure() {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
}

/// Counts and logs by route pattern: paths may hold tokens, and nobody's.
fn observe<B>(method: &Method, response: &ServiceResponse<B>, watch: Stopwatch) {
    let pattern = response.request().match_pattern().unwrap_or_else(|| "(none)".to_owned());
    let status = response.status().as_u16();
    let seconds = watch.elapsed().as_secs_f64();
    let labels = [("method", method.to_string()), ("route", pattern.clone()), ("status", status.to_string())];
    metrics::counter!("portolan_requests_total", &labels).increment(1);
    metrics::histogram!("portolan_request_seconds", "route" => pattern.clone()).record(seconds);
    tracing::info!(%method, route = pattern, status, ms = (seconds * 1000.0).round(), "request");
}
