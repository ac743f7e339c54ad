//! Nothing that somebody typed makes a header or a recipient.

use portolan::base::address::Email;
use portolan::base::ids::Uuid;
use portolan::base::lang::Lang;
use portolan::platform::i18n::Texts;
use portolan::platform::mail::{self, LetterText};
use proptest::prelude::*;

use super::{TO, parse, queue, settings_for, state, with_relay};
use crate::support::smtp::{Received, Smtp};
use crate::support::{ALL, TestApp, Who};

/// What every mail has, and nothing else.
const HEADERS: [&str; 7] = ["Content-Type", "Date", "From", "Message-ID", "MIME-Version", "Subject", "To"];

/// The headers as they came over the wire: each name once, ASCII, no line too long for a relay (RFC 5322 §2.1.1).
fn check_headers(mail: &Received) {
    let text = std::str::from_utf8(&mail.data).unwrap();
    let head = text.split("\r\n\r\n").next().unwrap();
    let mut names: Vec<&str> = Vec::new();
    for line in head.split("\r\n") {
        assert!(line.is_ascii() && line.len() <= 998 && !line.contains(['\r', '\n']), "{line:?}");
        if !line.starts_with([' ', '\t']) {
            names.push(line.split_once(':').unwrap_or_else(|| panic!("no header: {line:?}")).0);
        }
    }
    names.sort_by_key(|name| name.to_ascii_lowercase());
    assert_eq!(names, HEADERS, "{head}");
}

async fn queue_with_subject(test: &TestApp, subject: &str) -> Uuid {
    let now = test.app.clock.now();
    let letter =
        LetterText { subject: subject.to_owned(), paragraphs: vec!["Text.".to_owned()], button: None, code: None };
    let letter = letter.to_letter(Texts::new(Lang::En), Email::parse(TO).unwrap(), None, "test").unwrap();
    test.app.db.write(&ALL, async move |tx| mail::queue(tx, now, letter).await).await.unwrap()
}

#[actix_web::test]
async fn subjects_come_through_whole_and_on_one_line() {
    let smtp = Smtp::start(&[]).await;
    let test = with_relay(&smtp).await;
    let (long, wide) = ("Обучение ".repeat(23), "x".repeat(900));
    for (subject, arrives) in [
        ("Your course\r\nBcc: all@x.org\r\n\r\n<p>Body</p>", "Your course Bcc: all@x.org <p>Body</p>"),
        ("Your\ncourse\rtoday", "Your course today"),
        ("\r\n.\r\nQUIT\r\n", ". QUIT"),
        ("شهادتك — دورة تفتيش الحاويات في الميناء", "شهادتك — دورة تفتيش الحاويات في الميناء"),
        (&long, long.trim()),
        (&wide, &wide),
        // What looks encoded is decoded by whoever shows it; it stays a subject.
        ("=?utf-8?q?Bcc:=20all=40x.org?=", "Bcc: all@x.org"),
    ] {
        let id = queue_with_subject(&test, subject).await;
        test.run_jobs().await;
        assert_eq!(state(&test, id).await, "sent|", "{subject:?}");
        let mail = smtp.received().pop().unwrap();
        check_headers(&mail);
        assert_eq!(parse(&mail.data).subject(), Some(arrives));
        assert_eq!(mail.to, [TO]);
    }
}

#[actix_web::test]
async fn the_name_of_the_sender_comes_through_in_every_script_and_length() {
    for name in ["مركز تدريب الجمارك", "Порт Training", "ნინო ".repeat(40).trim(), "O'Neil, \"Port\" (HQ) <x@y.org>"]
    {
        let smtp = Smtp::start(&[]).await;
        let change = settings_for(&smtp);
        let quoted = name.replace('"', "\\\"");
        let test = TestApp::with(move |settings| {
            change(settings);
            settings.mail_from = Some(format!("\"{quoted}\" <portolan@learn.example.org>"));
        })
        .await;
        let id = queue(&test, Lang::Ar).await;
        test.run_jobs().await;
        assert_eq!(state(&test, id).await, "sent|", "{name}");
        let mail = smtp.received().pop().unwrap();
        check_headers(&mail);
        let parsed = parse(&mail.data);
        let from = parsed.from().unwrap();
        assert_eq!(from.iter().count(), 1);
        let from = from.first().unwrap();
        assert_eq!((from.name(), from.address()), (Some(name), Some("portolan@learn.example.org")));
    }
}

#[actix_web::test]
async fn names_of_people_are_in_no_header_whatever_they_are() {
    let smtp = Smtp::start(&[]).await;
    let test = with_relay(&smtp).await;
    let coordinator = test.as_(Who::Coordinator).await;
    let page = format!("/cohorts/{}/people/{}", test.cast.cohort.id, test.cast.seat(Who::Unwelcomed));
    for name in ["Nino\r\nBcc: all@x.org\r\n\r\nBody", "ليث الخطيب", &"Ω".repeat(200), "Nino, <all@x.org>"] {
        let who = test.cast.person(Who::Unwelcomed);
        let typed = name.replace('\'', "''");
        test.sql(&format!("UPDATE persons SET full_name = E'{typed}', latin_name = E'{typed}' WHERE id = '{who}'"))
            .await;
        coordinator.post(&format!("{page}/invitation"), &[]).await.expect(303);
        test.run_jobs().await;
        let mail = smtp.received().pop().unwrap();
        check_headers(&mail);
        let parsed = parse(&mail.data);
        let to: Vec<_> = parsed.to().unwrap().iter().map(|to| (to.name(), to.address())).collect();
        assert_eq!(to, [(None, Some(Who::Unwelcomed.email()))], "{name:?}");
        assert_eq!(
            (mail.to, parsed.subject()),
            (vec![Who::Unwelcomed.email().to_owned()], Some("Your invitation to a course"))
        );
        test.later(chrono::Duration::minutes(2));
    }
    assert_eq!(smtp.received().len(), 4);
}

#[actix_web::test]
async fn an_address_that_would_be_a_command_reaches_no_relay() {
    let smtp = Smtp::start(&[]).await;
    let test = with_relay(&smtp).await;
    for address in [
        "nino@customs.example\r\nRCPT TO:<all@x.org>",
        "nino@customs.example>\r\nDATA",
        "nino@customs.example\nBcc: all@x.org",
        "nino@customs.example, all@x.org",
        "Nino <nino@customs.example>",
        "\"nino\r\n\"@customs.example",
        "",
    ] {
        // However it came into the table: nobody can type it.
        assert!(Email::parse(address).is_err(), "{address:?}");
        let id = queue(&test, Lang::En).await;
        test.sql(&format!("UPDATE mails SET recipient = '{address}' WHERE id = '{id}'")).await;
        test.run_jobs().await;
        let state = state(&test, id).await;
        assert!(state.starts_with("failed|recipient: "), "{address:?}: {state}");
    }
    assert!(smtp.received().is_empty() && smtp.commands().is_empty(), "{:?}", smtp.commands());
}

proptest! {
    #[test]
    fn no_address_that_is_taken_holds_a_line_break_or_a_second_address(
        front in "\\PC{0,12}", middle in "[\r\n\\x00-\\x1f\\x7f\u{85}\u{2028} ,;<>]{1,3}", back in "\\PC{0,12}",
    ) {
        let inside = format!("{front}{middle}{back}@customs.example");
        if let Ok(email) = Email::parse(&inside) {
            // Blanks around the address are cut off; that is the one way through.
            prop_assert_eq!(email.as_str(), inside.trim().to_lowercase());
            prop_assert!(!email.as_str().contains(|c: char| c.is_control() || c.is_whitespace() || ",;<>".contains(c)));
        }
        let behind = format!("nino@customs.example{middle}x");
        prop_assert!(Email::parse(&behind).is_err(), "{:?}", behind);
    }
}
