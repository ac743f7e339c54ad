//! A good curriculum in a folder of its own, and what happens when it is spoiled.

mod blueprint;
mod content;
mod craft;
mod faults;
mod hostile;
mod plans;
mod translations;

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{Curriculum, Finding, load};
use crate::features::curriculum::ModuleContent;

/// A curriculum without a fault, to be spoiled by a test.
pub struct Fixture {
    folder: TempDir,
}

pub const MODULE: &str = "modules/gates/module.toml";
pub const LESSON: &str = "modules/gates/en/01-seal-check.md";
pub const QUESTIONS: &str = "modules/gates/questions/seals.toml";
pub const WEIGHTS: &str = "modules/gates/questions/weights.toml";
pub const TASK: &str = "modules/gates/task.toml";
pub const PICTURE: &str = "modules/gates/media/seal.svg";
pub const TERMS: &str = "glossary/ports.toml";
pub const COURSE: &str = "courses/ports.toml";
pub const FORM: &str = "forms/end-of-course.toml";
pub const PROGRAMME: &str = "programmes/gates.toml";

impl Fixture {
    pub fn new() -> Self {
        let fixture = Self { folder: tempfile::tempdir().unwrap() };
        fixture.write(MODULE, include_str!("good/module.toml"));
        fixture.write(LESSON, good_lesson());
        fixture.write(QUESTIONS, include_str!("good/questions.toml"));
        fixture.write(WEIGHTS, include_str!("good/weights.toml"));
        fixture.write(TASK, include_str!("good/task.toml"));
        fixture.write(
            PICTURE,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 300\"><path d=\"M0 0\"/></svg>",
        );
        fixture.write(TERMS, include_str!("good/terms.toml"));
        fixture.write(COURSE, [include_str!("good/course.toml"), include_str!("good/plan.toml")].concat());
        fixture.write(FORM, include_str!("good/end-of-course.toml"));
        fixture.write(PROGRAMME, include_str!("good/programme.toml").replace("COURSE", "ports"));
        fixture
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.root().join(file)
    }

    pub fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    pub fn remove(&self, file: &str) {
        fs::remove_file(self.path(file)).unwrap();
    }

    /// Replaces the first `from`, which must be there.
    pub fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{from:?} is not in {file}");
        self.write(file, text.replacen(from, to, 1));
    }

    pub fn load(&self) -> (Curriculum, Vec<Finding>) {
        load(self.root())
    }

    pub fn module(&self) -> ModuleContent {
        self.load().0.modules.remove(0).content
    }

    /// Every finding as it is printed.
    pub fn findings(&self) -> Vec<String> {
        self.load().1.iter().map(ToString::to_string).collect()
    }
}

/// A lesson of a good length, with one of each block.
fn good_lesson() -> String {
    let filler = "Look at the seal and read its number. Write the number down with the time and the place.\n\n";
    include_str!("good/lesson.md").replace("FILLER\n", &filler.repeat(16))
}

#[test]
fn the_good_curriculum_has_no_fault() {
    assert_eq!(Fixture::new().findings(), Vec::<String>::new());
}
