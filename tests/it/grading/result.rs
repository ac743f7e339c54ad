//! What a participant sees, and when.

use chrono::Duration;

use super::{ANSWER, grade, hand_in, module_of, queue, result_of};
use crate::support::{TestApp, Who};

#[actix_web::test]
async fn nothing_is_seen_before_the_release_and_all_of_it_after() {
    let test = TestApp::start().await;
    let participant = test.as_(Who::Participant).await;
    let address = result_of(&test, Who::Participant);
    let to = participant.get(&address).await.expect(303).redirect();
    assert_eq!(to, Some(format!("{}/task", module_of(&test, Who::Participant))));
    let attempt = hand_in(&test, Who::Participant).await;
    let grader = test.as_(Who::Instructor).await;
    grade(&grader, &attempt, "0", "1").await.expect(303);

    let before = participant.get(&address).await.expect(200).says("Not released yet").says(ANSWER);
    for secret in ["2 of 3", "Name the next step.", "Stop, secure, call", "Some steps are in order", "Grader"] {
        assert!(!before.html().contains(secret), "{secret} before the release");
    }
    grader.post(&format!("{}/release", queue(&test)), &[]).await.expect(303);
    let after = participant.get(&address).await.expect(200).says("2 of 3 points").says("Passed");
    let after = after.says("Graded by grader A").says("Name the next step.").says("Stop, secure, call, write down.");
    let after = after.says("Works in the right order").says("Some steps are in order.").says("The pass mark is 60");
    for secret in [Who::Instructor.name(), Who::Instructor.email(), "Every step is in order"] {
        assert!(!after.html().contains(secret), "{secret} after the release");
    }
    for who in [Who::Mate, Who::Stranger, Who::Instructor] {
        test.as_(who).await.get(&address).await.expect(404);
    }
}

#[actix_web::test]
async fn points_changed_after_a_release_wait_for_the_next() {
    let test = TestApp::start().await;
    let attempt = hand_in(&test, Who::Participant).await;
    let (grader, participant) = (test.as_(Who::Instructor).await, test.as_(Who::Participant).await);
    let address = result_of(&test, Who::Participant);
    grade(&grader, &attempt, "0", "2").await.expect(303);
    grader.post(&format!("{}/release", queue(&test)), &[]).await.expect(303);
    let page = grader.get(&format!("/grading/answers/{attempt}")).await.expect(200);
    page.says("the participant sees the new points only after the next release");
    grade(&test.as_(Who::Admin).await, &attempt, "1", "0").await.expect(303);
    participant.get(&address).await.expect(200).says("3 of 3 points").says("Graded by grader A");
    let list = grader.get(&format!("{}/answers", queue(&test))).await.says("Changed since the release");
    list.says("1 answer is new or changed since the release");
    grader.post(&format!("{}/release", queue(&test)), &[]).await.expect(303);
    let page = participant.get(&address).await.expect(200).says("1 of 3 points").says("Graded by grader B");
    page.says("Not passed yet");
}

#[actix_web::test]
async fn an_answer_that_came_after_the_release_is_not_shown_by_it() {
    let test = TestApp::start().await;
    let (one, grader) = (hand_in(&test, Who::Participant).await, test.as_(Who::Instructor).await);
    grade(&grader, &one, "0", "2").await.expect(303);
    grader.post(&format!("{}/release", queue(&test)), &[]).await.expect(303);
    test.later(Duration::minutes(11));
    test.run_jobs().await;
    let two = hand_in(&test, Who::Mate).await;
    grade(&grader, &two, "0", "2").await.expect(303);
    let mate = test.as_(Who::Mate).await;
    mate.get(&result_of(&test, Who::Mate)).await.expect(200).says("Not released yet");
    grader.post(&format!("{}/release", queue(&test)), &[]).await.expect(303);
    mate.get(&result_of(&test, Who::Mate)).await.expect(200).says("3 of 3 points");
}
