//! The certificates of a cohort, as its coordinator sees them.

use portolan::features::certificates;

use super::{at_cohort, issued};
use crate::support::{ALL, TestApp, Who};

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
    // A double click asks for what is done; another reason is another withdrawal.
    let again = coordinator.post(&path, &[("reason", "misconduct")]).await.expect(303);
    assert_eq!(again.redirect(), Some(at_cohort(&test, held.certificate.id)));
    for other in [&[("reason", "other")][..], &[("reason", "misconduct"), ("replace", "yes")]] {
        coordinator.post(&path, other).await.expect(409).says("withdrawn already");
    }
    assert_eq!(test.sql("SELECT act FROM audit_log WHERE act = 'certificate.revoked'").await.len(), 1);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_wrong_name_is_withdrawn_and_followed_by_one_new_certificate() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    let (person, seat) = (test.cast.person(Who::Participant), test.cast.seat(Who::Participant));
    test.sql(&format!("UPDATE persons SET full_name = 'ნინო ბერიძე-მაისურაძე' WHERE id = '{person}'")).await;
    let coordinator = test.as_(Who::Coordinator).await;
    let one = at_cohort(&test, held.certificate.id);
    coordinator.post(&format!("{one}/replacement"), &[]).await.expect(409).says("Withdraw it before");
    coordinator
        .get(&one)
        .await
        .expect(200)
        .says("with the name as it stands in the profile")
        .says("ნინო ბერიძე-მაისურაძე");
    let acts = [("reason", "name-corrected"), ("replace", "yes")];
    coordinator.post(&format!("{one}/revocation"), &acts).await.expect(303);
    coordinator.get(&one).await.expect(200).says("A new certificate is being made.");
    // A second click asks for nothing more; the work itself may be done twice at once.
    coordinator.post(&format!("{one}/replacement"), &[]).await.expect(303);
    test.run_jobs().await;
    let (app, again) = (&test.app, seat);
    let both = tokio::join!(certificates::issue_if_due(app, again), certificates::issue_if_due(app, again));
    both.0.unwrap();
    both.1.unwrap();
    let mut conn = test.app.db.read(&ALL).await.unwrap();
    let all = certificates::of_person(&mut conn, person).await.unwrap();
    drop(conn);
    let [new, old] = all.as_slice() else { panic!("{} certificates", all.len()) };
    assert_eq!(old.certificate.id, held.certificate.id);
    assert!(old.revocation.is_some() && new.revocation.is_none());
    assert_eq!(new.certificate.facts().unwrap().name, "ნინო ბერიძე-მაისურაძე");
    assert_ne!(new.certificate.number, old.certificate.number);
    coordinator.get(&one).await.expect(200).says("Followed by certificate").says(&new.certificate.number);
    let own = test.as_(Who::Participant).await;
    own.get("/certificates").await.expect(200).says(&new.certificate.number).says("the name was corrected");
    let mails = test.mails_to(Who::Participant.email()).await;
    let named = mails
        .iter()
        .filter(|mail| mail.text_body.contains(&format!("the place of certificate {}", old.certificate.number)));
    assert_eq!(named.count(), 1);
    // The new one can be withdrawn and followed in its turn, and each keeps its own answer to who asks.
    let next = at_cohort(&test, new.certificate.id);
    coordinator.post(&format!("{next}/revocation"), &[("reason", "issued-in-error")]).await.expect(303);
    coordinator.get(&next).await.expect(200).says("Issue a new certificate");
    coordinator.post(&format!("{next}/replacement"), &[]).await.expect(303);
    test.run_jobs().await;
    assert_eq!(test.sql("SELECT count(*) FROM certificates").await, ["3"]);
    let valid =
        "SELECT count(*) FROM certificates c LEFT JOIN revocations r ON r.certificate_id = c.id WHERE r.at IS NULL";
    assert_eq!(test.sql(valid).await, ["1"]);
    test.forget_jobs().await;
}
