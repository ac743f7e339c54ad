//! Marks and feedback after the end.

use super::*;

#[actix_web::test]
async fn everything_right_passes_and_shows_what_each_answer_means() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = sit(&test, Who::Participant, &nino, true).await;
    let page = nino.get(&format!("/attempts/{attempt}/results")).await.expect(200);
    let page =
        page.says("100 %").says("Passed").says("First nobody touches it").says("Read it in the lesson: The gate");
    assert!(!page.text().contains("Not right"), "{}", page.text());
    test.forget_jobs().await;
}

#[actix_web::test]
async fn everything_wrong_tells_no_key_while_attempts_are_left() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = sit(&test, Who::Participant, &nino, false).await;
    let page = nino
        .get(&format!("/attempts/{attempt}/results"))
        .await
        .expect(200)
        .says("Not passed yet")
        .says("2 more attempts");
    let text = page.text();
    for told in ["First nobody touches it", "0.43", "first read, then compare", "Right: "] {
        assert!(!text.contains(told), "tells {told}: {text}");
    }
    // With the last attempt gone, the key may be known.
    sit(&test, Who::Participant, &nino, false).await;
    let last = sit(&test, Who::Participant, &nino, false).await;
    nino.get(&format!("/attempts/{last}/results")).await.says("First nobody touches it").says("0.43");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn the_best_attempt_counts() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    sit(&test, Who::Participant, &nino, true).await;
    sit(&test, Who::Participant, &nino, false).await;
    let module = format!("/enrolments/{}/modules/harbour", test.cast.seat(Who::Participant));
    let text = nino.get(&module).await.expect(200).text();
    assert!(text.contains("Quiz: 7 questions"), "{text}");
    let missing = format!("/enrolments/{}/completion", test.cast.seat(Who::Participant));
    assert!(!nino.get(&missing).await.text().contains("The quiz of"));
    test.forget_jobs().await;
}
