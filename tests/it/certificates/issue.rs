//! One certificate for one enrolment, and what happens when it cannot be made.

use chrono::Duration;
use futures_util::future::join_all;
use portolan::features::certificates::{self, issue_if_due};
use portolan::platform::facts::{self, Fact};

use super::issued;
use crate::support::{ALL, TestApp, Who};

#[actix_web::test]
async fn fifty_at_once_make_one_certificate_one_file_and_one_mail() {
    let test = TestApp::start().await;
    let seat = test.cast.seat(Who::Participant);
    for outcome in join_all((0..50).map(|_| issue_if_due(&test.app, seat))).await {
        outcome.unwrap();
    }
    assert_eq!(test.sql("SELECT count(*) FROM certificates").await, ["1"]);
    assert_eq!(test.sql("SELECT count(*) FROM certificate_files").await, ["1"]);
    assert_eq!(test.sql("SELECT count(*) FROM audit_log WHERE act = 'certificate.issued'").await, ["1"]);
    let mails = test.mails_to(Who::Participant.email()).await;
    assert_eq!(mails.len(), 1);
    assert_eq!((mails[0].template.as_str(), mails[0].subject.as_str()), ("certificate", "Your certificate"));
    assert!(mails[0].text_body.contains("Harbour, basics"), "{}", mails[0].text_body);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_completed_course_is_certified_as_it_was_taken() {
    let test = TestApp::start().await;
    let (now, seat) = (test.app.clock.now(), test.cast.seat(Who::Participant));
    let fact = Fact::EnrolmentCompleted { enrolment: seat };
    test.app.db.write(&ALL, async move |tx| facts::record(tx, now, &fact).await).await.unwrap();
    test.run_jobs().await;
    let held = issued(&test, Who::Participant).await;
    let facts = held.certificate.facts().unwrap();
    assert_eq!((facts.name.as_str(), facts.name_latin.as_deref()), ("ნინო ბერიძე", Some("Nino Beridze")));
    assert_eq!((facts.course.as_str(), facts.code.as_str(), facts.hours), ("Harbour, basics", "NORTH-1", 16));
    assert_eq!((facts.started, facts.ended), (test.cast.cohort.starts_on, test.cast.cohort.ends_on));
    assert_eq!((facts.issued, facts.issuer.as_str()), (now.date_naive(), "Portolan Training Service"));
    assert_eq!(facts.field, "Port security");
    assert!(held.pdf_bytes < 150 * 1024, "{} bytes", held.pdf_bytes);
    assert_eq!(test.sql("SELECT count(*) FROM certificates").await, ["1"]);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_withdrawn_enrolment_gets_none() {
    let test = TestApp::start().await;
    let (now, seat) = (test.app.clock.now(), test.cast.seat(Who::Mate));
    let by = test.cast.person(Who::Coordinator);
    let work = async move |tx: &mut _| portolan::features::courses::withdraw(tx, now, seat, Some(by), "left").await;
    test.app.db.write(&ALL, work).await.unwrap();
    issue_if_due(&test.app, seat).await.unwrap();
    assert_eq!(test.sql("SELECT count(*) FROM certificates").await, ["0"]);
}

#[actix_web::test]
async fn a_letter_without_a_glyph_is_told_and_a_corrected_name_is_certified() {
    let test = TestApp::start().await;
    let (seat, person) = (test.cast.seat(Who::Participant), test.cast.person(Who::Participant));
    test.sql(&format!("UPDATE persons SET full_name = '李明' WHERE id = '{person}'")).await;
    for _ in 0..2 {
        issue_if_due(&test.app, seat).await.unwrap();
    }
    assert_eq!(test.sql("SELECT count(*) FROM certificates").await, ["0"]);
    assert_eq!(test.sql("SELECT count(*) FROM certificate_obstacles").await, ["1"]);
    let list = format!("/cohorts/{}/certificates", test.cast.cohort.id);
    let coordinator = test.as_(Who::Coordinator).await;
    coordinator.get(&list).await.expect(200).says("No certificate font has the letter 李.").says("correct the name");
    let cohort = format!("/cohorts/{}", test.cast.cohort.id);
    coordinator.get(&cohort).await.expect(200).says("See why");
    let participant = test.as_(Who::Participant).await;
    participant.get("/certificates").await.expect(200).says("One certificate is due");

    let profile = [("full_name", "Li Ming"), ("latin_name", "Li Ming"), ("lang", "en"), ("time_zone", "UTC")];
    participant.post("/profile", &profile).await.expect(303);
    test.run_jobs().await;
    assert_eq!(test.sql("SELECT count(*) FROM certificate_obstacles").await, ["0"]);
    participant.get("/certificates").await.expect(200).says("Harbour, basics").says("Valid");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn nobody_is_certified_under_a_name_that_was_not_confirmed() {
    let test = TestApp::start().await;
    issue_if_due(&test.app, test.cast.seat(Who::Unwelcomed)).await.unwrap();
    let list = format!("/cohorts/{}/certificates", test.cast.cohort.id);
    let coordinator = test.as_(Who::Coordinator).await;
    coordinator.get(&list).await.expect(200).says("The person has not confirmed the name yet.");
    let again = format!("/cohorts/{}/obstacles/{}/retry", test.cast.cohort.id, test.cast.seat(Who::Unwelcomed));
    test.as_(Who::OtherCoordinator).await.post(&again, &[]).await.expect(404);
    coordinator.post(&again, &[]).await.expect(303);
    test.run_jobs().await;
    assert_eq!(test.sql("SELECT count(*) FROM certificates").await, ["0"]);
}

#[actix_web::test]
async fn a_changed_name_leaves_issued_certificates_as_they_are() {
    let test = TestApp::start().await;
    let before = issued(&test, Who::Participant).await;
    let participant = test.as_(Who::Participant).await;
    let profile = [("full_name", "Nino B."), ("latin_name", "Nino B."), ("lang", "fr"), ("time_zone", "UTC")];
    participant.post("/profile", &profile).await.expect(303);
    test.run_jobs().await;
    let after = issued(&test, Who::Participant).await;
    assert_eq!(after.certificate.facts().unwrap(), before.certificate.facts().unwrap());
    assert!(after.revocation.is_none());
    let number = after.certificate.facts().unwrap().number;
    let mut conn = test.app.db.read(&ALL).await.unwrap();
    assert!(certificates::by_number(&mut conn, &number).await.unwrap().is_some());
    drop(conn);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn none_speaks_of_days_to_come() {
    let test = TestApp::start().await;
    let (seat, cohort) = (test.cast.seat(Who::Participant), test.cast.cohort.id);
    test.sql(&format!("UPDATE cohorts SET ends_on = ends_on + 10 WHERE id = '{cohort}'")).await;
    issue_if_due(&test.app, seat).await.unwrap();
    assert_eq!(test.sql("SELECT count(*) FROM certificates").await, ["0"]);
    let ended: String = test.sql(&format!("SELECT ends_on FROM cohorts WHERE id = '{cohort}'")).await.concat();
    let coordinator = test.as_(Who::Coordinator).await;
    coordinator.get(&format!("/cohorts/{cohort}/certificates")).await.says("Certificates are issued from");
    let (now, nino) = (test.app.clock.now(), test.as_(Who::Participant).await);
    test.sql(&format!("INSERT INTO completions VALUES ('{seat}', '{}')", now.to_rfc3339())).await;
    let completion = format!("/enrolments/{seat}/completion");
    nino.get(&completion).await.says("Your certificate comes by e-mail on").says("the last day of your course");

    test.later(Duration::days(9) - Duration::hours(1));
    test.run_jobs().await;
    assert_eq!(test.sql("SELECT count(*) FROM certificates").await, ["0"], "the course has not come to its last day");
    test.later(Duration::days(1) + Duration::hours(1));
    test.run_jobs().await;
    let facts = issued(&test, Who::Participant).await.certificate.facts().unwrap();
    assert_eq!((facts.ended.to_string(), facts.issued >= facts.ended), (ended, true));
    let page = nino.get(&completion).await;
    assert!(!page.text().contains("comes by e-mail on"), "{}", page.text());
    test.forget_jobs().await;
}

#[actix_web::test]
async fn what_stands_in_the_way_is_known_before_the_last_day() {
    let test = TestApp::start().await;
    let (seat, person) = (test.cast.seat(Who::Participant), test.cast.person(Who::Participant));
    test.sql("UPDATE cohorts SET ends_on = ends_on + 10").await;
    test.sql(&format!("UPDATE persons SET full_name = '李明' WHERE id = '{person}'")).await;
    issue_if_due(&test.app, seat).await.unwrap();
    assert_eq!(test.sql("SELECT count(*) FROM certificate_obstacles").await, ["1"]);
    test.sql(&format!("UPDATE persons SET full_name = 'Li Ming' WHERE id = '{person}'")).await;
    issue_if_due(&test.app, seat).await.unwrap();
    assert_eq!(test.sql("SELECT count(*) FROM certificate_obstacles").await, ["0"]);
    assert_eq!(test.sql("SELECT count(*) FROM certificates").await, ["0"]);
    test.later(Duration::days(11));
    test.run_jobs().await;
    assert_eq!(issued(&test, Who::Participant).await.certificate.facts().unwrap().name, "Li Ming");
    test.forget_jobs().await;
}
