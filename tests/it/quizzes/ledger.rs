//! The answer ledger: an acknowledged save is kept, once, whatever the line does.

use ed25519_dalek::{Signature, Verifier};
use portolan::platform::db::{Db, Reach};

use super::*;

#[actix_web::test]
async fn the_same_save_twice_is_stored_once_and_acknowledged_twice() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    let save = op(attempt, 1, "q1", "2", "");
    let first = send(&nino, std::slice::from_ref(&save)).await.expect(200);
    test.later(chrono::Duration::minutes(5));
    let second = send(&nino, std::slice::from_ref(&save)).await.expect(200);
    assert_eq!(first.json()["receipts"], second.json()["receipts"], "the same receipt, with the first time");
    assert_eq!(first.json()["receipts"][0]["sha256"], save.sha256);
    assert_eq!(first.json()["receipts"][0]["through_seq"], 1);
    assert_eq!(count(&test, "answer_ops", attempt).await, "1");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn one_id_with_two_contents_keeps_both_and_holds_the_second() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    let save = op(attempt, 1, "q1", "2", "");
    let mut other = Op { value: vec!["3".into()], ..save.clone() };
    other.sha256 = other.hash();
    assert_eq!(statuses(&send(&nino, &[save, other.clone()]).await), ["stored", "held"]);
    assert_eq!(statuses(&send(&nino, &[other]).await), ["held"]);
    let kept = test.sql("SELECT body->'value'->>0, reason FROM held_ops").await;
    assert_eq!(kept, ["3|other-content"]);
    assert_eq!(test.sql("SELECT value->>0 FROM answer_ops").await, ["2"]);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn saves_that_arrive_in_another_order_end_with_the_newest_answer() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    let first = op(attempt, 1, "q1", "1", "");
    let second = op(attempt, 2, "q1", "2", &first.sha256);
    let early = send(&nino, &[second]).await;
    assert_eq!(early.json()["receipts"][0]["through_seq"], 0, "a gap is told");
    let late = send(&nino, &[first]).await;
    assert_eq!(late.json()["receipts"][0]["through_seq"], 2);
    let html = nino.get(&format!("/attempts/{attempt}")).await.html();
    assert!(html.contains("name=\"q.q1\" value=\"2\" checked") || html.contains("value=\"2\""), "{html}");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_save_with_a_wrong_hash_a_forked_chain_or_a_strange_shape_is_held_not_lost() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    let good = op(attempt, 1, "q1", "1", "");
    let forked = op(attempt, 1, "q2", "1", "");
    let altered = Op { value: vec!["2".into()], ..op(attempt, 2, "q1", "1", "") };
    let mut strange = Op { kind: "grade".into(), ..op(attempt, 3, "q1", "1", "") };
    strange.sha256 = strange.hash();
    let page = send(&nino, &[good, forked, altered, strange]).await.expect(200);
    assert_eq!(statuses(&page), ["stored", "held", "held", "held"]);
    assert_eq!(test.sql("SELECT reason FROM held_ops ORDER BY reason").await, ["chain", "hash", "shape"]);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn damaged_saves_that_claim_one_hash_are_kept_each_and_never_taken_for_the_good_one() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    let good = op(attempt, 1, "q1", "1", "");
    let damaged = |value: &str| Op { value: vec![value.into()], ..good.clone() };
    assert_eq!(statuses(&send(&nino, &[damaged("2"), damaged("3")]).await), ["held", "held"]);
    assert_eq!(statuses(&send(&nino, std::slice::from_ref(&good)).await), ["stored"]);
    assert_eq!(statuses(&send(&nino, &[damaged("4")]).await), ["held"]);
    assert_eq!(test.sql("SELECT body->'value'->>0 FROM held_ops ORDER BY 1").await, ["2", "3", "4"]);
    assert_eq!(test.sql("SELECT value->>0 FROM answer_ops").await, ["1"]);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn after_handing_in_a_repeated_save_is_taken_and_another_is_held() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    let first = op(attempt, 1, "q1", "1", "");
    send(&nino, std::slice::from_ref(&first)).await.expect(200);
    nino.post(&format!("/attempts/{attempt}/submission"), &[]).await.expect(303);
    let same = op(attempt, 2, "q1", "1", &first.sha256);
    let other = op(attempt, 3, "q1", "2", &same.sha256);
    assert_eq!(statuses(&send(&nino, &[same, other]).await), ["stored", "held"]);
    nino.get(&format!("/attempts/{attempt}/receipt")).await.says("1 saved answer arrived late or twice");
    test.run_jobs().await;
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_strangers_save_is_unknown_and_changes_nothing() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    let mate = test.as_(Who::Mate).await;
    let page = send(&mate, &[op(attempt, 1, "q1", "1", "")]).await.expect(200);
    assert_eq!(statuses(&page), ["unknown_attempt"]);
    assert_eq!(count(&test, "answer_ops", attempt).await, "0");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn without_session_or_token_nothing_is_taken_and_the_answer_is_json() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    let post = |token: &str| {
        actix_web::test::TestRequest::post()
            .uri("/outbox")
            .insert_header(("x-csrf-token", token.to_owned()))
            .insert_header(("accept", "application/json"))
            .set_json(serde_json::json!({ "ops": [op(attempt, 1, "q1", "1", "")] }))
    };
    let refused = nino.send(post("wrong")).await.expect(403);
    assert_eq!(refused.header("content-type"), Some("application/problem+json"));
    test.client().send(post("x")).await.expect(401);
    let many: Vec<Op> = (1..=21).map(|seq| op(attempt, seq, "q1", "1", "")).collect();
    send(&nino, &many).await.expect(422);
    assert_eq!(count(&test, "answer_ops", attempt).await, "0");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn the_acknowledgement_is_signed_with_a_published_key() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    let answer = send(&nino, &[op(attempt, 1, "q1", "1", ""), op(attempt, 2, "q2", "1", "")]).await.json();
    let word = |receipt: &serde_json::Value, name: &str| receipt[name].to_string().trim_matches('"').to_owned();
    let lines: Vec<String> = answer["receipts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| ["op_id", "sha256", "status", "received_at", "through_seq"].map(|name| word(one, name)).join("|"))
        .collect();
    let bytes = data_encoding::BASE64URL_NOPAD.decode(answer["signature"].as_str().unwrap().as_bytes()).unwrap();
    let kid = answer["kid"].as_str().unwrap();
    let key = test.app.keys.all().into_iter().find(|key| key.kid == kid).unwrap();
    key.public.verify(lines.join("\n").as_bytes(), &Signature::from_slice(&bytes).unwrap()).unwrap();
    test.forget_jobs().await;
}

#[actix_web::test]
async fn the_ledger_itself_refuses_to_forget() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    send(&nino, &[op(attempt, 1, "q1", "1", "")]).await.expect(200);
    // Not even to the owner, whom nothing else holds.
    let db = Db::new(&test.url(), 1).unwrap();
    let mut conn = db.read(&Reach::Nobody).await.unwrap();
    for statement in ["DELETE FROM answer_ops", "UPDATE answer_ops SET late = true", "TRUNCATE answer_ops CASCADE"] {
        let refused = diesel_async::RunQueryDsl::execute(diesel::sql_query(statement), &mut conn).await;
        assert!(refused.is_err_and(|error| error.to_string().contains("append-only")), "{statement}");
    }
    drop(conn);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn no_device_takes_a_place_in_the_servers_own_chains() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    for device in ["form", "decision", "earlier"] {
        let mut save = Op { device: device.into(), ..op(attempt, i32::MAX, "q1", "1", "") };
        save.sha256 = save.hash();
        assert_eq!(statuses(&send(&nino, &[save]).await), ["held"], "{device}");
    }
    let sheet = sheet(&test, attempt).await;
    answer(&nino, attempt, &fields(&sheet[0], &sheet[0].right)).await.expect(303);
    assert_eq!(test.sql("SELECT device, seq FROM answer_ops").await, ["form|1"]);
    test.forget_jobs().await;
}
