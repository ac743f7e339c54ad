//! Mail through a real relay: what arrives, and what happens when the relay will not, or is not there.

mod certificate;
mod fate;
mod headers;
mod relay;

use chrono::Duration;
use mail_parser::{Message, MessageParser, MimeHeaders};
use portolan::base::address::Email;
use portolan::base::ids::Uuid;
use portolan::base::lang::Lang;
use portolan::platform::config::Settings;
use portolan::platform::i18n::Texts;
use portolan::platform::mail::{self, LetterText};

use crate::support::smtp::{Reply, Smtp, USER};
use crate::support::{ALL, TestApp};

const TO: &str = "nino@customs.example";

pub async fn with_relay(smtp: &Smtp) -> TestApp {
    TestApp::with(settings_for(smtp)).await
}

fn settings_for(smtp: &Smtp) -> impl FnOnce(&mut Settings) + use<> {
    let (url, ca) = (smtp.url(), smtp.ca());
    move |settings| {
        settings.smtp = Some(url);
        settings.smtp_ca = Some(ca);
        settings.mail_from = Some("Порт Training <portolan@learn.example.org>".to_owned());
    }
}

/// Queues a mail with a bit of everything.
async fn queue(test: &TestApp, lang: Lang) -> Uuid {
    let now = test.app.clock.now();
    let letter = LetterText {
        subject: "Добро пожаловать — أهلاً".to_owned(),
        paragraphs: vec!["First <b> & second.".to_owned(), ".\nA line that begins with a dot.".to_owned()],
        button: Some(("Open".to_owned(), "https://learn.example.org/i/abc?x=1&y=2".to_owned())),
        code: Some(("Code:".to_owned(), "ACD347KM".to_owned())),
    };
    let letter = letter.to_letter(Texts::new(lang), Email::parse(TO).unwrap(), None, "test").unwrap();
    test.app.db.write(&ALL, async move |tx| mail::queue(tx, now, letter).await).await.unwrap()
}

async fn state(test: &TestApp, id: Uuid) -> String {
    let sent = format!(
        "SELECT CASE WHEN sent_at IS NOT NULL THEN 'sent' WHEN failed_at IS NOT NULL THEN 'failed' ELSE 'waits' END,
                coalesce(last_error, '') FROM mails WHERE id = '{id}'"
    );
    test.sql(&sent).await.remove(0)
}

fn parse(data: &[u8]) -> Message<'_> {
    MessageParser::default().parse(data).expect("a mail that can be parsed")
}

#[actix_web::test]
async fn a_mail_arrives_with_both_its_parts() {
    let smtp = Smtp::start(&[]).await;
    let test = with_relay(&smtp).await;
    let id = queue(&test, Lang::Ar).await;
    assert_eq!(test.run_jobs().await, 1);
    assert_eq!(state(&test, id).await, "sent|");

    let received = smtp.received();
    assert_eq!(received.len(), 1);
    let envelope = (received[0].from.as_str(), received[0].to.as_slice(), received[0].user.as_str());
    assert_eq!(envelope, ("portolan@learn.example.org", [TO.to_owned()].as_slice(), USER));
    let mail = parse(&received[0].data);
    assert_eq!(mail.subject(), Some("Добро пожаловать — أهلاً"));
    assert_eq!(mail.from().unwrap().first().unwrap().name(), Some("Порт Training"));
    assert_eq!(mail.message_id(), Some(format!("{id}@learn.example.org").as_str()));
    let (text, html) = (mail.body_text(0).unwrap(), mail.body_html(0).unwrap());
    for words in
        ["First <b> & second.", "A line that begins with a dot.", "https://learn.example.org/i/abc?x=1&y=2", "ACD347KM"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(
        html.contains("First &#60;b&#62; &#38; second.") || html.contains("First &lt;b&gt; &amp; second."),
        "{html}"
    );
    assert!(html.contains("dir=\"rtl\"") && html.contains("ACD347KM"), "{html}");
    assert_eq!(mail.attachment_count(), 0);
    assert!(mail.parts.iter().all(|part| part.content_type().is_none_or(|kind| kind.ctype() != "application")));
}

#[actix_web::test]
async fn a_relay_that_speaks_auth_login_only_is_served_too() {
    let smtp = Smtp::with_mechanisms(&[], "LOGIN").await;
    let test = with_relay(&smtp).await;
    let id = queue(&test, Lang::En).await;
    test.run_jobs().await;
    assert_eq!(state(&test, id).await, "sent|");
}

#[actix_web::test]
async fn not_now_is_tried_again_after_a_pause() {
    let smtp = Smtp::start(&[Reply::Later, Reply::Later]).await;
    let test = with_relay(&smtp).await;
    let id = queue(&test, Lang::En).await;
    test.run_jobs().await;
    let waits = state(&test, id).await;
    assert!(waits.starts_with("waits|") && waits.contains("451"), "{waits}");
    assert_eq!(test.run_jobs().await, 0, "not before the pause is over");
    test.later(Duration::seconds(3));
    assert_eq!(test.run_jobs().await, 1);
    test.later(Duration::seconds(5));
    test.run_jobs().await;
    assert_eq!(state(&test, id).await, "sent|");
    assert_eq!(smtp.received().len(), 1);
}

#[actix_web::test]
async fn not_ever_ends_the_mail_and_waits_for_a_person() {
    let smtp = Smtp::start(&[Reply::Never]).await;
    let test = with_relay(&smtp).await;
    let id = queue(&test, Lang::En).await;
    test.run_jobs().await;
    let failed = state(&test, id).await;
    assert!(failed.starts_with("failed|") && failed.contains("no such mailbox"), "{failed}");
    assert_eq!(test.sql("SELECT kind FROM jobs WHERE dead_at IS NOT NULL").await, ["mail"]);
    test.later(Duration::days(2));
    assert_eq!(test.run_jobs().await, 0);

    // A person gives it another try, and this time the mailbox is there.
    let dead: Uuid = test.sql("SELECT id FROM jobs").await[0].parse().unwrap();
    let now = test.app.clock.now();
    test.app.db.write(&ALL, async move |tx| portolan::platform::jobs::revive(tx, dead, now).await).await.unwrap();
    test.run_jobs().await;
    assert_eq!(state(&test, id).await, "sent|");
}

#[actix_web::test]
async fn a_relay_that_hangs_up_gets_the_same_mail_again() {
    let smtp = Smtp::start(&[Reply::HangUp]).await;
    let test = with_relay(&smtp).await;
    let id = queue(&test, Lang::En).await;
    test.run_jobs().await;
    assert!(state(&test, id).await.starts_with("waits|"));
    test.later(Duration::seconds(3));
    test.run_jobs().await;
    assert_eq!(state(&test, id).await, "sent|");
    assert_eq!(parse(&smtp.received()[0].data).message_id(), Some(format!("{id}@learn.example.org").as_str()));
}

#[actix_web::test]
async fn a_relay_that_is_down_for_long_gets_everything_when_it_is_back() {
    let mut smtp = Smtp::start(&[]).await;
    smtp.stop().await;
    let test = with_relay(&smtp).await;
    let first = queue(&test, Lang::En).await;
    // Many more tries than would kill a job whose fault is its own.
    for _ in 0..20 {
        test.run_jobs().await;
        test.later(Duration::hours(2));
    }
    let second = queue(&test, Lang::Fr).await;
    test.run_jobs().await;
    assert!(state(&test, first).await.starts_with("waits|"));
    assert_eq!(test.sql("SELECT count(*) FROM jobs WHERE dead_at IS NOT NULL").await, ["0"]);
    smtp.resume().await;
    test.later(Duration::hours(2));
    test.run_jobs().await;
    for id in [first, second] {
        assert_eq!(state(&test, id).await, "sent|");
    }
    assert_eq!(smtp.received().len(), 2);
}

#[actix_web::test]
async fn without_a_relay_mail_waits() {
    let test = TestApp::start().await;
    let id = queue(&test, Lang::En).await;
    test.run_jobs().await;
    assert_eq!(state(&test, id).await, "waits|no mail relay is set (setting smtp)");
}

#[actix_web::test]
async fn a_wrong_relay_password_waits_for_the_operator() {
    let smtp = Smtp::start(&[]).await;
    let (url, ca) = (smtp.url_with("wrong"), smtp.ca());
    let test = TestApp::with(move |settings| (settings.smtp, settings.smtp_ca) = (Some(url), Some(ca))).await;
    let id = queue(&test, Lang::En).await;
    test.run_jobs().await;
    assert!(smtp.refused_log_ins() > 0 && smtp.received().is_empty());
    let why = test.app.mailer.check().await.unwrap_err();
    assert!(why.contains("535") || why.contains("wrong name"), "{why}");
    let state = state(&test, id).await;
    assert!(state.starts_with("waits|"), "the mail is not to blame: {state}");
}

#[actix_web::test]
async fn a_relay_with_an_unknown_certificate_gets_nothing() {
    let smtp = Smtp::start(&[]).await;
    let url = smtp.url();
    let test = TestApp::with(move |settings| settings.smtp = Some(url)).await;
    let id = queue(&test, Lang::En).await;
    test.run_jobs().await;
    assert!(state(&test, id).await.starts_with("waits|"));
    assert!(smtp.received().is_empty());
}
