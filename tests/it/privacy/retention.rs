//! What is past its period goes and nothing else does; by a clock in doubt nothing goes.

use std::collections::BTreeMap;

use portolan::features::privacy;

use crate::security::realm::changed;
use crate::support::{TestApp, Who};
use crate::whole::world::{NINO, Things};

/// A server whose clock has gone on without a jump for longer than it must.
async fn steady(test: &TestApp) {
    test.sql(
        "INSERT INTO retention_watch VALUES (true, now() - interval '9 days', now() - interval '1 day')
         ON CONFLICT (single) DO UPDATE SET steady_since = excluded.steady_since, looked_at = excluded.looked_at",
    )
    .await;
}

async fn retain(test: &TestApp) -> Option<BTreeMap<&'static str, usize>> {
    privacy::retain(&test.app).await.unwrap()
}

/// Lets days go by, and looks.
async fn after(test: &TestApp, days: i64) -> BTreeMap<&'static str, usize> {
    test.age(days).await;
    steady(test).await;
    retain(test).await.expect("the clock is believed")
}

async fn count(test: &TestApp, what: &str) -> u32 {
    test.sql(&format!("SELECT count(*) FROM {what}")).await.concat().parse().unwrap()
}

async fn stamp(test: &TestApp) -> BTreeMap<String, String> {
    let tables = test
        .sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'retention_watch'")
        .await;
    let mut stamps = BTreeMap::new();
    for table in tables {
        let sum = format!("SELECT count(*), coalesce(sum(xmin::text::bigint), 0) FROM \"{table}\"");
        stamps.insert(table.clone(), test.sql(&sum).await.concat());
    }
    stamps
}

/// Nino took part, and everything has happened that can be past a period.
async fn lived() -> (TestApp, Things) {
    let test = TestApp::start().await;
    let things = Things::build(&test, NINO).await;
    let (nino, seat, module) = (test.cast.person(Who::Participant), test.cast.seat(Who::Participant), test.cast.module);
    let by = test.cast.person(Who::Coordinator);
    for statement in [
        "UPDATE mails SET sent_at = now() WHERE template <> 'invitation'".to_owned(),
        format!("INSERT INTO extra_times VALUES ('{seat}', 25, now(), NULL)"),
        format!(
            "INSERT INTO extra_attempts VALUES ('{seat}', '{module}', 'quiz', 9, now(), NULL, 'The line was down.')"
        ),
        format!(
            "INSERT INTO sign_in_codes VALUES (gen_random_uuid(), '{nino}', 'x', now(), now() + interval '15 minutes', 0, NULL)"
        ),
        format!("INSERT INTO held_decisions SELECT id, 'counted', 'In time.', NULL, now(), '{by}' FROM held_ops"),
        format!("INSERT INTO lost_access_answers SELECT id, now(), '{by}', false FROM lost_access_requests"),
    ] {
        test.sql(&statement).await;
    }
    test.forget_jobs().await;
    (test, things)
}

#[actix_web::test]
async fn each_period_ends_when_it_is_over_and_not_before() {
    let (test, things) = lived().await;
    steady(&test).await;
    assert!(retain(&test).await.unwrap().is_empty(), "nothing is due on the first day");
    assert!(retain(&test).await.is_none(), "once a day is enough");

    let gone = after(&test, 2).await;
    assert_eq!(gone, BTreeMap::from([("sign_in_codes", 1)]));
    let gone = after(&test, 27).await;
    assert!(!gone.contains_key("mails"), "day 29: {gone:?}");
    let waiting = count(&test, "mails WHERE sent_at IS NULL").await;
    assert!(waiting > 0);
    after(&test, 2).await;
    assert_eq!(count(&test, "mails WHERE sent_at IS NOT NULL AND text_body <> ''").await, 0, "day 31");
    assert_eq!(
        count(&test, "mails WHERE text_body <> '' AND html_body <> ''").await,
        waiting,
        "what waits keeps its words"
    );

    let sessions = count(&test, "sessions").await;
    after(&test, 72).await;
    assert_eq!(count(&test, "sessions").await, sessions, "day 103: two weeks and 90 days are not over");
    after(&test, 2).await;
    assert_eq!(count(&test, "sessions").await, 0, "day 105");

    // The course ends on the first day of these; a year after it what helped to take part goes.
    let ended = test.sql("SELECT current_date - ends_on FROM cohorts WHERE code = 'NORTH-1'").await.concat();
    let ended: i64 = ended.parse().unwrap();
    after(&test, 365 - ended).await;
    assert_eq!((count(&test, "extra_times").await, count(&test, "invitations").await), (1, 1), "a year is not over");
    after(&test, 3).await;
    assert_eq!((count(&test, "extra_times").await, count(&test, "invitations").await), (0, 0));
    assert_eq!((count(&test, "lost_access_requests").await, count(&test, "lost_access_answers").await), (0, 0));
    let answers = "answer_ops WHERE value <> '[]'";
    let kept = count(&test, answers).await;
    assert!(kept > 0 && count(&test, "grades WHERE feedback <> ''").await > 0 && count(&test, "held_ops").await > 0);
    assert_eq!(count(&test, "extra_attempts WHERE reason <> ''").await, 1);

    after(&test, 2 * 365 - 5).await;
    assert_eq!(count(&test, answers).await, kept, "three years are not over");
    let hashes = test.sql("SELECT op_id, sha256, seq FROM answer_ops ORDER BY arrival").await;
    let points = test.sql("SELECT points_milli, max_milli, passed FROM results ORDER BY attempt_id").await;
    let gone = after(&test, 6).await;
    assert_eq!(count(&test, answers).await, 0, "{gone:?}");
    assert_eq!(count(&test, "grades WHERE feedback <> ''").await + count(&test, "held_ops").await, 0);
    assert_eq!(count(&test, "held_decisions").await + count(&test, "extra_attempts WHERE reason <> ''").await, 0);
    assert_eq!(test.sql("SELECT op_id, sha256, seq FROM answer_ops ORDER BY arrival").await, hashes);
    assert_eq!(test.sql("SELECT points_milli, max_milli, passed FROM results ORDER BY attempt_id").await, points);
    assert!(after(&test, 1).await.is_empty(), "what was cleared is not cleared again");

    // What a certificate rests on is there as long as its owner has an account.
    let nino = test.as_(Who::Participant).await;
    nino.get(&things.filled("/certificates/{id}/pdf")).await.expect(200);
    test.client().get(&things.filled("/v/{payload}")).await.expect(200).says("This certificate is valid");
    for page in
        ["/attempts/{attempt}/results", "/enrolments/{enrolment}/modules/{slug}/task/result", "/profile/export.zip"]
    {
        nino.get(&things.filled(page)).await.expect(200);
    }

    let lines = count(&test, "audit_log WHERE at < now() - interval '3 years'").await;
    after(&test, 6 * 365).await;
    assert!(lines > 0 && count(&test, "audit_log WHERE at < now() - interval '9 years'").await >= lines);
    after(&test, 500).await;
    assert_eq!(count(&test, "audit_log WHERE at < now() - interval '10 years'").await, 0);
    assert!(count(&test, "audit_log").await > 0, "younger lines stay");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn accounts_that_nobody_came_to_go_a_year_after_their_course() {
    let test = TestApp::start().await;
    let layth = format!("persons WHERE id = '{}' AND erased_at IS NULL", test.cast.person(Who::Unwelcomed));
    after(&test, 300).await;
    assert_eq!(count(&test, &layth).await, 1);
    let gone = after(&test, 80).await;
    assert_eq!((count(&test, &layth).await, gone.get("persons")), (0, Some(&1)));
    assert_eq!(count(&test, "persons WHERE erased_at IS NOT NULL").await, 1, "whoever came keeps the account");
    test.forget_jobs().await;
}

#[actix_web::test]
async fn a_clock_that_was_moved_deletes_nothing() {
    let (test, _) = lived().await;
    // Old enough that much would be due by a clock that runs ahead.
    test.age(40).await;
    let before = stamp(&test).await;
    let year = chrono::Duration::days(365);
    for moved in [year * 20, -year * 20, year, -year, chrono::Duration::hours(30), chrono::Duration::hours(-30)] {
        steady(&test).await;
        test.later(moved);
        assert!(retain(&test).await.is_none(), "{moved}");
        test.later(-moved);
        assert_eq!(changed(&before, &stamp(&test).await), Vec::<String>::new(), "moved by {moved}");
    }
    // The clock of the whole machine, so that the database has the same wrong time: the server has not lived through it.
    steady(&test).await;
    test.age(20 * 365).await;
    let before = stamp(&test).await;
    assert!(retain(&test).await.is_none());
    assert_eq!(changed(&before, &stamp(&test).await), Vec::<String>::new());
    // Only after a week of days that follow on each other it is believed.
    for day in 1..=7 {
        test.sql("UPDATE retention_watch SET steady_since = steady_since - interval '1 day', looked_at = looked_at - interval '1 day'")
            .await;
        assert_eq!(retain(&test).await.is_some(), day == 7, "day {day}");
    }
    test.forget_jobs().await;
}
