//! Marks and feedback after the end.

use actix_web::test::TestRequest;
use portolan::platform::auth::issue_token;

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

#[actix_web::test]
async fn a_word_that_a_question_stresses_is_stressed_and_for_programs_it_is_plain() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    let sitting = nino.get(&format!("/attempts/{attempt}")).await.expect(200);
    assert!(sitting.html().contains("Which <strong>two</strong> of these"), "{}", sitting.html());
    let token = issue_token(&test.app, test.cast.person(Who::Participant)).unwrap();
    let request = TestRequest::get().uri(&format!("/api/v1/attempts/{attempt}"));
    let request = request.insert_header(("authorization", format!("Bearer {token}")));
    let read = test.client().send(request).await.expect(200).json().to_string();
    assert!(read.contains("Which two of these"), "{read}");
    let finished = sit(&test, Who::Participant, &nino, true).await;
    let results = nino.get(&format!("/attempts/{finished}/results")).await.expect(200);
    assert!(results.html().contains("Which <strong>two</strong> of these"), "{}", results.html());
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_program_reads_the_results_and_no_key_while_attempts_are_left() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let get = async |who: Who, attempt: Uuid| {
        let token = issue_token(&test.app, test.cast.person(who)).unwrap();
        let request = TestRequest::get().uri(&format!("/api/v1/attempts/{attempt}/results"));
        test.client().send(request.insert_header(("authorization", format!("Bearer {token}")))).await
    };
    let open = begin(&test, Who::Participant, &nino).await;
    get(Who::Participant, open).await.expect(409);
    let attempt = sit(&test, Who::Participant, &nino, false).await;
    let wrong = get(Who::Participant, attempt).await.expect(200).json();
    assert_eq!((&wrong["passed"], &wrong["key_shown"]), (&serde_json::json!(false), &serde_json::json!(false)));
    assert!(!wrong.to_string().contains("0.43"), "{wrong}");
    assert_eq!(wrong["items"].as_array().unwrap().len(), 7);
    get(Who::Mate, attempt).await.expect(404);
    let passed = sit(&test, Who::Participant, &nino, true).await;
    let right = get(Who::Participant, passed).await.expect(200).json();
    assert_eq!((&right["percent"], &right["key_shown"]), (&serde_json::json!(100), &serde_json::json!(true)));
    assert!(right.to_string().contains("First nobody touches it"), "{right}");
    test.forget_jobs().await;
}
