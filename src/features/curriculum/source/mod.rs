//! Reading a curriculum folder: [`load`] returns what could be read and every fault, each with what to do about it.
//!
//! Files may come from strangers. Nothing outside the folder is opened, nothing large is read, and no content makes
//! this part panic. What was read is only fit to publish when no finding is an error.

mod blueprint;
mod clean;
mod course;
mod craft;
mod document;
mod drift;
mod finding;
mod folder;
mod glossary;
mod lesson;
mod lists;
mod markdown;
mod media;
mod module;
mod numbers;
mod plan;
mod programme;
mod prose;
mod question;
mod questions;
mod raw;
mod reading;
mod sample;
mod shell;
mod task;
mod term_list;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fs, io};

use sha2::{Digest, Sha256};

pub use finding::{Finding, Severity};

use self::finding::Report;
use self::folder::Folder;
use super::model::{CourseSource, MediaFile, ModuleContent, Term, hex};
use super::plan::EvaluationForm;
use super::programme::Programme;

/// Everything a curriculum folder holds.
#[derive(Clone, Debug, Default)]
pub struct Curriculum {
    pub modules: Vec<ModuleSource>,
    pub courses: Vec<CourseSource>,
    pub terms: Vec<Term>,
    /// The form at the end of every course.
    pub form: Option<EvaluationForm>,
    pub programmes: Vec<Programme>,
}

/// A module as read from its folder.
#[derive(Clone, Debug)]
pub struct ModuleSource {
    pub content: ModuleContent,
    /// Equal hashes: nothing to publish.
    pub content_hash: String,
    folder: PathBuf,
}

impl ModuleSource {
    fn new(content: ModuleContent, folder: PathBuf) -> Self {
        Self { content_hash: content.content_hash(), content, folder }
    }

    /// The bytes of one of this module's pictures, as they were when the folder was read.
    ///
    /// # Errors
    /// When the file has changed since, or can no longer be read.
    pub fn read_media(&self, file: &MediaFile) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let opened = fs::File::open(self.folder.join("media").join(&file.name))?;
        opened.take(file.bytes.saturating_add(1)).read_to_end(&mut bytes)?;
        if hex(&Sha256::digest(&bytes)) == file.sha256 {
            Ok(bytes)
        } else {
            Err(io::Error::other(format!("{} has changed since it was checked", file.name)))
        }
    }
}

/// Reads and checks the curriculum in a folder. Findings come sorted by file and line.
/// Modules with errors may be there in part: do not publish them.
pub fn load(root: &Path) -> (Curriculum, Vec<Finding>) {
    let mut report = Report::default();
    let curriculum = Folder::open(root, &mut report).map(|folder| read(&folder, &mut report)).unwrap_or_default();
    (curriculum, report.into_sorted())
}

fn read(root: &Folder, report: &mut Report) -> Curriculum {
    let entries = root.entries(report);
    let subfolder =
        |name: &str| entries.iter().find(|entry| entry.is_folder && entry.name == name).map(|entry| root.enter(entry));
    let terms = subfolder("glossary").map(|folder| glossary::load(&folder, report)).unwrap_or_default();
    let Some(modules_folder) = subfolder("modules") else {
        report.error("modules", None, "the folder is not there", "put each module into modules/<slug>/");
        return Curriculum::default();
    };
    let (folders, modules) = read_modules(&modules_folder, &terms, report);
    let by_slug = modules.iter().map(|module| (module.content.slug.as_str(), &module.content)).collect();
    let courses_folder = subfolder("courses");
    let courses = courses_folder.as_ref().map(|folder| course::load(folder, &folders, &by_slug, report));
    let courses = courses.unwrap_or_default();
    let form = subfolder("forms").and_then(|folder| plan::form::load(&folder, report));
    check_form(form.as_ref(), &courses, report);
    // Files, not what could be read of them: one slip in a course must not blame the programmes.
    let files = courses_folder.map(|folder| folder.entries(report)).unwrap_or_default();
    let slugs = files.iter().filter_map(|entry| entry.stem(".toml")).map(str::to_owned).collect();
    let programmes = subfolder("programmes").map(|folder| programme::load(&folder, &slugs, report));
    let programmes = programmes.unwrap_or_default();
    Curriculum { modules, courses, terms: terms.into_values().collect(), form, programmes }
}

/// The questions that courses add stand in one form with the common ones.
fn check_form(form: Option<&EvaluationForm>, courses: &[CourseSource], report: &mut Report) {
    let mut plans = courses.iter().filter_map(|course| course.plan.as_ref().map(|plan| (&course.slug, plan)));
    let Some(form) = form else {
        if plans.next().is_some() {
            let mend = "write it: title, intro and [[questions]]; every course with a plan ends with it";
            report.warn("forms/end-of-course.toml", None, "there is no form for the end of a course", mend);
        }
        return;
    };
    for (slug, plan) in plans {
        for own in plan.evaluation.iter().filter(|own| form.questions.iter().any(|common| common.id == own.id)) {
            let what = format!("the common form has a question `{}` already", own.id);
            report.error(&format!("courses/{slug}.toml"), None, what, "give the course's question another id");
        }
    }
}

/// The names of all module folders, and the modules that could be read.
fn read_modules(
    folder: &Folder,
    terms: &BTreeMap<String, Term>,
    report: &mut Report,
) -> (BTreeSet<String>, Vec<ModuleSource>) {
    let mut names = BTreeSet::new();
    let mut modules = Vec::new();
    for entry in folder.entries(report) {
        if !entry.is_folder {
            report.error(
                &entry.file,
                None,
                "a file among the modules",
                "put it into a module's folder, or take it out",
            );
            continue;
        }
        names.insert(entry.name.clone());
        modules.extend(module::load(folder.enter(&entry), &entry.name, terms, report));
    }
    (names, modules)
}
