//! Who gets what at every address: the snapshot `routes.txt`, which people review.
//!
//! Each route is asked by each actor, with ids of Nino's own things in the path and a form that could be accepted, so
//! that what shows is permission. Reads share one database; a write that changed something gets a fresh one for the
//! next actor.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use actix_web::test::TestRequest;
use portolan::features;
use portolan::platform::auth::issue_token;
use portolan::platform::web::Route;

use super::source::root;
use super::world::{Things, World};
use crate::support::{Client, Page, TestApp, Who};

const SNAPSHOT: &str = "tests/it/whole/routes.txt";

/// What is typed into the forms that take nothing empty; `{…}` as in paths. The others are sent empty.
const FORMS: [(&str, &[(&str, &str)]); 9] = [
    ("/cohorts/{cohort}/certificates/{id}/address", &[("email", "nino@new.example")]),
    ("/cohorts/{cohort}/certificates/{id}/refusal", &[("request", "{request}")]),
    ("/cohorts/{cohort}/certificates/{id}/revocation", &[("reason", "other"), ("note", "")]),
    ("/cohorts/{cohort}/instructors", &[("email", "{instructor-email}")]),
    ("/cohorts/{cohort}/people/{enrolment}/extra-time", &[("percent", "25")]),
    ("/cohorts/{cohort}/people/{enrolment}/withdrawal", &[("reason", "Left the service.")]),
    ("/grading/answers/{attempt}", &[("version", "1"), ("c.order", "1"), ("c.record", "1"), ("feedback", "")]),
    ("/grading/{cohort}/{module_version}/release/undo", &[("release", "{release}")]),
    ("/lost-access", &[("number", "PL-3333-3333-3"), ("name", "Nino"), ("email", "nino@new.example")]),
];

/// The same for JSON.
const BODIES: [(&str, &str); 4] = [
    ("/api/v1/answers", r#"{"ops":[]}"#),
    ("/api/v1/enrolments/{enrolment}/modules/{slug}/attempts", r#"{"purpose":"quiz"}"#),
    ("/api/v1/grading/answers/{attempt}/grade", r#"{"version":1,"marks":{"order":1,"record":1},"feedback":""}"#),
    ("/api/v1/grading/{cohort}/{module_version}/release/undo", r#"{"release":"{release}"}"#),
];

pub fn name(who: Who) -> &'static str {
    match who {
        Who::Nobody => "nobody",
        Who::Participant => "participant",
        Who::Mate => "same-cohort",
        Who::Stranger => "other-country",
        Who::Instructor => "instructor",
        Who::OtherInstructor => "other-instructor",
        Who::Coordinator => "coordinator",
        Who::OtherCoordinator => "other-coordinator",
        Who::Alumna => "alumna",
        Who::Admin => "admin",
        Who::Suspended => "suspended",
        Who::Unwelcomed => "half-signed-in",
    }
}

async fn ask(world: &World, test: &TestApp, route: &Route, who: Who) -> Page {
    let path = world.filled(route.path);
    if path.starts_with("/api/") {
        return ask_api(world, test, route, &path, who).await;
    }
    let client = test.as_(who).await;
    if route.method == "GET" {
        return client.get(&path).await;
    }
    // Two are no plain forms: an upload, and what our script sends.
    match route.path {
        "/outbox" => return ask_by_script(&client, &path).await,
        path if path.contains("/invitations") => return upload(&client, &world.filled(path)).await,
        _ => {}
    }
    let form = form(&world.things, route.path);
    let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.post(&path, &fields).await
}

/// What is typed into the form of a route.
pub fn form(things: &Things, route: &str) -> Vec<(&'static str, String)> {
    let form = FORMS.iter().find(|(known, _)| *known == route).map_or(&[][..], |(_, fields)| fields);
    form.iter().map(|(name, value)| (*name, things.filled(value))).collect()
}

/// The JSON that is sent to a route of the API.
pub fn body(things: &Things, route: &str) -> String {
    let body = BODIES.iter().find(|(known, _)| *known == route).map_or("{}", |(_, body)| body);
    body.replace("{release}", things.value("release"))
}

pub const LIST: &str = "name,e-mail,country,agency,language\nAmina Diop,a.diop@douane.example,Senegal,Douanes,fr\n";

async fn token(client: &Client<'_>) -> String {
    client.get("/no-such-page").await.csrf().unwrap_or_default()
}

async fn ask_by_script(client: &Client<'_>, path: &str) -> Page {
    let request = TestRequest::post().uri(path).insert_header(("x-csrf-token", token(client).await));
    client.send(request.insert_header(("content-type", "application/json")).set_payload(r#"{"ops":[]}"#)).await
}

async fn upload(client: &Client<'_>, path: &str) -> Page {
    let parts = [("csrf", token(client).await), ("text", LIST.to_owned())]
        .map(|(name, value)| format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"));
    let body = format!("{}--edge--\r\n", parts.concat());
    client.post_raw(path, "multipart/form-data; boundary=edge", body.into_bytes()).await
}

async fn ask_api(world: &World, test: &TestApp, route: &Route, path: &str, who: Who) -> Page {
    let mut request = match route.method {
        "GET" => TestRequest::get(),
        "PUT" => TestRequest::put(),
        _ => TestRequest::post(),
    };
    if route.method != "GET" {
        let body = body(&world.things, route.path);
        request = request.insert_header(("content-type", "application/json")).set_payload(body);
    }
    if who != Who::Nobody {
        let token = issue_token(&test.app, test.cast.person(who)).unwrap();
        request = request.insert_header(("authorization", format!("Bearer {token}")));
    }
    test.client().send(request.uri(path)).await
}

/// A server for a route: the shared one for reads.
async fn fresh(world: &World, route: &Route) -> TestApp {
    let test = TestApp::copy_of(&world.template).await;
    if route.path.ends_with("/release") {
        // So that there is something to release.
        test.sql("DELETE FROM releases").await;
    }
    test
}

/// `code: actors` of one route.
async fn lines(world: &World, shared: &TestApp, route: &Route) -> String {
    let mut by_code: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
    let mut own = None;
    for who in Who::ALL {
        let test = match route.method {
            "GET" => shared,
            _ => match own.take() {
                Some(test) => own.insert(test),
                None => own.insert(fresh(world, route).await),
            },
        };
        let page = ask(world, test, route, who).await;
        assert!(page.code() < 500, "{} {} as {who:?}: {page:?}", route.method, route.path);
        test.forget_jobs().await;
        by_code.entry(page.code()).or_default().push(name(who));
        if page.code() < 400 {
            own = None;
        }
    }
    let mut text = format!("{} {} ({})\n", route.method, route.path, route.need);
    for (code, actors) in by_code {
        let actors = if actors.len() == Who::ALL.len() { "everybody".to_owned() } else { actors.join(" ") };
        writeln!(text, "    {code} {actors}").unwrap();
    }
    text
}

#[actix_web::test]
async fn everybody_gets_what_the_snapshot_says() {
    let world = World::build().await;
    let shared = TestApp::copy_of(&world.template).await;
    let mut seen = String::new();
    for route in features::routes().inventory() {
        seen.push_str(&lines(&world, &shared, &route).await);
    }
    compare(&seen, SNAPSHOT);
}

/// Compares with a file of the repository that people review, and says how to take over what is meant.
pub fn compare(seen: &str, snapshot: &str) {
    let known = fs::read_to_string(root().join(snapshot)).unwrap_or_default();
    if seen != known {
        let new = format!("{}/{}", env!("CARGO_TARGET_TMPDIR"), snapshot.rsplit('/').next().unwrap_or_default());
        fs::write(&new, seen).unwrap();
        panic!("who gets what has changed:\n{}\nWhen that is meant: cp {new} {snapshot}", difference(&known, seen));
    }
}

/// Lines of one that the other lacks, under the route they belong to.
fn difference(known: &str, seen: &str) -> String {
    let with_route = |text: &str| {
        let mut route = String::new();
        let mut lines = Vec::new();
        for line in text.lines() {
            if !line.starts_with(' ') {
                line.clone_into(&mut route);
            }
            lines.push(format!("{route} {}", line.trim_start_matches(&route).trim()));
        }
        lines
    };
    let (known, seen) = (with_route(known), with_route(seen));
    let gone = known.iter().filter(|line| !seen.contains(line)).map(|line| format!("- {line}"));
    let new = seen.iter().filter(|line| !known.contains(line)).map(|line| format!("+ {line}"));
    gone.chain(new).collect::<Vec<_>>().join("\n")
}
