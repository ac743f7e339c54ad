//! Pages made small for the way, for a few hundredths of a millisecond each.
//!
//! The styles and scripts of a page and the text of a published lesson are packed once, with all the effort there is, and
//! kept; a page is put together from such parts and from what is packed for it alone. Streams that were made for it can
//! be joined, brotli's as well as those of gzip; a part refers to nothing outside itself, which costs a few bytes.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::{Arc, OnceLock};

use actix_web::http::header::{self, HeaderMap};
use brotli::concat::{BroCatli, BroCatliResult};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compress, Compression, FlushCompress};
use libdeflater::{CompressionLvl, Compressor, Crc};

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

/// A text that stands in pages and does not change, with what it packs to, which is made when it is first asked for. Laid
/// on an answer, it says that the page holds it.
#[derive(Clone)]
pub struct Kept(Arc<Text>);

struct Text {
    text: Box<str>,
    effort: Effort,
    brotli: OnceLock<Option<Box<[u8]>>>,
    gzip: OnceLock<Option<Box<[u8]>>>,
}

#[derive(Clone, Copy)]
enum Effort {
    Best,
    Some,
}

impl Kept {
    /// For good, and for everybody.
    pub fn for_good(text: String) -> Self {
        Self::new(text, Effort::Best)
    }

    /// For one person, for a while.
    pub fn for_now(text: String) -> Self {
        Self::new(text, Effort::Some)
    }

    fn new(text: String, effort: Effort) -> Self {
        let text = Text { text: text.into(), effort, brotli: OnceLock::new(), gzip: OnceLock::new() };
        Self(Arc::new(text))
    }

    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// How much it holds, roughly.
    pub fn bytes(&self) -> usize {
        self.0.text.len() * 3 / 2
    }

    fn packed(&self, coding: Coding) -> Option<&[u8]> {
        let Text { text, effort, brotli, gzip } = &*self.0;
        let packed = match (coding, effort) {
            (Coding::Brotli, Effort::Best) => brotli.get_or_init(|| brotli_piece(text, 11)),
            (Coding::Brotli, Effort::Some) => brotli.get_or_init(|| brotli_piece(text, 5)),
            (Coding::Gzip, Effort::Best) => gzip.get_or_init(|| deflate_piece(text, 9, FlushCompress::Sync)),
            (Coding::Gzip, Effort::Some) => gzip.get_or_init(|| deflate_piece(text, 6, FlushCompress::Sync)),
        };
        packed.as_deref()
    }
}

/// Shorter pages are packed whole: what could be saved is little, and a part more would make them larger.
const LEAST_JOINED: usize = 12_000;
/// A joined page that is longer than this is packed whole instead: then the first view's budget counts for more than
/// the time.
const MOST_JOINED: usize = 13_200;

/// Effort for what is for one answer alone, which has few bytes.
const BROTLI_ONCE: i32 = 3;
const DEFLATE_ONCE: u32 = 4;
/// Effort for a whole page.
const BROTLI_WHOLE: i32 = 5;

/// A page packed; `None` when that fails, and it goes out as it is. `parts` are in it, in this order.
pub fn pack(page: &[u8], parts: &[Kept], coding: Coding) -> Option<Vec<u8>> {
    if page.len() >= LEAST_JOINED
        && let Some(joined) = joined(page, parts, coding)
        && joined.len() <= MOST_JOINED
    {
        return Some(joined);
    }
    match coding {
        Coding::Gzip => gzip(page),
        Coding::Brotli => brotli_whole(page),
    }
}

/// `None` as well when none of the parts is in the page.
fn joined(page: &[u8], parts: &[Kept], coding: Coding) -> Option<Vec<u8>> {
    let mut pieces: Vec<Cow<'_, [u8]>> = Vec::with_capacity(parts.len() * 2 + 1);
    let mut rest = std::str::from_utf8(page).ok()?;
    for part in parts {
        let Some((before, after)) = split(rest, part.text()) else { continue };
        if !before.is_empty() {
            pieces.push(Cow::Owned(own_piece(before, coding)?));
        }
        pieces.push(Cow::Borrowed(part.packed(coding)?));
        rest = after;
    }
    if pieces.is_empty() {
        return None;
    }
    match coding {
        Coding::Brotli => {
            pieces.push(Cow::Owned(own_piece(rest, coding)?));
            join(&pieces)
        }
        Coding::Gzip => {
            pieces.push(Cow::Owned(deflate_piece(rest, DEFLATE_ONCE, FlushCompress::Finish)?.into()));
            Some(gzip_of(page, &pieces))
        }
    }
}

fn own_piece(text: &str, coding: Coding) -> Option<Vec<u8>> {
    let piece = match coding {
        Coding::Brotli => brotli_piece(text, BROTLI_ONCE)?,
        Coding::Gzip => deflate_piece(text, DEFLATE_ONCE, FlushCompress::Sync)?,
    };
    Some(piece.into())
}

/// What stands before and after a part: found by its beginning, because looking for a long text costs more than reading
/// it.
fn split<'p>(page: &'p str, part: &str) -> Option<(&'p str, &'p str)> {
    let beginning = part.get(..part.floor_char_boundary(32)).filter(|beginning| !beginning.is_empty())?;
    let found =
        page.match_indices(beginning).find(|(at, _)| page.get(*at..).is_some_and(|rest| rest.starts_with(part)));
    let (at, _) = found?;
    Some((page.get(..at)?, page.get(at + part.len()..)?))
}

/// Window of a joined stream, as a power of two: no page is larger.
const WINDOW: i32 = 18;

fn brotli_piece(text: &str, quality: i32) -> Option<Box<[u8]>> {
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
    let params =
        BrotliEncoderParams { quality: BROTLI_WHOLE, lgwin: WINDOW, size_hint: page.len(), ..Default::default() };
    let mut packed = Vec::with_capacity(page.len() / 3 + 64);
    brotli::BrotliCompress(&mut page, &mut packed, &params).ok()?;
    Some(packed)
}

fn join(pieces: &[Cow<'_, [u8]>]) -> Option<Vec<u8>> {
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
    /// Their tables are some hundred kilobytes: one for each thread, not for each page.
    static DEFLATE: RefCell<Compressor> = RefCell::new(Compressor::new(CompressionLvl::default()));
    static PIECES: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(DEFLATE_ONCE), false));
}

/// A part of a stream, up to the end of a byte; the last one is said to be the last.
fn deflate_piece(text: &str, level: u32, flush: FlushCompress) -> Option<Box<[u8]>> {
    let pack = |compress: &mut Compress| {
        compress.reset();
        // Enough even for what does not pack at all: five bytes for each block, and the end.
        let mut packed = Vec::with_capacity(text.len() + text.len() / 1_000 + 64);
        compress.compress_vec(text.as_bytes(), &mut packed, flush).ok()?;
        (compress.total_in() == text.len() as u64).then(|| packed.into())
    };
    match level {
        DEFLATE_ONCE => PIECES.with_borrow_mut(pack),
        _ => pack(&mut Compress::new(Compression::new(level), false)),
    }
}

/// A gzip file of deflated parts (RFC 1952): what it is, the parts, the sum and the length of the whole.
fn gzip_of(page: &[u8], pieces: &[Cow<'_, [u8]>]) -> Vec<u8> {
    let mut sum = Crc::new();
    sum.update(page);
    let mut file = Vec::with_capacity(pieces.iter().map(|piece| piece.len()).sum::<usize>() + 18);
    file.extend([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
    pieces.iter().for_each(|piece| file.extend_from_slice(piece));
    file.extend(sum.sum().to_le_bytes());
    // Modulo 2³², as the format has it.
    file.extend((page.len() as u32).to_le_bytes());
    file
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

    fn part(text: &str) -> Kept {
        Kept::for_good(text.to_owned())
    }

    #[test]
    fn a_page_comes_out_as_it_went_in() {
        let style = "a{color:red}".repeat(900);
        let lesson = "<p>Печать сравнивают с документом. ختم</p>".repeat(300);
        for coding in [Coding::Brotli, Coding::Gzip] {
            for (before, between, after) in [("<html>", "<body>", "</body>"), ("", "", ""), ("x", "", "end")] {
                let page = format!("{before}{style}{between}{lesson}{after}");
                let parts = [part(&style), Kept::for_now(lesson.clone())];
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
            let packed = pack(page.as_bytes(), &[part("elsewhere"), part("")], coding).unwrap();
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
