//! The files' own shapes, before anything is checked. One shape serves an English file and its translation:
//! what a translation must not repeat is an `Option`, and its presence there is a fault.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::super::item::Feedback;
use super::super::model::{Counts, Field, SafePart, SourceRef};
use super::plan::RawPlan;
use crate::base::lang::Lang;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawModule {
    pub title: String,
    pub field: Field,
    pub summary: Spanned<String>,
    pub licence: String,
    pub languages: Spanned<Vec<Lang>>,
    #[serde(default)]
    pub objectives: Vec<RawObjective>,
    pub quiz: Spanned<RawQuiz>,
    pub test: Option<Spanned<RawTest>>,
    #[serde(default)]
    pub sources: Vec<RawSource>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawModuleText {
    pub title: String,
    pub summary: Spanned<String>,
    #[serde(default)]
    pub objectives: Vec<RawObjective>,
    pub source_hash: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawObjective {
    pub id: Spanned<String>,
    pub text: String,
    /// In `module.toml` only.
    #[serde(default)]
    pub safe: Vec<SafePart>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawQuiz {
    pub draw: u32,
    pub pass_percent: u32,
    pub attempts: u32,
    pub counts: Counts,
    pub time_limit_minutes: Option<u32>,
    #[serde(default)]
    pub grace_seconds: u32,
    pub pass_reason: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTest {
    pub time_limit_minutes: Option<u32>,
    #[serde(default)]
    pub blueprint: Vec<Spanned<RawCell>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCell {
    pub objective: String,
    pub level: String,
    pub draw: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSource {
    pub id: Spanned<String>,
    pub title: String,
    pub edition: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawLesson {
    pub title: String,
    #[serde(default)]
    pub objectives: Vec<Spanned<String>>,
    #[serde(default)]
    pub sources: Vec<Spanned<SourceRef>>,
    pub source_hash: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawQuestion {
    pub id: String,
    pub objective: Option<String>,
    pub level: Option<String>,
    pub kind: Option<String>,
    pub bank: Option<String>,
    pub angoff: Option<RawAnswer>,
    pub lesson: Option<String>,
    pub source: Option<String>,
    pub checked: Option<String>,
    pub stem: Option<String>,
    pub options: Option<Vec<RawOption>>,
    pub answer: Option<RawAnswer>,
    pub tolerance: Option<RawAnswer>,
    pub decimals: Option<u8>,
    pub unit: Option<String>,
    pub feedback: Option<Feedback>,
    pub items: Option<Vec<RawOption>>,
    pub pairs: Option<Vec<RawPair>>,
    pub extra: Option<Vec<RawOption>>,
    pub accept: Option<Vec<String>>,
    pub source_hash: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawOption {
    pub id: String,
    pub text: String,
    pub correct: Option<bool>,
    pub feedback: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPair {
    pub id: String,
    pub left: String,
    pub right: String,
}

#[derive(Clone, Copy, Debug)]
pub enum RawAnswer {
    Bool(bool),
    Whole(i64),
    Float(f64),
}

/// By hand, because an untagged enum cannot say what it expected.
impl<'de> Deserialize<'de> for RawAnswer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnswerVisitor)
    }
}

struct AnswerVisitor;

impl Visitor<'_> for AnswerVisitor {
    type Value = RawAnswer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, true or false, without quotes")
    }

    fn visit_bool<E>(self, value: bool) -> Result<RawAnswer, E> {
        Ok(RawAnswer::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<RawAnswer, E> {
        Ok(RawAnswer::Whole(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<RawAnswer, E> {
        Ok(RawAnswer::Float(value))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTask {
    pub id: Spanned<String>,
    pub title: String,
    pub minutes: u32,
    pub min_words: u32,
    pub max_words: u32,
    pub prompt: Spanned<String>,
    pub model_answer: Spanned<String>,
    #[serde(default)]
    pub criteria: Vec<RawCriterion>,
    pub pass: RawPass,
    #[serde(default)]
    pub samples: Vec<Spanned<RawSample>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTaskText {
    pub title: String,
    pub prompt: Spanned<String>,
    pub model_answer: Spanned<String>,
    #[serde(default)]
    pub criteria: Vec<RawCriterion>,
    pub source_hash: Option<String>,
    #[serde(default)]
    pub samples: Vec<Spanned<RawSample>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCriterion {
    pub id: Spanned<String>,
    pub title: String,
    pub objective: Option<String>,
    #[serde(default)]
    pub levels: Vec<RawLevel>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawLevel {
    pub points: Option<u32>,
    pub title: String,
    pub text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPass {
    pub percent: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSample {
    pub answer: String,
    pub marks: Option<BTreeMap<String, u32>>,
    pub why: String,
    pub source_hash: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawTerm {
    pub id: String,
    pub en: Option<String>,
    pub fr: Option<String>,
    pub es: Option<String>,
    pub ar: Option<String>,
    pub ru: Option<String>,
    #[serde(default)]
    pub definition: BTreeMap<Lang, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCourse {
    pub title: Spanned<BTreeMap<Lang, String>>,
    pub field: Field,
    pub hours: u32,
    #[serde(default)]
    pub modules: Vec<Spanned<String>>,
    pub complete: RawCompletion,
    pub plan: Option<Spanned<RawPlan>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCompletion {
    pub lessons: Reading,
    pub quizzes: Passing,
    pub tasks: Passing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    All,
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Passing {
    Passed,
    None,
}
