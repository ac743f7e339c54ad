//! The frame around every page: language, navigation, form token, message from the page before.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use askama::Template;

use super::middleware::plain_cookie;
use super::visitor::FLASH_COOKIE;
use super::{AppError, Bundle, Visitor};
use crate::base::clock::Instant;
use crate::base::lang::Lang;
use crate::platform::App;
use crate::platform::auth::{Act, Standing, allows};
use crate::platform::i18n::{Arg, Texts, ToArg};

pub struct NavLink {
    pub href: &'static str,
    pub label: String,
    pub current: bool,
}

/// A language in the menu: its own name, and this same page in it.
pub struct LangLink {
    pub lang: Lang,
    pub href: String,
}

/// What every template needs.
pub struct Shell {
    pub texts: Texts,
    pub title: String,
    pub csrf: String,
    pub nav: Vec<NavLink>,
    pub flash: Option<String>,
    pub signed_in: bool,
    pub person_name: String,
    pub langs: Vec<LangLink>,
    pub demo: bool,
    /// Ties the device's queue of answers to one person without naming them.
    pub person_key: String,
    pub zone: chrono_tz::Tz,
    pub error: bool,
    /// Styles and scripts that stand in the page.
    pub bundle: Bundle,
}

impl Shell {
    pub fn new(app: &App, visitor: &Visitor, title: &str) -> Self {
        let actor = &visitor.actor;
        Self {
            texts: visitor.texts,
            title: title.to_owned(),
            csrf: if actor.session.is_some() { visitor.csrf(app) } else { String::new() },
            nav: navigation(visitor),
            flash: visitor.flash.as_deref().map(|key| visitor.texts.t(key)),
            signed_in: actor.session.is_some(),
            person_name: actor.name.clone(),
            langs: languages(&visitor.path),
            demo: app.config.demo,
            person_key: person_key(app, visitor),
            zone: actor.zone,
            error: false,
            bundle: Bundle::Page,
        }
    }

    /// A shell whose page holds a form although nobody has signed in.
    pub fn with_form(mut self, app: &App, visitor: &Visitor) -> Self {
        self.csrf = visitor.csrf(app);
        self
    }

    pub fn lang(&self) -> &'static str {
        self.texts.lang.tag()
    }

    pub fn dir(&self) -> &'static str {
        self.texts.lang.dir()
    }

    /// Marks words of another language than the page's: ` lang="en" dir="ltr"`, nothing when it is the same.
    pub fn foreign(&self, lang: &Lang) -> String {
        if *lang == self.texts.lang {
            String::new()
        } else {
            format!(" lang=\"{}\" dir=\"{}\"", lang.tag(), lang.dir())
        }
    }

    pub fn css(&self) -> &'static str {
        self.bundle.css()
    }

    pub fn js(&self) -> &'static str {
        self.bundle.js()
    }

    pub fn bundled(mut self, bundle: Bundle) -> Self {
        self.bundle = bundle;
        self
    }

    pub fn t(&self, id: &str) -> String {
        self.texts.t(id)
    }

    /// A text with one value, as HTML with the value isolated.
    pub fn t1(&self, id: &str, name: &'static str, value: impl ToArg) -> String {
        self.texts.html(id, &[(name, value.to_arg())])
    }

    pub fn t2(&self, id: &str, a: &'static str, av: impl ToArg, b: &'static str, bv: impl ToArg) -> String {
        self.texts.html(id, &[(a, av.to_arg()), (b, bv.to_arg())])
    }

    pub fn t3(
        &self,
        id: &str,
        (a, av): (&'static str, Arg),
        (b, bv): (&'static str, Arg),
        (c, cv): (&'static str, Arg),
    ) -> String {
        self.texts.html(id, &[(a, av), (b, bv), (c, cv)])
    }

    /// A value for [`Texts::with`], for attributes in templates.
    pub fn arg(&self, value: impl ToArg) -> Arg {
        value.to_arg()
    }

    /// Seconds in begun minutes.
    pub fn minutes_up(&self, seconds: &i64) -> i64 {
        (seconds + 59) / 60
    }

    /// A number in the reader's digits.
    pub fn n(&self, value: impl ToArg) -> String {
        match value.to_arg() {
            Arg::Number(number) => self.texts.number(number),
            Arg::Text(text) => text,
        }
    }

    pub fn day(&self, day: &chrono::NaiveDate) -> String {
        self.texts.day(*day)
    }

    pub fn when(&self, at: &Instant) -> String {
        self.texts.deadline(*at, self.zone)
    }
}

/// Opaque to the page: keeps two people's queues on one shared device apart.
fn person_key(app: &App, visitor: &Visitor) -> String {
    visitor.actor.id.map_or_else(String::new, |id| {
        let mac = app.config.secret.mac("device-queue", id.as_bytes());
        data_encoding::HEXLOWER.encode(mac.get(..8).unwrap_or_default())
    })
}

fn navigation(visitor: &Visitor) -> Vec<NavLink> {
    let actor = &visitor.actor;
    if actor.standing != Standing::SignedIn {
        return Vec::new();
    }
    let mut links = Vec::new();
    let path = visitor.path.split('?').next().unwrap_or_default();
    let mut add = |href: &'static str, id: &str| {
        let current = path == href || path.starts_with(&format!("{href}/"));
        links.push(NavLink { href, label: visitor.texts.t(id), current });
    };
    if allows(actor, Act::RunCourse) {
        add("/cohorts", "nav-cohorts");
    }
    if allows(actor, Act::Grade) {
        add("/grading", "nav-grading");
    }
    if allows(actor, Act::ReadPlans) {
        add("/courses", "nav-plans");
    }
    if allows(actor, Act::RunCourse) {
        add("/programmes", "nav-programmes");
    }
    if allows(actor, Act::Administer) {
        add("/admin", "nav-admin");
    }
    if actor.learns() || actor.grants.is_empty() {
        add("/modules", "nav-modules");
        add("/certificates", "nav-certificates");
    }
    links
}

fn languages(path: &str) -> Vec<LangLink> {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let kept: Vec<(String, String)> = serde_html_form::from_str::<Vec<(String, String)>>(query)
        .unwrap_or_default()
        .into_iter()
        .filter(|(name, _)| name != "lang")
        .collect();
    Lang::ALL
        .into_iter()
        .map(|lang| {
            let mut query = kept.clone();
            query.push(("lang".to_owned(), lang.tag().to_owned()));
            LangLink { lang, href: format!("{path}?{}", serde_html_form::to_string(query).unwrap_or_default()) }
        })
        .collect()
}

/// What a person had typed when the form could not be taken: sent again by one button.
pub struct Replay {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "layout/error.html")]
pub struct ErrorPage {
    pub shell: Shell,
    pub next: String,
    pub fields: Vec<(String, String)>,
    pub signed_out: bool,
    pub replay: Option<Replay>,
    pub reference: Option<String>,
}

/// Renders a page with a status of its own.
pub fn render(status: StatusCode, page: &impl Template) -> Result<HttpResponse, AppError> {
    // What most pages need: growing step by step would copy a page several times.
    let mut html = String::with_capacity(40 * 1024);
    page.render_into(&mut html).map_err(AppError::internal)?;
    Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(html))
}

/// A page: 200.
pub fn page(page: &impl Template) -> Result<HttpResponse, AppError> {
    render(StatusCode::OK, page)
}

/// A page shown again because of what was typed: 422.
pub fn page_with(status: StatusCode, page: &impl Template) -> Result<HttpResponse, AppError> {
    render(status, page)
}

/// After a state change: 303, so that reload does not send it again.
pub fn redirect(to: &str) -> Result<HttpResponse, AppError> {
    let to = HeaderValue::from_str(to).map_err(AppError::internal)?;
    Ok(HttpResponse::SeeOther().insert_header((header::LOCATION, to)).finish())
}

/// The same, with a message that the next page shows once. `key` begins with `flash-`.
pub fn redirect_with_flash(app: &App, to: &str, key: &'static str) -> Result<HttpResponse, AppError> {
    let mut answer = redirect(to)?;
    let cookie = plain_cookie(app, FLASH_COOKIE, key.to_owned()).finish();
    answer.add_cookie(&cookie).map_err(AppError::internal)?;
    Ok(answer)
}
