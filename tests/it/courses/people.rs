//! One participant, as the coordinator sees them.

use chrono::Duration;

use super::{LIST, invite, link_and_code};
use crate::support::{TestApp, Who};

fn person(test: &TestApp, who: Who) -> String {
    format!("/cohorts/{}/people/{}", test.cast.cohort.id, test.cast.seat(who))
}

#[actix_web::test]
async fn a_new_invitation_ends_the_one_before() {
    let test = TestApp::start().await;
    invite(&test, LIST).await;
    let email = "nino.t@customs.example";
    let (old, old_code) = link_and_code(&test, email).await;
    let id = test
        .sql(&format!("SELECT e.id FROM enrolments e JOIN persons p ON p.id = e.person_id WHERE p.email = '{email}'"))
        .await
        .remove(0);
    let page = format!("/cohorts/{}/people/{id}", test.cast.cohort.id);
    let client = test.as_(Who::Coordinator).await;
    client.get(&page).await.expect(200).says("Waits to be sent");
    client.post(&format!("{page}/invitation"), &[]).await.expect(409).says("sent a moment ago");
    test.later(Duration::minutes(2));
    client.post(&format!("{page}/invitation"), &[]).await.expect(303);
    client.post(&format!("{page}/invitation"), &[]).await.expect(409);
    let (new, _) = link_and_code(&test, email).await;
    assert_ne!(old, new);
    test.client().get(&old).await.expect(410);
    test.client().post("/invitation", &[("email", email), ("code", &old_code)]).await.expect(422);
    test.client().get(&new).await.expect(200);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn somebody_taken_out_loses_the_course_and_can_come_back() {
    let test = TestApp::start().await;
    let (client, nino) = (test.as_(Who::Coordinator).await, test.as_(Who::Participant).await);
    let page = person(&test, Who::Participant);
    client.post(&format!("{page}/withdrawal"), &[("reason", " ")]).await.expect(422).says("Type the reason.");
    nino.get("/modules").await.expect(200).says("The harbour");
    client.post(&format!("{page}/withdrawal"), &[("reason", "Left the <agency>")]).await.expect(303);
    client.get(&page).await.expect(200).says("Left the <agency>").says("Take back into the course");
    client.post(&format!("{page}/withdrawal"), &[("reason", "Again")]).await.expect(409);
    client.post(&format!("{page}/invitation"), &[]).await.expect(409);
    assert!(!nino.get("/modules").await.text().contains("The harbour"));
    client.post(&format!("{page}/return"), &[]).await.expect(303);
    client.post(&format!("{page}/return"), &[]).await.expect(409);
    nino.get("/modules").await.expect(200).says("The harbour");
    let acts = test.sql("SELECT act FROM audit_log WHERE act LIKE 'enrolment.%' ORDER BY id").await;
    assert_eq!(acts, ["enrolment.withdrawn", "enrolment.returned"]);
}

#[actix_web::test]
async fn extra_time_is_set_shown_and_taken_away() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Coordinator).await;
    let page = person(&test, Who::Mate);
    let act = format!("{page}/extra-time");
    let wrong = client.post(&act, &[("percent", "lots")]).await.expect(422).says("from 0 to 300");
    assert_eq!(wrong.field("percent").as_deref(), Some("lots"), "what was typed stays");
    client.post(&act, &[("percent", "50 %")]).await.expect(303);
    assert_eq!(client.get(&page).await.expect(200).field("percent").as_deref(), Some("50"));
    client.post(&act, &[("percent", "0")]).await.expect(303);
    assert_eq!(test.sql("SELECT count(*) FROM extra_times").await, ["0"]);
    test.run_jobs().await;
}

#[actix_web::test]
async fn people_of_other_cohorts_do_not_exist_here() {
    let test = TestApp::start().await;
    let elsewhere = format!("/cohorts/{}/people/{}", test.cast.cohort.id, test.cast.seat(Who::Stranger));
    let acts = [
        ("invitation", vec![]),
        ("extra-time", vec![("percent", "10")]),
        ("withdrawal", vec![("reason", "x")]),
        ("return", vec![]),
    ];
    for (who, page) in [
        (Who::Coordinator, elsewhere.clone()),
        (Who::Admin, elsewhere),
        (Who::OtherCoordinator, person(&test, Who::Participant)),
        (Who::Instructor, person(&test, Who::Participant)),
        (Who::Participant, person(&test, Who::Participant)),
    ] {
        let client = test.as_(who).await;
        client.get(&page).await.expect(404);
        for (act, fields) in &acts {
            client.post(&format!("{page}/{act}"), fields).await.expect(404);
        }
    }
    assert_eq!(test.sql("SELECT count(*) FROM withdrawals").await, ["0"]);
}
