//! Commands about mail, given to the real program on a test's database.

use std::path::Path;

use super::binary::{run, said};
use crate::support::{SECRET, TestApp, Who};

/// What a command says on the database of a test: exit code, standard output, standard error.
fn on(test: &TestApp, arguments: &[&str]) -> (i32, String, String) {
    let (url, data) = (test.url(), Path::new(env!("CARGO_TARGET_TMPDIR")).display().to_string());
    let mut all = arguments.to_vec();
    all.extend_from_slice(&["--database-url", &url, "--data", &data, "--secret", SECRET]);
    all.extend_from_slice(&["--origin", "https://learn.example.org"]);
    said(&run(&all))
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
