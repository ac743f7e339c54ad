//! Requests that no browser sends: each gets a clear answer, and never a 500.

use actix_web::test::TestRequest;

use crate::support::{TestApp, Who};

const FORM: &str = "application/x-www-form-urlencoded";

#[actix_web::test]
async fn another_host_is_not_served_here() {
    let test = TestApp::start().await;
    for host in ["evil.example", "learn.example.org.evil.example", "learn.example.org:8443", ""] {
        let page = test.client().send(TestRequest::get().uri("/sign-in").insert_header(("host", host))).await;
        assert_eq!(page.code(), 421, "{host:?}");
    }
    test.client()
        .send(TestRequest::get().uri("/sign-in").insert_header(("host", "LEARN.example.org")))
        .await
        .expect(200);
    test.client().send(TestRequest::get().uri("/healthz").insert_header(("host", "10.0.0.1:8080"))).await.expect(200);
}

#[actix_web::test]
async fn a_form_of_more_than_a_megabyte_is_too_much() {
    let test = TestApp::start().await;
    for bytes in [1024 * 1024 + 1, 10 * 1024 * 1024] {
        let body = format!("email={}", "a".repeat(bytes)).into_bytes();
        test.client().post_raw("/sign-in", FORM, body).await.expect(413).says("This is too much at once");
    }
}

#[actix_web::test]
async fn one_very_long_field_is_named_as_such() {
    let test = TestApp::start().await;
    let body = format!("email={}", "a".repeat(400_001)).into_bytes();
    test.client().post_raw("/sign-in", FORM, body).await.expect(413).says("One field holds too much text");
}

#[actix_web::test]
async fn a_hundred_thousand_fields_are_too_many() {
    let test = TestApp::start().await;
    let body = "a=1&".repeat(100_000).into_bytes();
    test.client().post_raw("/sign-in", FORM, body).await.expect(413).says("The form has too many fields");
}

#[actix_web::test]
async fn a_zero_byte_and_broken_utf_8_are_refused_in_words() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Participant).await;
    for body in ["full_name=a%00b", "full%00name=a"] {
        client.post_raw("/profile", FORM, body.into()).await.expect(422).says("cannot be stored");
    }
    client.post_raw("/profile", FORM, b"full_name=\xff\xfe".to_vec()).await.expect(422).says("cannot read");
}

#[actix_web::test]
async fn another_kind_of_body_is_not_read() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Participant).await;
    for kind in ["text/plain", "application/json", "application/xml", ""] {
        client.post_raw("/profile", kind, b"full_name=Nino".to_vec()).await.expect(415).says("cannot read this kind");
    }
    let page = test.client().post_raw("/api/v1/token", "text/plain", b"{}".to_vec()).await.expect(415);
    assert_eq!(page.header("content-type"), Some("application/problem+json"));
}

#[actix_web::test]
async fn json_that_is_deep_broken_large_or_holds_a_zero_is_a_problem_document() {
    let test = TestApp::start().await;
    let deep = format!("{{\"email\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let large = format!("{{\"email\":\"{}\"}}", "a".repeat(600_000));
    for (body, code) in [
        (deep.as_str(), 422),
        ("{\"email\":", 422),
        ("{\"email\":1}", 422),
        ("[]", 422),
        ("[\"nino@customs.example\",\"walnut trees above batumi\"]", 422),
        ("", 422),
        ("{\"email\":\"a\\u0000b\",\"password\":\"x\"}", 422),
        (large.as_str(), 413),
    ] {
        let page = test.client().post_raw("/api/v1/token", "application/json", body.into()).await;
        assert_eq!(page.code(), code, "{}", &body[..body.len().min(40)]);
        let problem = page.json();
        assert_eq!(problem["status"], code);
        assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()));
    }
}

#[actix_web::test]
async fn another_method_is_told_from_another_address() {
    let test = TestApp::start().await;
    let client = test.client();
    for (request, allowed) in [
        (TestRequest::delete().uri("/sign-in"), "GET, HEAD, POST"),
        (TestRequest::get().uri("/sign-out"), "POST"),
        (TestRequest::patch().uri("/api/v1/me"), "GET, HEAD, PUT"),
        (TestRequest::delete().uri("/api/v1/grading"), "GET, HEAD"),
    ] {
        let page = client.send(request).await.expect(405);
        assert_eq!(page.header("allow"), Some(allowed), "which methods there are");
    }
    client.get("/no-such-page").await.expect(404).says("This page does not exist");
}

#[actix_web::test]
async fn odd_addresses_and_cookies_are_nothing_special() {
    let test = TestApp::start().await;
    let client = test.client();
    for path in ["/%00", "/sign-in?next=%ff%fe", "/sign-in?lang=%00", "/profile/%2e%2e/%2e%2e/etc/passwd", "//sign-in"]
    {
        let code = client.get(path).await.code();
        assert!(code < 500, "{path}: {code}");
    }
    for cookie in ["__Host-portolan=%00", "__Host-portolan=ё", "portolan-lang=xx", "portolan-flash=<script>", "=;;;"] {
        let page = client.send(TestRequest::get().uri("/sign-in").insert_header(("cookie", cookie))).await;
        assert_eq!(page.code(), 200, "{cookie}");
        assert!(!page.html().contains("<script>alert"));
    }
}

#[actix_web::test]
async fn headers_without_end_are_refused_with_words() {
    let test = TestApp::start().await;
    let long = TestRequest::get().uri("/sign-in").insert_header(("x-long", "a".repeat(17_000)));
    test.client().send(long).await.expect(431).says("The request's headers are too long");
    let long = TestRequest::get().uri("/api/v1/me").insert_header(("x-long", "a".repeat(17_000)));
    assert_eq!(test.client().send(long).await.expect(431).json()["status"], 431);
    let usual = TestRequest::get().uri("/sign-in").insert_header(("x-long", "a".repeat(8_000)));
    test.client().send(usual).await.expect(200);
}

#[actix_web::test]
async fn a_nul_in_an_address_leads_nowhere() {
    let test = TestApp::start().await;
    let client = test.as_(Who::Coordinator).await;
    for path in ["/courses/%00/plan", "/courses/a%00b/evaluation", "/courses/x/exercises/%00", "/programmes/%00"] {
        client.get(path).await.expect(404);
    }
}
