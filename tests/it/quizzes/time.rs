//! The server's clock decides.

use chrono::Duration;

use super::*;

#[actix_web::test]
async fn what_arrives_in_the_grace_counts_and_later_is_kept_but_does_not() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    let choice = sheet(&test, attempt).await.into_iter().find(|one| !one.placed && one.right.len() == 1).unwrap();
    test.later(Duration::minutes(31));
    let in_grace = op(attempt, 1, &choice.id, &choice.right[0], "");
    assert_eq!(statuses(&send(&nino, std::slice::from_ref(&in_grace)).await), ["stored"]);
    test.later(Duration::minutes(2));
    let too_late = op(attempt, 2, &choice.id, &choice.wrong[0], &in_grace.sha256);
    assert_eq!(statuses(&send(&nino, &[too_late]).await), ["stored"]);
    assert_eq!(test.sql("SELECT late FROM answer_ops ORDER BY arrival").await, ["f", "t"]);
    nino.post(&format!("/attempts/{attempt}/submission"), &[]).await.expect(303);
    nino.get(&format!("/attempts/{attempt}/receipt")).await.says("It arrived after the time was over");
    test.run_jobs().await;
    let points = test.sql("SELECT points_milli FROM results").await;
    assert_eq!(points, ["1000"], "the answer in the grace is the one that was marked");
}

#[actix_web::test]
async fn an_attempt_that_nobody_hands_in_is_closed_by_the_clock() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    send(&nino, &[op(attempt, 1, "q1", "1", "")]).await.expect(200);
    test.run_jobs().await;
    assert_eq!(count(&test, "submissions", attempt).await, "0");
    test.later(Duration::minutes(33));
    test.run_jobs().await;
    nino.get(&format!("/attempts/{attempt}")).await.expect(303);
    nino.get(&format!("/attempts/{attempt}/receipt")).await.says("The time was over").says("1 of 7");
}

#[actix_web::test]
async fn extra_time_extends_the_limit() {
    let test = TestApp::start().await;
    let seat = test.cast.seat(Who::Participant);
    test.sql(&format!("INSERT INTO extra_times (enrolment_id, percent, set_at) VALUES ('{seat}', 50, now())")).await;
    let nino = test.as_(Who::Participant).await;
    nino.get(&quiz_of(&test, Who::Participant)).await.says("50 % extra time");
    begin(&test, Who::Participant, &nino).await;
    assert_eq!(test.sql("SELECT extract(epoch FROM due_at - started_at)::int FROM attempts").await, ["2700"]);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn extra_time_given_in_the_middle_extends_what_is_under_way() {
    let test = TestApp::start().await;
    let (nino, tomas) = (test.as_(Who::Participant).await, test.as_(Who::Coordinator).await);
    let attempt = begin(&test, Who::Participant, &nino).await;
    let place = format!("/cohorts/{}/people/{}/extra-time", test.cast.cohort.id, test.cast.seat(Who::Participant));
    tomas.post(&place, &[("percent", "50")]).await.expect(303);
    test.run_jobs().await;
    let limit = "SELECT extract(epoch FROM due_at - started_at)::int FROM attempts";
    assert_eq!(test.sql(limit).await, ["2700"]);
    // What was given is not taken back from a sitting under way.
    tomas.post(&place, &[("percent", "0")]).await.expect(303);
    test.run_jobs().await;
    assert_eq!(test.sql(limit).await, ["2700"]);
    // The end that was planned at first comes and goes.
    test.later(Duration::minutes(33));
    test.run_jobs().await;
    assert_eq!(count(&test, "submissions", attempt).await, "0");
    assert_eq!(statuses(&send(&nino, &[op(attempt, 1, "q1", "1", "")]).await), ["stored"]);
    assert_eq!(test.sql("SELECT late FROM answer_ops").await, ["f"]);
    test.later(Duration::minutes(15));
    test.run_jobs().await;
    assert_eq!(count(&test, "submissions", attempt).await, "1");
}

#[actix_web::test]
async fn a_device_whose_clock_is_wrong_loses_and_gains_nothing() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    let mut prev = String::new();
    for (seq, made_at) in
        (1..).zip(["2026-11-24T10:00:00.000Z", "1970-01-01T00:00:00.000Z", "2038-01-19T03:14:08Z", "noon"])
    {
        let mut save = Op { made_at: made_at.into(), ..op(attempt, seq, "q1", "1", &prev) };
        save.sha256 = save.hash();
        let receipts = send(&nino, std::slice::from_ref(&save)).await.expect(200).json();
        assert_eq!(receipts["receipts"][0]["status"], "stored", "{made_at}");
        let received: chrono::DateTime<chrono::Utc> =
            receipts["receipts"][0]["received_at"].as_str().unwrap().parse().unwrap();
        let age = test.app.clock.now() - received;
        assert!(age >= Duration::zero() && age < Duration::minutes(1), "the time of the server: {received}");
        prev = save.sha256;
    }
    assert_eq!(test.sql("SELECT bool_or(late), count(DISTINCT made_at) FROM answer_ops").await, ["f|4"]);
    // With the hour wrong the time is over when the server says so.
    test.later(Duration::minutes(33));
    let mut early = Op { made_at: "2026-11-24T11:30:00.000Z".into(), ..op(attempt, 5, "q1", "2", &prev) };
    early.sha256 = early.hash();
    send(&nino, &[early]).await.expect(200);
    assert_eq!(test.sql("SELECT late FROM answer_ops ORDER BY arrival DESC LIMIT 1").await, ["t"]);
    test.run_jobs().await;
}
