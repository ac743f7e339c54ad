//! Somebody lost the address of the account.

use portolan::features::certificates::CertificateNumber;

use super::{at_cohort, issued};
use crate::support::{TestApp, Who};

const NEW: &str = "nino@new.example";

async fn ask(test: &TestApp, number: &str, email: &str) -> crate::support::Page {
    let stranger = test.as_(Who::Nobody).await;
    stranger.get("/lost-access").await.expect(200);
    stranger.post("/lost-access", &[("number", number), ("name", "Nino"), ("email", email)]).await
}

#[actix_web::test]
async fn asking_answers_the_same_for_a_known_and_an_unknown_number() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    let known = ask(&test, &held.certificate.number, NEW).await.expect(303);
    let unknown = ask(&test, &CertificateNumber::random().to_string(), NEW).await.expect(303);
    assert_eq!(known.redirect(), unknown.redirect());
    assert_eq!(known.body, unknown.body);
    test.run_jobs().await;
    assert_eq!(test.sql("SELECT email FROM lost_access_requests").await, [NEW]);
    assert_eq!(test.mails_to(Who::Coordinator.email()).await.len(), 1);
    assert!(test.mails_to(Who::OtherCoordinator.email()).await.is_empty());
    let own = test.mails_to(Who::Participant.email()).await;
    assert_eq!(own[0].template, "lost-access-warning");
    assert!(test.mails_to(NEW).await.is_empty());
    ask(&test, "PL-1", "x").await.expect(422).says("as it stands on the paper").says("Type your e-mail address");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn the_same_request_twice_and_a_flood_reach_the_coordinator_three_times_at_most() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    for email in ["a@new.example", "a@new.example", "b@new.example", "c@new.example", "d@new.example"] {
        ask(&test, &held.certificate.number, email).await.expect(303);
    }
    test.run_jobs().await;
    assert_eq!(test.mails_to(Who::Coordinator.email()).await.len(), 3);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_coordinator_changes_the_address_and_the_old_one_is_out() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    ask(&test, &held.certificate.number, NEW).await.expect(303);
    test.run_jobs().await;
    let signed_in = test.as_(Who::Participant).await;
    let (coordinator, one) = (test.as_(Who::Coordinator).await, at_cohort(&test, held.certificate.id));
    coordinator.get(&one).await.expect(200).says(NEW).says("Talk to the person");
    let list = format!("/cohorts/{}/certificates", test.cast.cohort.id);
    coordinator.get(&list).await.expect(200).says("Asks for a new e-mail address");

    let address = format!("{one}/address");
    coordinator.post(&address, &[("email", "nonsense")]).await.expect(422).says("Type your e-mail address");
    coordinator.post(&address, &[("email", Who::Mate.email())]).await.expect(422).says("Another account has this");
    coordinator.post(&address, &[("email", Who::Participant.email())]).await.expect(422).says("already");
    let invitation = "INSERT INTO invitations (id, enrolment_id, token_hash, code_hash, created_at, expires_at) \
                      VALUES (gen_random_uuid(), ";
    let seat = test.cast.seat(Who::Participant);
    test.sql(&format!("{invitation}'{seat}', 'a', 'b', now(), now() + interval '9 days')")).await;
    coordinator.post(&address, &[("email", NEW)]).await.expect(303);
    assert_eq!(test.sql("SELECT count(*) FROM invitations WHERE expires_at > now()").await, ["0"]);
    signed_in.get("/certificates").await.expect(303);
    let email = format!("SELECT email FROM persons WHERE id = '{}'", test.cast.person(Who::Participant));
    assert_eq!(test.sql(&email).await, [NEW]);
    assert_eq!(test.sql("SELECT granted FROM lost_access_answers").await, ["t"]);
    assert_eq!(test.sql("SELECT act FROM audit_log WHERE act = 'person.address-changed'").await.len(), 1);
    assert_eq!(test.mails_to(NEW).await[0].template, "address-new");
    assert_eq!(test.mails_to(Who::Participant.email()).await[0].template, "address-gone");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_refused_request_changes_nothing() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    let mate = issued(&test, Who::Mate).await;
    ask(&test, &held.certificate.number, NEW).await.expect(303);
    test.run_jobs().await;
    let request = test.sql("SELECT id FROM lost_access_requests").await.remove(0);
    let coordinator = test.as_(Who::Coordinator).await;
    let refusal = |id| format!("{}/refusal", at_cohort(&test, id));
    coordinator.post(&refusal(mate.certificate.id), &[("request", &request)]).await.expect(404);
    coordinator.post(&refusal(held.certificate.id), &[("request", &request)]).await.expect(303);
    coordinator.post(&refusal(held.certificate.id), &[("request", &request)]).await.expect(404);
    assert_eq!(test.sql("SELECT granted FROM lost_access_answers").await, ["f"]);
    let email = format!("SELECT email FROM persons WHERE id = '{}'", test.cast.person(Who::Participant));
    assert_eq!(test.sql(&email).await, [Who::Participant.email()]);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_coordinator_cannot_take_over_an_account_with_a_role() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    let person = test.cast.person(Who::Participant);
    let grant = "INSERT INTO role_grants (id, person_id, role, granted_at) VALUES (gen_random_uuid(), ";
    test.sql(&format!("{grant}'{person}', 'admin', now())")).await;
    let address = format!("{}/address", at_cohort(&test, held.certificate.id));
    let coordinator = test.as_(Who::Coordinator).await;
    coordinator.post(&address, &[("email", NEW)]).await.expect(409).says("Only an administrator");
    test.as_(Who::Admin).await.post(&address, &[("email", NEW)]).await.expect(303);
    test.forget_jobs().await;
}
