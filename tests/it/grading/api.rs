//! The same for programs.

use actix_web::test::TestRequest;
use portolan::platform::auth::issue_token;
use serde_json::{Value, json};

use super::{ANSWER, grades, hand_in, standing};
use crate::support::{Page, TestApp, Who};

struct Program<'a> {
    test: &'a TestApp,
    token: String,
}

impl<'a> Program<'a> {
    fn new(test: &'a TestApp, who: Who) -> Self {
        Self { test, token: issue_token(&test.app, test.cast.person(who)).unwrap() }
    }

    async fn send(&self, request: TestRequest) -> Page {
        let request = request.insert_header(("authorization", format!("Bearer {}", self.token)));
        self.test.client().send(request).await
    }

    async fn get(&self, path: &str) -> Page {
        self.send(TestRequest::get().uri(path)).await
    }

    async fn post(&self, path: &str, body: &Value) -> Page {
        self.send(TestRequest::post().uri(path).set_json(body)).await
    }

    async fn put(&self, path: &str, body: &Value) -> Page {
        self.send(TestRequest::put().uri(path).set_json(body)).await
    }
}

#[actix_web::test]
async fn a_program_grades_and_releases() {
    let test = TestApp::start().await;
    let attempt = hand_in(&test, Who::Participant).await;
    let (grader, participant) = (Program::new(&test, Who::Instructor), Program::new(&test, Who::Participant));
    let queues = grader.get("/api/v1/grading").await.expect(200).json();
    let row = queues.as_array().unwrap().iter().find(|row| row["cohort_code"] == "NORTH-1").unwrap().clone();
    assert_eq!((&row["waiting"], &row["mine"], &row["released_at"]), (&json!(1), &json!(0), &Value::Null));
    let queue = format!("/api/v1/grading/{}/{}", test.cast.cohort.id, test.cast.module);
    let list = grader.get(&queue).await.expect(200).json();
    assert_eq!((&list[0]["attempt"], &list[0]["version"]), (&json!(attempt), &json!(0)));
    let answer = format!("/api/v1/grading/answers/{attempt}");
    let page = grader.get(&answer).await.expect(200);
    assert!(!page.html().contains(Who::Participant.name()));
    assert_eq!((&page.json()["text"], &page.json()["grade"]), (&json!(ANSWER), &Value::Null));

    let released = format!("{queue}/release");
    grader.post(&released, &json!({})).await.expect(409);
    let put = format!("{answer}/grade");
    let body = json!({ "version": 0, "marks": { "order": 2, "record": 1 }, "feedback": "Good." });
    let saved = grader.put(&put, &body).await.expect(200).json();
    assert_eq!((&saved["grade"]["version"], &saved["grade"]["total"]), (&json!(1), &json!(3)));
    let result = format!("/api/v1/enrolments/{}/modules/harbour/task/result", test.cast.seat(Who::Participant));
    let waiting = participant.get(&result).await.expect(200).json();
    assert_eq!(
        (&waiting["state"], &waiting["points"], &waiting["feedback"]),
        (&json!("waiting"), &Value::Null, &Value::Null)
    );

    let first = grader.post(&released, &json!({})).await.expect(200).json();
    assert_eq!(grader.post(&released, &json!({})).await.expect(200).json(), first);
    let seen = participant.get(&result).await.expect(200).json();
    assert_eq!((&seen["state"], &seen["points"], &seen["passed"]), (&json!("released"), &json!(3), &json!(true)));
    assert_eq!(seen["grader"], "A");
    grader.post(&format!("{released}/undo"), &json!({ "release": first["id"] })).await.expect(200);
    assert!(standing(&test).await.is_empty());
}

#[actix_web::test]
async fn a_grading_that_does_not_know_the_newest_is_a_conflict() {
    let test = TestApp::start().await;
    let attempt = hand_in(&test, Who::Participant).await;
    let (one, two) = (Program::new(&test, Who::Instructor), Program::new(&test, Who::Admin));
    let put = format!("/api/v1/grading/answers/{attempt}/grade");
    one.put(&put, &json!({ "version": 0, "marks": { "order": 2 } })).await.expect(200);
    let problem = two.put(&put, &json!({ "version": 0, "marks": { "order": 1 } })).await.expect(409);
    assert_eq!(problem.header("content-type"), Some("application/problem+json"));
    assert_eq!(problem.json()["type"], "/problems/other-grading");
    assert_eq!(grades(&test, &attempt).await.len(), 1);
    two.put(&put, &json!({ "version": 1, "marks": { "order": 1 } })).await.expect(200);
    assert_eq!(grades(&test, &attempt).await.len(), 2);
    let wrong = two.put(&put, &json!({ "version": 2, "marks": { "order": 9, "style": 1 } })).await.expect(422);
    assert_eq!(wrong.json()["fields"].as_array().unwrap().len(), 2);
    let other = Program::new(&test, Who::OtherInstructor);
    other.put(&put, &json!({ "version": 2, "marks": {} })).await.expect(404);
    other.get(&format!("/api/v1/grading/answers/{attempt}")).await.expect(404);
}
