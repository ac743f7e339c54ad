//! The conversation with the relay: how it is encrypted, who may have the password, and how long it may take.

use std::time::{Duration as Span, Instant};

use chrono::Duration;
use portolan::base::address::Email;
use portolan::base::lang::Lang;
use portolan::features;
use portolan::platform::facts::{self, Fact};
use portolan::platform::i18n::Texts;
use portolan::platform::jobs;
use portolan::platform::mail::{self, Letter, LetterText};

use super::{TO, parse, queue, settings_for, state, with_relay};
use crate::support::smtp::{Encryption, PASSWORD, Reply, Smtp, USER};
use crate::support::{ALL, TestApp, Who};

#[actix_web::test]
async fn tls_from_the_first_byte_works() {
    let smtp = Smtp::with_encryption(Encryption::Direct).await;
    assert!(smtp.url().starts_with("smtps://"));
    let test = with_relay(&smtp).await;
    let id = queue(&test, Lang::En).await;
    test.run_jobs().await;
    assert_eq!(state(&test, id).await, "sent|");
    assert_eq!(smtp.received()[0].user, USER);
    assert_eq!(test.app.mailer.check().await, Ok(()));
}

#[actix_web::test]
async fn a_relay_without_starttls_gets_neither_password_nor_mail() {
    let smtp = Smtp::with_encryption(Encryption::Missing).await;
    let test = with_relay(&smtp).await;
    let id = queue(&test, Lang::En).await;
    test.run_jobs().await;
    let waits = state(&test, id).await;
    assert_eq!(waits, "waits|the relay offers no STARTTLS: it was given neither password nor mail");
    assert_eq!(test.app.mailer.check().await, Err(waits.trim_start_matches("waits|").to_owned()));
    let verbs: Vec<String> =
        smtp.commands().iter().map(|line| line.split(' ').next().unwrap().to_uppercase()).collect();
    assert!(!verbs.is_empty() && verbs.iter().all(|verb| ["EHLO", "QUIT"].contains(&verb.as_str())), "{verbs:?}");
    assert!(smtp.commands().iter().all(|line| !line.contains(PASSWORD)) && smtp.received().is_empty());
}

#[actix_web::test]
async fn mails_share_a_connection() {
    let smtp = Smtp::start(&[]).await;
    let test = with_relay(&smtp).await;
    for lang in Lang::ALL {
        queue(&test, lang).await;
    }
    test.run_jobs().await;
    assert_eq!((smtp.received().len(), smtp.connections()), (Lang::ALL.len(), 1));
}

#[actix_web::test]
async fn a_kept_connection_that_is_gone_is_no_trouble() {
    let smtp = Smtp::start(&[Reply::Last]).await;
    let test = with_relay(&smtp).await;
    for lang in [Lang::En, Lang::Fr] {
        let id = queue(&test, lang).await;
        test.run_jobs().await;
        assert_eq!(state(&test, id).await, "sent|");
    }
    assert_eq!((smtp.received().len(), smtp.connections()), (2, 2));
}

#[actix_web::test]
async fn a_relay_that_never_answers_is_left_and_tried_again() {
    let smtp = Smtp::start(&[Reply::Hang]).await;
    let (change, patience) = (settings_for(&smtp), Span::from_millis(300));
    let test = TestApp::with_mailer(change, |mailer| mailer.with_patience(patience)).await;
    let id = queue(&test, Lang::En).await;
    assert_eq!(test.run_jobs().await, 1);
    assert_eq!(smtp.hanging(), 1);
    assert_eq!(state(&test, id).await, "waits|the relay gave no answer for 0.3 seconds");
    assert_eq!(test.run_jobs().await, 0, "not before the pause is over");

    // What the relay may yet say on the old connection is nobody's answer: the next try has a new one.
    test.later(Duration::seconds(3));
    test.run_jobs().await;
    assert_eq!(state(&test, id).await, "sent|");
    assert_eq!(smtp.connections(), 2);
    assert_eq!(parse(&smtp.received()[0].data).message_id(), Some(format!("{id}@learn.example.org").as_str()));
}

#[actix_web::test]
async fn other_jobs_go_on_while_a_relay_hangs() {
    let smtp = Smtp::start(&[Reply::Hang]).await;
    let test = with_relay(&smtp).await;
    let id = queue(&test, Lang::En).await;
    let runner = actix_web::rt::spawn(jobs::start(test.app.clone(), test.url(), features::HANDS));
    let until = Instant::now() + Span::from_secs(20);
    let patient = async |what: &str| {
        assert!(Instant::now() < until, "{what}");
        actix_web::rt::time::sleep(Span::from_millis(20)).await;
    };
    while smtp.hanging() == 0 {
        patient("the mail is on its way").await;
    }
    let (now, fact) = (test.app.clock.now(), Fact::NameChanged { person: id });
    test.app.db.write(&ALL, async move |tx| facts::record(tx, now, &fact).await).await.unwrap();
    while test.sql("SELECT kind FROM jobs").await != ["mail"] {
        patient("the other job is done").await;
    }
    assert_eq!(state(&test, id).await, "waits|", "the relay still has not answered");
    test.app.drain();
    runner.abort();
    test.forget_jobs().await;
}

#[actix_web::test]
async fn an_outage_does_not_count_towards_giving_up() {
    let mut smtp = Smtp::start(&[Reply::Later]).await;
    smtp.stop().await;
    let test = with_relay(&smtp).await;
    let id = queue(&test, Lang::En).await;
    for _ in 0..20 {
        test.run_jobs().await;
        test.later(Duration::hours(2));
    }
    smtp.resume().await;
    test.run_jobs().await;
    let waits = state(&test, id).await;
    assert!(waits.starts_with("waits|") && waits.contains("451"), "the first refusal of twelve: {waits}");
    test.later(Duration::hours(2));
    test.run_jobs().await;
    assert_eq!(state(&test, id).await, "sent|");
}

#[actix_web::test]
async fn an_address_beyond_ascii_is_the_mails_own_trouble() {
    let smtp = Smtp::start(&[]).await;
    let test = with_relay(&smtp).await;
    let id = queue(&test, Lang::En).await;
    let other = queue(&test, Lang::En).await;
    test.sql(&format!("UPDATE mails SET recipient = 'нино@customs.example' WHERE id = '{id}'")).await;
    test.run_jobs().await;
    assert_eq!(state(&test, id).await, "failed|the relay takes no address with letters beyond a-z");
    assert_eq!(state(&test, other).await, "sent|");
}

#[actix_web::test]
async fn a_sign_in_code_overtakes_what_waits() {
    let smtp = Smtp::start(&[]).await;
    let test = with_relay(&smtp).await;
    for _ in 0..5 {
        queue(&test, Lang::En).await;
    }
    test.later(Duration::seconds(30));
    let now = test.app.clock.now();
    let letter = LetterText { subject: "Code".to_owned(), paragraphs: Vec::new(), button: None, code: None };
    let letter = letter.to_letter(Texts::new(Lang::En), Email::parse(TO).unwrap(), None, "test").unwrap();
    let letter = Letter { urgent: true, ..letter };
    test.app.db.write(&ALL, async move |tx| mail::queue(tx, now, letter).await).await.unwrap();
    test.run_jobs().await;
    let arrived = smtp.received();
    let subjects: Vec<_> = arrived.iter().map(|mail| parse(&mail.data).subject().unwrap().to_owned()).collect();
    assert_eq!(subjects.len(), 6);
    assert_eq!(subjects.first().map(String::as_str), Some("Code"), "{subjects:?}");
}

#[actix_web::test]
async fn the_code_and_its_mail_are_urgent() {
    let test = TestApp::start().await;
    test.client().post("/sign-in/code", &[("email", Who::Participant.email())]).await.expect(200);
    assert_eq!(test.sql("SELECT kind, urgent FROM jobs").await, ["sign-in-code|t"]);
    test.run_jobs().await;
    assert_eq!(test.sql("SELECT kind, urgent FROM jobs").await, ["mail|t"]);
    test.forget_jobs().await;
}
