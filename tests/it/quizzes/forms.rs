//! The whole sitting without script.

use super::*;

#[actix_web::test]
async fn a_quiz_is_begun_answered_checked_and_handed_in_by_plain_forms() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    nino.get(&quiz_of(&test, Who::Participant)).await.expect(200).says("3 of 3 left");
    let attempt = begin(&test, Who::Participant, &nino).await;
    let sheet = sheet(&test, attempt).await;
    assert_eq!(sheet.len(), 7);

    let first = fields(&sheet[0], &sheet[0].right);
    answer(&nino, attempt, &first).await.expect(303);
    nino.get(&format!("/attempts/{attempt}/check")).await.expect(200).says("1 answered, 6 empty, 0 marked");

    let mut all: Vec<_> = sheet.iter().flat_map(|one| fields(one, &one.right)).collect();
    all.push(("flag.q3".into(), "on".into()));
    answer(&nino, attempt, &all).await.expect(303);
    nino.get(&format!("/attempts/{attempt}/check")).await.expect(200).says("7 answered, 0 empty, 1 marked");

    nino.post(&format!("/attempts/{attempt}/submission"), &[]).await.expect(303);
    let receipt = nino.get(&format!("/attempts/{attempt}/receipt")).await.expect(200).says("7 of 7");
    // A double click, the back button: the same receipt again.
    nino.post(&format!("/attempts/{attempt}/submission"), &[]).await.expect(303);
    assert_eq!(nino.get(&format!("/attempts/{attempt}/receipt")).await.text(), receipt.text());
    assert_eq!(
        nino.get(&format!("/attempts/{attempt}")).await.redirect(),
        Some(format!("/attempts/{attempt}/receipt"))
    );
    assert_eq!(count(&test, "submissions", attempt).await, "1");
    test.run_jobs().await;
    test.forget_jobs().await;
}

#[actix_web::test]
async fn answers_stand_when_the_page_is_opened_again() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    let sheet = sheet(&test, attempt).await;
    let all: Vec<_> = sheet.iter().flat_map(|one| fields(one, &one.right)).collect();
    answer(&nino, attempt, &all).await.expect(303);
    let before = count(&test, "answer_ops", attempt).await;
    // The form carries every answer again; nothing new is written for what did not change.
    answer(&nino, attempt, &all).await.expect(303);
    assert_eq!(count(&test, "answer_ops", attempt).await, before);
    let html = nino.get(&format!("/attempts/{attempt}")).await.html();
    assert!(html.matches(" checked").count() >= 4, "{html}");
    assert!(html.matches(" selected").count() >= 6, "{html}");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_number_is_told_as_it_was_understood_and_what_is_none_is_said_before_the_end() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    let question = sheet(&test, attempt).await.into_iter().find(|one| one.right == ["0.43"]).unwrap().id;
    let (page, check) = (format!("/attempts/{attempt}"), format!("/attempts/{attempt}/check"));
    let field = format!("q.{question}");
    for (typed, lang, said) in [
        ("abt 12", "en", "“abt 12” cannot be read as a number. Write only the number, in digits, for example 12.5."),
        ("12,3.4", "fr", "« 12,3.4 » ne peut pas être lu comme un nombre"),
        ("12,300", "en", "If you mean 12,300, write 12300; if you mean the decimal number, write 12.30."),
    ] {
        nino.post(&format!("{page}/answers"), &[(&field, typed)]).await.expect(303);
        let html = nino.get(&format!("{check}?lang={lang}")).await.expect(200).says(said).html();
        assert!(!html.contains("0.43"), "no key: {html}");
        let form = nino.get(&page).await.expect(200).says(said);
        assert_eq!(form.field(&field).as_deref(), Some(typed), "what was typed stays");
        let input = form.html().split('<').find(|tag| tag.contains(&format!("name=\"{field}\""))).unwrap().to_owned();
        assert!(input.contains("aria-invalid") && input.contains(&format!("{question}-e")), "{input}");
        nino.get(&format!("{page}?lang=en")).await.expect(200);
        assert!(nino.get(&check).await.expect(200).text().contains("Cannot be read"));
    }
    for (typed, lang, said) in [("12300", "en", "Understood: 12,300 m"), ("12300,5 m", "fr", "Compris : 12 300,5 m")] {
        nino.post(&format!("{page}/answers"), &[(&field, typed)]).await.expect(303);
        let words = nino.get(&format!("{check}?lang={lang}")).await.expect(200).says(said);
        assert!(!words.text().contains("Cannot be read"));
        nino.get(&page).await.expect(200).says(said);
    }
    // As it was typed, it is in the ledger.
    let kept = test.sql(&format!("SELECT value FROM answer_ops WHERE question = '{question}' ORDER BY arrival")).await;
    assert_eq!(kept[..2], ["[\"abt 12\"]", "[\"12,3.4\"]"]);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn no_key_and_no_feedback_is_on_the_page_before_the_end() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    for path in [format!("/attempts/{attempt}"), format!("/attempts/{attempt}/check")] {
        let html = nino.get(&path).await.html();
        for told in ["First nobody touches it", "first read, then compare", "First read", "correct", "0.43", "q-single"]
        {
            assert!(!html.contains(told), "{path} tells {told}");
        }
    }
    test.forget_jobs().await;
}

#[actix_web::test]
async fn nobody_else_finds_an_attempt() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    for who in [Who::Mate, Who::Stranger, Who::Instructor, Who::Coordinator, Who::Admin] {
        let other = test.as_(who).await;
        for page in ["", "/check", "/receipt", "/results"] {
            other.get(&format!("/attempts/{attempt}{page}")).await.expect(404);
        }
        other.post(&format!("/attempts/{attempt}/answers"), &[("q.q1", "1")]).await.expect(404);
        other.post(&format!("/attempts/{attempt}/submission"), &[]).await.expect(404);
    }
    assert_eq!(count(&test, "answer_ops", attempt).await, "0");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn two_clicks_begin_one_attempt_and_the_limit_holds() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    nino.get("/modules").await.expect(200);
    let path = quiz_of(&test, Who::Participant);
    let clicks = futures_util::future::join_all((0..8).map(|_| nino.post(&path, &[]))).await;
    let places: std::collections::BTreeSet<_> = clicks.iter().map(|page| page.redirect().unwrap()).collect();
    assert_eq!(places.len(), 1, "{places:?}");
    for _ in 0..3 {
        sit(&test, Who::Participant, &nino, false).await;
    }
    nino.post(&path, &[]).await.expect(409).says("You have used all your attempts");
    assert_eq!(test.sql("SELECT count(*) FROM attempts").await, ["3"]);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn what_was_typed_survives_an_ended_session() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    nino.get(&format!("/attempts/{attempt}")).await.expect(200);
    test.sql("UPDATE sessions SET ended_at = now()").await;
    let kept = nino.post(&format!("/attempts/{attempt}/answers"), &[("q.q1", "1")]).await.expect(401);
    assert_eq!(kept.field("q.q1").as_deref(), Some("1"), "the page carries the answer: {}", kept.html());

    // Signed in again in another tab: the page's old token does not fit, so it asks once more and carries on.
    let again = test.as_(Who::Participant).await;
    let path = format!("/attempts/{attempt}/answers");
    let stale = again.post_plain(&path, &[("csrf", "old"), ("q.q1", "1")]).await.expect(403);
    assert_eq!(stale.field("q.q1").as_deref(), Some("1"));
    let token = stale.csrf().unwrap();
    again.post_plain(&path, &[("csrf", &token), ("q.q1", "1")]).await.expect(303);
    assert_eq!(count(&test, "answer_ops", attempt).await, "1");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn an_old_page_does_not_overwrite_a_newer_answer() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    let seen = nino.get(&format!("/attempts/{attempt}")).await.field("seen").unwrap();
    assert_eq!(statuses(&send(&nino, &[op(attempt, 1, "q1", "2", "")]).await), ["stored"]);
    // The tab that was opened before says nothing about q1; it must not wipe it out.
    let path = format!("/attempts/{attempt}/answers");
    nino.post(&path, &[("seen", &seen), ("q.q2", "1")]).await.expect(303);
    let standing = test.sql("SELECT question, value FROM answer_ops ORDER BY arrival").await;
    assert_eq!(standing, ["q1|[\"2\"]", "q2|[\"1\"]"]);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_written_task_is_saved_as_a_draft_and_sent_once() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let start = format!("/enrolments/{}/modules/harbour/task", test.cast.seat(Who::Participant));
    nino.get(&start).await.expect(200).says("You write one answer in your own words");
    let begun = nino.post(&start, &[]).await.expect(303).redirect().unwrap();
    let text = "First I stop.\r\nThen I call.";
    nino.post(&format!("{begun}/answers"), &[("q.gate-case", text)]).await.expect(303);
    nino.get(&format!("{begun}/check")).await.expect(200).says("Your answer has 6 words.");
    let html = nino.get(&begun).await.expect(200).html();
    assert!(html.contains("First I stop.\nThen I call."), "{html}");
    nino.post(&format!("{begun}/submission"), &[]).await.expect(303);
    nino.get(&format!("{begun}/receipt")).await.expect(200).says("An instructor reads your answer");
    assert!(nino.post(&start, &[]).await.expect(409).text().contains("all your attempts"));
    test.run_jobs().await;
}

#[actix_web::test]
async fn an_empty_task_is_not_handed_in_by_a_slip() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let task = quiz_of(&test, Who::Participant).replace("/quiz", "/task");
    let attempt = nino.post(&task, &[]).await.expect(303).redirect().unwrap();
    let page = nino.get(&format!("{attempt}/check")).await.expect(200).says("You have not written anything yet");
    assert!(!page.html().contains("/submission"), "nothing is there to send");
    nino.post(&format!("{attempt}/submission"), &[]).await.expect(409).says("You have not written anything yet");
    // Marks without a word are no answer either, by whatever way they came.
    let id: Uuid = attempt.rsplit('/').next().unwrap().parse().unwrap();
    let question = test.sql("SELECT content->'task'->>'id' FROM module_versions").await.concat();
    let dots = op(id, 1, &question, "...---\u{200b}", "");
    assert_eq!(statuses(&send(&nino, &[dots]).await), ["stored"]);
    nino.post(&format!("{attempt}/submission"), &[]).await.expect(409);
    assert_eq!(test.sql("SELECT count(*) FROM submissions").await, ["0"]);
    test.forget_jobs().await;
}
