//! A page fits into one round trip on a weak link: at most 14,600 bytes, packed, with its headers.

use portolan::features;

use super::routes::name;
use super::world::World;
use crate::support::{FIRST_VIEW, TestApp, Who};

/// The public check of a certificate.
const VERIFY: usize = 4_000;

#[actix_web::test]
async fn every_page_fits_into_one_round_trip() {
    let world = World::build().await;
    let test = TestApp::copy_of(&world.template).await;
    let mut over = Vec::new();
    for route in features::routes().inventory() {
        if route.method != "GET" || route.path.starts_with("/api/") {
            continue;
        }
        for who in [Who::Nobody, Who::Participant, Who::Unwelcomed, Who::Instructor, Who::Coordinator, Who::Admin] {
            let page = test.as_(who).await.get(&world.filled(route.path)).await;
            let is_page = page.header("content-type").is_some_and(|kind| kind.starts_with("text/html"));
            let is_check = route.path == "/v" || route.path.starts_with("/v/");
            let budget = if is_check && who == Who::Nobody { VERIFY } else { FIRST_VIEW };
            if is_page && page.code() == 200 && page.packed() > budget {
                over.push(format!("{} as {}: {} of {budget} bytes", route.path, name(who), page.packed()));
            }
        }
    }
    test.forget_jobs().await;
    assert!(over.is_empty(), "{}\nShorten the page, or put less style and script into its Bundle.", over.join("\n"));
}
