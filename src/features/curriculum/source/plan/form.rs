//! The form at the end of every course, and the questions that a course adds to it.

use super::raw::{RawForm, RawFormQuestion};
use super::text;
use crate::features::curriculum::plan::{EvaluationForm, FormQuestion};
use crate::features::curriculum::source::document::Document;
use crate::features::curriculum::source::finding::Report;
use crate::features::curriculum::source::folder::Folder;
use crate::features::curriculum::source::lists;

const FILE: &str = "end-of-course.toml";

/// Reads `forms/`, which holds one form.
pub fn load(folder: &Folder, report: &mut Report) -> Option<EvaluationForm> {
    let entries = folder.entries(report);
    for entry in entries.iter().filter(|entry| entry.is_folder || ![FILE, "README.md"].contains(&entry.name.as_str())) {
        report.error(&entry.file, None, "not a form", &format!("the one form is forms/{FILE}"));
    }
    let entry = entries.iter().find(|entry| !entry.is_folder && entry.name == FILE)?;
    let said = entry.text(report)?;
    let document = Document::new(&entry.file, &said);
    let raw: RawForm = document.read(report)?;
    lists::words(&document, "the title", &raw.title, report);
    lists::words(&document, "the intro", &raw.intro, report);
    if raw.questions.is_empty() {
        report.error(&entry.file, None, "the form asks nothing", "add [[questions]] with id, kind and text");
    }
    let questions = questions(&document, &raw.questions, report);
    Some(EvaluationForm { title: text(&raw.title), intro: text(&raw.intro), questions })
}

pub fn questions(document: &Document<'_>, raw: &[RawFormQuestion], report: &mut Report) -> Vec<FormQuestion> {
    lists::ids(document, "questions", raw.iter().map(|question| &question.id), report);
    for question in raw {
        lists::words(document, "the question's text", &question.text, report);
    }
    raw.iter().map(|own| FormQuestion { id: text(&own.id), kind: own.kind, text: text(&own.text) }).collect()
}
