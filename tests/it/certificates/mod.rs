mod check;
mod coordinator;
mod issue;
mod lost_access;
mod pages;

use portolan::base::ids::Uuid;
use portolan::features::certificates::{self, Held};

use crate::support::{ALL, TestApp, Who};

/// Issues somebody's certificate, as the reaction to a completed course does.
pub async fn issued(test: &TestApp, who: Who) -> Held {
    certificates::issue_if_due(&test.app, test.cast.seat(who)).await.unwrap();
    let mut conn = test.app.db.read(&ALL).await.unwrap();
    certificates::of_person(&mut conn, test.cast.person(who)).await.unwrap().remove(0)
}

/// Where the certificate lies for its coordinator.
fn at_cohort(test: &TestApp, id: Uuid) -> String {
    format!("/cohorts/{}/certificates/{id}", test.cast.cohort.id)
}
