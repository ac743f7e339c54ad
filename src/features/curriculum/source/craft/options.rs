//! How many options a question has, how long they are, and options that are none.

use super::words::{above, words};
use crate::base::lang::Lang;
use crate::features::curriculum::item::{ItemText, Kind};
use crate::features::curriculum::source::finding::Report;
use crate::features::curriculum::source::question::Place;
use crate::features::curriculum::source::reading;

/// An option is read as a whole: longer ones test memory.
const LONGEST: usize = 25;
/// Beside this many characters a longer option is still read at a glance.
const GLANCE: usize = 60;

pub fn check(place: &Place<'_>, lang: Lang, kind: &Kind, text: &ItemText, report: &mut Report) {
    if lang == Lang::En {
        check_count(place, kind, text.options.len(), report);
    }
    let mut lengths = Vec::new();
    for (id, option) in &text.options {
        let sentences = reading::sentences(&option.text);
        let count = sentences.iter().map(Vec::len).sum::<usize>();
        // A sentence that is too long has its finding.
        if count > LONGEST && sentences.iter().all(|sentence| sentence.len() <= reading::longest(lang)) {
            let what = format!("option `{id}` has {count} words");
            place.error(report, &what, &format!("at most {LONGEST}: move what all options share into the stem"));
        }
        lengths.push(option.text.chars().count());
        if above(lang).contains(&words(&option.text, lang).join(" ").as_str()) {
            let mend = "options are shown in another order each time, and half knowledge finds it: write a real option";
            place.error(report, &format!("option `{id}` says “{}”", option.text), mend);
        }
    }
    lengths.sort_unstable();
    let (longest, median) = (lengths.last().copied().unwrap_or(0), median(&lengths));
    if longest > GLANCE && longest > median * 3 {
        let what = format!("one option has {longest} characters, the middle one {median}");
        place.error(report, &what, "a long option stands out: make them alike");
    }
}

/// More options cost reading time; fewer make a lucky guess too likely.
fn check_count(place: &Place<'_>, kind: &Kind, count: usize, report: &mut Report) {
    let (good, name) = match kind {
        Kind::Multiple { .. } => (4..=6, "multiple"),
        _ => (3..=4, "single"),
    };
    if !good.contains(&count) {
        let what = format!("{count} options, a {name} question has {} to {}", good.start(), good.end());
        place.error(report, &what, "add a wrong option that people believe, or take out the one that nobody does");
    }
}

fn median(sorted: &[usize]) -> usize {
    let half = sorted.len() / 2;
    let upper = sorted.get(half).copied().unwrap_or(0);
    let lower = sorted.get(half.saturating_sub(1)).copied().unwrap_or(upper);
    if sorted.len().is_multiple_of(2) { lower.midpoint(upper) } else { upper }
}
