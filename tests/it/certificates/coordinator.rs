//! The certificates of a cohort, as its coordinator sees them.

use super::{at_cohort, issued};
use crate::support::{TestApp, Who};

#[actix_web::test]
async fn failed_mail_is_seen_and_sent_again() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    test.sql("UPDATE mails SET failed_at = now(), last_error = '550 no such user'").await;
    let list = format!("/cohorts/{}/certificates", test.cast.cohort.id);
    let coordinator = test.as_(Who::Coordinator).await;
    let page = coordinator.get(&list).await.expect(200).says("Could not be delivered").says("550 no such user");
    page.says(&held.certificate.number).says("ნინო ბერიძე");
    let one = at_cohort(&test, held.certificate.id);
    coordinator.get(&one).await.expect(200).says("550 no such user");
    coordinator.post(&format!("{one}/mail"), &[]).await.expect(303);
    coordinator.get(&list).await.expect(200).says("Waiting to be sent");
    assert_eq!(test.mails_to(Who::Participant.email()).await.len(), 2);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn other_coordinators_and_other_people_find_nothing() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    let one = at_cohort(&test, held.certificate.id);
    let list = format!("/cohorts/{}/certificates", test.cast.cohort.id);
    let elsewhere = format!("/cohorts/{}/certificates/{}", test.cast.other_cohort.id, held.certificate.id);
    for who in [Who::OtherCoordinator, Who::Instructor, Who::Participant, Who::Stranger] {
        let client = test.as_(who).await;
        for path in [&list, &one, &elsewhere] {
            client.get(path).await.expect(404);
        }
        let reason = [("reason", "other"), ("email", "new@example.org"), ("request", "x")];
        for act in ["mail", "revocation", "address"] {
            client.post(&format!("{one}/{act}"), &reason).await.expect(404);
            client.post(&format!("{elsewhere}/{act}"), &reason).await.expect(404);
        }
    }
    assert_eq!(test.sql("SELECT count(*) FROM revocations").await, ["0"]);
    test.as_(Who::Admin).await.get(&one).await.expect(200);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_withdrawal_needs_a_reason_and_happens_once() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    let path = format!("{}/revocation", at_cohort(&test, held.certificate.id));
    let coordinator = test.as_(Who::Coordinator).await;
    coordinator.post(&path, &[("note", "kept")]).await.expect(422).says("Choose a reason.");
    let long = "x".repeat(1_001);
    coordinator.post(&path, &[("reason", "other"), ("note", &long)]).await.expect(422).says("too long");
    coordinator.post(&path, &[("reason", "misconduct")]).await.expect(303);
    coordinator.post(&path, &[("reason", "misconduct")]).await.expect(409).says("withdrawn already");
    assert_eq!(test.sql("SELECT act FROM audit_log WHERE act = 'certificate.revoked'").await.len(), 1);
    test.forget_jobs().await;
}
