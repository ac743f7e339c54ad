//! The chapter of answers: one participant has finished her course, others wait for their points.

use chrono::Duration;

use super::{REACH, World};
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::courses::{self, Seat};
use crate::features::curriculum::{self, Item, Kind, ModuleVersion, Sample};
use crate::features::grading::{self, Draft};
use crate::features::questions::shuffled;
use crate::features::quizzes::{self, Purpose};
use crate::platform::auth::{Actor, Grant, Role, Standing};
use crate::platform::web::AppError;

/// Has read everything; passes the quiz and the task.
const FINISHED: &str = "aissatou@douanes.example";
/// Have handed the task in.
const WAITING: [&str; 2] = ["layth@border.example", "jose.quispe@aduanas.example"];
/// Everybody of the first course took the test before it, and left out so many of its questions.
const BEFORE: [(&str, usize); 5] = [
    (FINISHED, 7),
    ("nino.beridze@customs.example", 5),
    ("giorgi@customs.example", 9),
    ("layth@border.example", 6),
    ("jose.quispe@aduanas.example", 4),
];
const INSTRUCTOR: &str = "instructor@meridian.example";

pub async fn sittings(world: &World) -> Result<(), AppError> {
    let Some(cohort) = world.cohorts.first() else { return Ok(()) };
    let grader = Actor {
        id: Some(world.person(INSTRUCTOR)?),
        standing: Standing::SignedIn,
        grants: vec![Grant { role: Role::Instructor, agency: Some(cohort.agency_id) }],
        ..Actor::default()
    };
    let (now, earlier) = (world.app.clock.now(), world.app.clock.now() - Duration::hours(2));
    let finished = place(world, world.person(FINISHED)?, cohort.id).await?;
    sit(world, earlier, &finished, Purpose::Quiz, 0).await?;
    sit(world, earlier, &finished, Purpose::PostTest, 2).await?;
    let task = sit(world, earlier, &finished, Purpose::Task, 0).await?;
    // Long enough ago that the release cannot be taken back any more, and the certificate is due.
    grade_and_release(world, earlier, &grader, &finished, task).await?;
    for (email, nth) in WAITING.into_iter().zip(0..) {
        let seat = place(world, world.person(email)?, cohort.id).await?;
        sit(world, now, &seat, Purpose::Task, nth).await?;
    }
    Ok(())
}

/// The test before, which is open as long as nobody has read anything: this chapter comes before the one of reading.
pub async fn tests_before(world: &World) -> Result<(), AppError> {
    let Some(cohort) = world.cohorts.first() else { return Ok(()) };
    let some_days_ago = world.app.clock.now() - Duration::days(8);
    for (email, unknown) in BEFORE {
        let seat = place(world, world.person(email)?, cohort.id).await?;
        sit(world, some_days_ago, &seat, Purpose::PreTest, unknown).await?;
    }
    Ok(())
}

async fn place(world: &World, person: Uuid, cohort: Uuid) -> Result<Seat, AppError> {
    let seats = courses::my_seats(&mut *world.app.db.read(&REACH).await?, person).await?;
    seats.into_iter().find(|seat| seat.cohort.id == cohort).ok_or(AppError::NotFound)
}

/// Sits a quiz or a test (leaving out the first `nth` questions, the others right) or the task (with the sample answer
/// `nth`) of the course's first module; the attempt.
async fn sit(world: &World, now: Instant, seat: &Seat, purpose: Purpose, nth: usize) -> Result<Uuid, AppError> {
    let seat = seat.clone();
    world
        .app
        .db
        .write(&REACH, async move |tx| {
            let module = *seat.modules.first().ok_or(AppError::NotFound)?;
            let version = curriculum::module_version(tx, module).await?;
            let attempt = quizzes::start_attempt(tx, now, &seat, &version, purpose).await?;
            let answers = match purpose {
                Purpose::Task => written(&version, nth),
                _ => right_answers(&version, attempt.seed(), &quizzes::asked_items(tx, &attempt).await?, nth),
            };
            for (question, value) in answers {
                quizzes::take_answer(tx, now, &attempt, "answer", &question, value).await?;
            }
            quizzes::submit(tx, now, &attempt, false).await?;
            Ok(attempt.id)
        })
        .await
}

/// The right answers, but for the first `unknown` questions.
fn right_answers(
    version: &ModuleVersion,
    seed: u64,
    asked: &[(String, String)],
    unknown: usize,
) -> Vec<(String, Vec<String>)> {
    let right = |(question, item): &(String, String)| Some((question.clone(), right_answer(version.item(item)?, seed)));
    asked.iter().skip(unknown).filter_map(right).collect()
}

/// What a form would post for the right answer.
fn right_answer(item: &Item, seed: u64) -> Vec<String> {
    let order = shuffled(item, seed);
    let place =
        |id: &String| order.iter().position(|known| known == id).map(|at| (at + 1).to_string()).unwrap_or_default();
    match &item.kind {
        Kind::Single { options } | Kind::Multiple { options } => {
            options.iter().filter(|option| option.correct).map(|option| place(&option.id)).collect()
        }
        Kind::TrueFalse { answer } => vec![answer.to_string()],
        Kind::Numeric { answer, .. } => vec![answer.to_string()],
        Kind::Ordering { items } => items.iter().map(place).collect(),
        Kind::Matching { pairs, .. } => pairs.iter().map(place).collect(),
        Kind::ShortText { accept } => accept.values().flatten().take(1).cloned().collect(),
    }
}

fn sample(version: &ModuleVersion, nth: usize) -> Option<&Sample> {
    let samples = &version.content.task.as_ref()?.samples;
    samples.get(nth % samples.len().max(1))
}

fn written(version: &ModuleVersion, nth: usize) -> Vec<(String, Vec<String>)> {
    let task = version.content.task.iter();
    task.filter_map(|task| Some((task.id.clone(), vec![sample(version, nth)?.answer.clone()]))).collect()
}

async fn grade_and_release(
    world: &World,
    now: Instant,
    grader: &Actor,
    seat: &Seat,
    attempt: Uuid,
) -> Result<(), AppError> {
    let (grader, cohort) = (grader.clone(), seat.cohort.id);
    let module = *seat.modules.first().ok_or(AppError::NotFound)?;
    world
        .app
        .db
        .write(&REACH, async move |tx| {
            let version = curriculum::module_version(tx, module).await?;
            let Some(sample) = sample(&version, 0) else { return Ok(()) };
            let marks = sample.marks.clone();
            let draft = Draft { version: 0, marks, feedback: sample.why.clone() };
            grading::give_grade(tx, now, &grader, attempt, draft).await?;
            grading::release(tx, now, &grader, cohort, module).await?;
            Ok(())
        })
        .await
}
