//! Text that another program would take for orders: markup, templates, SQL, addresses, formulas.

use std::time::{Duration, Instant};

use actix_web::test::TestRequest;
use portolan::features;
use portolan::features::certificates;
use url::Url;

use super::objects::rightful;
use super::pdf;
use super::realm::{Realm, Whose, changed, parts};
use crate::support::{PASSWORD, Page, TestApp, Who};
use crate::whole::world::{NINO, Things};

/// Each would show itself: as 49, as a run script, or as a page that does not come.
const TEXTS: [&str; 14] = [
    "{{7*7}}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{% if true %}49{% endif %}",
    "{ $name } { -brand }",
    "#eval(\"7*7\") #panic()",
    "$ 7 * 7 $ *b* @ref `raw`",
    "%s%n%x",
    "' OR '1'='1' --",
    "<script>steal()</script>",
    "\"><img src=x onerror=steal()>",
    "<svg/onload=steal()>",
    "javascript:steal()//",
];

/// Markup of ours would never hold this.
fn is_run(html: &str) -> bool {
    ["<script>steal", "<img src=x", "<svg/onload", "=steal()>", "href=\"javascript:"]
        .iter()
        .any(|sign| html.contains(sign))
}

/// Where a text of each field is read again.
struct Field {
    /// Who types it where, with the other fields of the form.
    typed: (Who, String, &'static str, Vec<(&'static str, &'static str)>),
    /// Who reads it.
    read: Vec<(Who, String)>,
}

fn fields(things: &Things) -> Vec<Field> {
    let at = |path: &str| things.filled(path);
    let person = at("/cohorts/{cohort}/people/{enrolment}");
    vec![
        Field {
            typed: (
                Who::Coordinator,
                at("/cohorts/{cohort}/certificates/{id}/revocation"),
                "note",
                vec![("reason", "other")],
            ),
            read: vec![
                (Who::Coordinator, at("/cohorts/{cohort}/certificates/{id}")),
                (Who::Admin, at("/cohorts/{cohort}/certificates/{id}")),
            ],
        },
        Field {
            typed: (
                Who::Instructor,
                at("/grading/answers/{task}"),
                "feedback",
                vec![("version", "1"), ("c.order", "1"), ("c.record", "1")],
            ),
            read: vec![
                (Who::Instructor, at("/grading/answers/{task}")),
                (Who::Admin, at("/api/v1/grading/answers/{task}")),
            ],
        },
        Field {
            typed: (Who::Participant, at("/attempts/{attempt}/answers"), "q.SHORT", vec![]),
            read: vec![(Who::Participant, at("/attempts/{attempt}")), (Who::Participant, "/profile/export.zip".into())],
        },
        // Last: somebody who was taken out has no answers any more.
        Field {
            typed: (Who::Coordinator, format!("{person}/withdrawal"), "reason", vec![]),
            read: vec![(Who::Coordinator, person.clone()), (Who::Admin, person)],
        },
    ]
}

#[actix_web::test]
async fn template_injection_and_stored_xss_every_text_is_shown_as_it_was_typed() {
    let realm = Realm::build().await;
    let things = realm.things(Whose::Nino);
    for text in TEXTS {
        let test = TestApp::copy_of(&realm.template).await;
        // The attempt's short-text question, and a task of somebody who has written none yet.
        let short = "SELECT 'q' || (SELECT count(*) FROM attempt_items b WHERE b.attempt_id = a.attempt_id AND b.position <= a.position)
                     FROM attempt_items a JOIN item_versions v ON v.id = a.item_version_id
                     JOIN items i ON i.id = v.item_id WHERE i.key = 'q-short' AND a.attempt_id";
        let short = test.sql(&format!("{short} = '{}'", things.value("attempt"))).await.concat();
        test.sql("DELETE FROM jobs").await;
        for field in fields(things) {
            let (who, path, name, mut others) = field.typed;
            let name = name.replace("SHORT", &short);
            others.push((name.as_str(), text));
            realm.client(&test, who).post(&path, &others).await.expect(303);
            let mut shown = 0;
            for (reader, path) in field.read {
                let page = match path.starts_with("/api/") {
                    true => {
                        test.client().send(super::realm::bearer(&test, reader, TestRequest::get().uri(&path))).await
                    }
                    false => realm.client(&test, reader).get(&path).await,
                };
                let page = page.expect(200);
                assert!(!is_run(&page.html()) || path.starts_with("/api/"), "{path} runs {text}");
                let json = serde_json::to_string(text).unwrap();
                let whole = page.html().contains(json.trim_matches('"')) || all_words(&page).contains(text);
                shown += u32::from(whole);
            }
            assert!(shown > 0, "{path} does not show {text}");
        }
        test.forget_jobs().await;
    }
}

/// The words of a page, and what stands in its fields.
fn all_words(page: &Page) -> String {
    let typed: Vec<String> = page.controls().into_iter().map(|(_, value)| value).collect();
    let html = page.html().replace("&#38;", "&").replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"");
    format!("{}\n{}\n{}", page.whole_text(), typed.join("\n"), html.replace("&#39;", "'"))
}

#[actix_web::test]
async fn template_injection_a_certificate_sets_a_name_as_it_is() {
    let test = TestApp::start().await;
    let nino = test.as_(Who::Participant).await;
    for (full, word) in [
        ("Nino #eval(\"7*7\") $x$ *b* `r` @ref", "#eval("),
        ("Nino #panic() #import \"x\": y", "#import"),
        ("= Nino // c", "// c"),
    ] {
        let names = [("full_name", full), ("latin_name", "Nino Beridze"), ("lang", "en"), ("time_zone", "UTC")];
        nino.post("/profile", &names).await.expect(303);
        test.sql("DELETE FROM certificate_files; UPDATE mails SET certificate_id = NULL; DELETE FROM certificates; DELETE FROM jobs").await;
        certificates::issue_if_due(&test.app, test.cast.seat(Who::Participant)).await.unwrap();
        let id = test.sql("SELECT id FROM certificates").await.concat();
        let pdf = nino.get(&format!("/certificates/{id}/pdf")).await.expect(200);
        let text = pdf::words(&pdf.body);
        assert!(text.contains(word), "{full} is not on the paper as it is: {text}");
        assert!(all_words(&nino.get(&format!("/certificates/{id}")).await.expect(200)).contains(full));
    }
    for bad in ["{ $x }", "Nino {{7*7}}", "<b>Nino", "Nino\\"] {
        let names = [("full_name", bad), ("latin_name", "Nino"), ("lang", "en"), ("time_zone", "UTC")];
        assert_eq!(nino.post("/profile", &names).await.expect(422).field("full_name").as_deref(), Some(bad));
    }
    test.forget_jobs().await;
}

#[actix_web::test]
async fn reflected_xss_in_import_errors_and_addresses() {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    let path = realm.things(Whose::Nino).filled("/cohorts/{cohort}/invitations");
    for text in TEXTS.iter().filter(|text| text.contains("steal")) {
        let cell = text.replace('"', "\"\"");
        let lists = [
            format!("name,e-mail,country,agency,language\n\"{cell}\",\"{cell}\",\"{cell}\",\"{cell}\",\"{cell}\"\n"),
            format!("\"{cell}\",name,e-mail,country,agency,language\nx,y,z,a,b,c\n"),
            format!("name,e-mail,country,agency,language\nAna,ana@x.example,PE,\"{cell}\",es\n"),
            cell.clone(),
        ];
        for list in lists {
            let parts = parts(&[("csrf", realm.csrf(NINO.coordinator)), ("text", &list)]);
            let page = realm
                .client(&test, NINO.coordinator)
                .post_raw(&path, "multipart/form-data; boundary=edge", parts)
                .await;
            assert!(matches!(page.code(), 200 | 422) && !is_run(&page.html()), "{list}: {page:?}");
            assert!(page.html().contains("steal()"), "what was typed comes back: {list}");
        }
        for (who, path, field) in [
            (Who::Nobody, "/sign-in", "email"),
            (Who::Nobody, "/sign-in", "next"),
            (Who::Nobody, "/sign-in/code", "email"),
            (Who::Nobody, "/sign-in/code/check", "email"),
            (Who::Nobody, "/invitation", "email"),
            (Who::Nobody, "/lost-access", "name"),
            (Who::Nobody, "/lost-access", "number"),
            (Who::Coordinator, "/cohorts/new", "place"),
            (Who::Coordinator, "/cohorts/new", "code"),
            (Who::Participant, "/profile", "full_name"),
            (Who::Participant, "/profile", "time_zone"),
        ] {
            let all = [
                "email",
                "password",
                "next",
                "code",
                "name",
                "number",
                "full_name",
                "latin_name",
                "lang",
                "time_zone",
                "course",
                "agency",
                "place",
                "starts_on",
                "ends_on",
                "due_day",
                "due_time",
            ];
            let fields: Vec<(&str, &str)> =
                all.iter().map(|name| (*name, if *name == field { text } else { "x" })).collect();
            let page = realm.client(&test, who).post(path, &fields).await;
            assert!(page.code() < 500 && !is_run(&page.html()), "{path} {field} {text}: {page:?}");
        }
        // A token that does not fit gives everything back on a page of its own.
        let page =
            realm.client(&test, Who::Participant).post_plain("/profile", &[("full_name", text), (text, text)]).await;
        assert!(!is_run(&page.expect(403).html()));
    }
    test.forget_jobs().await;
}

const QUERIES: [&str; 11] = ["lang", "next", "n", "c", "show", "page", "sort", "order", "q", "filter", "release"];

#[actix_web::test]
async fn sql_injection_and_reflected_xss_in_every_query_and_path() {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    let before = realm.fingerprint(&test).await;
    let hostile = [
        "' OR '1'='1' --",
        "'",
        "x' || (SELECT 'y' FROM pg_sleep(5)) || '",
        "1; SELECT pg_sleep(5)",
        "(SELECT pg_sleep(5))",
        "1) UNION SELECT phc FROM passwords --",
        "-1",
        "99999999999999999999",
        "0x7fffffff",
        "%",
        "\\",
        "\u{202e}",
        "\"><img src=x onerror=steal()>",
    ];
    for route in features::routes().inventory().into_iter().filter(|route| route.method == "GET") {
        let (who, things) = (rightful(&route), realm.things(Whose::Nino));
        for text in hostile {
            let query = serde_html_form::to_string(QUERIES.map(|name| (name, text))).unwrap();
            let own = format!("{}?{query}", things.filled(route.path));
            let placed = things.map(|_, _| query.split_once('=').unwrap().1.split('&').next().unwrap().to_owned());
            let strange = placed.filled(route.path);
            for path in [own, strange] {
                let begin = Instant::now();
                let request = super::realm::bearer(
                    &test,
                    if route.path.starts_with("/api/") { who } else { Who::Nobody },
                    TestRequest::get().uri(&path),
                );
                let page = match route.path.starts_with("/api/") {
                    true => test.client().send(request).await,
                    false => realm.client(&test, who).get(&path).await,
                };
                assert!(page.code() < 500, "{path}: {page:?}");
                assert!(begin.elapsed() < Duration::from_secs(4), "{path} took {:?}", begin.elapsed());
                let html = page.html();
                assert!(!is_run(&html) && !html.contains("$argon2"), "{path}: {page:?}");
            }
        }
    }
    assert_eq!(changed(&before, &realm.fingerprint(&test).await), Vec::<String>::new());
}

#[actix_web::test]
async fn open_redirect_going_on_never_leaves_this_server() {
    let test = TestApp::start().await;
    let base = Url::parse("https://learn.example.org/sign-in").unwrap();
    let elsewhere = [
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r/evil.example",
        "\t//evil.example",
        " //evil.example",
        "https:evil.example",
        "https:/evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example@learn.example.org",
        "https://learn.example.org@evil.example",
        "/.//evil.example",
        "/..//evil.example",
        "/%09/evil.example",
        "/%5cevil.example",
        "http:///evil.example",
        "//%0d%0aevil.example",
        "/a\r\nLocation: https://evil.example",
        "/\u{0}/evil.example",
        "/\u{ff0f}evil.example",
        "",
    ];
    for next in elsewhere {
        let query = serde_html_form::to_string([("next", next)]).unwrap();
        let mut answers = vec![test.as_(Who::Participant).await.get(&format!("/sign-in?{query}")).await];
        let fields = [("email", Who::Mate.email()), ("password", PASSWORD), ("next", next)];
        answers.push(TestApp::start().await.client().post("/sign-in", &fields).await);
        for page in answers {
            assert!(page.code() == 303 || next.contains('\0'), "{next:?}: {page:?}");
            let Some(to) = page.redirect() else { continue };
            let host = base.join(&to).unwrap();
            assert_eq!(
                (host.scheme(), host.host_str()),
                ("https", Some("learn.example.org")),
                "{next:?} goes to {to:?}"
            );
            assert_eq!(page.headers.get_all("location").count(), 1);
        }
        // The page of the form carries it on as a value, and leads nowhere by itself.
        let page = test.client().get(&format!("/sign-in?{query}")).await;
        assert!(!page.html().contains("href=\"//evil") && !page.html().contains("href=\"https://evil"), "{next:?}");
    }
}

/// A spreadsheet would take these cells for formulas.
fn formulas(csv: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    let cells = reader.records().flatten().flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>());
    cells.filter(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])).collect()
}

#[actix_web::test]
async fn csv_formula_injection_no_file_that_is_given_out_holds_a_formula() {
    assert_eq!(formulas("a,=1+1\n\"-2\",'=x\n"), ["=1+1", "-2"]);
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    test.sql(
        "UPDATE persons SET full_name = '=HYPERLINK(\"x\")', latin_name = '@SUM(A1)', agency = '+1';
              UPDATE cohorts SET place = '-1+1'",
    )
    .await;
    for route in features::routes().inventory().into_iter().filter(|route| route.method == "GET") {
        for who in [rightful(&route), Who::Admin] {
            let page = realm.ask(&test, &route, who, realm.things(Whose::Nino)).await;
            let kind = page.header("content-type").unwrap_or_default().to_owned();
            assert!(!kind.contains("spreadsheet") && !kind.contains("excel"), "{}: look into this too", route.path);
            if kind.contains("csv") || kind.contains("tab-separated") {
                assert_eq!(formulas(&page.html()), Vec::<String>::new(), "{} as {who:?}", route.path);
            }
        }
    }
}
