//! Trying out: passwords, codes and numbers by every door there is, and what an answer's words and time tell.

use std::time::Instant;

use actix_web::http::header;
use actix_web::test::TestRequest;
use portolan::features::certificates::CertificateNumber;
use portolan::platform::auth::start_session;
use portolan::platform::secret::new_token;
use rand::seq::SliceRandom;

use super::realm::{Realm, Whose};
use crate::support::page::attribute;
use crate::support::{ALL, Client, Page, TestApp, Who};
use crate::whole::world::NINO;

/// The token for programs, by password.
async fn token(test: &TestApp, email: &str, password: &str, from: &str) -> Page {
    let request = TestRequest::post().uri("/api/v1/token").insert_header(("x-forwarded-for", from));
    test.client().send(request.set_json(serde_json::json!({ "email": email, "password": password }))).await
}

#[actix_web::test]
async fn brute_force_page_and_api_count_the_tries_of_a_password_together() {
    let test = TestApp::start().await;
    let ways = [Who::Participant.email(), " NINO@customs.example ", "Nino@Customs.Example"];
    for n in 0..10 {
        let email = ways[n % ways.len()];
        if n % 2 == 0 {
            test.client().post("/sign-in", &[("email", email), ("password", "wrong words, too few")]).await.expect(422);
        } else {
            // No proxy is trusted, so what it says about the client means nothing.
            token(&test, email, "wrong words, too few", &format!("203.0.113.{n}")).await.expect(401);
        }
    }
    let right = [("email", ways[0]), ("password", crate::support::PASSWORD)];
    test.client().post("/sign-in", &right).await.expect(429);
    token(&test, ways[0], crate::support::PASSWORD, "198.51.100.9").await.expect(429);
    token(&test, Who::Mate.email(), crate::support::PASSWORD, "198.51.100.9").await.expect(200);
}

#[actix_web::test]
async fn brute_force_asking_for_codes_and_trying_them_counts_together() {
    let test = TestApp::start().await;
    for n in 0..5 {
        test.client().post("/sign-in/code", &[("email", Who::Participant.email())]).await.expect(200);
        let email = if n % 2 == 0 { "NINO@customs.example" } else { " nino@customs.example" };
        test.client().post("/sign-in/code/check", &[("email", email), ("code", "AAAAAAAA")]).await.expect(422);
    }
    let last = [("email", Who::Participant.email()), ("code", "AAAAAAAA")];
    test.client().post("/sign-in/code/check", &last).await.expect(429);
    test.client().post("/sign-in/code", &last[..1]).await.expect(429);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn brute_force_a_number_written_in_another_way_is_the_same_number() {
    let test = TestApp::start().await;
    let number = CertificateNumber::random().to_string();
    let ways = [number.clone(), number.to_lowercase(), number.replace('-', ""), format!("%20{number}%20")];
    let words = |n: usize| ways[n % ways.len()].replace("%20", " ");
    for n in 0..10 {
        test.client().get(&format!("/v?n={}&c=33333{n}", ways[n % ways.len()])).await.expect(200);
        let lost = [("number", words(n)), ("name", "Nino".to_owned()), ("email", format!("n{n}@new.example"))];
        let lost: Vec<(&str, &str)> = lost.iter().map(|(name, value)| (*name, value.as_str())).collect();
        test.client().post("/lost-access", &lost).await.expect(303);
    }
    for way in &ways {
        test.client().get(&format!("/v?n={way}&c=333333")).await.expect(429);
        let lost = [("number", way.trim()), ("name", "Nino"), ("email", "n@new.example")];
        if !way.contains('%') {
            test.client().post("/lost-access", &lost).await.expect(429);
        }
    }
    test.forget_jobs().await;
}

/// What an answer tells, line by line, without what is another for each visitor anyway.
fn told(page: &Page, email: &str) -> Vec<String> {
    let named = |text: &str| match page.csrf() {
        Some(csrf) => text.replace(&csrf, "CSRF").replace(email, "EMAIL"),
        None => text.replace(email, "EMAIL"),
    };
    let headers = page.headers.iter().filter(|(name, _)| *name != header::SET_COOKIE);
    let mut lines: Vec<String> = headers.map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
    lines.sort();
    lines.push(page.code().to_string());
    lines.extend(page.html().lines().map(str::to_owned));
    lines.iter().map(|line| named(line)).collect()
}

#[actix_web::test]
async fn enumeration_by_text_every_door_answers_the_same_for_known_and_unknown() {
    let test = TestApp::start().await;
    let unknown = "nobody@customs.example";
    let answers = async |email: &str| {
        let post = async |path: &str, fields: &[(&str, &str)]| {
            let client = test.client();
            client.get("/sign-in").await;
            told(&client.post(path, fields).await, email)
        };
        vec![
            post("/sign-in", &[("email", email), ("password", "not the words of anybody")]).await,
            post("/sign-in/code", &[("email", email)]).await,
            post("/sign-in/code/check", &[("email", email), ("code", "AAAAAAAA")]).await,
            post("/invitation", &[("email", email), ("code", "AAAAAAAA")]).await,
            told(&token(&test, email, "not the words of anybody", "203.0.113.1").await, email),
        ]
    };
    let for_nobody = answers(unknown).await;
    for who in [Who::Participant, Who::Suspended, Who::Unwelcomed, Who::Admin] {
        for (known, unknown) in answers(who.email()).await.iter().zip(&for_nobody) {
            let other = known.iter().zip(unknown).find(|(known, unknown)| known != unknown);
            assert!(other.is_none() && known.len() == unknown.len(), "{who:?}: {other:?}");
        }
    }
    test.forget_jobs().await;
}

/// The rank sum of two samples, as a normal deviate.
fn mann_whitney(left: &[f64], right: &[f64]) -> f64 {
    let mut all: Vec<(f64, bool)> = left.iter().map(|time| (*time, true)).collect();
    all.extend(right.iter().map(|time| (*time, false)));
    all.sort_by(|one, other| one.0.total_cmp(&other.0));
    let size = |n: usize| f64::from(u32::try_from(n).unwrap());
    let ranks: f64 = all.iter().zip(1..).filter(|((_, is_left), _)| *is_left).map(|(_, rank)| f64::from(rank)).sum();
    let (m, n) = (size(left.len()), size(right.len()));
    (ranks - m * (m + n + 1.0) / 2.0) / (m * n * (m + n + 1.0) / 12.0).sqrt()
}

#[test]
fn enumeration_the_measure_sees_a_small_difference_and_no_other() {
    let noise = |n: u64| f64::from(u32::try_from(n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40).unwrap()) / 1e5;
    let left: Vec<f64> = (0..1000).map(noise).collect();
    let same: Vec<f64> = (1000..2000).map(noise).collect();
    let slower: Vec<f64> = same.iter().map(|time| time + 20.0).collect();
    assert!(mann_whitney(&left, &same).abs() < 4.0, "{}", mann_whitney(&left, &same));
    assert!(mann_whitney(&left, &slower) < -4.0, "{}", mann_whitney(&left, &slower));
}

const KNOWN: &str = "
    INSERT INTO persons (id, email, full_name, latin_name, lang, country, agency, created_at)
    SELECT gen_random_uuid(), 'a' || lpad(n::text, 4, '0') || '@known.example', 'A B', 'A B', 'en', 'GE', '', now()
    FROM generate_series(0, 1999) n;
    INSERT INTO passwords (person_id, phc, set_at)
    SELECT p.id, (SELECT phc FROM passwords LIMIT 1), now() FROM persons p WHERE p.email LIKE 'a%@known.example';
    INSERT INTO sign_in_codes (id, person_id, code_hash, created_at, expires_at)
    SELECT gen_random_uuid(), p.id, '\\x00', now(), now() + interval '15 minutes'
    FROM persons p WHERE p.email LIKE 'a%@known.example';
    ANALYZE persons; ANALYZE passwords; ANALYZE sign_in_codes;";

/// Milliseconds of one try each at a thousand addresses that are known and a thousand that are not, in mixed order.
async fn times(test: &TestApp, client: &Client<'_>, path: &str, secret: &'static str) -> [Vec<f64>; 2] {
    let csrf = client.get("/sign-in").await.csrf().unwrap();
    let mut order: Vec<(usize, u32)> = (0..1050).flat_map(|n| [(0, n), (1, n)]).collect();
    order.shuffle(&mut rand::rng());
    let mut times = [Vec::new(), Vec::new()];
    for (nth, (kind, n)) in order.into_iter().enumerate() {
        let email = format!("a{n:04}@{}.example", ["known", "other"][kind]);
        let fields = [("csrf", csrf.as_str()), ("email", &email), (secret, "AAAAAAAA wrong words")];
        let request = TestRequest::post()
            .uri(path)
            .insert_header((header::CONTENT_TYPE, "application/x-www-form-urlencoded"))
            .insert_header(("x-forwarded-for", format!("198.{}.{}.{}", 18 + kind, n / 256, n % 256)))
            .set_payload(serde_html_form::to_string(fields).unwrap());
        let begin = Instant::now();
        client.send(request).await.expect(422);
        // The first hundred warm caches and plans.
        if nth >= 100 {
            times[kind].push(begin.elapsed().as_secs_f64() * 1000.0);
        }
    }
    test.forget_jobs().await;
    times
}

#[actix_web::test]
#[ignore = "takes minutes; make security"]
async fn enumeration_by_time_a_known_address_takes_as_long_as_an_unknown_one() {
    let mut told = Vec::new();
    for (path, secret) in [("/sign-in", "password"), ("/sign-in/code/check", "code"), ("/invitation", "code")] {
        let test = TestApp::with(|settings| settings.trusted_proxies = Some(vec!["192.0.2.7".parse().unwrap()])).await;
        test.sql(KNOWN).await;
        let [known, unknown] = times(&test, &test.client(), path, secret).await;
        assert!(known.len() + unknown.len() >= 2000);
        let middle = |times: &[f64]| {
            let mut sorted = times.to_vec();
            sorted.sort_by(f64::total_cmp);
            sorted[sorted.len() / 2]
        };
        let z = mann_whitney(&known, &unknown);
        eprintln!("{path}: known {:.3} ms, unknown {:.3} ms, z = {z:.2}", middle(&known), middle(&unknown));
        if z.abs() >= 4.0 {
            told.push(format!("{path}: z = {z:.1}, {:.3} ms against {:.3} ms", middle(&known), middle(&unknown)));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[actix_web::test]
async fn predictable_tokens_every_bit_is_as_often_one_as_zero() {
    let test = TestApp::start().await;
    let (person, now) = (test.cast.person(Who::Participant), test.app.clock.now());
    let sessions = test
        .app
        .db
        .write(&ALL, async move |tx| {
            let mut tokens = Vec::new();
            for _ in 0..400 {
                tokens.push(start_session(tx, now, person).await?);
            }
            Ok(tokens)
        })
        .await
        .unwrap();
    let mut tokens = sessions;
    tokens.extend((0..1600).map(|_| new_token()));
    let distinct: std::collections::BTreeSet<_> = tokens.iter().collect();
    assert_eq!(distinct.len(), tokens.len());
    let mut ones = [0_i32; 256];
    for token in &tokens {
        let bytes = data_encoding::BASE64URL_NOPAD.decode(token.as_bytes()).unwrap();
        assert_eq!(bytes.len(), 32);
        for (bit, ones) in ones.iter_mut().enumerate() {
            *ones += i32::from(bytes[bit / 8] >> (bit % 8) & 1);
        }
    }
    // 2,000 throws: the deviation is 22, and six of them do not happen.
    let odd: Vec<_> = ones.iter().enumerate().filter(|(_, ones)| (**ones - 1000).abs() > 134).collect();
    assert!(odd.is_empty(), "{odd:?}");
    // What the database keeps opens nothing.
    let stored = test.sql("SELECT encode(token_hash, 'hex') FROM sessions").await;
    assert!(stored.iter().all(|hash| hash.len() == 64) && tokens.iter().all(|token| !stored.contains(token)));
}

/// The key of a session stands in the cookie and nowhere else; the link of an invitation in its mail and its own page.
#[actix_web::test]
async fn leaked_tokens_no_page_or_address_holds_one() {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    for route in portolan::features::routes().inventory().into_iter().filter(|route| route.method == "GET") {
        let who = super::objects::rightful(&route);
        let client = realm.client(&test, who);
        let session =
            client.cookie(portolan::platform::web::session_cookie(&test.app.config)).unwrap_or("-none-".into());
        let page = realm.ask(&test, &route, who, realm.things(Whose::Nino)).await;
        let html = page.html();
        assert!(!html.contains(&session), "{} holds the session", route.path);
        for tag in html.split('<') {
            let addresses = ["href", "src", "action"].iter().filter_map(|name| attribute(tag, name));
            assert!(addresses.into_iter().all(|to| !to.contains(realm.csrf(who))), "{}: {tag}", route.path);
        }
        let token = realm.things(Whose::Nino).value("token");
        assert!(route.path.contains("{token}") || !html.contains(token), "{} holds the invitation", route.path);
        assert_eq!(page.header("referrer-policy"), Some("same-origin"), "{}", route.path);
    }
}

#[actix_web::test]
async fn invite_links_follow_no_forged_host() {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    let path = format!("/cohorts/{}/people/{}/invitation", test.cast.cohort.id, test.cast.seat(Who::Unwelcomed));
    let body = serde_html_form::to_string([("csrf", realm.csrf(NINO.coordinator))]).unwrap();
    let post = |path: &str| {
        let request = TestRequest::post().uri(path).set_payload(body.clone());
        request.insert_header((header::CONTENT_TYPE, "application/x-www-form-urlencoded"))
    };
    let coordinator = realm.client(&test, NINO.coordinator);
    coordinator.send(post(&path).insert_header((header::HOST, "evil.example"))).await.expect(421);
    coordinator.send(post(&format!("https://evil.example{path}"))).await.expect(421);
    test.later(chrono::Duration::minutes(2));
    for (name, value) in [
        ("x-forwarded-host", "evil.example"),
        ("x-host", "evil.example"),
        ("x-original-host", "evil.example"),
        ("x-original-url", "https://evil.example/"),
        ("x-rewrite-url", "/admin"),
        ("forwarded", "host=evil.example;proto=http"),
    ] {
        coordinator.send(post(&path).insert_header((name, value))).await.expect(303);
        test.run_jobs().await;
        let mail = test.mails_to(Who::Unwelcomed.email()).await.remove(0);
        assert!(
            !format!("{mail:?}{}{:?}", mail.text_body, mail.html_body).contains("evil"),
            "{name}: {}",
            mail.text_body
        );
        assert!(mail.text_body.contains("https://learn.example.org/invitation/"), "{name}: {}", mail.text_body);
        test.later(chrono::Duration::minutes(2));
    }
    test.forget_jobs().await;
}
