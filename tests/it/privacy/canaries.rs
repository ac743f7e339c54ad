//! A person with a marked word in everything that can be typed by or about them: after the erasing it is nowhere, not in
//! the tables, not in files, not in logs, not in mail.

use std::collections::BTreeMap;

use actix_web::test::TestRequest;
use portolan::base::ids::Uuid;
use portolan::features::quizzes::Op;
use portolan::features::{accounts, certificates};

use super::erasing::erase;
use crate::mail::with_relay;
use crate::security::pdf;
use crate::support::smtp::Smtp;
use crate::support::{ALL, Client, TestApp, Who, site};
use crate::whole::world::{NINO, Owner, Things};

const MARK: &str = "zyzzyva";
const ADDRESS: &str = "nino@zyzzyva.example";

/// `table.column` → rows in which the mark stands, in any case. Every column of every table is read as text, and bytes
/// also as Latin letters; what is packed is looked at by hand.
async fn found(test: &TestApp) -> BTreeMap<String, String> {
    let columns = test
        .sql(
            "SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
             JOIN information_schema.tables t USING (table_schema, table_name)
             WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'",
        )
        .await;
    assert!(columns.len() > 250, "{}", columns.len());
    let mut found = BTreeMap::new();
    for column in columns {
        let parts: Vec<&str> = column.split('|').collect();
        let (table, name) = (parts[0], parts[1]);
        let text = match parts[2] {
            "bytea" => format!("encode(\"{name}\", 'escape')"),
            _ => format!("\"{name}\"::text"),
        };
        let hits =
            test.sql(&format!("SELECT count(*) FROM \"{table}\" WHERE strpos(lower({text}), '{MARK}') > 0")).await;
        if hits != ["0"] {
            found.insert(format!("{table}.{name}"), hits.concat());
        }
    }
    found
}

/// The PDFs that are kept, unpacked.
async fn papers(test: &TestApp) -> String {
    let mut texts = String::new();
    for hex in test.sql("SELECT encode(pdf, 'hex') FROM certificate_files").await {
        texts.push_str(&pdf::text(&data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap()));
    }
    texts.to_lowercase()
}

fn save(attempt: Uuid, seq: i32, question: &str, value: &str) -> Op {
    let mut op = Op {
        op_id: portolan::base::ids::new_id(),
        attempt,
        device: format!("the tablet of {MARK}"),
        seq,
        kind: "answer".into(),
        question: question.into(),
        value: vec![value.into()],
        made_at: format!("by the clock of {MARK}"),
        mono_ms: 1,
        sha256: String::new(),
        prev: format!("before {MARK}"),
    };
    op.sha256 = op.hash();
    op
}

async fn send(client: &Client<'_>, ops: &[Op]) {
    let token = client.get("/no-such-page").await.csrf().unwrap();
    let request = TestRequest::post().uri("/outbox").insert_header(("x-csrf-token", token));
    let body = serde_json::json!({ "ops": ops }).to_string();
    client.send(request.insert_header(("content-type", "application/json")).set_payload(body)).await.expect(200);
}

/// Everything that Nino can type, and everything that others can type about them, by the pages they type it in.
async fn mark(test: &TestApp, smtp: &Smtp) {
    let (nino, tomas) = (test.as_(Who::Participant).await, test.as_(Who::Coordinator).await);
    let (person, seat) = (test.cast.person(Who::Participant), test.cast.seat(Who::Participant));
    let cohort = test.cast.cohort.id;
    // As a list of people would have brought them.
    test.sql(&format!("UPDATE persons SET email = '{ADDRESS}', agency = 'Customs of Zyzzyva' WHERE id = '{person}'"))
        .await;
    let profile =
        [("full_name", "Zyzzyva ბერიძე"), ("latin_name", "Zyzzyva O'Beridze"), ("lang", "en"), ("time_zone", "UTC")];
    nino.post("/profile", &profile).await.expect(303);
    nino.post(
        "/profile/password",
        &[("password_current", crate::support::PASSWORD), ("password", "zyzzyva under one moon")],
    )
    .await
    .expect(303);
    // Answers, a written task with feedback and points, a certificate with its mail, somebody who asks for its address.
    let things = Things::build(test, Owner { word: "Zyzzyva", ..NINO }).await;
    let lost = [("number", number(test).await), ("name", "Zyzzyva".into()), ("email", "new@zyzzyva.example".into())];
    let lost = lost.each_ref().map(|(name, value)| (*name, value.as_str()));
    test.client().post("/lost-access", &lost).await.expect(303);
    test.run_jobs().await;

    // An open quiz: a short text, and saves of a device that says the word wherever it can; some of them are held.
    let attempt: Uuid = things.value("attempt").parse().unwrap();
    let position = format!(
        "SELECT 'q' || (SELECT count(*) FROM attempt_items b WHERE b.attempt_id = a.attempt_id AND b.position <= a.position)
         FROM attempt_items a JOIN item_versions v ON v.id = a.item_version_id
         JOIN items i ON i.id = v.item_id WHERE a.attempt_id = '{attempt}' AND i.key = 'q-short'"
    );
    let short = test.sql(&position).await.concat();
    assert!(!short.is_empty(), "the quiz has a short text");
    let first = save(attempt, 1, &short, "a seal of zyzzyva");
    let other = Op { value: vec!["zyzzyva again".into()], ..first.clone() };
    send(&nino, &[first, Op { sha256: other.hash(), ..other }, save(attempt, 2, "a question of zyzzyva", "x")]).await;
    for held in test.sql("SELECT id FROM held_ops WHERE body <> '{}'").await {
        let decision = [("verdict", "counted"), ("reason", "Zyzzyva was in time.")];
        tomas.post(&format!("/cohorts/{cohort}/held/{held}"), &decision).await.expect(303);
    }
    nino.post(&format!("/attempts/{attempt}/submission"), &[]).await.expect(303);
    test.run_jobs().await;

    // What coordinators write about them.
    let about = format!("/cohorts/{cohort}/people/{seat}");
    tomas.post(&format!("{about}/extra-time"), &[("percent", "25")]).await.expect(303);
    tomas.post(&format!("{about}/invitation"), &[]).await.expect(303);
    test.sql(&format!(
        "INSERT INTO extra_attempts VALUES ('{seat}', '{}', 'quiz', 9, now(), NULL, 'Zyzzyva lost the line.')",
        test.cast.module
    ))
    .await;
    let paper = things.filled("/cohorts/{cohort}/certificates/{id}");
    let note = [("reason", "other"), ("note", "Zyzzyva asked for it.")];
    tomas.post(&format!("{paper}/revocation"), &note).await.expect(303);

    // They run a course themselves, and invite somebody: their name and address stand in that mail.
    test.sql(&format!(
        "INSERT INTO role_grants SELECT gen_random_uuid(), '{person}', 'coordinator', agency_id, now(), NULL
         FROM cohorts WHERE id = '{cohort}'"
    ))
    .await;
    test.age(1).await;
    let nino = test.as_(Who::Participant).await;
    let guest = format!("/cohorts/{cohort}/people/{}/invitation", test.cast.seat(Who::Unwelcomed));
    nino.post(&guest, &[]).await.expect(303);
    test.run_jobs().await;
    // Somebody gives their address to somebody else: the database refuses that, and says so in its log.
    certificates::issue_if_due(&test.app, test.cast.seat(Who::Mate)).await.unwrap();
    let mates = format!("SELECT id FROM certificates WHERE person_id = '{}'", test.cast.person(Who::Mate));
    let mates = format!("/cohorts/{cohort}/certificates/{}/address", test.sql(&mates).await.concat());
    tomas.post(&mates, &[("email", ADDRESS)]).await.expect(422);

    // Mail that fails, codes, jobs that died.
    test.sql(&format!(
        "UPDATE mails SET failed_at = now(), last_error = '550 <{ADDRESS}> unknown' WHERE person_id = '{person}'"
    ))
    .await;
    test.sql(&format!(
        "INSERT INTO jobs (id, kind, payload, run_at, dead_at, created_at, last_error)
         VALUES (gen_random_uuid(), 'sign-in-code', '{{\"email\": \"{ADDRESS}\", \"lang\": \"en\"}}', now(), now(), now(), 'x'),
                (gen_random_uuid(), 'mail', '{{}}', now(), now(), now(), '550 <{ADDRESS}> unknown')"
    ))
    .await;
    test.client().post("/sign-in/code", &[("email", ADDRESS)]).await.expect(200);
    test.run_jobs().await;
    tomas.post(&format!("{about}/withdrawal"), &[("reason", "Zyzzyva left.")]).await.expect(303);
    let now = test.app.clock.now();
    test.app
        .db
        .write(&ALL, async move |tx| accounts::suspend(tx, now, person, None, "Zyzzyva was loud.").await)
        .await
        .unwrap();
    test.sql(&format!(
        "INSERT INTO certificate_obstacles VALUES ('{seat}', '{cohort}', '{person}', now(),
         '{{\"obstacle\": \"missing-glyph\", \"character\": \"z\", \"text\": \"Zyzzyva\"}}')
         ON CONFLICT (enrolment_id) DO UPDATE SET what = excluded.what"
    ))
    .await;
    test.run_jobs().await;
    assert!(smtp.received().len() > 4);
}

async fn number(test: &TestApp) -> String {
    test.sql("SELECT number FROM certificates").await.concat()
}

#[actix_web::test]
async fn after_an_erasing_the_marked_word_is_nowhere() {
    let smtp = Smtp::start(&[]).await;
    let test = with_relay(&smtp).await;
    mark(&test, &smtp).await;

    let before = found(&test).await;
    for place in [
        "persons.email",
        "persons.full_name",
        "persons.latin_name",
        "persons.agency",
        "mails.recipient",
        "mails.text_body",
        "mails.html_body",
        "mails.last_error",
        "jobs.payload",
        "jobs.last_error",
        "answer_ops.device",
        "answer_ops.question",
        "answer_ops.value",
        "answer_ops.prev",
        "answer_ops.made_at",
        "held_ops.body",
        "held_decisions.reason",
        "results.marks",
        "grades.feedback",
        "extra_attempts.reason",
        "withdrawals.reason",
        "suspensions.reason",
        "revocations.note",
        "certificates.facts",
        "certificate_obstacles.what",
        "lost_access_requests.name",
        "lost_access_requests.email",
    ] {
        assert!(before.contains_key(place), "{place} was not marked; only {:?}", before.keys());
    }
    assert!(papers(&test).await.contains(MARK));
    let (mails, kept) = (smtp.received().len(), test.sql("SELECT count(*) FROM answer_ops").await);

    erase(&test, Who::Participant).await;
    test.run_jobs().await;

    assert_eq!(found(&test).await, BTreeMap::new(), "tables");
    assert!(!papers(&test).await.contains(MARK), "files");
    let seals = "SELECT count(*) FROM certificates c WHERE seal <> '' AND person_id IN (SELECT id FROM persons WHERE erased_at IS NOT NULL)";
    assert_eq!(test.sql(seals).await, ["0"], "the seal holds the name, packed");
    assert!(!site().log().to_lowercase().contains(MARK), "the log of the database");
    assert_eq!(test.sql("SELECT count(*) FROM answer_ops").await, kept, "the ledger has every save it had");
    // One mail more, to the person, and nothing of them in any that is still to go out.
    assert_eq!(smtp.received().len(), mails + 1);
    assert_eq!(test.sql("SELECT count(*) FROM persons WHERE erased_at IS NOT NULL").await, ["1"]);
    assert_eq!(
        test.sql("SELECT count(*) FROM mails WHERE recipient = 'layth@border.example'").await,
        ["2"],
        "the letters to the guest stay"
    );
    test.forget_jobs().await;
}
