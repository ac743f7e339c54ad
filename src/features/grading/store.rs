//! Reads of grading. A grader's answers are found only through a cohort that they may see; a participant's result
//! only through their own place.

use std::collections::BTreeMap;
use std::sync::Arc;

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Nullable, Timestamptz, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use super::model::{Answer, Grade, Release};
use super::rules::{in_order, may_undo};
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::courses::{self, Cohort};
use crate::features::curriculum::{self, ModuleVersion, Task};
use crate::features::quizzes::Purpose;
use crate::platform::auth::{Actor, Role};
use crate::platform::db::Conn;
use crate::platform::db::schema::{
    attempts, enrolments, grades, release_letters, release_undos, releases, submissions, withdrawals,
};
use crate::platform::web::AppError;

/// Handed-in answers to written tasks, without those of people who were taken out of their course.
#[diesel::dsl::auto_type]
fn handed_in() -> _ {
    let task: &'static str = Purpose::Task.name();
    attempts::table
        .inner_join(submissions::table.on(submissions::attempt_id.eq(attempts::id)))
        .inner_join(enrolments::table.on(enrolments::id.eq(attempts::enrolment_id)))
        .filter(attempts::purpose.eq(task))
        .filter(not(exists(withdrawals::table.filter(withdrawals::enrolment_id.eq(enrolments::id)))))
}

const ANSWER: (
    attempts::id,
    attempts::blind_code,
    enrolments::cohort_id,
    attempts::module_version_id,
    submissions::submitted_at,
    enrolments::person_id,
    enrolments::id,
) = (
    attempts::id,
    attempts::blind_code,
    enrolments::cohort_id,
    attempts::module_version_id,
    submissions::submitted_at,
    enrolments::person_id,
    enrolments::id,
);

/// All answers to a cohort's task, for whoever has loaded the cohort for their actor.
pub async fn answers_in(conn: &mut Conn, cohort: Uuid, version: Uuid) -> Result<Vec<Answer>, AppError> {
    Ok(handed_in()
        .filter(enrolments::cohort_id.eq(cohort))
        .filter(attempts::module_version_id.eq(version))
        .order(attempts::id)
        .select(ANSWER)
        .load(conn)
        .await?)
}

/// An answer that the actor may grade. Their own is not among them.
pub async fn answer_for(conn: &mut Conn, actor: &Actor, attempt: Uuid) -> Result<(Answer, Cohort), AppError> {
    let answer = answer_of(conn, attempt).await?;
    let cohort = courses::cohort_for(conn, actor, Role::Instructor, answer.cohort).await?;
    if actor.id == Some(answer.person) {
        return Err(AppError::NotFound);
    }
    Ok((answer, cohort))
}

/// The answer of an attempt, for callers that have found the attempt for their actor.
pub async fn answer_of(conn: &mut Conn, attempt: Uuid) -> Result<Answer, AppError> {
    Ok(handed_in().filter(attempts::id.eq(attempt)).select(ANSWER).first(conn).await?)
}

/// A cohort's task that the actor may grade, with the module it belongs to.
pub async fn task_for(
    conn: &mut Conn,
    actor: &Actor,
    cohort: Uuid,
    version: Uuid,
) -> Result<(Cohort, Arc<ModuleVersion>), AppError> {
    let cohort = courses::cohort_for(conn, actor, Role::Instructor, cohort).await?;
    if !courses::modules_of(conn, cohort.id).await?.contains(&version) {
        return Err(AppError::NotFound);
    }
    let version = curriculum::module_version(conn, version).await?;
    task_of(&version)?;
    Ok((cohort, version))
}

/// The written task of a module; a module without one has no page here.
pub fn task_of(version: &ModuleVersion) -> Result<&Task, AppError> {
    version.content.task.as_ref().ok_or(AppError::NotFound)
}

/// Takes the answers for this transaction, in one order for everybody: gradings and releases of them take turns.
pub async fn lock_answers(tx: &mut Conn, ids: Vec<Uuid>) -> Result<(), AppError> {
    let locked = attempts::table.filter(attempts::id.eq_any(ids)).order(attempts::id).select(attempts::id);
    let _: Vec<Uuid> = locked.for_update().load(tx).await?;
    Ok(())
}

/// Every grading of an answer, the first one first.
pub async fn grades_of(conn: &mut Conn, attempt: Uuid) -> Result<Vec<Grade>, AppError> {
    Ok(grades::table
        .filter(grades::attempt_id.eq(attempt))
        .order(grades::version)
        .select(Grade::as_select())
        .load(conn)
        .await?)
}

/// The gradings of many answers, of each the first one first.
pub async fn grades_of_all(conn: &mut Conn, ids: Vec<Uuid>) -> Result<BTreeMap<Uuid, Vec<Grade>>, AppError> {
    let rows: Vec<Grade> = grades::table
        .filter(grades::attempt_id.eq_any(ids))
        .order(grades::version)
        .select(Grade::as_select())
        .load(conn)
        .await?;
    let mut by_answer: BTreeMap<Uuid, Vec<Grade>> = BTreeMap::new();
    for row in rows {
        by_answer.entry(row.attempt).or_default().push(row);
    }
    Ok(by_answer)
}

/// Releases of a cohort's task that were not undone, the newest first.
pub async fn releases_of(conn: &mut Conn, cohort: Uuid, version: Uuid) -> Result<Vec<Release>, AppError> {
    Ok(releases::table
        .filter(releases::cohort_id.eq(cohort))
        .filter(releases::module_version_id.eq(version))
        .filter(not(exists(release_undos::table.filter(release_undos::release_id.eq(releases::id)))))
        .order(releases::at.desc())
        .select(Release::as_select())
        .load(conn)
        .await?)
}

/// Whether some release of a cohort can still be taken back: what follows from points and cannot be taken back, such as
/// a certificate, waits until then. The fact [`GradesReleased`](crate::platform::facts::Fact) is told at that time.
pub async fn release_is_open(conn: &mut Conn, cohort: Uuid, now: Instant) -> Result<bool, AppError> {
    let standing = releases::table
        .filter(releases::cohort_id.eq(cohort))
        .filter(not(exists(release_undos::table.filter(release_undos::release_id.eq(releases::id)))));
    let newest: Option<Instant> = standing.select(diesel::dsl::max(releases::at)).first(conn).await?;
    Ok(newest.is_some_and(|at| may_undo(at, now)))
}

/// When a cohort's task was last released, undone or not.
pub async fn last_release_at(conn: &mut Conn, cohort: Uuid, version: Uuid) -> Result<Option<Instant>, AppError> {
    Ok(releases::table
        .filter(releases::cohort_id.eq(cohort))
        .filter(releases::module_version_id.eq(version))
        .select(diesel::dsl::max(releases::at))
        .first(conn)
        .await?)
}

/// A release, locked until the transaction ends: its letters and its undoing take turns.
pub async fn release_locked(tx: &mut Conn, id: Uuid) -> Result<Release, AppError> {
    Ok(releases::table.find(id).select(Release::as_select()).for_update().first(tx).await?)
}

pub async fn is_undone(conn: &mut Conn, release: Uuid) -> Result<bool, AppError> {
    Ok(diesel::select(exists(release_undos::table.find(release))).get_result(conn).await?)
}

/// Notes that the letters of a release were written; `false` when they had been before.
pub async fn note_told(tx: &mut Conn, release: Uuid, now: Instant) -> Result<bool, AppError> {
    let noted = diesel::insert_into(release_letters::table)
        .values((release_letters::release_id.eq(release), release_letters::at.eq(now)))
        .on_conflict_do_nothing()
        .execute(tx)
        .await?;
    Ok(noted == 1)
}

/// Whether the letters of a release were written.
pub async fn is_told(conn: &mut Conn, release: Uuid) -> Result<bool, AppError> {
    Ok(diesel::select(exists(release_letters::table.find(release))).get_result(conn).await?)
}

/// The grading of an answer that its participant may see: the newest that a standing release covers.
pub fn shown<'a>(gradings: &'a [Grade], standing: &[Release]) -> Option<(&'a Grade, Release)> {
    let release = standing.first()?;
    let grade = gradings.iter().rev().find(|grade| release.covers(grade))?;
    Some((grade, release.clone()))
}

/// A cohort's task with everything that its graders see.
pub struct Queue {
    pub cohort: Cohort,
    pub version: Arc<ModuleVersion>,
    /// In the order of the grader who looks.
    pub entries: Vec<Entry>,
    /// The release that stands.
    pub release: Option<Release>,
}

/// One answer in the queue.
pub struct Entry {
    pub answer: Answer,
    /// Of the one who looks: somebody else reads it.
    pub own: bool,
    pub gradings: Vec<Grade>,
}

impl Entry {
    /// The grading that counts.
    pub fn current(&self) -> Option<&Grade> {
        self.gradings.last()
    }

    /// Has no complete grading.
    pub fn waits(&self) -> bool {
        !self.current().is_some_and(|grade| grade.complete)
    }
}

impl Queue {
    pub async fn load(conn: &mut Conn, actor: &Actor, cohort: Uuid, version: Uuid) -> Result<Self, AppError> {
        let grader = actor.id.ok_or(AppError::SignIn)?;
        let (cohort, version) = task_for(conn, actor, cohort, version).await?;
        let answers = answers_in(conn, cohort.id, version.id).await?;
        let mut gradings = grades_of_all(conn, answers.iter().map(|answer| answer.attempt).collect()).await?;
        let release = releases_of(conn, cohort.id, version.id).await?.into_iter().next();
        let entries = in_order(grader, answers, |answer| answer.attempt)
            .into_iter()
            .map(|answer| {
                let gradings = gradings.remove(&answer.attempt).unwrap_or_default();
                Entry { own: answer.person == grader, answer, gradings }
            })
            .collect();
        Ok(Self { cohort, version, entries, release })
    }

    /// Answers without a complete grading.
    pub fn missing(&self) -> usize {
        self.entries.iter().filter(|entry| entry.waits()).count()
    }

    /// Answers whose current grading no standing release shows.
    pub fn unreleased(&self) -> usize {
        let covered = |grade: &Grade| self.release.as_ref().is_some_and(|release| release.covers(grade));
        self.entries.iter().filter(|entry| !entry.current().is_some_and(covered)).count()
    }

    pub fn graded_by(&self, grader: Uuid) -> usize {
        self.entries.iter().filter(|entry| entry.gradings.iter().any(|grade| grade.grader == grader)).count()
    }

    /// Answers that the grader may read, in their order, and whether each waits.
    pub fn order(&self) -> Vec<(Uuid, bool)> {
        self.entries.iter().filter(|entry| !entry.own).map(|entry| (entry.answer.attempt, entry.waits())).collect()
    }
}

/// Figures of one cohort's task.
#[derive(Clone, Debug, QueryableByName)]
pub struct Figures {
    #[diesel(sql_type = SqlUuid)]
    pub cohort: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub module_version: Uuid,
    #[diesel(sql_type = BigInt)]
    pub handed_in: i64,
    #[diesel(sql_type = BigInt)]
    pub waiting: i64,
    #[diesel(sql_type = BigInt)]
    pub mine: i64,
    /// Since when the one waits that has waited longest.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub oldest: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub last_grade: Option<Instant>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub released_at: Option<Instant>,
}

/// Figures of every task of these cohorts that has answers; the caller has loaded the cohorts for the grader.
pub async fn figures(conn: &mut Conn, grader: Uuid, cohorts: Vec<Uuid>) -> Result<Vec<Figures>, AppError> {
    Ok(diesel::sql_query(
        "SELECT e.cohort_id AS cohort, a.module_version_id AS module_version, count(*) AS handed_in,
                count(*) FILTER (WHERE g.complete IS NOT TRUE) AS waiting,
                count(*) FILTER (WHERE EXISTS
                    (SELECT 1 FROM grades m WHERE m.attempt_id = a.id AND m.grader_id = $1)) AS mine,
                min(s.submitted_at) FILTER (WHERE g.complete IS NOT TRUE) AS oldest,
                max(g.created_at) AS last_grade,
                (SELECT max(r.at) FROM releases r
                 WHERE r.cohort_id = e.cohort_id AND r.module_version_id = a.module_version_id
                   AND NOT EXISTS (SELECT 1 FROM release_undos u WHERE u.release_id = r.id)) AS released_at
         FROM attempts a
         JOIN submissions s ON s.attempt_id = a.id
         JOIN enrolments e ON e.id = a.enrolment_id
         LEFT JOIN LATERAL (SELECT complete, created_at FROM grades
                            WHERE attempt_id = a.id ORDER BY version DESC LIMIT 1) g ON true
         WHERE a.purpose = 'task' AND e.cohort_id = ANY($2)
           AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.enrolment_id = e.id)
         GROUP BY e.cohort_id, a.module_version_id",
    )
    .bind::<SqlUuid, _>(grader)
    .bind::<Array<SqlUuid>, _>(cohorts)
    .load(conn)
    .await?)
}
