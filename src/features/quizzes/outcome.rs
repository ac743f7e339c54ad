//! What a marked quiz tells the person who sat it, item by item, for the page and for programs.
//!
//! The key itself is told when it can no longer help in another attempt: after a pass, or when no attempt is left.

use serde::Serialize;
use utoipa::ToSchema;

use super::model::MarkedItem;
use super::sitting::Sitting;
use super::store;
use super::view::verdict_words;
use crate::base::lang::Lang;
use crate::features::curriculum::{self, Item, ItemText, Kind, ModuleVersion};
use crate::features::questions::{Answered, Understood};
use crate::platform::db::Conn;
use crate::platform::i18n::Texts;
use crate::platform::web::AppError;

/// The result of a quiz that was handed in.
#[derive(Serialize, ToSchema)]
pub struct Outcome {
    pub percent: u32,
    pub pass_percent: u32,
    pub passed: bool,
    pub attempts_left: u32,
    /// Whether the right answers are told.
    pub key_shown: bool,
    pub items: Vec<ItemResult>,
}

#[derive(Serialize, ToSchema)]
pub struct ItemResult {
    pub id: String,
    /// The language of the words.
    #[schema(value_type = String)]
    pub lang: Lang,
    pub stem: String,
    pub right: bool,
    /// Some of the points.
    pub part: bool,
    /// Not answered.
    pub empty: bool,
    /// Answered "not sure".
    pub unsure: bool,
    pub lines: Vec<Line>,
    pub feedback: String,
    /// The lesson that teaches it.
    pub lesson: String,
    pub lesson_title: String,
}

/// One option, or one line of an answer.
#[derive(Serialize, ToSchema)]
pub struct Line {
    pub text: String,
    pub chosen: bool,
    /// Whether this was right to choose; none when it is not told.
    pub verdict: Option<bool>,
    pub feedback: String,
}

/// The outcome of a sitting of a quiz; `None` before it is handed in and marked.
pub async fn outcome(conn: &mut Conn, sitting: &Sitting, texts: Texts) -> Result<Option<Outcome>, AppError> {
    let attempt = &sitting.attempt;
    let Some(result) = store::result_of(conn, attempt.id).await? else { return Ok(None) };
    let rules = &sitting.version.content.quiz;
    let standing = store::quiz_standing(conn, attempt.enrolment_id, attempt.module_version_id, rules).await?;
    let key_shown = standing.passed() || (standing.left() == 0 && standing.open.is_none());
    let marks: Vec<MarkedItem> = serde_json::from_value(result.marks).map_err(AppError::internal)?;
    let mut items = Vec::with_capacity(marks.len());
    for marked in &marks {
        let item = curriculum::item_version(conn, marked.item_version).await?;
        items.push(item_result(&item, marked, &sitting.version, texts, key_shown).ok_or(AppError::NotFound)?);
    }
    Ok(Some(Outcome {
        percent: super::rules::percent(result.points_milli, result.max_milli),
        pass_percent: rules.pass_percent,
        passed: result.passed,
        attempts_left: standing.left(),
        key_shown,
        items,
    }))
}

fn item_result(
    item: &Item,
    marked: &MarkedItem,
    version: &ModuleVersion,
    texts: Texts,
    reveal: bool,
) -> Option<ItemResult> {
    let (lang, text) = item.text(texts.lang)?;
    let right = marked.mark.is_right();
    let lesson = version.content.lessons.iter().find(|lesson| lesson.slug == item.lesson);
    let feedback = text.feedback.as_ref().map(|feedback| if right { &feedback.right } else { &feedback.wrong });
    // The word for a wrong answer often says the right one: it waits until the key may be known.
    let feedback = feedback.filter(|_| right || reveal).cloned().unwrap_or_default();
    Some(ItemResult {
        id: item.id.clone(),
        lang,
        stem: text.stem.clone(),
        right,
        part: !right && marked.mark.points_milli > 0,
        empty: marked.mark.answered == Answered::No,
        unsure: marked.mark.answered == Answered::Unsure,
        lines: lines(item, text, marked, texts, reveal),
        feedback,
        lesson: item.lesson.clone(),
        lesson_title: lesson
            .and_then(|lesson| lesson.text(texts.lang))
            .map_or_else(|| item.lesson.clone(), |(_, text)| text.title.clone()),
    })
}

fn lines(item: &Item, text: &ItemText, marked: &MarkedItem, texts: Texts, reveal: bool) -> Vec<Line> {
    let words = |id: &str| text.options.get(id).map(|option| option.text.clone()).unwrap_or_default();
    let typed = |value: &str| Line { text: value.to_owned(), chosen: true, verdict: None, feedback: String::new() };
    match &item.kind {
        Kind::Single { options } | Kind::Multiple { options } => options
            .iter()
            .filter_map(|option| {
                let chosen = marked.answer.contains(&option.id);
                let told = chosen || (reveal && option.correct);
                let own = text.options.get(&option.id)?;
                let feedback = if told { own.feedback.clone() } else { String::new() };
                Some(Line { text: own.text.clone(), chosen, verdict: told.then_some(option.correct), feedback })
            })
            .collect(),
        Kind::TrueFalse { .. } => marked.answer.iter().map(|value| typed(&verdict_words(value, texts))).collect(),
        Kind::Ordering { items } => {
            let chosen: Vec<Line> = marked.answer.iter().map(|id| typed(&words(id))).collect();
            let key = items.iter().filter(|_| reveal && !marked.mark.is_right());
            let key = key.zip(1..).map(|(id, nth)| right_line(format!("{nth}. {}", words(id))));
            chosen.into_iter().chain(key).collect()
        }
        Kind::Matching { pairs, .. } => pairs
            .iter()
            .zip(marked.answer.iter().map(String::as_str).chain(std::iter::repeat("")))
            .flat_map(|(pair, chosen)| {
                let left = text.lefts.get(pair).cloned().unwrap_or_default();
                let good = pair == chosen;
                let line = Line {
                    text: format!("{left} – {}", words(chosen)),
                    chosen: true,
                    verdict: (good || reveal).then_some(good),
                    feedback: String::new(),
                };
                let key = (reveal && !good).then(|| right_line(format!("{left} – {}", words(pair))));
                std::iter::once(line).chain(key)
            })
            .collect(),
        Kind::Numeric { answer, .. } => {
            let mut lines: Vec<Line> =
                marked.answer.iter().filter(|value| !value.is_empty()).map(|value| typed(value)).collect();
            if let (Some(Understood::Number(number)), Some(line)) = (&marked.mark.understood, lines.first_mut()) {
                line.text = format!("{number} {}", text.unit);
            }
            if reveal && !marked.mark.is_right() {
                lines.push(right_line(format!("{answer} {}", text.unit)));
            }
            lines
        }
        Kind::ShortText { accept } => {
            let mut lines: Vec<Line> =
                marked.answer.iter().filter(|value| !value.is_empty()).map(|value| typed(value)).collect();
            let first = accept.get(&texts.lang).or_else(|| accept.get(&Lang::En)).and_then(|forms| forms.first());
            if let Some(form) = first.filter(|_| reveal && !marked.mark.is_right()) {
                lines.push(right_line(form.clone()));
            }
            lines
        }
    }
}

fn right_line(text: String) -> Line {
    Line { text, chosen: false, verdict: Some(true), feedback: String::new() }
}
