//! The written task with its rubric, and its translations.

use std::collections::BTreeMap;

use toml::Spanned;

use super::document::Document;
use super::finding::Report;
use super::folder::is_id;
use super::raw::{RawCriterion, RawLevel, RawTask, RawTaskText};
use super::{drift, numbers, prose, sample, shell::Shell};
use crate::base::lang::Lang;
use crate::base::markdown::to_html;
use crate::features::curriculum::model::{Criterion, CriterionText, LevelText, Task, TaskText};

/// Far more than any prompt, in bytes; see the limit of lessons.
const LONGEST: usize = 20_000;

/// Reads `task.toml`, when the module has one, with every `task.<lang>.toml`.
pub fn load(shell: &Shell<'_>, report: &mut Report) -> Option<Task> {
    let entry = shell.file("task.toml")?;
    let text = entry.text(report)?;
    let document = Document::new(&entry.file, &text);
    let raw: RawTask = document.read(report)?;
    check(shell, &document, &raw, report);
    check_size(&document, [&raw.prompt, &raw.model_answer], report)?;
    check_prose(&document, Lang::En, [&raw.prompt, &raw.model_answer], &raw.criteria, report);
    let words = words(&raw.title, raw.prompt.get_ref(), raw.model_answer.get_ref(), &raw.criteria);
    let source_hash = drift::source_hash(words.iter().map(String::as_str));
    let mut task = Task {
        id: raw.id.into_inner(),
        minutes: raw.minutes,
        min_words: raw.min_words,
        max_words: raw.max_words,
        criteria: raw.criteria.iter().map(criterion).collect(),
        pass_percent: raw.pass.percent,
        samples: sample::load(&document, &raw.samples, &raw.criteria, report),
        source_hash,
        texts: BTreeMap::new(),
    };
    let source = words;
    let english = task_text(raw.title, &raw.prompt, &raw.model_answer, &raw.criteria);
    task.texts.insert(Lang::En, english);
    for lang in Lang::ALL.into_iter().filter(|lang| *lang != Lang::En) {
        translate(shell, lang, &source, &mut task, report);
    }
    Some(task)
}

/// Sample answers are left alone: people under time write long sentences.
fn check_prose(
    document: &Document<'_>,
    lang: Lang,
    texts: [&Spanned<String>; 2],
    criteria: &[RawCriterion],
    report: &mut Report,
) {
    for text in texts {
        // What stands in """…""" begins on the line of the quotes, or on the next.
        prose::check(document.file, lang, document.line_of(text), text.get_ref(), report);
    }
    for criterion in criteria {
        for level in &criterion.levels {
            prose::check(document.file, lang, document.line_of(&criterion.id), &level.text, report);
        }
    }
}

fn check(shell: &Shell<'_>, document: &Document<'_>, raw: &RawTask, report: &mut Report) {
    let (file, line) = (document.file, document.line_of(&raw.id));
    if !is_id(raw.id.get_ref()) {
        report.error(file, line, "the task's id is not an id", "use lower-case letters, digits and hyphens");
    }
    if raw.max_words == 0 || raw.min_words > raw.max_words {
        report.error(
            file,
            line,
            "no answer can have between min_words and max_words words",
            "make max_words the larger",
        );
    }
    if raw.minutes == 0 {
        report.error(file, line, "the task takes no time", "say how many minutes it takes");
    }
    if !(1..=100).contains(&raw.pass.percent) {
        report.error(file, line, format!("{} percent to pass", raw.pass.percent), "use 1 to 100");
    }
    for (key, text) in [("prompt", &raw.prompt), ("model_answer", &raw.model_answer)] {
        if text.get_ref().trim().is_empty() {
            report.error(file, document.line_of(text), format!("the {key} is empty"), "write it");
        }
    }
    if raw.criteria.is_empty() {
        report.error(file, line, "the task has no criteria", "add [[criteria]]: what a grader looks for");
    }
    let mut seen: Vec<&str> = Vec::new();
    for criterion in &raw.criteria {
        let line = document.line_of(&criterion.id);
        if seen.contains(&criterion.id.get_ref().as_str()) {
            report.error(file, line, format!("two criteria `{}`", criterion.id.get_ref()), "give each its own id");
        }
        seen.push(criterion.id.get_ref());
        check_criterion(shell, file, line, criterion, report);
    }
}

/// `None` when a text is too long to render.
fn check_size(document: &Document<'_>, texts: [&Spanned<String>; 2], report: &mut Report) -> Option<()> {
    let long = texts.into_iter().find(|text| text.get_ref().len() > LONGEST);
    if let Some(text) = long {
        let what = format!("a text of {} KB", text.get_ref().len() / 1024);
        report.error(
            document.file,
            document.line_of(text),
            what,
            "shorten it: prompts and answers are read in minutes",
        );
    }
    long.is_none().then_some(())
}

fn check_criterion(shell: &Shell<'_>, file: &str, line: usize, criterion: &RawCriterion, report: &mut Report) {
    let id = criterion.id.get_ref();
    if !is_id(id) {
        report.error(file, line, format!("`{id}` is not an id"), "use lower-case letters, digits and hyphens");
    }
    match &criterion.objective {
        Some(objective) => shell.check_objective(file, line, objective, report),
        None => report.error(file, line, format!("criterion `{id}` has no objective"), "add objective = \"…\""),
    }
    let points: Vec<u32> = criterion.levels.iter().filter_map(|level| level.points).collect();
    if points.len() < 2 || points.len() != criterion.levels.len() {
        let mend = "give two or more levels, each with points";
        report.error(file, line, format!("criterion `{id}` has no scale"), mend);
    } else if !points.is_sorted_by(|lower, higher| lower < higher) {
        let mend = "start at the lowest level; each next one has more points";
        report.error(file, line, format!("the levels of `{id}` do not rise"), mend);
    }
    if criterion.levels.iter().any(|level| level.title.trim().is_empty() || level.text.trim().is_empty()) {
        report.error(file, line, format!("a level of `{id}` has no words"), "say what an answer at this level does");
    }
}

fn criterion(raw: &RawCriterion) -> Criterion {
    Criterion {
        id: raw.id.get_ref().clone(),
        objective: raw.objective.clone().unwrap_or_default(),
        levels: raw.levels.iter().filter_map(|level| level.points).collect(),
    }
}

fn task_text(title: String, prompt: &Spanned<String>, answer: &Spanned<String>, criteria: &[RawCriterion]) -> TaskText {
    let levels = |levels: &[RawLevel]| {
        levels.iter().map(|level| LevelText { title: level.title.clone(), text: level.text.clone() }).collect()
    };
    let text = |raw: &RawCriterion| CriterionText { title: raw.title.clone(), levels: levels(&raw.levels) };
    TaskText {
        title,
        prompt_html: to_html(prompt.get_ref()),
        model_answer_html: to_html(answer.get_ref()),
        criteria: criteria.iter().map(|raw| (raw.id.get_ref().clone(), text(raw))).collect(),
    }
}

/// Every word a translator translates.
fn words(title: &str, prompt: &str, answer: &str, criteria: &[RawCriterion]) -> Vec<String> {
    let mut words = vec![title.to_owned(), prompt.to_owned(), answer.to_owned()];
    for criterion in criteria {
        words.extend([criterion.id.get_ref().clone(), criterion.title.clone()]);
        words.extend(criterion.levels.iter().flat_map(|level| [level.title.clone(), level.text.clone()]));
    }
    words
}

fn translate(shell: &Shell<'_>, lang: Lang, source: &[String], task: &mut Task, report: &mut Report) {
    let name = format!("task.{lang}.toml");
    let Some(entry) = shell.file(&name) else {
        if shell.promises(lang) {
            let mend = format!("translate it with source_hash = \"{}\"", task.source_hash);
            report.error(&shell.folder.file(&name), None, format!("the task is missing in {}", lang.own_name()), &mend);
        }
        return;
    };
    let Some(text) = entry.text(report) else { return };
    let document = Document::new(&entry.file, &text);
    let Some(raw) = document.read::<RawTaskText>(report) else { return };
    if raw.criteria.iter().any(|own| own.objective.is_some() || own.levels.iter().any(|level| level.points.is_some())) {
        let mend = "take points and objective out: only texts are translated";
        report.error(&entry.file, None, "the translation repeats the marking", mend);
        return;
    }
    if check_size(&document, [&raw.prompt, &raw.model_answer], report).is_none() {
        return;
    }
    if !has_same_shape(task, &raw.criteria) {
        let mend = "repeat every criterion's id with as many levels";
        report.error(&entry.file, None, "the criteria differ from the English task", mend);
        return;
    }
    check_prose(&document, lang, [&raw.prompt, &raw.model_answer], &raw.criteria, report);
    sample::translate(shell, &document, lang, &raw.samples, &mut task.samples, report);
    // Graded: an old translation might ask something else, so the task falls back to English.
    if !drift::is_stale(&entry.file, None, "the task", raw.source_hash.as_deref(), &task.source_hash, report) {
        let own = words(&raw.title, raw.prompt.get_ref(), raw.model_answer.get_ref(), &raw.criteria);
        for (source, own) in source.iter().zip(&own) {
            let start: String = own.chars().take(30).collect();
            numbers::compare(&entry.file, None, &format!("the text “{start} …”"), (source, own), report);
        }
        task.texts.insert(lang, task_text(raw.title, &raw.prompt, &raw.model_answer, &raw.criteria));
    }
}

fn has_same_shape(task: &Task, own: &[RawCriterion]) -> bool {
    let english = task.criteria.iter().map(|criterion| (&criterion.id, criterion.levels.len()));
    english.eq(own.iter().map(|criterion| (criterion.id.get_ref(), criterion.levels.len())))
}
