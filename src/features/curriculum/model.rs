//! What a curriculum says, as values: made by [`super::source`] from files, kept by the import, shown by pages.
//!
//! Everything here is serialisable, and serialises in one order only (maps are sorted), so that
//! [`ModuleContent::content_hash`] names a content and nothing else.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::item::{Bank, Item, Level};
use super::plan::Plan;
use crate::base::lang::Lang;

/// A field of the programme; modules and courses belong to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    Wmd,
    AntiNarcotics,
    PortSecurity,
    CustomsCore,
    BorderPolicing,
    ImmigrationInspection,
    CommercialOperations,
    Inspection,
    WcoFramework,
}

/// One module: everything that one version of it shows and asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModuleContent {
    pub slug: String,
    pub field: Field,
    pub licence: String,
    /// The languages that the authors promise to be complete. Texts in more languages may be there.
    pub languages: Vec<Lang>,
    pub quiz: QuizRules,
    /// The tests before and after the module. Left out in what was published before there were tests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test: Option<TestRules>,
    pub objectives: Vec<Objective>,
    /// In reading order.
    pub lessons: Vec<LessonContent>,
    /// In the order of the files, those of the quiz and those of the tests; a page shows a draw from them.
    pub items: Vec<Item>,
    pub task: Option<Task>,
    pub sources: Vec<Source>,
    /// Always with English.
    pub texts: BTreeMap<Lang, ModuleText>,
    pub media: Vec<MediaFile>,
    /// How long a participant needs for lessons, quiz and task, in minutes (an estimate).
    pub minutes: u32,
}

impl ModuleContent {
    /// SHA-256, in hexadecimal, of the whole content: equal hashes need no new version.
    pub fn content_hash(&self) -> String {
        match serde_json::to_vec(self) {
            Ok(canonical) => hex(&Sha256::digest(canonical)),
            // Strings, numbers and maps with string keys always serialise; a hash that nothing equals is safe.
            Err(_) => String::new(),
        }
    }

    /// The questions that the quiz draws from.
    pub fn quiz_items(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.in_bank(Bank::Quiz))
    }

    pub fn has_quiz(&self) -> bool {
        self.quiz_items().next().is_some()
    }

    /// The module's words in a language, or in English, and which it was.
    pub fn text(&self, lang: Lang) -> Option<(Lang, &ModuleText)> {
        in_or_english(&self.texts, lang)
    }
}

/// How a quiz is drawn, passed and repeated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuizRules {
    /// Questions in one attempt.
    pub draw: u32,
    /// 1–100.
    pub pass_percent: u32,
    pub attempts: u32,
    pub counts: Counts,
    pub time_limit_minutes: Option<u32>,
    /// Answers that arrive this late after the limit still count.
    pub grace_seconds: u32,
    /// Why the pass mark is where it is, for coordinators. Left out in what was published before it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass_reason: Option<String>,
}

/// The tests before and after a module: two draws from the same cells, without a question in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestRules {
    pub time_limit_minutes: Option<u32>,
    /// No cell twice, and each with at least twice as many questions as one test draws.
    pub blueprint: Vec<BlueprintCell>,
}

/// How many questions one test draws of an objective at a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlueprintCell {
    pub objective: String,
    pub level: Level,
    pub draw: u32,
}

/// Which attempt counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counts {
    Best,
    Last,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objective {
    pub id: String,
    /// Where it fits: the parts of the SAFE Framework that it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub safe: Vec<SafePart>,
}

/// A part of the WCO SAFE Framework. The numbered standards of a pillar are not among them: their titles differ between
/// editions, and the editions were not at hand to check them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SafePart {
    /// Harmonised advance electronic cargo information.
    #[serde(rename = "element-1")]
    Element1,
    /// A consistent approach to risk management.
    #[serde(rename = "element-2")]
    Element2,
    /// Customs to Customs.
    #[serde(rename = "pillar-1")]
    Pillar1,
    /// Customs to Business.
    #[serde(rename = "pillar-2")]
    Pillar2,
    /// Customs to other government and inter-government agencies.
    #[serde(rename = "pillar-3")]
    Pillar3,
}

impl SafePart {
    /// The text that names it, with its number.
    pub fn words(self) -> (&'static str, u32) {
        match self {
            SafePart::Element1 => ("safe-element", 1),
            SafePart::Element2 => ("safe-element", 2),
            SafePart::Pillar1 => ("safe-pillar", 1),
            SafePart::Pillar2 => ("safe-pillar", 2),
            SafePart::Pillar3 => ("safe-pillar", 3),
        }
    }
}

/// A text that lessons and questions rest on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub id: String,
    pub title: String,
    pub edition: String,
}

/// A place in a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRef {
    pub id: String,
    pub section: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModuleText {
    pub title: String,
    pub summary: String,
    pub objectives: BTreeMap<String, String>,
    /// Made from an older English text: show it with a note.
    pub stale: bool,
    /// The hash of the English text this was made from; English: of itself.
    pub source_hash: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonContent {
    pub slug: String,
    /// The number in the file name.
    pub position: u32,
    pub objectives: Vec<String>,
    pub sources: Vec<SourceRef>,
    /// Always with English.
    pub texts: BTreeMap<Lang, LessonText>,
}

impl LessonContent {
    pub fn text(&self, lang: Lang) -> Option<(Lang, &LessonText)> {
        in_or_english(&self.texts, lang)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonText {
    pub title: String,
    /// Sanitised: a page prints it as it is.
    pub html: String,
    pub words: u32,
    /// Of `html`.
    pub bytes: u64,
    /// Made from an older English text: show it with a note.
    pub stale: bool,
    /// The hash of the English text this was made from; English: of itself.
    pub source_hash: String,
}

/// The written task of a module with its rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    pub id: String,
    pub minutes: u32,
    pub min_words: u32,
    pub max_words: u32,
    pub criteria: Vec<Criterion>,
    pub pass_percent: u32,
    /// Answers with agreed marks; for instructors only.
    pub samples: Vec<Sample>,
    pub source_hash: String,
    /// Always with English; a stale translation is left out, because the task is graded.
    pub texts: BTreeMap<Lang, TaskText>,
}

impl Task {
    pub fn text(&self, lang: Lang) -> Option<(Lang, &TaskText)> {
        in_or_english(&self.texts, lang)
    }

    /// The sum of every criterion's highest level.
    pub fn max_points(&self) -> u32 {
        self.criteria.iter().filter_map(|criterion| criterion.levels.iter().max()).sum()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    pub id: String,
    pub objective: String,
    /// The points of each level, lowest first.
    pub levels: Vec<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    pub answer: String,
    /// Points by criterion.
    pub marks: BTreeMap<String, u32>,
    pub why: String,
    /// Translations that are up to date. Left out in what was published before samples were translated.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub texts: BTreeMap<Lang, SampleText>,
}

impl Sample {
    /// The answer and why it has its marks, in a language or in English, and which it was.
    pub fn text(&self, lang: Lang) -> (Lang, &str, &str) {
        match self.texts.get(&lang) {
            Some(text) => (lang, &text.answer, &text.why),
            None => (Lang::En, &self.answer, &self.why),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleText {
    pub answer: String,
    pub why: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskText {
    pub title: String,
    pub prompt_html: String,
    /// Not for participants before their grade is released.
    pub model_answer_html: String,
    pub criteria: BTreeMap<String, CriterionText>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionText {
    pub title: String,
    /// In the order of [`Criterion::levels`].
    pub levels: Vec<LevelText>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelText {
    pub title: String,
    pub text: String,
}

/// A picture; its bytes stay in the folder until the import reads them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaFile {
    pub name: String,
    pub mime: String,
    /// The file's size.
    pub bytes: u64,
    /// Hexadecimal.
    pub sha256: String,
    /// In CSS pixels; 0 when the file does not say.
    pub width: u32,
    pub height: u32,
}

impl MediaFile {
    /// The address lessons use. It changes with the content, so a browser may keep the picture for ever.
    pub fn url(&self) -> String {
        let prefix: String = self.sha256.chars().take(16).collect();
        format!("/media/{prefix}/{}", self.name)
    }
}

/// A course: modules in order and what counts as having done them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseSource {
    pub slug: String,
    /// Always with English.
    pub titles: BTreeMap<Lang, String>,
    pub field: Field,
    /// Printed on the certificate.
    pub hours: u32,
    /// Slugs.
    pub modules: Vec<String>,
    pub complete: Completion,
    /// Left out in what was published before there were plans.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Plan>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// Every lesson must be read.
    pub lessons: bool,
    /// Every quiz must be passed.
    pub quizzes: bool,
    /// Every task must be passed.
    pub tasks: bool,
}

/// A term of the trade in all languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    pub id: String,
    /// Always with English.
    pub names: BTreeMap<Lang, String>,
    /// Always with English.
    pub definitions: BTreeMap<Lang, String>,
}

pub(super) fn in_or_english<T>(texts: &BTreeMap<Lang, T>, lang: Lang) -> Option<(Lang, &T)> {
    let found = texts.get(&lang).map(|text| (lang, text));
    found.or_else(|| texts.get(&Lang::En).map(|text| (Lang::En, text)))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}
