//! A graded question: its key, and apart from it what a page may show.
//!
//! [`Kind`] and every `feedback` give the answer away. A page that asks takes `questions::ask`, which has neither.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::model::{SourceRef, in_or_english};
use crate::base::decimal::Decimal;
use crate::base::lang::Lang;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Unique in the module and never reused.
    pub id: String,
    pub objective: String,
    pub level: Level,
    pub kind: Kind,
    /// The slug of the lesson that teaches it.
    pub lesson: String,
    pub source: SourceRef,
    pub points: u32,
    /// Where it may be asked. Left out in what was published before there were tests.
    #[serde(default, skip_serializing_if = "Bank::is_quiz")]
    pub bank: Bank,
    /// The share of just competent participants who would answer right, as the authors judge it: 0.05 to 0.95.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub angoff: Option<f64>,
    /// Whether a second person has read it against its source. Nobody is asked one that was not: see [`Item::in_bank`].
    /// Left out when it is so, as in what was published before it was kept.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub checked: bool,
    /// The hash of the English texts.
    pub source_hash: String,
    /// Always with English; a stale translation is left out, because the question is graded.
    pub texts: BTreeMap<Lang, ItemText>,
}

impl Item {
    /// The question's words in a language, or in English, and which it was.
    pub fn text(&self, lang: Lang) -> Option<(Lang, &ItemText)> {
        in_or_english(&self.texts, lang)
    }

    /// Whether an attempt may ask it from this bank. A question that nobody has checked is asked from none.
    pub fn in_bank(&self, bank: Bank) -> bool {
        self.checked && self.bank == bank
    }
}

fn yes() -> bool {
    true
}

fn is_true(value: &bool) -> bool {
    *value
}

/// Where a question may be asked. A question of the tests is never in the quiz: who saw it there would know it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bank {
    /// The quiz at a module's end.
    #[default]
    Quiz,
    /// The tests before and after a module.
    Test,
}

impl Bank {
    pub fn is_quiz(&self) -> bool {
        *self == Bank::Quiz
    }
}

/// What a question asks of the participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Recall,
    Apply,
    Judge,
}

impl Level {
    pub const ALL: [Level; 3] = [Level::Recall, Level::Apply, Level::Judge];

    /// The name in question files and blueprints.
    pub fn name(self) -> &'static str {
        match self {
            Level::Recall => "recall",
            Level::Apply => "apply",
            Level::Judge => "judge",
        }
    }
}

/// The kind of question with its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Kind {
    Single {
        options: Vec<Choice>,
    },
    Multiple {
        options: Vec<Choice>,
    },
    TrueFalse {
        answer: bool,
    },
    Numeric {
        answer: Decimal,
        /// Absolute; 0 is exact.
        tolerance: Decimal,
        /// How many decimals the page asks for.
        decimals: u8,
    },
    Ordering {
        /// Ids in the right order.
        items: Vec<String>,
    },
    Matching {
        /// A pair's id names its left side and its right side.
        pairs: Vec<String>,
        /// Right sides that belong to nothing.
        extra: Vec<String>,
    },
    ShortText {
        /// Forms that count, as written by the authors.
        accept: BTreeMap<Lang, Vec<String>>,
    },
}

impl Kind {
    /// The name in question files, class names and statistics.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Single { .. } => "single",
            Kind::Multiple { .. } => "multiple",
            Kind::TrueFalse { .. } => "true-false",
            Kind::Numeric { .. } => "numeric",
            Kind::Ordering { .. } => "ordering",
            Kind::Matching { .. } => "matching",
            Kind::ShortText { .. } => "short-text",
        }
    }

    /// The ids of what is chosen from, in the authors' order (which for `ordering` is the key).
    pub fn option_ids(&self) -> Vec<&str> {
        match self {
            Kind::Single { options } | Kind::Multiple { options } => {
                options.iter().map(|option| option.id.as_str()).collect()
            }
            Kind::Ordering { items } => items.iter().map(String::as_str).collect(),
            Kind::Matching { pairs, extra } => pairs.iter().chain(extra).map(String::as_str).collect(),
            Kind::TrueFalse { .. } | Kind::Numeric { .. } | Kind::ShortText { .. } => Vec::new(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub id: String,
    pub correct: bool,
}

/// A question's words in one language. All of it is plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemText {
    pub stem: String,
    /// What is chosen from, by id: options, things to order, right-hand sides (the extra ones too).
    pub options: BTreeMap<String, OptionText>,
    /// The left-hand sides of a matching question, by pair.
    pub lefts: BTreeMap<String, String>,
    /// "" when a number has no unit, and for all other kinds.
    pub unit: String,
    /// For the kinds whose options have no feedback of their own.
    pub feedback: Option<Feedback>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionText {
    pub text: String,
    /// Only after the answer. Empty where [`ItemText::feedback`] speaks.
    pub feedback: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    pub right: String,
    pub wrong: String,
}
