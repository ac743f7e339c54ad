//! A module's folder: `module.toml`, and everything around it brought together.

use std::collections::{BTreeMap, BTreeSet};

use super::document::Document;
use super::finding::Report;
use super::folder::{Folder, is_id};
use super::questions::Questions;
use super::raw::{RawModule, RawModuleText, RawObjective, RawQuiz};
use super::shell::Shell;
use super::{ModuleSource, blueprint, drift, lesson, lists, media, numbers, prose, questions, task};
use crate::base::lang::Lang;
use crate::features::curriculum::item::{Bank, Item};
use crate::features::curriculum::model::{
    LessonContent, ModuleContent, ModuleText, Objective, QuizRules, Source, Task, Term,
};

/// Of the quiz, for each objective.
const QUESTIONS_EACH: usize = 4;

/// Of a pass mark's reason, in characters: it stands beside the mark on a page.
const LONGEST_REASON: usize = 400;

/// Reads one module. `None` when its `module.toml` cannot be read; every fault is in the report.
pub fn load(folder: Folder, slug: &str, terms: &BTreeMap<String, Term>, report: &mut Report) -> Option<ModuleSource> {
    if !is_id(slug) {
        report.error(
            &folder.file(""),
            None,
            "the folder's name is not a slug",
            "use lower-case letters, digits and hyphens",
        );
    }
    let entries = folder.entries(report);
    let Some(entry) = entries.iter().find(|entry| !entry.is_folder && entry.name == "module.toml").cloned() else {
        report.error(
            &folder.file("module.toml"),
            None,
            "the module has no module.toml",
            "write it: title, objectives, quiz",
        );
        return None;
    };
    let text = entry.text(report)?;
    let document = Document::new(&entry.file, &text);
    let raw: RawModule = document.read(report)?;
    check(&document, &raw, report);
    let mut shell = Shell {
        entries,
        folder,
        terms,
        media: BTreeMap::new(),
        objectives: raw.objectives.iter().map(|objective| objective.id.get_ref().clone()).collect(),
        sources: raw.sources.iter().map(|source| source.id.get_ref().clone()).collect(),
        languages: raw.languages.get_ref().clone(),
        lesson_slugs: BTreeSet::new(),
        lesson_names: BTreeSet::new(),
        used_media: BTreeSet::new(),
        used_terms: BTreeSet::new(),
    };
    check_names(&shell, report);
    if let Some(folder) = shell.subfolder("media") {
        shell.media = media::load(&folder, report);
    }
    let lessons = lesson::load(&mut shell, report);
    let bank = questions::load(&shell, report);
    let task = task::load(&shell, report);
    check_bank(&document, &raw, &bank, report);
    let test = blueprint::load(&document, raw.test.as_ref(), &shell, &bank, report);
    check_use(&shell, &document, &raw, &lessons, report);
    let texts = texts(&shell, &raw, report);
    let content = ModuleContent { test, ..content(slug, raw, &shell, lessons, bank.items, task, texts) };
    Some(ModuleSource::new(content, shell.folder.path().to_owned()))
}

fn content(
    slug: &str,
    raw: RawModule,
    shell: &Shell<'_>,
    lessons: Vec<LessonContent>,
    items: Vec<Item>,
    task: Option<Task>,
    texts: BTreeMap<Lang, ModuleText>,
) -> ModuleContent {
    let quiz = quiz_rules(raw.quiz.into_inner());
    let minutes = minutes(&lessons, &quiz, task.as_ref());
    let objectives =
        raw.objectives.into_iter().map(|objective| Objective { id: objective.id.into_inner(), safe: objective.safe });
    let sources = raw.sources.into_iter();
    ModuleContent {
        slug: slug.to_owned(),
        field: raw.field,
        licence: raw.licence,
        languages: raw.languages.into_inner(),
        quiz,
        test: None,
        objectives: objectives.collect(),
        lessons,
        items,
        task,
        sources: sources.map(|s| Source { id: s.id.into_inner(), title: s.title, edition: s.edition }).collect(),
        texts,
        // A picture that no lesson shows is not published.
        media: shell.media.values().filter(|file| shell.used_media.contains(&file.name)).cloned().collect(),
        minutes,
    }
}

fn quiz_rules(raw: RawQuiz) -> QuizRules {
    QuizRules {
        draw: raw.draw,
        pass_percent: raw.pass_percent,
        attempts: raw.attempts,
        counts: raw.counts,
        time_limit_minutes: raw.time_limit_minutes,
        grace_seconds: raw.grace_seconds,
        pass_reason: raw
            .pass_reason
            .map(|reason| reason.get_ref().trim().to_owned())
            .filter(|reason| !reason.is_empty()),
    }
}

/// 120 words a minute, a slow pace for study in a second language, one minute a question, and the task's own time.
fn minutes(lessons: &[LessonContent], quiz: &QuizRules, task: Option<&Task>) -> u32 {
    let words: u32 = lessons.iter().filter_map(|lesson| lesson.text(Lang::En)).map(|(_, text)| text.words).sum();
    words.div_ceil(120).saturating_add(quiz.draw).saturating_add(task.map_or(0, |task| task.minutes))
}

fn check(document: &Document<'_>, raw: &RawModule, report: &mut Report) {
    let file = document.file;
    for (key, text) in [("title", &raw.title), ("summary", raw.summary.get_ref()), ("licence", &raw.licence)] {
        if text.trim().is_empty() {
            report.error(file, None, format!("the {key} is empty"), "write it");
        }
    }
    let languages = raw.languages.get_ref();
    if !languages.contains(&Lang::En) {
        let mend = "English is the source: add \"en\"";
        report.error(file, document.line_of(&raw.languages), "the languages are without English", mend);
    }
    let different: BTreeSet<&Lang> = languages.iter().collect();
    if different.len() != languages.len() {
        report.error(file, document.line_of(&raw.languages), "a language stands twice", "name each once");
    }
    if raw.objectives.is_empty() {
        report.error(file, None, "the module has no objectives", "add [[objectives]] with id and text");
    }
    check_objective_texts(document, Lang::En, &raw.objectives, report);
    prose::check(file, Lang::En, document.line_of(&raw.summary), raw.summary.get_ref(), report);
    lists::ids(document, "objectives", raw.objectives.iter().map(|objective| &objective.id), report);
    lists::ids(document, "sources", raw.sources.iter().map(|source| &source.id), report);
    for source in raw.sources.iter().filter(|source| source.title.trim().is_empty() || source.edition.trim().is_empty())
    {
        let mend = "say what it is and which edition was read: others must find the place";
        report.error(file, document.line_of(&source.id), "a source without title or edition", mend);
    }
    let quiz = raw.quiz.get_ref();
    let line = document.line_of(&raw.quiz);
    if quiz.draw == 0 || quiz.attempts == 0 || quiz.time_limit_minutes == Some(0) {
        report.error(file, line, "the quiz gives no question, no attempt or no time", "use numbers from 1");
    }
    if !(1..=100).contains(&quiz.pass_percent) {
        report.error(file, line, format!("{} percent to pass", quiz.pass_percent), "use 1 to 100");
    }
    check_pass_reason(document, quiz, report);
}

fn check_pass_reason(document: &Document<'_>, quiz: &RawQuiz, report: &mut Report) {
    let Some(reason) = &quiz.pass_reason else { return };
    let (line, length) = (document.line_of(reason), reason.get_ref().trim().chars().count());
    if length == 0 {
        report.error(
            document.file,
            line,
            "the pass_reason is empty",
            "argue the pass mark in a sentence, or take it out",
        );
    } else if length > LONGEST_REASON {
        let what = format!("a pass_reason of {length} characters");
        report.error(document.file, line, what, &format!("argue it in at most {LONGEST_REASON} characters"));
    }
}

fn check_objective_texts(document: &Document<'_>, lang: Lang, objectives: &[RawObjective], report: &mut Report) {
    for objective in objectives {
        let line = document.line_of(&objective.id);
        if objective.text.trim().is_empty() {
            let mend = "say what a participant can do after the module";
            report.error(document.file, line, "an objective without text", mend);
        }
        prose::check(document.file, lang, line, &objective.text, report);
        let mut parts = objective.safe.clone();
        parts.sort();
        parts.dedup();
        if lang != Lang::En && !objective.safe.is_empty() {
            let mend = "take it out: module.toml says it for all languages";
            report.error(document.file, line, "a translation tags the SAFE Framework", mend);
        } else if parts.len() != objective.safe.len() {
            report.error(document.file, line, "a part of the SAFE Framework stands twice", "name each once");
        }
    }
}

/// Files that nothing reads are most likely misnamed.
fn check_names(shell: &Shell<'_>, report: &mut Report) {
    let tags = Lang::ALL.map(Lang::tag);
    for entry in &shell.entries {
        let known = if entry.is_folder {
            ["questions", "media"].contains(&entry.name.as_str()) || tags.contains(&entry.name.as_str())
        } else {
            let translated = |kind: &str| tags.iter().skip(1).any(|tag| entry.name == format!("{kind}.{tag}.toml"));
            ["module.toml", "task.toml", "README.md"].contains(&entry.name.as_str())
                || translated("module")
                || translated("task")
        };
        if !known {
            let mend = "correct its name (curriculum/README.md shows the tree), or take it out";
            report.error(&entry.file, None, "a file or folder that is no part of a module", mend);
        }
    }
    if shell.file("task.toml").is_none() && tags.iter().any(|tag| shell.file(&format!("task.{tag}.toml")).is_some()) {
        report.error(
            &shell.folder.file("task.toml"),
            None,
            "a translated task without the English one",
            "write task.toml",
        );
    }
}

fn check_bank(document: &Document<'_>, raw: &RawModule, bank: &Questions, report: &mut Report) {
    if !bank.sound {
        return;
    }
    let quiz = raw.quiz.get_ref();
    let line = document.line_of(&raw.quiz);
    let count = bank.items.iter().filter(|item| item.in_bank(Bank::Quiz)).count();
    let draw = usize::try_from(quiz.draw).unwrap_or(usize::MAX);
    if draw > count {
        let what = format!("the quiz draws {draw} questions, there are {count} that are checked");
        report.error(document.file, line, what, "write more questions, fill in `checked`, or draw fewer");
    } else if draw < raw.objectives.len() {
        let what = format!("{draw} questions cannot touch all {} objectives", raw.objectives.len());
        report.warn(document.file, line, what, "draw at least one question for each objective");
    }
    for objective in &raw.objectives {
        let (id, line) = (objective.id.get_ref(), document.line_of(&objective.id));
        match bank.items.iter().filter(|item| item.in_bank(Bank::Quiz) && item.objective == *id).count() {
            0 => {
                let mend = "write questions for it and have them checked, or take it out";
                report.error(document.file, line, format!("no checked question asks for `{id}`"), mend);
            }
            few if few < QUESTIONS_EACH => {
                let what = format!("{few} checked questions of the quiz ask for `{id}`, {QUESTIONS_EACH} are needed");
                report.error(document.file, line, what, "write more: a second attempt must not repeat the first");
            }
            _ => {}
        }
    }
}

fn check_use(
    shell: &Shell<'_>,
    document: &Document<'_>,
    raw: &RawModule,
    lessons: &[LessonContent],
    report: &mut Report,
) {
    let all_read = lessons.len() == shell.lesson_names.len();
    for objective in raw.objectives.iter().filter(|_| all_read) {
        let id = objective.id.get_ref();
        if !lessons.iter().any(|lesson| lesson.objectives.contains(id)) {
            let mend = "write a lesson for it, or name it in a lesson's front matter";
            report.warn(document.file, document.line_of(&objective.id), format!("no lesson teaches `{id}`"), mend);
        }
    }
    for name in shell.media.keys().filter(|name| all_read && !shell.used_media.contains(*name)) {
        let mend = "show it, or take it out";
        report.warn(&shell.folder.file(&format!("media/{name}")), None, "a picture that no lesson shows", mend);
    }
    for term in shell.used_terms.iter().filter_map(|id| shell.terms.get(id)) {
        for lang in shell.languages.iter().filter(|lang| !term.names.contains_key(lang)) {
            let what = format!("the term `{}` has no name in {}", term.id, lang.own_name());
            report.error(
                document.file,
                document.line_of(&raw.languages),
                what,
                &format!("add {lang} = \"…\" in glossary/"),
            );
        }
        for lang in shell.languages.iter().filter(|lang| !term.definitions.contains_key(lang)) {
            let what = format!("the term `{}` is explained in English only, not in {}", term.id, lang.own_name());
            let mend = format!("add definition.{lang} = \"…\" in glossary/");
            report.warn(document.file, document.line_of(&raw.languages), what, &mend);
        }
    }
}

fn texts(shell: &Shell<'_>, raw: &RawModule, report: &mut Report) -> BTreeMap<Lang, ModuleText> {
    let hash = drift::source_hash(words(&raw.title, raw.summary.get_ref(), &raw.objectives));
    let english = module_text(&raw.title, raw.summary.get_ref(), &raw.objectives, false, &hash);
    let mut texts = BTreeMap::new();
    for lang in Lang::ALL.into_iter().filter(|lang| *lang != Lang::En) {
        texts.extend(translation(shell, lang, &english, report).map(|text| (lang, text)));
    }
    texts.insert(Lang::En, english);
    texts
}

fn translation(shell: &Shell<'_>, lang: Lang, source: &ModuleText, report: &mut Report) -> Option<ModuleText> {
    let hash = source.source_hash.as_str();
    let name = format!("module.{lang}.toml");
    let Some(entry) = shell.file(&name) else {
        if shell.promises(lang) {
            let mend = format!("translate title, summary and objectives with source_hash = \"{hash}\"");
            let what = format!("the description is missing in {}", lang.own_name());
            report.error(&shell.folder.file(&name), None, what, &mend);
        }
        return None;
    };
    let text = entry.text(report)?;
    let document = Document::new(&entry.file, &text);
    let raw: RawModuleText = document.read(report)?;
    check_objective_texts(&document, lang, &raw.objectives, report);
    prose::check(&entry.file, lang, document.line_of(&raw.summary), raw.summary.get_ref(), report);
    let own: BTreeSet<String> = raw.objectives.iter().map(|objective| objective.id.get_ref().clone()).collect();
    if own != shell.objectives {
        report.error(&entry.file, None, "the objectives differ from module.toml", "repeat every id with its text");
        return None;
    }
    let stale = drift::is_stale(&entry.file, None, "the description", raw.source_hash.as_deref(), hash, report);
    let made_from = raw.source_hash.as_deref().unwrap_or_default();
    let text = module_text(&raw.title, raw.summary.get_ref(), &raw.objectives, stale, made_from);
    if !stale {
        check_same_numbers(&document, &raw, source, &text, report);
    }
    Some(text)
}

fn check_same_numbers(
    document: &Document<'_>,
    raw: &RawModuleText,
    source: &ModuleText,
    own: &ModuleText,
    report: &mut Report,
) {
    for (unit, pair) in [("the title", (&source.title, &own.title)), ("the summary", (&source.summary, &own.summary))] {
        numbers::compare(document.file, None, unit, (pair.0, pair.1), report);
    }
    for objective in &raw.objectives {
        let line = Some(document.line_of(&objective.id));
        if let Some(source) = source.objectives.get(objective.id.get_ref()) {
            numbers::compare(document.file, line, "the objective", (source, &objective.text), report);
        }
    }
}

fn module_text(title: &str, summary: &str, objectives: &[RawObjective], stale: bool, source_hash: &str) -> ModuleText {
    ModuleText {
        title: title.to_owned(),
        summary: summary.to_owned(),
        objectives: objectives.iter().map(|o| (o.id.get_ref().clone(), o.text.clone())).collect(),
        stale,
        source_hash: source_hash.to_owned(),
    }
}

fn words<'t>(title: &'t str, summary: &'t str, objectives: &'t [RawObjective]) -> Vec<&'t str> {
    let mut words = vec![title, summary];
    words.extend(objectives.iter().flat_map(|objective| [objective.id.get_ref().as_str(), objective.text.as_str()]));
    words
}
