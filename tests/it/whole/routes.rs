//! Who gets what at every address: the snapshot `routes.txt`, which people review.
//!
//! Each route is asked by each actor, with ids of Nino's cohort and of Nino's own things in the path. Reads share one
//! database; each write has a fresh one, and sends an empty form with a good token, so that what shows is permission
//! (and then 422, where something must be typed).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use actix_web::test::TestRequest;
use portolan::features;
use portolan::platform::auth::issue_token;
use portolan::platform::web::Route;

use super::source::root;
use crate::support::{Cast, Client, Page, TestApp, Who, fixture};

/// Nino's written task, handed in.
const ATTEMPT: &str = "018f0000-0000-7000-8000-00000000a77e";

/// A world in which Nino has handed the task in.
async fn world() -> TestApp {
    let test = TestApp::start().await;
    let (seat, module) = (test.cast.seat(Who::Participant), test.cast.module);
    test.sql(&format!(
        "INSERT INTO attempts (id, enrolment_id, module_version_id, purpose, number, seed, blind_code, started_at)
         VALUES ('{ATTEMPT}', '{seat}', '{module}', 'task', 1, 1, 'R-TEST-TEST', now());
         INSERT INTO submissions (attempt_id, receipt, submitted_at, answered, late, by_clock)
         VALUES ('{ATTEMPT}', 'R-SENT-SENT', now(), 1, false, false)"
    ))
    .await;
    test
}

const SNAPSHOT: &str = "tests/it/whole/routes.txt";

/// A path with the fixture's ids in place of its parameters.
pub fn filled(pattern: &str, cast: &Cast) -> String {
    let mut path = String::new();
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        let close = rest[open..].find('}').map_or(rest.len(), |close| open + close);
        path.push_str(&rest[..open]);
        let name = rest[open + 1..close].split(':').next().unwrap_or_default();
        path.push_str(&value(name, cast));
        rest = rest.get(close + 1..).unwrap_or_default();
    }
    path + rest
}

/// What stands for a parameter. A name that is not here gets an id of nothing, so that 404 shows for everybody: add it.
fn value(name: &str, cast: &Cast) -> String {
    match name {
        "enrolment" | "seat" => cast.seat(Who::Participant).to_string(),
        "cohort" => cast.cohort.id.to_string(),
        "code" => cast.cohort.code.clone(),
        "person" => cast.person(Who::Participant).to_string(),
        "module" | "module_version" | "version" => cast.module.to_string(),
        "agency" => cast.north.to_string(),
        "lesson" => fixture::LESSONS[0].to_owned(),
        "slug" => fixture::MODULE.to_owned(),
        "question" => "q-single".to_owned(),
        "purpose" => "quiz".to_owned(),
        "attempt" => ATTEMPT.to_owned(),
        _ => "018f0000-0000-7000-8000-000000000000".to_owned(),
    }
}

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

async fn ask(test: &TestApp, route: &Route, who: Who) -> Page {
    let path = filled(route.path, test.cast);
    if path.starts_with("/api/") {
        return ask_api(test, route.method, &path, who).await;
    }
    let client = test.as_(who).await;
    if route.method == "GET" {
        return client.get(&path).await;
    }
    let page = client.post(&path, &[]).await;
    // Some acts are sent by our script as JSON.
    if page.code() == 415 { ask_by_script(&client, &path).await } else { page }
}

async fn ask_by_script(client: &Client<'_>, path: &str) -> Page {
    let token = client.get("/no-such-page").await.csrf().unwrap_or_default();
    let request = TestRequest::post().uri(path).insert_header(("x-csrf-token", token));
    client.send(request.insert_header(("content-type", "application/json")).set_payload("{}")).await
}

async fn ask_api(test: &TestApp, method: &str, path: &str, who: Who) -> Page {
    let mut request = match method {
        "GET" => TestRequest::get(),
        "PUT" => TestRequest::put(),
        _ => TestRequest::post(),
    };
    if method != "GET" {
        request = request.insert_header(("content-type", "application/json")).set_payload("{}");
    }
    if who != Who::Nobody {
        let token = issue_token(&test.app, test.cast.person(who)).unwrap();
        request = request.insert_header(("authorization", format!("Bearer {token}")));
    }
    test.client().send(request.uri(path)).await
}

/// `code: actors` of one route.
async fn line(test: &TestApp, route: &Route) -> String {
    let mut by_code: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
    for who in Who::ALL {
        let page = ask(test, route, who).await;
        assert!(page.code() < 500, "{} {} as {who:?}: {page:?}", route.method, route.path);
        by_code.entry(page.code()).or_default().push(name(who));
    }
    test.forget_jobs().await;
    let mut text = format!("{} {} ({})\n", route.method, route.path, route.need);
    for (code, actors) in by_code {
        let actors = if actors.len() == Who::ALL.len() { "everybody".to_owned() } else { actors.join(" ") };
        writeln!(text, "    {code} {actors}").unwrap();
    }
    text
}

#[actix_web::test]
async fn everybody_gets_what_the_snapshot_says() {
    let shared = world().await;
    let mut lines = Vec::new();
    for route in features::routes().inventory() {
        if route.method == "GET" {
            lines.push(line(&shared, &route).await);
        } else {
            lines.push(line(&world().await, &route).await);
        }
    }
    let (seen, path) = (lines.join(""), root().join(SNAPSHOT));
    let known = fs::read_to_string(&path).unwrap_or_default();
    if seen != known {
        let new = format!("{}/routes.txt", env!("CARGO_TARGET_TMPDIR"));
        fs::write(&new, &seen).unwrap();
        panic!("who gets what has changed:\n{}\nWhen that is meant: cp {new} {SNAPSHOT}", difference(&known, &seen));
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
