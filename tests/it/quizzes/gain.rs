//! The tests before and after a module.

use std::collections::BTreeSet;

use actix_web::test::TestRequest;
use chrono::{Duration, NaiveTime};
use portolan::features::courses::{self, Cohort, NewCohort};
use portolan::features::curriculum;
use portolan::platform::auth::issue_token;

use super::*;
use crate::support::{ALL, FIRST_VIEW, fixture};

/// A cohort whose module has tests, with these people in it.
struct Tested {
    cohort: Cohort,
    seats: Vec<(Who, Uuid)>,
}

impl Tested {
    async fn new(test: &TestApp, people: &[Who]) -> Self {
        let (now, folder) = (test.app.clock.now(), fixture::curriculum_with_tests());
        curriculum::import(&test.app.db, now, folder.path()).await.unwrap_or_else(|trouble| panic!("{trouble:?}"));
        let (agency, instructor) = (test.cast.north, test.cast.person(Who::Instructor));
        let people: Vec<(Who, Uuid)> = people.iter().map(|who| (*who, test.cast.person(*who))).collect();
        let starts_on = now.date_naive() + Duration::days(14);
        let (cohort, seats) = test
            .app
            .db
            .write(&ALL, async move |tx| {
                let new = NewCohort {
                    code: "NORTH-2".to_owned(),
                    agency,
                    place: "Valletta".to_owned(),
                    starts_on,
                    ends_on: starts_on,
                    due_at: starts_on.and_time(NaiveTime::default()).and_utc(),
                    by: None,
                };
                let course = curriculum::latest_courses(tx).await?.remove(0);
                let cohort = courses::create_cohort(tx, now, &course, new).await?;
                courses::add_instructor(tx, cohort.id, instructor).await?;
                let mut seats = Vec::new();
                for (who, person) in people {
                    seats.push((who, courses::enrol(tx, now, cohort.id, person, None).await?.id));
                }
                Ok((cohort, seats))
            })
            .await
            .unwrap();
        Self { cohort, seats }
    }

    fn seat(&self, who: Who) -> Uuid {
        self.seats.iter().find(|(known, _)| *known == who).unwrap().1
    }

    fn module(&self, who: Who) -> String {
        format!("/enrolments/{}/modules/harbour", self.seat(who))
    }

    async fn read_all(&self, client: &Client<'_>, who: Who) {
        for lesson in fixture::LESSONS {
            client.post(&format!("{}/lessons/{lesson}/read", self.module(who)), &[]).await.expect(303);
        }
    }
}

/// Takes a test, answering so many of its three questions right; the attempt.
async fn take(client: &Client<'_>, module: &str, purpose: &str, right: usize) -> String {
    let begun = client.post(&format!("{module}/{purpose}"), &[]).await.expect(303).redirect().unwrap();
    let fields: Vec<(String, &str)> =
        (1..=3).map(|nth| (format!("q.q{nth}"), if nth <= right { "true" } else { "false" })).collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    client.post(&format!("{begun}/answers"), &fields).await.expect(303);
    client.get(&format!("{begun}/check")).await.expect(200).says("3 answered, 0 empty, 0 marked");
    client.post(&format!("{begun}/submission"), &[]).await.expect(303);
    begun
}

/// The authors' ids of what was asked in an attempt.
async fn asked(test: &TestApp, begun: &str) -> BTreeSet<String> {
    let attempt = begun.rsplit('/').next().unwrap();
    let statement = format!(
        "SELECT i.key FROM attempt_items a JOIN item_versions v ON v.id = a.item_version_id
         JOIN items i ON i.id = v.item_id WHERE a.attempt_id = '{attempt}'"
    );
    test.sql(&statement).await.into_iter().collect()
}

#[actix_web::test]
async fn the_test_before_is_suggested_first_and_blocks_nothing() {
    let test = TestApp::start().await;
    let tested = Tested::new(&test, &[Who::Participant, Who::Stranger]).await;
    let (nino, jose) = (test.as_(Who::Participant).await, test.as_(Who::Stranger).await);
    let module = tested.module(Who::Participant);
    nino.get("/modules").await.expect(200).says("Test before the lessons: The harbour");
    nino.get(&module).await.expect(200).says("Test before: 3 questions").says("Your way: 0 of 4 done");
    let page =
        nino.get(&format!("{module}/pre-test")).await.expect(200).says("It counts for nothing").says("20 minutes");
    assert!(page.packed() <= FIRST_VIEW, "{} bytes", page.packed());
    nino.get(&format!("{module}/lessons/gates")).await.expect(200);
    // Who reads has gone on: the test is no longer open, and nothing reminds of it.
    let other = tested.module(Who::Stranger);
    jose.post(&format!("{other}/lessons/gates/read"), &[]).await.expect(303);
    assert!(!jose.get(&other).await.expect(200).text().contains("Test before"));
    jose.get(&format!("{other}/pre-test")).await.expect(200).says("You have begun: go on with the lessons");
    jose.post(&format!("{other}/pre-test"), &[]).await.expect(409).says("The test before the lessons is over");
    assert_eq!(test.sql("SELECT count(*) FROM attempts").await, ["0"]);
    test.run_jobs().await;
}

#[actix_web::test]
async fn a_test_counts_for_nothing_is_taken_once_and_tells_no_key() {
    let test = TestApp::start().await;
    let tested = Tested::new(&test, &[Who::Participant]).await;
    let (nino, module) = (test.as_(Who::Participant).await, tested.module(Who::Participant));
    let before = take(&nino, &module, "pre-test", 0).await;
    test.run_jobs().await;
    nino.get(&format!("{before}/receipt")).await.expect(200).says("3 of 3").says("See your results");
    let page = nino.get(&format!("{before}/results")).await.expect(200);
    let page = page.says("Before: 0 %").says("Begin here").says("Write down what was seen").says("The seal");
    for told in ["Secret word", "Photos", "second look", "Passed", "Not passed", "Not right", "wrong"] {
        assert!(!page.text().contains(told), "tells {told}: {page:?}");
    }
    nino.post(&format!("{module}/pre-test"), &[]).await.expect(409).says("You have taken this test");
    assert_eq!(nino.get(&format!("{module}/pre-test")).await.redirect(), Some(format!("{before}/results")));
    // The quiz has all its attempts, and nothing is passed or done by a test.
    nino.get(&format!("{module}/quiz")).await.expect(200).says("3 of 3 left");
    nino.get(&module).await.expect(200).says("Your way: 0 of 4 done");
    nino.get("/modules").await.says("Lesson: The gate").says("0%");
    assert_eq!(test.sql("SELECT passed, points_milli, max_milli FROM results").await, ["f|0|3000"]);
    tested.read_all(&nino, Who::Participant).await;
    take(&nino, &module, "post-test", 3).await;
    test.run_jobs().await;
    nino.get(&module).await.expect(200).says("Your way: 2 of 4 done");
    let completion = format!("/enrolments/{}/completion", tested.seat(Who::Participant));
    nino.get(&completion).await.says("The quiz of “The harbour” is not passed. You have 3 attempts.");
    assert_eq!(test.sql("SELECT count(*) FROM results WHERE passed").await, ["0"]);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn the_test_after_opens_with_the_last_lesson_and_asks_the_rest_of_each_cell() {
    let test = TestApp::start().await;
    let people = [Who::Participant, Who::Mate, Who::Stranger, Who::Alumna];
    let tested = Tested::new(&test, &people).await;
    for (who, takes_before) in people.into_iter().zip([true, true, true, false]) {
        let (client, module) = (test.as_(who).await, tested.module(who));
        let before = if takes_before { Some(take(&client, &module, "pre-test", 1).await) } else { None };
        client.post(&format!("{module}/lessons/gates/read"), &[]).await.expect(303);
        client.get(&format!("{module}/post-test")).await.expect(200).says("marked every lesson as read");
        client.post(&format!("{module}/post-test"), &[]).await.expect(409).says("is not open yet");
        client.post(&format!("{module}/lessons/seals/read"), &[]).await.expect(303);
        client.get(&module).await.expect(200).says("Test after: 3 questions").says("Take the test");
        let after = take(&client, &module, "post-test", 3).await;
        let asked_after = asked(&test, &after).await;
        let of = |asked: &BTreeSet<String>, cell: &str| asked.iter().filter(|id| id.starts_with(cell)).count();
        assert_eq!((of(&asked_after, "t-look"), of(&asked_after, "t-record")), (1, 2), "{asked_after:?}");
        let result = client.get(&format!("{after}/results")).await.expect(200).says("After: 100 %");
        match before {
            Some(before) => {
                let asked_before = asked(&test, &before).await;
                assert_eq!((of(&asked_before, "t-look"), of(&asked_before, "t-record")), (1, 2), "{asked_before:?}");
                assert!(asked_before.is_disjoint(&asked_after), "{who:?}: {asked_before:?} {asked_after:?}");
                result.says("Before: 33 %").says("+67 points").says("You know more than before");
            }
            None => {
                let text = result.text();
                assert!(!text.contains("Before:") && !text.contains("points"), "{text}");
                client.post(&format!("{module}/pre-test"), &[]).await.expect(409);
            }
        }
    }
    test.forget_jobs().await;
}

#[actix_web::test]
async fn nobody_is_blamed_for_a_result_that_went_down() {
    let test = TestApp::start().await;
    let tested = Tested::new(&test, &[Who::Participant]).await;
    let (nino, module) = (test.as_(Who::Participant).await, tested.module(Who::Participant));
    take(&nino, &module, "pre-test", 2).await;
    tested.read_all(&nino, Who::Participant).await;
    let after = take(&nino, &module, "post-test", 1).await;
    let page = nino.get(&format!("{after}/results")).await.expect(200);
    let page = page.says("Before: 66 %").says("After: 33 %").says("−33 points").says("can be chance");
    let page = page.says("You have read all lessons");
    assert_eq!(page.text().matches('−').count(), 1, "a loss is said once, of the whole: {page:?}");
    assert!(!page.html().contains("state wrong") && !page.html().contains("state warn"), "{page:?}");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_test_has_the_limit_of_its_blueprint_with_extra_time_and_is_closed_by_the_clock() {
    let test = TestApp::start().await;
    let tested = Tested::new(&test, &[Who::Participant]).await;
    let (nino, module) = (test.as_(Who::Participant).await, tested.module(Who::Participant));
    let begun = nino.post(&format!("{module}/pre-test"), &[]).await.expect(303).redirect().unwrap();
    nino.post(&format!("{begun}/answers"), &[("q.q1", "true")]).await.expect(303);
    let length = "SELECT extract(epoch FROM due_at - started_at)::int FROM attempts";
    assert_eq!(test.sql(length).await, ["1200"]);
    let tomas = test.as_(Who::Coordinator).await;
    let extra = format!("/cohorts/{}/people/{}/extra-time", tested.cohort.id, tested.seat(Who::Participant));
    tomas.post(&extra, &[("percent", "50")]).await.expect(303);
    test.run_jobs().await;
    assert_eq!(test.sql(length).await, ["1800"]);
    // Reading meanwhile does not close what was begun.
    nino.post(&format!("{module}/lessons/gates/read"), &[]).await.expect(303);
    assert_eq!(nino.get(&format!("{module}/pre-test")).await.redirect(), Some(begun.clone()));
    test.later(Duration::minutes(33));
    test.run_jobs().await;
    nino.get(&format!("{begun}/receipt")).await.expect(200).says("The time was over").says("1 of 3");
    nino.get(&format!("{begun}/results")).await.expect(200).says("Before: 33 %");
}

#[actix_web::test]
async fn a_group_is_shown_from_five_people_on_and_the_gain_is_of_those_who_took_both() {
    let test = TestApp::start().await;
    let people = [Who::Participant, Who::Mate, Who::Stranger, Who::Alumna, Who::OtherInstructor, Who::Admin];
    let tested = Tested::new(&test, &people).await;
    let place = format!("/cohorts/{}/tests", tested.cohort.id);
    let ines = test.as_(Who::Instructor).await;
    ines.get(&place).await.expect(200).says("Not enough data").says("0 people");
    for (who, right) in people.into_iter().zip([0, 1, 2, 3, 3]) {
        let shown = ines.get(&place).await.text();
        assert!(!shown.contains("%"), "before {who:?} nobody may see a mean: {shown}");
        take(&test.as_(who).await, &tested.module(who), "pre-test", right).await;
    }
    // (0 + 33.3 + 66.7 + 100 + 100) / 5.
    ines.get(&place).await.expect(200).says("60 %").says("5 people");
    for who in &people[..4] {
        let client = test.as_(*who).await;
        tested.read_all(&client, *who).await;
        take(&client, &tested.module(*who), "post-test", 3).await;
    }
    let tomas = test.as_(Who::Coordinator).await;
    let cohort = tomas.get(&format!("/cohorts/{}", tested.cohort.id)).await.expect(200);
    assert!(cohort.html().contains(&format!("href=\"{place}\"")), "{}", cohort.html());
    let shown = tomas.get(&place).await.expect(200).text();
    assert!(!shown.contains("100 %") && !shown.contains("points") && shown.contains("4 people"), "{shown}");
    let last = test.as_(Who::OtherInstructor).await;
    tested.read_all(&last, Who::OtherInstructor).await;
    take(&last, &tested.module(Who::OtherInstructor), "post-test", 3).await;
    // A sixth took only the test after: 100 for six, and a gain of the five.
    let sixth = test.as_(Who::Admin).await;
    tested.read_all(&sixth, Who::Admin).await;
    take(&sixth, &tested.module(Who::Admin), "post-test", 3).await;
    let page = tomas.get(&place).await.expect(200).says("100 %").says("+40 points").says("6 people");
    assert!(page.packed() <= FIRST_VIEW, "{} bytes", page.packed());
    // Somebody who was taken out is not in the figures.
    let out = format!("/cohorts/{}/people/{}/withdrawal", tested.cohort.id, tested.seat(Who::Mate));
    tomas.post(&out, &[("reason", "Left the service.")]).await.expect(303);
    let shown = tomas.get(&place).await.text();
    assert!(!shown.contains("points") && !shown.contains("6 people"), "{shown}");
    for who in [Who::Participant, Who::OtherCoordinator, Who::OtherInstructor, Who::Mate] {
        test.as_(who).await.get(&place).await.expect(404);
    }
    test.forget_jobs().await;
}

#[actix_web::test]
async fn programs_take_tests_too_and_the_export_tells_them_from_quizzes() {
    let test = TestApp::start().await;
    let tested = Tested::new(&test, &[Who::Participant]).await;
    let token = issue_token(&test.app, test.cast.person(Who::Participant)).unwrap();
    let ask = async |request: TestRequest, body: &str| {
        let request = request.insert_header(("authorization", format!("Bearer {token}")));
        let request = request.insert_header(("content-type", "application/json")).set_payload(body.to_owned());
        test.client().send(request).await
    };
    let attempts = format!("/api/v1{}/attempts", tested.module(Who::Participant));
    let begin = |purpose: &str| format!("{{\"purpose\":\"{purpose}\"}}");
    ask(TestRequest::post().uri(&attempts), &begin("post-test")).await.expect(409);
    let begun = ask(TestRequest::post().uri(&attempts), &begin("pre-test")).await.expect(200).json();
    assert_eq!((begun["purpose"].as_str(), begun["questions"].as_array().unwrap().len()), (Some("pre-test"), 3));
    let attempt: Uuid = begun["id"].as_str().unwrap().parse().unwrap();
    let ops = serde_json::json!({ "ops": [op(attempt, 1, "q1", "true", "")] }).to_string();
    ask(TestRequest::post().uri("/api/v1/answers"), &ops).await.expect(200);
    let handed_in = format!("/api/v1/attempts/{attempt}/submission");
    let result = ask(TestRequest::post().uri(&handed_in), "{}").await.expect(200).json();
    let submission = &result["submission"];
    assert_eq!((&submission["percent"], &submission["passed"]), (&33.into(), &serde_json::Value::Null));
    assert_eq!(submission["objectives"].as_array().unwrap().len(), 2, "{submission}");
    // What explains the answers of a quiz says nothing of a test.
    let explained = format!("/api/v1/attempts/{attempt}/results");
    ask(TestRequest::get().uri(&explained), "").await.expect(404);
    let enrolments = ask(TestRequest::get().uri("/api/v1/enrolments"), "").await.expect(200).json().to_string();
    assert!(enrolments.contains("\"pre_test\":\"taken\"") && enrolments.contains("\"post_test\":\"closed\""));
    assert!(enrolments.contains("\"pre_test\":\"absent\""), "the older version has no tests: {enrolments}");
    let nino = test.as_(Who::Participant).await;
    let zip = nino.get("/profile/export.zip").await.expect(200).body;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    let exported: serde_json::Value = serde_json::from_reader(zip.by_name("data/attempts.json").unwrap()).unwrap();
    assert_eq!((&exported[0]["purpose"], &exported[0]["passed"]), (&"pre-test".into(), &serde_json::Value::Null));
    test.run_jobs().await;
    test.forget_jobs().await;
}
