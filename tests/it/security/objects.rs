//! Ids where they do not belong: of another's thing under one's own roof, in a form's field, and fields that no form has.

use std::collections::BTreeMap;

use actix_web::test::TestRequest;
use portolan::features::{self, privacy};
use portolan::platform::web::Route;

use super::realm::{JOSE, Realm, Whose, bearer, changed, parts, without_ids};
use crate::support::{ALL, Page, TestApp, Who};
use crate::whole::routes::{LIST, body, form};
use crate::whole::world::NINO;

/// Parameters below a cohort that name something of this cohort.
const CHILDREN: [&str; 4] = ["{enrolment}", "{id}", "{held}", "{person}"];

/// A coordinator's own cohort in front, a thing of another country behind it: read or write, it is as if it were nothing.
#[actix_web::test]
async fn object_idor_by_a_foreign_child_under_ones_own_cohort() {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    let before = realm.fingerprint(&test).await;
    let mut asked = 0;
    for route in features::routes().inventory() {
        let has_child = CHILDREN.iter().any(|child| route.path.contains(child));
        // Taking away somebody who is no instructor there takes away nobody, and says so for everybody.
        if !route.path.contains("{cohort}") || !has_child || route.path.ends_with("/removal") {
            continue;
        }
        for (own, foreign, who) in [
            (Whose::Nino, Whose::Jose, NINO.coordinator),
            (Whose::Jose, Whose::Nino, JOSE.coordinator),
            (Whose::Nino, Whose::Jose, Who::Admin),
        ] {
            let under = |child: Whose| {
                let (roof, child) = (realm.things(own), realm.things(child));
                roof.map(|name, value| if name == "cohort" { value.to_owned() } else { child.value(name).to_owned() })
            };
            let (things, nothing) = (under(foreign), under(Whose::Nobody));
            let page = realm.ask(&test, &route, who, &things).await;
            let for_nothing = realm.ask(&test, &route, who, &nothing).await;
            assert_eq!(page.code(), 404, "{} {} as {who:?}: {page:?}", route.method, route.path);
            assert_eq!(
                without_ids(&page, &things),
                without_ids(&for_nothing, &nothing),
                "{} {}",
                route.method,
                route.path
            );
            asked += 1;
        }
    }
    assert!(asked >= 39, "{asked} questions only");
    assert_eq!(changed(&before, &realm.fingerprint(&test).await), Vec::<String>::new());
}

/// An id in a field instead of the address.
#[actix_web::test]
async fn object_idor_by_an_id_in_a_form() {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    let before = realm.fingerprint(&test).await;
    let (nino, jose) = (realm.things(Whose::Nino), realm.things(Whose::Jose));
    let coordinator = realm.client(&test, NINO.coordinator);
    let refusal = nino.filled("/cohorts/{cohort}/certificates/{id}/refusal");
    coordinator.post(&refusal, &[("request", jose.value("request"))]).await.expect(404);
    // The other agency's instructor reads like an unknown address.
    let instructors = nino.filled("/cohorts/{cohort}/instructors");
    let answer = async |email: &str| {
        let page = realm.client(&test, NINO.coordinator).post(&instructors, &[("email", email)]).await.expect(422);
        page.html().replace(email, "")
    };
    assert_eq!(answer(Who::OtherInstructor.email()).await, answer("nobody.knows@south.example").await);
    let south = test.cast.south.to_string();
    let cohort = [
        ("course", "harbour-basics"),
        ("code", "NORTH-9"),
        ("agency", south.as_str()),
        ("place", "Valletta"),
        ("starts_on", "2031-03-03"),
        ("ends_on", "2031-03-07"),
        ("due_day", "2031-03-01"),
        ("due_time", "12:00"),
    ];
    coordinator.post("/cohorts/new", &cohort).await.expect(422);
    let instructor = realm.client(&test, NINO.instructor);
    let undo = nino.filled("/grading/{cohort}/{module_version}/release/undo");
    instructor.post(&undo, &[("release", jose.value("release"))]).await.expect(404);
    let request = TestRequest::post().uri(&format!("/api/v1{undo}"));
    let request = request.set_json(serde_json::json!({ "release": jose.value("release") }));
    test.client().send(bearer(&test, NINO.instructor, request)).await.expect(404);
    assert_eq!(changed(&before, &realm.fingerprint(&test).await), Vec::<String>::new());
}

/// Fields that a greedy binding of forms would take over.
const GREEDY: [&str; 36] = [
    "id",
    "role",
    "roles",
    "role_grants",
    "is_admin",
    "admin",
    "grants",
    "person",
    "person_id",
    "user_id",
    "owner",
    "cohort",
    "cohort_id",
    "agency_id",
    "enrolment",
    "enrolment_id",
    "attempt_id",
    "points",
    "points_milli",
    "max_milli",
    "total",
    "maximum",
    "passed",
    "complete",
    "number",
    "seed",
    "due_at",
    "started_at",
    "submitted_at",
    "late",
    "grader",
    "grader_id",
    "welcomed_at",
    "suspended",
    "standing",
    "country",
];

/// What no form may change but its own: asked after each write, once with greedy fields and once without.
const GUARDED: [&str; 10] = [
    "SELECT person_id, role, agency_id FROM role_grants ORDER BY 1, 2, 3",
    "SELECT email, country, agency, welcomed_at IS NULL FROM persons ORDER BY 1",
    "SELECT person_id FROM suspensions ORDER BY 1",
    "SELECT email, cohort_id FROM enrolments JOIN persons ON persons.id = person_id ORDER BY 1, 2",
    "SELECT code, agency_id FROM cohorts ORDER BY 1",
    "SELECT person_id, cohort_id FROM cohort_instructors ORDER BY 1, 2",
    "SELECT enrolment_id, purpose, number, due_at - started_at FROM attempts ORDER BY 1, 2, 3",
    "SELECT attempt_id, points_milli, max_milli, passed FROM results ORDER BY 1",
    "SELECT attempt_id, version, total, maximum, complete, grader_id FROM grades ORDER BY 1, 2",
    "SELECT enrolment_id, percent FROM extra_times ORDER BY 1",
];

async fn guarded(test: &TestApp) -> BTreeMap<&'static str, Vec<String>> {
    let mut state = BTreeMap::new();
    for query in GUARDED {
        state.insert(query, test.sql(query).await);
    }
    state
}

fn greedy_value<'a>(field: &str, strange: &'a str) -> &'a str {
    match field {
        "role" | "roles" | "role_grants" | "grants" | "standing" => "admin",
        "points" | "points_milli" | "total" | "max_milli" | "maximum" | "number" | "seed" => "7",
        "due_at" | "started_at" | "submitted_at" | "welcomed_at" => "2031-01-01T00:00:00Z",
        "is_admin" | "admin" | "passed" | "complete" | "late" | "suspended" => "true",
        "country" => "PE",
        _ => strange,
    }
}

/// Sends a write with fields beyond its form.
async fn ask_greedily(realm: &Realm, test: &TestApp, route: &Route, who: Who) -> Page {
    let (things, strange) = (realm.things(Whose::Nino), realm.things(Whose::Jose));
    let strange = strange.value("enrolment");
    let path = things.filled(route.path);
    if path.starts_with("/api/") || path == "/outbox" {
        let text = if path == "/outbox" { r#"{"ops":[]}"#.to_owned() } else { body(things, route.path) };
        let mut json: serde_json::Value = serde_json::from_str(&text).unwrap();
        for field in GREEDY {
            if json.get(field).is_none() {
                json[field] = greedy_value(field, strange).into();
            }
        }
        let request = if route.method == "PUT" { TestRequest::put() } else { TestRequest::post() };
        let request = request.uri(&path).insert_header(("x-csrf-token", realm.csrf(who))).set_json(json);
        return match path.starts_with("/api/") {
            true => test.client().send(bearer(test, who, request)).await,
            false => realm.client(test, who).send(request).await,
        };
    }
    let typed = form(things, route.path);
    let mut fields: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend(
        GREEDY
            .iter()
            .filter(|name| typed.iter().all(|(known, _)| known != *name))
            .map(|name| (*name, greedy_value(name, strange))),
    );
    let client = realm.client(test, who);
    if path.contains("/invitations") {
        fields.extend([("csrf", realm.csrf(who)), ("text", LIST)]);
        return client.post_raw(&path, "multipart/form-data; boundary=edge", parts(&fields)).await;
    }
    client.post(&path, &fields).await
}

/// Somebody who may do what a route is for, with Nino's things.
pub fn rightful(route: &Route) -> Who {
    match route.need {
        "learn" | "leave" => Who::Participant,
        "grade" | "follow" | "read-plans" => Who::Instructor,
        "run-course" => Who::Coordinator,
        "administer" => Who::Admin,
        "arrive" => Who::Unwelcomed,
        _ => Who::Nobody,
    }
}

/// Every write by whoever may do it, once as it should be and once with greedy fields: both leave the same behind.
#[actix_web::test]
async fn mass_assignment_changes_nothing() {
    let realm = Realm::build().await;
    let mut told = Vec::new();
    for route in features::routes().inventory().into_iter().filter(|route| route.method != "GET") {
        let who = rightful(&route);
        let (plain, greedy) = (TestApp::copy_of(&realm.template).await, TestApp::copy_of(&realm.template).await);
        realm.ask(&plain, &route, who, realm.things(Whose::Nino)).await;
        let page = ask_greedily(&realm, &greedy, &route, who).await;
        assert!(page.code() < 500, "{} {}: {page:?}", route.method, route.path);
        let (plain_state, greedy_state) = (guarded(&plain).await, guarded(&greedy).await);
        // A field beyond the form may also be refused: then nothing has happened at all.
        let untouched = page.code() >= 400 && greedy_state == guarded(&TestApp::copy_of(&realm.template).await).await;
        if plain_state != greedy_state && !untouched {
            told.push(format!("{} {}: {}", route.method, route.path, page.code()));
        }
        plain.forget_jobs().await;
        greedy.forget_jobs().await;
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// Whoever was taken out of the course finds its things no more, but the certificate that is theirs.
#[actix_web::test]
async fn wrong_membership_state_of_somebody_who_was_withdrawn() {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    let (things, nothing) = (realm.things(Whose::Nino), realm.things(Whose::Nobody));
    let out = things.filled("/cohorts/{cohort}/people/{enrolment}/withdrawal");
    realm.client(&test, NINO.coordinator).post(&out, &[("reason", "Left the service.")]).await.expect(303);
    let before = realm.fingerprint(&test).await;
    let mut told = Vec::new();
    for route in features::routes().inventory() {
        let own = route.need == "learn" && (route.path.contains("{enrolment}") || route.path.contains("{attempt}"));
        if !own {
            continue;
        }
        let page = realm.ask(&test, &route, Who::Participant, things).await;
        let for_nothing = realm.ask(&test, &route, Who::Participant, nothing).await;
        if page.code() != 404 || without_ids(&page, things) != without_ids(&for_nothing, nothing) {
            told.push(format!("{} {}: {}", route.method, route.path, page.code()));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
    // Their written answer is nothing to grade any more either.
    let answer = things.filled("/grading/answers/{attempt}");
    realm.client(&test, NINO.instructor).get(&answer).await.expect(404);
    realm.client(&test, Who::Participant).get(&things.filled("/certificates/{id}")).await.expect(200);
    assert_eq!(changed(&before, &realm.fingerprint(&test).await), Vec::<String>::new());
}

/// Whoever was erased is nobody: what they had opened opens nothing, and nobody reads their name anywhere.
#[actix_web::test]
async fn wrong_membership_state_of_somebody_who_was_erased() {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    let things = realm.things(Whose::Nino);
    let (now, nino) = (test.app.clock.now(), test.cast.person(Who::Participant));
    test.app.db.write(&ALL, async move |tx| privacy::erase_and_tell(tx, now, nino).await).await.unwrap();
    test.run_jobs().await;
    let before = realm.fingerprint(&test).await;
    let mut told = Vec::new();
    for route in features::routes().inventory().into_iter().filter(|route| route.need != "public") {
        let page = realm.ask(&test, &route, Who::Participant, things).await;
        // By session they are sent to sign in; a form and a program are told that nobody is signed in.
        let out = match page.code() {
            303 => page.redirect().is_some_and(|to| to.starts_with("/sign-in")),
            code => matches!(code, 401 | 403),
        };
        if !out {
            told.push(format!("{} {}: {}", route.method, route.path, page.code()));
        }
    }
    for who in Who::ALL.into_iter().filter(|who| *who != Who::Participant) {
        for route in features::routes().inventory().into_iter().filter(|route| route.method == "GET") {
            let page = realm.ask(&test, &route, who, things).await;
            assert!(page.code() < 500, "{} as {who:?}: {page:?}", route.path);
            let html = page.html();
            if ["Nino Beridze", Who::Participant.name(), Who::Participant.email()]
                .iter()
                .any(|word| html.contains(word))
            {
                told.push(format!("{} tells {who:?} who it was", route.path));
            }
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert_eq!(changed(&before, &realm.fingerprint(&test).await), Vec::<String>::new());
    test.forget_jobs().await;
}

/// A role that was taken away is away at once, for the session and the token that were there before.
#[actix_web::test]
async fn wrong_membership_state_of_a_role_that_was_taken_away() {
    let realm = Realm::build().await;
    let things = realm.things(Whose::Nino);
    for (who, away) in [
        (NINO.instructor, "DELETE FROM role_grants WHERE role = 'instructor'"),
        (NINO.instructor, "DELETE FROM cohort_instructors"),
        (
            NINO.instructor,
            "UPDATE role_grants SET agency_id = (SELECT agency_id FROM cohorts WHERE code = 'SOUTH-1') WHERE agency_id IS NOT NULL",
        ),
        (NINO.coordinator, "DELETE FROM role_grants WHERE role = 'coordinator'"),
        (
            NINO.coordinator,
            "UPDATE role_grants SET agency_id = (SELECT agency_id FROM cohorts WHERE code = 'SOUTH-1') WHERE agency_id IS NOT NULL",
        ),
    ] {
        let test = TestApp::copy_of(&realm.template).await;
        let places = [
            "/grading/{cohort}/{module_version}",
            "/api/v1/grading/{cohort}/{module_version}",
            "/cohorts/{cohort}",
            "/cohorts/{cohort}/people/{enrolment}",
            "/cohorts/{cohort}/tests",
            "/grading/answers/{attempt}",
        ];
        let inventory = features::routes().inventory();
        let routes: Vec<&Route> =
            inventory.iter().filter(|route| route.method == "GET" && places.contains(&route.path)).collect();
        assert_eq!(routes.len(), places.len());
        let mut had = 0;
        for route in &routes {
            had += u32::from(realm.ask(&test, route, who, things).await.code() == 200);
        }
        assert!(had >= 3, "{who:?}: {had}");
        test.sql(away).await;
        for route in &routes {
            realm.ask(&test, route, who, things).await.expect(404);
        }
    }
}
