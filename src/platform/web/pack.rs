//! Pages made small for the way, for a few hundredths of a millisecond each.
//!
//! Brotli, which browsers ask for: the styles and scripts of a page and the text of a published lesson are packed once,
//! with all the effort there is, and kept; a page is put together from such parts and from what is packed for it alone.
//! Streams that were made for it can be joined; a part refers to nothing outside itself, which costs a few bytes. Gzip,
//! for everything else, is quick enough to pack pages whole.

use std::cell::RefCell;
use std::sync::{Arc, LazyLock};

use actix_web::http::header::{self, HeaderMap};
use brotli::concat::{BroCatli, BroCatliResult};
use brotli::enc::BrotliEncoderParams;
use libdeflater::{CompressionLvl, Compressor};
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
}

/// Laid on an answer whose page holds a text that never changes.
#[derive(Clone)]
pub struct Unchanging {
    /// Names the text among all others, for ever: a version, a place in it, a language.
    pub key: Arc<str>,
    pub text: Arc<str>,
}

/// Packed parts by name: some thousand lessons of some kilobytes.
static PARTS: LazyLock<Cache<Arc<str>, Arc<[u8]>>> = LazyLock::new(|| Cache::new(2_000));

/// Shorter pages are packed whole: what could be saved is little, and a part more would make them larger.
const LEAST_JOINED: usize = 12_000;
/// A joined page that is longer than this is packed whole instead: then the first view's budget counts for more than
/// the time.
const MOST_JOINED: usize = 13_000;

/// Qualities of brotli: what is kept; what is for one answer, which has few bytes; a whole page.
const KEPT: i32 = 11;
const ONCE: i32 = 3;
const WHOLE: i32 = 5;

/// A page packed; `None` when that fails, and it goes out as it is. `parts` are in it, in this order.
pub fn pack(page: &[u8], parts: &[Unchanging], coding: Coding) -> Option<Vec<u8>> {
    match coding {
        Coding::Gzip => gzip(page),
        Coding::Brotli if page.len() < LEAST_JOINED => brotli_whole(page),
        Coding::Brotli => match joined(page, parts) {
            Some(joined) if joined.len() <= MOST_JOINED => Some(joined),
            _ => brotli_whole(page),
        },
    }
}

/// `None` as well when none of the parts is in the page.
fn joined(page: &[u8], parts: &[Unchanging]) -> Option<Vec<u8>> {
    let mut pieces: Vec<Arc<[u8]>> = Vec::with_capacity(parts.len() * 2 + 1);
    let mut rest = std::str::from_utf8(page).ok()?;
    for part in parts.iter().filter(|part| !part.text.is_empty()) {
        let Some((before, after)) = rest.split_once(&*part.text) else { continue };
        pieces.push(brotli_piece(before, ONCE)?);
        pieces.push(kept(part)?);
        rest = after;
    }
    if pieces.is_empty() {
        return None;
    }
    pieces.push(brotli_piece(rest, ONCE)?);
    join(&pieces)
}

fn kept(part: &Unchanging) -> Option<Arc<[u8]>> {
    if let Some(known) = PARTS.get(&part.key) {
        return Some(known);
    }
    let made = brotli_piece(&part.text, KEPT)?;
    PARTS.insert(Arc::clone(&part.key), Arc::clone(&made));
    Some(made)
}

/// Window of a joined stream, as a power of two: no page is larger.
const WINDOW: i32 = 18;

fn brotli_piece(text: &str, quality: i32) -> Option<Arc<[u8]>> {
    let params = BrotliEncoderParams {
        quality,
        lgwin: WINDOW,
        size_hint: text.len(),
        catable: true,
        appendable: true,
        use_dictionary: false,
        ..BrotliEncoderParams::default()
    };
    let mut packed = Vec::with_capacity(text.len() / 3 + 64);
    brotli::BrotliCompress(&mut text.as_bytes(), &mut packed, &params).ok()?;
    Some(packed.into())
}

/// With brotli's own dictionary, which parts that are joined cannot have.
fn brotli_whole(mut page: &[u8]) -> Option<Vec<u8>> {
    let params = BrotliEncoderParams { quality: WHOLE, lgwin: WINDOW, size_hint: page.len(), ..Default::default() };
    let mut packed = Vec::with_capacity(page.len() / 3 + 64);
    brotli::BrotliCompress(&mut page, &mut packed, &params).ok()?;
    Some(packed)
}

fn join(pieces: &[Arc<[u8]>]) -> Option<Vec<u8>> {
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

thread_local! {
    /// Its tables are some hundred kilobytes: one for each thread, not for each page.
    static DEFLATE: RefCell<Compressor> = RefCell::new(Compressor::new(CompressionLvl::default()));
}

fn gzip(page: &[u8]) -> Option<Vec<u8>> {
    DEFLATE.with_borrow_mut(|compressor| {
        let mut packed = vec![0; compressor.gzip_compress_bound(page.len())];
        let length = compressor.gzip_compress(page, &mut packed).ok()?;
        packed.truncate(length);
        Some(packed)
    })
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
                let (_, rest) = packed.split_at(10);
                let (body, tail) = rest.split_at(rest.len() - 8);
                page = miniz_oxide::inflate::decompress_to_vec(body).unwrap();
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
