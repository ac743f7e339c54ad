//! The curriculum: modules, courses and terms as authors write them (`curriculum/README.md` is the format).
//!
//! Start with [`source::load`], which reads a folder and names its faults, and with [`ModuleContent`], what comes out.
//! Its invariant: whatever the folder holds, loading ends with values and findings, never with a panic.

mod actions;
mod documents;
mod item;
mod media;
mod model;
mod pictures;
mod plan;
mod programme;
pub mod source;
mod store;
mod table;

pub use actions::{ImportTrouble, Imported, import};
pub use documents::{Published, latest_form, latest_programmes};
pub use item::{Bank, Choice, Feedback, Item, ItemText, Kind, Level, OptionText};
pub use media::register as register_media;
pub use model::{
    BlueprintCell, Completion, Counts, CourseSource, Criterion, CriterionText, Field, LessonContent, LessonText,
    LevelText, MediaFile, ModuleContent, ModuleText, Objective, QuizRules, SafePart, Sample, SampleText, Source,
    SourceRef, Task, TaskText, Term, TestRules,
};
pub use pictures::with_pictures;
pub use plan::{
    Day, EvaluationForm, Exercise, ExerciseCriterion, ExerciseLevel, FormKind, FormQuestion, Group, Method, Plan,
    PlanObjective, Session,
};
pub use programme::{Baseline, Goal, Indicator, IndicatorKind, Programme, Review, Risk, Step, StepKind};
pub use source::{Curriculum, Finding, ModuleSource, Severity, load};
pub use store::{
    CourseVersion, ModuleVersion, course_version, item_version, latest_course, latest_courses, latest_module,
    module_version,
};
pub use table::table;
