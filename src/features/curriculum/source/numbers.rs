//! Numbers in texts: a translation says the same ones as its source, and numbers that age say of when they are.

use std::collections::BTreeMap;

use super::finding::Report;
use crate::base::text::ascii_digit;

/// A text of the source and its translation.
pub type Pair<'t> = (&'t str, &'t str);

/// Reports when a translated text holds other numbers than its source; `unit` names it, as in "option `a`".
pub fn compare(file: &str, line: Option<usize>, unit: &str, (source, own): Pair<'_>, report: &mut Report) {
    let Some((missing, extra)) = difference(source, own) else { return };
    let list = |numbers: &[String]| numbers.join(", ");
    let what = match (missing.as_slice(), extra.as_slice()) {
        ([], extra) => format!("{unit} has a number that the English has not: {}", list(extra)),
        (missing, []) => format!("{unit} lacks a number of the English: {}", list(missing)),
        (missing, extra) => format!("{unit} says {} where the English says {}", list(extra), list(missing)),
    };
    report.error(file, line, what, "correct the number; keep digits where the English has digits");
}

/// The numbers that only the source has and those that only the translation has; `None` when they are the same.
fn difference(source: &str, own: &str) -> Option<(Vec<String>, Vec<String>)> {
    let mut last = None;
    // "9 200" is one number in French and two in "level 9, 200 boxes" without its comma: either reading will do.
    for blanks in [true, false] {
        let mut counts: BTreeMap<String, i64> = BTreeMap::new();
        for number in numbers(source, blanks) {
            *counts.entry(number).or_default() += 1;
        }
        for number in numbers(own, blanks) {
            *counts.entry(number).or_default() -= 1;
        }
        let more = |sign: i64| {
            let left = counts.iter().filter(move |(_, count)| **count * sign > 0);
            left.map(|(number, _)| number.clone()).collect::<Vec<_>>()
        };
        let (missing, extra) = (more(1), more(-1));
        if missing.is_empty() && extra.is_empty() {
            return None;
        }
        last = last.or(Some((missing, extra)));
    }
    last
}

/// The runs of digits of a text, written in one way: Western digits, groups of thousands joined, decimal marks left
/// out, times on the clock of 24 hours without ":00". `blanks`: whether a plain blank may part groups of thousands.
fn numbers(text: &str, blanks: bool) -> Vec<String> {
    let letters: Vec<char> = text.chars().map(ascii_digit).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let end = run_end(&letters, at);
        if end == at {
            at += 1;
            continue;
        }
        let (number, next) = number(&letters, at, end, blanks);
        found.extend(number);
        at = next;
    }
    found
}

/// Where the digits that begin at `at` end.
fn run_end(letters: &[char], at: usize) -> usize {
    at + letters.get(at..).unwrap_or_default().iter().take_while(|letter| letter.is_ascii_digit()).count()
}

fn said(letters: &[char], from: usize, to: usize) -> String {
    letters.get(from..to).unwrap_or_default().iter().collect()
}

/// The numbers that begin with the digits from `at` to `end`, and where to read on.
fn number(letters: &[char], at: usize, end: usize, blanks: bool) -> (Vec<String>, usize) {
    if end - at <= 2
        && let Some(time) = time(letters, at, end)
    {
        return time;
    }
    let mut joined = said(letters, at, end);
    let mut end = end;
    if end - at <= 3 {
        while let Some(mark) = letters.get(end).copied()
            && groups(mark, blanks)
            && run_end(letters, end + 1) == end + 4
        {
            joined.push_str(&said(letters, end + 1, end + 4));
            end += 4;
        }
    }
    (vec![joined], end)
}

fn groups(mark: char, blanks: bool) -> bool {
    matches!(mark, '.' | ',' | '\'' | '’' | '٬' | '٫' | '\u{a0}' | '\u{202f}' | '\u{2009}') || (blanks && mark == ' ')
}

fn skip_blanks(letters: &[char], at: usize) -> usize {
    at + letters.get(at..).unwrap_or_default().iter().take_while(|letter| letter.is_whitespace()).count()
}

/// `14:30`, `14.30`, `14 h 30`, `08:00`, `2:30 p.m.`, `2 p.m.`; `None` when it is no time.
fn time(letters: &[char], at: usize, end: usize) -> Option<(Vec<String>, usize)> {
    let hour: u32 = said(letters, at, end).parse().ok().filter(|hour| *hour <= 24)?;
    let mut next = end;
    let mut minutes = None;
    let mark = skip_blanks(letters, end);
    let from = match letters.get(end)? {
        ':' | '.' | ',' => Some(end + 1),
        _ if letters.get(mark) == Some(&'h') && !letters.get(mark + 1).is_some_and(|next| next.is_alphabetic()) => {
            next = mark + 1;
            Some(skip_blanks(letters, mark + 1))
        }
        _ => None,
    };
    if let Some(from) = from {
        let to = run_end(letters, from);
        let said = said(letters, from, to);
        if to - from == 2 && said.as_str() < "60" {
            (minutes, next) = (Some(said), to);
        }
    }
    let is_time = minutes.is_some() || next > end;
    let (hour, next) = match half(letters, next) {
        Some((half, after)) => (hour % 12 + half, after),
        None if is_time => (hour, next),
        None => return None,
    };
    let minutes = minutes.filter(|minutes| minutes != "00");
    Some(([hour.to_string()].into_iter().chain(minutes).collect(), next))
}

/// What "a.m." (0) and "p.m." (12) add, and where they end.
fn half(letters: &[char], at: usize) -> Option<(u32, usize)> {
    let from = skip_blanks(letters, at);
    let word: String = letters.get(from..).unwrap_or_default().iter().take(4).collect::<String>().to_lowercase();
    let halves = [("a.m.", 0), ("p.m.", 12), ("am", 0), ("pm", 12)];
    let (mark, add) = halves.into_iter().find(|(mark, _)| word.starts_with(mark))?;
    let after = from + mark.len();
    let ends = mark.ends_with('.') || !letters.get(after).is_some_and(|next| next.is_alphabetic());
    ends.then_some((add, after))
}

/// Counts that change from year to year, as English says them.
const AGEING: [&str; 5] = ["members", "parties", "countries", "operators", "programmes"];

/// Words before a number that is a name and no count: "article 24", "level 20".
const NAMING: [&str; 14] = [
    "article",
    "articles",
    "regulation",
    "rule",
    "section",
    "chapter",
    "paragraph",
    "annex",
    "part",
    "level",
    "resolution",
    "recommendation",
    "page",
    "no",
];

/// An English sentence with a count that ages and without its year: the count's own words. Its words are as they stand.
pub fn undated(sentence: &[&str]) -> Option<String> {
    let bare: Vec<&str> = sentence.iter().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let year = |word: &&str| word.len() == 4 && word.parse().is_ok_and(|year: u32| (1900..2100).contains(&year));
    let lower: Vec<String> = bare.iter().map(|word| word.to_lowercase()).collect();
    if bare.iter().any(year) || lower.windows(2).any(|pair| pair == ["as", "of"]) {
        return None;
    }
    let at = lower.iter().position(|word| AGEING.contains(&word.as_str()))?;
    // "187 of its members", "about 60 of 90 countries": the count stands close before.
    let from = at.saturating_sub(3);
    let near = bare.get(from..at).unwrap_or_default();
    let count = near.iter().position(|word| word.replace(',', "").parse().is_ok_and(|count: u32| count >= 20))? + from;
    let before = count.checked_sub(1).and_then(|before| bare.get(before)).copied().unwrap_or_default();
    let code = before.len() > 1 && before.chars().all(char::is_uppercase);
    let names = code || NAMING.contains(&before.to_lowercase().as_str());
    sentence.get(count..=at).filter(|_| !names).map(|words| words.join(" "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_text_makes_it_panic(one in "\\PC{0,30}|[0-9 .,:hapm٠-٩]{0,30}", other in "\\PC{0,30}") {
            let _ = difference(&one, &other);
            prop_assert_eq!(difference(&one, &one), None);
        }
    }

    #[test]
    fn the_same_numbers_in_another_dress_are_the_same() {
        for (source, own) in [
            ("5,400 kg and 22.05 t", "5 400 kg et 22,05 t"),
            ("5,400 kg and 22.05 t", "5\u{202f}400 kg et 22,05 t"),
            ("5,400 kg and 1,234,567.5 t", "5.400 kg y 1.234.567,5 t"),
            ("level 9 200-litre drums", "9 fûts de 200 litres"),
            ("At 14:30 on 5 March 2026", "le 5 mars 2026 à 14 h 30"),
            ("At 08:00 or 2:30 p.m.", "à 8 h ou à 14h30"),
            ("At 8 a.m. and 12 p.m.", "a las 8:00 y a las 12:00"),
            ("At 09:05", "в 9.05"),
            ("24 hours before 3 July", "٢٤ ساعة قبل ٣ يوليو"),
            ("12.5 % of 1,000", "١٢٫٥ ٪ من ١٬٠٠٠"),
            ("Regulation 10.2.1", "Règle 10.2.1"),
        ] {
            assert_eq!(difference(source, own), None, "{source} / {own}");
        }
        for (source, own) in [
            ("level 2", "niveau 3"),
            ("level 2", "niveau deux"),
            ("a box", "1 boîte"),
            ("22.05 t", "22,5 t"),
            ("At 2:30 p.m.", "à 2 h 30"),
            ("5,400 kg", "54.00 kg"),
            ("2 and 2", "2"),
        ] {
            assert!(difference(source, own).is_some(), "{source} / {own}");
        }
    }

    #[test]
    fn a_count_that_ages_needs_its_year() {
        let undated = |text: &str| undated(&text.split(' ').collect::<Vec<_>>());
        assert_eq!(undated("The treaty has 126 parties."), Some("126 parties.".to_owned()));
        assert_eq!(undated("More than 1,200 certified operators trade."), Some("1,200 certified operators".to_owned()));
        for good in [
            "As of February 2021 it had 126 parties.",
            "In 2019 the WCO counted 83 AEO programmes.",
            "It had 126 parties as of its last report.",
            "Article 24 binds the members.",
            "ISO 17712 is used by ships of many countries.",
            "Twelve countries took part.",
            "3 members signed.",
        ] {
            assert_eq!(undated(good), None, "{good}");
        }
    }
}
