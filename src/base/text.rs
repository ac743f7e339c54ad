//! Comparing texts that people typed or wrote: what counts as the same.

use icu::properties::CodePointMapData;
use icu::properties::props::{GeneralCategory, GeneralCategoryGroup};
use unicode_normalization::UnicodeNormalization;

/// One blank between words, none around, composed letters (NFC): two texts that read the same are the same.
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}

/// The bare letters and digits of a typed answer: without case, accents, vowel marks, punctuation and double blanks.
/// A dash or a slash stands for a blank, so "ISPS-Code" and "ISPS Code" are one answer; "it's" and "its" are one too.
pub fn folded(text: &str) -> String {
    let categories = CodePointMapData::<GeneralCategory>::new();
    let bare: String = text
        .nfkc()
        // Upper before lower, as full case folding does: "ß" and "SS" meet in "ss", "ς" and "σ" in "σ".
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .nfkd()
        .map(ascii_digit)
        .filter_map(|letter| {
            let category = categories.get(letter);
            if letter.is_whitespace() || category == GeneralCategory::DashPunctuation || letter == '/' {
                Some(' ')
            } else if letter == '\u{640}' || GeneralCategoryGroup::Mark.contains(category) {
                None // the Arabic tatweel only stretches a word
            } else {
                let silent = GeneralCategoryGroup::Punctuation.contains(category)
                    || GeneralCategoryGroup::Other.contains(category);
                (!silent).then_some(letter)
            }
        })
        .collect();
    squeezed(&bare)
}

/// A text's parts, each with whether it stands between two `**`. A mark without its second is left as it is.
pub fn emphasised(text: &str) -> Vec<(bool, &str)> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, (inside, after))) = rest.split_once("**").and_then(|(a, b)| Some((a, b.split_once("**")?)))
    {
        parts.extend([(false, before), (true, inside)]);
        rest = after;
    }
    parts.push((false, rest));
    parts.retain(|(_, part)| !part.is_empty());
    parts
}

/// A text without the marks of [`emphasised`].
pub fn unemphasised(text: &str) -> String {
    emphasised(text).into_iter().map(|(_, part)| part).collect()
}

/// The text for a log: mail servers like to repeat the address they refuse, and logs hold none.
pub fn without_addresses(text: &str) -> String {
    text.split(' ').map(|word| if word.contains('@') { "…" } else { word }).collect::<Vec<_>>().join(" ")
}

/// An Arabic-Indic or Persian digit as the ASCII digit it is; every other character as it was.
pub fn ascii_digit(letter: char) -> char {
    let zero = match letter {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        _ => return letter,
    };
    char::from_digit(u32::from(letter) - zero, 10).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::{emphasised, folded, squeezed, unemphasised, without_addresses};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*") {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }

        #[test]
        fn blanks_and_case_do_not_matter(words in proptest::collection::vec("[a-zé]{1,8}", 1..5)) {
            prop_assert_eq!(folded(&words.join("  ").to_uppercase()), folded(&words.join(" ")));
        }
    }

    #[test]
    fn what_stands_between_stars_is_emphasised() {
        assert_eq!(emphasised("Which is **not** so?"), [(false, "Which is "), (true, "not"), (false, " so?")]);
        assert_eq!(emphasised("2 ** 3"), [(false, "2 ** 3")]);
        assert_eq!(emphasised("**a** ** b"), [(true, "a"), (false, " ** b")]);
        assert_eq!(emphasised(""), []);
        assert_eq!(unemphasised("Which is **not** so?"), "Which is not so?");
    }

    #[test]
    fn a_log_names_no_address() {
        let said = "permanent error (550): 5.1.1 <nino@customs.example>: unknown, see mailto:help@relay.example";
        assert_eq!(without_addresses(said), "permanent error (550): 5.1.1 … unknown, see …");
    }

    #[test]
    fn the_same_word_in_another_dress_is_the_same() {
        for (one, other) in [
            ("Déclaration de sûreté.", "declaration  de surete"),
            ("ISPS-Code", "isps code"),
            ("Straße", "STRASSE"),
            ("إعلانُ الأمن", "اعلان الامن"),
            ("СЧЁТ", "счет"),
            ("ﬁle", "FILE"),
            ("٢٤ ساعة", "24 ساعة"),
            ("«seal»", "seal"),
        ] {
            assert_eq!(folded(one), folded(other));
        }
        assert_ne!(folded("seal"), folded("seals"));
        assert_eq!(folded(" …!? "), "");
        assert_eq!(squeezed(" e\u{301}t \n é "), "ét é");
    }
}
