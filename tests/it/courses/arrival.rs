//! Coming in by an invitation.

use chrono::Duration;

use super::{LIST, invite, link_and_code};
use crate::support::{Client, TestApp, Who};

const NINO: &str = "nino.t@customs.example";

async fn is_in(client: &Client<'_>) -> bool {
    client.get("/welcome").await.code() == 200
}

#[actix_web::test]
async fn the_link_opens_a_page_and_only_its_button_uses_it_up() {
    let test = TestApp::start().await;
    invite(&test, LIST).await;
    let (link, _) = link_and_code(&test, NINO).await;
    for _ in 0..3 {
        test.client().get(&link).await.expect(200).says("You are invited to a course");
    }
    let client = test.client();
    client.get(&link).await.expect(200).says("Valletta");
    let page = client.post(&link, &[]).await.expect(303);
    assert_eq!(page.redirect().as_deref(), Some("/welcome"));
    client.get("/welcome").await.expect(200).says("Confirm your name");
    assert_eq!(client.post(&link, &[]).await.redirect().as_deref(), Some("/welcome"), "the second click of two");
    assert_eq!(client.get(&link).await.redirect().as_deref(), Some("/welcome"));

    let other = test.client();
    other.get(&link).await.expect(410).says("has been used").says("Sign in");
    other.post(&link, &[]).await.expect(410);
    assert!(!is_in(&other).await);
    assert_eq!(test.sql("SELECT act FROM audit_log WHERE act = 'invitation.accepted'").await.len(), 1);
    let coordinator = test.as_(Who::Coordinator).await;
    let page = coordinator.get(&format!("/cohorts/{}", test.cast.cohort.id)).await.expect(200);
    page.says("ნინო წერეთელი").says("Used");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn an_invitation_ends_after_two_weeks() {
    let test = TestApp::start().await;
    invite(&test, LIST).await;
    let (link, code) = link_and_code(&test, NINO).await;
    test.later(Duration::days(14));
    let client = test.client();
    client.get(&link).await.expect(410).says("does not work any more").says("we send you a code");
    client.post(&link, &[]).await.expect(410);
    client.post("/invitation", &[("email", NINO), ("code", &code)]).await.expect(422);
    assert!(!is_in(&client).await);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_made_up_link_and_a_dead_one_read_the_same() {
    let test = TestApp::start().await;
    invite(&test, LIST).await;
    let (link, _) = link_and_code(&test, NINO).await;
    test.sql(&format!(
        "INSERT INTO withdrawals SELECT e.id, now(), NULL, 'left' FROM enrolments e JOIN persons p ON p.id = e.person_id
         WHERE p.email = '{NINO}'"
    ))
    .await;
    let dead = test.client().get(&link).await.expect(410).text();
    let made_up = test.client().get(&format!("/invitation/{}", "A".repeat(43))).await.expect(410).text();
    assert_eq!(dead, made_up);
    test.client().get("/invitation/%00%ff").await.expect(410);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn the_code_comes_in_too_and_works_once() {
    let test = TestApp::start().await;
    invite(&test, LIST).await;
    let (link, code) = link_and_code(&test, NINO).await;
    let client = test.client();
    client.get("/invitation").await.expect(200);
    let typed = format!(" {}-{} ", &code[..4].to_lowercase(), &code[4..]);
    let page = client.post("/invitation", &[("email", "NINO.T@customs.example"), ("code", &typed)]).await.expect(303);
    assert_eq!(page.redirect().as_deref(), Some("/welcome"));
    assert!(is_in(&client).await);
    let thief = test.client();
    thief.post("/invitation", &[("email", NINO), ("code", &code)]).await.expect(422);
    thief.get(&link).await.expect(410).says("has been used");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_wrong_code_tells_nothing_about_an_address_and_the_eleventh_try_waits() {
    let test = TestApp::start().await;
    invite(&test, LIST).await;
    let (_, code) = link_and_code(&test, NINO).await;
    let mut said = Vec::new();
    for (email, code) in [
        (NINO, "33334444"),
        ("nobody@nowhere.example", code.as_str()),
        ("a.diop@douane.example", code.as_str()),
        (Who::Mate.email(), "33334444"),
    ] {
        said.push(test.client().post("/invitation", &[("email", email), ("code", code)]).await.expect(422).text());
    }
    assert!(said.iter().all(|text| *text == said[0]), "{said:#?}");
    let client = test.client();
    for _ in 0..9 {
        client.post("/invitation", &[("email", NINO), ("code", "33334444")]).await.expect(422);
    }
    client.post("/invitation", &[("email", NINO), ("code", &code)]).await.expect(429);
    client.post("/invitation", &[("email", "not an address"), ("code", &code)]).await.expect(422);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn somebody_who_is_welcomed_already_goes_straight_on() {
    let test = TestApp::start().await;
    invite(&test, "Jose,jose@aduanas.example,PE\n").await;
    let (link, _) = link_and_code(&test, Who::Stranger.email()).await;
    let shared = test.as_(Who::Participant).await;
    shared.get(&link).await.expect(200).says("Somebody else is signed in on this device");
    let page = shared.post(&link, &[]).await.expect(303);
    assert_eq!(page.redirect().as_deref(), Some("/"));
    assert_eq!(shared.get("/profile").await.expect(200).field("full_name").as_deref(), Some("José Quispe"));
    test.forget_jobs().await;
}

#[actix_web::test]
async fn two_clicks_at_once_are_one_use() {
    let test = TestApp::start().await;
    invite(&test, LIST).await;
    let (link, _) = link_and_code(&test, NINO).await;
    let (one, two) = (test.client(), test.client());
    one.get(&link).await.expect(200);
    two.get(&link).await.expect(200);
    let (first, second) = tokio::join!(one.post(&link, &[]), two.post(&link, &[]));
    let mut codes = [first.code(), second.code()];
    codes.sort_unstable();
    assert_eq!(codes, [303, 410]);
    test.forget_jobs().await;
}
