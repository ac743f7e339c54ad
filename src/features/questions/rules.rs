//! What a participant sees of a question, and what an answer is worth.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::number::{self, Reading};
use super::order::shuffled;
use crate::base::decimal::Decimal;
use crate::base::lang::Lang;
use crate::base::text::{folded, squeezed};
use crate::features::curriculum::{Item, Kind};

/// A question as a page may show it: no key, no feedback, and no id that tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Asked {
    pub id: String,
    /// `single`, `multiple`, …
    pub kind: &'static str,
    /// The language the words are in: English when the question is not translated.
    pub lang: Lang,
    pub stem: String,
    /// In this attempt's order. For matching these are the right-hand sides.
    pub options: Vec<AskedOption>,
    /// The left-hand sides of a matching question, in the order in which answers are posted.
    pub lefts: Vec<String>,
    /// "" when there is none.
    pub unit: String,
    /// For numeric questions.
    pub decimals: u8,
    /// How many options are right: said to the participant for `multiple`, otherwise 0.
    pub choose: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AskedOption {
    /// What the form posts: the option's place in this attempt's order, from 1. Authors' ids would tell,
    /// for they often stand in the right order, and a pair's two sides share one.
    pub value: String,
    pub text: String,
}

/// How a page asks an item in an attempt. `None` when the item has no words at all, which the check refuses.
pub fn ask(item: &Item, lang: Lang, seed: u64) -> Option<Asked> {
    let (lang, text) = item.text(lang)?;
    let order = shuffled(item, seed);
    let options = order.iter().zip(1..).map(|(id, place)| AskedOption {
        value: place.to_string(),
        text: text.options.get(id).map(|option| option.text.clone()).unwrap_or_default(),
    });
    let (lefts, decimals, choose) = match &item.kind {
        Kind::Matching { pairs, .. } => (pairs.iter().filter_map(|id| text.lefts.get(id).cloned()).collect(), 0, 0),
        Kind::Numeric { decimals, .. } => (Vec::new(), *decimals, 0),
        Kind::Multiple { options } => (Vec::new(), 0, options.iter().filter(|option| option.correct).count()),
        _ => (Vec::new(), 0, 0),
    };
    Some(Asked {
        id: item.id.clone(),
        kind: item.kind.name(),
        lang,
        stem: text.stem.clone(),
        options: options.collect(),
        lefts,
        unit: text.unit.clone(),
        decimals,
        choose,
    })
}

/// What a form made from [`ask`] posted, as the ids that [`mark`] takes. A value that the form did not offer
/// becomes "", which is never right. Typed answers and true–false pass unchanged.
pub fn answer_ids(item: &Item, seed: u64, posted: &[String]) -> Vec<String> {
    let order = shuffled(item, seed);
    if order.is_empty() {
        return posted.to_vec();
    }
    let id = |value: &String| {
        let place = value.parse::<usize>().ok().and_then(|place| place.checked_sub(1));
        place.and_then(|place| order.get(place)).cloned().unwrap_or_default()
    };
    posted.iter().map(id).collect()
}

/// What an answer is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Thousandths of a point, at most `max_milli`.
    pub points_milli: u32,
    pub max_milli: u32,
    pub answered: Answered,
    /// What was read from a typed answer, to show back.
    pub understood: Option<Understood>,
}

impl Mark {
    pub fn is_right(&self) -> bool {
        self.points_milli == self.max_milli
    }
}

/// Whether there was an answer at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answered {
    Yes,
    /// "Not sure": no points, and a kind word.
    Unsure,
    No,
}

/// A typed answer as it was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Understood {
    Number(Decimal),
    /// The page before the end asks which was meant: marked as it stands, it has no points.
    Ambiguous {
        grouped: Decimal,
        decimal: Decimal,
    },
    NotANumber,
    Text(String),
}

/// Marks an answer. `answer` holds, by kind: single the id; multiple the ids; true-false `true`, `false` or `unsure`;
/// numeric and short-text what was typed; ordering the ids in the chosen order; matching the right-hand side's id for
/// each pair in the pairs' order, "" for none.
pub fn mark(item: &Item, answer: &[String]) -> Mark {
    let understood = understood(item, answer);
    let (right, of) = score(item, answer, understood.as_ref());
    let max_milli = item.points.saturating_mul(1000);
    let share = u64::from(max_milli) * u64::from(right) * 2 / u64::from(of.max(1));
    // Half a thousandth rounds up; the share is at most the whole.
    let points_milli = u32::try_from(share.div_ceil(2)).unwrap_or(max_milli).min(max_milli);
    Mark { points_milli, max_milli, answered: answered(item, answer), understood }
}

fn answered(item: &Item, answer: &[String]) -> Answered {
    if answer.iter().all(|value| value.trim().is_empty()) {
        Answered::No
    } else if matches!(item.kind, Kind::TrueFalse { .. }) && only(answer) == Some("unsure") {
        Answered::Unsure
    } else {
        Answered::Yes
    }
}

/// What is read from a typed answer; none for the other kinds, and while nothing is typed. Nothing is said of what is
/// right.
pub fn understood(item: &Item, answer: &[String]) -> Option<Understood> {
    let typed = only(answer).filter(|typed| !typed.trim().is_empty())?;
    match &item.kind {
        Kind::Numeric { decimals, .. } => {
            // Whatever language the page was in: "кг" and "kg" are the same unit.
            let units: Vec<&str> = item.texts.values().map(|text| text.unit.as_str()).collect();
            Some(match number::read(typed, &units, *decimals) {
                Reading::Number(number) => Understood::Number(number),
                Reading::Ambiguous { grouped, decimal } => Understood::Ambiguous { grouped, decimal },
                Reading::NotANumber => Understood::NotANumber,
            })
        }
        Kind::ShortText { .. } => Some(Understood::Text(squeezed(typed))),
        _ => None,
    }
}

/// How many parts are right, of how many.
fn score(item: &Item, answer: &[String], understood: Option<&Understood>) -> (u32, u32) {
    let whole = |right: bool| (u32::from(right), 1);
    match &item.kind {
        Kind::Single { options } | Kind::Multiple { options } => {
            let right: BTreeSet<&str> =
                options.iter().filter(|option| option.correct).map(|option| option.id.as_str()).collect();
            let given: BTreeSet<&str> = answer.iter().map(String::as_str).collect();
            whole(!right.is_empty() && given == right)
        }
        Kind::TrueFalse { answer: right } => whole(only(answer) == Some(if *right { "true" } else { "false" })),
        Kind::Numeric { answer: right, tolerance, .. } => {
            whole(matches!(understood, Some(Understood::Number(number)) if number.distance(*right) <= *tolerance))
        }
        Kind::Ordering { items } => whole(!items.is_empty() && answer == items),
        Kind::Matching { pairs, .. } => {
            let right = pairs.iter().zip(answer).filter(|(pair, given)| pair == given).count();
            (count(right), count(pairs.len()))
        }
        Kind::ShortText { accept } => {
            let given = folded(only(answer).unwrap_or_default());
            whole(!given.is_empty() && accept.values().flatten().any(|form| folded(form) == given))
        }
    }
}

/// The one value of an answer that has exactly one.
fn only(answer: &[String]) -> Option<&str> {
    match answer {
        [value] => Some(value),
        _ => None,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
