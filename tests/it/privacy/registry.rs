//! One list holds every personal column, and export and notice say what it says.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::test::TestRequest;
use portolan::features::privacy::SECTIONS;
use portolan::features::privacy::registry::{Export, NOT_PERSONAL, tables};
use portolan::platform::auth::issue_token;

use crate::support::page::words;
use crate::support::{TestApp, Who};
use crate::whole::world::{NINO, Things};

/// Table and column, of the registry and of the list of those that are not personal.
fn known() -> BTreeSet<String> {
    let personal =
        tables().flat_map(|table| table.columns.iter().map(|column| format!("{}.{}", table.name, column.name)));
    let plain =
        NOT_PERSONAL.iter().flat_map(|(table, columns)| columns.iter().map(move |column| format!("{table}.{column}")));
    personal.chain(plain).collect()
}

#[actix_web::test]
async fn every_column_of_the_database_is_in_the_registry_or_said_not_to_be_personal() {
    let test = TestApp::start().await;
    let real = test
        .sql(
            "SELECT c.table_name || '.' || c.column_name FROM information_schema.columns c
             JOIN information_schema.tables t USING (table_schema, table_name)
             WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name NOT LIKE '\\_\\_diesel%'",
        )
        .await;
    let (real, known) = (real.into_iter().collect::<BTreeSet<_>>(), known());
    let new: Vec<&String> = real.difference(&known).collect();
    assert!(new.is_empty(), "{new:#?}\nSay in src/features/privacy/registry what these columns hold about people.");
    let gone: Vec<&String> = known.difference(&real).collect();
    assert!(gone.is_empty(), "{gone:#?}\nThe registry names columns that are not there.");
}

/// Gives Nino everything that somebody can have.
async fn everything(test: &TestApp) {
    Things::build(test, NINO).await;
    let (nino, seat, module) = (test.cast.person(Who::Participant), test.cast.seat(Who::Participant), test.cast.module);
    let by = test.cast.person(Who::Coordinator);
    let quiz = format!(
        "(SELECT a.id FROM attempts a JOIN submissions s ON s.attempt_id = a.id WHERE a.enrolment_id = '{seat}'
         AND a.purpose = 'quiz')"
    );
    for statement in [
        format!("INSERT INTO extra_times VALUES ('{seat}', 25, now(), NULL)"),
        format!(
            "INSERT INTO extra_attempts VALUES ('{seat}', '{module}', 'quiz', 9, now(), NULL, 'The line was down.')"
        ),
        format!("INSERT INTO withdrawals VALUES ('{seat}', now(), NULL, 'Left the service.')"),
        format!("INSERT INTO completions VALUES ('{seat}', now())"),
        format!("INSERT INTO lesson_reads VALUES ('{seat}', '{module}', 'seals', now())"),
        format!("INSERT INTO cohort_instructors SELECT cohort_id, '{nino}' FROM enrolments WHERE id = '{seat}'"),
        format!(
            "INSERT INTO role_grants SELECT gen_random_uuid(), '{nino}', 'instructor', agency_id, now(), NULL
             FROM cohorts WHERE code = 'SOUTH-1'"
        ),
        format!("INSERT INTO invitations VALUES (gen_random_uuid(), '{seat}', 'x', 'y', now(), now(), now(), NULL)"),
        format!("INSERT INTO sign_in_codes VALUES (gen_random_uuid(), '{nino}', 'x', now(), now(), 0, now())"),
        format!("INSERT INTO erasure_requests VALUES ('{nino}', now(), now() + interval '14 days')"),
        format!("UPDATE sessions SET ended_at = now() WHERE person_id = '{nino}'"),
        format!("UPDATE mails SET sent_at = now(), failed_at = now(), last_error = '550' WHERE person_id = '{nino}'"),
        format!("UPDATE attempts SET due_at = now() WHERE enrolment_id = '{seat}'"),
        format!(
            "INSERT INTO held_decisions SELECT id, 'counted', 'It was in time.', NULL, now(), '{by}' FROM held_ops"
        ),
        "INSERT INTO revocations SELECT id, now(), NULL, 'other', 'a note' FROM certificates".to_owned(),
        format!("INSERT INTO certificate_replacements SELECT id, now(), '{by}' FROM certificates"),
        format!("INSERT INTO lost_access_answers SELECT id, now(), '{by}', false FROM lost_access_requests"),
    ] {
        test.sql(&statement).await;
    }
    assert_eq!(test.sql(&format!("SELECT count(*) FROM results WHERE attempt_id IN {quiz}")).await, ["1"]);
}

#[actix_web::test]
async fn the_export_holds_every_column_that_has_a_name_in_it_and_nothing_more() {
    let test = TestApp::start().await;
    everything(&test).await;
    let token = issue_token(&test.app, test.cast.person(Who::Participant)).unwrap();
    let request = TestRequest::get().uri("/api/v1/me/record");
    let request = request.insert_header(("authorization", format!("Bearer {token}")));
    let record = test.client().send(request).await.expect(200).json();

    let mut told: BTreeMap<String, bool> = BTreeMap::new();
    for (file, rows) in record.as_object().unwrap() {
        for row in rows.as_array().unwrap() {
            for (field, value) in row.as_object().unwrap() {
                *told.entry(format!("{file}.{field}")).or_default() |= !value.is_null();
            }
        }
    }
    let columns = tables().flat_map(|table| table.columns.iter().map(move |column| (table.name, column)));
    let mut named = BTreeSet::new();
    for (table, column) in columns {
        if let Export::As(name) = column.export {
            named.insert(name.to_owned());
            assert_eq!(told.get(name), Some(&true), "{table}.{} should be told as {name}", column.name);
        }
    }
    let context =
        SECTIONS.iter().flat_map(|section| section.context.iter().map(|field| format!("{}.{field}", section.file)));
    let allowed: BTreeSet<String> = named.into_iter().chain(context).collect();
    let more: Vec<&String> = told.keys().filter(|name| !allowed.contains(*name)).collect();
    assert!(more.is_empty(), "{more:#?}\nThe export tells what the registry does not name.");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn the_readable_page_tells_what_was_given_and_decided_with_countries_in_the_readers_language() {
    let test = TestApp::start().await;
    everything(&test).await;
    let nino = test.as_(Who::Participant).await;
    let page = super::export(&nino).await;
    for said in [
        "Attempts you were given",
        "The line was down.",
        "Left the service.",
        "Your invitations",
        "Answers that came late or twice",
        "It was damaged on the way",
        "It counts",
        "It was in time.",
        "Courses you teach",
        "Georgia",
    ] {
        assert!(page.says(said), "does not say {said:?}");
    }
    for (lang, country) in [("fr", "Géorgie"), ("es", "Georgia"), ("ar", "جورجيا"), ("ru", "Грузия")] {
        nino.get(&format!("/profile?lang={lang}")).await.expect(200);
        let page = super::export(&nino).await;
        assert!(page.says(country) && !page.html.contains("export-") && !page.html.contains("[data"), "{lang}");
    }
    test.forget_jobs().await;
}

#[actix_web::test]
async fn the_notice_is_public_complete_and_leads_on() {
    let test = TestApp::start().await;
    let anyone = test.client();
    let page = anyone
        .get("/privacy")
        .await
        .expect(200)
        .says("Portolan Training Service")
        .says("30 days after")
        .says("3 years");
    let html = page.html();
    let english = std::fs::read_to_string("templates/locales/en/privacy.ftl").unwrap()
        + &std::fs::read_to_string("templates/locales/en/accounts.ftl").unwrap();
    for label in
        tables().flat_map(|table| table.columns).map(|column| column.label).filter(|label| label.starts_with("data-"))
    {
        let text = english.lines().find_map(|line| line.strip_prefix(&format!("{label} = "))).unwrap();
        assert!(html.contains(&text.replace('&', "&amp;")), "{label} is not in the notice");
    }
    for lang in ["en", "fr", "es", "ar", "ru"] {
        let page = anyone.get(&format!("/privacy?lang={lang}")).await.expect(200);
        for raw in ["[purpose", "[keep", "[data", "[stays", "[span", "[privacy"] {
            assert!(!words(&page.html()).contains(raw), "{lang} shows {raw}");
        }
    }
    for place in ["/help", "/"] {
        assert!(anyone.get(place).await.html().contains("href=\"/privacy\""), "{place}");
    }
    assert!(test.as_(Who::Participant).await.get("/profile").await.html().contains("href=\"/profile/erasure\""));
}

#[actix_web::test]
async fn other_periods_of_the_settings_stand_in_the_notice() {
    let test = TestApp::with(|settings| {
        settings.keep_mails_days = Some(7);
        settings.keep_answers_years = Some(1);
    })
    .await;
    test.client().get("/privacy").await.expect(200).says("7 days after they were sent").says("1 year after the end");
}
