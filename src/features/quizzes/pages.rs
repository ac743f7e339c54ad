//! The sitting itself: the questions, and what a plain form says of them. Everything works as plain forms; script only
//! adds saving while one types.

use std::collections::BTreeMap;
use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::ledger::take_from_form;
use super::model::OpRow;
use super::rules::Answers;
use super::sitting::{Sheet, Shown, saved_words, title_of};
use super::store;
use super::view::{self, Question};
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::features::curriculum;
use crate::platform::audit::Audit;
use crate::platform::auth::needs::Learn;
use crate::platform::db::Reach;
use crate::platform::web::{AppError, Bundle, Fields, Guard, Kept, Posted, Routes, Shell, page, redirect};

pub fn routes(routes: &mut Routes) {
    routes.get("/attempts/{attempt}", sit).post("/attempts/{attempt}/answers", save).get("/sync", sync);
}

#[derive(Template)]
#[template(path = "quizzes/quiz.html")]
struct QuizPage {
    shell: Shell,
    attempt: Uuid,
    module: String,
    back: String,
    count: usize,
    questions: Kept,
    /// The newest save that this page shows.
    seen: i64,
    saved_at: Option<String>,
    seconds_left: Option<i64>,
}

/// The questions alone, which stay the same until something is saved.
#[derive(Template)]
#[template(path = "quizzes/questions.html")]
struct Questions<'s> {
    shell: &'s Shell,
    questions: Vec<Question>,
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
    let sheet = Sheet::own(&guard, path.into_inner()).await?;
    let (sitting, attempt) = (&sheet.sitting, &sheet.sitting.attempt);
    if sheet.handed_in {
        return redirect(&format!("/attempts/{}/receipt", attempt.id));
    }
    let shell = Shell::new(&guard.app, &guard, &sitting.title(guard.texts)).bundled(Bundle::Answers);
    let module = title_of(&sitting.version, guard.texts.lang);
    let seconds_left = attempt.seconds_left(guard.app.clock.now());
    let saved = |at: Option<Instant>| at.map(|at| saved_words(guard.texts, at, guard.actor().zone));
    if attempt.purpose().is_drawn() {
        let shown = shown(&guard, &sheet, &shell).await?;
        let mut answer = page(&QuizPage {
            shell,
            attempt: attempt.id,
            module,
            back: sitting.back(),
            count: sheet.items.len(),
            questions: shown.questions.clone(),
            seen: shown.seen,
            saved_at: saved(shown.saved_at),
            seconds_left,
        })?;
        answer.extensions_mut().insert(shown.questions.clone());
        return Ok(answer);
    }
    let mut conn = guard.read().await?;
    let ops = store::ops_of(&mut conn, attempt.id).await?;
    let answers = standing(&ops);
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
        seen: ops.last().map_or(0, |op| op.arrival),
        min_words: task.min_words,
        max_words: task.max_words,
        saved_at: saved(ops.last().map(|op| op.received_at)),
        seconds_left,
    })
}

/// The questions with the answers that stand, made anew when a save came since.
async fn shown(guard: &Guard<Learn>, sheet: &Sheet, shell: &Shell) -> Result<Arc<Shown>, AppError> {
    let (memory, attempt) = (&guard.app.memory, &sheet.sitting.attempt);
    // Read with the session: of a sitting that was found to be the visitor's own.
    let newest = guard.actor().newest_save;
    if let Some((then, shown)) = memory.recall::<Shown>(attempt.id)
        && then == newest
        && shown.lang == guard.texts.lang
    {
        return Ok(shown);
    }
    // At the beginning there is nothing of the person's to read.
    let mut conn = guard.app.db.read(&if newest == 0 { Reach::Nobody } else { guard.actor().reach() }).await?;
    let ops = if newest == 0 { Vec::new() } else { store::ops_of(&mut conn, attempt.id).await? };
    let questions = view::questions(&mut conn, attempt, &sheet.items, &standing(&ops), guard.texts).await?;
    let shown = Arc::new(Shown {
        lang: guard.texts.lang,
        questions: Kept::for_now(Questions { shell, questions }.render().map_err(AppError::internal)?),
        seen: ops.last().map_or(0, |op| op.arrival),
        saved_at: ops.last().map(|op| op.received_at),
    });
    memory.keep(attempt.id, newest, Arc::clone(&shown));
    Ok(shown)
}

fn standing(ops: &[OpRow]) -> Answers {
    let rules: Vec<_> = ops.iter().map(OpRow::to_rule).collect();
    super::rules::standing_answers(&rules, false)
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
            let ops: Vec<_> = store::ops_of(tx, attempt.id).await?.iter().map(OpRow::to_rule).collect();
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
#[template(path = "quizzes/sync.html")]
struct SyncPage {
    shell: Shell,
}

/// What waits on this device: the page's script knows, the server does not.
async fn sync(guard: Guard<Learn>) -> Result<HttpResponse, AppError> {
    page(&SyncPage { shell: Shell::new(&guard.app, &guard, &guard.texts.t("sync-title")).bundled(Bundle::Sync) })
}
