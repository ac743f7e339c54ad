//! Two countries that mirror each other, their words marked: whatever people of one country ask for, no mark of the other
//! comes back, on no page, in no file, by no program and in no mail.

use std::collections::{BTreeSet, VecDeque};
use std::io::{Cursor, Read};

use portolan::base::country::Country;
use portolan::features;

use super::pdf;
use super::realm::{JOSE, Realm, Whose};
use crate::support::page::attribute;
use crate::support::{Page, TestApp, Who};
use crate::whole::world::{NINO, Owner};

/// A country with its mark, its people and its things.
#[derive(Clone, Copy)]
struct Land {
    mark: &'static str,
    owner: Owner,
    whose: Whose,
    people: &'static [Who],
}

const NORTH: Land = Land {
    mark: "nightjar",
    owner: NINO,
    whose: Whose::Nino,
    people: &[
        Who::Participant,
        Who::Mate,
        Who::Alumna,
        Who::Instructor,
        Who::Coordinator,
        Who::Suspended,
        Who::Unwelcomed,
    ],
};
const SOUTH: Land = Land {
    mark: "canarybird",
    owner: JOSE,
    whose: Whose::Jose,
    people: &[Who::Stranger, Who::OtherInstructor, Who::OtherCoordinator],
};

/// Marks everything that people of a country type, by the pages they type it in.
async fn mark(test: &TestApp, land: Land) {
    let mark = land.mark;
    let capital = format!("{}{}", mark[..1].to_uppercase(), &mark[1..]);
    for who in [land.owner.who, land.owner.instructor, land.owner.coordinator] {
        let name = format!("{capital} {}", who.name());
        let latin = format!("{capital} Person");
        let fields = [("full_name", name.as_str()), ("latin_name", &latin), ("lang", "en"), ("time_zone", "UTC")];
        test.as_(who).await.post("/profile", &fields).await.expect(303);
    }
    let coordinator = test.as_(land.owner.coordinator).await;
    let agency = test
        .sql(&format!(
            "SELECT agency_id FROM role_grants WHERE role = 'coordinator' AND person_id = '{}'",
            test.cast.person(land.owner.coordinator)
        ))
        .await
        .concat();
    let code = format!("{}-2", mark.to_uppercase());
    let cohort = [
        ("course", "harbour-basics"),
        ("code", code.as_str()),
        ("agency", &agency),
        ("place", &format!("{capital}ville")),
        ("starts_on", "2031-03-03"),
        ("ends_on", "2031-03-07"),
        ("due_day", "2031-03-01"),
        ("due_time", "12:00"),
    ];
    let opened = coordinator.post("/cohorts/new", &cohort).await.expect(303);
    let opened = opened.redirect().unwrap();
    let list = format!(
        "name,e-mail,country,agency,language\n{capital} Guest,guest@{mark}.example,{},{capital} Customs,en\n\
         {capital} Leaver,leaver@{mark}.example,{},{capital} Customs,en\n",
        Country::parse("PE").unwrap().name(),
        Country::parse("GE").unwrap().name()
    );
    let csrf = coordinator.get("/cohorts").await.csrf().unwrap();
    let parts = super::realm::parts(&[("csrf", &csrf), ("text", &list)]);
    coordinator
        .post_raw(&format!("{opened}/invitations/send"), "multipart/form-data; boundary=edge", parts)
        .await
        .expect(303);
    let leaver = format!(
        "SELECT e.id FROM enrolments e JOIN persons p ON p.id = e.person_id WHERE p.email = 'leaver@{mark}.example'"
    );
    let leaver = test.sql(&leaver).await.concat();
    let reason = format!("{capital} left the service.");
    coordinator.post(&format!("{opened}/people/{leaver}/withdrawal"), &[("reason", &reason)]).await.expect(303);
    test.run_jobs().await;
}

/// All that an answer holds, unpacked and in small letters.
fn everything(page: &Page) -> String {
    let kind = page.header("content-type").unwrap_or_default().to_owned();
    let mut text: String =
        page.headers.iter().map(|(_, value)| String::from_utf8_lossy(value.as_bytes()).into_owned() + "\n").collect();
    if kind.contains("pdf") {
        text.push_str(&pdf::text(&page.body));
    } else if kind.contains("zip") {
        let mut archive = zip::ZipArchive::new(Cursor::new(&page.body)).unwrap();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let (name, mut bytes) = (file.name().unwrap().into_owned(), Vec::new());
            file.read_to_end(&mut bytes).unwrap();
            text.push_str(&name);
            text.push_str(&if name.ends_with("pdf") {
                pdf::text(&bytes)
            } else {
                String::from_utf8_lossy(&bytes).into_owned()
            });
        }
    } else {
        text.push_str(&page.html());
    }
    text.to_lowercase()
}

/// Addresses of pages that a page leads to.
fn links(page: &Page) -> Vec<String> {
    let html = page.html();
    let found = html.split('<').filter_map(|tag| attribute(tag, "href")).filter(|to| to.starts_with('/'));
    found.map(|to| to.split('#').next().unwrap_or_default().to_owned()).chain(page.redirect()).collect()
}

/// Where somebody found a mark.
async fn found(realm: &Realm, test: &TestApp, who: Who, mark: &str, foreign: Whose) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut note = |at: String, page: &Page| {
        assert!(page.code() < 500, "{at}: {page:?}");
        if everything(page).contains(mark) {
            found.insert(at);
        }
    };
    let client = realm.client(test, who);
    let (mut waiting, mut seen) = (VecDeque::from(["/".to_owned()]), BTreeSet::new());
    while let Some(path) = waiting.pop_front() {
        // In other languages it is the same page.
        if path.contains("lang=") || path.starts_with("/assets") || !seen.insert(path.clone()) {
            continue;
        }
        assert!(seen.len() < 600, "a crawl without end: {path}");
        let page = client.get(&path).await;
        waiting.extend(links(&page));
        note(path, &page);
    }
    for route in features::routes().inventory().into_iter().filter(|route| route.method == "GET") {
        for whose in [Whose::Nino, Whose::Giorgi, Whose::Jose] {
            // Whoever holds the certificate's code or the invitation's link is meant to read it.
            let held = route.path.contains("{payload}") || route.path.contains("{token}");
            if held && (whose == foreign || foreign == Whose::Nino) {
                continue;
            }
            let page = realm.ask(test, &route, who, realm.things(whose)).await;
            note(format!("{} of {whose:?}", route.path), &page);
        }
    }
    found
}

#[actix_web::test]
async fn forgotten_filter_no_mark_of_one_country_reaches_the_other() {
    let test = TestApp::start().await;
    mark(&test, NORTH).await;
    mark(&test, SOUTH).await;
    let realm =
        Realm::on(test, &[(Whose::Nino, NORTH.mark), (Whose::Giorgi, NORTH.mark), (Whose::Jose, SOUTH.mark)]).await;
    let test = TestApp::copy_of(&realm.template).await;
    let mut leaks = Vec::new();
    for (land, other) in [(NORTH, SOUTH), (SOUTH, NORTH)] {
        for who in land.people.iter().chain(&[Who::Nobody]) {
            for at in found(&realm, &test, *who, other.mark, other.whose).await {
                leaks.push(format!("{who:?} finds {} at {at}", other.mark));
            }
        }
        let mails = "SELECT m.recipient, p.email, m.template FROM mails m LEFT JOIN persons p ON p.id = m.person_id
                     WHERE lower(m.subject || m.text_body || m.html_body) LIKE";
        let names: Vec<&str> = land.people.iter().map(|who| who.email()).collect();
        for row in test.sql(&format!("{mails} '%{}%'", other.mark)).await {
            if names.iter().any(|name| row.contains(name)) || row.contains(land.mark) {
                leaks.push(format!("mail to {row} holds {}", other.mark));
            }
        }
        // The same crawl does find them where they belong: on pages, in files, by programs and in mails.
        let own: Vec<BTreeSet<String>> = futures_util::future::join_all(
            [land.owner.who, land.owner.instructor, land.owner.coordinator]
                .map(|who| found(&realm, &test, who, land.mark, Whose::Nobody)),
        )
        .await;
        let at = |end: &str| own.iter().flatten().any(|at| at.contains(end));
        for end in [
            "/pdf",
            "export.zip",
            "/api/v1/me",
            "/api/v1/grading/answers/",
            "/grading/answers/",
            "/task/result",
            "/cohorts",
            "/people/",
            "/certificates",
        ] {
            assert!(at(end), "{} is not found at {end}: {own:?}", land.mark);
        }
        assert!(test.sql(&format!("{mails} '%{}%'", land.mark)).await.len() >= 2);
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}
