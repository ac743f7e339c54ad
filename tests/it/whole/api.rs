//! The description of the API, and what the API really answers.

use std::collections::BTreeMap;

use actix_web::test::TestRequest;
use portolan::features;
use portolan::platform::auth::issue_token;
use serde_json::Value;

use super::source::root;
use crate::support::{Client, PASSWORD, Page, TestApp, Who};

async fn document(test: &TestApp) -> Value {
    test.client().get("/api/v1/openapi.json").await.expect(200).json()
}

/// Codes by method and path, from the snapshot of what everybody gets.
fn answered() -> BTreeMap<(String, String), Vec<String>> {
    let snapshot = std::fs::read_to_string(root().join("tests/it/whole/routes.txt")).unwrap();
    let (mut answered, mut at) = (BTreeMap::<_, Vec<String>>::new(), None);
    for line in snapshot.lines() {
        let mut words = line.split_whitespace();
        match (line.starts_with(' '), &at) {
            (false, _) => at = Some((words.next().unwrap().to_lowercase(), words.next().unwrap().to_owned())),
            (true, Some(route)) => answered.entry(route.clone()).or_default().push(words.next().unwrap().to_owned()),
            (true, None) => {}
        }
    }
    answered.retain(|(_, path), _| path.starts_with("/api/") && path != "/api/v1/openapi.json");
    answered
}

#[actix_web::test]
async fn every_answer_that_the_api_gives_is_listed_on_its_operation_as_a_problem() {
    let test = TestApp::start().await;
    let document = document(&test).await;
    assert_eq!(document["info"]["license"]["name"], "All rights reserved");
    assert_eq!(document["info"]["license"]["identifier"], "LicenseRef-Portolan");
    let mut wrong = Vec::new();
    for ((method, path), codes) in answered() {
        let responses = &document["paths"][&path][&method]["responses"];
        for code in codes {
            let listed = &responses[&code];
            if listed["description"].as_str().is_none_or(str::is_empty) && code.as_str() >= "400" || listed.is_null() {
                wrong.push(format!("{method} {path} answers {code}, which is not listed"));
            }
        }
        for (code, response) in responses.as_object().into_iter().flatten().filter(|(code, _)| code.as_str() >= "400") {
            let problem = &response["content"]["application/problem+json"]["schema"]["$ref"];
            if problem != "#/components/schemas/Problem" || response["description"].as_str() == Some("") {
                wrong.push(format!("{method} {path} {code}: {response}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(!document["components"]["schemas"]["Problem"].is_null());
    for (method, path, code) in [
        ("post", "/api/v1/token", "429"),
        ("put", "/api/v1/me/password", "429"),
        ("post", "/api/v1/answers", "429"),
        ("post", "/api/v1/attempts/{attempt}/submission", "409"),
        ("post", "/api/v1/certificates/{id}/mail", "409"),
        ("put", "/api/v1/me", "422"),
        ("get", "/api/v1/me", "403"),
    ] {
        assert!(!document["paths"][path][method]["responses"][code].is_null(), "{method} {path} {code}");
    }
}

#[actix_web::test]
async fn every_route_of_the_api_is_described() {
    let described = document(&TestApp::start().await).await;
    let routes = features::routes().inventory();
    let missing: Vec<String> = routes
        .iter()
        .filter(|route| route.path.starts_with("/api/") && route.path != "/api/v1/openapi.json")
        .filter(|route| described["paths"][route.path][route.method.to_lowercase()].is_null())
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    assert!(missing.is_empty(), "not described: {missing:?}");
}

async fn send(test: &TestApp, who: Who, request: TestRequest) -> Page {
    let token = issue_token(&test.app, test.cast.person(who)).unwrap();
    test.client().send(request.insert_header(("authorization", format!("Bearer {token}")))).await
}

fn put(path: &str, body: &Value) -> TestRequest {
    TestRequest::put().uri(path).set_json(body)
}

#[actix_web::test]
async fn a_program_learns_what_is_missing_and_why() {
    let test = TestApp::start().await;
    let nino: Client<'_> = test.as_(Who::Participant).await;
    let seat = format!("/enrolments/{}", test.cast.seat(Who::Participant));
    nino.post(&format!("{seat}/modules/harbour/lessons/gates/read"), &[]).await.expect(303);
    let path = format!("/api/v1{seat}/completion");
    let get = || TestRequest::get().uri(&path);
    let view = send(&test, Who::Participant, get()).await.expect(200).json();
    assert_eq!(view["asks"], serde_json::json!({ "lessons": true, "quizzes": true, "tasks": true }));
    let what: Vec<&str> = view["missing"].as_array().unwrap().iter().map(|one| one["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["lessons", "quiz", "task"]);
    assert_eq!(view["missing"][0]["words"], "1 lesson to read in “The harbour”.");
    send(&test, Who::Mate, get()).await.expect(404);
    test.run_jobs().await;
}

#[actix_web::test]
async fn a_program_changes_its_owners_password_with_the_current_one() {
    let test = TestApp::start().await;
    let browser = test.as_(Who::Participant).await;
    let new = "seven boats under one moon";
    let path = "/api/v1/me/password";
    let wrong = serde_json::json!({ "password": new, "password_current": "a guess" });
    let problem = send(&test, Who::Participant, put(path, &wrong)).await.expect(422).json();
    assert_eq!(problem["fields"][0]["field"], "password_current");
    let right = serde_json::json!({ "password": new, "password_current": PASSWORD });
    send(&test, Who::Participant, put(path, &right)).await.expect(200);
    browser.get("/profile").await.expect(303);
    let sign_in = [("email", Who::Participant.email()), ("password", new)];
    test.client().post("/sign-in", &sign_in).await.expect(303);
}

#[actix_web::test]
async fn a_program_has_its_owners_certificate_mailed_again_and_no_others() {
    let test = TestApp::start().await;
    let held = crate::certificates::issued(&test, Who::Participant).await;
    let path = format!("/api/v1/certificates/{}/mail", held.certificate.id);
    let post = || TestRequest::post().uri(&path).set_json(serde_json::json!({}));
    send(&test, Who::Mate, post()).await.expect(404);
    let before = test.mails_to(Who::Participant.email()).await.len();
    for _ in 0..4 {
        send(&test, Who::Participant, post()).await.expect(200);
    }
    assert_eq!(test.mails_to(Who::Participant.email()).await.len(), before + 4);
    send(&test, Who::Participant, post()).await.expect(409);
    test.forget_jobs().await;
}
