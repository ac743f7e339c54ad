//! What a page shows of an attempt: questions without keys, with the answers that stand.

use super::model::{Attempt, Purpose};
use super::rules::Answers;
use super::store;
use crate::base::lang::Lang;
use crate::features::curriculum::{self, ModuleVersion};
use crate::features::questions::{self, Asked};
use crate::platform::db::Conn;
use crate::platform::web::AppError;

/// A question on the page.
pub struct Question {
    pub asked: Asked,
    /// What stands, as the form posts it.
    pub value: Vec<String>,
    pub flagged: bool,
}

impl Question {
    pub fn is(&self, kind: &str) -> bool {
        self.asked.kind == kind
    }

    pub fn has(&self, value: &str) -> bool {
        self.value.iter().any(|chosen| chosen == value)
    }

    /// The value at a place of an ordering or matching question, "" when nothing is chosen.
    pub fn at(&self, place: &usize) -> &str {
        self.value.get(*place).map_or("", String::as_str)
    }

    /// A typed answer.
    pub fn text(&self) -> &str {
        self.value.first().map_or("", String::as_str)
    }
}

/// The questions of a quiz attempt, in its order. Holds no key: it is made from [`questions::ask`] only.
pub async fn questions(
    conn: &mut Conn,
    attempt: &Attempt,
    answers: &Answers,
    lang: Lang,
) -> Result<Vec<Question>, AppError> {
    let mut list = Vec::new();
    for (item_version, nth) in store::items_of(conn, attempt.id).await?.into_iter().zip(1..) {
        let item = curriculum::item_version(conn, item_version).await?;
        let id = question_id(nth);
        let mut asked = questions::ask(&item, lang, attempt.seed())
            .ok_or_else(|| AppError::internal(format!("question {} has no words", item.id)))?;
        asked.id.clone_from(&id);
        list.push(Question { value: answers.of(&id).to_vec(), flagged: answers.is_flagged(&id), asked });
    }
    Ok(list)
}

/// What forms and saves call a question: its place in the attempt. Authors' ids often hint at the answer.
pub fn question_id(nth: usize) -> String {
    format!("q{nth}")
}

/// The ids of what is asked in an attempt: questions, or the one task.
pub async fn asked_ids(conn: &mut Conn, attempt: &Attempt, version: &ModuleVersion) -> Result<Vec<String>, AppError> {
    match attempt.purpose() {
        Purpose::Task => Ok(version.content.task.iter().map(|task| task.id.clone()).collect()),
        Purpose::Quiz => Ok((1..=store::items_of(conn, attempt.id).await?.len()).map(question_id).collect()),
    }
}

/// `(question, author's id of the item)` of a quiz attempt, in its order.
pub async fn asked_items(conn: &mut Conn, attempt: &Attempt) -> Result<Vec<(String, String)>, AppError> {
    let mut asked = Vec::new();
    for (item_version, nth) in store::items_of(conn, attempt.id).await?.into_iter().zip(1..) {
        asked.push((question_id(nth), curriculum::item_version(conn, item_version).await?.id.clone()));
    }
    Ok(asked)
}
