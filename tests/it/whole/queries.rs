//! A page asks the database the same number of questions in a group of three people and in one of sixty.

use std::cell::Cell;

use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};

use super::world::World;
use crate::support::{TestApp, Who, fixture};

thread_local! {
    /// Statements of this test: every test has a thread of its own, and its server is in it.
    static STATEMENTS: Cell<usize> = const { Cell::new(0) };
}

struct Counter;

impl Instrumentation for Counter {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { .. } = event {
            STATEMENTS.set(STATEMENTS.get() + 1);
        }
    }
}

/// Everybody who is added is what Nino is: enrolled, with a quiz and a task handed in, a certificate and its mail.
const COPIES: &str = "
    CREATE TEMP TABLE copies AS SELECT nth, md5('person' || nth)::uuid AS person, md5('seat' || nth)::uuid AS seat,
        md5('paper' || nth)::uuid AS paper FROM generate_series(1, 57) nth;
    INSERT INTO persons SELECT (jsonb_populate_record(p, jsonb_build_object('id', c.person, 'email', c.nth || '@x.example'))).*
        FROM persons p, copies c WHERE p.id = 'NINO';
    INSERT INTO enrolments SELECT (jsonb_populate_record(e, jsonb_build_object('id', c.seat, 'person_id', c.person))).*
        FROM enrolments e, copies c WHERE e.id = 'SEAT';
    INSERT INTO attempts SELECT (jsonb_populate_record(a, jsonb_build_object('id', md5(a.id::text || c.nth)::uuid,
        'enrolment_id', c.seat, 'blind_code', a.blind_code || c.nth))).* FROM attempts a, copies c WHERE a.enrolment_id = 'SEAT';
    INSERT INTO submissions SELECT (jsonb_populate_record(s, jsonb_build_object('attempt_id', md5(a.id::text || c.nth)::uuid,
        'receipt', s.receipt || c.nth))).* FROM submissions s JOIN attempts a ON a.id = s.attempt_id, copies c
        WHERE a.enrolment_id = 'SEAT';
    INSERT INTO results SELECT (jsonb_populate_record(r, jsonb_build_object('attempt_id', md5(a.id::text || c.nth)::uuid))).*
        FROM results r JOIN attempts a ON a.id = r.attempt_id, copies c WHERE a.enrolment_id = 'SEAT';
    INSERT INTO certificates SELECT (jsonb_populate_record(f, jsonb_build_object('id', c.paper, 'enrolment_id', c.seat,
        'person_id', c.person, 'number', f.number || c.nth))).* FROM certificates f, copies c WHERE f.enrolment_id = 'SEAT';
    INSERT INTO certificate_files SELECT (jsonb_populate_record(b, jsonb_build_object('certificate_id', c.paper))).*
        FROM certificate_files b JOIN certificates f ON f.id = b.certificate_id, copies c WHERE f.enrolment_id = 'SEAT';
    INSERT INTO mails SELECT (jsonb_populate_record(m, jsonb_build_object('id', md5(m.id::text || c.nth)::uuid,
        'certificate_id', c.paper, 'person_id', c.person))).* FROM mails m JOIN certificates f ON f.id = m.certificate_id,
        copies c WHERE f.enrolment_id = 'SEAT'";

async fn statements(test: &TestApp, pages: &[(Who, String)]) -> Vec<usize> {
    let mut counts = Vec::new();
    for (who, path) in pages {
        let client = test.as_(*who).await;
        // What is published is read once and kept: the second look is like every later one.
        client.get(path).await.expect(200);
        let before = STATEMENTS.get();
        client.get(path).await.expect(200);
        counts.push(STATEMENTS.get() - before);
    }
    counts
}

#[actix_web::test]
async fn the_number_of_statements_of_a_page_does_not_grow_with_the_group() {
    let world = World::build().await;
    set_default_instrumentation(|| Some(Box::new(Counter))).unwrap();
    let test = TestApp::copy_of(&world.template).await;
    let (cohort, seat) = (test.cast.cohort.id, test.cast.seat(Who::Participant));
    let module = format!("/enrolments/{seat}/modules/{}", fixture::MODULE);
    let own = |path: String| (Who::Participant, path);
    let run = |path: String| (Who::Coordinator, path);
    let teach = |path: String| (Who::Instructor, path);
    let pages = [
        own("/modules".to_owned()),
        own(module.clone()),
        own(format!("{module}/lessons/{}", fixture::LESSONS[0])),
        own(format!("/attempts/{}", world.things.value("attempt"))),
        own(format!("/attempts/{}/results", world.things.value("submitted"))),
        own(format!("/enrolments/{seat}/completion")),
        own("/certificates".to_owned()),
        run("/cohorts".to_owned()),
        run(format!("/cohorts/{cohort}")),
        run(format!("/cohorts/{cohort}/certificates")),
        run(format!("/cohorts/{cohort}/held")),
        run(format!("/cohorts/{cohort}/tests")),
        run(format!("/programmes/{}", world.things.value("programme"))),
        teach("/grading".to_owned()),
        teach(format!("/grading/{cohort}/{}/answers", test.cast.module)),
        teach(format!("/grading/answers/{}", world.things.value("task"))),
    ];
    let few = statements(&test, &pages).await;
    let (nino, seat) = (test.cast.person(Who::Participant).to_string(), seat.to_string());
    test.sql(&COPIES.replace("NINO", &nino).replace("SEAT", &seat)).await;
    let copied = format!("SELECT count(*) FROM certificates WHERE cohort_id = '{cohort}'");
    assert_eq!(test.sql(&copied).await, ["58"]);
    let many = statements(&test, &pages).await;
    test.forget_jobs().await;
    for (((_, path), few), many) in pages.iter().zip(&few).zip(&many) {
        assert!(*few > 0, "{path} asks {few} times: nothing is counted");
        assert_eq!(few, many, "{path} asks more often in a larger group");
    }
    // Every reader pays for every statement: these are the pages that everybody opens all the time. The session, and in a
    // sitting the answers; the rest is remembered while it does not change.
    for (((_, path), is), most) in pages.iter().zip(&few).zip([1, 1, 1, 2]) {
        assert!(*is <= most, "{path} asks {is} times, {most} at most");
    }
}
