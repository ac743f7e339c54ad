//! My certificates.

use portolan::features::certificates;
use portolan::features::certificates::verify::{find_seal_url, verify_text};
use portolan::platform::auth::Purpose;

use super::issued;
use crate::support::{ALL, TestApp, Who};

#[actix_web::test]
async fn the_file_is_the_same_whenever_it_is_downloaded_and_the_one_that_was_mailed() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    let id = held.certificate.id;
    let client = test.as_(Who::Participant).await;
    let first = client.get(&format!("/certificates/{id}/pdf")).await.expect(200);
    test.later(chrono::Duration::days(10));
    let second = client.get(&format!("/certificates/{id}/pdf")).await.expect(200);
    let mut conn = test.app.db.read(&ALL).await.unwrap();
    let mailed = certificates::attachment(&mut conn, id).await.unwrap();
    drop(conn);
    assert!(first.body == second.body && first.body == mailed.bytes);
    assert_eq!(first.header("content-type"), Some("application/pdf"));
    assert_eq!(first.header("cache-control"), Some("private, no-store"));
    let name = format!("certificate-{}.pdf", held.certificate.number);
    assert_eq!(first.header("content-disposition"), Some(format!("attachment; filename=\"{name}\"").as_str()));
    assert_eq!((mailed.name, mailed.mime), (name, "application/pdf"));
    let keys = certificates::public_keys(&test.app, Purpose::Certificate);
    let opened = verify_text(&find_seal_url(&first.body).unwrap(), &keys).unwrap();
    assert_eq!(opened.facts, held.certificate.facts().unwrap());
    test.forget_jobs().await;
}

#[actix_web::test]
async fn only_its_owner_finds_a_certificate() {
    let test = TestApp::start().await;
    let id = issued(&test, Who::Participant).await.certificate.id;
    for who in [Who::Mate, Who::Stranger, Who::Instructor, Who::Coordinator, Who::Admin] {
        let client = test.as_(who).await;
        for path in [format!("/certificates/{id}"), format!("/certificates/{id}/pdf")] {
            client.get(&path).await.expect(404);
        }
        client.post(&format!("/certificates/{id}/mail"), &[]).await.expect(404);
    }
    test.as_(Who::Nobody).await.get(&format!("/certificates/{id}")).await.expect(303);
    test.as_(Who::Participant).await.get("/certificates/nonsense").await.expect(404);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn the_page_shows_what_the_paper_shows() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Participant).await;
    client.get("/certificates").await.expect(200).says("You have no certificate yet");
    let held = issued(&test, Who::Participant).await;
    client.get("/certificates").await.expect(200).says("Harbour, basics").says(&held.certificate.number).says("Valid");
    let page = client.get(&format!("/certificates/{}", held.certificate.id)).await.expect(200);
    let page = page.says("ნინო ბერიძე").says("Nino Beridze").says("16 hours").says(&held.certificate.check_code);
    let packed = super::check::brotli(&page.body);
    assert!(packed <= 14_600, "{packed} bytes");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn leaving_a_course_takes_no_certificate_away() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Alumna).await;
    let (now, seat) = (test.app.clock.now(), test.cast.seat(Who::Alumna));
    let work = async move |tx: &mut _| portolan::features::courses::withdraw(tx, now, seat, None, "left").await;
    test.app.db.write(&ALL, work).await.unwrap();
    let client = test.as_(Who::Alumna).await;
    client.get("/certificates").await.expect(200).says(&held.certificate.number);
    client.get(&format!("/certificates/{}/pdf", held.certificate.id)).await.expect(200);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn it_is_mailed_again_four_times_a_day_and_then_tomorrow() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    let path = format!("/certificates/{}/mail", held.certificate.id);
    let client = test.as_(Who::Participant).await;
    for _ in 0..4 {
        client.post(&path, &[]).await.expect(303);
    }
    client.post(&path, &[]).await.expect(409).says("sent five times today");
    assert_eq!(test.mails_to(Who::Participant.email()).await.len(), 5);
    test.later(chrono::Duration::hours(25));
    client.post(&path, &[]).await.expect(303);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_program_reads_ones_own_certificates_and_nobody_elses() {
    let test = TestApp::start().await;
    let held = issued(&test, Who::Participant).await;
    let get = async |who: Who, path: String| {
        let token = portolan::platform::auth::issue_token(&test.app, test.cast.person(who)).unwrap();
        let bearer = ("authorization", format!("Bearer {token}"));
        test.client().send(actix_web::test::TestRequest::get().uri(&path).insert_header(bearer)).await
    };
    let list = get(Who::Participant, "/api/v1/certificates".into()).await.expect(200).json();
    assert_eq!(list[0]["number"], held.certificate.number);
    assert_eq!(list[0]["withdrawn_at"], serde_json::Value::Null);
    assert!(list[0]["check_url"].as_str().unwrap().ends_with(&held.certificate.seal));
    let pdf = format!("/api/v1/certificates/{}/pdf", held.certificate.id);
    let file = get(Who::Participant, pdf.clone()).await.expect(200);
    let page = test.as_(Who::Participant).await.get(&format!("/certificates/{}/pdf", held.certificate.id)).await;
    assert_eq!(file.body, page.expect(200).body, "the same bytes as in the browser");
    get(Who::Mate, pdf).await.expect(404);
    assert_eq!(get(Who::Mate, "/api/v1/certificates".into()).await.expect(200).json(), serde_json::json!([]));
    test.forget_jobs().await;
}
