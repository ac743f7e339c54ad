//! From bytes to text: the encodings in which spreadsheets and mail programs give out lists.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};

/// A text, and the encoding it was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub encoding: &'static str,
    /// Nothing in the file says so: a person should look whether the letters came out right.
    pub guessed: bool,
}

/// Letters that are frequent in Arabic and in Cyrillic words, as the one-byte encodings write them.
const FREQUENT_ARABIC: &[u8] = b"\xc7\xe1\xe3\xe4\xed\xe6\xd1\xc8\xcf\xda";
const FREQUENT_CYRILLIC: &[u8] = b"\xee\xe0\xe5\xe8\xed\xf2\xf0\xf1\xeb\xe2";

/// Reads bytes by their byte order mark; without one, as UTF-16 when they are full of zeros, as UTF-8 when they can be,
/// and else in the one-byte encoding that their letters speak for.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return read(encoding, bytes.get(mark..).unwrap_or_default(), false);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return read(encoding, bytes, true);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return read(UTF_8, bytes, false);
    }
    read(one_byte_encoding(bytes), bytes, true)
}

fn read(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), guessed }
}

/// Addresses and separators are ASCII: in UTF-16 every second byte of them is zero.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |first: usize| bytes.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if even + odd == 0 || (even + odd) * 8 < bytes.len() {
        return None;
    }
    Some(if odd > even { UTF_16LE } else { UTF_16BE })
}

/// In Western texts letters beyond ASCII stand alone among others; in Cyrillic and Arabic ones they make whole words.
fn one_byte_encoding(bytes: &[u8]) -> &'static Encoding {
    let high = |byte: &u8| *byte >= 0xc0;
    let all = bytes.iter().filter(|byte| high(byte)).count();
    let in_a_row = bytes.windows(2).filter(|pair| pair.iter().all(high)).count();
    if in_a_row * 2 < all || all == 0 {
        return WINDOWS_1252;
    }
    let count = |letters: &[u8]| bytes.iter().filter(|byte| letters.contains(byte)).count();
    if count(FREQUENT_ARABIC) > count(FREQUENT_CYRILLIC) { WINDOWS_1256 } else { WINDOWS_1251 }
}
