//! What a session is worth, and when it ends.

use actix_web::test::TestRequest;
use chrono::Duration;

use crate::support::{ALL, PASSWORD, TestApp, Who};

const FORM: &str = "application/x-www-form-urlencoded";

#[actix_web::test]
async fn a_form_without_its_token_changes_nothing_and_keeps_what_was_typed() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Participant).await;
    let fields = [
        ("full_name", "ნინო <ბერიძე>\"&"),
        ("latin_name", "Nino Beridze"),
        ("lang", "en"),
        ("time_zone", "Asia/Tbilisi"),
        ("password", "never shown again"),
    ];
    let page = client.post_plain("/profile", &fields).await.expect(403).says("open for too long");
    assert_eq!(page.field("full_name").as_deref(), Some("ნინო <ბერიძე>\"&"));
    assert_eq!(page.field("password"), None, "a password is never written into a page");
    assert!(!page.html().contains("never shown again"));

    // The page's one button sends it again, with a fresh token.
    let replayed = [("full_name", "Nino B"), ("latin_name", "Nino B"), ("lang", "en"), ("time_zone", "Asia/Tbilisi")];
    let page = client.post_plain("/profile", &replayed).await.expect(403);
    let token = page.csrf().unwrap();
    let mut again = vec![("csrf", token.as_str())];
    again.extend_from_slice(&replayed);
    client.post_plain("/profile", &again).await.expect(303);
    client.get("/profile").await.says("Your profile is saved");
    test.run_jobs().await;
}

#[actix_web::test]
async fn a_form_from_another_site_is_refused_even_with_a_token() {
    let test = TestApp::start().await;
    for (name, value) in [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
        let client = test.as_(Who::Participant).await;
        let token = client.get("/profile").await.csrf().unwrap();
        let request = TestRequest::post()
            .uri("/sign-out")
            .insert_header(("content-type", FORM))
            .insert_header((name, value))
            .set_payload(format!("csrf={token}"));
        client.send(request).await.expect(403);
        client.get("/profile").await.expect(200);
    }
}

#[actix_web::test]
async fn a_token_of_another_session_does_not_fit() {
    let test = TestApp::start().await;
    let mate = test.as_(Who::Mate).await.get("/profile").await.csrf().unwrap();
    let client = test.as_(Who::Participant).await;
    client.post_plain("/sign-out", &[("csrf", &mate)]).await.expect(403);
}

#[actix_web::test]
async fn signing_out_ends_the_session_for_good() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Participant).await;
    let stolen = client.cookie("__Host-portolan").unwrap();
    let page = client.post("/sign-out", &[]).await.expect(303);
    client.follow(page).await.says("You are signed out");
    assert_eq!(client.cookie("__Host-portolan"), None);
    let thief = test.client();
    thief.set_cookie("__Host-portolan", &stolen);
    thief.get("/profile").await.expect(303);
}

#[actix_web::test]
async fn what_was_typed_survives_a_session_that_ended_meanwhile() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Participant).await;
    test.later(Duration::days(15));
    let fields = [("full_name", "ნინო"), ("latin_name", "Nino"), ("lang", "en"), ("time_zone", "UTC")];
    let page = client.post_plain("/profile", &fields).await.expect(401).says("Please sign in");
    assert_eq!(page.field("full_name").as_deref(), Some("ნინო"));
}

#[actix_web::test]
async fn a_new_password_signs_other_devices_out_and_keeps_this_one() {
    let test = TestApp::start().await;
    let (phone, laptop) = (test.as_(Who::Participant).await, test.as_(Who::Participant).await);
    let change = [("password", "seven boats under one moon"), ("password_current", PASSWORD)];
    phone.post("/profile/password", &change).await.expect(303);
    phone.get("/profile").await.expect(200).says("Your new password is saved");
    laptop.get("/profile").await.expect(303);
    let email = Who::Participant.email();
    test.client().post("/sign-in", &[("email", email), ("password", PASSWORD)]).await.expect(422);
    let new = [("email", email), ("password", "seven boats under one moon")];
    test.client().post("/sign-in", &new).await.expect(303);
}

#[actix_web::test]
async fn a_suspended_person_is_told_so_and_can_only_leave() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Suspended).await;
    for path in ["/profile", "/welcome"] {
        client.get(path).await.expect(403).says("Your account is closed for now");
    }
    client.post("/sign-out", &[]).await.expect(303);
}

#[actix_web::test]
async fn suspending_somebody_ends_the_sessions_they_have() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Participant).await;
    let (person, now) = (test.cast.person(Who::Participant), test.app.clock.now());
    test.app
        .db
        .write(&ALL, async move |tx| {
            portolan::features::accounts::suspend(tx, now, person, None, "left the service").await
        })
        .await
        .unwrap();
    client.get("/profile").await.expect(303);
}

#[actix_web::test]
async fn a_session_cookie_is_bound_to_this_host_and_out_of_reach_of_scripts() {
    let test = TestApp::start().await;
    let page = test.client().post("/sign-in", &[("email", Who::Participant.email()), ("password", PASSWORD)]).await;
    let set = page.header("set-cookie").unwrap();
    for part in ["__Host-portolan=", "HttpOnly", "SameSite=Lax", "Secure", "Path=/", "Max-Age=1209600"] {
        assert!(set.contains(part), "{part} is missing: {set}");
    }
    assert!(!set.contains("Domain"), "{set}");
}

#[actix_web::test]
async fn every_page_says_what_browsers_must_not_do() {
    let test = TestApp::start().await;
    for path in ["/sign-in", "/no-such-page"] {
        let page = test.client().get(path).await;
        let policy = page.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("strict-transport-security", "max-age=63072000; includeSubDomains"),
        ] {
            assert_eq!(page.header(name), Some(value), "{path}");
        }
    }
    let page = test.as_(Who::Participant).await.get("/profile").await;
    assert_eq!(page.header("cache-control"), Some("private, no-store"));
}
