//! The release: all or nothing, once, and for ten minutes to be taken back.

use chrono::Duration;
use futures_util::future::join_all;
use portolan::base::ids::new_id;
use portolan::features::progress;

use super::{count, grade, hand_in, queue, result_of, standing};
use crate::support::{TestApp, Who};

#[actix_web::test]
async fn a_release_waits_until_every_answer_is_graded() {
    let test = TestApp::start().await;
    let grader = test.as_(Who::Instructor).await;
    let release = format!("{}/release", queue(&test));
    grader.post(&release, &[]).await.expect(409).says("There is nothing to release");
    let (one, two) = (hand_in(&test, Who::Participant).await, hand_in(&test, Who::Mate).await);
    grade(&grader, &one, "0", "2").await.expect(303);
    grader.post(&release, &[]).await.expect(409).says("1 answer has no complete grading.");
    let part = [("version", "0"), ("c.order", "1")];
    grader.post(&format!("/grading/answers/{two}"), &part).await.expect(303);
    grader.post(&release, &[]).await.expect(409).says("1 answer has no complete grading.");
    assert_eq!(count(&test, "releases").await, "0");
    grade(&grader, &two, "1", "1").await.expect(303);
    let page = grader.post(&release, &[]).await.expect(303);
    grader.follow(page).await.expect(200).says("The points are released.").says("You can take it back until");
}

#[actix_web::test]
async fn many_clicks_give_one_release() {
    let test = TestApp::start().await;
    let attempt = hand_in(&test, Who::Participant).await;
    let grader = test.as_(Who::Instructor).await;
    grade(&grader, &attempt, "0", "2").await.expect(303);
    let path = format!("{}/release", queue(&test));
    grader.get("/grading").await.expect(200);
    for page in join_all((0..10).map(|_| grader.post(&path, &[]))).await {
        page.expect(303);
    }
    assert_eq!(count(&test, "releases").await, "1");
    test.later(Duration::minutes(11));
    test.run_jobs().await;
    assert_eq!(test.mails_to(Who::Participant.email()).await.len(), 1);
}

#[actix_web::test]
async fn a_release_taken_back_shows_nothing_and_tells_nobody() {
    let test = TestApp::start().await;
    let attempt = hand_in(&test, Who::Participant).await;
    let (grader, participant) = (test.as_(Who::Instructor).await, test.as_(Who::Participant).await);
    grade(&grader, &attempt, "0", "2").await.expect(303);
    grader.post(&format!("{}/release", queue(&test)), &[]).await.expect(303);
    participant.get(&result_of(&test, Who::Participant)).await.expect(200).says("3 of 3 points");

    test.later(Duration::minutes(9));
    let list = grader.get(&format!("{}/answers", queue(&test))).await;
    let release = list.field("release").unwrap();
    let undo = format!("{}/release/undo", queue(&test));
    for _ in 0..2 {
        grader.post(&undo, &[("release", &release)]).await.expect(303);
    }
    assert_eq!(count(&test, "release_undos").await, "1");
    participant.get(&result_of(&test, Who::Participant)).await.expect(200).says("Not released yet");
    test.later(Duration::minutes(5));
    test.run_jobs().await;
    assert!(test.mails_to(Who::Participant.email()).await.is_empty());
    assert_eq!(count(&test, "completions").await, "0");

    grader.post(&format!("{}/release", queue(&test)), &[]).await.expect(303);
    participant.get(&result_of(&test, Who::Participant)).await.expect(200).says("3 of 3 points");
}

#[actix_web::test]
async fn after_ten_minutes_a_release_stays() {
    let test = TestApp::start().await;
    let attempt = hand_in(&test, Who::Participant).await;
    let grader = test.as_(Who::Instructor).await;
    grade(&grader, &attempt, "0", "2").await.expect(303);
    grader.post(&format!("{}/release", queue(&test)), &[]).await.expect(303);
    let release = standing(&test).await[0].to_string();
    test.later(Duration::minutes(10));
    let undo = format!("{}/release/undo", queue(&test));
    let page = grader.post(&undo, &[("release", &release)]).await.expect(409);
    page.says("The release cannot be taken back any more").says("More than 10 minutes have passed");
    let list = grader.get(&format!("{}/answers", queue(&test))).await.expect(200);
    assert_eq!(list.field("release"), None, "no button that does not work");
    test.run_jobs().await;
    // The clock goes back a little: the letters are out, so it is too late all the same.
    test.later(-Duration::minutes(5));
    grader.post(&undo, &[("release", &release)]).await.expect(409);
    let other = format!("/grading/{}/{}/release/undo", test.cast.past_cohort.id, test.cast.module);
    grader.post(&other, &[("release", &release)]).await.expect(404);
    assert_eq!(standing(&test).await.len(), 1);
}

#[actix_web::test]
async fn letters_go_after_the_ten_minutes_to_those_for_whom_something_is_new() {
    let test = TestApp::start().await;
    let (one, two) = (hand_in(&test, Who::Participant).await, hand_in(&test, Who::Mate).await);
    let grader = test.as_(Who::Instructor).await;
    for attempt in [&one, &two] {
        grade(&grader, attempt, "0", "2").await.expect(303);
    }
    grader.post(&format!("{}/release", queue(&test)), &[]).await.expect(303);
    test.later(Duration::minutes(9));
    test.run_jobs().await;
    assert!(test.mails_to(Who::Participant.email()).await.is_empty());
    test.later(Duration::minutes(2));
    test.run_jobs().await;
    let mails = test.mails_to(Who::Participant.email()).await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].subject, "Your points are there");
    let address = format!("https://learn.example.org{}", result_of(&test, Who::Participant));
    assert!(mails[0].text_body.contains(&address), "{}", mails[0].text_body);
    for part in [&mails[0].text_body, &mails[0].html_body] {
        assert!(!part.contains("3 of 3") && !part.contains("Name the next step."), "points and feedback stay here");
    }

    grade(&grader, &two, "1", "1").await.expect(303);
    grader.post(&format!("{}/release", queue(&test)), &[]).await.expect(303);
    test.later(Duration::minutes(11));
    test.run_jobs().await;
    assert_eq!(test.mails_to(Who::Participant.email()).await.len(), 1, "nothing is new for this one");
    assert_eq!(test.mails_to(Who::Mate.email()).await.len(), 2);
}

#[actix_web::test]
async fn a_second_click_on_undo_does_not_reach_the_release_before() {
    let test = TestApp::start().await;
    let attempt = hand_in(&test, Who::Participant).await;
    let (grader, participant) = (test.as_(Who::Instructor).await, test.as_(Who::Participant).await);
    let path = format!("{}/release", queue(&test));
    grade(&grader, &attempt, "0", "2").await.expect(303);
    grader.post(&path, &[]).await.expect(303);
    grade(&grader, &attempt, "1", "1").await.expect(303);
    grader.post(&path, &[]).await.expect(303);
    participant.get(&result_of(&test, Who::Participant)).await.says("2 of 3 points");
    let second = standing(&test).await[1].to_string();
    for _ in 0..2 {
        grader.post(&format!("{path}/undo"), &[("release", &second)]).await.expect(303);
    }
    assert_eq!(standing(&test).await.len(), 1);
    participant.get(&result_of(&test, Who::Participant)).await.says("3 of 3 points");
}

/// Everything of the fixture's course but the task.
async fn read_and_pass(test: &TestApp, who: Who) {
    let (seat, module) = (test.cast.seat(who), test.cast.module);
    let quiz = new_id();
    for statement in [
        format!(
            "INSERT INTO lesson_reads SELECT '{seat}', '{module}', l, now() FROM unnest(ARRAY['gates', 'seals']) l"
        ),
        format!("INSERT INTO attempts VALUES ('{quiz}', '{seat}', '{module}', 'quiz', 1, 1, 'R-{quiz}', now())"),
        format!("INSERT INTO submissions VALUES ('{quiz}', 'R-{quiz}', now(), 7, false, false)"),
        format!("INSERT INTO results VALUES ('{quiz}', 7000, 7000, true, '[]', now())"),
    ] {
        test.sql(&statement).await;
    }
}

#[actix_web::test]
async fn points_that_may_be_taken_back_complete_nothing() {
    let test = TestApp::start().await;
    read_and_pass(&test, Who::Participant).await;
    let attempt = hand_in(&test, Who::Participant).await;
    let (grader, seat) = (test.as_(Who::Instructor).await, test.cast.seat(Who::Participant));
    grade(&grader, &attempt, "0", "2").await.expect(303);
    let path = format!("{}/release", queue(&test));
    grader.post(&path, &[]).await.expect(303);
    progress::refresh(&test.app, seat).await.unwrap();
    assert_eq!(count(&test, "completions").await, "0");
    let release = standing(&test).await[0].to_string();
    grader.post(&format!("{path}/undo"), &[("release", &release)]).await.expect(303);
    test.later(Duration::minutes(11));
    test.run_jobs().await;
    assert_eq!(count(&test, "completions").await, "0", "it was taken back");

    grader.post(&path, &[]).await.expect(303);
    test.later(Duration::minutes(9));
    test.run_jobs().await;
    assert_eq!(count(&test, "completions").await, "0");
    test.later(Duration::minutes(1));
    test.run_jobs().await;
    assert_eq!(count(&test, "completions").await, "1");
}
