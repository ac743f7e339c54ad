//! Two countries, three people with one thing of each kind, and a session for everybody: what attacks are tried on.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use actix_web::http::header;
use actix_web::test::TestRequest;
use diesel::QueryableByName;
use diesel::sql_types::Text;
use diesel_async::RunQueryDsl;
use portolan::base::ids::new_id;
use portolan::platform::App;
use portolan::platform::auth::issue_token;
use portolan::platform::web::{Route, session_cookie, visit_cookie};

use crate::support::{ALL, Client, Page, Template, TestApp, Who};
use crate::whole::routes::{LIST, body, form};
use crate::whole::world::{NINO, Owner, Things};

/// Whose things a request names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    Nino,
    /// Of the same cohort as Nino.
    Giorgi,
    /// Of another country, another agency, another cohort.
    Jose,
    /// Well-formed ids of nothing.
    Nobody,
}

pub const WHOSE: [Whose; 4] = [Whose::Nino, Whose::Giorgi, Whose::Jose, Whose::Nobody];

pub const JOSE: Owner =
    Owner { word: "", who: Who::Stranger, coordinator: Who::OtherCoordinator, instructor: Who::OtherInstructor };

impl Whose {
    /// Who owns them, runs and teaches the course; nobody does for nothing.
    pub fn owner(self) -> Option<Owner> {
        match self {
            Whose::Nino => Some(NINO),
            Whose::Giorgi => Some(Owner { who: Who::Mate, ..NINO }),
            Whose::Jose => Some(JOSE),
            Whose::Nobody => None,
        }
    }
}

pub struct Realm {
    pub template: Template,
    things: Vec<(Whose, Things)>,
    /// Cookie and form token of everybody.
    sessions: Vec<(Who, String, String)>,
    tables: String,
}

impl Realm {
    pub async fn build() -> Self {
        Self::on(TestApp::start().await, &[]).await
    }

    /// The same on a server with something in it; in what is written about each one's things stands a word of theirs.
    pub async fn on(test: TestApp, words: &[(Whose, &'static str)]) -> Self {
        let mut things = Vec::new();
        for whose in WHOSE {
            let word = words.iter().find(|(known, _)| *known == whose).map_or("", |(_, word)| word);
            match whose.owner() {
                Some(owner) => things.push((whose, Things::build(&test, Owner { word, ..owner }).await)),
                None => things.push((whose, nothing(&things[0].1))),
            }
        }
        let mut sessions = Vec::new();
        for who in Who::ALL {
            let client = test.as_(who).await;
            let page = client.get(if who == Who::Nobody { "/sign-in" } else { "/no-such-page" }).await;
            sessions.push((who, client.cookie(cookie(&test.app, who)).unwrap(), page.csrf().unwrap()));
        }
        let tables = fingerprint_query(&test).await;
        Self { template: test.into_template().await, things, sessions, tables }
    }

    pub fn things(&self, whose: Whose) -> &Things {
        &self.things.iter().find(|(known, _)| *known == whose).unwrap().1
    }

    /// Somebody's browser, with the session of the template.
    pub fn client<'a>(&self, test: &'a TestApp, who: Who) -> Client<'a> {
        let (_, cookie, csrf) = self.sessions.iter().find(|(known, ..)| *known == who).unwrap();
        let client = test.client();
        client.set_cookie(self::cookie(&test.app, who), cookie);
        client.set_csrf(csrf);
        client
    }

    pub fn csrf(&self, who: Who) -> &str {
        &self.sessions.iter().find(|(known, ..)| *known == who).unwrap().2
    }

    /// Asks a route for things, as its page or a program would.
    pub async fn ask(&self, test: &TestApp, route: &Route, who: Who, things: &Things) -> Page {
        let path = things.filled(route.path);
        if path.starts_with("/api/") {
            return test.client().send(bearer(test, who, api_request(route, things)).uri(&path)).await;
        }
        let client = self.client(test, who);
        if route.method == "GET" {
            return client.get(&path).await;
        }
        if route.path == "/outbox" {
            let request = TestRequest::post().uri(&path).insert_header(("x-csrf-token", self.csrf(who)));
            let request = request.insert_header((header::CONTENT_TYPE, "application/json"));
            return client.send(request.set_payload(r#"{"ops":[]}"#)).await;
        }
        if route.path.contains("/invitations") {
            let parts = parts(&[("csrf", self.csrf(who)), ("text", LIST)]);
            return client.post_raw(&path, "multipart/form-data; boundary=edge", parts).await;
        }
        let form = form(things, route.path);
        let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        client.post(&path, &fields).await
    }

    /// How many rows each table has, and a sum that any change of a row changes.
    pub async fn fingerprint(&self, test: &TestApp) -> BTreeMap<String, String> {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = Text)]
            name: String,
            #[diesel(sql_type = Text)]
            stamp: String,
        }
        let mut conn = test.app.db.read(&ALL).await.unwrap();
        let rows: Vec<Row> = diesel::sql_query(&self.tables).load(&mut conn).await.unwrap();
        rows.into_iter().map(|row| (row.name, row.stamp)).collect()
    }
}

/// The cookie that somebody's form token belongs to.
fn cookie(app: &App, who: Who) -> &'static str {
    if who == Who::Nobody { visit_cookie(&app.config) } else { session_cookie(&app.config) }
}

/// Tables whose fingerprints differ.
pub fn changed(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<String> {
    after.iter().filter(|(name, stamp)| before.get(*name) != Some(stamp)).map(|(name, _)| name.clone()).collect()
}

/// A request to the API, without its address.
fn api_request(route: &Route, things: &Things) -> TestRequest {
    let request = match route.method {
        "GET" => return TestRequest::get(),
        "PUT" => TestRequest::put(),
        _ => TestRequest::post(),
    };
    request.insert_header((header::CONTENT_TYPE, "application/json")).set_payload(body(things, route.path))
}

/// Adds somebody's token for programs.
pub fn bearer(test: &TestApp, who: Who, request: TestRequest) -> TestRequest {
    match who {
        Who::Nobody => request,
        _ => {
            let token = issue_token(&test.app, test.cast.person(who)).unwrap();
            request.insert_header((header::AUTHORIZATION, format!("Bearer {token}")))
        }
    }
}

/// A form that is sent in parts.
pub fn parts(fields: &[(&str, &str)]) -> Vec<u8> {
    let mut text = String::new();
    for (name, value) in fields {
        write!(text, "--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").unwrap();
    }
    (text + "--edge--\r\n").into_bytes()
}

/// Ids of the same shape that belong to nothing; what is no secret stays.
fn nothing(like: &Things) -> Things {
    like.map(|name, value| match name {
        "module_version" | "lesson" | "slug" | "course" | "exercise" | "programme" | "purpose" | "instructor-email" => {
            value.to_owned()
        }
        "payload" | "token" => value.chars().rev().collect(),
        _ => new_id().to_string(),
    })
}

async fn fingerprint_query(test: &TestApp) -> String {
    let tables = test.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename").await;
    assert!(tables.len() > 40, "{tables:?}");
    let of_each = tables.iter().map(|table| {
        format!(
            "SELECT '{table}' AS name, count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) AS stamp FROM \"{table}\""
        )
    });
    of_each.collect::<Vec<_>>().join(" UNION ALL ")
}

/// An answer as it would be for anybody's things: the ids in it, which the asker knows, are put back to their names.
pub fn without_ids(page: &Page, things: &Things) -> String {
    let mut text = format!("{}\n", page.code());
    let mut headers: Vec<String> = page
        .headers
        .iter()
        .filter(|(name, _)| *name != header::CONTENT_LENGTH)
        .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes())))
        .collect();
    headers.sort();
    text.push_str(&headers.join("\n"));
    text.push_str(&page.html());
    things.named(text)
}
