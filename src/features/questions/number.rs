//! Numbers as people all over the world type them.

use crate::base::decimal::Decimal;
use crate::base::text::ascii_digit;

/// What a typed number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    Number(Decimal),
    /// `1,234`: a comma between thousands, or before decimals? Only the person knows.
    Ambiguous {
        grouped: Decimal,
        decimal: Decimal,
    },
    NotANumber,
}

/// Reads a typed number: Western, Arabic-Indic or Persian digits, a point or a comma before the decimals, blanks or
/// marks between thousands, one of `units` behind or before it. `decimals` is how many the question asks for:
/// with none, a lone mark before three digits can only stand between thousands.
pub fn read(typed: &str, units: &[&str], decimals: u8) -> Reading {
    let text: String = typed.chars().map(plain).filter(|letter| !is_between(*letter)).collect();
    let bare = without_unit(&text, units);
    let (negative, digits) = match bare.strip_prefix(['-', '+']) {
        Some(rest) => (bare.starts_with('-'), rest),
        None => (false, bare),
    };
    reading(negative, digits, decimals).unwrap_or(Reading::NotANumber)
}

/// One sign for each meaning: `A` is Arabic's own decimal mark and `T` its thousands mark, which leave no doubt.
fn plain(letter: char) -> char {
    match ascii_digit(letter) {
        '\u{2212}' | '\u{2013}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '\u{66b}' => 'A',
        '\u{66c}' => 'T',
        other => other.to_lowercase().next().unwrap_or(other),
    }
}

/// Blanks, apostrophes (Switzerland) and the invisible marks that right-to-left keyboards add.
fn is_between(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\'' | '’' | 'T' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
}

fn without_unit<'t>(text: &'t str, units: &[&str]) -> &'t str {
    let bare = |unit: &&str| -> String {
        unit.chars().filter(|letter| !is_between(*letter)).flat_map(char::to_lowercase).collect()
    };
    let mut known: Vec<String> = units.iter().map(bare).filter(|unit| !unit.is_empty()).collect();
    // The longest first: "kg" ends in "g".
    known.sort_by_key(|unit| std::cmp::Reverse(unit.len()));
    let stripped =
        known.iter().find_map(|unit| text.strip_suffix(unit.as_str()).or_else(|| text.strip_prefix(unit.as_str())));
    stripped.unwrap_or(text)
}

/// `digits` holds digits and marks only, or it is no number.
fn reading(negative: bool, digits: &str, decimals: u8) -> Option<Reading> {
    if !digits.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',' | 'A')) {
        return None;
    }
    let make = |whole: &str, fraction: &str| {
        // Nobody types more than nine decimals and means the tenth.
        let fraction = fraction.get(..9).unwrap_or(fraction);
        Decimal::from_parts(negative, whole, fraction)
    };
    let Some(last) = digits.rfind(['.', ',', 'A']) else { return make(digits, "").map(Reading::Number) };
    let (whole, fraction) = (digits.get(..last)?, digits.get(last + 1..)?);
    let mark = digits.get(last..=last)?;
    match whole.rfind(['.', ',', 'A']) {
        None => {
            let decimal = make(whole, fraction)?;
            let may_group =
                mark != "A" && fraction.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
            Some(match may_group.then(|| make(&format!("{whole}{fraction}"), "")).flatten() {
                Some(grouped) if decimals == 0 => Reading::Number(grouped),
                Some(grouped) => Reading::Ambiguous { grouped, decimal },
                None => Reading::Number(decimal),
            })
        }
        Some(earlier) if whole.get(earlier..=earlier)? == mark => {
            let joined = ungrouped(digits, mark)?;
            make(&joined, "").map(Reading::Number)
        }
        Some(earlier) => {
            let joined = ungrouped(whole, whole.get(earlier..=earlier)?)?;
            make(&joined, fraction).map(Reading::Number)
        }
    }
}

/// `1,234,567` or, as in India, `12,34,567` without the marks; `None` when the groups are not such.
fn ungrouped(digits: &str, mark: &str) -> Option<String> {
    let groups: Vec<&str> = digits.split(mark).collect();
    let (first, rest) = groups.split_first()?;
    let (last, middle) = rest.split_last()?;
    let plain = groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_digit()));
    let good = plain
        && mark != "A"
        && (1..=3).contains(&first.len())
        && last.len() == 3
        && (middle.iter().all(|group| group.len() == 3) || middle.iter().all(|group| group.len() == 2));
    good.then(|| groups.concat())
}
