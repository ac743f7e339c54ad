//! What the headers of every page tell browsers, and what a cache may keep.

use std::collections::BTreeMap;

use portolan::features;

use super::objects::rightful;
use super::realm::{Realm, Whose};
use crate::support::{Page, TestApp, Who};

/// The score of one answer by the published rules of Mozilla's HTTP Observatory: a hundred, less what is missing, more
/// what is beyond the usual. What concerns http beside https, and other sites' scripts, cannot lose points here: cookies
/// and links are https only, and pages load nothing from elsewhere.
fn observatory(page: &Page) -> (i32, Vec<&'static str>) {
    let header = |name: &str| page.header(name).unwrap_or_default().to_ascii_lowercase();
    let policy: BTreeMap<String, String> = header("content-security-policy")
        .split(';')
        .filter_map(|part| part.trim().split_once(' ').or(Some((part.trim(), ""))))
        .map(|(name, sources)| (name.to_owned(), sources.to_owned()))
        .collect();
    let sources = |name: &str| policy.get(name).or(policy.get("default-src")).cloned().unwrap_or_default();
    let (mut score, mut told) = (100, Vec::new());
    let mut judge = |points: i32, what: &'static str| {
        score += points;
        told.push(what);
    };
    let broad =
        |name: &str| sources(name).split(' ').any(|source| matches!(source, "*" | "http:" | "https:" | "data:"));
    match &policy {
        policy if !policy.contains_key("default-src") && !policy.contains_key("script-src") => judge(-25, "no policy"),
        _ if sources("script-src").contains("unsafe-inline") || broad("script-src") || broad("object-src") => {
            judge(-20, "policy lets any script run");
        }
        _ if sources("script-src").contains("unsafe-eval") => judge(-10, "policy lets text become script"),
        _ if sources("style-src").contains("unsafe-inline") || broad("style-src") => {
            judge(0, "policy lets any style in")
        }
        policy if policy.get("default-src").is_some_and(|sources| sources == "'none'") => {
            judge(10, "policy from nothing")
        }
        _ => judge(5, "policy"),
    }
    let cookies: Vec<String> = page.headers.get_all("set-cookie").map(|one| one.to_str().unwrap().to_owned()).collect();
    for cookie in &cookies {
        if !cookie.contains("Secure") {
            judge(-40, "a cookie goes over http");
        }
        if !cookie.contains("HttpOnly") {
            judge(-30, "scripts read a cookie");
        }
    }
    if !cookies.is_empty() && cookies.iter().all(|cookie| cookie.contains("SameSite=")) {
        judge(5, "cookies stay on their site");
    }
    match header("access-control-allow-origin").as_str() {
        "" => {}
        _ => judge(-50, "other sites may read"),
    }
    match header("strict-transport-security")
        .strip_prefix("max-age=")
        .and_then(|rest| rest.split(';').next()?.parse().ok())
    {
        Some(15_552_000_i64..) => {}
        Some(_) => judge(-10, "https for a short while"),
        None => judge(-20, "https is not kept"),
    }
    match header("referrer-policy").as_str() {
        "no-referrer" | "same-origin" | "strict-origin" | "strict-origin-when-cross-origin" => {
            judge(5, "referrer private")
        }
        "" => {}
        _ => judge(-5, "referrer told"),
    }
    if header("x-content-type-options") != "nosniff" {
        judge(-5, "types are guessed");
    }
    match (policy.get("frame-ancestors").map(String::as_str), header("x-frame-options").as_str()) {
        (Some("'none'" | "'self'"), _) => judge(5, "no frames, by policy"),
        (_, "deny" | "sameorigin") => {}
        _ => judge(-20, "may be framed"),
    }
    match header("cross-origin-resource-policy").as_str() {
        "same-origin" | "same-site" => judge(10, "resources stay"),
        "cross-origin" => judge(-5, "resources go"),
        _ => {}
    }
    // Points beyond a hundred count only for who has lost few.
    (score, told)
}

/// Of every page: a mark that is lost would still leave it above the bar.
const GOOD: [&str; 4] = ["policy from nothing", "referrer private", "no frames, by policy", "resources stay"];

#[actix_web::test]
async fn header_score_every_page_reaches_115_by_the_observatorys_rules() {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    let (mut pages, mut low) = (0, Vec::new());
    for route in features::routes().inventory().into_iter().filter(|route| route.method == "GET") {
        // The page itself, the page of who may not, and the page of an id of nothing.
        for (who, whose) in [
            (rightful(&route), Whose::Nino),
            (Who::Nobody, Whose::Nino),
            (Who::Suspended, Whose::Nino),
            (Who::Participant, Whose::Nobody),
        ] {
            let page = realm.ask(&test, &route, who, realm.things(whose)).await;
            if !page.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
                continue;
            }
            pages += 1;
            let (score, told) = observatory(&page);
            if score < 115 || GOOD.iter().any(|good| !told.contains(good)) {
                low.push(format!("{} as {who:?}: {score} {told:?}", route.path));
            }
        }
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
    assert!(pages > 150, "{pages} pages only");
}

/// Other sites may read what is public and the same for everybody: keys and withdrawals, so that a check needs no us.
#[actix_web::test]
async fn header_score_other_sites_read_the_public_lists_and_nothing_else() {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    for route in features::routes().inventory().into_iter().filter(|route| route.method == "GET") {
        let page = realm.ask(&test, &route, rightful(&route), realm.things(Whose::Nino)).await;
        let open = page.header("access-control-allow-origin").is_some();
        assert_eq!(open, route.path.starts_with("/.well-known/"), "{}", route.path);
        assert_eq!(page.header("access-control-allow-credentials"), None, "{}", route.path);
    }
    for path in ["/assets/nothing", "/media/nothing", "/healthz", "/api/v1/me", "/favicon.ico"] {
        let (score, told) = observatory(&test.client().get(path).await);
        assert!(score >= 115, "{path}: {score} {told:?}");
    }
}

/// Whoever is signed in gets nothing that a cache would give to the next.
#[actix_web::test]
async fn cache_of_personal_pages_nobody_keeps_one() {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    let (mut asked, mut told) = (0, Vec::new());
    for route in features::routes().inventory().into_iter().filter(|route| route.method == "GET") {
        let who = rightful(&route);
        let who = if who == Who::Nobody { Who::Participant } else { who };
        for whose in [Whose::Nino, Whose::Nobody] {
            let page = realm.ask(&test, &route, who, realm.things(whose)).await;
            let kept = page.header("cache-control").unwrap_or("nothing said").to_owned();
            // The public lists hold no person and are the same for everybody.
            let is_list = route.path.starts_with("/.well-known/") || route.path == "/api/v1/openapi.json";
            asked += 1;
            if !is_list && !kept.contains("no-store") {
                told.push(format!("{} as {who:?}: {kept}", route.path));
            }
        }
    }
    assert!(told.is_empty() && asked > 100, "{asked} asked\n{}", told.join("\n"));
}
