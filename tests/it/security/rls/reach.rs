//! What each reach sees, table by table, held against [`WALLED`], which the owner asks.

use std::collections::BTreeSet;

use portolan::base::ids::Uuid;

use super::{BESIDE, WALLED, Walled};
use crate::security::realm::{Realm, Whose};
use crate::support::{TestApp, Who, query};

/// All rows, or those that a condition leaves, as sums of their content.
async fn rows(url: &str, begin: &str, table: &str, rest: &str) -> BTreeSet<String> {
    let statements = format!("BEGIN; {begin}; SELECT 'row ' || md5(t::text) FROM {table} t {rest}; ROLLBACK");
    query(url, &statements).await.into_iter().filter(|row| row.starts_with("row ")).collect()
}

fn act_for(person: Uuid) -> String {
    format!("SELECT act_for('{person}')")
}

/// A row of each table, where the realm has none.
async fn complete(test: &TestApp) {
    for who in [Who::Participant, Who::Stranger] {
        let (person, seat) = (test.cast.person(who), test.cast.seat(who));
        let (coordinator, module) = (test.cast.person(Who::Coordinator), test.cast.module);
        test.sql(&format!(
            "INSERT INTO sign_in_codes SELECT gen_random_uuid(), '{person}', '', now(), now();
             INSERT INTO erasure_requests VALUES ('{person}', now(), now());
             INSERT INTO extra_times VALUES ('{seat}', 25, now()) ON CONFLICT DO NOTHING;
             INSERT INTO completions VALUES ('{seat}', now()) ON CONFLICT DO NOTHING;
             INSERT INTO extra_attempts VALUES ('{seat}', '{module}', 'quiz', 7, now(), NULL, 'ill');
             INSERT INTO lesson_reads VALUES ('{seat}', '{module}', 'x', now());
             INSERT INTO invitations VALUES (gen_random_uuid(), '{seat}', '{seat}', '', now(), now());
             INSERT INTO held_decisions SELECT h.id, 'set-aside', '', NULL, now(), '{coordinator}' FROM held_ops h
                JOIN attempts a ON a.id = h.attempt_id WHERE a.enrolment_id = '{seat}';
             INSERT INTO revocations SELECT id, now(), NULL, 'other' FROM certificates WHERE enrolment_id = '{seat}';
             INSERT INTO certificate_replacements SELECT id, now(), '{coordinator}' FROM certificates
                WHERE enrolment_id = '{seat}';
             INSERT INTO lost_access_answers SELECT r.id, now(), '{coordinator}', false FROM lost_access_requests r
                JOIN certificates f ON f.id = r.certificate_id WHERE f.enrolment_id = '{seat}';
             INSERT INTO withdrawals VALUES ('{seat}', now(), NULL, 'ill')"
        ))
        .await;
    }
    // Somebody whose password and suspension are there.
    test.sql("INSERT INTO suspensions SELECT id, now(), NULL, '' FROM persons ON CONFLICT DO NOTHING").await;
    test.sql(&format!("DELETE FROM suspensions WHERE person_id <> '{}'", test.cast.person(Who::Suspended))).await;
}

async fn expected(test: &TestApp, walled: &Walled, person: Uuid, agency: Option<Uuid>) -> BTreeSet<String> {
    let mut condition = format!("{} = '{person}'", walled.person);
    if let (Some(staff), Some(agency)) = (walled.staff, agency) {
        condition = format!("({condition} OR {})", staff.replace("$agency", &agency.to_string()));
    }
    rows(&test.url(), "SELECT 1", walled.table, &format!("{} WHERE {condition}", walled.joins)).await
}

#[actix_web::test]
async fn each_reach_sees_its_own_rows_and_no_others() {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    complete(&test).await;
    test.forget_jobs().await;
    let (url, owner) = (test.program_url(), test.url());
    let people = [
        (Who::Participant, None),
        (Who::Mate, None),
        (Who::Stranger, None),
        (Who::Suspended, None),
        (Who::Unwelcomed, None),
        (Who::Coordinator, Some(test.cast.north)),
        (Who::Instructor, Some(test.cast.north)),
        (Who::OtherCoordinator, Some(test.cast.south)),
    ];
    for walled in &WALLED {
        let table = walled.table;
        let all = rows(&owner, "SELECT 1", table, "").await;
        assert!(!all.is_empty(), "{table} is empty: nothing is tested");
        assert_eq!(rows(&url, "SELECT 1", table, "").await.len(), 0, "{table}: without a reach");
        assert_eq!(rows(&url, &act_for(Uuid::nil()), table, "").await.len(), 0, "{table}: for somebody who is not");
        for (who, agency) in people {
            let person = test.cast.person(who);
            let seen = rows(&url, &act_for(person), table, "").await;
            assert_eq!(seen, expected(&test, walled, person, agency).await, "{table} for {who:?}");
            assert!(seen.len() < all.len() || table == "suspensions", "{table} for {who:?}: everything");
        }
        let admin = rows(&url, &act_for(test.cast.person(Who::Admin)), table, "").await;
        let server = rows(&url, "SELECT set_config('portolan.reach', 'server', true)", table, "").await;
        assert_eq!((&admin, &server), (&all, &all), "{table}");
    }
    for (table, parent) in BESIDE {
        for (who, owns) in [(Who::Participant, 1), (Who::Mate, 0), (Who::Coordinator, 1), (Who::OtherCoordinator, 1)] {
            let seen = rows(&url, &act_for(test.cast.person(who)), table, "").await.len();
            assert_eq!(seen, owns, "{table} beside {parent} for {who:?}");
        }
        assert_eq!(rows(&url, "SELECT 1", table, "").await.len(), 0, "{table}: without a reach");
    }
}

/// Roles count when the person may act: not before the name is confirmed, not while the account is closed.
#[actix_web::test]
async fn a_role_of_whoever_may_not_act_reaches_nothing() {
    let test = TestApp::start().await;
    let seen = async |who: Who| rows(&test.program_url(), &act_for(test.cast.person(who)), "persons", "").await.len();
    assert!(seen(Who::Coordinator).await > 3 && seen(Who::Admin).await > 8);
    test.sql("INSERT INTO suspensions SELECT person_id, now(), NULL, '' FROM role_grants").await;
    assert_eq!((seen(Who::Coordinator).await, seen(Who::Admin).await), (1, 1));
    test.sql("DELETE FROM suspensions; UPDATE persons SET welcomed_at = NULL").await;
    assert_eq!((seen(Who::Coordinator).await, seen(Who::Admin).await), (1, 1));
}

#[actix_web::test]
async fn nobody_writes_beyond_their_reach() {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    let (nino, jose) = (test.cast.person(Who::Participant), test.cast.person(Who::Stranger));
    let (seat, attempt) = (test.cast.seat(Who::Stranger), realm.things(Whose::Jose).value("attempt"));
    let own = realm.things(Whose::Nino).value("task");
    // What is not there is not changed.
    let changed = async |who: Who, change: &str| {
        let begin = act_for(test.cast.person(who));
        query(&test.program_url(), &format!("BEGIN; {begin}; {change} RETURNING 'changed'; ROLLBACK"))
            .await
            .iter()
            .filter(|row| *row == "changed")
            .count()
    };
    for change in [
        format!("UPDATE persons SET full_name = 'x' WHERE id = '{jose}'"),
        format!("DELETE FROM passwords WHERE person_id = '{jose}'"),
        format!("UPDATE attempts SET due_at = NULL WHERE enrolment_id = '{seat}'"),
        format!("DELETE FROM enrolments WHERE id = '{seat}'"),
        "UPDATE role_grants SET role = 'coordinator'".to_owned(),
        format!("UPDATE grades SET total = 99 WHERE attempt_id = '{own}'"),
        format!("UPDATE sessions SET ended_at = now() WHERE person_id <> '{nino}'"),
    ] {
        assert_eq!(changed(Who::Participant, &change).await, 0, "{change}");
    }
    let sessions = format!("UPDATE sessions SET ended_at = now() WHERE person_id = '{nino}'");
    assert!(changed(Who::Participant, &sessions).await > 0);
    assert_eq!(changed(Who::Coordinator, &sessions).await, 0, "only the person's own acts end a session");
    // What would not be theirs is refused.
    let refused = async |who: Who, insert: String| {
        let begin = act_for(test.cast.person(who));
        let check = format!(
            "BEGIN; {begin}; DO $$ BEGIN {insert}; RAISE EXCEPTION 'it was taken'; EXCEPTION
             WHEN insufficient_privilege THEN PERFORM 1; END $$; ROLLBACK"
        );
        query(&test.program_url(), &check).await;
    };
    refused(Who::Participant, format!("INSERT INTO completions VALUES ('{seat}', now())")).await;
    refused(Who::Participant, format!("INSERT INTO submissions VALUES ('{attempt}', 'x', now(), 0, false, false)"))
        .await;
    let admin = format!("INSERT INTO role_grants VALUES (gen_random_uuid(), '{nino}', 'admin', NULL, now())");
    refused(Who::Participant, admin.clone()).await;
    refused(Who::Coordinator, admin).await;
    let grade = |attempt: &str| {
        format!(
            "INSERT INTO grades VALUES (gen_random_uuid(), '{attempt}', 99, '{nino}', '{{}}', 9, 9, true, '', now())"
        )
    };
    refused(Who::Participant, grade(own)).await;
    refused(Who::Instructor, grade(realm.things(Whose::Jose).value("task"))).await;
    refused(Who::Coordinator, format!("INSERT INTO passwords VALUES ('{nino}', '', now())")).await;
    test.forget_jobs().await;
}
