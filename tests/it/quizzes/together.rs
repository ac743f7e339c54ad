//! Saves of many devices that arrive at once are written together, and none of them pays for another.

use futures_util::future::join_all;

use super::*;

/// Sends each of these by itself, all at once; the answers in their order.
async fn send_each(client: &Client<'_>, ops: &[Op]) -> Vec<Page> {
    let token = client.get("/modules").await.csrf().unwrap_or_default();
    let request = |op: &Op| {
        actix_web::test::TestRequest::post()
            .uri("/outbox")
            .insert_header(("x-csrf-token", token.clone()))
            .insert_header(("accept", "application/json"))
            .set_json(serde_json::json!({ "ops": [op] }))
    };
    join_all(ops.iter().map(|op| client.send(request(op)))).await
}

fn chain(attempt: Uuid, length: i32) -> Vec<Op> {
    (1..=length).map(|seq| op(attempt, seq, &format!("q{seq}"), "1", "")).collect()
}

#[actix_web::test]
async fn saves_of_several_people_at_once_are_each_kept_once_for_their_own() {
    let test = TestApp::start().await;
    let (nino, mate) = (test.as_(Who::Participant).await, test.as_(Who::Mate).await);
    let (own, other) = (begin(&test, Who::Participant, &nino).await, begin(&test, Who::Mate, &mate).await);
    let (first, second) = (chain(own, 8), chain(other, 8));
    let (nino_told, mate_told) = futures_util::future::join(send_each(&nino, &first), send_each(&mate, &second)).await;
    for (told, ops) in [(nino_told, first), (mate_told, second)] {
        for (page, op) in told.into_iter().zip(ops) {
            let page = page.expect(200);
            assert_eq!(statuses(&page), ["stored"]);
            assert_eq!(
                page.json()["receipts"][0]["op_id"],
                op.op_id.to_string(),
                "each gets the receipt of its own save"
            );
        }
    }
    let kept = "SELECT e.person_id = p.id, count(*), count(DISTINCT o.op_id), max(o.seq) FROM answer_ops o
                JOIN attempts a ON a.id = o.attempt_id JOIN enrolments e ON e.id = a.enrolment_id
                JOIN persons p ON p.id = e.person_id GROUP BY 1, a.id";
    assert_eq!(test.sql(kept).await, ["t|8|8|8", "t|8|8|8"]);
    let lines = "SELECT count(*), sum((detail->>'count')::int) FROM audit_log WHERE act = 'answers.received'
                 GROUP BY actor_id";
    assert_eq!(test.sql(lines).await, ["8|8", "8|8"]);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn one_save_that_cannot_stand_takes_no_other_with_it() {
    let test = TestApp::start().await;
    let (nino, mate) = (test.as_(Who::Participant).await, test.as_(Who::Mate).await);
    let (own, other) = (begin(&test, Who::Participant, &nino).await, begin(&test, Who::Mate, &mate).await);
    let taken = op(own, 1, "q1", "1", "");
    assert_eq!(statuses(&send(&nino, std::slice::from_ref(&taken)).await), ["stored"]);
    // The id of somebody else's save, a stranger's sitting, and twice the same id: beside honest saves.
    let mut stolen = Op { op_id: taken.op_id, ..op(other, 1, "q1", "2", "") };
    stolen.sha256 = stolen.hash();
    let mut twin = Op { question: "q9".into(), ..op(own, 3, "q1", "2", "") };
    twin.sha256 = twin.hash();
    let double = Op { device: "tablet".into(), ..twin.clone() };
    let double = Op { sha256: double.hash(), ..double };
    let foreign = op(own, 1, "q5", "2", "");
    let (nino_ops, mate_ops) =
        ([op(own, 2, "q2", "1", ""), twin, double], [stolen, op(other, 2, "q2", "1", ""), foreign]);
    let (nino_told, mate_told) =
        futures_util::future::join(send_each(&nino, &nino_ops), send_each(&mate, &mate_ops)).await;
    let words = |told: &[Page]| told.iter().flat_map(statuses).collect::<Vec<_>>();
    let mut own_words = words(&nino_told);
    assert_eq!(own_words.remove(0), "stored");
    own_words.sort();
    assert_eq!(own_words, ["held", "stored"], "of two saves with one id, the one that comes first stands");
    assert_eq!(words(&mate_told), ["held", "stored", "unknown_attempt"]);
    assert_eq!(count(&test, "answer_ops", own).await, "3");
    assert_eq!(count(&test, "answer_ops", other).await, "1");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_session_that_was_good_a_moment_ago_saves_nothing_once_it_is_over() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    let token = nino.get("/modules").await.csrf().unwrap();
    let save = async |seq: i32| {
        let request = actix_web::test::TestRequest::post()
            .uri("/outbox")
            .insert_header(("x-csrf-token", token.clone()))
            .insert_header(("accept", "application/json"))
            .set_json(serde_json::json!({ "ops": [op(attempt, seq, "q1", "1", "")] }));
        nino.send(request).await
    };
    assert_eq!(statuses(&save(1).await.expect(200)), ["stored"]);
    let person = test.cast.person(Who::Participant);

    test.sql(&format!("INSERT INTO suspensions (person_id, at, reason) VALUES ('{person}', now(), 'x')")).await;
    save(2).await.expect(403);
    test.sql("DELETE FROM suspensions").await;

    test.sql(&format!("UPDATE persons SET welcomed_at = NULL WHERE id = '{person}'")).await;
    save(2).await.expect(403);
    test.sql(&format!("UPDATE persons SET welcomed_at = now() WHERE id = '{person}'")).await;

    let seat = test.cast.seat(Who::Participant);
    test.sql(&format!("INSERT INTO withdrawals (enrolment_id, at, reason) VALUES ('{seat}', now(), 'x')")).await;
    assert_eq!(statuses(&save(2).await.expect(200)), ["unknown_attempt"]);
    test.sql("DELETE FROM withdrawals").await;

    assert_eq!(statuses(&save(2).await.expect(200)), ["stored"], "nothing of this was remembered");
    test.sql(&format!("UPDATE sessions SET ended_at = now() WHERE person_id = '{person}'")).await;
    save(3).await.expect(401);
    test.sql(&format!("UPDATE sessions SET ended_at = NULL WHERE person_id = '{person}'")).await;
    test.later(chrono::Duration::days(15));
    save(3).await.expect(401);
    assert_eq!(count(&test, "answer_ops", attempt).await, "2");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn what_another_server_took_is_on_the_next_page() {
    let test = TestApp::start().await;
    let other = test.beside().await;
    let (here, there) = (test.as_(Who::Participant).await, other.as_(Who::Participant).await);
    let attempt = begin(&test, Who::Participant, &here).await;
    let page = format!("/attempts/{attempt}");
    let chosen = |html: &str| html.matches(" checked").count();
    let html = here.get(&page).await.html();
    assert_eq!(chosen(&html), 0);
    let radio = |one: &Sheet| format!("type=\"radio\" name=\"q.{}\" value=\"{}\"", one.id, one.right[0]);
    let choice = sheet(&test, attempt).await.into_iter().find(|one| html.contains(&radio(one))).unwrap();
    let save = op(attempt, 1, &choice.id, &choice.right[0], "");
    assert_eq!(statuses(&send(&there, std::slice::from_ref(&save)).await), ["stored"]);
    assert_eq!(chosen(&here.get(&page).await.html()), 1, "the page is made anew");
    assert_eq!(chosen(&here.get(&page).await.html()), 1, "and remembered");
    let russian = here.get(&format!("{page}?lang=ru")).await.html();
    assert!(russian.contains("lang=\"ru\"") && chosen(&russian) == 1, "in another language it is another page");
    assert_ne!(russian.matches("<fieldset").count(), 0);
    // Another's sitting is not there, however well it is remembered.
    test.as_(Who::Mate).await.get(&page).await.expect(404);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_save_beside_the_handing_in_counts_or_is_held() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    let attempt = begin(&test, Who::Participant, &nino).await;
    let path = format!("/attempts/{attempt}/submission");
    let ops = chain(attempt, 6);
    let (told, handed_in) = futures_util::future::join(send_each(&nino, &ops), nino.post(&path, &[])).await;
    handed_in.expect(303);
    let words: Vec<_> = told.iter().flat_map(statuses).collect();
    let stored = words.iter().filter(|word| *word == "stored").count();
    assert_eq!(count(&test, "answer_ops", attempt).await, stored.to_string());
    assert_eq!(count(&test, "held_ops", attempt).await, (words.len() - stored).to_string());
    let counted = test.sql(&format!("SELECT answered FROM submissions WHERE attempt_id = '{attempt}'")).await;
    assert_eq!(counted, [stored.to_string()], "what was acknowledged is in what was handed in");
    test.forget_jobs().await;
}
