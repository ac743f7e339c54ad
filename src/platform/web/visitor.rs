//! Who is asking, in which language, from where: resolved once for each request, before any handler.

use std::cell::Cell;
use std::net::IpAddr;

use actix_web::HttpRequest;
use actix_web::dev::ServiceRequest;
use data_encoding::BASE64URL_NOPAD;

use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::platform::App;
use crate::platform::auth::{Actor, Bearer};
use crate::platform::config::Config;
use crate::platform::i18n::Texts;
use crate::platform::secret::{new_token, same};

/// Cookie that remembers the language.
pub const LANG_COOKIE: &str = "portolan-lang";
/// Cookie with the key of a message to show once.
pub const FLASH_COOKIE: &str = "portolan-flash";

/// Name of the session cookie. `__Host-` binds it to this very host, which needs https.
pub fn session_cookie(config: &Config) -> &'static str {
    if config.origin.secure() { "__Host-portolan" } else { "portolan" }
}

/// Cookie that ties forms shown before sign-in to this browser. Without the prefix, another host of the same domain could
/// plant one, with the token that fits it, and sign somebody in to another account.
pub fn visit_cookie(config: &Config) -> &'static str {
    if config.origin.secure() { "__Host-portolan-visit" } else { "portolan-visit" }
}

/// The person or program behind a request.
#[derive(Clone)]
pub struct Visitor {
    pub actor: Actor,
    /// Whose session it is said to be while the actor is nobody yet: see [`Presumed`](super::Presumed).
    pub presumed: Option<Bearer>,
    pub texts: Texts,
    /// Path with query, for links that come back here.
    pub path: String,
    /// A request to the JSON API: errors are JSON, cookies mean nothing.
    pub api: bool,
    /// Text id of a message from the page before.
    pub flash: Option<String>,
    /// The language was chosen by `?lang=`: remember it.
    pub chose_lang: bool,
    visit: String,
    visit_is_new: bool,
    csrf_shown: Cell<bool>,
}

impl Visitor {
    pub fn new(request: &ServiceRequest, actor: Actor, presumed: Option<Bearer>, config: &Config) -> Self {
        let chosen = query_value(request.query_string(), "lang").and_then(|tag| tag.parse::<Lang>().ok());
        let lang = chosen
            .or_else(|| cookie(request, LANG_COOKIE)?.parse().ok())
            .or(actor.lang)
            .or_else(|| Lang::negotiate(request.headers().get("accept-language")?.to_str().ok()?))
            .unwrap_or_default();
        let visit = cookie(request, visit_cookie(config)).filter(|value| value.len() == 43);
        Self {
            actor,
            presumed,
            texts: Texts::new(lang),
            path: request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            api: request.path().starts_with("/api/"),
            flash: cookie(request, FLASH_COOKIE).filter(|key| is_text_id(key)),
            chose_lang: chosen.is_some(),
            visit_is_new: visit.is_none(),
            visit: visit.unwrap_or_else(new_token),
            csrf_shown: Cell::new(false),
        }
    }

    /// The same request, now that it is known who asks.
    pub fn known_as(&self, actor: Actor) -> Self {
        Self { actor, presumed: None, ..self.clone() }
    }

    /// The browser session, known or presumed.
    pub fn session(&self) -> Option<Uuid> {
        self.actor.session.or(self.presumed.as_ref().map(|bearer| bearer.session))
    }

    /// The token that every form carries: it fits this session, or before sign-in this browser, and nothing else.
    pub fn csrf(&self, app: &App) -> String {
        self.csrf_shown.set(true);
        BASE64URL_NOPAD.encode(self.csrf_bytes(app).get(..18).unwrap_or_default())
    }

    /// Whether a posted token is ours.
    pub fn csrf_fits(&self, app: &App, token: &str) -> bool {
        let expected = BASE64URL_NOPAD.encode(self.csrf_bytes(app).get(..18).unwrap_or_default());
        (self.session().is_some() || !self.visit_is_new) && same(expected.as_bytes(), token.as_bytes())
    }

    fn csrf_bytes(&self, app: &App) -> [u8; 32] {
        match self.session() {
            Some(session) => app.config.secret.mac("csrf-session", session.as_bytes()),
            None => app.config.secret.mac("csrf-visit", self.visit.as_bytes()),
        }
    }

    /// The visit cookie to set: only when a form was shown to somebody who has none.
    pub fn new_visit(&self) -> Option<&str> {
        (self.visit_is_new && self.csrf_shown.get() && self.session().is_none()).then_some(self.visit.as_str())
    }
}

fn is_text_id(text: &str) -> bool {
    text.starts_with("flash-") && text.len() < 60 && text.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

/// A cookie's value; a malformed header is no cookie.
pub fn cookie(request: &ServiceRequest, name: &str) -> Option<String> {
    request.cookie(name).map(|cookie| cookie.value().to_owned())
}

fn query_value(query: &str, name: &str) -> Option<String> {
    let pairs: Vec<(String, String)> = serde_html_form::from_str(query).ok()?;
    pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

/// The client's address: the peer's, or what trusted proxies say, read from the right until an untrusted hop.
pub fn client_ip(request: &HttpRequest, config: &Config) -> Option<IpAddr> {
    let mut hop = request.peer_addr().map(|peer| peer.ip())?;
    let forwarded = request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok());
    let hops: Vec<IpAddr> =
        forwarded.flat_map(|line| line.split(',')).filter_map(|part| part.trim().parse().ok()).collect();
    for earlier in hops.into_iter().rev() {
        if !config.trusted_proxies.contains(&hop) {
            break;
        }
        hop = earlier;
    }
    Some(hop)
}
