//! How a sitting begins and ends. Each takes the transaction it is part of.

use chrono::Duration;
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel::sql_types::{Array, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};

use super::gain;
use super::ledger::{self, hold_late};
use super::model::{Attempt, MarkedItem, Purpose, Submission};
use super::rules::{Answers, limit_seconds, passes, words};
use super::store;
use super::view::question_id;
use crate::base::clock::Instant;
use crate::base::codes;
use crate::base::ids::{Uuid, new_id};
use crate::features::courses::{self, Seat};
use crate::features::curriculum::{self, ModuleVersion};
use crate::features::questions::{self, Half};
use crate::platform::App;
use crate::platform::audit::{self, Audit};
use crate::platform::db::schema::{attempts, enrolments, extra_attempts, results, submissions};
use crate::platform::db::{self, Conn, Reach, statement};
use crate::platform::facts::{self, Fact};
use crate::platform::jobs::{self, Failure};
use crate::platform::web::AppError;

/// The job that closes an attempt when its time is over.
pub const CLOSE_JOB: &str = "close-attempt";

#[derive(Serialize, Deserialize)]
pub struct Closing {
    pub attempt: Uuid,
}

/// Begins a sitting, or returns the one that is under way: a double click begins one.
pub async fn start_attempt(
    tx: &mut Conn,
    now: Instant,
    seat: &Seat,
    version: &ModuleVersion,
    purpose: Purpose,
) -> Result<Attempt, AppError> {
    // Two clicks take turns here, so the second finds what the first began.
    let _: Uuid = enrolments::table.find(seat.enrolment.id).select(enrolments::id).for_update().first(tx).await?;
    let previous = attempts_of(tx, seat.enrolment.id, version.id, purpose).await?;
    if let Some((open, _)) = previous.iter().find(|(_, submitted)| !submitted) {
        return Ok(open.clone());
    }
    let used = u32::try_from(previous.len()).unwrap_or(u32::MAX);
    let extra = store::extra_attempts(tx, seat.enrolment.id, version.id, purpose).await?;
    let allowed = match purpose {
        Purpose::Quiz => version.content.quiz.attempts.saturating_add(extra),
        Purpose::Task if version.content.task.is_some() => extra.saturating_add(1),
        Purpose::Task => 0,
        Purpose::PreTest | Purpose::PostTest => {
            gain::may_begin(&gain::standing(tx, seat.enrolment.id, version).await?, purpose)?;
            1
        }
    };
    if used >= allowed {
        return Err(AppError::Conflict("error-no-attempts-left"));
    }
    let limit = match purpose.time_limit_minutes(&version.content) {
        Some(minutes) => {
            let extra = courses::extra_percent(tx, seat.enrolment.id).await?;
            Some(Duration::seconds(limit_seconds(minutes, extra)))
        }
        None => None,
    };
    let seed = seed(tx, seat.enrolment.id, version.id, purpose).await?;
    let attempt = insert_attempt(tx, now, seat, version, purpose, used, seed, limit).await?;
    if purpose.is_drawn() {
        draw_items(tx, &attempt, version).await?;
    }
    // Whoever may hand a task in once more goes on with the text that is there.
    if let (Purpose::Task, Some((before, _))) = (purpose, previous.last()) {
        for (question, value) in store::answers_of(tx, before.id, true).await?.values {
            ledger::count(tx, now, &attempt, ledger::Origin::Earlier, &question, value).await?;
        }
    }
    close_when_over(tx, &attempt).await?;
    Ok(attempt)
}

/// Gives one attempt more than the rules allow; asked twice for the same one, it is given once. The caller has found
/// the place for a coordinator and has seen that no attempt is left.
pub async fn give_attempt(
    tx: &mut Conn,
    now: Instant,
    (enrolment, version, purpose): (Uuid, Uuid, Purpose),
    by: Option<Uuid>,
    reason: &str,
) -> Result<bool, AppError> {
    let _: Uuid = enrolments::table.find(enrolment).select(enrolments::id).for_update().first(tx).await?;
    let used = attempts_of(tx, enrolment, version, purpose).await?.len();
    let given = diesel::insert_into(extra_attempts::table)
        .values((
            extra_attempts::enrolment_id.eq(enrolment),
            extra_attempts::module_version_id.eq(version),
            extra_attempts::purpose.eq(purpose.name()),
            extra_attempts::number.eq(i32::try_from(used).unwrap_or(i32::MAX - 1) + 1),
            extra_attempts::given_at.eq(now),
            extra_attempts::given_by.eq(by),
            extra_attempts::reason.eq(reason),
        ))
        .on_conflict_do_nothing()
        .execute(tx)
        .await?;
    Ok(given == 1)
}

async fn attempts_of(
    tx: &mut Conn,
    enrolment: Uuid,
    version: Uuid,
    purpose: Purpose,
) -> Result<Vec<(Attempt, bool)>, AppError> {
    Ok(attempts::table
        .left_join(submissions::table.on(submissions::attempt_id.eq(attempts::id)))
        .filter(attempts::enrolment_id.eq(enrolment))
        .filter(attempts::module_version_id.eq(version))
        .filter(attempts::purpose.eq(purpose.name()))
        .order(attempts::number)
        .select((Attempt::as_select(), submissions::attempt_id.nullable().is_not_null()))
        .load(tx)
        .await?)
}

/// A seed of its own for each attempt. Only the test after a module takes that of the test before it, which decides how
/// the cells are split between the two.
async fn seed(tx: &mut Conn, enrolment: Uuid, version: Uuid, purpose: Purpose) -> Result<i64, AppError> {
    let before = match purpose {
        Purpose::PostTest => attempts_of(tx, enrolment, version, Purpose::PreTest).await?.pop(),
        _ => None,
    };
    Ok(before.map_or_else(rand::random, |(before, _)| before.seed().cast_signed()))
}

async fn insert_attempt(
    tx: &mut Conn,
    now: Instant,
    seat: &Seat,
    version: &ModuleVersion,
    purpose: Purpose,
    used: u32,
    seed: i64,
    limit: Option<Duration>,
) -> Result<Attempt, AppError> {
    let grace = if limit.is_some() { version.content.quiz.grace_seconds } else { 0 };
    Ok(diesel::insert_into(attempts::table)
        .values((
            attempts::id.eq(new_id()),
            attempts::enrolment_id.eq(seat.enrolment.id),
            attempts::module_version_id.eq(version.id),
            attempts::purpose.eq(purpose.name()),
            attempts::number.eq(i32::try_from(used).unwrap_or(i32::MAX - 1) + 1),
            attempts::seed.eq(seed),
            attempts::blind_code.eq(spoken_code()),
            attempts::started_at.eq(now),
            attempts::due_at.eq(limit.map(|limit| now + limit)),
            attempts::grace_seconds.eq(i32::try_from(grace).unwrap_or(i32::MAX)),
        ))
        .returning(Attempt::as_returning())
        .get_result(tx)
        .await?)
}

/// `R-7F3K-Q9TN`: eight characters, 36 bits.
fn spoken_code() -> String {
    let code = codes::random(8);
    let (head, tail) = code.split_at_checked(4).unwrap_or((&code, ""));
    format!("R-{head}-{tail}")
}

async fn draw_items(tx: &mut Conn, attempt: &Attempt, version: &ModuleVersion) -> Result<(), AppError> {
    let (items, seed) = (&version.content.items, attempt.seed());
    let drawn = match (attempt.purpose(), &version.content.test) {
        (Purpose::PreTest, Some(rules)) => questions::draw_test(items, rules, seed, Half::Before),
        (Purpose::PostTest, Some(rules)) => questions::draw_test(items, rules, seed, Half::After),
        _ => questions::draw(items, &version.content.quiz, seed),
    };
    let versions: Vec<Uuid> = drawn.iter().filter_map(|id| version.item_version(id)).collect();
    // As a list, so that the statement is the same however many there are, and prepared once.
    statement(
        "INSERT INTO attempt_items (attempt_id, item_version_id, position)
         SELECT $1, v.id, v.nth::integer - 1 FROM unnest($2) WITH ORDINALITY AS v (id, nth)",
    )
    .bind::<SqlUuid, _>(attempt.id)
    .bind::<Array<SqlUuid>, _>(versions)
    .execute(tx)
    .await?;
    Ok(())
}

/// Ends a sitting: what has arrived in time is handed in and, when it has keys, marked. Handing in twice gives the same
/// receipt. The caller has locked the attempt.
pub async fn submit(tx: &mut Conn, now: Instant, attempt: &Attempt, by_clock: bool) -> Result<Submission, AppError> {
    if let Some(submission) = store::submission_of(tx, attempt.id).await? {
        return Ok(submission);
    }
    let answers = store::answers_of(tx, attempt.id, true).await?;
    let answered = answers.values.keys().filter(|question| answers.is_answered(question)).count();
    // A task is handed in once: nobody means to spend that on an empty page. When the time is over it ends all the same.
    let has_words = |values: &Vec<String>| values.iter().any(|value| words(value) > 0);
    if attempt.purpose() == Purpose::Task && !by_clock && !answers.values.values().any(has_words) {
        return Err(AppError::Conflict("error-task-empty"));
    }
    let submission = diesel::insert_into(submissions::table)
        .values((
            submissions::attempt_id.eq(attempt.id),
            submissions::receipt.eq(spoken_code()),
            submissions::submitted_at.eq(now),
            submissions::answered.eq(i32::try_from(answered).unwrap_or(i32::MAX)),
            submissions::late.eq(!by_clock && attempt.is_late(now)),
            submissions::by_clock.eq(by_clock),
        ))
        .returning(Submission::as_returning())
        .get_result(tx)
        .await?;
    hold_late(tx, now, attempt).await?;
    if attempt.purpose().is_drawn() {
        mark(tx, now, attempt, &answers).await?;
    }
    facts::record(tx, now, &Fact::AttemptFinished { enrolment: attempt.enrolment_id }).await?;
    Ok(submission)
}

/// Marks a quiz or a test against the item versions it was asked with; once more when an answer was counted afterwards.
/// Nobody passes or fails a test.
pub async fn mark(tx: &mut Conn, now: Instant, attempt: &Attempt, answers: &Answers) -> Result<(), AppError> {
    let version = curriculum::module_version(tx, attempt.module_version_id).await?;
    let mut marks = Vec::new();
    for (item_version, nth) in store::items_of(tx, attempt.id).await?.into_iter().zip(1..) {
        let item = curriculum::item_version(tx, item_version).await?;
        let answer = questions::answer_ids(&item, attempt.seed(), answers.of(&question_id(nth)));
        let mark = questions::mark(&item, &answer);
        marks.push(MarkedItem { item: item.id.clone(), item_version, answer, mark });
    }
    let sum = |part: fn(&MarkedItem) -> u32| {
        i32::try_from(marks.iter().map(|marked| u64::from(part(marked))).sum::<u64>()).unwrap_or(i32::MAX)
    };
    let (points, max) = (sum(|marked| marked.mark.points_milli), sum(|marked| marked.mark.max_milli));
    let result = (
        results::points_milli.eq(points),
        results::max_milli.eq(max),
        results::passed
            .eq(attempt.purpose() == Purpose::Quiz && passes(points, max, version.content.quiz.pass_percent)),
        results::marks.eq(serde_json::to_value(&marks).map_err(AppError::internal)?),
        results::marked_at.eq(now),
    );
    diesel::insert_into(results::table)
        .values((results::attempt_id.eq(attempt.id), result.clone()))
        .on_conflict(results::attempt_id)
        .do_update()
        .set(result)
        .execute(tx)
        .await?;
    Ok(())
}

/// Gives attempts that are under way the time that their person has now. What was given before is not taken away: a
/// limit that somebody has seen on the page never shrinks.
pub async fn extend_open_attempts(app: &App, enrolment: Uuid) -> Result<(), Failure> {
    let now = app.clock.now();
    app.db
        .write(&jobs::REACH, async move |tx| {
            // In turn with whoever begins one: that attempt has the new limit already, or is found here.
            let place = enrolments::table.find(enrolment).select(enrolments::id).for_no_key_update();
            let _: Uuid = place.first(tx).await?;
            let extra = courses::extra_percent(tx, enrolment).await?;
            let open: Vec<Attempt> = attempts::table
                .filter(attempts::enrolment_id.eq(enrolment))
                .filter(attempts::due_at.is_not_null())
                .filter(not(exists(submissions::table.filter(submissions::attempt_id.eq(attempts::id)))))
                .order(attempts::id)
                .select(Attempt::as_select())
                .for_update()
                .load(tx)
                .await?;
            for attempt in open {
                let version = curriculum::module_version(tx, attempt.module_version_id).await?;
                let Some(minutes) = attempt.purpose().time_limit_minutes(&version.content) else { continue };
                let due = attempt.started_at + Duration::seconds(limit_seconds(minutes, extra));
                if attempt.due_at.is_none_or(|before| due <= before) {
                    continue;
                }
                let changed = diesel::update(attempts::table.find(attempt.id)).set(attempts::due_at.eq(due));
                let attempt: Attempt = changed.returning(Attempt::as_returning()).get_result(tx).await?;
                close_when_over(tx, &attempt).await?;
                audit::write(tx, now, None, Audit::about("attempt.extended", attempt.id)).await?;
            }
            Ok(())
        })
        .await?;
    Ok(())
}

/// Plans the end of an attempt that has a limit.
async fn close_when_over(tx: &mut Conn, attempt: &Attempt) -> Result<(), AppError> {
    match attempt.counts_until() {
        Some(until) => {
            jobs::enqueue(tx, until + Duration::seconds(1), CLOSE_JOB, &Closing { attempt: attempt.id }).await
        }
        None => Ok(()),
    }
}

/// An attempt that was begun by a clock that was behind the database's: its time begins when it really did.
async fn begun_anew(tx: &mut Conn, attempt: &Attempt) -> Result<Option<Attempt>, AppError> {
    let place = attempts::table.find(attempt.id);
    let noted: Option<Instant> = place.select(attempts::noted_at).first(tx).await?;
    let Some(noted) = noted.filter(|noted| *noted - attempt.started_at > Duration::seconds(MOST_SECONDS_OFF)) else {
        return Ok(None);
    };
    let due = attempt.due_at.map(|due| due + (noted - attempt.started_at));
    let changed = diesel::update(place).set((attempts::started_at.eq(noted), attempts::due_at.eq(due)));
    Ok(Some(changed.returning(Attempt::as_returning()).get_result(tx).await?))
}

/// A clock that is further from the database's time than this closes nothing, and what it began has its time anew.
const MOST_SECONDS_OFF: i64 = 30;

/// Closes an attempt whose time is over. Does nothing when it was handed in before. It cannot be opened again, so the
/// database's clock has to agree that it is time: until the two do, it waits.
pub async fn close_by_clock(app: &App, closing: Closing) -> Result<(), Failure> {
    let now = app.clock.now();
    let ahead = app.clock.ahead_of(db::time(&mut *app.db.read(&Reach::Nobody).await?).await?);
    if ahead > Duration::seconds(MOST_SECONDS_OFF) {
        let seconds = ahead.num_seconds();
        return Err(Failure::Outage(format!("this machine's clock is {seconds} s ahead of the database's")));
    }
    app.db
        .write(&jobs::REACH, async move |tx| {
            let attempt =
                attempts::table.find(closing.attempt).select(Attempt::as_select()).for_update().first(tx).await?;
            if store::submission_of(tx, attempt.id).await?.is_some() {
                return Ok(());
            }
            if !attempt.is_late(now) {
                // Extra time was given meanwhile, or this was planned or tried by a clock that has been put right.
                close_when_over(tx, &attempt).await
            } else if let Some(attempt) = begun_anew(tx, &attempt).await? {
                close_when_over(tx, &attempt).await
            } else {
                submit(tx, now, &attempt, true).await?;
                audit::write(tx, now, None, Audit::about("attempt.closed-by-clock", attempt.id)).await
            }
        })
        .await?;
    Ok(())
}
