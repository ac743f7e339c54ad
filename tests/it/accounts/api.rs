//! Tokens for programs.

use actix_web::test::TestRequest;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Duration;
use ed25519_dalek::pkcs8::EncodePrivateKey;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use portolan::platform::auth::{Purpose, issue_token};
use serde_json::{Value, json};

use crate::support::{PASSWORD, Page, TestApp, Who};

async fn token(test: &TestApp, email: &str, password: &str) -> Page {
    let body = json!({ "email": email, "password": password }).to_string();
    test.client().post_raw("/api/v1/token", "application/json", body.into_bytes()).await
}

async fn me(test: &TestApp, token: &str) -> Page {
    let request = TestRequest::get().uri("/api/v1/me").insert_header(("authorization", format!("Bearer {token}")));
    test.client().send(request).await
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

#[actix_web::test]
async fn a_program_gets_a_token_and_learns_whose_it_is() {
    let test = TestApp::start().await;
    let answer = token(&test, Who::Instructor.email(), PASSWORD).await.expect(200).json();
    assert_eq!((&answer["token_type"], &answer["expires_in"]), (&json!("Bearer"), &json!(900)));
    let me = me(&test, answer["access_token"].as_str().unwrap()).await.expect(200).json();
    assert_eq!(me["full_name"], Who::Instructor.name());
    assert_eq!(me["roles"], json!(["instructor"]));
}

#[actix_web::test]
async fn wrong_words_get_no_token_and_no_hint() {
    let test = TestApp::start().await;
    let wrong = token(&test, Who::Participant.email(), "not the right words").await.expect(401);
    let unknown = token(&test, "nobody@nowhere.example", PASSWORD).await.expect(401);
    assert_eq!(wrong.json(), unknown.json());
    assert_eq!(wrong.header("www-authenticate"), Some("Bearer"));
}

#[actix_web::test]
async fn a_token_ends_after_a_quarter_of_an_hour() {
    let test = TestApp::start().await;
    let token = issue_token(&test.app, test.cast.person(Who::Participant)).unwrap();
    test.later(Duration::minutes(14));
    me(&test, &token).await.expect(200);
    test.later(Duration::minutes(1));
    me(&test, &token).await.expect(401);
}

#[actix_web::test]
async fn forged_tokens_are_nobodys() {
    let test = TestApp::start().await;
    let person = test.cast.person(Who::Admin);
    let good = issue_token(&test.app, person).unwrap();
    let (key, now) = (test.app.keys.current(Purpose::Token).unwrap(), test.app.clock.now().timestamp());
    let claims = json!({ "sub": person, "aud": "portolan-api", "iat": now, "exp": now + 900 });
    let unsigned = |header: Value| format!("{}.{}.", part(&header), part(&claims));
    let hs256 = Header { kid: Some(key.kid.clone()), ..Header::new(Algorithm::HS256) };
    let public_as_secret = jsonwebtoken::encode(&hs256, &claims, &EncodingKey::from_secret(key.public.as_bytes()));
    let pieces: Vec<&str> = good.split('.').collect();
    let other_person =
        part(&json!({ "sub": test.cast.person(Who::Mate), "aud": "portolan-api", "iat": now, "exp": now + 900 }));
    for (bad, why) in [
        (unsigned(json!({ "alg": "none", "typ": "JWT", "kid": key.kid })), "no algorithm"),
        (unsigned(json!({ "alg": "None", "kid": key.kid })), "no algorithm, spelled otherwise"),
        (unsigned(json!({ "alg": "EdDSA", "kid": key.kid })), "no signature"),
        (public_as_secret.unwrap(), "the public key used as a shared secret"),
        (format!("{}.{}.{}", part(&json!({ "alg": "EdDSA", "kid": "other" })), pieces[1], pieces[2]), "another key"),
        (format!("{}.{}.{}", part(&json!({ "alg": "EdDSA" })), pieces[1], pieces[2]), "no key named"),
        (format!("{}.{}.{}", pieces[0], other_person, pieces[2]), "another person"),
        (format!("{}.{}.{}", pieces[0], pieces[1], pieces[2].to_lowercase()), "a changed signature"),
        (good[..good.len() - 4].to_owned(), "cut off"),
        (String::new(), "empty"),
        ("a.b.c".to_owned(), "nonsense"),
        ("ё".repeat(4000), "long nonsense"),
    ] {
        let request = TestRequest::get().uri("/api/v1/me").insert_header((
            "authorization",
            actix_web::http::header::HeaderValue::from_bytes(format!("Bearer {bad}").as_bytes()).unwrap(),
        ));
        let page = test.client().send(request).await;
        assert_eq!(page.code(), 401, "{why}");
    }
    me(&test, &good).await.expect(200);
}

#[actix_web::test]
async fn a_key_that_was_retired_signs_nothing_new_and_nothing_lives_longer_than_a_token() {
    let test = TestApp::start().await;
    let stolen = test.app.keys.current(Purpose::Token).unwrap();
    let der = stolen.signing().unwrap().to_pkcs8_der().unwrap();
    let header = Header { kid: Some(stolen.kid.clone()), ..Header::new(Algorithm::EdDSA) };
    let person = test.cast.person(Who::Admin);
    let forge = |iat: i64, exp: i64| {
        let claims = json!({ "sub": person, "aud": "portolan-api", "iat": iat, "exp": exp });
        jsonwebtoken::encode(&header, &claims, &EncodingKey::from_ed_der(der.as_bytes())).unwrap()
    };
    let now = test.app.clock.now();
    me(&test, &forge(now.timestamp(), now.timestamp() + 901)).await.expect(401);
    test.app.keys.rotate(&test.app.db, &test.app.config.secret, now, Purpose::Token, None).await.unwrap();
    test.later(Duration::minutes(1));
    let later = test.app.clock.now().timestamp();
    me(&test, &forge(later, later + 900)).await.expect(401);
    me(&test, &forge(now.timestamp() - 1, later + 7200)).await.expect(401);
    // One that was made in time lives out its quarter of an hour.
    me(&test, &forge(now.timestamp() - 1, now.timestamp() + 899)).await.expect(200);
}

#[actix_web::test]
async fn a_certificate_key_does_not_make_tokens_and_a_retired_key_keeps_its_own_valid() {
    let test = TestApp::start().await;
    let old = issue_token(&test.app, test.cast.person(Who::Participant)).unwrap();
    test.later(Duration::seconds(1));
    let now = test.app.clock.now();
    test.app.keys.rotate(&test.app.db, &test.app.config.secret, now, Purpose::Token, None).await.unwrap();
    let new = issue_token(&test.app, test.cast.person(Who::Participant)).unwrap();
    for token in [&old, &new] {
        me(&test, token).await.expect(200);
    }
    assert_ne!(old.split('.').next(), new.split('.').next());
}

#[actix_web::test]
async fn a_suspension_works_on_tokens_at_once() {
    let test = TestApp::start().await;
    let token = issue_token(&test.app, test.cast.person(Who::Suspended)).unwrap();
    me(&test, &token).await.expect(403);
    let token = issue_token(&test.app, test.cast.person(Who::Unwelcomed)).unwrap();
    me(&test, &token).await.expect(403);
}

#[actix_web::test]
async fn a_cookie_means_nothing_to_the_api_and_a_token_nothing_to_pages() {
    let test = TestApp::start().await;
    test.as_(Who::Participant).await.get("/api/v1/me").await.expect(401);
    let token = issue_token(&test.app, test.cast.person(Who::Participant)).unwrap();
    let request = TestRequest::get().uri("/profile").insert_header(("authorization", format!("Bearer {token}")));
    test.client().send(request).await.expect(303);
}

#[actix_web::test]
async fn a_program_changes_names_and_hears_every_fault() {
    let test = TestApp::start().await;
    let person = test.cast.person(Who::Participant);
    let token = issue_token(&test.app, person).unwrap();
    let put = async |body: Value| {
        let request = TestRequest::put()
            .uri("/api/v1/me")
            .insert_header(("authorization", format!("Bearer {token}")))
            .insert_header(("content-type", "application/json"))
            .set_payload(body.to_string());
        test.client().send(request).await
    };
    let wrong = put(json!({ "full_name": "", "latin_name": "", "lang": "xx", "time_zone": "Mars/North" })).await;
    let problem = wrong.expect(422).json().to_string();
    for field in ["full_name", "lang", "time_zone"] {
        assert!(problem.contains(field), "{problem}");
    }
    let good = json!({ "full_name": "ნინო მაისურაძე", "latin_name": "Nino Maisuradze", "lang": "fr", "time_zone": "Asia/Tbilisi" });
    let me = put(good).await.expect(200).json();
    assert_eq!((&me["latin_name"], &me["lang"]), (&json!("Nino Maisuradze"), &json!("fr")));
    test.forget_jobs().await;
}
