//! Two countries on a pool of one connection, acting at once and giving up at any moment: no row crosses, with one wall
//! alone, whichever it is.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;

use diesel::QueryableByName;
use diesel::sql_types::{Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use futures_util::future::join_all;
use portolan::base::ids::Uuid;
use portolan::features::{certificates, courses, quizzes};
use portolan::platform::db::{Conn, Db, Reach};
use portolan::platform::i18n::Texts;
use portolan::platform::web::AppError;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::security::realm::Realm;
use crate::support::{TestApp, Who};

/// Acts that wait for the one connection at the same time.
const AT_ONCE: usize = 4;
const SEED: u64 = 20_261_124;

/// Somebody who acts, and all that is theirs.
struct Party {
    reach: Reach,
    id: Option<Uuid>,
    seat: Uuid,
    theirs: BTreeSet<Uuid>,
}

#[derive(Default)]
struct Tally {
    done: usize,
    given_up: usize,
    own_rows: usize,
    crossed: Vec<String>,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// The parties, with the ids of everything that belongs to each.
async fn parties(test: &TestApp) -> Vec<Party> {
    let mut parties = Vec::new();
    for who in [Who::Participant, Who::Stranger] {
        let (person, seat) = (test.cast.person(who), test.cast.seat(who));
        let ids = format!(
            "SELECT '{person}' UNION ALL SELECT id::text FROM enrolments WHERE person_id = '{person}'
             UNION ALL SELECT id::text FROM attempts WHERE enrolment_id = '{seat}'
             UNION ALL SELECT op_id::text FROM answer_ops o JOIN attempts a ON a.id = o.attempt_id WHERE a.enrolment_id = '{seat}'
             UNION ALL SELECT g.id::text FROM grades g JOIN attempts a ON a.id = g.attempt_id WHERE a.enrolment_id = '{seat}'
             UNION ALL SELECT id::text FROM certificates WHERE person_id = '{person}'
             UNION ALL SELECT id::text FROM mails WHERE person_id = '{person}'"
        );
        let theirs = test.sql(&ids).await.iter().map(|id| id.parse().unwrap()).collect();
        parties.push(Party { reach: Reach::Person(person), id: Some(person), seat, theirs });
    }
    let all = parties.iter().flat_map(|party| party.theirs.clone()).collect();
    let nobody = Party { reach: Reach::Nobody, id: None, seat: Uuid::nil(), theirs: BTreeSet::new() };
    // Sees everything: whatever of it were left on the connection, the next would see.
    let server = Party { reach: Reach::Server("to leave a trace"), id: None, seat: Uuid::nil(), theirs: all };
    parties.extend([nobody, server]);
    parties
}

/// Polls so often and no more: then the act is given up, wherever it is.
async fn given_up_after<T>(polls: usize, act: impl Future<Output = T>) -> Option<T> {
    let (mut act, mut left) = (pin!(act), polls);
    poll_fn(move |context| match left.checked_sub(1) {
        None => Poll::Ready(None),
        Some(rest) => {
            left = rest;
            act.as_mut().poll(context).map(Some)
        }
    })
    .await
}

/// Lets parties act in `count` interleavings.
async fn interleave(
    parties: &[Party],
    count: usize,
    act: impl AsyncFn(usize, u32, Rc<RefCell<Tally>>),
) -> Rc<RefCell<Tally>> {
    let (tally, mut dice) = (Rc::new(RefCell::new(Tally::default())), StdRng::seed_from_u64(SEED));
    for _ in 0..count / AT_ONCE {
        let acts = (0..AT_ONCE).map(|_| {
            let (party, kind) = (dice.random_range(0..parties.len()), dice.random_range(0..100));
            let polls = if dice.random_bool(0.4) { dice.random_range(0..12) } else { usize::MAX };
            let (act, tally) = (&act, Rc::clone(&tally));
            async move {
                let outcome = given_up_after(polls, act(party, kind, Rc::clone(&tally))).await;
                let mut tally = tally.borrow_mut();
                if outcome.is_some() { tally.done += 1 } else { tally.given_up += 1 }
            }
        });
        join_all(acts).await;
    }
    tally
}

fn judge(tally: &Tally, count: usize) {
    assert_eq!(tally.crossed, Vec::<String>::new(), "rows crossed");
    assert!(tally.given_up > count / 10 && tally.done > count / 3, "{} given up, {} done", tally.given_up, tally.done);
    assert!(tally.own_rows > tally.done / 3, "only {} rows were seen at all", tally.own_rows);
}

/// Reads and changes that ask for everything and name nobody.
const READS: [&str; 6] = [
    "SELECT id FROM persons WHERE id <> '00000000-0000-0000-0000-000000000000'",
    "SELECT id FROM attempts",
    "SELECT op_id AS id FROM answer_ops",
    "SELECT id FROM certificates",
    "SELECT id FROM grades",
    "SELECT id FROM mails WHERE person_id IS NOT NULL",
];
const CHANGES: [&str; 2] = [
    "UPDATE persons SET time_zone = time_zone RETURNING id",
    "UPDATE attempts SET grace_seconds = grace_seconds RETURNING id",
];

fn note(tally: &RefCell<Tally>, party: &Party, what: &str, rows: Vec<Row>) {
    let mut tally = tally.borrow_mut();
    if matches!(party.reach, Reach::Server(_)) {
        return;
    }
    for row in rows {
        if party.theirs.contains(&row.id) {
            tally.own_rows += 1;
        } else {
            tally.crossed.push(format!("{:?} saw {} by {what}", party.reach, row.id));
        }
    }
}

async fn unscoped(count: usize) {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    let (parties, db) = (Rc::new(parties(&test).await), Db::new(&test.program_url(), 1).unwrap());
    let sum = "SELECT md5(string_agg(id || time_zone, ',' ORDER BY id)) FROM persons";
    let before = test.sql(sum).await;
    let act = async |at: usize, kind: u32, tally: Rc<RefCell<Tally>>| {
        let party = &parties[at];
        if kind < 75 {
            let what = READS[kind as usize % READS.len()];
            let mut conn = db.read(&party.reach).await.unwrap();
            let rows: Vec<Row> = diesel::sql_query(what).load(&mut conn).await.unwrap();
            note(&tally, party, what, rows);
        } else {
            let what = CHANGES[kind as usize % CHANGES.len()];
            let parties = Rc::clone(&parties);
            let work = async move |tx: &mut Conn| {
                let rows: Vec<Row> = diesel::sql_query(what).load(tx).await?;
                note(&tally, &parties[at], what, rows);
                // Some acts fail in the middle.
                if kind.is_multiple_of(5) { Err(AppError::NotFound) } else { Ok(()) }
            };
            let _ = db.write(&party.reach, work).await;
        }
    };
    let tally = interleave(&parties, count, act).await;
    judge(&tally.borrow(), count);
    assert_eq!(test.sql(sum).await, before, "nobody's row was changed to another's");
    test.forget_jobs().await;
}

/// The other way round: the owner's connection, whom the database shows everything, and the program's own functions.
async fn scoped(count: usize) {
    let realm = Realm::build().await;
    let test = TestApp::copy_of(&realm.template).await;
    let (parties, db) = (parties(&test).await, Db::new(&test.url(), 1).unwrap());
    let everything: Row = diesel::sql_query("SELECT id FROM persons LIMIT 1")
        .get_result(&mut db.read(&Reach::Nobody).await.unwrap())
        .await
        .unwrap();
    assert!(!everything.id.is_nil(), "the owner is not held: only the program's own conditions are");
    let act = async |at: usize, kind: u32, tally: Rc<RefCell<Tally>>| {
        let (me, other) = (at % 2, (at + 1) % 2);
        let (party, stranger) = (&parties[me], &parties[other]);
        let person = party.id.unwrap();
        let mut conn = db.read(&party.reach).await.unwrap();
        let rows = match kind % 5 {
            0 => {
                let seats = courses::my_seats(&mut conn, person).await.unwrap();
                seats.iter().map(|seat| Row { id: seat.enrolment.id }).collect()
            }
            1 => {
                let held = certificates::of_person(&mut conn, person).await.unwrap();
                held.iter().map(|held| Row { id: held.certificate.id }).collect()
            }
            2 => match courses::my_seat(&mut conn, person, stranger.seat).await {
                Err(AppError::NotFound) => Vec::new(),
                _ => vec![Row { id: stranger.seat }],
            },
            3 => {
                let seat = courses::my_seat(&mut conn, person, party.seat).await.unwrap();
                vec![Row { id: seat.enrolment.person_id }]
            }
            _ => {
                let sittings = quizzes::record_of(&mut conn, person, Texts::default()).await.unwrap();
                sittings.iter().map(|sitting| Row { id: sitting.attempt.id }).collect()
            }
        };
        note(&tally, party, "a function of the program", rows);
    };
    let tally = interleave(&parties, count, act).await;
    judge(&tally.borrow(), count);
    test.forget_jobs().await;
}

#[actix_web::test]
async fn no_row_crosses_when_queries_forget_to_ask_whose() {
    unscoped(10_000).await;
}

#[actix_web::test]
async fn no_row_crosses_when_the_database_holds_nobody() {
    scoped(10_000).await;
}

#[actix_web::test]
#[ignore = "a minute or more: `make security` runs it"]
async fn no_row_crosses_in_a_hundred_thousand_interleavings() {
    unscoped(100_000).await;
    scoped(100_000).await;
}

/// What a reach leaves behind on a connection, with everything given up in the middle: nothing.
#[actix_web::test]
async fn a_connection_that_was_given_up_has_no_reach_left() {
    #[derive(QueryableByName)]
    struct Left {
        #[diesel(sql_type = Text)]
        reach: String,
    }
    let test = TestApp::start().await;
    let db = Db::new(&test.program_url(), 1).unwrap();
    let person = test.cast.person(Who::Participant);
    for polls in 0..40 {
        for reach in [Reach::Person(person), Reach::Server("to leave a trace")] {
            let slow = async {
                let mut conn = db.read(&reach).await.unwrap();
                for _ in 0..5 {
                    diesel::sql_query("SELECT count(*) FROM persons").execute(&mut conn).await.unwrap();
                }
            };
            given_up_after(polls, slow).await;
            let left = "SELECT concat(current_setting('portolan.reach', true), current_setting('portolan.person', true)) AS reach";
            let mut conn = db.read(&Reach::Nobody).await.unwrap();
            let left: Left = diesel::sql_query(left).get_result(&mut conn).await.unwrap();
            assert_eq!(left.reach, "", "after {polls} polls of {reach:?}");
        }
    }
}
