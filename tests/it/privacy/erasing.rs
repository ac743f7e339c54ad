//! Having an account erased: asked for with a proof, taken back or done, and what everybody sees afterwards.

use actix_web::test::TestRequest;
use portolan::features::{certificates, privacy};
use portolan::platform::auth::issue_token;
use portolan::platform::db::{Db, Reach};

use crate::mail::with_relay;
use crate::support::smtp::Smtp;
use crate::support::{ALL, Client, PASSWORD, Page, TestApp, Who};

const PLACE: &str = "/profile/erasure";

async fn ask(client: &Client<'_>) -> Page {
    client.post(PLACE, &[("password_current", PASSWORD)]).await
}

pub async fn erase(test: &TestApp, who: Who) {
    let (now, person) = (test.app.clock.now(), test.cast.person(who));
    test.app.db.write(&ALL, async move |tx| privacy::erase_and_tell(tx, now, person).await).await.unwrap();
}

async fn as_program(test: &TestApp, who: Who, path: &str) -> Page {
    let token = issue_token(&test.app, test.cast.person(who)).unwrap();
    let request = TestRequest::get().uri(path).insert_header(("authorization", format!("Bearer {token}")));
    test.client().send(request).await
}

#[actix_web::test]
async fn it_is_asked_for_with_the_password_told_by_mail_taken_back_and_asked_for_again() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let page =
        nino.get(PLACE).await.expect(200).says("14 days after you ask").says("You are in the middle of a course");
    assert!(page.html().contains("Harbour, basics") && page.html().contains("autocomplete=\"current-password\""));
    nino.post(PLACE, &[]).await.expect(422).says("Type your current password first");
    nino.post(PLACE, &[("password_current", "something else entirely")])
        .await
        .expect(422)
        .says("not your current password");
    assert_eq!(test.sql("SELECT count(*) FROM erasure_requests").await, ["0"]);

    ask(&nino).await.expect(303);
    let page = nino.get(PLACE).await.expect(200).says("Your account will be erased on").says("Take it back");
    assert!(!page.html().contains("password_current"), "asked once is enough");
    ask(&nino).await.expect(303);
    let told: Vec<_> = test.mails_to(Who::Participant.email()).await;
    assert_eq!(told.len(), 1, "two clicks are one request");
    assert!(told[0].text_body.contains("https://learn.example.org/profile/erasure"));

    nino.post("/profile/erasure/withdrawal", &[]).await.expect(303);
    nino.get("/profile").await.expect(200).says("You keep your account");
    test.age(10).await;
    ask(&nino).await.expect(303);
    test.age(5).await;
    test.run_jobs().await;
    assert_eq!(
        test.sql("SELECT count(*) FROM persons WHERE erased_at IS NOT NULL").await,
        ["0"],
        "the new time counts"
    );
    test.forget_jobs().await;
}

#[actix_web::test]
async fn after_two_weeks_the_person_is_nobody_and_the_last_letter_leaves_no_row() {
    let smtp = Smtp::start(&[]).await;
    let test = with_relay(&smtp).await;
    let nino = test.as_(Who::Participant).await;
    as_program(&test, Who::Participant, "/api/v1/me").await.expect(200);
    ask(&nino).await.expect(303);
    test.run_jobs().await;
    test.age(13).await;
    test.run_jobs().await;
    nino.get(PLACE).await.expect(200);
    // By a clock that runs ahead on its own, nothing is done.
    test.later(chrono::Duration::days(2));
    test.run_jobs().await;
    assert_eq!(test.sql("SELECT count(*) FROM persons WHERE erased_at IS NOT NULL").await, ["0"]);
    test.later(chrono::Duration::days(-2));
    test.age(3).await;
    test.run_jobs().await;

    let fresh = test.as_(Who::Participant).await;
    assert!(fresh.get("/profile").await.expect(303).redirect().unwrap().starts_with("/sign-in"));
    as_program(&test, Who::Participant, "/api/v1/me").await.expect(401);
    let sign_in = |email: &'static str| [("email", email), ("password", PASSWORD)];
    let known = test.client().post("/sign-in", &sign_in("nino@customs.example")).await.expect(422);
    let unknown = test.client().post("/sign-in", &sign_in("nina@customs.example")).await.expect(422);
    let plain = |page: &Page| {
        let html = page.html().replace("nino@", "nina@");
        html.split("name=\"csrf\" value=\"")
            .map(|part| part.split_once('"').map_or(part, |(_, rest)| rest).to_owned())
            .collect::<String>()
    };
    assert_eq!(plain(&known), plain(&unknown));
    let last = smtp.received().into_iter().filter(|mail| {
        String::from_utf8_lossy(&mail.data).contains("Subject: Your account was erased")
            && mail.to.iter().any(|to| to.contains(Who::Participant.email()))
    });
    assert_eq!(last.count(), 1, "the person is told");
    assert_eq!(test.mails_to(Who::Participant.email()).await.len(), 0);
    assert_eq!(test.sql("SELECT count(*) FROM mails WHERE template = 'person-erased'").await, ["0"]);
    let line = "SELECT act, detail FROM audit_log WHERE act = 'person.erased'";
    assert_eq!(test.sql(line).await, ["person.erased|{}"]);
    // A course goes on counting who was in it, and takes nobody for somebody else.
    let place = format!("SELECT count(*) FROM enrolments WHERE person_id = '{}'", test.cast.person(Who::Participant));
    assert_eq!(test.sql(&place).await, ["1"]);
    let cohort = format!("/cohorts/{}", test.cast.cohort.id);
    test.as_(Who::Coordinator)
        .await
        .get(&cohort)
        .await
        .expect(200)
        .says("One more person is counted and no longer named");
}

#[actix_web::test]
async fn who_has_no_password_proves_it_with_a_code_that_says_what_it_is_for() {
    let test = TestApp::start().await;
    test.sql("DELETE FROM passwords").await;
    let nino = test.as_(Who::Participant).await;
    nino.get(PLACE).await.expect(200).says("We send a code");
    nino.post(PLACE, &[("code", "AAAA-AAAA")]).await.expect(422).says("This code does not work");
    nino.post("/profile/erasure/code", &[]).await.expect(303);
    test.run_jobs().await;
    let mail = test.mails_to(Who::Participant.email()).await.remove(0);
    assert!(
        mail.text_body.contains("have your account erased")
            && mail.text_body.contains("somebody else has your account open")
    );
    let code = mail.text_body.lines().find_map(|line| line.trim().strip_prefix("Code:")).unwrap().trim().to_owned();
    nino.post(PLACE, &[("code", &code), ("by", "code")]).await.expect(303);
    nino.get(PLACE).await.says("Your account will be erased on");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn the_last_administrator_stays_and_is_told_what_to_do() {
    let test = TestApp::start().await;
    let vera = test.as_(Who::Admin).await;
    let page =
        vera.get(PLACE).await.expect(200).says("The last administrator cannot be erased").says("portolan people roles");
    assert!(!page.html().contains("password_current"));
    ask(&vera).await.expect(409).says("Give the role of administrator to somebody else first");
    let (now, person) = (test.app.clock.now(), test.cast.person(Who::Admin));
    let refused = test.app.db.write(&ALL, async move |tx| privacy::erase_and_tell(tx, now, person).await).await;
    assert!(refused.is_err());
    let grant = format!(
        "INSERT INTO role_grants SELECT gen_random_uuid(), '{}', 'admin', NULL, now(), NULL",
        test.cast.person(Who::Coordinator)
    );
    test.sql(&grant).await;
    ask(&vera).await.expect(303);
    vera.get(PLACE).await.says("You lose your roles");
    erase(&test, Who::Admin).await;
    assert_eq!(test.sql("SELECT count(*) FROM role_grants WHERE role = 'admin'").await, ["1"]);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_certificate_of_somebody_erased_is_not_called_forged_and_a_withdrawn_one_stays_withdrawn() {
    let test = TestApp::start().await;
    for who in [Who::Participant, Who::Mate] {
        certificates::issue_if_due(&test.app, test.cast.seat(who)).await.unwrap();
    }
    let mut conn = test.app.db.read(&ALL).await.unwrap();
    let held = certificates::of_person(&mut conn, test.cast.person(Who::Participant)).await.unwrap().remove(0);
    let other = certificates::of_person(&mut conn, test.cast.person(Who::Mate)).await.unwrap().remove(0);
    drop(conn);
    test.sql(&format!("INSERT INTO revocations VALUES ('{}', now(), NULL, 'misconduct', '')", other.certificate.id))
        .await;
    let nino = test.as_(Who::Participant).await;
    nino.get(PLACE).await.expect(200).says("You have a certificate");
    erase(&test, Who::Participant).await;
    erase(&test, Who::Mate).await;
    let left = "SELECT count(*) FROM withdrawals WHERE reason = ''";
    assert_eq!(test.sql(left).await, ["2"], "who is in the middle of a course is taken out of it");

    let anyone = test.client();
    let by_number =
        |one: &certificates::Held| format!("/v?n={}&c={}", one.certificate.number, one.certificate.check_code);
    for path in [by_number(&held), format!("/v/{}", held.certificate.seal)] {
        for (lang, said) in [
            ("en", "erased at its holder’s wish"),
            ("fr", "effacées à la demande du titulaire"),
            ("es", "por deseo del titular"),
            ("ar", "برغبة صاحبها"),
            ("ru", "по желанию владельца"),
        ] {
            let sign = if path.contains('?') { '&' } else { '?' };
            let page = anyone.get(&format!("{path}{sign}lang={lang}")).await.expect(200).says(said);
            for word in ["ნინო", "Beridze", "Harbour"] {
                assert!(!page.html().contains(word), "{path} in {lang} tells {word}");
            }
        }
    }
    let page =
        anyone.get(&by_number(&other)).await.expect(200).says("was withdrawn").says("rules of the course were broken");
    assert!(page.html().contains("erased at its holder"), "and it says why no facts are shown");
    let wrong = anyone.get(&format!("/v?n={}&c=333333", held.certificate.number)).await.expect(200);
    assert!(wrong.html().contains("We do not know this number with this code"));
    let list = anyone.get("/.well-known/portolan-revocations.json").await.expect(200).html();
    assert!(list.contains(&held.certificate.number) && list.contains("\"erased\"") && list.contains("\"misconduct\""));
    // Nothing makes another one, and nobody is written to.
    certificates::issue_if_due(&test.app, test.cast.seat(Who::Participant)).await.unwrap();
    let lost = [("number", held.certificate.number.as_str()), ("name", "Nino"), ("email", "nino@new.example")];
    anyone.post("/lost-access", &lost).await.expect(303);
    test.run_jobs().await;
    assert_eq!(test.sql("SELECT count(*) FROM lost_access_requests").await, ["0"]);
    assert_eq!(test.sql("SELECT count(*) FROM certificate_files").await, ["0"]);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn the_ledger_lets_words_go_only_when_their_person_was_erased() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let place = format!("/enrolments/{}/modules/harbour/task", test.cast.seat(Who::Participant));
    let task = nino.post(&place, &[]).await.expect(303).redirect().unwrap();
    nino.post(&format!("{task}/answers"), &[("q.gate-case", "I stop the truck.")]).await.expect(303);
    // Not even to the owner of the tables.
    let owner = Db::new(&test.url(), 1).unwrap();
    let clear = "UPDATE answer_ops SET value = '[]', question = '', made_at = '', device = 'gone 1'";
    let mut conn = owner.read(&Reach::Nobody).await.unwrap();
    let refused = diesel_async::RunQueryDsl::execute(diesel::sql_query(clear), &mut conn).await;
    assert!(refused.is_err_and(|error| error.to_string().contains("append-only")));
    drop(conn);
    let hashes = test.sql("SELECT op_id, sha256, seq, received_at FROM answer_ops").await;
    erase(&test, Who::Participant).await;
    assert_eq!(test.sql("SELECT op_id, sha256, seq, received_at FROM answer_ops").await, hashes, "the chain stays");
    assert_eq!(test.sql("SELECT value, question FROM answer_ops").await, ["[]|"]);
    let mut conn = owner.read(&Reach::Nobody).await.unwrap();
    for other in ["value = '[\"x\"]'", "sha256 = ''", "late = true", "device = 'nino'"] {
        let statement = format!("UPDATE answer_ops SET {other}");
        let refused = diesel_async::RunQueryDsl::execute(diesel::sql_query(statement), &mut conn).await;
        assert!(refused.is_err(), "{other}");
    }
    drop(conn);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_short_name_is_taken_out_of_letters_to_others_and_nothing_else_is() {
    let test = TestApp::start().await;
    let (nino, mate) = (test.cast.person(Who::Participant), test.cast.person(Who::Mate));
    let email = Who::Participant.email();
    test.sql(&format!("UPDATE persons SET full_name = 'e+' WHERE id = '{nino}'")).await;
    let words = |name: &str, email: &str| {
        format!("Write to {name} ({email}). Here it is: https://learn.example.org/e+/here?e+=e+ – see {name}.")
    };
    test.sql(&format!(
        "INSERT INTO mails (id, recipient, person_id, template, lang, subject, text_body, html_body, created_at)
         VALUES (gen_random_uuid(), 'mate@x.example', '{mate}', 'invitation', 'en', 'Course', '{text}', '<p>{text}</p>', now())",
        text = words("e+", email)
    ))
    .await;
    erase(&test, Who::Participant).await;
    let left = test.sql("SELECT text_body, html_body FROM mails WHERE recipient = 'mate@x.example'").await;
    let text = words("–", "–");
    assert_eq!(left, [format!("{text}|<p>{text}</p>")]);
    test.forget_jobs().await;
}
