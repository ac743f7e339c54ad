//! The craft of questions: what an experienced writer would strike out. Most of it gives a key away to a participant
//! who does not know it; the rest makes a question harder to read than what it asks.
//!
//! `curriculum/README.md` explains each rule in a line. What can be told surely is an error, a guess is a warning.

mod bank;
mod cues;
mod negation;
mod options;
mod words;

use super::finding::Report;
use super::question::Place;
use crate::base::lang::Lang;
use crate::features::curriculum::item::{ItemText, Kind};

pub use bank::{Stood, check as check_bank};

/// Checks one question's words in one language.
pub fn check(place: &Place<'_>, lang: Lang, kind: &Kind, text: &ItemText, report: &mut Report) {
    negation::check(place, lang, kind, &text.stem, report);
    if let Kind::Single { options } | Kind::Multiple { options } = kind {
        options::check(place, lang, kind, text, report);
        cues::check(place, lang, options, text, report);
    }
}
