//! Courses: which modules, in which order, and what counts as done.

use std::collections::{BTreeMap, BTreeSet};

use super::document::Document;
use super::finding::Report;
use super::folder::{Entry, Folder, is_id};
use super::plan;
use super::raw::{Passing, RawCourse, Reading};
use crate::base::lang::Lang;
use crate::features::curriculum::model::{Completion, CourseSource, ModuleContent};

/// Reads `courses/`. `folders` are the module folders that are there, `modules` those of them that could be read.
pub fn load(
    folder: &Folder,
    folders: &BTreeSet<String>,
    modules: &BTreeMap<&str, &ModuleContent>,
    report: &mut Report,
) -> Vec<CourseSource> {
    let entries = folder.entries(report);
    entries.iter().filter_map(|entry| course(entry, folders, modules, report)).collect()
}

fn course(
    entry: &Entry,
    folders: &BTreeSet<String>,
    modules: &BTreeMap<&str, &ModuleContent>,
    report: &mut Report,
) -> Option<CourseSource> {
    let Some(slug) = entry.stem(".toml").filter(|slug| is_id(slug)) else {
        if entry.name != "README.md" {
            let mend = "name it courses/<slug>.toml: lower-case letters, digits and hyphens";
            report.error(&entry.file, None, "not a course file", mend);
        }
        return None;
    };
    let text = entry.text(report)?;
    let document = Document::new(&entry.file, &text);
    let raw: RawCourse = document.read(report)?;
    check(&document, &raw, folders, report);
    let plan = raw.plan.as_ref().map(|plan| plan::read(&document, plan, raw.hours, report));
    if plan.is_none() {
        let mend = "add [plan] with days, sessions and exercises; curriculum/README.md shows it";
        report.warn(&entry.file, None, "the course has no plan", mend);
    }
    let titles = raw.title.into_inner();
    let course = CourseSource {
        slug: slug.to_owned(),
        titles: titles.into_iter().filter(|(_, title)| !title.trim().is_empty()).collect(),
        field: raw.field,
        hours: raw.hours,
        modules: raw.modules.into_iter().map(|module| module.into_inner()).collect(),
        complete: Completion {
            lessons: raw.complete.lessons == Reading::All,
            quizzes: raw.complete.quizzes == Passing::Passed,
            tasks: raw.complete.tasks == Passing::Passed,
        },
        plan,
    };
    check_tasks(entry, &course, modules, report);
    Some(course)
}

fn check(document: &Document<'_>, raw: &RawCourse, folders: &BTreeSet<String>, report: &mut Report) {
    let file = document.file;
    if raw.title.get_ref().get(&Lang::En).is_none_or(|title| title.trim().is_empty()) {
        report.error(file, document.line_of(&raw.title), "the course has no English title", "add title.en = \"…\"");
    }
    if raw.hours == 0 {
        report.error(file, None, "the course has no hours", "say how many hours the certificate states");
    }
    if raw.modules.is_empty() {
        report.error(file, None, "the course has no modules", "add modules = [\"…\"]");
    }
    let mut seen = BTreeSet::new();
    for module in &raw.modules {
        let (line, slug) = (document.line_of(module), module.get_ref());
        if !folders.contains(slug) {
            report.error(file, line, format!("no module `{slug}`"), "use the name of a folder in modules/");
        }
        if !seen.insert(slug) {
            report.error(file, line, format!("the module `{slug}` stands twice"), "name each module once");
        }
    }
    let complete = &raw.complete;
    if complete.lessons == Reading::None && complete.quizzes == Passing::None && complete.tasks == Passing::None {
        report.warn(
            file,
            None,
            "the course asks for nothing",
            "a certificate without work is worth nothing: ask for something",
        );
    }
}

/// "Tasks passed" says nothing when no module has one.
fn check_tasks(entry: &Entry, course: &CourseSource, modules: &BTreeMap<&str, &ModuleContent>, report: &mut Report) {
    let known: Vec<_> = course.modules.iter().filter_map(|slug| modules.get(slug.as_str())).collect();
    let all_known = known.len() == course.modules.len();
    if course.complete.tasks && all_known && known.iter().all(|module| module.task.is_none()) {
        let mend = "write a task.toml, or set tasks = \"none\"";
        report.warn(&entry.file, None, "tasks must be passed, and no module has one", mend);
    }
}
