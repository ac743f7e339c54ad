//! What shows only when all questions of a module stand side by side.

use std::collections::BTreeMap;

use super::words::words;
use crate::base::lang::Lang;
use crate::features::curriculum::item::{Item, Kind, Level};
use crate::features::curriculum::source::finding::Report;
use crate::features::curriculum::source::question::Place;

/// Fewer single questions show no habit of their writer.
const ENOUGH: usize = 10;
/// Percent of single questions whose key may be the longest option. By chance it is a quarter to a third.
const LONGEST_KEYS: usize = 30;
/// Percent of single questions whose key may stand in the same place.
const SAME_PLACE: usize = 45;
/// Percent of all questions that must ask for more than memory.
const ABOVE_RECALL: usize = 60;

/// A question and where it stands.
pub struct Stood<'b> {
    pub file: &'b str,
    pub line: usize,
    pub item: &'b Item,
}

/// Checks a module's questions together; `file` is their folder.
pub fn check(file: &str, questions: &[Stood<'_>], report: &mut Report) {
    let singles: Vec<Single<'_>> = questions.iter().filter_map(|stood| single(stood.item)).collect();
    if singles.len() >= ENOUGH {
        check_lengths(file, &singles, report);
        check_places(file, &singles, report);
    }
    check_levels(file, questions, report);
    check_twins(questions, report);
}

struct Single<'b> {
    id: &'b str,
    /// Of the key, from 0.
    place: usize,
    key_is_longest: bool,
}

fn single(item: &Item) -> Option<Single<'_>> {
    let Kind::Single { options } = &item.kind else { return None };
    let text = item.texts.get(&Lang::En)?;
    let place = options.iter().position(|option| option.correct)?;
    let lengths: Vec<usize> = options
        .iter()
        .map(|option| text.options.get(&option.id).map_or(0, |option| option.text.chars().count()))
        .collect();
    let key = lengths.get(place).copied()?;
    let key_is_longest = lengths.iter().enumerate().all(|(at, length)| at == place || *length < key);
    Some(Single { id: &item.id, place, key_is_longest })
}

fn check_lengths(file: &str, singles: &[Single<'_>], report: &mut Report) {
    let longest: Vec<&str> = singles.iter().filter(|single| single.key_is_longest).map(|single| single.id).collect();
    if is_over(longest.len(), singles.len(), LONGEST_KEYS) {
        let what = format!(
            "the key is the longest option in {} of {} single questions, over {LONGEST_KEYS} %: {}",
            longest.len(),
            singles.len(),
            longest.join(", ")
        );
        report.error(file, None, what, "shorten keys, or give wrong options as much detail");
    }
}

fn check_places(file: &str, singles: &[Single<'_>], report: &mut Report) {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for single in singles {
        *counts.entry(single.place).or_default() += 1;
    }
    for (place, count) in counts.into_iter().filter(|(_, count)| is_over(*count, singles.len(), SAME_PLACE)) {
        let (nth, of) = (place + 1, singles.len());
        let what = format!("the key is option {nth} in {count} of {of} single questions, over {SAME_PLACE} %");
        report.error(file, None, what, "move keys: a list on paper keeps the file's order");
    }
}

fn check_levels(file: &str, questions: &[Stood<'_>], report: &mut Report) {
    let above = questions.iter().filter(|stood| stood.item.level != Level::Recall).count();
    let missing = questions.len() - above;
    if is_over(missing, questions.len(), 100 - ABOVE_RECALL) {
        let what = format!("{above} of {} questions ask for more than recall, under {ABOVE_RECALL} %", questions.len());
        report.error(file, None, what, "put facts into situations: what does an officer do, and why?");
    }
}

fn is_over(part: usize, whole: usize, percent: usize) -> bool {
    part * 100 > whole * percent
}

/// Two questions that differ by one word ask the same thing twice, or one gives the other away.
fn check_twins(questions: &[Stood<'_>], report: &mut Report) {
    let texts: Vec<Vec<String>> = questions.iter().map(|stood| said(stood.item)).collect();
    for (at, (stood, own)) in questions.iter().zip(&texts).enumerate() {
        let earlier = questions.iter().zip(&texts).take(at);
        let twin = earlier.into_iter().find(|(_, other)| differ_by_a_word(own, other));
        if let Some((other, _)) = twin {
            let place = Place { file: stood.file, line: stood.line, id: &stood.item.id };
            let what = format!("differs from `{}` by at most one word", other.item.id);
            place.error(report, &what, "ask something else, or take one of the two out");
        }
    }
}

/// Every word that a participant reads before the answer.
fn said(item: &Item) -> Vec<String> {
    let Some(text) = item.texts.get(&Lang::En) else { return Vec::new() };
    let mut all = words(&text.stem, Lang::En);
    for part in text.options.values().map(|option| &option.text).chain(text.lefts.values()) {
        all.extend(words(part, Lang::En));
    }
    all
}

/// Whether one word was changed, added or taken out, or none.
fn differ_by_a_word(one: &[String], other: &[String]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if long.len() - short.len() > 1 || long.is_empty() {
        return false;
    }
    let same = |(a, b): &(&String, &String)| a == b;
    let head = short.iter().zip(long).take_while(same).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take(short.len() - head).take_while(same).count();
    head + tail + 1 >= long.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_is_one_word() {
        let split = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        for (one, other, near) in [
            ("a ship at level one", "a ship at level two", true),
            ("a ship at level one", "a ship at level", true),
            ("a big ship at level one", "a ship at level one", true),
            ("a a a", "a a", true),
            ("a ship at level one", "a ship at level one", true),
            ("a ship at level one", "one ship at level two", false),
            ("a ship at level one", "a ship at", false),
            ("what is it", "it is what", false),
        ] {
            assert_eq!(differ_by_a_word(&split(one), &split(other)), near, "{one} / {other}");
            assert_eq!(differ_by_a_word(&split(other), &split(one)), near, "{other} / {one}");
        }
        assert!(!differ_by_a_word(&[], &[]), "a question without words is blamed elsewhere");
    }
}
