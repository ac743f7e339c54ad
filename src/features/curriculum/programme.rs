//! A country programme: what is measured first, what shall be reached by when, the steps, and who looks at it. In English.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    pub slug: String,
    pub title: String,
    pub summary: String,
    pub years: u32,
    pub baseline: Vec<Baseline>,
    pub indicators: Vec<Indicator>,
    pub goals: Vec<Goal>,
    pub steps: Vec<Step>,
    pub reviews: Vec<Review>,
    pub risks: Vec<Risk>,
}

/// What is measured before the first course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    pub id: String,
    pub what: String,
    /// Method and source.
    pub how: String,
    /// What it answers.
    pub question: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    pub id: String,
    pub text: String,
    pub unit: String,
    pub kind: IndicatorKind,
    /// What it is compared with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    pub how: String,
    pub when: String,
    /// What it does not say.
    pub caution: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum IndicatorKind {
    Input,
    Process,
    Reaction,
    Learning,
    Behaviour,
    Result,
}

impl IndicatorKind {
    /// Its text.
    pub fn key(self) -> &'static str {
        match self {
            Self::Input => "indicator-input",
            Self::Process => "indicator-process",
            Self::Reaction => "indicator-reaction",
            Self::Learning => "indicator-learning",
            Self::Behaviour => "indicator-behaviour",
            Self::Result => "indicator-result",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    pub id: String,
    /// By the end of this year.
    pub year: u32,
    pub text: String,
    pub indicators: Vec<String>,
    /// Of the SAFE Framework, where it fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pillar: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub id: String,
    pub year: u32,
    pub quarter: u32,
    pub kind: StepKind,
    pub title: String,
    pub text: String,
    /// The slug, for a step that is a course.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub course: Option<String>,
    pub goals: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    Assessment,
    Course,
    Advice,
    Review,
    FollowUp,
}

impl StepKind {
    /// Its text.
    pub fn key(self) -> &'static str {
        match self {
            Self::Assessment => "step-assessment",
            Self::Course => "step-course",
            Self::Advice => "step-advice",
            Self::Review => "step-review",
            Self::FollowUp => "step-follow-up",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub year: u32,
    /// Who meets, what evidence there is, which decisions can follow.
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    pub id: String,
    pub text: String,
    pub answer: String,
}
