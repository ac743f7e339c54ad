//! The number printed on a certificate, `PL-7K3F-Q9TN-4`: short enough to read out by phone, with a check character
//! so that a slip shows before anything is looked up.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::base::codes;

/// Random characters in a number; 23⁸ ≈ 7.8·10¹⁰ numbers, far too many to try one by one.
const RANDOM: usize = 8;

/// What every number starts with. `L` is not in the alphabet, so the prefix cannot be taken for a part of the code.
const PREFIX: &str = "PL";

/// How many different numbers exist.
const COUNT: u64 = (codes::ALPHABET.len() as u64).pow(RANDOM as u32);

/// A certificate number with a right check character.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CertificateNumber {
    /// The random characters, all of [`codes::ALPHABET`].
    code: String,
    check: char,
}

/// Why what was typed is not a certificate number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberTrouble {
    #[error("a certificate number looks like PL-7K3F-Q9TN-4")]
    Malformed,
    #[error("one character of the certificate number is wrong")]
    WrongCheck,
}

impl CertificateNumber {
    /// A new number. Whoever stores it must still ask the database that it is unused.
    pub fn random() -> Self {
        let code = codes::random(RANDOM);
        // The check character of a code from the alphabet always exists; '3' is what its sum 0 would give.
        let check = codes::check_character(&code).unwrap_or('3');
        Self { code, check }
    }

    /// Reads a number as people type it: any case, blanks or dashes anywhere or nowhere, with or without `PL`,
    /// with Arabic or Persian digits, or with the look-alike letters of a Russian keyboard.
    pub fn parse(typed: &str) -> Result<Self, NumberTrouble> {
        if typed.len() > 100 {
            return Err(NumberTrouble::Malformed);
        }
        let as_meant = as_meant(typed);
        let bare = as_meant.strip_prefix(PREFIX).unwrap_or(&as_meant);
        let (code, check) = bare.split_at_checked(RANDOM).ok_or(NumberTrouble::Malformed)?;
        let mut rest = check.chars();
        let (Some(check), None) = (rest.next(), rest.next()) else { return Err(NumberTrouble::Malformed) };
        let expected = codes::check_character(code).ok_or(NumberTrouble::Malformed)?;
        if !codes::ALPHABET.contains(&(check as u8)) {
            return Err(NumberTrouble::Malformed);
        }
        if check != expected {
            return Err(NumberTrouble::WrongCheck);
        }
        Ok(Self { code: code.to_owned(), check })
    }

    /// The random characters as one integer below 23⁸ (it fits 37 bits), for compact storage.
    pub fn to_index(&self) -> u64 {
        let base = codes::ALPHABET.len() as u64;
        self.code.bytes().fold(0, |sum, byte| sum * base + digit(byte))
    }

    /// The number with this index; `None` past the last one.
    pub fn from_index(index: u64) -> Option<Self> {
        if index >= COUNT {
            return None;
        }
        let base = codes::ALPHABET.len() as u64;
        let mut left = index;
        let mut backwards = Vec::with_capacity(RANDOM);
        for _ in 0..RANDOM {
            backwards.push(char::from(*codes::ALPHABET.get((left % base) as usize)?));
            left /= base;
        }
        let code: String = backwards.into_iter().rev().collect();
        let check = codes::check_character(&code)?;
        Some(Self { code, check })
    }
}

/// What was typed on any keyboard, in the capitals and digits that were meant.
pub(super) fn as_meant(typed: &str) -> String {
    codes::normalise(&typed.chars().map(as_ascii).collect::<String>())
}

/// The place of a character in the alphabet.
fn digit(byte: u8) -> u64 {
    codes::ALPHABET.iter().position(|known| *known == byte).unwrap_or_default() as u64
}

/// The ASCII character that a person meant whose keyboard speaks Arabic, Persian or Russian.
fn as_ascii(typed: char) -> char {
    match typed {
        '٠'..='٩' => ascii_digit(typed, '٠'),
        '۰'..='۹' => ascii_digit(typed, '۰'),
        'А' | 'а' => 'A',
        'С' | 'с' => 'C',
        'Е' | 'е' => 'E',
        'Н' | 'н' => 'H',
        'К' | 'к' => 'K',
        'М' | 'м' => 'M',
        'Р' | 'р' => 'P',
        'Т' | 'т' => 'T',
        'Х' | 'х' => 'X',
        'У' | 'у' => 'Y',
        other => other,
    }
}

fn ascii_digit(typed: char, zero: char) -> char {
    char::from_digit(typed as u32 - zero as u32, 10).unwrap_or(typed)
}

impl fmt::Display for CertificateNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (left, right) = self.code.split_at_checked(RANDOM / 2).unwrap_or((&self.code, ""));
        write!(f, "{PREFIX}-{left}-{right}-{}", self.check)
    }
}

impl FromStr for CertificateNumber {
    type Err = NumberTrouble;

    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        Self::parse(typed)
    }
}

impl TryFrom<String> for CertificateNumber {
    type Error = NumberTrouble;

    fn try_from(typed: String) -> Result<Self, Self::Error> {
        Self::parse(&typed)
    }
}

impl From<CertificateNumber> for String {
    fn from(number: CertificateNumber) -> Self {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    prop_compose! {
        fn numbers()(index in 0..COUNT) -> CertificateNumber { CertificateNumber::from_index(index).unwrap() }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back_however_it_is_typed(number in numbers(), lower in any::<bool>(), keep in any::<bool>()) {
            let printed = number.to_string();
            let typed = if lower { printed.to_lowercase() } else { printed.clone() };
            let typed = if keep { typed } else { typed.replace('-', " ") };
            prop_assert_eq!(CertificateNumber::parse(&typed), Ok(number.clone()));
            prop_assert_eq!(CertificateNumber::parse(&printed.replace('-', "")[2..]), Ok(number.clone()));
            prop_assert_eq!(CertificateNumber::from_index(number.to_index()), Some(number));
        }

        #[test]
        fn one_wrong_character_is_told_from_nonsense(number in numbers(), at in 0usize..9, other in 0usize..23) {
            let mut typed: Vec<u8> = number.to_string().bytes().filter(|b| *b != b'-').collect();
            let before = typed[at + 2];
            typed[at + 2] = codes::ALPHABET[other];
            let wrong = if typed[at + 2] == before { Ok(number) } else { Err(NumberTrouble::WrongCheck) };
            prop_assert_eq!(CertificateNumber::parse(&String::from_utf8(typed).unwrap()), wrong);
        }

        #[test]
        fn nothing_typed_makes_it_panic(typed in ".*") {
            if let Ok(number) = CertificateNumber::parse(&typed) {
                prop_assert_eq!(CertificateNumber::parse(&number.to_string()), Ok(number));
            }
        }
    }

    #[test]
    fn other_keyboards_are_understood() {
        let number = number_over("347KHT69");
        let printed = number.to_string();
        let arabic = printed.replace('3', "٣").replace('4', "٤").replace('7', "۷");
        let russian = printed.replace('P', "Р").replace('K', "К").replace('H', "н").replace('T', "Т");
        assert_eq!(CertificateNumber::parse(&arabic), Ok(number.clone()));
        assert_eq!(CertificateNumber::parse(&russian), Ok(number));
    }

    #[test]
    fn nonsense_is_malformed() {
        for typed in ["", "PL", "PL-7K3F", "PL-7K3F-Q9TN-44", "PL-0000-0000-0", "XX-7K3F-Q9TN-4", "🦀"] {
            assert_eq!(CertificateNumber::parse(typed), Err(NumberTrouble::Malformed), "{typed}");
        }
    }

    #[test]
    fn in_json_it_is_the_printed_text() {
        let number = CertificateNumber::random();
        let json = serde_json::to_string(&number).unwrap();
        assert_eq!(json, format!("\"{number}\""));
        assert_eq!(serde_json::from_str::<CertificateNumber>(&json).unwrap(), number);
    }

    fn number_over(code: &str) -> CertificateNumber {
        let check = codes::check_character(code).unwrap();
        CertificateNumber::parse(&format!("{code}{check}")).unwrap()
    }
}
