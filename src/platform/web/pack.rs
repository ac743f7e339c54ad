//! Pages made small for the way. A published lesson and the styles and scripts around it are packed once, with all the
//! effort there is, and kept; its page is put together from such parts and from what is packed for it alone. Other pages
//! are packed whole.
//!
//! Both codings allow it: brotli's streams can be joined when they were made for it, and deflate's blocks may follow one
//! another when each begins at a whole byte. A part refers to nothing outside itself, which costs a few bytes.

use std::sync::{Arc, LazyLock};

use actix_web::http::header::{self, HeaderMap};
use brotli::concat::{BroCatli, BroCatliResult};
use brotli::enc::BrotliEncoderParams;
use miniz_oxide::deflate::core::{CompressorOxide, create_comp_flags_from_zip_params};
use miniz_oxide::deflate::stream::deflate;
use miniz_oxide::{DataFormat, MZFlush, MZStatus};
use moka::sync::Cache;

/// How a client wants a page packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Coding {
    Brotli,
    Gzip,
}

impl Coding {
    /// The better one that the client takes (`br;q=0` says no).
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let accept = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let takes = |wanted: &str| {
            accept.split(',').any(|coding| {
                let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
                name.trim() == wanted && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
            })
        };
        [Coding::Brotli, Coding::Gzip].into_iter().find(|coding| takes(coding.name()))
    }

    pub fn name(self) -> &'static str {
        match self {
            Coding::Brotli => "br",
            Coding::Gzip => "gzip",
        }
    }

    fn level(self, effort: Effort) -> i32 {
        match (self, effort) {
            // Below this length a good search costs more than it finds.
            (Coding::Brotli, Effort::Once(length)) if length < 1_000 => 2,
            (Coding::Brotli, Effort::Once(_)) => 4,
            (Coding::Brotli, Effort::Kept) => 11,
            (Coding::Gzip, Effort::Once(_)) => 4,
            (Coding::Gzip, Effort::Kept) => 9,
        }
    }
}

#[derive(Clone, Copy)]
enum Effort {
    /// For one answer, of so many bytes.
    Once(usize),
    Kept,
}

/// Laid on an answer whose page holds a text that never changes.
#[derive(Clone)]
pub struct Unchanging {
    /// Names the text among all others, for ever: a version, a place in it, a language.
    pub key: Arc<str>,
    pub text: Arc<str>,
}

/// Packed parts by name and coding: some thousand lessons of some kilobytes.
static PARTS: LazyLock<Parts> = LazyLock::new(|| Cache::new(2_000));

type Parts = Cache<(Arc<str>, Coding), Arc<[u8]>>;

/// A page packed; `None` when that fails, and it goes out as it is. `parts` are in it, in this order.
pub fn pack(page: &[u8], parts: &[Unchanging], coding: Coding) -> Option<Vec<u8>> {
    // A page of which only the head is kept is smaller when it is packed whole, and its budget counts for more than the
    // time: the check of a certificate would grow by a twentieth.
    if parts.len() < 2 {
        return match coding {
            Coding::Brotli => brotli_whole(page),
            Coding::Gzip => join_gzip(&[deflate_piece(page, 6)?.into()], page),
        };
    }
    let text = std::str::from_utf8(page).ok()?;
    let mut pieces: Vec<Arc<[u8]>> = Vec::with_capacity(parts.len() * 2 + 1);
    let mut rest = text;
    for part in parts.iter().filter(|part| !part.text.is_empty()) {
        // A page without it is packed whole.
        let Some((before, after)) = rest.split_once(&*part.text) else { continue };
        pieces.push(piece(before, coding, Effort::Once(before.len()))?);
        pieces.push(kept(part, coding)?);
        rest = after;
    }
    pieces.push(piece(rest, coding, Effort::Once(rest.len()))?);
    match coding {
        Coding::Brotli => join_brotli(&pieces),
        Coding::Gzip => join_gzip(&pieces, page),
    }
}

fn kept(part: &Unchanging, coding: Coding) -> Option<Arc<[u8]>> {
    let key = (Arc::clone(&part.key), coding);
    if let Some(known) = PARTS.get(&key) {
        return Some(known);
    }
    let made = piece(&part.text, coding, Effort::Kept)?;
    PARTS.insert(key, Arc::clone(&made));
    Some(made)
}

fn piece(text: &str, coding: Coding, effort: Effort) -> Option<Arc<[u8]>> {
    let level = coding.level(effort);
    match coding {
        Coding::Brotli => brotli_piece(text.as_bytes(), level),
        Coding::Gzip => deflate_piece(text.as_bytes(), level),
    }
    .map(Arc::from)
}

/// Window of a joined stream, as a power of two: no page is larger.
const WINDOW: i32 = 18;

fn brotli_piece(bytes: &[u8], quality: i32) -> Option<Vec<u8>> {
    let params = BrotliEncoderParams {
        quality,
        lgwin: WINDOW,
        size_hint: bytes.len(),
        catable: true,
        appendable: true,
        use_dictionary: false,
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::with_capacity(bytes.len() / 3 + 64);
    let mut reader = bytes;
    brotli::BrotliCompress(&mut reader, &mut packed, &params).ok()?;
    Some(packed)
}

/// With brotli's own dictionary, which parts that are joined cannot have.
fn brotli_whole(mut page: &[u8]) -> Option<Vec<u8>> {
    let params = BrotliEncoderParams { quality: 5, lgwin: WINDOW, size_hint: page.len(), ..Default::default() };
    let mut packed = Vec::with_capacity(page.len() / 3 + 64);
    brotli::BrotliCompress(&mut page, &mut packed, &params).ok()?;
    Some(packed)
}

fn join_brotli(pieces: &[Arc<[u8]>]) -> Option<Vec<u8>> {
    let mut joined = vec![0; pieces.iter().map(|piece| piece.len() + 16).sum()];
    let (mut joiner, mut at) = (BroCatli::new(), 0);
    for piece in pieces {
        joiner.new_brotli_file();
        let mut read = 0;
        match joiner.stream(piece, &mut read, &mut joined, &mut at) {
            BroCatliResult::NeedsMoreInput if read == piece.len() => {}
            _ => return None,
        }
    }
    match joiner.finish(&mut joined, &mut at) {
        BroCatliResult::Success => {
            joined.truncate(at);
            Some(joined)
        }
        _ => None,
    }
}

/// Deflate blocks that end at a whole byte and are not the last.
fn deflate_piece(bytes: &[u8], level: i32) -> Option<Vec<u8>> {
    let flags = create_comp_flags_from_zip_params(level, DataFormat::Raw.to_window_bits(), 0);
    let mut state = Box::new(CompressorOxide::new(flags));
    // Text that cannot be packed grows by a few bytes for each 32 kB.
    let mut packed = vec![0; bytes.len() + bytes.len() / 100 + 128];
    let done = deflate(&mut state, bytes, &mut packed, MZFlush::Full);
    (done.status == Ok(MZStatus::Ok) && done.bytes_consumed == bytes.len()).then(|| {
        packed.truncate(done.bytes_written);
        packed
    })
}

/// No name, no time, made on Unix.
const GZIP_HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
/// A last block that is empty.
const DEFLATE_END: [u8; 2] = [3, 0];

fn join_gzip(pieces: &[Arc<[u8]>], page: &[u8]) -> Option<Vec<u8>> {
    let mut joined = GZIP_HEAD.to_vec();
    for piece in pieces {
        joined.extend_from_slice(piece);
    }
    joined.extend(DEFLATE_END);
    joined.extend(crc32fast::hash(page).to_le_bytes());
    joined.extend(u32::try_from(page.len()).ok()?.to_le_bytes());
    Some(joined)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn unpack(packed: &[u8], coding: Coding) -> Vec<u8> {
        let mut page = Vec::new();
        match coding {
            Coding::Brotli => {
                brotli::Decompressor::new(packed, 4096).read_to_end(&mut page).unwrap();
            }
            Coding::Gzip => {
                let (head, rest) = packed.split_at(GZIP_HEAD.len());
                let (body, tail) = rest.split_at(rest.len() - 8);
                assert_eq!(head, GZIP_HEAD);
                page = miniz_oxide::inflate::decompress_to_vec(body).unwrap();
                assert_eq!(tail[..4], crc32fast::hash(&page).to_le_bytes());
                assert_eq!(tail[4..], u32::try_from(page.len()).unwrap().to_le_bytes());
            }
        }
        page
    }

    fn part(key: &str, text: &str) -> Unchanging {
        Unchanging { key: key.into(), text: text.into() }
    }

    #[test]
    fn a_page_comes_out_as_it_went_in() {
        let style = "a{color:red}".repeat(900);
        let lesson = "<p>Печать сравнивают с документом. ختم</p>".repeat(300);
        for coding in [Coding::Brotli, Coding::Gzip] {
            for (before, between, after) in [("<html>", "<body>", "</body>"), ("", "", ""), ("x", "", "end")] {
                let page = format!("{before}{style}{between}{lesson}{after}");
                let parts = [part("style", &style), part("lesson", &lesson)];
                for parts in [&parts[..], &parts[..1], &[]] {
                    let packed = pack(page.as_bytes(), parts, coding).unwrap();
                    assert_eq!(unpack(&packed, coding), page.as_bytes(), "{coding:?} {before:?}");
                    assert!(packed.len() < page.len() / 10);
                }
            }
        }
    }

    #[test]
    fn a_part_that_is_not_there_does_no_harm() {
        let page = "<p>Nothing of the kind.</p>";
        for coding in [Coding::Brotli, Coding::Gzip] {
            let packed = pack(page.as_bytes(), &[part("other", "elsewhere"), part("none", "")], coding).unwrap();
            assert_eq!(unpack(&packed, coding), page.as_bytes());
        }
    }

    #[test]
    fn what_cannot_be_packed_is_still_whole() {
        let noise: String =
            (0_u32..20_000).map(|n| char::from_u32(0x4e00 + n.wrapping_mul(7919) % 20_000).unwrap()).collect();
        for coding in [Coding::Brotli, Coding::Gzip] {
            assert_eq!(unpack(&pack(noise.as_bytes(), &[], coding).unwrap(), coding), noise.as_bytes());
        }
    }

    #[test]
    fn the_client_says_how() {
        let of = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, text.parse().unwrap());
            Coding::of(&headers)
        };
        assert_eq!(of("gzip, deflate, br"), Some(Coding::Brotli));
        assert_eq!(of("gzip;q=0.5, br;q=0"), Some(Coding::Gzip));
        assert_eq!(of("identity"), None);
        assert_eq!(Coding::of(&HeaderMap::new()), None);
    }
}
