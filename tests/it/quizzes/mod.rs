//! Sittings as people live them: forms, saves from a device, the clock, receipts, results.

mod again;
mod forms;
mod gain;
mod held;
mod ledger;
mod results;
mod time;
mod together;

use portolan::features::curriculum::{Item, Kind, module_version};
use portolan::features::questions::shuffled;
use portolan::features::quizzes::Op;
use uuid::Uuid;

use crate::support::{ALL, Client, Page, TestApp, Who};

/// The address of the fixture's quiz in somebody's place.
fn quiz_of(test: &TestApp, who: Who) -> String {
    format!("/enrolments/{}/modules/harbour/quiz", test.cast.seat(who))
}

/// Begins the quiz; the attempt's id.
async fn begin(test: &TestApp, who: Who, client: &Client<'_>) -> Uuid {
    let begun = client.post(&quiz_of(test, who), &[]).await.expect(303);
    begun.redirect().unwrap().rsplit('/').next().unwrap().parse().unwrap()
}

/// A question of an attempt with what a form posts for a right and for a wrong answer.
struct Sheet {
    id: String,
    right: Vec<String>,
    wrong: Vec<String>,
    placed: bool,
}

/// The answer sheet of an attempt, from the key that the page never shows.
async fn sheet(test: &TestApp, attempt: Uuid) -> Vec<Sheet> {
    let seed: i64 =
        test.sql(&format!("SELECT seed FROM attempts WHERE id = '{attempt}'")).await.concat().parse().unwrap();
    let keys = test
        .sql(&format!(
            "SELECT i.key FROM attempt_items a JOIN item_versions v ON v.id = a.item_version_id
             JOIN items i ON i.id = v.item_id WHERE a.attempt_id = '{attempt}' ORDER BY a.position"
        ))
        .await;
    let module = module_version(&mut test.app.db.read(&ALL).await.unwrap(), test.cast.module).await.unwrap();
    let sheet = keys.iter().zip(1..).map(|(key, nth)| {
        let item = module.item(key).unwrap();
        let (right, wrong, placed) = answers(item, seed.cast_unsigned());
        Sheet { id: format!("q{nth}"), right, wrong, placed }
    });
    sheet.collect()
}

fn answers(item: &Item, seed: u64) -> (Vec<String>, Vec<String>, bool) {
    let order = shuffled(item, seed);
    let place = |id: &str| (order.iter().position(|known| known == id).unwrap() + 1).to_string();
    let one = |text: &str| vec![text.to_owned()];
    match &item.kind {
        Kind::Single { options } | Kind::Multiple { options } => {
            let ids = |correct: bool| {
                options.iter().filter(|o| o.correct == correct).map(|o| place(&o.id)).collect::<Vec<_>>()
            };
            (ids(true), ids(false)[..1].to_vec(), false)
        }
        Kind::TrueFalse { answer } => (one(&answer.to_string()), one("unsure"), false),
        Kind::Numeric { answer, .. } => (one(&answer.to_string()), one("9"), false),
        Kind::Ordering { items } => {
            let right: Vec<String> = items.iter().map(|id| place(id)).collect();
            (right.clone(), right.into_iter().rev().collect(), true)
        }
        Kind::Matching { pairs, extra } => {
            let right = pairs.iter().map(|id| place(id)).collect();
            (right, vec![place(&extra[0]); pairs.len()], true)
        }
        Kind::ShortText { accept } => (one(&accept.values().next().unwrap()[0]), one("a horse"), false),
    }
}

/// The fields of the form for a question.
fn fields(sheet: &Sheet, values: &[String]) -> Vec<(String, String)> {
    let name = |nth: usize| if sheet.placed { format!("q.{}.{nth}", sheet.id) } else { format!("q.{}", sheet.id) };
    values.iter().enumerate().map(|(nth, value)| (name(nth), value.clone())).collect()
}

/// Posts the answers of a whole page.
async fn answer(client: &Client<'_>, attempt: Uuid, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.post(&format!("/attempts/{attempt}/answers"), &fields).await
}

/// Answers everything right, or wrong, and hands it in.
async fn sit(test: &TestApp, who: Who, client: &Client<'_>, right: bool) -> Uuid {
    let attempt = begin(test, who, client).await;
    let all: Vec<_> = sheet(test, attempt)
        .await
        .iter()
        .flat_map(|one| fields(one, if right { &one.right } else { &one.wrong }))
        .collect();
    answer(client, attempt, &all).await.expect(303);
    client.post(&format!("/attempts/{attempt}/submission"), &[]).await.expect(303);
    test.run_jobs().await;
    attempt
}

/// A save as the page's script makes it.
fn op(attempt: Uuid, seq: i32, question: &str, value: &str, prev: &str) -> Op {
    let mut op = Op {
        op_id: Uuid::new_v4(),
        attempt,
        device: "phone".into(),
        seq,
        kind: "answer".into(),
        question: question.into(),
        value: vec![value.into()],
        made_at: "2026-11-24T12:00:00.000Z".into(),
        mono_ms: 1000,
        sha256: String::new(),
        prev: prev.into(),
    };
    op.sha256 = op.hash();
    op
}

/// Sends saves as the page's script does; the page is opened for its token.
async fn send(client: &Client<'_>, ops: &[Op]) -> Page {
    let token = client.get("/modules").await.csrf().unwrap_or_default();
    let request = actix_web::test::TestRequest::post()
        .uri("/outbox")
        .insert_header(("x-csrf-token", token))
        .insert_header(("accept", "application/json"))
        .set_json(serde_json::json!({ "ops": ops }));
    client.send(request).await
}

/// `status` of each receipt.
fn statuses(page: &Page) -> Vec<String> {
    let receipts = page.json()["receipts"].as_array().unwrap().clone();
    receipts.iter().map(|receipt| receipt["status"].as_str().unwrap().to_owned()).collect()
}

async fn count(test: &TestApp, table: &str, attempt: Uuid) -> String {
    test.sql(&format!("SELECT count(*) FROM {table} WHERE attempt_id = '{attempt}'")).await.concat()
}
