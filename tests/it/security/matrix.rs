//! Every route, asked by everybody for everybody's things: the snapshot `matrix.txt`, which people review, and what
//! holds whatever the snapshot says.
//!
//! - Who is outside of a thing's circle gets for it, byte by byte, what they get for an id of nothing.
//! - A write that is refused changes no row; a read changes none either.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use portolan::features;
use portolan::platform::web::Route;

use super::realm::{Realm, WHOSE, Whose, changed, without_ids};
use crate::support::{Page, TestApp, Who};
use crate::whole::routes::{compare, name};
use crate::whole::world::Owner;

const SNAPSHOT: &str = "tests/it/security/matrix.txt";

/// Parameters that name a thing of somebody.
const OWNED: [&str; 9] = ["enrolment", "attempt", "id", "cohort", "held", "person", "job", "release", "request"];

fn names_a_thing(route: &Route) -> bool {
    OWNED.iter().any(|name| route.path.contains(&format!("{{{name}}}")))
}

/// Who may have an answer of success, by the architecture's rules and not by what the program does.
fn may(route: &Route, who: Who, whose: Whose) -> bool {
    match route.need {
        "public" => return true,
        "leave" => return who != Who::Nobody,
        "arrive" => return !matches!(who, Who::Nobody | Who::Suspended),
        _ if matches!(who, Who::Nobody | Who::Suspended | Who::Unwelcomed) => return false,
        _ => {}
    }
    let teaches = matches!(who, Who::Instructor | Who::OtherInstructor | Who::Admin);
    let runs = matches!(who, Who::Coordinator | Who::OtherCoordinator | Who::Admin);
    let of = |circle: fn(Owner) -> Vec<Who>| match whose.owner() {
        _ if !names_a_thing(route) => true,
        Some(owner) => circle(owner).contains(&who),
        None => false,
    };
    match route.need {
        "learn" => of(|owner| vec![owner.who]),
        "grade" => teaches && of(|owner| vec![owner.instructor, Who::Admin]),
        "run-course" => runs && of(|owner| vec![owner.coordinator, Who::Admin]),
        "follow" => (teaches || runs) && of(|owner| vec![owner.instructor, owner.coordinator, Who::Admin]),
        "read-plans" => teaches || runs,
        // The only job is a dead one; it belongs to the server.
        "administer" => who == Who::Admin && whose != Whose::Nobody,
        other => panic!("say here who may {other}"),
    }
}

/// Refused, or sent to where somebody signs in or confirms the name: no success.
fn is_turned_away(route: &Route, page: &Page) -> bool {
    let away = |to: String| to.starts_with("/sign-in?next=") || to == "/welcome";
    page.code() >= 400 || route.need != "public" && page.redirect().is_some_and(away)
}

struct Asked<'a> {
    realm: &'a Realm,
    route: &'a Route,
    /// For writes: a server that no write has changed yet.
    own: Option<(TestApp, BTreeMap<String, String>)>,
    faults: Vec<String>,
}

impl Asked<'_> {
    fn fault(&mut self, who: Who, whose: Whose, what: &str) {
        self.faults.push(format!("{} {} as {} for {whose:?}: {what}", self.route.method, self.route.path, name(who)));
    }

    /// One question, on the shared server for reads and on one of its own for writes.
    async fn ask(&mut self, shared: &TestApp, state: &BTreeMap<String, String>, who: Who, whose: Whose) -> Page {
        let things = self.realm.things(whose);
        let read = self.route.method == "GET";
        if !read && self.own.is_none() {
            let test = TestApp::copy_of(&self.realm.template).await;
            if self.route.path.ends_with("/release") {
                // So that there is something to release.
                test.sql("DELETE FROM releases").await;
            }
            let before = self.realm.fingerprint(&test).await;
            self.own = Some((test, before));
        }
        let (test, before) = self.own.as_ref().map_or((shared, state), |(test, before)| (test, before));
        let page = self.realm.ask(test, self.route, who, things).await;
        assert!(page.code() < 500, "{} {} as {who:?} for {whose:?}: {page:?}", self.route.method, self.route.path);
        let after = self.realm.fingerprint(test).await;
        let changed = changed(before, &after);
        if (read || is_turned_away(self.route, &page)) && !changed.is_empty() {
            self.fault(who, whose, &format!("{} changed {changed:?}", page.code()));
        }
        if !read && !changed.is_empty() {
            if let Some((test, _)) = self.own.take() {
                test.forget_jobs().await;
            }
        }
        page
    }
}

/// The lines of one route, and what is wrong with it.
async fn lines(
    realm: &Realm,
    shared: &TestApp,
    state: &BTreeMap<String, String>,
    route: &Route,
) -> (String, Vec<String>) {
    let mut asked = Asked { realm, route, own: None, faults: Vec::new() };
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut for_nothing: BTreeMap<usize, String> = BTreeMap::new();
    // Nobody's first, so that the others can be held against it.
    for whose in WHOSE.into_iter().rev() {
        if !names_a_thing(route) && whose != Whose::Nino {
            continue;
        }
        let mut by_code: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
        for (nth, who) in Who::ALL.into_iter().enumerate() {
            let page = asked.ask(shared, state, who, whose).await;
            by_code.entry(page.code()).or_default().push(name(who));
            let shown = without_ids(&page, realm.things(whose));
            if whose == Whose::Nobody {
                for_nothing.insert(nth, shown.clone());
            }
            if may(route, who, whose) {
                continue;
            }
            if !is_turned_away(route, &page) {
                asked.fault(who, whose, &format!("{} although they may not", page.code()));
            } else if names_a_thing(route) && for_nothing.get(&nth) != Some(&shown) {
                asked.fault(who, whose, "what comes differs from what comes for an id of nothing");
            }
        }
        let whose = if whose == Whose::Nobody { "nothing".to_owned() } else { format!("{whose:?}").to_lowercase() };
        rows.push((whose, row(&by_code)));
    }
    rows.reverse();
    if let Some((test, _)) = asked.own.take() {
        test.forget_jobs().await;
    }
    let mut text = format!("{} {} ({})\n", route.method, route.path, route.need);
    for (whose, row) in rows {
        let whose = if names_a_thing(route) { format!("{whose}: ") } else { String::new() };
        writeln!(text, "    {whose}{row}").unwrap();
    }
    (text, asked.faults)
}

/// Codes with their actors; whoever gets what most get is not named.
fn row(by_code: &BTreeMap<u16, Vec<&str>>) -> String {
    let most = by_code.values().map(Vec::len).max().unwrap_or(0);
    let mut named = false;
    let mut parts = Vec::new();
    for (code, actors) in by_code {
        if actors.len() == most && !named {
            named = true;
            parts.push(format!("{code} {}", if by_code.len() == 1 { "everybody" } else { "others" }));
        } else {
            parts.push(format!("{code} {}", actors.join(" ")));
        }
    }
    parts.join("; ")
}

#[actix_web::test]
async fn everybody_gets_only_what_is_within_their_circle_and_the_snapshot_says_so() {
    let realm = Realm::build().await;
    let shared = TestApp::copy_of(&realm.template).await;
    let state = realm.fingerprint(&shared).await;
    let (mut seen, mut faults) = (String::new(), Vec::new());
    for route in features::routes().inventory() {
        let (text, wrong) = lines(&realm, &shared, &state, &route).await;
        seen.push_str(&text);
        faults.extend(wrong);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    compare(&seen, SNAPSHOT);
}
