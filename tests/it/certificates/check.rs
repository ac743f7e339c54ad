//! The public check.

use std::io::Write;

use portolan::features::certificates::{CertificateNumber, verify_file_or_url};

use super::{at_cohort, issued};
use crate::support::{TestApp, Who};

/// Bytes on the wire: the server packs at brotli quality 3.
pub fn brotli(body: &[u8]) -> usize {
    let mut packed = brotli::CompressorWriter::new(Vec::new(), 32 * 1024, 3, 22);
    packed.write_all(body).unwrap();
    packed.into_inner().len()
}

#[actix_web::test]
async fn a_scan_in_any_case_and_a_typed_number_say_valid_with_every_fact() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    let (number, code, seal) = (&held.certificate.number, &held.certificate.check_code, &held.certificate.seal);
    let stranger = test.as_(Who::Nobody).await;
    let typed = format!("/v?n={}&c={}", number.to_lowercase().replace('-', "+"), code.to_lowercase());
    for path in [format!("/v/{seal}"), format!("/V/{seal}"), format!("/v/{}", seal.to_lowercase()), typed] {
        let page = stranger.get(&path).await.expect(200).says("This certificate is valid").says("Not withdrawn");
        let page = page.says("ნინო ბერიძე").says("Nino Beridze").says("Harbour, basics").says("NORTH-1");
        let page = page.says("Port security").says("16 hours").says("Portolan Training Service").says(number);
        assert!(page.header("set-cookie").is_none() && !page.html().contains("<script"), "{path}");
        assert!(brotli(&page.body) <= 4_000, "{} bytes", brotli(&page.body));
    }
    let pasted = stranger.get(&format!("/v?n=https%3A%2F%2Flearn.example.org%2Fv%2F{seal}")).await;
    pasted.expect(200).says("This certificate is valid");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_language_is_chosen_without_a_cookie() {
    let test = TestApp::start().await;
    let page = test.as_(Who::Nobody).await.get("/v?lang=ar").await.expect(200);
    assert!(page.html().contains("dir=\"rtl\"") && page.html().contains("name=\"lang\" value=\"ar\""));
    assert!(page.header("set-cookie").is_none());
}

#[actix_web::test]
async fn an_unknown_number_and_a_wrong_code_get_one_answer() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    let stranger = test.as_(Who::Nobody).await;
    let unknown = CertificateNumber::random().to_string();
    let right = held.certificate.check_code.clone();
    let wrong = if right == "333333" { "444444" } else { "333333" };
    let known = stranger.get(&format!("/v?n={}&c={wrong}", held.certificate.number)).await.expect(200);
    let other = stranger.get(&format!("/v?n={unknown}&c={wrong}")).await.expect(200);
    assert!(known.html().contains("We do not know this number with this code"));
    assert_eq!(known.html().replace(&held.certificate.number, "N"), other.html().replace(&unknown, "N"));
    stranger.get(&format!("/v?n={unknown}&c={right}")).await.expect(200).says("We do not know this number");
    stranger.get(&format!("/v?n={}", held.certificate.number)).await.expect(422).says("Type the check code");
    let mut typo = held.certificate.number.clone();
    let last = typo.pop().unwrap();
    typo.push(if last == '3' { '4' } else { '3' });
    stranger.get(&format!("/v?n={typo}&c={right}")).await.expect(422).says("One character of the number is wrong");
    stranger.get("/v?n=hello&c=x").await.expect(422).says("as it stands on the paper");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn codes_cannot_be_tried_one_after_the_other() {
    let test = TestApp::start().await;
    let stranger = test.as_(Who::Nobody).await;
    let path = format!("/v?n={}&c=333333", CertificateNumber::random());
    for _ in 0..10 {
        stranger.get(&path).await.expect(200);
    }
    let refused = stranger.get(&path).await.expect(429);
    assert!(refused.header("retry-after").is_some());
}

#[actix_web::test]
async fn what_was_altered_cut_or_never_ours_is_told_apart() {
    let test = TestApp::start().await;
    let seal = issued(&test, Who::Participant).await.certificate.seal;
    let stranger = test.as_(Who::Nobody).await;
    let at = seal.len() / 2;
    let other = if seal.as_bytes()[at] == b'A' { "B" } else { "A" };
    let altered = format!("/v/{}{other}{}", &seal[..at], &seal[at + 1..]);
    for path in [altered, format!("/v/{}", &seal[..seal.len() - 8]), format!("/v/{seal}AA")] {
        let page = stranger.get(&path).await.expect(200).says("This certificate was altered");
        assert!(!page.html().contains("Nino"), "{path}");
        assert!(brotli(&page.body) <= 4_000);
    }
    for path in ["/v/HELLO", "/v/%00%ff", "/v/AE", "/V/1"] {
        let page = stranger.get(path).await;
        assert!(page.code() == 200 || page.code() == 404, "{page:?}");
    }
    stranger.get("/v/HELLO").await.expect(200).says("This is not a certificate of ours");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_withdrawn_certificate_says_when_and_why_everywhere() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    let coordinator = test.as_(Who::Coordinator).await;
    let path = format!("{}/revocation", at_cohort(&test, held.certificate.id));
    coordinator.post(&path, &[("reason", "issued-in-error"), ("note", "the wrong Nino")]).await.expect(303);
    let stranger = test.as_(Who::Nobody).await;
    for path in [
        format!("/v/{}", held.certificate.seal),
        format!("/v?n={}&c={}", held.certificate.number, held.certificate.check_code),
    ] {
        let page = stranger.get(&path).await.expect(200).says("This certificate was withdrawn");
        let page = page.says("it was issued in error").says("ნინო ბერიძე");
        assert!(!page.html().contains("wrong Nino") && brotli(&page.body) <= 4_000);
    }
    let list = stranger.get("/.well-known/portolan-revocations.json").await.expect(200);
    assert_eq!(list.json()["revocations"][0]["number"], held.certificate.number.as_str());
    assert_eq!(list.json()["revocations"][0]["reason"], "issued-in-error");
    assert!(!list.html().contains("Nino"));
    let owner = test.as_(Who::Participant).await;
    owner.get("/certificates").await.expect(200).says("Withdrawn on");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_good_signature_counts_although_the_register_is_lost() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    test.sql("DELETE FROM certificate_files; UPDATE mails SET certificate_id = NULL; DELETE FROM certificates").await;
    let page = test.as_(Who::Nobody).await.get(&format!("/v/{}", held.certificate.seal)).await.expect(200);
    let page = page.says("This certificate has our signature").says("This register does not know it");
    page.says("ნინო ბერიძე");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn the_published_keys_check_a_certificate_without_us() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    let stranger = test.as_(Who::Nobody).await;
    let list = stranger.get("/.well-known/portolan-keys.json").await.expect(200);
    assert_eq!(list.header("cache-control"), Some("public, max-age=300"));
    assert!(list.header("set-cookie").is_none() && list.header("vary").is_none());
    let url = format!("https://learn.example.org/v/{}", held.certificate.seal);
    assert!(verify_file_or_url(url.as_bytes(), &list.html()).unwrap().contains("ნინო ბერიძე"));
    let tokens = stranger.get("/.well-known/jwks.json").await.expect(200);
    assert_eq!(tokens.json()["keys"].as_array().unwrap().len(), 1);
    assert_ne!(tokens.html(), list.html());
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_retired_key_still_opens_what_it_sealed() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    let (app, now) = (&test.app, test.app.clock.now());
    let purpose = portolan::platform::auth::Purpose::Certificate;
    app.keys.rotate(&app.db, &app.config.secret, now, purpose, None).await.unwrap();
    let later = issued(&test, Who::Mate).await;
    assert_ne!(later.certificate.kid, held.certificate.kid);
    let stranger = test.as_(Who::Nobody).await;
    for held in [held, later] {
        stranger.get(&format!("/v/{}", held.certificate.seal)).await.expect(200).says("This certificate is valid");
    }
    let list = stranger.get("/.well-known/portolan-keys.json").await.expect(200);
    assert_eq!(list.json()["keys"].as_array().unwrap().len(), 2);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn too_many_tries_are_told_on_the_same_light_page() {
    let test = TestApp::start().await;
    let stranger = test.as_(Who::Nobody).await;
    let path = format!("/v?n={}&c=333333", CertificateNumber::random());
    for _ in 0..10 {
        stranger.get(&path).await.expect(200);
    }
    for lang in ["en", "ar"] {
        let page = stranger.get(&format!("{path}&lang={lang}")).await.expect(429);
        assert!(page.header("retry-after").is_some_and(|wait| wait.parse::<u64>().is_ok()));
        assert!(page.packed() <= 4_000 && !page.html().contains("<script"), "{} bytes", page.packed());
        assert_eq!(page.field("c").as_deref(), Some("333333"), "what was typed stays");
        assert!(page.header("set-cookie").is_none());
    }
    stranger.get(&format!("{path}&lang=en")).await.expect(429).says("Too many tries").says("Wait a few minutes");
}
