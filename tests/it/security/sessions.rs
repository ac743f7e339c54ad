//! Whose act it is: forms of other sites, sessions that were planted, people who have come half-way in.

use actix_web::http::{Method, header};
use actix_web::test::TestRequest;
use portolan::features;
use portolan::platform::web::{Route, session_cookie, visit_cookie};

use super::objects::rightful;
use super::realm::{Realm, Whose, changed, parts};
use crate::support::{Client, PASSWORD, Page, TestApp, Who};
use crate::whole::routes::{LIST, form};

const FORM: &str = "application/x-www-form-urlencoded";

/// A form that another site makes a browser send: with the cookies, with or without something in place of our token.
async fn forged(
    realm: &Realm,
    client: &Client<'_>,
    route: &Route,
    csrf: Option<&str>,
    marks: &[(&'static str, &'static str)],
) -> Page {
    let things = realm.things(Whose::Nino);
    let path = things.filled(route.path);
    let mut request = TestRequest::post().uri(&path);
    for mark in marks {
        request = request.insert_header(*mark);
    }
    if route.path == "/outbox" {
        if let Some(csrf) = csrf {
            request = request.insert_header(("x-csrf-token", csrf));
        }
        return client
            .send(request.insert_header((header::CONTENT_TYPE, "application/json")).set_payload(r#"{"ops":[]}"#))
            .await;
    }
    let mut typed = form(things, route.path);
    typed.extend(csrf.map(|csrf| ("csrf", csrf.to_owned())));
    let request = if route.path.contains("/invitations") {
        typed.push(("text", LIST.to_owned()));
        let fields: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        request.insert_header((header::CONTENT_TYPE, "multipart/form-data; boundary=edge")).set_payload(parts(&fields))
    } else {
        request.insert_header((header::CONTENT_TYPE, FORM)).set_payload(serde_html_form::to_string(&typed).unwrap())
    };
    client.send(request).await
}

#[actix_web::test]
async fn csrf_no_form_of_another_site_changes_anything() {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    let before = realm.fingerprint(&test).await;
    let mut told = Vec::new();
    for route in features::routes().inventory() {
        if route.method != "POST" || route.path.starts_with("/api/") {
            continue;
        }
        let who = rightful(&route);
        let (own, other) = (realm.csrf(who), realm.csrf(if who == Who::Mate { Who::Stranger } else { Who::Mate }));
        let tries: [(Option<&str>, &[(&str, &str)]); 7] = [
            (None, &[]),
            (Some(""), &[]),
            (Some(other), &[]),
            (Some(own), &[("origin", "https://evil.example")]),
            (Some(own), &[("origin", "null")]),
            (Some(own), &[("origin", "https://learn.example.org.evil.example")]),
            (Some(own), &[("sec-fetch-site", "same-site")]),
        ];
        for (csrf, marks) in tries {
            let page = forged(&realm, &realm.client(&test, who), &route, csrf, marks).await;
            if !matches!(page.code(), 403 | 422)
                || route.path != "/outbox" && page.code() != 403 && !route.path.contains("/invitations")
            {
                told.push(format!("{} {csrf:?} {marks:?}: {}", route.path, page.code()));
            }
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert_eq!(changed(&before, &realm.fingerprint(&test).await), Vec::<String>::new());
}

#[actix_web::test]
async fn csrf_by_get_no_read_becomes_a_write() {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    let before = realm.fingerprint(&test).await;
    for route in features::routes().inventory().into_iter().filter(|route| route.method != "GET") {
        let (who, things) = (rightful(&route), realm.things(Whose::Nino));
        let (path, csrf) = (things.filled(route.path), realm.csrf(who));
        for method in [Method::GET, Method::HEAD, Method::DELETE, Method::PATCH, Method::OPTIONS, Method::TRACE] {
            let uri = format!("{path}?_method=POST&csrf={csrf}&password=x&reason=other&percent=25");
            let request = TestRequest::with_uri(&uri).method(method.clone());
            let request =
                request.insert_header(("x-http-method-override", "POST")).insert_header(("x-method-override", "POST"));
            let page = realm.client(&test, who).send(request).await;
            assert!(page.code() < 500, "{method} {path}: {page:?}");
            let only_reads = matches!(method, Method::GET | Method::HEAD);
            assert!(only_reads || page.code() >= 400, "{method} {path}: {page:?}");
        }
    }
    assert_eq!(changed(&before, &realm.fingerprint(&test).await), Vec::<String>::new());
}

/// A page elsewhere signs a visitor in to the attacker's account, to read later what they type there.
#[actix_web::test]
async fn login_csrf_is_refused() {
    let test = TestApp::start().await;
    let attacker = test.client();
    let token = attacker.get("/sign-in").await.csrf().unwrap();
    let signed_in = |client: &Client<'_>| client.cookie(session_cookie(&test.app.config)).is_some();
    let fields = [("csrf", token.as_str()), ("email", Who::Mate.email()), ("password", PASSWORD)];
    // With no visit of one's own, and with a visit of one's own, the attacker's token fits not.
    let fresh = test.client();
    fresh.post_plain("/sign-in", &fields).await.expect(403);
    let visitor = test.client();
    visitor.get("/sign-in").await.expect(200);
    visitor.post_plain("/sign-in", &fields).await.expect(403);
    assert!(!signed_in(&fresh) && !signed_in(&visitor));
    // A host of the same domain cannot plant the attacker's visit: browsers take this name from the host itself only.
    let name = visit_cookie(&test.app.config);
    assert!(name.starts_with("__Host-"), "{name}");
    let page = test.client().get("/sign-in").await;
    let set = page.header("set-cookie").unwrap();
    assert!(
        set.starts_with(name) && set.contains("Secure") && set.contains("Path=/") && !set.contains("Domain"),
        "{set}"
    );
}

#[actix_web::test]
async fn session_fixation_a_planted_cookie_is_never_taken_over() {
    let test = TestApp::start().await;
    let name = session_cookie(&test.app.config);
    let planted = "A".repeat(43);
    let victim = test.client();
    victim.set_cookie(name, &planted);
    victim.post("/sign-in", &[("email", Who::Participant.email()), ("password", PASSWORD)]).await.expect(303);
    let own = victim.cookie(name).unwrap();
    assert_ne!(own, planted);
    let attacker = test.client();
    attacker.set_cookie(name, &planted);
    attacker.get("/profile").await.expect(303);
    // Nor is the attacker's own session: who signs in over it gets another, and the form token changes with it.
    let shared = test.as_(Who::Mate).await;
    let (before, token) = (shared.cookie(name).unwrap(), shared.get("/profile").await.csrf().unwrap());
    shared.post("/sign-in", &[("email", Who::Participant.email()), ("password", PASSWORD)]).await.expect(303);
    assert_ne!(shared.cookie(name).unwrap(), before);
    assert_ne!(shared.get("/profile").await.csrf().unwrap(), token);
}

/// Between asking for a code and typing it somebody is nobody; with an unconfirmed name they get to that page only.
#[actix_web::test]
async fn half_authenticated_access_opens_nothing() {
    let test = TestApp::start().await;
    let client = test.client();
    client.post("/sign-in/code", &[("email", Who::Participant.email())]).await.expect(200);
    test.run_jobs().await;
    client.post("/sign-in/code/check", &[("email", Who::Participant.email()), ("code", "AAAAAAAA")]).await.expect(422);
    assert_eq!(client.cookie(session_cookie(&test.app.config)), None);
    for route in features::routes().inventory() {
        if route.method == "GET"
            && route.need != "public"
            && !route.path.contains('{')
            && !route.path.starts_with("/api/")
        {
            let page = client.get(route.path).await.expect(303);
            assert!(page.redirect().unwrap().starts_with("/sign-in"), "{}", route.path);
        }
    }
    let half = test.as_(Who::Unwelcomed).await;
    for route in features::routes().inventory() {
        if route.method == "GET"
            && !matches!(route.need, "public" | "arrive")
            && !route.path.contains('{')
            && !route.path.starts_with("/api/")
        {
            assert_eq!(half.get(route.path).await.expect(303).redirect().unwrap(), "/welcome", "{}", route.path);
        }
    }
}

/// A browser's cookie opens no API, so no page elsewhere can use it there.
#[actix_web::test]
async fn csrf_a_cookie_is_worth_nothing_to_the_api() {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    let before = realm.fingerprint(&test).await;
    for route in features::routes()
        .inventory()
        .into_iter()
        .filter(|route| route.path.starts_with("/api/") && route.need != "public")
    {
        let path = realm.things(Whose::Nino).filled(route.path);
        let request = TestRequest::with_uri(&path).method(route.method.parse().unwrap());
        let request = request.insert_header((header::CONTENT_TYPE, "application/json")).set_payload("{}");
        realm.client(&test, rightful(&route)).send(request).await.expect(401);
    }
    assert_eq!(changed(&before, &realm.fingerprint(&test).await), Vec::<String>::new());
}
