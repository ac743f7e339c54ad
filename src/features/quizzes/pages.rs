//! The sitting, page by page: start, questions, check, receipt. Everything works as plain forms; script only adds
//! saving while one types.

use std::collections::BTreeMap;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::actions::{start_attempt, submit};
use super::gain;
use super::held;
use super::ledger::take_from_form;
use super::model::{Attempt, Purpose};
use super::rules::words;
use super::store;
use super::view::{self, Question};
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::features::courses::{self, Seat};
use crate::features::curriculum::{self, Counts, ModuleVersion, Task};
use crate::platform::audit::Audit;
use crate::platform::auth::needs::Learn;
use crate::platform::db::Conn;
use crate::platform::i18n::{Texts, ToArg};
use crate::platform::web::{AppError, Bundle, Fields, Guard, Posted, Routes, Shell, page, redirect};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/enrolments/{enrolment}/modules/{slug}/{purpose:quiz|task|pre-test|post-test}", start)
        .post("/enrolments/{enrolment}/modules/{slug}/{purpose:quiz|task|pre-test|post-test}", begin)
        .get("/attempts/{attempt}", sit)
        .post("/attempts/{attempt}/answers", save)
        .get("/attempts/{attempt}/check", check)
        .post("/attempts/{attempt}/submission", hand_in)
        .get("/attempts/{attempt}/receipt", receipt)
        .get("/sync", sync);
}

/// The module of one's own place by its slug; a module of another course does not exist here.
pub async fn module_in(conn: &mut Conn, seat: &Seat, slug: &str) -> Result<Arc<ModuleVersion>, AppError> {
    for id in &seat.modules {
        let version = curriculum::module_version(conn, *id).await?;
        if version.content.slug == slug {
            return Ok(version);
        }
    }
    Err(AppError::NotFound)
}

/// The module's title in a language, or in English.
pub fn title_of(version: &ModuleVersion, lang: Lang) -> String {
    version.content.text(lang).map(|(_, text)| text.title.clone()).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "quizzes/start.html")]
struct StartPage {
    shell: Shell,
    module: String,
    back: String,
    action: String,
    is_quiz: bool,
    draw: i64,
    minutes: Option<u32>,
    extra: i32,
    pass_percent: u32,
    left: u32,
    allowed: u32,
    best: bool,
    task_minutes: u32,
    min_words: u32,
    max_words: u32,
    /// Attempt, its number, its percent.
    history: Vec<(Uuid, usize, u32)>,
    can_start: bool,
    open: bool,
}

type StartPath = web::Path<(Uuid, String, Purpose)>;

async fn start(guard: Guard<Learn>, path: StartPath) -> Result<HttpResponse, AppError> {
    let (enrolment, slug, purpose) = path.into_inner();
    let mut conn = guard.app.db.read().await?;
    let seat = courses::my_seat(&mut conn, guard.person()?, enrolment).await?;
    let version = module_in(&mut conn, &seat, &slug).await?;
    if purpose.is_test() {
        return gain::start(&guard, &mut conn, &seat, &version, purpose).await;
    }
    let rules = version.content.quiz.clone();
    let standing = store::quiz_standing(&mut conn, enrolment, version.id, &rules).await?;
    let back = format!("/enrolments/{enrolment}/modules/{slug}");
    let task = version.content.task.as_ref();
    if purpose == Purpose::Task {
        if task.is_none() {
            return Err(AppError::NotFound);
        }
        match store::task_attempt(&mut conn, enrolment, version.id).await? {
            super::TaskStanding::Submitted(attempt) => return redirect(&format!("/attempts/{attempt}/receipt")),
            super::TaskStanding::Open(attempt) => return redirect(&format!("/attempts/{attempt}")),
            super::TaskStanding::NotStarted => {}
        }
    }
    let title = sitting_title(&version, purpose, guard.texts);
    page(&StartPage {
        shell: Shell::new(&guard.app, &guard, &title),
        module: title_of(&version, guard.texts.lang),
        action: format!("{back}/{}", purpose.name()),
        back,
        is_quiz: purpose == Purpose::Quiz,
        draw: i64::from(rules.draw).min(i64::try_from(version.content.quiz_items().count()).unwrap_or(i64::MAX)),
        minutes: rules.time_limit_minutes,
        extra: courses::extra_percent(&mut conn, enrolment).await?,
        pass_percent: rules.pass_percent,
        left: standing.left(),
        allowed: standing.allowed,
        best: rules.counts == Counts::Best,
        task_minutes: task.map_or(0, |task| task.minutes),
        min_words: task.map_or(0, |task| task.min_words),
        max_words: task.map_or(0, |task| task.max_words),
        history: match purpose {
            Purpose::Quiz => {
                standing.finished.iter().zip(1..).map(|((id, score), nth)| (*id, nth, score.percent())).collect()
            }
            _ => Vec::new(),
        },
        can_start: purpose == Purpose::Task || standing.open.is_some() || standing.left() > 0,
        open: purpose == Purpose::Quiz && standing.open.is_some(),
    })
}

/// What a sitting is called: the module's quiz or test, or the task's own title.
pub fn sitting_title(version: &ModuleVersion, purpose: Purpose, texts: Texts) -> String {
    let module = title_of(version, texts.lang);
    match (purpose, &version.content.task) {
        (Purpose::Task, Some(task)) => task.text(texts.lang).map(|(_, text)| text.title.clone()).unwrap_or(module),
        (Purpose::PreTest, _) => texts.with("pre-test-title", &[("module", module.to_arg())]),
        (Purpose::PostTest, _) => texts.with("post-test-title", &[("module", module.to_arg())]),
        _ => texts.with("quiz-title", &[("module", module.to_arg())]),
    }
}

async fn begin(guard: Guard<Learn>, path: StartPath, _form: Fields) -> Result<HttpResponse, AppError> {
    let (enrolment, slug, purpose) = path.into_inner();
    let (seat, version) = {
        let mut conn = guard.app.db.read().await?;
        let seat = courses::my_seat(&mut conn, guard.person()?, enrolment).await?;
        let version = module_in(&mut conn, &seat, &slug).await?;
        (seat, version)
    };
    let now = guard.app.clock.now();
    let line = Audit::about("attempt.begun", enrolment).with(serde_json::json!({ "purpose": purpose }));
    let attempt = guard.write(line, async move |tx| start_attempt(tx, now, &seat, &version, purpose).await).await?;
    redirect(&format!("/attempts/{}", attempt.id))
}

/// One's own attempt with its module, for every page of the sitting.
pub struct Sitting {
    pub attempt: Attempt,
    pub version: Arc<ModuleVersion>,
}

impl Sitting {
    pub async fn load(conn: &mut Conn, guard: &Guard<Learn>, attempt: Uuid) -> Result<Self, AppError> {
        let attempt = store::my_attempt(conn, guard.person()?, attempt).await?;
        let version = curriculum::module_version(conn, attempt.module_version_id).await?;
        Ok(Self { attempt, version })
    }

    /// The module's page.
    pub fn back(&self) -> String {
        format!("/enrolments/{}/modules/{}", self.attempt.enrolment_id, self.version.content.slug)
    }

    pub fn title(&self, texts: Texts) -> String {
        sitting_title(&self.version, self.attempt.purpose(), texts)
    }

    fn task(&self) -> Result<&Task, AppError> {
        self.version.content.task.as_ref().ok_or(AppError::NotFound)
    }
}

#[derive(Template)]
#[template(path = "quizzes/quiz.html")]
struct QuizPage {
    shell: Shell,
    attempt: Uuid,
    module: String,
    back: String,
    questions: Vec<Question>,
    /// The newest save that this page shows.
    seen: i64,
    saved_at: Option<String>,
    seconds_left: Option<i64>,
}

#[derive(Template)]
#[template(path = "quizzes/task.html")]
struct TaskPage {
    shell: Shell,
    attempt: Uuid,
    module: String,
    back: String,
    lang: Lang,
    prompt: String,
    criteria: Vec<String>,
    question: String,
    answer: String,
    seen: i64,
    min_words: u32,
    max_words: u32,
    saved_at: Option<String>,
    seconds_left: Option<i64>,
}

async fn sit(guard: Guard<Learn>, path: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.app.db.read().await?;
    let sitting = Sitting::load(&mut conn, &guard, path.into_inner()).await?;
    let attempt = &sitting.attempt;
    if store::submission_of(&mut conn, attempt.id).await?.is_some() {
        return redirect(&format!("/attempts/{}/receipt", attempt.id));
    }
    let ops = store::ops_of(&mut conn, attempt.id).await?;
    let seen = ops.last().map_or(0, |op| op.arrival);
    let saved_at = ops.last().map(|op| saved_words(guard.texts, op.received_at, guard.actor().zone));
    let rules: Vec<_> = ops.iter().map(super::model::OpRow::to_rule).collect();
    let answers = super::rules::standing_answers(&rules, false);
    let shell = Shell::new(&guard.app, &guard, &sitting.title(guard.texts)).bundled(Bundle::Answers);
    let module = title_of(&sitting.version, guard.texts.lang);
    let seconds_left = attempt.seconds_left(guard.app.clock.now());
    if attempt.purpose().is_drawn() {
        let questions = view::questions(&mut conn, attempt, &answers, guard.texts.lang).await?;
        let back = sitting.back();
        return page(&QuizPage { shell, attempt: attempt.id, module, back, questions, seen, saved_at, seconds_left });
    }
    let task = sitting.task()?;
    let (lang, text) = task.text(guard.texts.lang).ok_or(AppError::NotFound)?;
    page(&TaskPage {
        shell,
        attempt: attempt.id,
        module,
        back: sitting.back(),
        lang,
        prompt: text.prompt_html.clone(),
        criteria: task
            .criteria
            .iter()
            .filter_map(|one| text.criteria.get(&one.id))
            .map(|one| one.title.clone())
            .collect(),
        question: task.id.clone(),
        answer: answers.of(&task.id).first().cloned().unwrap_or_default(),
        seen,
        min_words: task.min_words,
        max_words: task.max_words,
        saved_at,
        seconds_left,
    })
}

/// "Saved on server 12:03", in the reader's own time.
fn saved_words(texts: Texts, at: Instant, zone: chrono_tz::Tz) -> String {
    texts.t("net-server").replace("{time}", &at.with_timezone(&zone).format("%H:%M").to_string())
}

/// What a form says of each question: `q.<id>` (one or several) or `q.<id>.<place>`, and `flag.<id>`.
fn form_values(posted: &Posted) -> BTreeMap<(&'static str, String), Vec<String>> {
    let mut values: BTreeMap<(&'static str, String), Vec<(usize, String)>> = BTreeMap::new();
    for (name, value) in &posted.0 {
        let (kind, rest) = match (name.strip_prefix("q."), name.strip_prefix("flag.")) {
            (Some(rest), _) => ("answer", rest),
            (_, Some(rest)) => ("flag", rest),
            _ => continue,
        };
        let placed = rest.rsplit_once('.').and_then(|(id, place)| Some((id, place.parse::<usize>().ok()?)));
        let (id, place) = placed.unwrap_or((rest, 0));
        // Forms send line ends as CR LF, scripts as LF: one answer must not look like two.
        values.entry((kind, id.to_owned())).or_default().push((place, value.replace("\r\n", "\n")));
    }
    values
        .into_iter()
        .map(|(key, mut list)| {
            list.sort_by_key(|(place, _)| *place);
            (key, list.into_iter().map(|(_, value)| value).collect())
        })
        .collect()
}

/// Keeps a plain form: each question whose answer differs from what stands becomes one save in the ledger.
async fn save(guard: Guard<Learn>, path: web::Path<Uuid>, Fields(posted): Fields) -> Result<HttpResponse, AppError> {
    let (person, id, now) = (guard.person()?, path.into_inner(), guard.app.clock.now());
    let submitted = guard
        .write(Audit::about("answers.received-by-form", id), async move |tx| {
            let attempt = store::my_attempt_locked(tx, person, id).await?.ok_or(AppError::NotFound)?;
            let version = curriculum::module_version(tx, attempt.module_version_id).await?;
            let ops: Vec<_> = store::ops_of(tx, attempt.id).await?.iter().map(super::model::OpRow::to_rule).collect();
            let standing = super::rules::standing_answers(&ops, false);
            let seen = posted.get("seen").and_then(|text| text.parse::<i64>().ok()).unwrap_or(i64::MAX);
            let shown = super::rules::standing_answers(&super::rules::up_to(&ops, seen), false);
            let mut values = form_values(&posted);
            for question in view::asked_ids(tx, &attempt, &version).await? {
                let answer = values.remove(&("answer", question.clone())).unwrap_or_default();
                if super::rules::form_says_new(&answer, shown.of(&question), standing.of(&question)) {
                    take_from_form(tx, now, &attempt, "answer", &question, answer).await?;
                }
                let flag = values.remove(&("flag", question.clone())).unwrap_or_default();
                if flag.is_empty() == standing.is_flagged(&question) {
                    take_from_form(tx, now, &attempt, "flag", &question, flag).await?;
                }
            }
            Ok(store::submission_of(tx, attempt.id).await?.is_some())
        })
        .await?;
    redirect(&if submitted { format!("/attempts/{id}/receipt") } else { format!("/attempts/{id}/check") })
}

#[derive(Template)]
#[template(path = "quizzes/check.html")]
struct CheckPage {
    shell: Shell,
    attempt: Uuid,
    title: String,
    summary: String,
    rows: Vec<CheckRow>,
    /// For a task: how many words, and whether that fits.
    words: Option<(usize, bool)>,
    min_words: u32,
    max_words: u32,
    saved_at: Option<String>,
    seconds_left: Option<i64>,
}

impl CheckPage {
    /// Nothing to hand in.
    fn is_empty_task(&self) -> bool {
        self.words.is_some_and(|(count, _)| count == 0)
    }
}

struct CheckRow {
    nth: usize,
    id: String,
    state: String,
    look: bool,
}

async fn check(guard: Guard<Learn>, path: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.app.db.read().await?;
    let sitting = Sitting::load(&mut conn, &guard, path.into_inner()).await?;
    let attempt = &sitting.attempt;
    if store::submission_of(&mut conn, attempt.id).await?.is_some() {
        return redirect(&format!("/attempts/{}/receipt", attempt.id));
    }
    let answers = store::answers_of(&mut conn, attempt.id, false).await?;
    let last = store::ops_of(&mut conn, attempt.id).await?.last().map(|op| op.received_at);
    let texts = guard.texts;
    let rows: Vec<CheckRow> = view::asked_ids(&mut conn, attempt, &sitting.version)
        .await?
        .into_iter()
        .zip(1..)
        .map(|(id, nth)| {
            let (answered, flagged) = (answers.is_answered(&id), answers.is_flagged(&id));
            let key = match (answered, flagged) {
                (true, false) => "check-answered",
                (true, true) => "check-answered-marked",
                (false, false) => "check-empty",
                (false, true) => "check-empty-marked",
            };
            CheckRow { nth, id, state: texts.t(key), look: !answered || flagged }
        })
        .collect();
    let count = |test: fn(&CheckRow, &super::Answers) -> bool| rows.iter().filter(|row| test(row, &answers)).count();
    let summary = texts.html(
        "check-summary",
        &[
            ("count", rows.len().to_arg()),
            ("answered", count(|row, answers| answers.is_answered(&row.id)).to_arg()),
            ("empty", count(|row, answers| !answers.is_answered(&row.id)).to_arg()),
            ("marked", count(|row, answers| answers.is_flagged(&row.id)).to_arg()),
        ],
    );
    let task = sitting.version.content.task.as_ref().filter(|_| attempt.purpose() == Purpose::Task);
    let written = task.map(|task| words(answers.of(&task.id).first().map_or("", String::as_str)));
    page(&CheckPage {
        shell: Shell::new(&guard.app, &guard, &texts.t("check-title")).bundled(Bundle::Answers),
        attempt: attempt.id,
        title: sitting.title(texts),
        summary,
        rows,
        words: written.zip(task).map(|(count, task)| (count, fits(count, task))),
        min_words: task.map_or(0, |task| task.min_words),
        max_words: task.map_or(0, |task| task.max_words),
        saved_at: last.map(|at| saved_words(texts, at, guard.actor().zone)),
        seconds_left: attempt.seconds_left(guard.app.clock.now()),
    })
}

/// Whether a text has about the length that was asked for. It is only said, never enforced: a grader decides.
fn fits(count: usize, task: &Task) -> bool {
    let (least, most) =
        (usize::try_from(task.min_words).unwrap_or(0), usize::try_from(task.max_words).unwrap_or(usize::MAX));
    (least..=most).contains(&count)
}

async fn hand_in(guard: Guard<Learn>, path: web::Path<Uuid>, _form: Fields) -> Result<HttpResponse, AppError> {
    let (person, id, now) = (guard.person()?, path.into_inner(), guard.app.clock.now());
    guard
        .write(Audit::about("attempt.submitted", id), async move |tx| {
            let attempt = store::my_attempt_locked(tx, person, id).await?.ok_or(AppError::NotFound)?;
            submit(tx, now, &attempt, false).await
        })
        .await?;
    redirect(&format!("/attempts/{id}/receipt"))
}

#[derive(Template)]
#[template(path = "quizzes/receipt.html")]
struct ReceiptPage {
    shell: Shell,
    attempt: Uuid,
    title: String,
    back: String,
    receipt: String,
    /// Answered, of how many; none for a task.
    answered: Option<(i32, usize)>,
    at: Instant,
    by_clock: bool,
    late: bool,
    held: i64,
    /// It was marked at once; a task is read by an instructor.
    has_results: bool,
}

async fn receipt(guard: Guard<Learn>, path: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.app.db.read().await?;
    let sitting = Sitting::load(&mut conn, &guard, path.into_inner()).await?;
    let Some(submission) = store::submission_of(&mut conn, sitting.attempt.id).await? else {
        return redirect(&format!("/attempts/{}", sitting.attempt.id));
    };
    let has_results = sitting.attempt.purpose().is_drawn();
    let asked = view::asked_ids(&mut conn, &sitting.attempt, &sitting.version).await?.len();
    page(&ReceiptPage {
        shell: Shell::new(&guard.app, &guard, &guard.texts.t("receipt-title")),
        attempt: sitting.attempt.id,
        title: sitting.title(guard.texts),
        back: sitting.back(),
        receipt: submission.receipt,
        answered: has_results.then_some((submission.answered, asked)),
        at: submission.submitted_at,
        by_clock: submission.by_clock,
        late: submission.late,
        held: held::waiting_of(&mut conn, sitting.attempt.id).await?,
        has_results,
    })
}

#[derive(Template)]
#[template(path = "quizzes/sync.html")]
struct SyncPage {
    shell: Shell,
}

/// What waits on this device: the page's script knows, the server does not.
async fn sync(guard: Guard<Learn>) -> Result<HttpResponse, AppError> {
    page(&SyncPage { shell: Shell::new(&guard.app, &guard, &guard.texts.t("sync-title")).bundled(Bundle::Sync) })
}
