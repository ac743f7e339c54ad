//! Commands about mail, given to the real program on a test's database.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use mail_parser::MessageParser;
use portolan::features::certificates;

use super::binary::{portolan, said};
use crate::support::smtp::Smtp;
use crate::support::{SECRET, TestApp, Who};

/// What a command says on the database of a test: exit code, standard output, standard error.
fn on(test: &TestApp, arguments: &[&str]) -> (i32, String, String) {
    fed(test, arguments, b"")
}

/// The same with something on its standard input, which it may stop reading.
fn fed(test: &TestApp, arguments: &[&str], input: &[u8]) -> (i32, String, String) {
    let (url, data) = (test.program_url(), Path::new(env!("CARGO_TARGET_TMPDIR")).display().to_string());
    let mut command = portolan(arguments);
    command.args([
        "--database-url",
        &url,
        "--data",
        &data,
        "--secret",
        SECRET,
        "--origin",
        "https://learn.example.org",
    ]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(input);
    said(&child.wait_with_output().unwrap())
}

fn one_line(words: &str) -> &str {
    assert_eq!(words.trim_end().lines().count(), 1, "one line: {words}");
    words.trim_end()
}

#[actix_web::test]
async fn an_operator_invites_with_the_mail_that_a_coordinator_sends() {
    let test = TestApp::start().await;
    let add = ["people", "add", "amina@douane.example", "--name", "Amina Diop", "--country", "SN", "--lang", "fr"];
    assert_eq!(on(&test, &add).0, 0);
    let invite = ["people", "invite", "Amina@douane.example", "--cohort", "NORTH-1"];
    let (code, out, why) = on(&test, &invite);
    assert_eq!(code, 0, "{why}");
    let out = one_line(&out);
    assert!(out.starts_with("invited amina@douane.example to NORTH-1, in Français, until "), "{out}");
    assert!(out.contains("setting smtp"), "there is no relay, and that is said: {out}");

    let mail = test.mails_to("amina@douane.example").await.remove(0);
    assert_eq!((mail.template.as_str(), mail.lang.as_str()), ("invitation", "fr"));
    assert_eq!(mail.subject, "Votre invitation à un cours");
    let link = mail.text_body.split_whitespace().find(|word| word.contains("/invitation/")).unwrap().to_owned();
    test.client().get(link.strip_prefix("https://learn.example.org").unwrap()).await.expect(200);
    assert_eq!(test.sql("SELECT act FROM audit_log WHERE act LIKE 'enrolment.%'").await, ["enrolment.invited"]);
    let page = test.as_(Who::Coordinator).await;
    let page = page.get(&format!("/cohorts/{}?show=waiting", test.cast.cohort.id)).await.expect(200);
    page.says("Amina Diop").says("Waits to be sent");

    let (code, out, why) = on(&test, &invite);
    assert!(code == 1 && out.is_empty(), "{out}");
    assert_eq!(
        one_line(&why),
        "portolan: An invitation was sent a moment ago. Wait one minute. If no message arrives, send it again then."
    );
    assert_eq!(test.sql("SELECT count(*) FROM invitations").await, ["1"]);

    // A minute later it goes out again; the link before is over, the one that is printed works.
    test.sql("UPDATE invitations SET created_at = created_at - interval '2 minutes'").await;
    let (code, out, why) = on(&test, &[&invite[..], &["--print-link"]].concat());
    assert_eq!(code, 0, "{why}");
    let printed = out.lines().nth(1).unwrap().strip_prefix("https://learn.example.org").unwrap().to_owned();
    assert_eq!(out.lines().count(), 2, "{out}");
    test.client().get(link.strip_prefix("https://learn.example.org").unwrap()).await.expect(410);
    test.client().get(&printed).await.expect(200);
    assert!(test.mails_to("amina@douane.example").await[0].text_body.contains(&printed), "the link of the mail");
    let acts = test.sql("SELECT act FROM audit_log WHERE act LIKE 'enrolment.%' ORDER BY id").await;
    assert_eq!(acts, ["enrolment.invited", "enrolment.invited-again"]);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn nobody_who_was_taken_out_or_is_unknown_is_invited() {
    let test = TestApp::start().await;
    let seat = test.cast.seat(Who::Mate);
    test.sql(&format!("INSERT INTO withdrawals VALUES ('{seat}', now(), NULL, 'left')")).await;
    for (email, cohort, words) in [
        (Who::Mate.email(), "NORTH-1", "This person is no longer in the course. Open the person's page."),
        ("nobody@customs.example", "NORTH-1", "nobody here has the address nobody@customs.example"),
        (Who::Mate.email(), "NO-SUCH", "there is no cohort NO-SUCH"),
    ] {
        let (code, out, why) = on(&test, &["people", "invite", email, "--cohort", cohort, "--print-link"]);
        assert!(code == 1 && out.is_empty() && one_line(&why).contains(words), "{code} {out}{why}");
    }
    assert_eq!(test.sql("SELECT (SELECT count(*) FROM invitations), (SELECT count(*) FROM mails)").await, ["0|0"]);
}

/// The report that a server sends about a mail it was given: one block about the recipient, and the mail's headers.
fn report(mail: &[u8], block: &str) -> String {
    let headers = String::from_utf8_lossy(mail).split("\r\n\r\n").next().unwrap().to_owned();
    format!(
        "From: MAILER-DAEMON@mx.customs.example\r\nTo: portolan-bounces@learn.example.org\r\nSubject: Undelivered\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"edge\"\r\n\r\n\
         --edge\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\
         --edge\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.customs.example\r\n\r\n{block}\r\n\
         --edge\r\nContent-Type: text/rfc822-headers\r\n\r\n{headers}\r\n--edge--\r\n"
    )
}

const LOST: &str = "Final-Recipient: rfc822; x@customs.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\
                    Diagnostic-Code: smtp; 550 5.1.1 user\r\n  unknown \u{1b}[31m\r\n";
const LATE: &str = "Final-Recipient: rfc822; x@customs.example\r\nAction: delayed\r\nStatus: 4.2.2\r\n\
                    Diagnostic-Code: smtp; 452 4.2.2 mailbox full\r\n";

/// A server with a relay, and the mail of a certificate and of an invitation that the relay has taken.
struct Sent {
    test: TestApp,
    smtp: Smtp,
    certificate: String,
    person: String,
    mails: [Vec<u8>; 2],
}

async fn sent() -> Sent {
    let smtp = Smtp::start(&[]).await;
    let (url, ca) = (smtp.url(), smtp.ca());
    let test = TestApp::with(move |settings| {
        (settings.smtp, settings.smtp_ca) = (Some(url), Some(ca));
        settings.mail_from = Some("Portolan <hello@example.org>".to_owned());
        settings.mail_bounces_to = Some("portolan-bounces@learn.example.org".to_owned());
    })
    .await;
    certificates::issue_if_due(&test.app, test.cast.seat(Who::Participant)).await.unwrap();
    test.run_jobs().await;
    let cohort = format!("/cohorts/{}", test.cast.cohort.id);
    let person = format!("{cohort}/people/{}", test.cast.seat(Who::Unwelcomed));
    let coordinator = test.as_(Who::Coordinator).await;
    coordinator.post(&format!("{person}/invitation"), &[]).await.expect(303);
    test.run_jobs().await;
    let id = test.sql("SELECT id FROM certificates").await.remove(0);
    let received = smtp.received();
    for mail in &received {
        assert_eq!(mail.from, "portolan-bounces@learn.example.org", "servers answer here");
        let parsed = MessageParser::default().parse(&mail.data).unwrap();
        let from = parsed.from().unwrap().first().unwrap();
        assert_eq!((from.name(), from.address()), (Some("Portolan"), Some("hello@example.org")), "people answer here");
    }
    let mails = [received[0].data.clone(), received[1].data.clone()];
    Sent { test, smtp, certificate: format!("{cohort}/certificates/{id}"), person, mails }
}

async fn everything(test: &TestApp) -> Vec<String> {
    let mut rows = test.sql("SELECT id, sent_at, failed_at, last_error FROM mails ORDER BY id").await;
    rows.extend(test.sql("SELECT count(*) FROM audit_log").await);
    rows
}

#[actix_web::test]
async fn a_mail_that_came_back_is_seen_by_the_coordinator_and_the_next_one_arrives() {
    let Sent { test, smtp, certificate, person, mails } = sent().await;
    let coordinator = test.as_(Who::Coordinator).await;
    coordinator.get(&certificate).await.expect(200).says("Sent");
    for (mail, to) in mails.iter().zip([Who::Participant.email(), Who::Unwelcomed.email()]) {
        let (code, out, why) = fed(&test, &["mail", "bounce"], report(mail, LOST).as_bytes());
        assert_eq!((code, why.as_str()), (0, ""));
        let out = one_line(&out);
        assert!(out.contains(&format!("to {to} was not delivered: 550 5.1.1 user unknown [31m")), "{out}");
        let (code, out, _) = fed(&test, &["mail", "bounce"], report(mail, LOST).as_bytes());
        assert!(code == 0 && out.starts_with("nothing new about the mail "), "{out}");
    }
    coordinator.get(&certificate).await.expect(200).says("Could not be delivered").says("550 5.1.1 user unknown [31m");
    coordinator.get(&person).await.expect(200).says("Not delivered").says("550 5.1.1 user unknown [31m");
    let list = format!("/cohorts/{}/certificates", test.cast.cohort.id);
    coordinator.get(&list).await.expect(200).says("Could not be delivered");
    let stuck = format!("/cohorts/{}?show=stuck", test.cast.cohort.id);
    coordinator.get(&stuck).await.expect(200).says("Not delivered");
    assert_eq!(test.sql("SELECT count(*) FROM audit_log WHERE act = 'mail.came-back'").await, ["2"]);

    test.later(chrono::Duration::minutes(2));
    coordinator.post(&format!("{certificate}/mail"), &[]).await.expect(303);
    coordinator.post(&format!("{person}/invitation"), &[]).await.expect(303);
    test.run_jobs().await;
    assert_eq!(smtp.received().len(), 4);
    let page = coordinator.get(&person).await.expect(200).says("Sent");
    assert!(!page.text().contains("Not delivered") && !page.text().contains("550"), "{page:?}");
    let page = coordinator.get(&list).await.expect(200).says("Sent");
    assert!(!page.text().contains("Could not be delivered") && !page.text().contains("550"), "{page:?}");
}

#[actix_web::test]
async fn a_mail_that_is_late_stays_sent_until_it_is_lost() {
    let Sent { test, person, mails, .. } = sent().await;
    let file = tempfile::NamedTempFile::new().unwrap();
    let bounce = |block: &str| {
        fs::write(file.path(), report(&mails[1], block)).unwrap();
        on(&test, &["mail", "bounce", file.path().to_str().unwrap()])
    };
    let (code, out, _) = bounce(LATE);
    assert!(code == 0 && one_line(&out).ends_with("is late: 452 4.2.2 mailbox full"), "{out}");
    let coordinator = test.as_(Who::Coordinator).await;
    let page = coordinator.get(&person).await.expect(200).says("Sent");
    assert!(!page.text().contains("mailbox full"), "{page:?}");
    assert_eq!(test.sql("SELECT count(*) FROM audit_log WHERE act = 'mail.delayed'").await, ["1"]);
    assert_eq!(bounce("Action: delivered\r\nStatus: 2.0.0\r\n").0, 0);
    coordinator.get(&person).await.expect(200).says("Sent");
    assert_eq!(bounce(LOST).0, 0);
    assert!(bounce(LATE).1.starts_with("nothing new"));
    coordinator.get(&person).await.expect(200).says("Not delivered").says("user unknown");
}

#[actix_web::test]
async fn what_is_no_report_about_our_mail_changes_nothing() {
    let Sent { test, mails, .. } = sent().await;
    let before = everything(&test).await;
    let good = report(&mails[0], LOST);
    let id = test.mails_to(Who::Participant.email()).await[0].id.to_string();
    let nested = "Content-Type: message/rfc822\r\n\r\n".repeat(60_000);
    let boxes = "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n".repeat(30_000);
    for (input, words) in [
        (good.replace(&id, "01939f00-1111-7222-8333-444455556666"), "this server has sent no mail 01939f00-"),
        (good.replace(&format!("{id}@learn.example.org"), &format!("{id}@evil.example")), "no Message-ID of ours"),
        (good.replace("Action: failed", "Action: ?").replace("Status: 5", "Status: x"), "no delivery report"),
        (String::from_utf8_lossy(&mails[0]).into_owned(), "no Message-ID of ours"),
        (
            format!("From: nino@customs.example\r\nIn-Reply-To: <{id}@learn.example.org>\r\n\r\nThank you!\r\n"),
            "no delivery report",
        ),
        (String::new(), "this is no mail"),
        ("\u{0}\u{1}\r\n\r\n".repeat(1_000), "this is no mail"),
        (good.clone() + &"x".repeat(10 * 1024 * 1024), "larger than any delivery report"),
        (nested, "no Message-ID of ours"),
        (boxes, "no Message-ID of ours"),
    ] {
        let (code, out, why) = fed(&test, &["mail", "bounce"], input.as_bytes());
        assert!(code == 1 && out.is_empty() && one_line(&why).contains(words), "{code} {out}{why}\n{words}");
        assert_eq!(everything(&test).await, before, "{words}");
    }
    let (code, _, why) = on(&test, &["mail", "bounce", "/no/such/file"]);
    assert!(code == 2 && one_line(&why).contains("cannot read /no/such/file"), "{code} {why}");
    let (code, out, why) = fed(&test, &["mail", "bounce", "--quiet"], good.as_bytes());
    assert_eq!((code, out.as_str(), why.as_str()), (0, "", ""), "a mail system may take any word for a failure");
    assert_ne!(everything(&test).await, before);
}

#[actix_web::test]
async fn a_report_is_kept_by_the_mail_system_while_the_database_is_away() {
    let Sent { mails, .. } = sent().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.eml");
    fs::write(&file, report(&mails[0], LOST)).unwrap();
    let arguments = ["mail", "bounce", file.to_str().unwrap(), "--origin", "https://learn.example.org"];
    let mut command = portolan(&arguments);
    command.args(["--secret", SECRET, "--pg-bin", "/nowhere", "--data", folder.path().to_str().unwrap()]);
    let (code, out, why) = said(&command.output().unwrap());
    assert!(code == 75 && out.is_empty() && one_line(&why).contains("/nowhere"), "{code} {out}{why}");
}

#[actix_web::test]
async fn a_wrong_password_of_the_relay_is_told_by_the_doctor_and_the_mail_waits() {
    let smtp = Smtp::start(&[]).await;
    let (url, ca) = (smtp.url_with("a-wrong-password"), smtp.ca());
    let test = TestApp::with({
        let (url, ca) = (url.clone(), ca.clone());
        move |settings| (settings.smtp, settings.smtp_ca) = (Some(url), Some(ca))
    })
    .await;
    let page = format!("/cohorts/{}/people/{}", test.cast.cohort.id, test.cast.seat(Who::Unwelcomed));
    let coordinator = test.as_(Who::Coordinator).await;
    coordinator.post(&format!("{page}/invitation"), &[]).await.expect(303);
    test.run_jobs().await;
    let why = "the relay does not take our name and password (setting smtp): permanent error (535)";
    coordinator.get(&page).await.expect(200).says("Waits to be sent").says(why);
    assert!(smtp.refused_log_ins() > 0 && smtp.received().is_empty());

    let mut command = portolan(&["doctor", "--secret", SECRET, "--origin", "https://learn.example.org"]);
    command.args(["--database-url", &test.program_url(), "--smtp", &url, "--smtp-ca", ca.to_str().unwrap()]);
    // The relay answers on this thread meanwhile.
    let output = actix_web::rt::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    let (code, out, err) = said(&output);
    let line = out.lines().find(|line| line.starts_with("MEND  mail")).unwrap_or_else(|| panic!("{out}{err}"));
    assert!(code == 1 && line.contains(why), "{line}");
    assert!(!format!("{out}{err}").contains("a-wrong-password"), "a password is never told");
}
