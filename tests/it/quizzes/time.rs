//! The server's clock decides.

use chrono::Duration;

use super::*;

#[actix_web::test]
async fn what_arrives_in_the_grace_counts_and_later_is_kept_but_does_not() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    test.later(Duration::minutes(31));
    let in_grace = op(attempt, 1, "q1", "1", "");
    assert_eq!(statuses(&send(&nino, std::slice::from_ref(&in_grace)).await), ["stored"]);
    test.later(Duration::minutes(2));
    let too_late = op(attempt, 2, "q1", "2", &in_grace.sha256);
    assert_eq!(statuses(&send(&nino, &[too_late]).await), ["stored"]);
    assert_eq!(test.sql("SELECT value->>0, late FROM answer_ops ORDER BY arrival").await, ["1|f", "2|t"]);
    nino.post(&format!("/attempts/{attempt}/submission"), &[]).await.expect(303);
    nino.get(&format!("/attempts/{attempt}/receipt")).await.says("It arrived after the time was over");
    test.run_jobs().await;
    let first = sheet(&test, attempt).await.remove(0);
    let right = first.right == ["1"];
    let marked = test.sql("SELECT (marks->0->'mark'->>'points_milli')::int > 0 FROM results").await;
    assert_eq!(marked, [if right { "t" } else { "f" }], "the answer in the grace is the one that was marked");
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
