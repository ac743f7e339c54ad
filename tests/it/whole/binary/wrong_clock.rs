//! The machine's clock is wrong, and is put right again: nobody's attempt has ended by it, and nothing waits for it.

use portolan::platform::db::embedded::url_of_running;
use serde_json::json;

use super::browser::Browser;
use super::clock::MovedClock;
use super::saves::Saves;
use super::server::Server;
use super::support::{Data, free_port, until};
use crate::support::sql;

const NINO: &str = "nino.beridze@customs.example";
const THREE_DAYS: i64 = 3 * 24 * 3600;

#[test]
fn a_clock_that_is_ahead_closes_no_attempt_and_holds_nothing_up_when_it_is_right_again() {
    let (data, port) = (Data::new("wrong-clock"), free_port());
    let clock = MovedClock::new(&data);
    let server = Server::start(clock.worn_by(&mut Server::demo_command(&data, port)), port, &data.0.join("server.log"));
    let folder = data.0.join("data");
    let url = url_of_running(&folder, "portolan").unwrap();
    let nino = Browser::of_demo(&folder, port, NINO);
    let sitting = nino.begin_quiz(&nino.first_module());
    let attempt = sitting.rsplit('/').next().unwrap().to_owned();
    let mut saves = Saves::of(&sitting);
    let mut save = || {
        let op = saves.flag("q1", true);
        let page = nino.json("/outbox", &json!({ "ops": [op] })).expect(200).json();
        assert_eq!(page["receipts"][0]["status"], "stored", "{page}");
    };
    save();

    clock.set(THREE_DAYS);
    until("the runner's word about the clock", || {
        let told = sql(&url, "SELECT last_error FROM jobs WHERE kind = 'close-attempt' AND last_error IS NOT NULL");
        told.iter().any(|why| why.contains("s ahead of the database's")).then_some(())
    });
    assert!(sql(&url, &format!("SELECT 1 FROM submissions WHERE attempt_id = '{attempt}'")).is_empty());
    save();

    // As it would be, had its runner died.
    sql(&url, "UPDATE jobs SET leased_until = now() + interval '3 days' WHERE kind = 'close-attempt'");
    clock.set(0);
    until("the end of the attempt, planned anew", || {
        let planned = format!(
            "SELECT 1 FROM jobs j JOIN attempts a ON a.id = '{attempt}' WHERE kind = 'close-attempt' AND attempts = 0
             AND payload->>'attempt' = a.id::text AND run_at < now() + interval '2 hours'"
        );
        (!sql(&url, &planned).is_empty()).then_some(())
    });
    save();
    nino.post(&format!("{sitting}/submission"), &[]).expect(303);
    let closed =
        sql(&url, &format!("SELECT by_clock::text, late::text FROM submissions WHERE attempt_id = '{attempt}'"));
    assert_eq!(closed, ["false|false"]);
    server.stop();
}

#[test]
fn an_attempt_begun_by_a_clock_that_was_behind_has_its_whole_time() {
    let (data, port) = (Data::new("clock-behind"), free_port());
    let clock = MovedClock::new(&data);
    clock.set(-THREE_DAYS);
    let mut command = Server::demo_command(&data, port);
    let server = Server::start(clock.worn_by(&mut command), port, &data.0.join("server.log"));
    let folder = data.0.join("data");
    let url = url_of_running(&folder, "portolan").unwrap();
    let nino = Browser::of_demo(&folder, port, NINO);
    let sitting = nino.begin_quiz(&nino.first_module());
    let attempt = sitting.rsplit('/').next().unwrap().to_owned();

    clock.set(0);
    let left = format!(
        "SELECT 1 FROM attempts WHERE id = '{attempt}' AND started_at > now() - interval '10 min'
         AND due_at > now() + interval '5 min' AND due_at < now() + interval '2 hours'"
    );
    until("the time of the attempt, begun anew", || (!sql(&url, &left).is_empty()).then_some(()));
    assert!(sql(&url, &format!("SELECT 1 FROM submissions WHERE attempt_id = '{attempt}'")).is_empty());
    let mut saves = Saves::of(&sitting);
    let op = saves.flag("q1", true);
    let page = nino.json("/outbox", &json!({ "ops": [op] })).expect(200).json();
    assert_eq!(page["receipts"][0]["status"], "stored", "{page}");
    assert_eq!(sql(&url, "SELECT late::text FROM answer_ops WHERE device = 'phone'"), ["false"]);
    server.stop();
}
