//! How a course is held in the room: days with sessions, exercises an instructor grades, the form at the end. In English.

use serde::{Deserialize, Serialize};

use super::model::LevelText;

/// The plan of a course's days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub summary: String,
    pub audience: String,
    pub group: Group,
    /// What participants do before the first day, and what the host prepares.
    pub before: String,
    pub objectives: Vec<PlanObjective>,
    pub days: Vec<Day>,
    pub exercises: Vec<Exercise>,
    /// Questions of this course, after those of the common form.
    pub evaluation: Vec<FormQuestion>,
}

impl Plan {
    pub fn exercise(&self, id: &str) -> Option<&Exercise> {
        self.exercises.iter().find(|exercise| exercise.id == id)
    }

    /// The place of an objective in the list, from 1.
    pub fn objective_number(&self, id: &str) -> Option<usize> {
        self.objectives.iter().position(|objective| objective.id == id).map(|at| at + 1)
    }

    /// The day, from 1, and the session in which an exercise takes place.
    pub fn place(&self, exercise: &str) -> Option<(usize, &Session)> {
        let held = |session: &&Session| session.exercise.as_deref() == Some(exercise);
        (1..).zip(&self.days).find_map(|(number, day)| Some((number, day.sessions.iter().find(held)?)))
    }
}

/// How many participants it is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub from: u32,
    pub to: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanObjective {
    pub id: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    pub title: String,
    /// By time, without overlap; the gaps are breaks.
    pub sessions: Vec<Session>,
}

impl Day {
    pub fn minutes(&self) -> u32 {
        self.sessions.iter().fold(0, |sum, session| sum.saturating_add(session.minutes))
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Minutes after midnight, where the course is held.
    pub start: u32,
    pub minutes: u32,
    pub title: String,
    pub method: Method,
    /// Ids of the plan's objectives.
    pub objectives: Vec<String>,
    /// For the instructor.
    pub text: String,
    pub materials: Vec<String>,
    /// The graded exercise that takes place in it.
    pub exercise: Option<String>,
}

impl Session {
    /// `09:00`.
    pub fn starts(&self) -> String {
        clock(self.start)
    }

    /// `10:30`.
    pub fn ends(&self) -> String {
        clock(self.start.saturating_add(self.minutes))
    }
}

fn clock(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    Briefing,
    Discussion,
    Demonstration,
    CaseStudy,
    Exercise,
    Simulation,
    FieldVisit,
    Test,
    Review,
    Evaluation,
}

impl Method {
    /// Its text.
    pub fn key(self) -> &'static str {
        match self {
            Self::Briefing => "method-briefing",
            Self::Discussion => "method-discussion",
            Self::Demonstration => "method-demonstration",
            Self::CaseStudy => "method-case-study",
            Self::Exercise => "method-exercise",
            Self::Simulation => "method-simulation",
            Self::FieldVisit => "method-field-visit",
            Self::Test => "method-test",
            Self::Review => "method-review",
            Self::Evaluation => "method-evaluation",
        }
    }
}

/// A practical exercise that an instructor grades in the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exercise {
    pub id: String,
    pub title: String,
    pub minutes: u32,
    /// What participants read.
    pub brief_html: String,
    /// Never for participants.
    pub instructor_html: String,
    pub materials: Vec<String>,
    pub pass_percent: u32,
    pub criteria: Vec<ExerciseCriterion>,
}

impl Exercise {
    /// The sum of every criterion's highest level.
    pub fn max_points(&self) -> u32 {
        let highest = |criterion: &ExerciseCriterion| criterion.levels.iter().map(|level| level.points).max();
        self.criteria.iter().filter_map(highest).fold(0, u32::saturating_add)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExerciseCriterion {
    pub id: String,
    pub title: String,
    pub objective: String,
    /// From 0, rising.
    pub levels: Vec<ExerciseLevel>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExerciseLevel {
    pub points: u32,
    #[serde(flatten)]
    pub text: LevelText,
}

/// The common form at the end of every course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvaluationForm {
    pub title: String,
    pub intro: String,
    pub questions: Vec<FormQuestion>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormQuestion {
    pub id: String,
    pub kind: FormKind,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FormKind {
    /// From 1, disagree strongly, to 5, agree strongly.
    Agree,
    Text,
}
