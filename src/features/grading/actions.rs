//! What graders can do. Each takes the transaction it is part of.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::jobs::{LETTERS_JOB, Letters};
use super::model::{Draft, Grade, Release};
use super::rules::{
    Given, LONGEST_FEEDBACK, Misfit, Verdict, after, clean_feedback, misfits, settles_at, tally, verdict,
};
use super::store;
use crate::base::clock::Instant;
use crate::base::ids::{Uuid, new_id};
use crate::features::curriculum::{self, Task};
use crate::platform::auth::Actor;
use crate::platform::db::Conn;
use crate::platform::db::schema::{grades, release_undos, releases};
use crate::platform::facts::{self, Fact};
use crate::platform::i18n::Arg;
use crate::platform::jobs;
use crate::platform::web::{AppError, FieldErrors};

/// Somebody has graded since the page was opened.
pub const OTHER_VERSION: &str = "error-other-grading";
/// Some answers have no complete grading.
pub const MISSING: &str = "error-grades-missing";
const NOTHING: &str = "error-nothing-to-release";
const TOO_LATE: &str = "error-undo-too-late";

/// Keeps a grading as a row of its own; parts of a rubric may be open. The current grading afterwards.
/// A grading that does not know the current one is refused with [`OTHER_VERSION`].
pub async fn give_grade(
    tx: &mut Conn,
    now: Instant,
    actor: &Actor,
    attempt: Uuid,
    draft: Draft,
) -> Result<Option<Grade>, AppError> {
    let grader = actor.id.ok_or(AppError::SignIn)?;
    let (answer, _) = store::answer_for(tx, actor, attempt).await?;
    store::lock_answers(tx, vec![attempt]).await?;
    let version = curriculum::module_version(tx, answer.module_version).await?;
    let task = store::task_of(&version)?;
    let mine = Given { version: draft.version, grader, marks: draft.marks, feedback: clean_feedback(&draft.feedback) };
    check(task, &mine).result()?;
    let current = store::grades_of(tx, attempt).await?.pop();
    let version = match verdict(current.as_ref().map(Grade::to_rule).as_ref(), &mine) {
        Verdict::Already => return Ok(current),
        Verdict::Conflict => return Err(AppError::Conflict(OTHER_VERSION)),
        Verdict::Save(version) => version,
    };
    let released_at = store::last_release_at(tx, answer.cohort, answer.module_version).await?;
    insert(tx, after(now, released_at), attempt, version, task, &mine).await.map(Some)
}

async fn insert(
    tx: &mut Conn,
    at: Instant,
    attempt: Uuid,
    version: i32,
    task: &Task,
    given: &Given,
) -> Result<Grade, AppError> {
    let sum = tally(task, &given.marks);
    Ok(diesel::insert_into(grades::table)
        .values((
            grades::id.eq(new_id()),
            grades::attempt_id.eq(attempt),
            grades::version.eq(version),
            grades::grader_id.eq(given.grader),
            grades::marks.eq(serde_json::to_value(&given.marks).map_err(AppError::internal)?),
            grades::total.eq(i32::try_from(sum.total).unwrap_or(i32::MAX)),
            grades::maximum.eq(i32::try_from(sum.maximum).unwrap_or(i32::MAX)),
            grades::complete.eq(sum.complete()),
            grades::feedback.eq(&given.feedback),
            grades::created_at.eq(at),
        ))
        .returning(Grade::as_returning())
        .get_result(tx)
        .await?)
}

/// What does not fit in a grading, at the fields of its form.
fn check(task: &Task, given: &Given) -> FieldErrors {
    let mut errors = FieldErrors::default();
    for misfit in misfits(task, &given.marks) {
        match misfit {
            Misfit::Criterion(id) => {
                errors.add_with("rubric", "grade-criterion-unknown", vec![("criterion", Arg::Text(id))]);
            }
            Misfit::Points(id) => errors.add(format!("c.{id}"), "grade-points-unknown"),
        }
    }
    if given.feedback.chars().count() > LONGEST_FEEDBACK {
        errors.add("feedback", "grade-feedback-long");
    }
    errors
}

/// Shows the grades of a task to its cohort. When the release that stands shows them all already, that one: a double
/// click gives one release.
pub async fn release(
    tx: &mut Conn,
    now: Instant,
    actor: &Actor,
    cohort: Uuid,
    version: Uuid,
) -> Result<Release, AppError> {
    let (cohort, version) = store::task_for(tx, actor, cohort, version).await?;
    let answers = store::answers_in(tx, cohort.id, version.id).await?;
    store::lock_answers(tx, answers.iter().map(|answer| answer.attempt).collect()).await?;
    // Read after the lock: what another grader saved meanwhile is among it.
    let queue = store::Queue::load(tx, actor, cohort.id, version.id).await?;
    if queue.entries.is_empty() {
        return Err(AppError::Conflict(NOTHING));
    }
    if queue.missing() > 0 {
        return Err(AppError::Conflict(MISSING));
    }
    let newest = queue.entries.iter().filter_map(|entry| entry.current()).map(|grade| grade.created_at).max();
    if let Some(standing) = queue.release.filter(|standing| newest.is_some_and(|newest| standing.at >= newest)) {
        return Ok(standing);
    }
    let release = Release {
        id: new_id(),
        cohort: cohort.id,
        module_version: version.id,
        at: newest.map_or(now, |newest| newest.max(now)),
        by_person: actor.id.ok_or(AppError::SignIn)?,
    };
    insert_release(tx, &release).await?;
    Ok(release)
}

/// The row, and what follows from it when it is not taken back.
async fn insert_release(tx: &mut Conn, release: &Release) -> Result<(), AppError> {
    diesel::insert_into(releases::table)
        .values((
            releases::id.eq(release.id),
            releases::cohort_id.eq(release.cohort),
            releases::module_version_id.eq(release.module_version),
            releases::at.eq(release.at),
            releases::by_person.eq(release.by_person),
        ))
        .execute(tx)
        .await?;
    // Letters and certificates cannot be taken back, so both wait until the release cannot be either.
    let settled = settles_at(release.at);
    facts::record_for(tx, settled, &Fact::GradesReleased { cohort: release.cohort }).await?;
    jobs::enqueue(tx, settled, LETTERS_JOB, &Letters { release: release.id }).await
}

/// Takes a release back, in its first minutes only. Taking it back twice is taking it back once.
pub async fn undo_release(
    tx: &mut Conn,
    now: Instant,
    actor: &Actor,
    cohort: Uuid,
    version: Uuid,
    release: Uuid,
) -> Result<(), AppError> {
    let (cohort, version) = store::task_for(tx, actor, cohort, version).await?;
    let release = store::release_locked(tx, release).await?;
    if (release.cohort, release.module_version) != (cohort.id, version.id) {
        return Err(AppError::NotFound);
    }
    if store::is_undone(tx, release.id).await? {
        return Ok(());
    }
    if !release.may_be_undone(now) || store::is_told(tx, release.id).await? {
        return Err(AppError::Conflict(TOO_LATE));
    }
    diesel::insert_into(release_undos::table)
        .values((
            release_undos::release_id.eq(release.id),
            release_undos::at.eq(now),
            release_undos::by_person.eq(actor.id.ok_or(AppError::SignIn)?),
        ))
        .execute(tx)
        .await?;
    Ok(())
}
