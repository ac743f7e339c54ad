//! Countries: the codes of ISO 3166-1 with English names, as people write them in lists. Kosovo is in, as `XK`.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use super::lang::Lang;
use super::text::folded;

/// A country or territory. Two are equal when their codes are.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country {
    code: &'static str,
    alpha3: &'static str,
    name: &'static str,
}

/// Two-letter code, three-letter code, name, and other names that are in use, one country a line.
static TABLE: LazyLock<Vec<(Country, Vec<&'static str>)>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut cells = line.split('\t');
        let country = Country { code: cells.next()?, alpha3: cells.next()?, name: cells.next()? };
        Some((country, cells.next().unwrap_or_default().split('|').filter(|name| !name.is_empty()).collect()))
    };
    include_str!("countries.tsv").lines().filter_map(line).collect()
});

/// Every way of writing a country that is understood, folded.
static NAMES: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for (country, others) in TABLE.iter() {
        let written = others.iter().copied().chain([country.alpha3, country.code, country.name]);
        names.extend(written.map(|name| (key(name), *country)));
    }
    names
});

/// Names in the other languages, from the Unicode CLDR: code, French, Spanish, Arabic, Russian, one country a line.
static FOREIGN: LazyLock<HashMap<&'static str, [&'static str; 4]>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut cells = line.split('\t');
        Some((cells.next()?, [cells.next()?, cells.next()?, cells.next()?, cells.next()?]))
    };
    include_str!("country-names.tsv").lines().filter_map(line).collect()
});

impl Country {
    /// All of them, by code.
    pub fn all() -> impl Iterator<Item = Country> {
        TABLE.iter().map(|(country, _)| *country)
    }

    /// Reads a code of two or three letters, or an English name, without regard to case, accents and punctuation.
    pub fn parse(text: &str) -> Option<Country> {
        NAMES.get(&key(text)).copied()
    }

    /// The country that was probably meant by a text that names none.
    pub fn suggest(text: &str) -> Option<Country> {
        let typed = key(text);
        let length = typed.chars().count();
        if !(4..=60).contains(&length) {
            return None;
        }
        let most = if length < 7 { 1 } else { 2 };
        NAMES
            .iter()
            .filter(|(name, _)| name.len() > 3 && name.chars().count().abs_diff(length) <= most)
            .map(|(name, country)| (edits(&typed, name), usize::MAX - shared(&typed, name), country.code, *country))
            .filter(|(edits, ..)| *edits <= most)
            .min()
            .map(|(.., country)| country)
    }

    /// ISO 3166-1 alpha-2, upper case.
    pub fn code(self) -> &'static str {
        self.code
    }

    /// ISO 3166-1 alpha-3, upper case.
    pub fn alpha3(self) -> &'static str {
        self.alpha3
    }

    /// The English short name.
    pub fn name(self) -> &'static str {
        self.name
    }
}

impl Country {
    /// The name in a language of ours.
    pub fn name_in(self, lang: Lang) -> &'static str {
        let Some([fr, es, ar, ru]) = FOREIGN.get(self.code) else { return self.name };
        match lang {
            Lang::En => self.name,
            Lang::Fr => fr,
            Lang::Es => es,
            Lang::Ar => ar,
            Lang::Ru => ru,
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Country({})", self.code)
    }
}

/// The English name for a stored code; a code that is none shows as it is.
pub fn name_of(code: &str) -> &str {
    TABLE.iter().find(|(country, _)| country.code == code).map_or(code, |(country, _)| country.name)
}

/// A name as it is compared: "St. Kitts & Nevis" and "Saint Kitts and Nevis" are one. A single word stays as it is:
/// `AND` is the code of Andorra.
fn key(text: &str) -> String {
    let words = folded(text);
    if !words.contains(' ') {
        return words;
    }
    let words = words.split(' ').filter(|word| !matches!(*word, "and" | "the"));
    words.map(|word| if word == "st" { "saint" } else { word }).collect::<Vec<_>>().join(" ")
}

/// How many letters at the beginning are the same.
fn shared(left: &str, right: &str) -> usize {
    left.chars().zip(right.chars()).take_while(|(a, b)| a == b).count()
}

/// The fewest letters to add, take away, change or swap with the next to get from one text to the other.
fn edits(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    let mut last = None;
    for (i, a) in left.chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(i + 1);
        for (j, b) in right.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX - 1);
            let mut best = (at(&row, j + 1) + 1).min(at(&next, j) + 1).min(at(&row, j) + usize::from(a != *b));
            let swapped = j > 0 && last == Some(*b) && right.get(j - 1) == Some(&a);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
        last = Some(a);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use proptest::prelude::*;

    fn code(text: &str) -> Option<&'static str> {
        Country::parse(text).map(Country::code)
    }

    #[test]
    fn the_list_is_whole_and_without_doubles() {
        let all: Vec<Country> = Country::all().collect();
        assert_eq!(all.len(), 250, "249 of the standard, and Kosovo");
        for part in [Country::code as fn(Country) -> &'static str, Country::alpha3, Country::name] {
            assert_eq!(all.iter().map(|country| part(*country)).collect::<HashSet<_>>().len(), all.len());
        }
        for country in all {
            assert!(country.code().len() == 2 && country.alpha3().len() == 3, "{country:?}");
            for written in [country.code(), country.alpha3(), country.name()] {
                assert_eq!(Country::parse(written), Some(country), "{written}");
            }
        }
        for (country, others) in TABLE.iter() {
            for other in others {
                assert_eq!(Country::parse(other), Some(*country), "{other} stands for two countries");
            }
        }
    }

    #[test]
    fn countries_are_read_as_people_write_them() {
        for (text, expected) in [
            ("ge", "GE"),
            ("GEO", "GE"),
            ("  georgia ", "GE"),
            ("COTE D’IVOIRE", "CI"),
            ("Ivory Coast", "CI"),
            ("Turkey", "TR"),
            ("turkiye", "TR"),
            ("Iran, Islamic Republic of", "IR"),
            ("Bolivia", "BO"),
            ("Congo", "CG"),
            ("D.R. Congo", "CD"),
            ("Guinea Bissau", "GW"),
            ("Guinea", "GN"),
            ("Niger", "NE"),
            ("South Korea", "KR"),
            ("The Gambia", "GM"),
            ("St. Kitts & Nevis", "KN"),
            ("U.S.A.", "US"),
            ("Kosovo", "XK"),
            ("viet nam", "VN"),
            ("Vietnam", "VN"),
            ("British Virgin Islands", "VG"),
        ] {
            assert_eq!(code(text), Some(expected), "{text}");
        }
        for text in ["", "Atlantis", "ZZ", "Virgin Islands", "Customs"] {
            assert_eq!(code(text), None, "{text}");
        }
        assert_eq!(name_of("SN"), "Senegal");
        assert_eq!(name_of("??"), "??");
    }

    #[test]
    fn a_slip_gets_a_suggestion() {
        let meant = |text| Country::suggest(text).map(Country::code);
        assert_eq!(meant("Georgi"), Some("GE"));
        assert_eq!(meant("Goergia"), Some("GE"));
        assert_eq!(meant("Sengal"), Some("SN"));
        assert_eq!(meant("Kazakstan"), Some("KZ"));
        assert_eq!(meant("Marocco"), Some("MA"));
        assert_eq!(meant("Atlantis"), None);
        assert_eq!(meant("xx"), None);
        assert_eq!(edits("ab", "ba"), 1);
        assert_eq!(edits("", "abc"), 3);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,80}") {
            let _ = (Country::parse(&text), Country::suggest(&text));
        }
    }
}
