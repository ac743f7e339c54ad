//! Sample answers of a task with their agreed marks, and their translations: what graders compare with.

use std::collections::BTreeMap;

use toml::Spanned;

use super::document::Document;
use super::finding::Report;
use super::raw::{RawCriterion, RawSample};
use super::shell::Shell;
use super::{drift, numbers};
use crate::base::lang::Lang;
use crate::features::curriculum::model::{Sample, SampleText};

/// The English samples.
pub fn load(
    document: &Document<'_>,
    raw: &[Spanned<RawSample>],
    criteria: &[RawCriterion],
    report: &mut Report,
) -> Vec<Sample> {
    for sample in raw {
        check(document, sample, criteria, report);
    }
    raw.iter().map(|sample| sample_of(sample.get_ref())).collect()
}

fn check(document: &Document<'_>, sample: &Spanned<RawSample>, criteria: &[RawCriterion], report: &mut Report) {
    let (file, line) = (document.file, document.line_of(sample));
    check_words(document, sample, report);
    if sample.get_ref().source_hash.is_some() {
        report.error(file, line, "an English sample with source_hash", "take it out: English is the source");
    }
    let marks = sample.get_ref().marks.clone().unwrap_or_default();
    for criterion in criteria {
        let id = criterion.id.get_ref();
        let agreed = marks.get(id).copied();
        if !criterion.levels.iter().any(|level| level.points.is_some() && level.points == agreed) {
            let mend = "give every criterion the points of one of its levels";
            report.error(file, line, format!("a sample without a mark for `{id}` that its levels know"), mend);
        }
    }
    for id in marks.keys().filter(|id| !criteria.iter().any(|criterion| criterion.id.get_ref() == *id)) {
        report.error(file, line, format!("a sample with a mark for `{id}`"), "use the ids of [[criteria]]");
    }
}

fn check_words(document: &Document<'_>, sample: &Spanned<RawSample>, report: &mut Report) {
    let raw = sample.get_ref();
    if raw.answer.trim().is_empty() || raw.why.trim().is_empty() {
        let mend = "write the answer and why it has its marks";
        report.error(document.file, document.line_of(sample), "a sample without words", mend);
    }
}

fn sample_of(raw: &RawSample) -> Sample {
    let SampleText { answer, why } = text_of(raw);
    Sample { answer, marks: raw.marks.clone().unwrap_or_default(), why, texts: BTreeMap::new() }
}

fn text_of(raw: &RawSample) -> SampleText {
    SampleText { answer: raw.answer.trim().to_owned(), why: raw.why.clone() }
}

/// What a translation of the sample names as its source.
pub fn source_hash(sample: &Sample) -> String {
    drift::source_hash([sample.answer.as_str(), sample.why.as_str()])
}

/// Adds the samples of `task.<lang>.toml`, which stand in the order of the English ones.
pub fn translate(
    shell: &Shell<'_>,
    document: &Document<'_>,
    lang: Lang,
    own: &[Spanned<RawSample>],
    samples: &mut [Sample],
    report: &mut Report,
) {
    let file = document.file;
    if own.is_empty() && !shell.promises(lang) {
        return;
    }
    if own.len() > samples.len() {
        let what = format!("{} samples, the English task has {}", own.len(), samples.len());
        report.error(file, None, what, "translate each English sample once, in its order");
        return;
    }
    if let Some(first) = samples.get(own.len()) {
        let mend = format!(
            "translate them all in the order of task.toml; sample {} with source_hash = \"{}\"",
            own.len() + 1,
            source_hash(first)
        );
        report.error(file, None, format!("{} of {} samples are translated", own.len(), samples.len()), &mend);
        return;
    }
    for ((number, raw), sample) in (1..).zip(own).zip(samples) {
        translate_one(document, (lang, number), raw, sample, report);
    }
}

fn translate_one(
    document: &Document<'_>,
    (lang, number): (Lang, usize),
    raw: &Spanned<RawSample>,
    sample: &mut Sample,
    report: &mut Report,
) {
    let (file, line) = (document.file, document.line_of(raw));
    check_words(document, raw, report);
    if raw.get_ref().marks.is_some() {
        let mend = "take marks out: they stand in task.toml only";
        report.error(file, line, "a translated sample with marks", mend);
    }
    let (unit, made_from) = (format!("sample {number}"), raw.get_ref().source_hash.as_deref());
    // A grader must not compare with an old answer: a stale translation is left out, and the English one shows.
    if drift::is_stale(file, Some(line), &unit, made_from, &source_hash(sample), report) {
        return;
    }
    let text = text_of(raw.get_ref());
    for (part, pair) in [("the answer", (&sample.answer, &text.answer)), ("the why", (&sample.why, &text.why))] {
        numbers::compare(file, Some(line), &format!("{part} of {unit}"), (pair.0, pair.1), report);
    }
    sample.texts.insert(lang, text);
}
