//! Question files and their translations.

use std::collections::{BTreeMap, BTreeSet};

use super::document::Document;
use super::finding::Report;
use super::folder::{Entry, Folder, is_id};
use super::question::{self, Place};
use super::raw::{RawAnswer, RawQuestion};
use super::{craft, drift, numbers, prose, shell::Shell};
use crate::base::lang::Lang;
use crate::features::curriculum::item::{Bank, Item, ItemText, Kind, Level};
use crate::features::curriculum::model::SourceRef;

/// A question bank as read: `sound` tells whether every question came through, so that rules about the whole bank
/// do not repeat a fault that a file has already been blamed for.
pub struct Questions {
    pub items: Vec<Item>,
    pub sound: bool,
}

/// One English question with the place it stands at.
struct Asked {
    file_name: String,
    file: String,
    line: usize,
    item: Item,
}

pub fn load(shell: &Shell<'_>, report: &mut Report) -> Questions {
    let Some(folder) = shell.subfolder("questions") else {
        let mend = "write them in questions/<name>.toml";
        report.error(&shell.folder.file("questions"), None, "the module has no questions", mend);
        return Questions { items: Vec::new(), sound: false };
    };
    let before = report.errors();
    let entries = folder.entries(report);
    let mut asked: Vec<Asked> = Vec::new();
    let mut ids = BTreeSet::new();
    for entry in entries.iter().filter(|entry| !entry.is_folder) {
        load_file(shell, &folder, entry, &mut ids, &mut asked, report);
    }
    let sound = report.errors() == before;
    for Asked { file, line, item, .. } in &asked {
        check_words(&Place { file, line: *line, id: &item.id }, Lang::En, item, report);
    }
    if sound {
        let stood: Vec<_> = asked.iter().map(|a| craft::Stood { file: &a.file, line: a.line, item: &a.item }).collect();
        craft::check_bank(&shell.folder.file("questions"), &stood, report);
    }
    for Asked { file, line, item, .. } in asked.iter().filter(|asked| !asked.item.checked) {
        let what = format!("question `{}` is not checked against its source, so nobody is asked it", item.id);
        report.warn(file, *line, what, "let a second person read the source and fill in `checked`");
    }
    translations(shell, &folder, &entries, &ids, &mut asked, report);
    Questions { items: asked.into_iter().map(|asked| asked.item).collect(), sound }
}

/// Reads one English file.
fn load_file(
    shell: &Shell<'_>,
    folder: &Folder,
    entry: &Entry,
    ids: &mut BTreeSet<String>,
    asked: &mut Vec<Asked>,
    report: &mut Report,
) {
    for (line, raw) in read(folder, entry, report) {
        let place = Place { file: &entry.file, line, id: &raw.id };
        if !is_id(&raw.id) {
            place.error(report, "the id is not lower-case letters, digits and hyphens", "correct it before it is used");
        }
        if !ids.insert(raw.id.clone()) {
            place.error(
                report,
                "another question of this module has this id",
                "give it an id of its own, never used before",
            );
            continue;
        }
        let item = item(shell, &place, &raw, report);
        let (file_name, file) = (&entry.name, &entry.file);
        asked.extend(item.map(|item| Asked { file_name: file_name.clone(), file: file.clone(), line, item }));
    }
}

fn read(folder: &Folder, entry: &Entry, report: &mut Report) -> Vec<(usize, RawQuestion)> {
    let Some(name) = entry.stem(".toml") else {
        report.error(&entry.file, None, "not a question file", "questions stand in <name>.toml");
        return Vec::new();
    };
    if !is_id(name) {
        let mend = "use lower-case letters, digits and hyphens";
        report.error(&folder.file(&entry.name), None, "not a good name for a file", mend);
    }
    let Some(text) = entry.text(report) else { return Vec::new() };
    Document::new(&entry.file, &text).read_each("question", report)
}

/// Checks one English question. `None` when it cannot be asked at all.
fn item(shell: &Shell<'_>, place: &Place<'_>, raw: &RawQuestion, report: &mut Report) -> Option<Item> {
    let objective = place.need(raw.objective.as_deref(), "objective", report);
    let lesson = place.need(raw.lesson.as_deref(), "lesson", report);
    let source = place.need(raw.source.as_deref(), "source", report).map(source_ref);
    let level = level(place, raw.level.as_deref(), report);
    let bank = bank(place, raw.bank.as_deref(), report);
    let angoff = angoff(place, raw.angoff, report);
    if let Some(objective) = &objective {
        shell.check_objective(place.file, place.line, objective, report);
    }
    if let Some(lesson) = lesson.as_deref().filter(|slug| !shell.lesson_slugs.contains(*slug)) {
        let mend = "use the part after the number of a file in en/";
        place.error(report, &format!("no lesson `{lesson}`"), mend);
    }
    if let Some(source) = &source {
        shell.check_source(place.file, place.line, &source.id, report);
    }
    if raw.source_hash.is_some() {
        place.error(report, "an English question with source_hash", "take the key out: it belongs in translations");
    }
    let kind = question::kind(place, raw, report);
    let text = question::text(place, raw, kind.as_ref(), report);
    let (kind, text) = (kind?, text?);
    question::check_texts(place, &text, report);
    Some(Item {
        id: raw.id.clone(),
        objective: objective?,
        level: level?,
        lesson: lesson?,
        source: source?,
        points: 1,
        bank,
        angoff,
        checked: raw.checked.as_deref().is_some_and(|who| !who.trim().is_empty()),
        source_hash: drift::source_hash(question::words(&text)),
        texts: BTreeMap::from([(Lang::En, text)]),
        kind,
    })
}

/// The rules about a question's words in one language: its craft, its sentences and, in a translation, its numbers.
/// A stale translation is not among the texts: nobody reads it.
fn check_words(place: &Place<'_>, lang: Lang, item: &Item, report: &mut Report) {
    let (Some(source), Some(text)) = (item.texts.get(&Lang::En), item.texts.get(&lang)) else { return };
    craft::check(place, lang, &item.kind, text, report);
    for ((name, source), (_, own)) in question::named_words(source).into_iter().zip(question::named_words(text)) {
        prose::check(place.file, lang, place.line, own, report);
        if lang != Lang::En {
            let unit = format!("question `{}`: {name}", place.id);
            numbers::compare(place.file, Some(place.line), &unit, (source, own), report);
        }
    }
}

fn level(place: &Place<'_>, level: Option<&str>, report: &mut Report) -> Option<Level> {
    let name = place.need(level, "level", report)?;
    let level = level_named(&name);
    if level.is_none() {
        place.error(report, &format!("no level `{name}`"), "use recall, apply or judge");
    }
    level
}

pub fn level_named(name: &str) -> Option<Level> {
    Level::ALL.into_iter().find(|level| level.name() == name)
}

fn bank(place: &Place<'_>, bank: Option<&str>, report: &mut Report) -> Bank {
    match bank {
        None | Some("quiz") => Bank::Quiz,
        Some("test") => Bank::Test,
        Some(other) => {
            let mend = "use quiz, which is meant when the key is left out, or test";
            place.error(report, &format!("no bank `{other}`"), mend);
            Bank::Quiz
        }
    }
}

/// Below 0.05 nobody who may pass knows it, above 0.95 it asks nothing.
fn angoff(place: &Place<'_>, angoff: Option<RawAnswer>, report: &mut Report) -> Option<f64> {
    let share = match angoff? {
        RawAnswer::Float(share) => share,
        RawAnswer::Whole(_) | RawAnswer::Bool(_) => f64::NAN,
    };
    if !(0.05..=0.95).contains(&share) {
        let mend = "write the share of just competent participants who would answer right: angoff = 0.70";
        place.error(report, "`angoff` is not a share from 0.05 to 0.95", mend);
        return None;
    }
    Some(share)
}

/// `isps-a 14.2`: the source's id, then the section.
fn source_ref(source: String) -> SourceRef {
    let (id, section) = source.trim().split_once(char::is_whitespace).unwrap_or((source.trim(), ""));
    SourceRef { id: id.to_owned(), section: section.trim().to_owned() }
}

fn translations(
    shell: &Shell<'_>,
    folder: &Folder,
    entries: &[Entry],
    ids: &BTreeSet<String>,
    asked: &mut [Asked],
    report: &mut Report,
) {
    for entry in entries.iter().filter(|entry| entry.is_folder) {
        match Lang::ALL.into_iter().find(|lang| lang.tag() == entry.name) {
            Some(lang) if lang != Lang::En => translation(shell, folder, entry, lang, ids, asked, report),
            _ => report.error(&entry.file, None, "not the folder of a translation", "use fr, es, ar or ru"),
        }
    }
    for lang in
        shell.languages.iter().copied().filter(|lang| *lang != Lang::En && !shell.has(&format!("questions/{lang}")))
    {
        let mend = "add the folder with one file for each English file";
        report.error(&folder.file(lang.tag()), None, format!("the questions are missing in {}", lang.own_name()), mend);
    }
}

fn translation(
    shell: &Shell<'_>,
    folder: &Folder,
    entry: &Entry,
    lang: Lang,
    ids: &BTreeSet<String>,
    asked: &mut [Asked],
    report: &mut Report,
) {
    let own_folder = folder.enter(entry);
    let before = report.errors();
    let mut seen = BTreeSet::new();
    let mut places = Vec::new();
    for file in own_folder.entries(report) {
        for (line, raw) in read(&own_folder, &file, report) {
            places.push((file.file.clone(), line, raw.id.clone()));
            let place = Place { file: &file.file, line, id: &raw.id };
            if !seen.insert(raw.id.clone()) {
                place.error(report, "translated twice", "keep one of the two");
                continue;
            }
            match asked.iter_mut().find(|asked| asked.item.id == raw.id) {
                Some(english) => translate(&place, lang, &file.name, &raw, english, report),
                // A question that is there and was not sound has its finding already.
                None if ids.contains(&raw.id) => {}
                None => place.error(report, "no English question has this id", "correct the id, or take it out"),
            }
        }
    }
    // A broken file would make all its questions look missing.
    if shell.promises(lang) && report.errors() == before {
        for english in asked.iter().filter(|asked| !seen.contains(&asked.item.id)) {
            let file = own_folder.file(&english.file_name);
            let what = format!("question `{}` is missing in {}", english.item.id, lang.own_name());
            let mend = format!("translate it with source_hash = \"{}\"", english.item.source_hash);
            report.error(&file, None, what, &mend);
        }
    }
    for (file, line, id) in &places {
        if let Some(english) = asked.iter().find(|asked| asked.item.id == *id) {
            check_words(&Place { file, line: *line, id }, lang, &english.item, report);
        }
    }
}

fn translate(
    place: &Place<'_>,
    lang: Lang,
    file_name: &str,
    raw: &RawQuestion,
    english: &mut Asked,
    report: &mut Report,
) {
    if file_name != english.file_name {
        let mend = "keep translations in a file of the same name as the English one";
        place.error(report, &format!("the English question stands in {}", english.file_name), mend);
    }
    let before = report.errors();
    question::check_translation_keys(place, raw, report);
    let text = question::text(place, raw, Some(&english.item.kind), report);
    let Some(text) = text.filter(|_| report.errors() == before) else { return };
    question::check_texts(place, &text, report);
    let Some(source) = english.item.texts.get(&Lang::En) else { return };
    if !has_same_ids(source, &text) {
        place.error(
            report,
            "the ids differ from the English question",
            "repeat every id of options, items, pairs and extra",
        );
        return;
    }
    if source.unit.is_empty() != text.unit.is_empty() {
        place.error(
            report,
            "the unit differs from the English question",
            "translate the unit, even if it looks the same",
        );
        return;
    }
    let hash = raw.source_hash.as_deref();
    let unit = format!("question `{}`", place.id);
    // Graded: an old translation might ask something else, so the question falls back to English.
    if drift::is_stale(place.file, Some(place.line), &unit, hash, &english.item.source_hash, report) {
        return;
    }
    english.item.texts.insert(lang, text);
    if let Kind::ShortText { accept } = &mut english.item.kind {
        let forms = question::accepted(place, raw.accept.as_deref().unwrap_or_default(), report);
        accept.insert(lang, forms);
    }
}

fn has_same_ids(source: &ItemText, own: &ItemText) -> bool {
    source.options.keys().eq(own.options.keys()) && source.lefts.keys().eq(own.lefts.keys())
}
