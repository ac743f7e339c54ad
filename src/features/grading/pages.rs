//! One answer beside its rubric; and what is shown when two people have graded it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::actions::{self, OTHER_VERSION};
use super::model::{self, Answer, Draft};
use super::queues::called;
use super::rules::{Marks, Tally, next_waiting, tally};
use super::store::{self, Queue};
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::features::curriculum::{Task, TaskText};
use crate::features::quizzes::{self, words};
use crate::platform::audit::Audit;
use crate::platform::auth::needs::Grade;
use crate::platform::db::Conn;
use crate::platform::i18n::{Texts, ToArg};
use crate::platform::web::{
    AppError, Bundle, FieldErrors, Fields, Guard, Posted, Routes, Shell, page, page_with, redirect_with_flash,
};

pub fn routes(routes: &mut Routes) {
    routes.get("/grading/answers/{attempt}", read).post("/grading/answers/{attempt}", save);
}

/// An answer with its task, its gradings, and its place among the others.
pub struct Reading {
    pub answer: Answer,
    pub queue: Queue,
    pub text: String,
    pub gradings: Vec<model::Grade>,
}

impl Reading {
    pub async fn load(conn: &mut Conn, guard: &Guard<Grade>, attempt: Uuid) -> Result<Self, AppError> {
        let (answer, cohort) = store::answer_for(conn, guard.actor(), attempt).await?;
        let queue = Queue::load(conn, guard.actor(), cohort.id, answer.module_version).await?;
        let answers = quizzes::answers_of(conn, attempt, true).await?;
        let text = answers.of(&store::task_of(&queue.version)?.id).first().cloned().unwrap_or_default();
        let gradings = store::grades_of(conn, attempt).await?;
        Ok(Self { answer, queue, text, gradings })
    }

    pub fn task(&self) -> Result<&Task, AppError> {
        store::task_of(&self.queue.version)
    }

    /// The task's words for a reader.
    pub fn words(&self, lang: Lang) -> Result<(Lang, &TaskText), AppError> {
        self.task()?.text(lang).ok_or(AppError::NotFound)
    }

    pub fn current(&self) -> Option<&model::Grade> {
        self.gradings.last()
    }

    /// What the grader of a grading is called to the reader.
    pub fn called(&self, texts: Texts, grade: &model::Grade, reader: Uuid) -> String {
        let graders: Vec<Uuid> = self.gradings.iter().map(|grade| grade.grader).collect();
        called(texts, &graders, grade.grader, reader)
    }

    /// Whether a standing release shows a grading of this answer.
    fn is_released(&self) -> bool {
        let release = self.queue.release.as_ref();
        release.is_some_and(|release| self.gradings.iter().any(|grade| release.covers(grade)))
    }

    fn base(&self) -> String {
        format!("/grading/{}/{}", self.queue.cohort.id, self.queue.version.id)
    }
}

#[derive(Template)]
#[template(path = "grading/answer.html")]
struct AnswerPage {
    shell: Shell,
    errors: FieldErrors,
    base: String,
    cohort_code: String,
    attempt: Uuid,
    code: String,
    /// Which answer of how many; HTML.
    place: String,
    text: String,
    /// How many words it has, and how many were asked for; HTML.
    length: String,
    /// The language of everything that the task says.
    lang: Lang,
    prompt: String,
    model_answer: String,
    samples: Vec<SampleView>,
    criteria: Vec<CriterionView>,
    feedback: String,
    version: i32,
    tally: String,
    tally_done: String,
    tally_open: String,
    /// Who gave the current grading, and when.
    given: Option<(String, Instant)>,
    released: bool,
    previous: Option<Uuid>,
    next: Option<Uuid>,
    /// Where "skip" goes: the next that waits.
    skip: Option<Uuid>,
}

/// An answer with agreed marks, to compare with.
struct SampleView {
    /// The language of the answer and of `why`: English where no translation is up to date.
    lang: Lang,
    answer: String,
    /// Title of a criterion and its points.
    marks: Vec<(String, u32)>,
    why: String,
}

pub struct CriterionView {
    pub id: String,
    pub title: String,
    pub problem: Option<String>,
    pub levels: Vec<LevelView>,
}

impl CriterionView {
    /// The points of the highest level.
    pub fn most(&self) -> u32 {
        self.levels.iter().map(|level| level.points).max().unwrap_or(0)
    }
}

pub struct LevelView {
    pub points: u32,
    pub title: String,
    pub text: String,
    pub chosen: bool,
}

/// The rubric with the levels that marks have chosen.
pub fn rubric(task: &Task, text: &TaskText, marks: &Marks) -> Vec<CriterionView> {
    task.criteria
        .iter()
        .filter_map(|criterion| {
            let words = text.criteria.get(&criterion.id)?;
            let levels = criterion.levels.iter().zip(&words.levels).map(|(points, level)| LevelView {
                points: *points,
                title: level.title.clone(),
                text: level.text.clone(),
                chosen: marks.get(&criterion.id) == Some(points),
            });
            let (id, title) = (criterion.id.clone(), words.title.clone());
            Some(CriterionView { id, title, problem: None, levels: levels.collect() })
        })
        .collect()
}

/// In the reader's language, even where the task itself is not.
fn samples(task: &Task, text: &TaskText, lang: Lang) -> Vec<SampleView> {
    let title = |id: &String| text.criteria.get(id).map_or_else(|| id.clone(), |criterion| criterion.title.clone());
    task.samples
        .iter()
        .map(|sample| {
            let (lang, answer, why) = sample.text(lang);
            SampleView {
                lang,
                answer: answer.to_owned(),
                marks: sample.marks.iter().map(|(id, points)| (title(id), *points)).collect(),
                why: why.to_owned(),
            }
        })
        .collect()
}

/// "Total: 5 of 8", or how far it has come. Script fills in `{n}` and `{open}` of the same texts.
fn tally_words(texts: Texts, sum: Tally, begun: bool) -> (String, String, String) {
    let max = [("max", sum.maximum.to_arg())];
    let (done, open) = (texts.with("grade-total", &max), texts.with("grade-total-open", &max));
    let now = match (begun, sum.complete()) {
        (false, _) => texts.t("grade-total-later"),
        (_, true) => done.clone(),
        (_, false) => open.clone(),
    };
    let now = now.replace("{n}", &texts.number(sum.total.into()));
    let now = now.replace("{open}", &texts.number(i64::try_from(sum.open).unwrap_or(i64::MAX)));
    (now, done, open)
}

fn answer_page(
    guard: &Guard<Grade>,
    reading: Reading,
    draft: Draft,
    errors: FieldErrors,
) -> Result<AnswerPage, AppError> {
    let (grader, texts) = (guard.person()?, guard.texts);
    let task = reading.task()?;
    let (lang, text) = reading.words(texts.lang)?;
    let order = reading.queue.order();
    let at = order.iter().position(|(id, _)| *id == reading.answer.attempt).unwrap_or(0);
    let beside = |at: Option<usize>| at.and_then(|at| order.get(at)).map(|(id, _)| *id);
    let mut criteria = rubric(task, text, &draft.marks);
    for criterion in &mut criteria {
        criterion.problem = errors.at(&format!("c.{}", criterion.id), &texts);
    }
    let begun = reading.current().is_some() || !draft.marks.is_empty();
    let (tally, tally_done, tally_open) = tally_words(texts, tally(task, &draft.marks), begun);
    Ok(AnswerPage {
        shell: Shell::new(&guard.app, guard, &text.title).bundled(Bundle::Grade),
        errors,
        base: reading.base(),
        cohort_code: reading.queue.cohort.code.clone(),
        attempt: reading.answer.attempt,
        code: reading.answer.blind_code.clone(),
        place: texts.html(
            "grade-place",
            &[
                ("nth", (at + 1).to_arg()),
                ("count", order.len().to_arg()),
                ("mine", reading.queue.graded_by(grader).to_arg()),
            ],
        ),
        length: texts.html(
            "grade-words",
            &[
                ("count", words(&reading.text).to_arg()),
                ("least", task.min_words.to_arg()),
                ("most", task.max_words.to_arg()),
            ],
        ),
        lang,
        prompt: text.prompt_html.clone(),
        model_answer: text.model_answer_html.clone(),
        samples: samples(task, text, texts.lang),
        criteria,
        feedback: draft.feedback,
        version: draft.version,
        tally,
        tally_done,
        tally_open,
        given: reading.current().map(|grade| (reading.called(texts, grade, grader), grade.created_at)),
        released: reading.is_released(),
        previous: beside(at.checked_sub(1)),
        next: beside(at.checked_add(1)),
        skip: next_waiting(&order, Some(reading.answer.attempt)),
        text: reading.text,
    })
}

/// The current grading as the form shows it.
fn as_draft(current: Option<&model::Grade>) -> Draft {
    Draft {
        version: current.map_or(0, |grade| grade.version),
        marks: current.map(model::Grade::marks).unwrap_or_default(),
        feedback: current.map(|grade| grade.feedback.clone()).unwrap_or_default(),
    }
}

async fn read(guard: Guard<Grade>, path: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let reading = Reading::load(&mut conn, &guard, path.into_inner()).await?;
    let draft = as_draft(reading.current());
    page(&answer_page(&guard, reading, draft, FieldErrors::default())?)
}

/// A posted rubric: `c.<criterion>` with points, `feedback`, `version`. What cannot be read is named.
fn read_draft(posted: &Posted) -> (Draft, FieldErrors) {
    let mut errors = FieldErrors::default();
    let mut marks = Marks::new();
    for (name, value) in &posted.0 {
        let Some(criterion) = name.strip_prefix("c.").filter(|_| !value.is_empty()) else { continue };
        match value.parse() {
            Ok(points) => drop(marks.insert(criterion.to_owned(), points)),
            Err(_) => errors.add(name.clone(), "grade-points-unknown"),
        }
    }
    let version = posted.get("version").and_then(|version| version.parse().ok());
    if version.is_none() {
        errors.add("rubric", "error-form-incomplete");
    }
    let feedback = posted.get("feedback").unwrap_or_default().to_owned();
    (Draft { version: version.unwrap_or(0), marks, feedback }, errors)
}

/// For the page and the API.
pub async fn save_draft(guard: &Guard<Grade>, attempt: Uuid, draft: Draft) -> Result<Option<model::Grade>, AppError> {
    let (now, actor) = (guard.app.clock.now(), guard.actor().clone());
    let line = Audit::about("grade.given", attempt).with(serde_json::json!({ "after_version": draft.version }));
    guard.write(line, async move |tx| actions::give_grade(tx, now, &actor, attempt, draft).await).await
}

async fn save(guard: Guard<Grade>, path: web::Path<Uuid>, Fields(posted): Fields) -> Result<HttpResponse, AppError> {
    let attempt = path.into_inner();
    let (draft, errors) = read_draft(&posted);
    let outcome = match errors.result() {
        Ok(()) => save_draft(&guard, attempt, draft.clone()).await,
        Err(unreadable) => Err(unreadable),
    };
    let mut conn = guard.read().await?;
    let reading = Reading::load(&mut conn, &guard, attempt).await?;
    match outcome {
        Err(AppError::Invalid(errors)) => {
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &answer_page(&guard, reading, draft, errors)?)
        }
        Err(AppError::Conflict(OTHER_VERSION)) => {
            page_with(StatusCode::CONFLICT, &conflict_page(&guard, &reading, draft)?)
        }
        outcome => {
            let complete = outcome?.is_some_and(|grade| grade.complete);
            go_on(&guard, &reading, complete, posted.get("then") == Some("stay"))
        }
    }
}

/// Where a grader goes after saving: on to the next that waits, or to the list when none does.
fn go_on(guard: &Guard<Grade>, reading: &Reading, complete: bool, stay: bool) -> Result<HttpResponse, AppError> {
    let flash = if complete { "flash-grade-saved" } else { "flash-grade-saved-open" };
    let attempt = reading.answer.attempt;
    match next_waiting(&reading.queue.order(), Some(attempt)) {
        _ if stay => redirect_with_flash(&guard.app, &format!("/grading/answers/{attempt}"), flash),
        Some(next) => redirect_with_flash(&guard.app, &format!("/grading/answers/{next}"), flash),
        None => redirect_with_flash(&guard.app, &format!("{}/answers", reading.base()), flash),
    }
}

#[derive(Template)]
#[template(path = "grading/conflict.html")]
struct ConflictPage {
    shell: Shell,
    base: String,
    title: String,
    attempt: Uuid,
    /// What has happened; HTML.
    lead: String,
    lang: Lang,
    /// Who gave the other grading.
    other: String,
    rows: Vec<ConflictRow>,
    mine_total: u32,
    other_total: i32,
    maximum: i32,
    marks: Marks,
    feedback: String,
    other_feedback: String,
    /// The grading that is current now.
    version: i32,
}

struct ConflictRow {
    title: String,
    mine: Option<(u32, String)>,
    other: Option<(u32, String)>,
    differs: bool,
}

/// Both gradings side by side. What was typed is in the page; nothing of it is stored before a person decides.
fn conflict_page(guard: &Guard<Grade>, reading: &Reading, draft: Draft) -> Result<ConflictPage, AppError> {
    let current = reading.current().ok_or(AppError::Conflict(OTHER_VERSION))?;
    let task = reading.task()?;
    let (lang, text) = reading.words(guard.texts.lang)?;
    let chosen = |criterion: &CriterionView| {
        criterion.levels.iter().find(|level| level.chosen).map(|level| (level.points, level.title.clone()))
    };
    let other = reading.called(guard.texts, current, guard.person()?);
    let when = guard.texts.deadline(current.created_at, guard.actor().zone);
    let theirs = rubric(task, text, &current.marks());
    let rows = rubric(task, text, &draft.marks).into_iter().zip(&theirs).map(|(mine, other)| {
        let (mine_level, other) = (chosen(&mine), chosen(other));
        ConflictRow { title: mine.title, differs: mine_level != other, mine: mine_level, other }
    });
    Ok(ConflictPage {
        shell: Shell::new(&guard.app, guard, &guard.texts.t("conflict-title")),
        base: reading.base(),
        title: text.title.clone(),
        attempt: reading.answer.attempt,
        lead: guard.texts.html(
            "conflict-lead",
            &[("code", reading.answer.blind_code.to_arg()), ("who", other.to_arg()), ("when", when.to_arg())],
        ),
        lang,
        other,
        rows: rows.collect(),
        mine_total: tally(task, &draft.marks).total,
        other_total: current.total,
        maximum: current.maximum,
        marks: draft.marks,
        feedback: draft.feedback,
        other_feedback: current.feedback.clone(),
        version: current.version,
    })
}
