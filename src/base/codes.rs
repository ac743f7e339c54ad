//! Codes that people read aloud and type: no look-alike characters, and a check character where a slip must show.

use rand::Rng;

/// Digits and capitals without 0 O 1 I L 5 S 2 Z 8 B U V: what is left is not mistaken for another, even by phone.
pub const ALPHABET: &[u8; 23] = b"34679ACDEFGHJKMNPQRTWXY";

/// A random code of `length` characters of [`ALPHABET`], 4.5 bits each.
pub fn random(length: usize) -> String {
    let mut rng = rand::rng();
    (0..length).map(|_| char::from(pick(rng.random_range(0..ALPHABET.len())))).collect()
}

/// What was typed, as it was meant: capitals, without blanks, dashes and the dots a mail program may add.
pub fn normalise(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

/// The check character of a code over [`ALPHABET`]: weighted sum modulo 23, so that every single wrong character
/// and every swap of neighbours shows (23 is prime, weights 1… are distinct modulo 23 for codes up to 22 characters).
/// `None` when a character is not of the alphabet.
pub fn check_character(code: &str) -> Option<char> {
    let mut sum = 0;
    for (position, byte) in code.bytes().enumerate() {
        let value = ALPHABET.iter().position(|known| *known == byte)?;
        sum += (position + 1) * value;
    }
    Some(char::from(pick(sum % ALPHABET.len())))
}

fn pick(index: usize) -> u8 {
    ALPHABET.get(index).copied().unwrap_or(b'3')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_wrong_character_or_one_swap_shows(seed in proptest::collection::vec(0usize..23, 9), at in 0usize..8, other in 0usize..23) {
            let code: Vec<u8> = seed.iter().map(|i| ALPHABET[*i]).collect();
            let text = String::from_utf8(code.clone()).unwrap();
            let check = check_character(&text).unwrap();

            let mut wrong = code.clone();
            wrong[at] = ALPHABET[other];
            let wrong = String::from_utf8(wrong).unwrap();
            prop_assert_eq!(wrong == text, check_character(&wrong).unwrap() == check);

            let mut swapped = code.clone();
            swapped.swap(at, at + 1);
            let swapped = String::from_utf8(swapped).unwrap();
            prop_assert_eq!(swapped == text, check_character(&swapped).unwrap() == check);
        }
    }

    #[test]
    fn typed_codes_are_understood() {
        assert_eq!(normalise(" ab3c-9t \u{a0}"), "AB3C9T");
        assert_eq!(check_character("A0"), None);
        assert_eq!(random(8).len(), 8);
    }
}
