//! A person's own sittings in words, for the export of their record: what was asked and what they answered.
//!
//! Nothing is in it that their pages do not show: of an open sitting no points, of a test no points by question (they
//! would tell its keys), and never a key or a feedback.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::heard::heard;
use super::model::{Attempt, MarkedItem, Purpose, ResultRow, Submission};
use super::rules::Answers;
use super::sitting::sitting_title;
use super::store;
use super::view::{question_id, words_of};
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::base::text::unemphasised;
use crate::features::curriculum::{self, Item, ModuleVersion};
use crate::features::questions;
use crate::platform::db::Conn;
use crate::platform::db::schema::{attempts, enrolments, withdrawals};
use crate::platform::i18n::Texts;
use crate::platform::web::AppError;

/// One sitting.
pub struct SittingRecord {
    pub attempt: Attempt,
    pub title: String,
    pub submission: Option<Submission>,
    /// Points, the most, and whether a quiz was passed; none while it is open, and for a task.
    pub result: Option<(u32, u32, Option<bool>)>,
    pub questions: Vec<QuestionRecord>,
}

/// One question with its answer.
pub struct QuestionRecord {
    /// The language of the words.
    pub lang: Lang,
    pub text: String,
    /// A line to each choice, in order; empty when nothing was said.
    pub answer: Vec<String>,
    /// Thousandths of a point, and the most.
    pub points: Option<(u32, u32)>,
}

/// Every sitting of a person, the oldest first.
pub async fn record_of(conn: &mut Conn, person: Uuid, texts: Texts) -> Result<Vec<SittingRecord>, AppError> {
    let rows: Vec<(Attempt, bool)> = attempts::table
        .inner_join(enrolments::table.on(enrolments::id.eq(attempts::enrolment_id)))
        .left_join(withdrawals::table.on(withdrawals::enrolment_id.eq(enrolments::id)))
        .filter(enrolments::person_id.eq(person))
        .order((attempts::started_at, attempts::id))
        .select((Attempt::as_select(), withdrawals::enrolment_id.nullable().is_not_null()))
        .load(conn)
        .await?;
    let mut records = Vec::with_capacity(rows.len());
    for (attempt, withdrawn) in rows {
        let version = curriculum::module_version(conn, attempt.module_version_id).await?;
        let submission = store::submission_of(conn, attempt.id).await?;
        let answers = store::answers_of(conn, attempt.id, submission.is_some()).await?;
        let result = store::result_of(conn, attempt.id).await?.filter(|_| submission.is_some());
        let questions = match attempt.purpose() {
            Purpose::Task => task_of(&version, &answers, texts),
            _ => questions_of(conn, &attempt, &answers, withdrawn, result.as_ref(), texts).await?,
        };
        records.push(SittingRecord {
            title: sitting_title(&version, attempt.purpose(), texts),
            result: result.map(|result| {
                let passed = (attempt.purpose() == Purpose::Quiz).then_some(result.passed);
                (positive(result.points_milli), positive(result.max_milli), passed)
            }),
            attempt,
            submission,
            questions,
        });
    }
    Ok(records)
}

/// Stored points are never negative.
fn positive(milli: i32) -> u32 {
    u32::try_from(milli).unwrap_or(0)
}

fn task_of(version: &ModuleVersion, answers: &Answers, texts: Texts) -> Vec<QuestionRecord> {
    let Some(task) = &version.content.task else { return Vec::new() };
    let text = answers.of(&task.id).iter().filter(|text| !text.trim().is_empty()).cloned().collect();
    vec![QuestionRecord { lang: texts.lang, text: String::new(), answer: text, points: None }]
}

async fn questions_of(
    conn: &mut Conn,
    attempt: &Attempt,
    answers: &Answers,
    withdrawn: bool,
    result: Option<&ResultRow>,
    texts: Texts,
) -> Result<Vec<QuestionRecord>, AppError> {
    let marks: Vec<MarkedItem> = match result.filter(|_| attempt.purpose() == Purpose::Quiz) {
        Some(result) => serde_json::from_value(result.marks.clone()).map_err(AppError::internal)?,
        None => Vec::new(),
    };
    let mut records = Vec::new();
    for (item_version, nth) in store::items_of(conn, attempt.id).await?.into_iter().zip(1..) {
        let id = question_id(nth);
        // Whoever was taken out of the course cannot open the sitting any more: what they answered is theirs.
        if withdrawn && !answers.is_answered(&id) {
            continue;
        }
        let item = curriculum::item_version(conn, item_version).await?;
        let mark = marks.iter().find(|marked| marked.item_version == item_version).map(|marked| &marked.mark);
        let points = mark.map(|mark| (mark.points_milli, mark.max_milli));
        records.extend(question_record(&item, attempt.seed(), answers.of(&id), points, texts));
    }
    Ok(records)
}

fn question_record(
    item: &Item,
    seed: u64,
    value: &[String],
    points: Option<(u32, u32)>,
    texts: Texts,
) -> Option<QuestionRecord> {
    let asked = questions::ask(item, texts.lang, seed)?;
    let number = heard(item, value, &asked.unit, texts).and_then(|heard| heard.number);
    Some(QuestionRecord {
        answer: number.map_or_else(|| words_of(&asked, value, texts), |number| vec![number]),
        lang: asked.lang,
        text: unemphasised(&asked.stem),
        points,
    })
}
