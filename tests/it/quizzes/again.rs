//! One attempt more, given by a coordinator.

use super::*;

/// The page of somebody's attempts, for their coordinator.
fn attempts_of(test: &TestApp, who: Who) -> String {
    format!("/cohorts/{}/people/{}/attempts", test.cast.cohort.id, test.cast.seat(who))
}

#[actix_web::test]
async fn whoever_has_no_attempt_left_can_be_given_one() {
    let test = TestApp::start().await;
    let (nino, coordinator) = (test.as_(Who::Participant).await, test.as_(Who::Coordinator).await);
    let (page, quiz) = (attempts_of(&test, Who::Participant), quiz_of(&test, Who::Participant));
    let what = format!("quiz:{}", test.cast.module);
    let form = [("what", what.as_str()), ("reason", "The line was down.")];
    sit(&test, Who::Participant, &nino, false).await;
    coordinator.post(&page, &form).await.expect(422).says("Nothing to give");
    for _ in 0..2 {
        sit(&test, Who::Participant, &nino, false).await;
    }
    nino.post(&quiz, &[]).await.expect(409).says("who can give you one more");
    nino.get(&quiz).await.expect(200).says("who can give you one more");

    let nothing = [("what", ""), ("reason", "The line was down.")];
    let told = coordinator.post(&page, &nothing).await.expect(422).says("Choose for what.");
    assert_eq!(told.field("reason").as_deref(), Some("The line was down."), "what was typed is kept");
    coordinator.post(&page, &[("what", &what), ("reason", " ")]).await.expect(422).says("Type the reason.");
    test.as_(Who::OtherCoordinator).await.post(&page, &form).await.expect(404);
    test.as_(Who::Instructor).await.post(&page, &form).await.expect(404);
    for _ in 0..2 {
        coordinator.post(&page, &form).await.expect(303);
    }
    assert_eq!(test.sql("SELECT number, reason FROM extra_attempts").await, ["4|The line was down."]);
    let mails = test.mails_to(Who::Participant.email()).await;
    let told: Vec<_> = mails.iter().filter(|mail| mail.template == "attempt-given").collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].text_body.contains(&quiz) && !told[0].text_body.contains("The line"), "{}", told[0].text_body);
    coordinator.get(&page).await.says("3 of 4 attempts used").says("The line was down.");

    sit(&test, Who::Participant, &nino, true).await;
    nino.post(&quiz, &[]).await.expect(409);
    nino.get(&format!("/enrolments/{}/modules/harbour", test.cast.seat(Who::Participant))).await.says("Done");
    coordinator.get(&page).await.says("Nothing to give");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_task_that_was_not_passed_goes_on_with_its_text_and_the_better_answer_counts() {
    let test = TestApp::start().await;
    let (nino, coordinator) = (test.as_(Who::Participant).await, test.as_(Who::Coordinator).await);
    let module = format!("/enrolments/{}/modules/harbour", test.cast.seat(Who::Participant));
    let (page, task) = (attempts_of(&test, Who::Participant), format!("{module}/task"));
    let what = format!("task:{}", test.cast.module);
    let form = [("what", what.as_str()), ("reason", "A second look.")];
    let first = send_task(&test, &nino, &task, Some("I look at the truck and call for help, and wait.")).await;
    release(&test, &first, "0").await;
    coordinator.post(&page, &form).await.expect(422).says("Nothing to give");
    test.later(chrono::Duration::minutes(11));
    test.run_jobs().await;
    nino.get(&task).await.expect(303);
    coordinator.post(&page, &form).await.expect(303);

    nino.get(&format!("{task}/result")).await.expect(200).says("send this task once more");
    nino.get(&task).await.expect(200).says("send this task once more");
    let begun = nino.post(&task, &[]).await.expect(303).redirect().unwrap();
    nino.get(&begun).await.expect(200).says("I look at the truck and call for help, and wait.");
    nino.get(&format!("{task}/result")).await.expect(200).says("Name the next step.");
    let second = send_task(&test, &nino, &task, Some("I stop the truck and write the number down.")).await;
    assert_ne!(first, second);
    nino.get(&module).await.says("Sent, waiting for your points");
    release(&test, &second, "2").await;
    nino.get(&format!("{task}/result")).await.says("Passed");
    assert_eq!(test.sql("SELECT number FROM attempts WHERE purpose = 'task' ORDER BY number").await, ["1", "2"]);
    test.forget_jobs().await;
}

async fn send_task(test: &TestApp, client: &Client<'_>, task: &str, text: Option<&str>) -> String {
    let begun = client.post(task, &[]).await.expect(303).redirect().unwrap();
    let attempt = begun.rsplit('/').next().unwrap().to_owned();
    if let Some(text) = text {
        client.post(&format!("/attempts/{attempt}/answers"), &[("q.gate-case", text)]).await.expect(303);
    }
    client.post(&format!("/attempts/{attempt}/submission"), &[]).await.expect(303);
    test.run_jobs().await;
    attempt
}

/// Grades an answer and releases the cohort's task.
async fn release(test: &TestApp, attempt: &str, order: &str) {
    let grader = test.as_(Who::Instructor).await;
    let fields = [("version", "0"), ("c.order", order), ("c.record", "1"), ("feedback", "Name the next step.")];
    grader.post(&format!("/grading/answers/{attempt}"), &fields).await.expect(303);
    let queue = format!("/grading/{}/{}", test.cast.cohort.id, test.cast.module);
    grader.post(&format!("{queue}/release"), &[]).await.expect(303);
}
