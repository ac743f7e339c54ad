//! The download of one's own record: for programs whole, for people in words, and never ahead of what pages show.

mod canaries;
mod erasing;
mod registry;
mod retention;

use std::io::Read;

use actix_web::test::TestRequest;
use portolan::features::questions::shuffled;
use portolan::platform::auth::issue_token;

use crate::support::page::words;
use crate::support::{ALL, Client, TestApp, Who};

/// The readable page of the download, its words, and the file of a kind.
struct Export {
    html: String,
    answers: serde_json::Value,
    names: Vec<String>,
}

impl Export {
    fn says(&self, what: &str) -> bool {
        words(&self.html).contains(what)
    }
}

async fn export(client: &Client<'_>) -> Export {
    let body = client.get("/profile/export.zip").await.expect(200).body;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(body)).unwrap();
    let names = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut html = String::new();
    zip.by_name("index.html").unwrap().read_to_string(&mut html).unwrap();
    let answers = serde_json::from_reader(zip.by_name("data/answers.json").unwrap()).unwrap();
    Export { html, answers, names }
}

/// Begins a sitting; its address.
async fn begin(test: &TestApp, client: &Client<'_>, what: &str) -> String {
    let place = format!("/enrolments/{}/modules/harbour/{what}", test.cast.seat(Who::Participant));
    client.post(&place, &[]).await.expect(303).redirect().unwrap()
}

/// What a form posts to answer the open quiz: an option, an order and pairs as they are read in words.
async fn fields(test: &TestApp) -> Vec<(String, String)> {
    let sql = "SELECT i.key, a.position, t.seed FROM attempt_items a JOIN attempts t ON t.id = a.attempt_id
               JOIN item_versions v ON v.id = a.item_version_id JOIN items i ON i.id = v.item_id ORDER BY a.position";
    let version =
        portolan::features::curriculum::module_version(&mut test.app.db.read(&ALL).await.unwrap(), test.cast.module)
            .await
            .unwrap();
    let mut fields = Vec::new();
    for (row, nth) in test.sql(sql).await.iter().zip(1..) {
        let mut cells = row.split('|');
        let (key, seed) = (cells.next().unwrap(), cells.nth(1).unwrap().parse::<i64>().unwrap().cast_unsigned());
        let order = shuffled(version.item(key).unwrap(), seed);
        let place = |id: &str| (order.iter().position(|known| known == id).unwrap() + 1).to_string();
        let one = |value: &str| vec![(format!("q.q{nth}"), value.to_owned())];
        let placed = |ids: [&str; 3]| {
            ids.iter().enumerate().map(|(at, id)| (format!("q.q{nth}.{at}"), place(id))).collect::<Vec<_>>()
        };
        fields.extend(match key {
            "q-single" => one(&place("b")),
            "q-multiple" => vec![(format!("q.q{nth}"), place("a")), (format!("q.q{nth}"), place("c"))],
            "q-true-false" => one("unsure"),
            "q-numeric" => one("1234,5"),
            "q-ordering" => placed(["3", "1", "2"]),
            "q-matching" => placed(["2", "1", "x1"]),
            _ => one("a seal"),
        });
    }
    fields
}

async fn post(client: &Client<'_>, path: &str, fields: &[(String, String)]) {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.post(path, &fields).await.expect(303);
}

/// What each question would give away.
const KEYS: [&str; 6] =
    ["First nobody touches it", "This destroys", "It is a question", "0.43", "first read, then compare", "who writes"];

#[actix_web::test]
async fn a_person_reads_what_they_were_asked_and_answered_in_their_language_and_no_key() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let quiz = begin(&test, &nino, "quiz").await;
    let empty = export(&nino).await;
    assert!(empty.says("The seal number does not match. What comes first?") && empty.says("Not yet"));
    let fields = fields(&test).await;
    post(&nino, &format!("{quiz}/answers"), &fields).await;

    let open = export(&nino).await;
    for said in [
        "Open the box at once.",
        "The number on the box.\nThe colour of the truck.",
        "Which two of these",
        "Not sure",
        "1,234.5 m",
        "1. Write the result down\n2. Read the number\n3. Compare it with the papers",
        "Manifest – Which goods are in which package\nPacking list – All cargo of a ship\nInvoice – The rate of duty",
        "a seal",
        "Account since",
        "Harbour, basics",
        "Georgia",
        "Quiz: The harbour",
    ] {
        assert!(open.says(said), "does not say {said:?}:\n{}", words(&open.html));
    }
    assert!(!open.says("Points") && !open.says("Passed") && !open.says("Not passed"), "{}", words(&open.html));
    nino.post(&format!("{quiz}/submission"), &[]).await.expect(303);
    let done = export(&nino).await;
    assert!(done.says("Not passed yet") && done.says("Points: 0 of 1") && done.says("Points: 1 of 1"));
    for export in [&empty, &open, &done] {
        let text = words(&export.html);
        for key in KEYS {
            assert!(!text.to_lowercase().contains(&key.to_lowercase()), "tells {key}: {text}");
        }
        for raw in ["_at", "answer_ops", "export-", "[", "null", "q-single", "quiz\n"] {
            assert!(!text.contains(raw), "shows {raw:?} raw: {text}");
        }
        assert!(!export.html.contains("<script") && export.html.contains("UTC"));
    }
    // The files stay whole, as they were posted.
    assert_eq!(done.answers.as_array().unwrap().len(), 7);
    assert!(done.names.contains(&"data/grades.json".to_owned()));

    nino.get("/profile?lang=fr").await.expect(200);
    let french = export(&nino).await;
    assert!(french.html.contains("lang=\"fr\"") && french.says("Nom complet") && french.says("1 234,5 m"));
    nino.get("/profile?lang=ar").await.expect(200);
    assert!(export(&nino).await.html.contains("dir=\"rtl\""));
    test.forget_jobs().await;
}

#[actix_web::test]
async fn points_of_a_task_wait_for_their_release_and_what_people_write_is_no_markup() {
    let test = TestApp::start().await;
    let (nino, instructor) = (test.as_(Who::Participant).await, test.as_(Who::Instructor).await);
    let task = begin(&test, &nino, "task").await;
    let text = "<script>alert(1)</script> I stop the truck & I call for help.";
    nino.post(&format!("{task}/answers"), &[("q.gate-case", text)]).await.expect(303);
    nino.post(&format!("{task}/submission"), &[]).await.expect(303);
    let marks = [("version", "0"), ("c.order", "2"), ("c.record", "1"), ("feedback", "Very <b>clear</b>.")];
    let answer = format!("/grading/answers/{}", task.rsplit('/').next().unwrap());
    instructor.post(&answer, &marks).await.expect(303);
    let waiting = export(&nino).await;
    assert!(waiting.says("A seal that does not match") && waiting.says(text) && waiting.says("Not released yet"));
    for told in ["clear", "3 of 3", "Stop, secure, call", "Fully"] {
        assert!(!waiting.says(told), "tells {told}");
    }
    let release = format!("/grading/{}/{}/release", test.cast.cohort.id, test.cast.module);
    instructor.post(&release, &[]).await.expect(303);
    let released = export(&nino).await;
    for said in ["3 of 3", "Works in the right order: 2 of 2, Fully", "Very <b>clear</b>."] {
        assert!(released.says(said), "does not say {said:?}: {}", words(&released.html));
    }
    assert!(!released.html.contains("<script") && !released.says("Stop, secure, call"));
    test.run_jobs().await;
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_program_gets_its_owners_record_and_nobody_elses() {
    let test = TestApp::start().await;
    let token = issue_token(&test.app, test.cast.person(Who::Participant)).unwrap();
    let request = TestRequest::get().uri("/api/v1/me/record");
    let record = test
        .client()
        .send(request.insert_header(("authorization", format!("Bearer {token}"))))
        .await
        .expect(200)
        .json();
    assert_eq!(record["person"][0]["email"], Who::Participant.email());
    assert_eq!(record["enrolments"].as_array().unwrap().len(), 1);
    assert!(!record.to_string().contains(Who::Mate.email()));
    test.client().get("/api/v1/me/record").await.expect(401);
}

#[actix_web::test]
async fn a_test_tells_no_points_by_question() {
    let folder = crate::support::fixture::curriculum_with_tests();
    let test = TestApp::start().await;
    let now = test.app.clock.now();
    portolan::features::curriculum::import(&test.app.db, now, folder.path()).await.unwrap();
    test.sql(
        "UPDATE cohort_modules m SET module_version_id = v.id FROM module_versions v
         WHERE v.number = 2 AND m.cohort_id IN (SELECT id FROM cohorts WHERE code = 'NORTH-1')",
    )
    .await;
    let nino = test.as_(Who::Participant).await;
    let before = begin(&test, &nino, "pre-test").await;
    nino.post(&format!("{before}/answers"), &[("q.q1", "true"), ("q.q2", "false")]).await.expect(303);
    nino.post(&format!("{before}/submission"), &[]).await.expect(303);
    let export = export(&nino).await;
    assert!(export.says("Test before: The harbour") && export.says("Points\n1 of 3"), "{}", words(&export.html));
    assert!(!export.says("Points:") && !export.says("Secret word") && !export.says("Passed"));
    test.forget_jobs().await;
}
