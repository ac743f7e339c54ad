//! What a name and a password must be. No I/O.

use std::collections::HashSet;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::platform::web::FieldErrors;

/// NIST SP 800-63B-4 §3.1.1.2: at least 15 characters where the password is the only factor, no composition rules.
pub const SHORTEST_PASSWORD: usize = 15;
/// Long enough for any phrase; bounds the work of one hash.
pub const LONGEST_PASSWORD: usize = 256;
/// Characters in a name; the longest certificate name that is set in type.
pub const LONGEST_NAME: usize = 200;

/// First 8 bytes of the SHA-256 of each common password, sorted. See `docs/decisions`.
static COMMON: &[u8] = include_bytes!("common-passwords.bin");

static COMMON_SET: LazyLock<HashSet<u64>> = LazyLock::new(|| {
    COMMON.chunks_exact(8).filter_map(|chunk| chunk.try_into().ok().map(u64::from_be_bytes)).collect()
});

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordTrouble {
    TooShort,
    TooLong,
    /// On the list of those that are tried first, or made of one of them, or of the person's own name or address.
    Common,
}

impl PasswordTrouble {
    pub fn key(self) -> &'static str {
        match self {
            PasswordTrouble::TooShort => "password-too-short",
            PasswordTrouble::TooLong => "password-too-long",
            PasswordTrouble::Common => "password-common",
        }
    }
}

/// Checks a new password. `about` holds the person's own words (name, address), which make a password guessable.
pub fn check_password(password: &str, about: &[&str]) -> Result<(), PasswordTrouble> {
    let length = password.nfc().count();
    if length < SHORTEST_PASSWORD {
        return Err(PasswordTrouble::TooShort);
    }
    if length > LONGEST_PASSWORD {
        return Err(PasswordTrouble::TooLong);
    }
    let plain: String = password.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let bare = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    let own = about.iter().any(|word| is_made_of(&plain, word));
    if own || is_common(password) || is_common(&plain) || is_common(bare) || repeats_common(&plain) {
        return Err(PasswordTrouble::Common);
    }
    Ok(())
}

/// The password is the person's own word with little around it.
fn is_made_of(plain: &str, word: &str) -> bool {
    let word: String = word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    word.chars().count() >= 4 && plain.contains(&word) && plain.chars().count() < word.chars().count() + 6
}

fn is_common(text: &str) -> bool {
    let digest = Sha256::digest(text.as_bytes());
    digest.first_chunk::<8>().is_some_and(|head| COMMON_SET.contains(&u64::from_be_bytes(*head)))
}

/// One short word or one character, again and again.
fn repeats_common(plain: &str) -> bool {
    let letters: Vec<char> = plain.chars().collect();
    (1..=letters.len() / 2).any(|size| {
        let unit: String = letters.iter().take(size).collect();
        letters.len().is_multiple_of(size)
            && unit.repeat(letters.len() / size) == plain
            && (size <= 3 || is_common(&unit))
    })
}

/// The two names of the certificate, cleaned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    pub full: String,
    pub latin: String,
}

/// Reads the names a person typed. Blanks are squeezed; nothing else is changed: no forced capitals, no split.
pub fn names(full: &str, latin: &str) -> Result<Names, FieldErrors> {
    let mut errors = FieldErrors::default();
    let (full, latin) = (clean(full), clean(latin));
    for (field, text) in [("full_name", &full), ("latin_name", &latin)] {
        if text.is_empty() {
            errors.add(field, "name-missing");
        } else if text.chars().count() > LONGEST_NAME {
            errors.add(field, "name-too-long");
        } else if text.chars().any(|c| c.is_control() || "<>{}\\".contains(c)) || !text.chars().any(char::is_alphabetic)
        {
            errors.add(field, "name-not-a-name");
        }
    }
    if !errors.has("latin_name") && !latin.chars().all(is_latin) {
        errors.add("latin_name", "name-not-latin");
    }
    if errors.is_empty() { Ok(Names { full, latin }) } else { Err(errors) }
}

/// What turns or hides other letters, and comes along when a name is pasted: it is left out, so that a certificate reads
/// as the name does letter by letter. The joiners stay, for Persian and Indic names are written with them.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn clean(text: &str) -> String {
    text.chars()
        .filter(|c| !is_invisible(*c))
        .nfc()
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Letters of Latin alphabets with their marks, and what stands between names.
fn is_latin(c: char) -> bool {
    matches!(c, ' ' | '-' | '\'' | '’' | '.' | ',' | '\u{300}'..='\u{36f}')
        || c.is_ascii_alphabetic()
        || ('\u{c0}'..='\u{24f}').contains(&c) && c.is_alphabetic()
        || ('\u{1e00}'..='\u{1eff}').contains(&c)
        || matches!(c, 'ʻ' | 'ʼ' | 'ə' | 'Ə')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn long_phrases_pass_and_common_ones_do_not() {
        assert_eq!(check_password("calm sea and fair wind", &[]), Ok(()));
        assert_eq!(check_password("короткий", &[]), Err(PasswordTrouble::TooShort));
        assert_eq!(check_password(&"ab cd".repeat(60), &[]), Err(PasswordTrouble::TooLong));
        for bad in
            ["passwordpassword", "aaaaaaaaaaaaaaaa", "abcabcabcabcabcabc", "123456789123456789", "Iloveyou!Iloveyou"]
        {
            assert_eq!(check_password(bad, &[]), Err(PasswordTrouble::Common), "{bad}");
        }
        let own = ["Nino Beridze", "nino.beridze@customs.example"];
        assert_eq!(check_password("nino.beridze.2026", &own), Err(PasswordTrouble::Common));
    }

    #[test]
    fn what_turns_or_hides_letters_is_left_out_of_a_name() {
        let pasted = names("\u{feff}A\u{202e}evil\u{2066} B\u{200b}", "Aevil\u{200f} B").unwrap();
        assert_eq!((pasted.full.as_str(), pasted.latin.as_str()), ("Aevil B", "Aevil B"));
        assert_eq!(names("می\u{200c}نا", "Mina").unwrap().full, "می\u{200c}نا");
        assert!(names("\u{202e}\u{200b}", "Mina").is_err(), "nothing is left");
    }

    #[test]
    fn names_of_many_scripts_pass_and_markup_does_not() {
        for (full, latin) in [
            ("ნინო ბერიძე", "Nino Beridze"),
            ("محمد علي", "Mohammed Ali"),
            ("Ғани Ўткір", "Gʻani Oʻtkir"),
            ("O", "O"),
            ("Đặng Thị Huệ", "Đặng Thị Huệ"),
        ] {
            assert!(names(full, latin).is_ok(), "{full}");
        }
        assert_eq!(names("  Ana   Díaz ", "Ana Diaz").unwrap().full, "Ana Díaz");
        for (full, latin) in [("", "A"), ("A", ""), ("<b>", "A"), ("A", "Анна"), ("12", "A"), ("A\u{7}", "A")] {
            assert!(names(full, latin).is_err(), "{full} {latin}");
        }
        assert!(names(&"ა".repeat(200), "A").is_ok());
        assert!(names(&"ა".repeat(201), "A").is_err());
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(full in "\\PC{1,80}", latin in "[A-Za-z' -]{1,40}") {
            if let Ok(first) = names(&full, &latin) {
                prop_assert_eq!(names(&first.full, &first.latin), Ok(first));
            }
        }
    }
}
