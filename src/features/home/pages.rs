//! Start, help, offline.

use actix_web::HttpResponse;
use askama::Template;

use crate::platform::auth::needs::Public;
use crate::platform::auth::{Act, Standing, allows};
use crate::platform::web::{AppError, Guard, Routes, Shell, page, redirect};

pub fn routes(routes: &mut Routes) {
    routes.get("/", start).get("/help", help).get("/offline", offline);
}

#[derive(Template)]
#[template(path = "home/landing.html")]
struct LandingPage {
    shell: Shell,
}

/// Where somebody's work is.
async fn start(guard: Guard<Public>) -> Result<HttpResponse, AppError> {
    let actor = guard.actor();
    match actor.standing {
        Standing::Nobody => {
            page(&LandingPage { shell: Shell::new(&guard.app, &guard, &guard.texts.t("landing-title")) })
        }
        Standing::Unwelcomed => redirect("/welcome"),
        Standing::Suspended => Err(AppError::Forbidden("error-suspended")),
        Standing::SignedIn if actor.is_admin() => redirect("/admin"),
        Standing::SignedIn if allows(actor, Act::RunCourse) => redirect("/cohorts"),
        Standing::SignedIn if allows(actor, Act::Grade) => redirect("/grading"),
        Standing::SignedIn => redirect("/modules"),
    }
}

#[derive(Template)]
#[template(path = "home/help.html")]
struct HelpPage {
    shell: Shell,
    topics: Vec<(String, String)>,
}

/// Questions that people ask; each `help-<topic>` has an answer `help-<topic>-next`.
const TOPICS: [&str; 7] = ["sign-in", "offline", "lost-answers", "time", "name", "certificate", "verify"];

async fn help(guard: Guard<Public>) -> Result<HttpResponse, AppError> {
    let texts = guard.texts;
    let topics =
        TOPICS.into_iter().map(|topic| (texts.t(&format!("help-{topic}")), texts.t(&format!("help-{topic}-next"))));
    let topics = topics.collect();
    page(&HelpPage { shell: Shell::new(&guard.app, &guard, &texts.t("help")), topics })
}

#[derive(Template)]
#[template(path = "home/offline.html")]
struct OfflinePage {
    shell: Shell,
}

/// What the service worker shows without a connection. It holds nothing personal, because it is cached.
async fn offline(guard: Guard<Public>) -> Result<HttpResponse, AppError> {
    let mut shell = Shell::new(&guard.app, &guard, &guard.texts.t("offline-title"));
    shell.signed_in = false;
    shell.csrf = String::new();
    shell.nav.clear();
    shell.person_name = String::new();
    page(&OfflinePage { shell })
}
