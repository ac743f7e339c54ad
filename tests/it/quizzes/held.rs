//! Saves that could not simply stand, and the coordinator who decides about them.

use chrono::Duration;

use super::*;

/// The address of the cohort's list.
fn list(test: &TestApp) -> String {
    format!("/cohorts/{}/held", test.cast.cohort.id)
}

/// The address of the only held save.
async fn only(test: &TestApp) -> String {
    let ids = test.sql("SELECT id FROM held_ops").await;
    assert_eq!(ids.len(), 1, "{ids:?}");
    format!("{}/{}", list(test), ids[0])
}

/// Hands in a quiz whose first question is answered wrong, with the right answer arriving afterwards.
async fn too_late_by_a_moment(test: &TestApp, nino: &Client<'_>) -> Uuid {
    let attempt = begin(test, Who::Participant, nino).await;
    let sheet = sheet(test, attempt).await;
    let choice = sheet.iter().find(|one| !one.placed && one.right.len() == 1).unwrap();
    let wrong = op(attempt, 1, &choice.id, &choice.wrong[0], "");
    let right = op(attempt, 2, &choice.id, &choice.right[0], &wrong.sha256);
    assert_eq!(statuses(&send(nino, &[wrong]).await), ["stored"]);
    nino.post(&format!("/attempts/{attempt}/submission"), &[]).await.expect(303);
    assert_eq!(statuses(&send(nino, &[right]).await), ["held"]);
    test.run_jobs().await;
    attempt
}

async fn points(test: &TestApp) -> String {
    test.sql("SELECT points_milli FROM results").await.concat()
}

#[actix_web::test]
async fn a_coordinator_counts_an_answer_that_came_after_handing_in() {
    let test = TestApp::start().await;
    let (nino, tomas) = (test.as_(Who::Participant).await, test.as_(Who::Coordinator).await);
    let attempt = too_late_by_a_moment(&test, &nino).await;
    assert_eq!(points(&test).await, "0");
    nino.get(&format!("/attempts/{attempt}/receipt")).await.says("1 saved answer arrived late or twice");

    let cohort = format!("/cohorts/{}", test.cast.cohort.id);
    let page = tomas.get(&cohort).await.expect(200).says("1 answer came late");
    assert!(page.html().contains(&format!("href=\"{}\"", list(&test))));
    tomas.get(&list(&test)).await.expect(200).says(Who::Participant.name()).says("Waits for you");
    let case = only(&test).await;
    tomas.get(&case).await.expect(200).says("The answer that counts now").says("after the answers were handed in");

    let again = tomas.post(&case, &[("reason", "The line was down")]).await.expect(422).says("Choose one of the two.");
    assert_eq!(again.field("reason").as_deref(), Some("The line was down"), "what was typed stays");
    tomas.post(&case, &[("verdict", "counted"), ("reason", " ")]).await.expect(422).says("Type the reason.");
    assert_eq!(points(&test).await, "0");
    tomas.post(&case, &[("verdict", "counted"), ("reason", "The line was down")]).await.expect(303);
    // A double click is one decision, and no error.
    tomas.post(&case, &[("verdict", "counted"), ("reason", "The line was down")]).await.expect(303);
    assert_eq!(test.sql("SELECT count(*) FROM answer_ops WHERE device = 'decision'").await, ["1"]);
    test.run_jobs().await;
    assert_eq!(points(&test).await, "1000", "the quiz was marked again");
    assert_eq!(test.sql("SELECT result_before->>'points_milli', verdict FROM held_decisions").await, ["0|counted"]);
    assert_eq!(test.sql("SELECT DISTINCT act FROM audit_log WHERE act LIKE 'held-%'").await, ["held-answer.decided"]);

    tomas.get(&list(&test)).await.expect(200).says("It counts");
    tomas.get(&case).await.expect(200).says("The line was down");
    assert!(!tomas.get(&cohort).await.text().contains("came late"));
    assert!(!nino.get(&format!("/attempts/{attempt}/receipt")).await.text().contains("arrived late or twice"));
    let second = tomas.post(&case, &[("verdict", "set-aside"), ("reason", "No")]).await.expect(409);
    second.says("Somebody has decided about this answer already");
    assert_eq!(points(&test).await, "1000");
}

#[actix_web::test]
async fn what_came_after_the_time_is_decided_too_and_setting_aside_changes_nothing() {
    let test = TestApp::start().await;
    let (nino, tomas) = (test.as_(Who::Participant).await, test.as_(Who::Coordinator).await);
    let attempt = begin(&test, Who::Participant, &nino).await;
    let first = op(attempt, 1, "q1", "1", "");
    let same = op(attempt, 2, "q2", "", &first.sha256);
    send(&nino, std::slice::from_ref(&first)).await.expect(200);
    test.later(Duration::minutes(33));
    let late = op(attempt, 3, "q1", "2", &same.sha256);
    assert_eq!(statuses(&send(&nino, &[same, late]).await), ["stored", "stored"]);
    test.run_jobs().await;
    assert_eq!(test.sql("SELECT reason, body->'value'->>0 FROM held_ops").await, ["late|2"]);
    let before = test.sql("SELECT points_milli, marks FROM results").await;
    let case = only(&test).await;
    tomas.get(&case).await.expect(200).says("after the time was over");
    tomas.post(&case, &[("verdict", "set-aside"), ("reason", "Two minutes are two minutes")]).await.expect(303);
    assert_eq!(test.sql("SELECT points_milli, marks FROM results").await, before);
    assert_eq!(test.sql("SELECT count(*) FROM answer_ops WHERE device = 'decision'").await, ["0"]);
    tomas.get(&list(&test)).await.expect(200).says("Set aside");
}

#[actix_web::test]
async fn a_save_that_answers_nothing_can_only_be_set_aside() {
    let test = TestApp::start().await;
    let (nino, tomas) = (test.as_(Who::Participant).await, test.as_(Who::Coordinator).await);
    let attempt = begin(&test, Who::Participant, &nino).await;
    let mut strange = Op { kind: "grade".into(), ..op(attempt, 1, "q1", "1", "") };
    strange.sha256 = strange.hash();
    assert_eq!(statuses(&send(&nino, &[strange]).await), ["held"]);
    let case = only(&test).await;
    let page = tomas.get(&case).await.expect(200).says("answers no question");
    assert!(!page.html().contains("value=\"counted\""));
    tomas.post(&case, &[("verdict", "counted"), ("reason", "x")]).await.expect(409);
    tomas.post(&case, &[("verdict", "set-aside"), ("reason", "x")]).await.expect(303);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn an_answer_counts_before_the_end_as_well() {
    let test = TestApp::start().await;
    let (nino, tomas) = (test.as_(Who::Participant).await, test.as_(Who::Coordinator).await);
    let attempt = begin(&test, Who::Participant, &nino).await;
    let good = op(attempt, 1, "q1", "1", "");
    let mut forked = op(attempt, 1, "q1", "2", "");
    forked.sha256 = forked.hash();
    assert_eq!(statuses(&send(&nino, &[good, forked]).await), ["stored", "held"]);
    let case = only(&test).await;
    tomas.post(&case, &[("verdict", "counted"), ("reason", "Two phones, one number")]).await.expect(303);
    assert_eq!(test.sql("SELECT value->>0 FROM answer_ops ORDER BY arrival DESC LIMIT 1").await, ["2"]);
    let html = nino.get(&format!("/attempts/{attempt}")).await.expect(200).html();
    assert!(html.contains("value=\"2\" checked") || html.contains("value=\"2\""), "{html}");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn the_text_of_a_graded_task_stays() {
    let test = TestApp::start().await;
    let (nino, tomas) = (test.as_(Who::Participant).await, test.as_(Who::Coordinator).await);
    let task = quiz_of(&test, Who::Participant).replace("/quiz", "/task");
    let begun = nino.post(&task, &[]).await.expect(303);
    let attempt: Uuid = begun.redirect().unwrap().rsplit('/').next().unwrap().parse().unwrap();
    let question = test.sql("SELECT content->'task'->>'id' FROM module_versions").await.concat();
    let first = op(attempt, 1, &question, "I held the container and told customs.", "");
    send(&nino, std::slice::from_ref(&first)).await.expect(200);
    nino.post(&format!("/attempts/{attempt}/submission"), &[]).await.expect(303);
    let more = op(attempt, 2, &question, "I held it, told customs and wrote it down.", &first.sha256);
    assert_eq!(statuses(&send(&nino, &[more]).await), ["held"]);
    let case = only(&test).await;
    tomas.get(&case).await.expect(200).says("I held it, told customs and wrote it down.").says("Count this answer");

    let grader = test.cast.person(Who::Instructor);
    test.sql(&format!(
        "INSERT INTO grades (id, attempt_id, version, grader_id, marks, total, maximum, complete, feedback, created_at)
         VALUES (gen_random_uuid(), '{attempt}', 1, '{grader}', '{{}}', 1, 2, true, '', now())"
    ))
    .await;
    tomas.get(&case).await.expect(200).says("An instructor has graded this task");
    tomas.post(&case, &[("verdict", "counted"), ("reason", "x")]).await.expect(409);
    tomas.post(&case, &[("verdict", "set-aside"), ("reason", "x")]).await.expect(303);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn what_is_held_elsewhere_does_not_exist_here() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    too_late_by_a_moment(&test, &nino).await;
    let case = only(&test).await;
    let other = case.replace(&test.cast.cohort.id.to_string(), &test.cast.other_cohort.id.to_string());
    let decision = [("verdict", "counted"), ("reason", "x")];
    for (who, page) in [
        (Who::OtherCoordinator, &case),
        (Who::OtherCoordinator, &other),
        (Who::Instructor, &case),
        (Who::Participant, &case),
    ] {
        let client = test.as_(who).await;
        client.get(page).await.expect(404);
        client.post(page, &decision).await.expect(404);
    }
    assert_eq!(test.sql("SELECT count(*) FROM held_decisions").await, ["0"]);
}

#[actix_web::test]
async fn saves_of_one_question_are_one_row_and_one_decision() {
    let test = TestApp::start().await;
    let (nino, tomas) = (test.as_(Who::Participant).await, test.as_(Who::Coordinator).await);
    let attempt = begin(&test, Who::Participant, &nino).await;
    nino.post(&format!("/attempts/{attempt}/submission"), &[]).await.expect(303);
    // An open form goes on saving after the end: five times one question, once another.
    let mut previous = String::new();
    for (seq, (question, value)) in
        [("q1", "a"), ("q1", "b"), ("q2", "x"), ("q1", "c"), ("q1", "d"), ("q1", "e")].into_iter().enumerate()
    {
        test.later(Duration::seconds(3));
        let op = op(attempt, i32::try_from(seq).unwrap() + 1, question, value, &previous);
        previous.clone_from(&op.sha256);
        assert_eq!(statuses(&send(&nino, &[op]).await), ["held"]);
    }
    let page = tomas.get(&list(&test)).await.expect(200).says("5 saves");
    assert_eq!(page.html().matches("Waits for you").count(), 2);
    let newest = test.sql("SELECT id FROM held_ops WHERE body->'value'->>0 = 'e'").await.concat();
    let case = format!("{}/{newest}", list(&test));
    let page = tomas.get(&case).await.expect(200).says("4 more saves of this question wait");
    let seen = page.field("seen").unwrap();
    // One more comes while the coordinator reads: nobody has seen it, so it goes on waiting.
    test.later(Duration::seconds(3));
    assert_eq!(statuses(&send(&nino, &[op(attempt, 7, "q1", "f", &previous)]).await), ["held"]);
    let says = [("verdict", "counted"), ("reason", "The line was down"), ("seen", seen.as_str())];
    tomas.post(&case, &says).await.expect(303);
    let decided = "SELECT body->'value'->>0, verdict FROM held_ops LEFT JOIN held_decisions ON held_id = id ORDER BY 1";
    assert_eq!(
        test.sql(decided).await,
        ["a|set-aside", "b|set-aside", "c|set-aside", "d|set-aside", "e|counted", "f|NULL", "x|NULL"]
    );
    let page = tomas.get(&list(&test)).await.expect(200).says("It counts");
    assert_eq!(page.html().matches("Waits for you").count(), 2);
    assert_eq!(page.html().matches("It counts").count(), 1);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_long_list_has_pages() {
    let test = TestApp::start().await;
    let (nino, tomas) = (test.as_(Who::Participant).await, test.as_(Who::Coordinator).await);
    let attempt = begin(&test, Who::Participant, &nino).await;
    test.sql(&format!(
        "INSERT INTO held_ops (id, op_id, attempt_id, sha256, body, reason, received_at)
         SELECT gen_random_uuid(), gen_random_uuid(), '{attempt}', n::text, json_build_object('question', 'x' || n), 'hash',
                now() + n * interval '1 second' FROM generate_series(1, 101) n"
    ))
    .await;
    for (page, rows) in [("", 50), ("?page=2", 50), ("?page=3", 1), ("?page=4", 0), ("?page=-7", 50)] {
        let list = tomas.get(&format!("{}{page}", list(&test))).await.expect(200);
        assert_eq!(list.html().matches("Waits for you").count(), rows, "{page}");
    }
    test.forget_jobs().await;
}
