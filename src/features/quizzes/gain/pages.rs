//! A person's own tests: the page before one begins, and the result.

use actix_web::HttpResponse;
use askama::Template;

use super::rules::{Score, TestState, advice};
use super::store::{score_of, standing};
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::features::courses::{self, Seat};
use crate::features::curriculum::{ModuleVersion, TestRules};
use crate::features::quizzes::model::Purpose;
use crate::features::quizzes::sitting::{Sitting, sitting_title, title_of};
use crate::platform::auth::needs::Learn;
use crate::platform::db::Conn;
use crate::platform::i18n::{Texts, ToArg};
use crate::platform::web::{AppError, Guard, Shell, page, redirect};

#[derive(Template)]
#[template(path = "quizzes/test_start.html")]
struct StartPage {
    shell: Shell,
    module: String,
    back: String,
    action: String,
    is_before: bool,
    questions: u32,
    minutes: Option<u32>,
    extra: i32,
    /// False when it is over, or not open yet: the page says why.
    open: bool,
}

/// The page before a test begins. One that is under way or was taken leads there.
pub async fn start(
    guard: &Guard<Learn>,
    conn: &mut Conn,
    seat: &Seat,
    version: &ModuleVersion,
    purpose: Purpose,
) -> Result<HttpResponse, AppError> {
    let Some(rules) = &version.content.test else { return Err(AppError::NotFound) };
    let state = standing(conn, seat.enrolment.id, version).await?.of(purpose);
    match state {
        TestState::Taken(attempt) => return redirect(&format!("/attempts/{attempt}/results")),
        TestState::UnderWay(attempt) => return redirect(&format!("/attempts/{attempt}")),
        TestState::Absent | TestState::Closed | TestState::Offered => {}
    }
    let back = format!("/enrolments/{}/modules/{}", seat.enrolment.id, version.content.slug);
    page(&StartPage {
        shell: Shell::new(&guard.app, guard, &sitting_title(version, purpose, guard.texts)),
        module: title_of(version, guard.texts.lang),
        action: format!("{back}/{}", purpose.name()),
        back,
        is_before: purpose == Purpose::PreTest,
        questions: questions(rules),
        minutes: rules.time_limit_minutes,
        extra: courses::extra_percent(conn, seat.enrolment.id).await?,
        open: state.is_open(),
    })
}

fn questions(rules: &TestRules) -> u32 {
    rules.blueprint.iter().map(|cell| cell.draw).fold(0, u32::saturating_add)
}

#[derive(Template)]
#[template(path = "quizzes/test_results.html")]
struct ResultsPage {
    shell: Shell,
    module: String,
    back: String,
    is_before: bool,
    before: Option<u32>,
    after: Option<u32>,
    rows: Vec<Row>,
    /// The language of the objectives.
    lang: Lang,
}

/// One objective.
struct Row {
    text: String,
    before: Option<u32>,
    after: Option<u32>,
    advice: &'static str,
    /// Language, address and title of the lessons that teach it.
    lessons: Vec<(Lang, String, String)>,
}

/// The result of a test: by objective, with the lessons that teach each, and beside the other test's when that was
/// taken. Neither keys nor feedback.
pub async fn results(guard: &Guard<Learn>, conn: &mut Conn, sitting: &Sitting) -> Result<HttpResponse, AppError> {
    let attempt = &sitting.attempt;
    let Some(own) = score_of(conn, attempt.id).await? else {
        return redirect(&format!("/attempts/{}", attempt.id));
    };
    let is_before = attempt.purpose() == Purpose::PreTest;
    let (before, after) = if is_before {
        (Some(own), None)
    } else {
        (before(conn, attempt.enrolment_id, &sitting.version).await?, Some(own))
    };
    let texts = guard.texts;
    let lang = sitting.version.content.text(texts.lang).map_or(texts.lang, |(lang, _)| lang);
    let percent = |score: &Option<Score>| score.as_ref().map(|score| score.all.percent());
    page(&ResultsPage {
        shell: Shell::new(&guard.app, guard, &sitting.title(texts)),
        module: title_of(&sitting.version, texts.lang),
        back: sitting.back(),
        is_before,
        before: percent(&before),
        after: percent(&after),
        rows: rows(sitting, texts, before.as_ref(), after.as_ref()),
        lang,
    })
}

/// The result of the test before, when it was taken.
async fn before(conn: &mut Conn, enrolment: Uuid, version: &ModuleVersion) -> Result<Option<Score>, AppError> {
    match standing(conn, enrolment, version).await?.before {
        TestState::Taken(attempt) => score_of(conn, attempt).await,
        _ => Ok(None),
    }
}

/// The objectives that a test asked for, what needs reading most first.
fn rows(sitting: &Sitting, texts: Texts, before: Option<&Score>, after: Option<&Score>) -> Vec<Row> {
    let (content, back) = (&sitting.version.content, sitting.back());
    let words = content.text(texts.lang).map(|(_, text)| &text.objectives);
    let mut rows: Vec<(u32, Row)> = content
        .objectives
        .iter()
        .filter_map(|objective| {
            let of = |score: Option<&Score>| Some(score?.by_objective.get(&objective.id)?.percent());
            let (before, after) = (of(before), of(after));
            let newest = after.or(before)?;
            let taught = content.lessons.iter().filter(|lesson| lesson.objectives.contains(&objective.id));
            let lessons = taught.filter_map(|lesson| {
                let (lang, text) = lesson.text(texts.lang)?;
                Some((lang, format!("{back}/lessons/{}", lesson.slug), text.title.clone()))
            });
            let row = Row {
                text: words.and_then(|words| words.get(&objective.id)).cloned().unwrap_or_default(),
                before,
                after,
                advice: advice(newest),
                lessons: lessons.collect(),
            };
            Some((newest, row))
        })
        .collect();
    // Stable: equals stay in the module's order.
    rows.sort_by_key(|(newest, _)| *newest);
    rows.into_iter().map(|(_, row)| row).collect()
}

impl ResultsPage {
    /// "+20 points", when both tests were taken.
    fn gain(&self, before: &Option<u32>, after: &Option<u32>) -> Option<String> {
        Some(gain_words(self.shell.texts, i64::from((*after)?) - i64::from((*before)?)))
    }

    /// The gain at one objective. A loss is not spelled out: it is of one or two questions, and both results stand there.
    fn progress(&self, row: &Row) -> Option<String> {
        self.gain(&row.before, &row.after).filter(|_| row.after > row.before)
    }

    /// Whether both tests were taken and the second went better.
    fn has_gained(&self) -> bool {
        self.before.zip(self.after).is_some_and(|(before, after)| after > before)
    }
}

/// A difference of two results, as HTML.
pub fn gain_words(texts: Texts, points: i64) -> String {
    let key = match points {
        1.. => "gain-up",
        0 => "gain-same",
        _ => "gain-down",
    };
    texts.html(key, &[("points", points.abs().to_arg())])
}
