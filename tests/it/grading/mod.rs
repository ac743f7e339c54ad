//! Grading of written tasks, from the answer to the released points.

mod api;
mod grade;
mod release;
mod result;

use portolan::base::ids::Uuid;

use crate::support::{Client, TestApp, Who};

const ANSWER: &str = "I stop the truck, call for help, compare the papers and write the number down.";

/// Writes and hands in the fixture's task; the attempt.
async fn hand_in(test: &TestApp, who: Who) -> String {
    let client = test.as_(who).await;
    let begun = client.post(&format!("{}/task", module_of(test, who)), &[]).await.expect(303);
    let attempt = begun.redirect().unwrap().rsplit('/').next().unwrap().to_owned();
    client.post(&format!("/attempts/{attempt}/answers"), &[("q.gate-case", ANSWER)]).await.expect(303);
    client.post(&format!("/attempts/{attempt}/submission"), &[]).await.expect(303);
    test.run_jobs().await;
    attempt
}

/// The address of the fixture's module in somebody's place.
fn module_of(test: &TestApp, who: Who) -> String {
    format!("/enrolments/{}/modules/harbour", test.cast.seat(who))
}

fn result_of(test: &TestApp, who: Who) -> String {
    format!("{}/task/result", module_of(test, who))
}

/// The address of NORTH-1's task for its graders.
fn queue(test: &TestApp) -> String {
    format!("/grading/{}/{}", test.cast.cohort.id, test.cast.module)
}

/// Posts a whole grading on top of a version.
async fn grade(client: &Client<'_>, attempt: &str, version: &str, order: &str) -> crate::support::Page {
    let fields = [("version", version), ("c.order", order), ("c.record", "1"), ("feedback", "Name the next step.")];
    client.post(&format!("/grading/answers/{attempt}"), &fields).await
}

async fn grades(test: &TestApp, attempt: &str) -> Vec<String> {
    let select = "SELECT version, total, maximum, complete, feedback FROM grades";
    test.sql(&format!("{select} WHERE attempt_id = '{attempt}' ORDER BY version")).await
}

async fn count(test: &TestApp, table: &str) -> String {
    test.sql(&format!("SELECT count(*) FROM {table}")).await.concat()
}

async fn blind_code(test: &TestApp, attempt: &str) -> String {
    test.sql(&format!("SELECT blind_code FROM attempts WHERE id = '{attempt}'")).await.concat()
}

/// The release that stands.
async fn standing(test: &TestApp) -> Vec<Uuid> {
    let select = "SELECT id FROM releases r WHERE NOT EXISTS
                  (SELECT 1 FROM release_undos u WHERE u.release_id = r.id) ORDER BY at";
    test.sql(select).await.iter().map(|id| id.parse().unwrap()).collect()
}
