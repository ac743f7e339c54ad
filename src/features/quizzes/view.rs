//! What a page shows of an attempt: questions without keys, with the answers that stand.

use super::heard::{Heard, heard};
use super::model::{Attempt, Purpose};
use super::rules::Answers;
use super::store;
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::features::curriculum::{self, ModuleVersion};
use crate::features::questions::{self, Asked};
use crate::platform::db::Conn;
use crate::platform::i18n::Texts;
use crate::platform::web::AppError;

/// A question on the page.
pub struct Question {
    pub asked: Asked,
    /// What stands, as the form posts it.
    pub value: Vec<String>,
    pub flagged: bool,
    /// How a typed number was understood.
    pub heard: Option<Heard>,
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

    /// Whether a number was typed that cannot be read as one.
    pub fn unread(&self) -> bool {
        self.heard.as_ref().is_some_and(|heard| heard.trouble)
    }

    /// A typed answer.
    pub fn text(&self) -> &str {
        self.value.first().map_or("", String::as_str)
    }
}

/// The questions of an attempt at a quiz or a test, by its item versions in their order. Holds no key: it is made from
/// [`questions::ask`] only.
pub async fn questions(
    conn: &mut Conn,
    attempt: &Attempt,
    items: &[Uuid],
    answers: &Answers,
    texts: Texts,
) -> Result<Vec<Question>, AppError> {
    let mut list = Vec::new();
    for (item_version, nth) in items.iter().zip(1..) {
        let item = curriculum::item_version(conn, *item_version).await?;
        let id = question_id(nth);
        let mut asked = questions::ask(&item, texts.lang, attempt.seed())
            .ok_or_else(|| AppError::internal(format!("question {} has no words", item.id)))?;
        asked.id.clone_from(&id);
        let value = answers.of(&id).to_vec();
        let heard = heard(&item, &value, &asked.unit, texts);
        list.push(Question { value, flagged: answers.is_flagged(&id), heard, asked });
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
        _ => Ok((1..=store::items_of(conn, attempt.id).await?.len()).map(question_id).collect()),
    }
}

/// `(question, author's id of the item)` of an attempt at a quiz or a test, in its order.
pub async fn asked_items(conn: &mut Conn, attempt: &Attempt) -> Result<Vec<(String, String)>, AppError> {
    let mut asked = Vec::new();
    for (item_version, nth) in store::items_of(conn, attempt.id).await?.into_iter().zip(1..) {
        asked.push((question_id(nth), curriculum::item_version(conn, item_version).await?.id.clone()));
    }
    Ok(asked)
}

/// An answer in words, for people who decide about it.
pub struct Said {
    pub lang: Lang,
    /// One line for each choice, in order; a written text is one line. Empty when nothing was said.
    pub lines: Vec<String>,
}

/// The stem of a question (a task's title) and what an answer to it says. Nothing is said of what is right.
pub async fn said(
    conn: &mut Conn,
    attempt: &Attempt,
    version: &ModuleVersion,
    question: &str,
    value: &[String],
    texts: Texts,
) -> Result<(String, Said), AppError> {
    let given = || value.iter().filter(|value| !value.trim().is_empty());
    if let Some(task) = version.content.task.as_ref().filter(|_| attempt.purpose() == Purpose::Task) {
        let (_, text) = task.text(texts.lang).ok_or(AppError::NotFound)?;
        return Ok((text.title.clone(), Said { lang: texts.lang, lines: given().cloned().collect() }));
    }
    let items = store::items_of(conn, attempt.id).await?;
    let place = items.into_iter().zip(1..).find(|(_, nth)| question_id(*nth) == question);
    let item = curriculum::item_version(conn, place.ok_or(AppError::NotFound)?.0).await?;
    let asked = questions::ask(&item, texts.lang, attempt.seed()).ok_or(AppError::NotFound)?;
    let lines = words_of(&asked, value, texts);
    Ok((asked.stem, Said { lang: asked.lang, lines }))
}

/// An answer to a question in words, as the form posted it: a line to each choice, in order.
pub fn words_of(asked: &Asked, value: &[String], texts: Texts) -> Vec<String> {
    let given = || value.iter().filter(|value| !value.trim().is_empty());
    let option = |posted: &str| asked.options.iter().find(|option| option.value == posted);
    let words = |posted: &String| option(posted).map_or_else(|| posted.clone(), |option| option.text.clone());
    match asked.kind {
        "true-false" => given().map(|value| verdict_words(value, texts)).collect(),
        "ordering" => given().zip(1..).map(|(value, nth)| format!("{nth}. {}", words(value))).collect(),
        "matching" => {
            let pairs = asked.lefts.iter().zip(value).filter(|(_, value)| !value.is_empty());
            pairs.map(|(left, value)| format!("{left} – {}", words(value))).collect()
        }
        "numeric" => given().map(|value| format!("{value} {}", asked.unit).trim_end().to_owned()).collect(),
        _ => given().map(words).collect(),
    }
}

/// "True", "False" or "Not sure".
pub fn verdict_words(value: &str, texts: Texts) -> String {
    match value {
        "true" | "false" => texts.t(&format!("answer-{value}")),
        _ => texts.t("answer-unsure"),
    }
}
