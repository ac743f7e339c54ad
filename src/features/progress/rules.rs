//! What is done, what is next, what is missing. No I/O.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::features::curriculum::{Completion, ModuleVersion};
use crate::features::grading::TaskResult;
use crate::features::quizzes::{QuizStanding, Tests};

/// One person's way through one module.
#[derive(Clone, Debug)]
pub struct ModuleProgress {
    pub version: Arc<ModuleVersion>,
    /// Slugs of lessons marked as read.
    pub read: BTreeSet<String>,
    pub quiz: QuizStanding,
    pub task: TaskResult,
    /// Around the lessons; they count for nothing here.
    pub tests: Tests,
}

/// What a person can do next in a module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Take the test before the lessons. It may be left out: whoever reads a lesson has gone on.
    PreTest,
    /// Read this lesson (its slug).
    Lesson(String),
    Quiz,
    Task,
    /// The task waits for its points.
    Wait,
    /// The quiz was not passed and no attempt is left.
    Stuck,
    Done,
}

/// Something that completion still asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// So many lessons of a module are unread.
    Lessons {
        module: String,
        count: usize,
    },
    Quiz {
        module: String,
        attempts_left: u32,
    },
    Task {
        module: String,
        waiting: bool,
        failed: bool,
    },
}

impl Missing {
    /// The slug of the module in which it is missing.
    pub fn module(&self) -> &str {
        match self {
            Missing::Lessons { module, .. } | Missing::Quiz { module, .. } | Missing::Task { module, .. } => module,
        }
    }

    /// The word for programs.
    pub fn name(&self) -> &'static str {
        match self {
            Missing::Lessons { .. } => "lessons",
            Missing::Quiz { attempts_left: 0, .. } => "quiz-without-attempts",
            Missing::Quiz { .. } => "quiz",
            Missing::Task { waiting: true, .. } => "task-waiting",
            Missing::Task { failed: true, .. } => "task-not-passed",
            Missing::Task { .. } => "task",
        }
    }
}

impl ModuleProgress {
    /// Lessons read, of all.
    pub fn lessons(&self) -> (usize, usize) {
        let lessons = &self.version.content.lessons;
        (lessons.iter().filter(|lesson| self.read.contains(&lesson.slug)).count(), lessons.len())
    }

    pub fn task_passed(&self) -> bool {
        matches!(self.task, TaskResult::Released { passed: true, .. })
    }

    /// The quiz is not passed, and no attempt is left.
    pub fn quiz_is_stuck(&self) -> bool {
        self.has_quiz() && !self.quiz.passed() && self.quiz.open.is_none() && self.quiz.left() == 0
    }

    /// The task is not passed, and cannot be handed in once more.
    pub fn task_is_stuck(&self) -> bool {
        matches!(self.task, TaskResult::Released { passed: false, .. })
    }

    fn has_quiz(&self) -> bool {
        self.version.content.has_quiz()
    }

    fn has_task(&self) -> bool {
        self.version.content.task.is_some()
    }

    /// Steps done, of all: each lesson, the quiz, the task. A task counts as done when it is handed in.
    pub fn steps(&self) -> (usize, usize) {
        let (read, lessons) = self.lessons();
        let quiz = usize::from(self.has_quiz() && self.quiz.passed());
        let handed_in = matches!(self.task, TaskResult::Waiting | TaskResult::Released { .. });
        let task = usize::from(self.has_task() && handed_in);
        (read + quiz + task, lessons + usize::from(self.has_quiz()) + usize::from(self.has_task()))
    }

    /// 0–100, rounded down: 100 only when all is done.
    pub fn percent(&self) -> usize {
        let (done, all) = self.steps();
        done * 100 / all.max(1)
    }

    /// Where to go on: the test before when nothing is read, the first unread lesson after the last one read, then the
    /// quiz, then the task.
    pub fn next(&self) -> Step {
        if self.read.is_empty() && self.tests.before.is_open() {
            return Step::PreTest;
        }
        let lessons = &self.version.content.lessons;
        let last_read = lessons.iter().rposition(|lesson| self.read.contains(&lesson.slug));
        let after = last_read.map_or(0, |at| at + 1);
        let unread = |lesson: &&crate::features::curriculum::LessonContent| !self.read.contains(&lesson.slug);
        let lesson = lessons.iter().skip(after).find(unread).or_else(|| lessons.iter().find(unread));
        if let Some(lesson) = lesson {
            return Step::Lesson(lesson.slug.clone());
        }
        if self.has_quiz() && !self.quiz.passed() {
            return if self.quiz_is_stuck() { Step::Stuck } else { Step::Quiz };
        }
        match self.task {
            TaskResult::NotStarted | TaskResult::Open | TaskResult::Again if self.has_task() => Step::Task,
            TaskResult::Waiting => Step::Wait,
            TaskResult::Released { passed: false, .. } => Step::Stuck,
            _ => Step::Done,
        }
    }

    /// What this module still lacks by the course's rules.
    fn missing(&self, rules: Completion) -> Vec<Missing> {
        let module = self.version.content.slug.clone();
        let mut missing = Vec::new();
        let (read, lessons) = self.lessons();
        if rules.lessons && read < lessons {
            missing.push(Missing::Lessons { module: module.clone(), count: lessons - read });
        }
        if rules.quizzes && self.has_quiz() && !self.quiz.passed() {
            let open = u32::from(self.quiz.open.is_some());
            missing.push(Missing::Quiz { module: module.clone(), attempts_left: self.quiz.left() + open });
        }
        if rules.tasks && self.has_task() && !self.task_passed() {
            let waiting = self.task == TaskResult::Waiting;
            let failed = self.task_is_stuck();
            missing.push(Missing::Task { module, waiting, failed });
        }
        missing
    }
}

/// What completion of the course still asks for; empty when it is complete.
pub fn missing(modules: &[ModuleProgress], rules: Completion) -> Vec<Missing> {
    modules.iter().flat_map(|module| module.missing(rules)).collect()
}

/// Reading time of a lesson in minutes: 180 words a minute, which is slow, for a second language.
pub fn reading_minutes(words: u32) -> u32 {
    words.div_ceil(180).max(1)
}

/// What a module costs on a mobile line, in kB: its texts compress to about two fifths, each page brings 5 kB of frame,
/// pictures come as they are.
pub fn download_kb(version: &ModuleVersion, lang: crate::base::lang::Lang) -> u64 {
    let content = &version.content;
    let texts: u64 = content.lessons.iter().filter_map(|lesson| lesson.text(lang)).map(|(_, text)| text.bytes).sum();
    let pictures: u64 = content.media.iter().map(|file| file.bytes).sum();
    let pages = u64::try_from(content.lessons.len()).unwrap_or(0) + 3;
    (texts * 2 / 5 + pictures).div_ceil(1000) + pages * 5
}
