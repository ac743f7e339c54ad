//! Lessons: front matter, Markdown, and their translations.

use std::collections::BTreeMap;

use super::document::Document;
use super::finding::Report;
use super::folder::{Entry, Folder, is_id};
use super::markdown::{Rendered, Surroundings, render};
use super::raw::RawLesson;
use super::{drift, numbers, prose, reading, shell::Shell};
use crate::base::lang::Lang;
use crate::features::curriculum::model::{LessonContent, LessonText, SourceRef};

/// A lesson may have so many words; fewer or more is a sign that it should be joined or split.
const WORDS: std::ops::RangeInclusive<usize> = 300..=900;

/// A lesson file before its translations are known.
struct Parsed {
    entry: Entry,
    position: u32,
    slug: String,
    title: String,
    objectives: Vec<String>,
    sources: Vec<SourceRef>,
    /// As it stands in the file.
    made_from: Option<String>,
    /// Of title and body.
    hash: String,
    rendered: Rendered,
    body: String,
}

/// The English lessons of a module, in reading order, each with the translations that are there.
pub fn load(shell: &mut Shell<'_>, report: &mut Report) -> Vec<LessonContent> {
    let english = parse_all(shell, Lang::En, report);
    check_order(&english, report);
    if english.is_empty() && shell.lesson_slugs.is_empty() {
        let mend = "write the first lesson as en/01-<slug>.md";
        report.error(&shell.folder.file("en"), None, "the module has no lesson", mend);
    }
    let mut lessons: Vec<LessonContent> = english.iter().map(content).collect();
    for lang in Lang::ALL.into_iter().filter(|lang| *lang != Lang::En) {
        let translations = parse_all(shell, lang, report);
        translate(shell, lang, &english, &translations, &mut lessons, report);
    }
    lessons
}

fn parse_all(shell: &mut Shell<'_>, lang: Lang, report: &mut Report) -> Vec<Parsed> {
    let Some(folder) = shell.language_folder(lang) else { return Vec::new() };
    let entries = folder.entries(report);
    entries.into_iter().filter_map(|entry| parse(shell, &folder, entry, lang, report)).collect()
}

fn parse(shell: &mut Shell<'_>, folder: &Folder, entry: Entry, lang: Lang, report: &mut Report) -> Option<Parsed> {
    let named = entry.stem(".md").and_then(|stem| stem.split_once('-'));
    let named = named.and_then(|(number, slug)| Some((number.parse::<u32>().ok()?, slug.to_owned())));
    let Some((position, slug)) = named.filter(|(_, slug)| is_id(slug)) else {
        let mend = "name lessons NN-<slug>.md: two digits, then lower-case letters, digits and hyphens";
        report.error(&folder.file(&entry.name), None, "not the name of a lesson", mend);
        return None;
    };
    if lang == Lang::En {
        shell.lesson_slugs.insert(slug.clone());
        shell.lesson_names.insert(entry.name.clone());
    }
    let text = entry.text(report)?;
    let (front, body) = front_matter(&entry.file, &text, report)?;
    let raw: RawLesson = front.read(report)?;
    let body_line = front.first_line + front.text.lines().count() + 1;
    if raw.title.trim().is_empty() {
        report.error(&entry.file, front.first_line, "the lesson has no title", "write it in the front matter");
    }
    let objectives = check_objectives(shell, &front, &raw, report);
    let sources = check_sources(shell, &front, &raw, report);
    let around = Surroundings { file: &entry.file, lang, terms: shell.terms, media: &shell.media };
    let rendered = render(body, body_line, &around, report);
    shell.used_media.extend(rendered.media.iter().cloned());
    shell.used_terms.extend(rendered.terms.iter().cloned());
    rendered.blocks.iter().for_each(|block| prose::check_block(&entry.file, lang, block, report));
    reading::check(&entry.file, lang, &rendered.blocks, report);
    if lang == Lang::En {
        if raw.source_hash.is_some() {
            report.error(&entry.file, front.first_line, "an English lesson with source_hash", "take the key out");
        }
        check_length(&entry.file, &rendered, report);
    }
    let hash = drift::source_hash([raw.title.as_str(), body]);
    let body = body.to_owned();
    Some(Parsed {
        entry,
        position,
        slug,
        title: raw.title,
        objectives,
        sources,
        made_from: raw.source_hash,
        hash,
        rendered,
        body,
    })
}

/// Splits off the TOML between two lines of `+++`.
fn front_matter<'t>(file: &'t str, text: &'t str, report: &mut Report) -> Option<(Document<'t>, &'t str)> {
    let inside =
        text.strip_prefix("+++").and_then(|rest| rest.split_once('\n')).filter(|(rest, _)| rest.trim().is_empty());
    let split = inside.and_then(|(_, inside)| {
        let mut at = 0;
        for line in inside.split_inclusive('\n') {
            if line.trim_end() == "+++" {
                return Some((inside.get(..at)?, inside.get(at + line.len()..)?));
            }
            at += line.len();
        }
        None
    });
    if split.is_none() {
        let mend = "begin the file with a line +++, title and objectives, and a line +++";
        report.error(file, 1, "the lesson has no front matter", mend);
    }
    split.map(|(front, body)| (Document::starting_at(file, front, 2), body))
}

fn check_objectives(shell: &Shell<'_>, front: &Document<'_>, raw: &RawLesson, report: &mut Report) -> Vec<String> {
    if raw.objectives.is_empty() {
        let mend = "add objectives = [\"…\"] with ids of module.toml";
        report.error(front.file, front.first_line, "the lesson serves no objective", mend);
    }
    for objective in &raw.objectives {
        shell.check_objective(front.file, front.line_of(objective), objective.get_ref(), report);
    }
    raw.objectives.iter().map(|objective| objective.get_ref().clone()).collect()
}

fn check_sources(shell: &Shell<'_>, front: &Document<'_>, raw: &RawLesson, report: &mut Report) -> Vec<SourceRef> {
    if raw.sources.is_empty() {
        let mend = "add sources = [{ id = \"…\", section = \"…\" }]";
        report.error(front.file, front.first_line, "the lesson names no source", mend);
    }
    for source in &raw.sources {
        shell.check_source(front.file, front.line_of(source), &source.get_ref().id, report);
    }
    raw.sources.iter().map(|source| source.get_ref().clone()).collect()
}

fn check_length(file: &str, rendered: &Rendered, report: &mut Report) {
    let words = reading::words(&rendered.blocks);
    if !WORDS.contains(&words) {
        let what = format!("a lesson of {words} words");
        let mend = format!("a lesson has {} to {} words: join or split", WORDS.start(), WORDS.end());
        report.warn(file, None, what, &mend);
    }
}

fn check_order(english: &[Parsed], report: &mut Report) {
    for (at, lesson) in english.iter().enumerate() {
        let earlier = english.get(..at).unwrap_or_default();
        if earlier.iter().any(|other| other.slug == lesson.slug) {
            let what = format!("two lessons are called `{}`", lesson.slug);
            report.error(&lesson.entry.file, None, what, "the part after the number must be unique in the module");
        }
        if earlier.iter().any(|other| other.position == lesson.position) {
            let what = format!("two lessons have the number {}", lesson.position);
            report.error(&lesson.entry.file, None, what, "renumber the files: the number orders the lessons");
        }
    }
}

fn content(parsed: &Parsed) -> LessonContent {
    LessonContent {
        slug: parsed.slug.clone(),
        position: parsed.position,
        objectives: parsed.objectives.clone(),
        sources: parsed.sources.clone(),
        texts: BTreeMap::from([(Lang::En, lesson_text(parsed, false, &parsed.hash))]),
    }
}

fn lesson_text(parsed: &Parsed, stale: bool, source_hash: &str) -> LessonText {
    let html = parsed.rendered.html.clone();
    LessonText {
        title: parsed.title.clone(),
        words: u32::try_from(reading::words(&parsed.rendered.blocks)).unwrap_or(u32::MAX),
        bytes: u64::try_from(html.len()).unwrap_or(u64::MAX),
        html,
        stale,
        source_hash: source_hash.to_owned(),
    }
}

fn translate(
    shell: &Shell<'_>,
    lang: Lang,
    english: &[Parsed],
    translations: &[Parsed],
    lessons: &mut [LessonContent],
    report: &mut Report,
) {
    for (source, lesson) in english.iter().zip(lessons) {
        let Some(own) = translations.iter().find(|own| own.entry.name == source.entry.name) else {
            let name = format!("{lang}/{}", source.entry.name);
            // A file that is there and could not be read has its finding already.
            if shell.promises(lang) && !shell.has(&name) {
                let file = shell.folder.file(&name);
                let mend = format!("translate it with source_hash = \"{}\"", source.hash);
                report.error(&file, None, format!("the lesson is missing in {}", lang.own_name()), &mend);
            }
            continue;
        };
        let stale =
            drift::is_stale(&own.entry.file, Some(2), "the lesson", own.made_from.as_deref(), &source.hash, report);
        check_same_front(source, own, report);
        if !stale {
            check_same_numbers(source, own, report);
        }
        let made_from = own.made_from.clone().unwrap_or_default();
        lesson.texts.insert(lang, lesson_text(own, stale, &made_from));
    }
    for own in translations {
        if !shell.lesson_names.contains(&own.entry.name) {
            let mend = "give it the name of its English file, or take it out";
            report.error(&own.entry.file, None, "a translation of a lesson that is not there", mend);
        }
    }
}

/// Block by block when both have as many, so that a swap is seen and the line is told; else as a whole.
fn check_same_numbers(source: &Parsed, own: &Parsed, report: &mut Report) {
    let file = &own.entry.file;
    let (blocks, own_blocks) = (&source.rendered.blocks, &own.rendered.blocks);
    let before = report.errors();
    numbers::compare(file, Some(2), "the title", (&source.title, &own.title), report);
    if blocks.len() == own_blocks.len() {
        for (block, own) in blocks.iter().zip(own_blocks) {
            numbers::compare(file, Some(own.line), "the text", (&block.text, &own.text), report);
        }
    }
    // With captions and what pictures say, too.
    if report.errors() == before {
        numbers::compare(file, None, "the lesson", (&source.body, &own.body), report);
    }
}

fn check_same_front(source: &Parsed, own: &Parsed, report: &mut Report) {
    if source.objectives != own.objectives || source.sources.len() != own.sources.len() {
        let mend = "copy both lists from the English file";
        report.error(&own.entry.file, 2, "objectives or sources differ from the English lesson", mend);
    }
}
