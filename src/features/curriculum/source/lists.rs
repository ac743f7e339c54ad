//! What lists of named things have in common: ids that are ids and different, references that lead somewhere, words.

use std::collections::BTreeSet;

use toml::Spanned;

use super::document::Document;
use super::finding::Report;
use super::folder::is_id;
use super::prose;
use crate::base::lang::Lang;

/// The ids of a list; `what` names its members in the plural.
pub fn ids<'r>(
    document: &Document<'_>,
    what: &str,
    ids: impl IntoIterator<Item = &'r Spanned<String>>,
    report: &mut Report,
) -> BTreeSet<&'r str> {
    let mut seen = BTreeSet::new();
    for id in ids {
        let (line, text) = (document.line_of(id), id.get_ref().as_str());
        if !is_id(text) {
            let mend = "use lower-case letters, digits and hyphens";
            report.error(document.file, line, format!("`{text}` is not an id"), mend);
        }
        if !seen.insert(text) {
            report.error(document.file, line, format!("two {what} have the id `{text}`"), "give each its own id");
        }
    }
    seen
}

/// Names what is not among the known ids; `what` says what it would be.
pub fn known<'r>(
    document: &Document<'_>,
    what: &str,
    known: &BTreeSet<&str>,
    references: impl IntoIterator<Item = &'r Spanned<String>>,
    report: &mut Report,
) {
    for reference in references {
        let id = reference.get_ref().as_str();
        if !known.contains(id) {
            let mend = format!("use an id of the {what}s in this file, or add it there");
            report.error(document.file, document.line_of(reference), format!("no {what} `{id}`"), &mend);
        }
    }
}

/// An English text that must be there, in sentences that are not too long; `what` names it.
pub fn words(document: &Document<'_>, what: &str, text: &Spanned<String>, report: &mut Report) {
    let line = document.line_of(text);
    if text.get_ref().trim().is_empty() {
        report.error(document.file, line, format!("{what} is empty"), "write it");
    }
    prose::check(document.file, Lang::En, line, text.get_ref(), report);
}

/// How many there must be; `line` is that of the list.
pub fn count(
    document: &Document<'_>,
    line: impl Into<Option<usize>>,
    what: &str,
    (found, wanted): (usize, std::ops::RangeInclusive<usize>),
    report: &mut Report,
) {
    if !wanted.contains(&found) {
        let mend = format!("write {} to {}", wanted.start(), wanted.end());
        report.error(document.file, line, format!("{found} {what}"), &mend);
    }
}

/// A number within its bounds; `what` names it.
pub fn within(
    document: &Document<'_>,
    what: &str,
    number: &Spanned<u32>,
    wanted: std::ops::RangeInclusive<u32>,
    report: &mut Report,
) {
    let found = number.get_ref();
    if !wanted.contains(found) {
        let mend = format!("use {} to {}", wanted.start(), wanted.end());
        report.error(document.file, document.line_of(number), format!("{what} is {found}"), &mend);
    }
}
