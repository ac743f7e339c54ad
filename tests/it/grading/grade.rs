//! One answer at a time: blind, by rubric, never overwriting another grader.

use futures_util::future::join_all;
use portolan::features::courses;

use super::{ANSWER, blind_code, count, grade, grades, hand_in, queue};
use crate::support::{ALL, TestApp, Who};

#[actix_web::test]
async fn a_grader_sees_a_code_and_never_a_person() {
    let test = TestApp::start().await;
    let attempt = hand_in(&test, Who::Participant).await;
    let grader = test.as_(Who::Instructor).await;
    let page = grader.get(&format!("/grading/answers/{attempt}")).await.expect(200).says(ANSWER);
    let page = page.says(&blind_code(&test, &attempt).await).says("names hidden").says("Works in the right order");
    let page = page.says("Stop, secure, call, write down.").says("The papers were not compared.");
    assert!(page.html().contains(r#"<div class="answer" lang="" dir="auto">"#), "the answer's language is unknown");
    let pages = [
        page,
        grader.get("/grading").await.expect(200).says("1 answer waits."),
        grader.get(&format!("{}/answers", queue(&test))).await.expect(200).says("1 answer: 1 waiting"),
        grade(&test.as_(Who::Admin).await, &attempt, "0", "1").await.expect(303),
        grade(&grader, &attempt, "0", "2").await.expect(409),
    ];
    let seat = test.cast.seat(Who::Participant).to_string();
    let person = test.cast.person(Who::Participant).to_string();
    for page in pages {
        let html = page.html();
        for secret in [Who::Participant.name(), "Beridze", Who::Participant.email(), &seat, &person] {
            assert!(!html.contains(secret), "{secret} in {page:?}");
        }
        for other in [Who::Admin.name(), Who::Admin.email()] {
            assert!(!html.contains(other), "{other} in {page:?}");
        }
    }
}

#[actix_web::test]
async fn a_grader_compares_with_samples_in_their_own_language() {
    let test = TestApp::start().await;
    let attempt = hand_in(&test, Who::Participant).await;
    let grader = test.as_(Who::Instructor).await;
    let page = grader.get(&format!("/grading/answers/{attempt}?lang=fr")).await.expect(200);
    let page = page.says("Les documents n’ont pas été comparés.").says("Works in the right order");
    let html = page.html();
    assert!(!html.contains("The papers were not compared."), "one language, not two");
    assert!(html.contains(r#"<div class="answer" lang="fr" dir="ltr">J’arrête le camion"#), "marked as what it is");
}

#[actix_web::test]
async fn two_graders_of_one_answer_see_both_gradings_and_both_are_kept() {
    let test = TestApp::start().await;
    let attempt = hand_in(&test, Who::Participant).await;
    let (first, second) = (test.as_(Who::Instructor).await, test.as_(Who::Admin).await);
    let address = format!("/grading/answers/{attempt}");
    assert_eq!(second.get(&address).await.field("version").as_deref(), Some("0"));
    grade(&first, &attempt, "0", "2").await.expect(303);

    let mine = [("version", "0"), ("c.order", "1"), ("feedback", "No source is named.")];
    let page = second.post(&address, &mine).await.expect(409).says("This answer was graded twice");
    let page = page.says("Grader A").says("Name the next step.").says("Keep mine").says("Take the saved one");
    assert!(page.html().contains("No source is named."), "what was typed is kept");
    assert_eq!(page.field("version").as_deref(), Some("1"));
    assert_eq!(page.field("c.order").as_deref(), Some("1"));
    assert_eq!(grades(&test, &attempt).await, ["1|3|3|t|Name the next step."], "nothing is overwritten");

    let mine = [("version", "1"), ("c.order", "1"), ("feedback", "No source is named.")];
    second.post(&address, &mine).await.expect(303);
    let both = ["1|3|3|t|Name the next step.", "2|1|3|f|No source is named."];
    assert_eq!(grades(&test, &attempt).await, both);
    first.get(&address).await.expect(200).says("Graded by Grader B").says("So far: 1 of 3, criteria open: 1");
}

#[actix_web::test]
async fn the_same_grading_sent_twice_is_one_row() {
    let test = TestApp::start().await;
    let attempt = hand_in(&test, Who::Participant).await;
    let grader = test.as_(Who::Instructor).await;
    for version in ["0", "0", "1"] {
        grade(&grader, &attempt, version, "2").await.expect(303);
    }
    assert_eq!(grades(&test, &attempt).await.len(), 1);
    let nothing = [("version", "0"), ("feedback", "  ")];
    let other = hand_in(&test, Who::Mate).await;
    grader.post(&format!("/grading/answers/{other}"), &nothing).await.expect(303);
    assert_eq!(count(&test, "grades").await, "1", "an empty form is not a grading");
}

#[actix_web::test]
async fn of_many_gradings_at_once_one_is_the_first() {
    let test = TestApp::start().await;
    let attempt = hand_in(&test, Who::Participant).await;
    let (one, two) = (test.as_(Who::Instructor).await, test.as_(Who::Admin).await);
    for grader in [&one, &two] {
        grader.get(&format!("/grading/answers/{attempt}")).await.expect(200);
    }
    let turns =
        (0..10).map(|turn| grade(if turn % 2 == 0 { &one } else { &two }, &attempt, "0", ["0", "1", "2"][turn % 3]));
    let codes: Vec<u16> = join_all(turns).await.iter().map(|page| page.code()).collect();
    assert!(codes.iter().all(|code| [303, 409].contains(code)), "{codes:?}");
    assert!(codes.contains(&303) && codes.contains(&409), "{codes:?}");
    assert_eq!(grades(&test, &attempt).await.len(), 1);
}

#[actix_web::test]
async fn marks_that_the_rubric_does_not_know_are_named_and_nothing_typed_is_lost() {
    let test = TestApp::start().await;
    let attempt = hand_in(&test, Who::Participant).await;
    let grader = test.as_(Who::Instructor).await;
    let long = "x".repeat(10_001);
    let cases: [(&[(&str, &str)], &str); 7] = [
        (&[("version", "0"), ("c.order", "7")], "Choose one of the levels of this criterion."),
        (&[("version", "0"), ("c.order", "-1")], "Choose one of the levels of this criterion."),
        (&[("version", "0"), ("c.order", "two")], "Choose one of the levels of this criterion."),
        (&[("version", "0"), ("c.style", "1")], "The rubric has no criterion \"style\"."),
        (&[("c.order", "1")], "A field of the form is missing."),
        (&[("version", "?"), ("c.order", "1")], "A field of the form is missing."),
        (&[("version", "0"), ("feedback", &long)], "10,000 characters at most"),
    ];
    for (fields, message) in cases {
        let mut all = vec![("c.record", "1"), ("feedback", "Typed with care.")];
        if fields.iter().any(|(name, _)| *name == "feedback") {
            all.pop();
        }
        all.extend_from_slice(fields);
        let page = grader.post(&format!("/grading/answers/{attempt}"), &all).await.expect(422).says(message);
        let kept = if message.contains("10,000") { long.as_str() } else { "Typed with care." };
        assert!(page.html().contains(kept), "feedback is kept");
        assert!(
            page.html().contains(r#"name="c.record" value="1" data-points="1" checked"#),
            "marks are kept: {page:?}"
        );
    }
    assert_eq!(count(&test, "grades").await, "0");
    // A version that was never given is a conflict, not a fault.
    grade(&grader, &attempt, "5", "1").await.expect(409);
}

#[actix_web::test]
async fn saving_goes_on_to_the_next_that_waits_until_none_does() {
    let test = TestApp::start().await;
    let mut open = vec![hand_in(&test, Who::Participant).await, hand_in(&test, Who::Mate).await];
    let grader = test.as_(Who::Instructor).await;
    let first = grader.get(&queue(&test)).await.expect(303).redirect().unwrap();
    assert_eq!(grader.get(&queue(&test)).await.redirect().as_ref(), Some(&first), "the order is stable");
    let attempt = first.rsplit('/').next().unwrap().to_owned();
    open.retain(|other| *other != attempt);

    let stay = [("version", "0"), ("c.order", "1"), ("then", "stay")];
    let page = grader.post(&first, &stay).await.expect(303);
    assert_eq!(page.redirect().as_ref(), Some(&first));
    grader.follow(page).await.says("Some criteria have no points yet");
    let next = grade(&grader, &attempt, "1", "1").await.expect(303).redirect().unwrap();
    assert_eq!(next, format!("/grading/answers/{}", open[0]));
    let last = grade(&grader, &open[0], "0", "1").await.expect(303);
    assert_eq!(last.redirect(), Some(format!("{}/answers", queue(&test))));
    grader.get(&queue(&test)).await.expect(200).says("2 answers: 0 waiting, 2 graded by you.");
    grader.get("/grading").await.expect(200).says("No answer waits.");
}

#[actix_web::test]
async fn what_is_not_a_graders_own_does_not_exist() {
    let test = TestApp::start().await;
    let attempt = hand_in(&test, Who::Participant).await;
    let foreign = hand_in(&test, Who::Stranger).await;
    let answer = format!("/grading/answers/{attempt}");
    let fields = [("version", "0"), ("c.order", "1")];
    for who in [Who::OtherInstructor, Who::Participant, Who::Mate, Who::Stranger, Who::Coordinator] {
        let client = test.as_(who).await;
        for path in [answer.clone(), queue(&test), format!("{}/answers", queue(&test))] {
            client.get(&path).await.expect(404);
        }
        client.post(&answer, &fields).await.expect(404);
        client.post(&format!("{}/release", queue(&test)), &[]).await.expect(404);
    }
    let grader = test.as_(Who::Instructor).await;
    grader.get(&format!("/grading/answers/{foreign}")).await.expect(404);
    grader.get(&format!("/grading/{}/{}", test.cast.cohort.id, foreign)).await.expect(404);
    grader.get("/grading/answers/not-an-id").await.expect(404);
    let nobody = test.client();
    assert_eq!(nobody.get(&answer).await.expect(303).redirect().unwrap().split('?').next(), Some("/sign-in"));
    test.as_(Who::OtherInstructor).await.get("/grading").await.expect(200).says("1 answer waits.");
    assert_eq!(count(&test, "grades").await, "0");
}

#[actix_web::test]
async fn nobody_grades_their_own_answer() {
    let test = TestApp::start().await;
    let (cohort, person, now) = (test.cast.cohort.id, test.cast.person(Who::Instructor), test.app.clock.now());
    let seat =
        test.app.db.write(&ALL, async move |tx| courses::enrol(tx, now, cohort, person, None).await).await.unwrap();
    let client = test.as_(Who::Instructor).await;
    let begun = client.post(&format!("/enrolments/{}/modules/harbour/task", seat.id), &[]).await.expect(303);
    let attempt = begun.redirect().unwrap();
    client.post(&format!("{attempt}/answers"), &[("q.gate-case", ANSWER)]).await.expect(303);
    client.post(&format!("{attempt}/submission"), &[]).await.expect(303);
    test.run_jobs().await;
    let id = attempt.rsplit('/').next().unwrap();
    client.get(&format!("/grading/answers/{id}")).await.expect(404);
    grade(&client, id, "0", "2").await.expect(404);
    client.get(&queue(&test)).await.expect(200).says("Your own answer: somebody else grades it");
    grade(&test.as_(Who::Admin).await, id, "0", "2").await.expect(303);
}

#[actix_web::test]
async fn an_answer_of_somebody_who_left_is_not_graded_any_more() {
    let test = TestApp::start().await;
    let attempt = hand_in(&test, Who::Participant).await;
    let (seat, now) = (test.cast.seat(Who::Participant), test.app.clock.now());
    let withdrawn = test.app.db.write(&ALL, async move |tx| courses::withdraw(tx, now, seat, None, "ill").await).await;
    withdrawn.unwrap();
    let grader = test.as_(Who::Instructor).await;
    grader.get(&format!("/grading/answers/{attempt}")).await.expect(404);
    grader.get(&queue(&test)).await.expect(200).says("No answers yet");
}
