//! `[plan]` of a course file, and the common form, before anything is checked.

use serde::Deserialize;
use toml::Spanned;

use crate::features::curriculum::plan::{FormKind, Method};

/// With its line: every text is checked for its sentences.
type Text = Spanned<String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPlan {
    pub summary: Text,
    pub audience: Text,
    pub group: Spanned<RawGroup>,
    pub before: Text,
    #[serde(default)]
    pub objectives: Vec<RawPlanObjective>,
    #[serde(default)]
    pub days: Vec<Spanned<RawDay>>,
    #[serde(default)]
    pub exercises: Vec<RawExercise>,
    #[serde(default)]
    pub evaluation: Vec<RawFormQuestion>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawGroup {
    pub from: u32,
    pub to: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPlanObjective {
    pub id: Text,
    pub text: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDay {
    pub title: Text,
    #[serde(default)]
    pub sessions: Vec<RawSession>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawSession {
    pub start: Text,
    pub minutes: Spanned<u32>,
    pub title: Text,
    pub method: Method,
    #[serde(default)]
    pub objectives: Vec<Text>,
    pub text: Text,
    #[serde(default)]
    pub materials: Vec<Text>,
    pub exercise: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawExercise {
    pub id: Text,
    pub title: Text,
    pub minutes: Spanned<u32>,
    pub brief: Text,
    pub instructor: Text,
    #[serde(default)]
    pub materials: Vec<Text>,
    pub pass_percent: Spanned<u32>,
    #[serde(default)]
    pub criteria: Vec<RawExerciseCriterion>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawExerciseCriterion {
    pub id: Text,
    pub title: Text,
    pub objective: Text,
    #[serde(default)]
    pub levels: Vec<RawExerciseLevel>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawExerciseLevel {
    pub points: Spanned<u32>,
    pub title: Text,
    pub text: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFormQuestion {
    pub id: Text,
    pub kind: FormKind,
    pub text: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawForm {
    pub title: Text,
    pub intro: Text,
    #[serde(default)]
    pub questions: Vec<RawFormQuestion>,
}
