//! Knowing what one should not before handing in, and getting more tries or time than the rules give.

use std::io::{Cursor, Read};

use actix_web::test::TestRequest;
use futures_util::future::join_all;

use super::realm::bearer;
use crate::support::{Client, Page, TestApp, Who, fixture};

/// Keys, feedback and model answers of the fixture, as they would stand in any answer of the server.
const KEYS: [&str; 14] = [
    "First nobody touches it",
    "This destroys what could be seen",
    "Then the question is gone",
    "The colour says nothing",
    "The name stands in other papers",
    "It is a question, not a proof",
    "Seals also break by accident",
    "0.43",
    "First read, then compare",
    "Think of who writes the paper",
    "It is the seal",
    "Stop, secure, call, write down",
    "The papers were not compared",
    "\"correct\"",
];

fn told(text: &str) -> Vec<&'static str> {
    KEYS.into_iter().filter(|key| text.contains(key)).collect()
}

/// Everything in an archive, as text.
fn unpacked(zip: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        let mut bytes = Vec::new();
        archive.by_index(at).unwrap().read_to_end(&mut bytes).unwrap();
        all.push_str(&String::from_utf8_lossy(&bytes));
    }
    all
}

async fn api(test: &TestApp, request: TestRequest) -> Page {
    test.client().send(bearer(test, Who::Participant, request)).await
}

#[actix_web::test]
async fn key_before_submission_is_in_no_byte_that_a_participant_gets() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let module = format!("/enrolments/{}/modules/{}", test.cast.seat(Who::Participant), fixture::MODULE);
    let mut seen = Vec::new();
    let begun = async |purpose: &str| {
        let page = nino.post(&format!("{module}/{purpose}"), &[]).await.expect(303);
        page.redirect().unwrap().rsplit('/').next().unwrap().to_owned()
    };
    let (quiz, task) = (begun("quiz").await, begun("task").await);
    nino.post(&format!("/attempts/{task}/answers"), &[("q.gate-case", "I stop the truck and call.")]).await.expect(303);
    for path in [
        format!("/attempts/{quiz}"),
        format!("/attempts/{quiz}/check"),
        format!("/attempts/{task}"),
        format!("/attempts/{task}/check"),
        module.clone(),
        format!("{module}/quiz"),
        format!("{module}/task"),
        format!("{module}/task/result"),
        "/modules".into(),
        "/sync".into(),
        "/profile".into(),
        format!("/enrolments/{}/plan", test.cast.seat(Who::Participant)),
        format!("/enrolments/{}/completion", test.cast.seat(Who::Participant)),
    ] {
        let page = nino.get(&path).await;
        assert!(page.code() < 400, "{path}: {page:?}");
        seen.push((path, page.html()));
    }
    let first = serde_json::json!({ "purpose": "quiz" });
    let again = TestRequest::post().uri(&format!("/api/v1{module}/attempts")).set_json(first);
    seen.push(("begin by a program".into(), api(&test, again).await.expect(200).html()));
    for path in [format!("/api/v1/attempts/{quiz}"), format!("/api/v1/attempts/{task}"), format!("/api/v1{module}")] {
        seen.push((path.clone(), api(&test, TestRequest::get().uri(&path)).await.expect(200).html()));
    }
    for path in [format!("/attempts/{quiz}/results"), format!("/api/v1/attempts/{quiz}/results")] {
        let page = match path.starts_with("/api/") {
            true => api(&test, TestRequest::get().uri(&path)).await,
            false => nino.get(&path).await,
        };
        seen.push((path, page.html()));
    }
    let saved = nino.post(&format!("/attempts/{quiz}/answers"), &[("q.q1", "1"), ("q.q2", "1")]).await.expect(303);
    seen.push(("a saved answer".into(), saved.html()));
    let zip = nino.get("/profile/export.zip").await.expect(200);
    seen.push(("the export".into(), unpacked(&zip.body)));
    test.run_jobs().await;
    for mail in test.mails_to(Who::Participant.email()).await {
        seen.push(("a mail".into(), mail.text_body));
    }
    let leaks: Vec<_> =
        seen.iter().filter(|(_, text)| !told(text).is_empty()).map(|(at, text)| (at, told(text))).collect();
    assert!(leaks.is_empty(), "{leaks:?}");
    assert_eq!(told("…First nobody touches it…"), [KEYS[0]]);
    test.forget_jobs().await;
}

/// Fifty starts at once, by page and by program in turn.
async fn fifty_starts(test: &TestApp, nino: &Client<'_>) -> Vec<u16> {
    let module = format!("/enrolments/{}/modules/{}", test.cast.seat(Who::Participant), fixture::MODULE);
    let starts = (0..50).map(async |n| match n % 2 {
        0 => nino.post(&format!("{module}/quiz"), &[]).await.code(),
        _ => {
            let request = TestRequest::post().uri(&format!("/api/v1{module}/attempts"));
            api(test, request.set_json(serde_json::json!({ "purpose": "quiz" }))).await.code()
        }
    });
    join_all(starts).await
}

#[actix_web::test]
async fn attempt_limit_race_fifty_starts_at_once_are_one_attempt_and_never_one_too_many() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    nino.get("/modules").await.expect(200);
    for nth in 1..=3 {
        let codes = fifty_starts(&test, &nino).await;
        assert!(codes.iter().all(|code| [200, 303].contains(code)), "{codes:?}");
        assert_eq!(test.sql("SELECT count(*) FROM attempts").await, [nth.to_string()]);
        let open = "SELECT id FROM attempts a WHERE NOT EXISTS (SELECT 1 FROM submissions s WHERE s.attempt_id = a.id)";
        let open = test.sql(open).await;
        assert_eq!(open.len(), 1);
        let path = format!("/attempts/{}/submission", open[0]);
        let ends = join_all((0..50).map(|_| nino.post(&path, &[]))).await;
        assert!(ends.iter().all(|page| page.code() < 500), "{ends:?}");
        assert_eq!(test.sql("SELECT count(*) FROM submissions").await, [nth.to_string()]);
    }
    let codes = fifty_starts(&test, &nino).await;
    assert!(codes.iter().all(|code| *code == 409), "{codes:?}");
    assert_eq!(test.sql("SELECT count(*) FROM attempts").await, ["3"]);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn time_limit_is_the_servers_whatever_a_client_says() {
    let test = TestApp::start().await;
    let module = format!("/enrolments/{}/modules/{}", test.cast.seat(Who::Participant), fixture::MODULE);
    let wishes = serde_json::json!({
        "purpose": "quiz", "time_limit_minutes": 9999, "due_at": "2038-01-01T00:00:00Z", "extra_percent": 300,
        "started_at": "2038-01-01T00:00:00Z", "grace_seconds": 99999, "minutes": 9999, "percent": 300
    });
    let path = format!("/api/v1{module}/attempts?time_limit_minutes=9999&due_at=2038-01-01T00:00:00Z&percent=300");
    let begun = api(&test, TestRequest::post().uri(&path).set_json(wishes)).await;
    assert!(matches!(begun.code(), 200 | 422), "{begun:?}");
    let nino = test.as_(Who::Participant).await;
    let wishes = [("time_limit_minutes", "9999"), ("due_at", "2038-01-01T00:00:00Z"), ("percent", "300")];
    nino.post(&format!("{module}/quiz"), &wishes).await.expect(303);
    assert_eq!(test.sql("SELECT extract(epoch FROM due_at - started_at)::int FROM attempts").await, ["1800"]);
    let attempt = test.sql("SELECT id FROM attempts").await.concat();
    test.later(chrono::Duration::minutes(40));
    let late =
        [("q.q1", "1"), ("made_at", "2026-01-01T00:00:00Z"), ("late", "false"), ("due_at", "2038-01-01T00:00:00Z")];
    nino.post(&format!("/attempts/{attempt}/answers"), &late).await;
    assert_eq!(test.sql("SELECT count(*) FROM answer_ops WHERE NOT late").await, ["0"]);
    test.run_jobs().await;
}
