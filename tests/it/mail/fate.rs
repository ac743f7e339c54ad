//! What the people who run courses see of a mail that does not arrive, and what they can do.

use chrono::Duration;
use portolan::base::ids::Uuid;
use portolan::features::certificates;
use portolan::platform::mail::{self, Bounce, Verdict};

use super::with_relay;
use crate::support::smtp::{Reply, Smtp};
use crate::support::{ALL, TestApp, Who};

/// As often as a job is tried that the relay refuses for now.
const TRIES: usize = 12;

/// Tries until nothing is tried any more.
async fn wear_out(test: &TestApp) {
    for _ in 0..TRIES {
        test.run_jobs().await;
        test.later(Duration::hours(1));
    }
    assert_eq!(test.run_jobs().await, 0, "nothing is tried any more");
}

/// Issues Nino's certificate, with its mail; where it lies for the coordinator.
async fn certificate(test: &TestApp) -> String {
    certificates::issue_if_due(&test.app, test.cast.seat(Who::Participant)).await.unwrap();
    let id = test.sql("SELECT id FROM certificates").await.remove(0);
    format!("/cohorts/{}/certificates/{id}", test.cast.cohort.id)
}

fn person(test: &TestApp) -> String {
    format!("/cohorts/{}/people/{}", test.cast.cohort.id, test.cast.seat(Who::Unwelcomed))
}

/// Invites somebody who has not come in yet, from their page.
async fn invited(test: &TestApp) -> String {
    let page = person(test);
    let coordinator = test.as_(Who::Coordinator).await;
    coordinator.post(&format!("{page}/invitation"), &[]).await.expect(303);
    page
}

#[actix_web::test]
async fn a_certificates_mail_that_was_given_up_is_shown_so_and_can_be_taken_up_again() {
    let smtp = Smtp::start(&[Reply::Later; TRIES]).await;
    let test = with_relay(&smtp).await;
    let page = certificate(&test).await;
    test.run_jobs().await;
    let coordinator = test.as_(Who::Coordinator).await;
    coordinator.get(&page).await.expect(200).says("Waiting to be sent").says("451");
    wear_out(&test).await;

    let coordinator = test.as_(Who::Coordinator).await;
    let list = format!("/cohorts/{}/certificates", test.cast.cohort.id);
    for place in [&page, &list] {
        coordinator.get(place).await.expect(200).says("Could not be delivered").says("451");
    }
    let job: Uuid = test.sql("SELECT id FROM jobs WHERE dead_at IS NOT NULL").await[0].parse().unwrap();
    let admin = test.as_(Who::Admin).await;
    admin.get("/admin").await.expect(200).says("451");
    admin.post(&format!("/admin/jobs/{job}/revival"), &[]).await.expect(303);
    coordinator.get(&page).await.expect(200).says("Waiting to be sent");
    test.run_jobs().await;
    let page = coordinator.get(&page).await.expect(200).says("Sent");
    assert!(!page.text().contains("451"), "{page:?}");
    assert_eq!(smtp.received().len(), 1);
}

#[actix_web::test]
async fn an_invitation_that_was_given_up_is_shown_so_and_can_be_sent_again() {
    let smtp = Smtp::start(&[Reply::Later; TRIES]).await;
    let test = with_relay(&smtp).await;
    let page = invited(&test).await;
    wear_out(&test).await;

    let coordinator = test.as_(Who::Coordinator).await;
    coordinator.get(&page).await.expect(200).says("Not delivered").says("451");
    let stuck = format!("/cohorts/{}?show=stuck", test.cast.cohort.id);
    coordinator.get(&stuck).await.expect(200).says("Not delivered");
    coordinator.post(&format!("{page}/invitation"), &[]).await.expect(303);
    coordinator.get(&page).await.expect(200).says("Waits to be sent");
    test.run_jobs().await;
    let page = coordinator.get(&page).await.expect(200).says("Sent");
    assert!(!page.text().contains("451"), "{page:?}");
}

#[actix_web::test]
async fn a_refusal_for_good_is_seen_in_the_servers_words_and_the_next_one_arrives() {
    let smtp = Smtp::start(&[Reply::Never, Reply::Never]).await;
    let test = with_relay(&smtp).await;
    let (one, two) = (certificate(&test).await, invited(&test).await);
    test.run_jobs().await;
    let coordinator = test.as_(Who::Coordinator).await;
    coordinator.get(&one).await.expect(200).says("Could not be delivered").says("no such mailbox");
    coordinator.get(&two).await.expect(200).says("Not delivered").says("no such mailbox");
    assert!(smtp.received().is_empty());

    test.later(Duration::minutes(2));
    coordinator.post(&format!("{one}/mail"), &[]).await.expect(303);
    coordinator.post(&format!("{two}/invitation"), &[]).await.expect(303);
    test.run_jobs().await;
    let mut to: Vec<String> = smtp.received().into_iter().flat_map(|mail| mail.to).collect();
    to.sort();
    assert_eq!(to, [Who::Unwelcomed.email(), Who::Participant.email()]);
    coordinator.get(&one).await.expect(200).says("Sent");
    coordinator.get(&two).await.expect(200).says("Sent");
}

#[actix_web::test]
async fn a_mail_whose_file_is_gone_does_not_wait_for_ever() {
    let smtp = Smtp::start(&[]).await;
    let test = with_relay(&smtp).await;
    let page = invited(&test).await;
    test.sql("UPDATE mails SET certificate_id = gen_random_uuid()").await;
    wear_out(&test).await;
    let coordinator = test.as_(Who::Coordinator).await;
    coordinator.get(&page).await.expect(200).says("Not delivered").says("not found");
    assert!(smtp.received().is_empty());
}

#[actix_web::test]
async fn a_mail_that_comes_back_before_the_relay_has_answered_stays_lost() {
    let smtp = Smtp::start(&[Reply::Held]).await;
    let test = with_relay(&smtp).await;
    let page = invited(&test).await;
    let sent = test.mails_to(Who::Unwelcomed.email()).await.remove(0);
    let comes_back = async {
        while smtp.hanging() == 0 {
            actix_web::rt::task::yield_now().await;
        }
        let words = "550 unknown at the last server".to_owned();
        let (now, report) = (test.app.clock.now(), Bounce { mail: sent.id, verdict: Verdict::Lost, words });
        test.app.db.write(&ALL, async move |tx| mail::note(tx, now, &report).await).await.unwrap();
        smtp.release();
    };
    let (runs, ()) = tokio::join!(test.run_jobs(), comes_back);
    assert_eq!(runs, 1);
    assert_eq!(test.sql("SELECT sent_at IS NOT NULL FROM mails").await, ["t"], "the relay did take it");
    let coordinator = test.as_(Who::Coordinator).await;
    coordinator.get(&page).await.expect(200).says("Not delivered").says("550 unknown at the last server");
}
