//! Pictures: which files may be shown, and how large they are drawn.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::finding::Report;
use super::folder::{Entry, Folder, is_id};
use crate::features::curriculum::model::{MediaFile, hex};

/// A larger drawing costs a reader on a slow line too long; drawings get by with far less.
const DRAWING_BYTES: u64 = 8 * 1024;
/// The same for a picture made of pixels.
const WARN_BYTES: u64 = 30 * 1024;
/// A larger file is refused, and not read.
const LIMIT: u64 = 1024 * 1024;

/// The pictures of a module's `media` folder by name.
pub fn load(folder: &Folder, report: &mut Report) -> BTreeMap<String, MediaFile> {
    let files = folder.entries(report);
    files.iter().filter_map(|entry| media_file(entry, report)).map(|file| (file.name.clone(), file)).collect()
}

fn media_file(entry: &Entry, report: &mut Report) -> Option<MediaFile> {
    let named = entry.name.rsplit_once('.').and_then(|(stem, ending)| Some((stem, mime(ending)?)));
    let Some((stem, mime)) = named.filter(|_| !entry.is_folder) else {
        let mend = "save pictures as svg, png, jpg or webp, directly in media/";
        report.error(&entry.file, None, "a kind of file that lessons cannot show", mend);
        return None;
    };
    if !is_id(stem) {
        let mend = "use lower-case letters, digits and hyphens";
        report.error(&entry.file, None, "the file name is not fit for an address", mend);
        return None;
    }
    let bytes = entry.read(LIMIT, report)?;
    let Some((width, height)) = size(mime, &bytes) else {
        let what = format!("not a {mime} picture, or one without a size");
        report.error(&entry.file, None, what, "save it again; an SVG needs a viewBox with four numbers");
        return None;
    };
    if mime == "image/svg+xml" {
        refuse_live_svg(entry, &bytes, report);
    }
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if mime == "image/svg+xml" && length > DRAWING_BYTES {
        let what = format!("a picture of {} KB", length.div_ceil(1024));
        let mend = "make it at most 8 KB: round the numbers, and take out what the drawing program left";
        report.error(&entry.file, None, what, mend);
    } else if length > WARN_BYTES {
        let what = format!("a picture of {} KB", length.div_ceil(1024));
        report.warn(
            &entry.file,
            None,
            what,
            "make it at most 30 KB: fewer pixels, more compression or a drawing as SVG",
        );
    }
    let sha256 = hex(&Sha256::digest(&bytes));
    Some(MediaFile { name: entry.name.clone(), mime: mime.to_owned(), bytes: length, sha256, width, height })
}

fn mime(ending: &str) -> Option<&'static str> {
    match ending {
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        "jpg" => Some("image/jpeg"),
        "webp" => Some("image/webp"),
        _ => None,
    }
}

/// An SVG opened by its address is a document of our site: it must not act or load anything.
fn refuse_live_svg(entry: &Entry, bytes: &[u8], report: &mut Report) {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    let attributes = |name: &str| {
        let after: Vec<&str> = text.split(name).skip(1).collect();
        after.into_iter().map(|rest| rest.trim_start().trim_start_matches(['=', ' ', '"', '\'', '\n', '\t']).to_owned())
    };
    let foreign = attributes("href").any(|target| !target.starts_with('#'))
        || attributes("url(").any(|target| !target.starts_with('#'))
        || text.contains("@import");
    let handler = text.split_whitespace().any(|word| {
        let name = word.split('=').next().unwrap_or_default();
        word.contains('=') && name.len() > 3 && name.starts_with("on") && name.bytes().all(|b| b.is_ascii_lowercase())
    });
    let live = ["<script", "<foreignobject", "<!entity", "<!doctype", "<animate", "<set", "javascript:"];
    if foreign || handler || live.iter().any(|tag| text.contains(tag)) {
        let mend = "save it as plain SVG: shapes, text and links to its own parts (#…) only";
        report.error(&entry.file, None, "the SVG can act or loads something from elsewhere", mend);
    }
}

/// Width and height in pixels, from the file's own head; `None` when the bytes are not such a picture.
fn size(mime: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    let found = match mime {
        "image/svg+xml" => svg_size(std::str::from_utf8(bytes).ok()?),
        "image/png" => png_size(bytes),
        "image/jpeg" => jpeg_size(bytes),
        _ => webp_size(bytes),
    };
    found.filter(|(width, height)| *width > 0 && *height > 0 && *width <= 20_000 && *height <= 20_000)
}

fn svg_size(text: &str) -> Option<(u32, u32)> {
    let root = text.split_once("<svg")?.1.split_once('>')?.0;
    let quoted = root.split_once("viewBox")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = quoted.chars().next().filter(|c| *c == '"' || *c == '\'')?;
    let numbers: Vec<f64> = quoted
        .split(quote)
        .nth(1)?
        .split([' ', ',', '\n', '\t'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    match numbers.as_slice() {
        // `as` saturates; the caller refuses what is out of range.
        [_, _, width, height] => Some((width.round() as u32, height.round() as u32)),
        _ => None,
    }
}

fn big(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let part = bytes.get(at..at.checked_add(length)?)?;
    Some(part.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

fn little(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let part = bytes.get(at..at.checked_add(length)?)?;
    Some(part.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = bytes.starts_with(b"\x89PNG\r\n\x1a\n") && bytes.get(12..16)? == b"IHDR";
    head.then_some((big(bytes, 16, 4)?, big(bytes, 20, 4)?))
}

/// Walks the segments to the frame header (SOF), which holds height and width.
fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    if !bytes.starts_with(b"\xff\xd8\xff") {
        return None;
    }
    let mut at = 2;
    while at < bytes.len() {
        let marker = big(bytes, at, 2)?;
        let is_frame = (0xffc0..=0xffcf).contains(&marker) && ![0xffc4, 0xffc8, 0xffcc].contains(&marker);
        if is_frame {
            return Some((big(bytes, at + 7, 2)?, big(bytes, at + 5, 2)?));
        }
        if !(0xffc0..=0xfffe).contains(&marker) {
            return None;
        }
        at += 2 + usize::try_from(big(bytes, at + 2, 2)?).ok()?;
    }
    None
}

fn webp_size(bytes: &[u8]) -> Option<(u32, u32)> {
    if !bytes.starts_with(b"RIFF") || bytes.get(8..12)? != b"WEBP" {
        return None;
    }
    match bytes.get(12..16)? {
        b"VP8 " => Some((little(bytes, 26, 2)? & 0x3fff, little(bytes, 28, 2)? & 0x3fff)),
        b"VP8L" => {
            let packed = little(bytes, 21, 4)?;
            Some(((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => Some((little(bytes, 24, 3)? + 1, little(bytes, 27, 3)? + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::size;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(head in 0usize..5, tail in proptest::collection::vec(any::<u8>(), 0..80)) {
            let heads: [&[u8]; 5] = [b"", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff\xe0", b"RIFF....WEBPVP8X", b"<svg viewBox=\""];
            let bytes = [heads[head], &tail].concat();
            for mime in ["image/svg+xml", "image/png", "image/jpeg", "image/webp"] {
                let _ = size(mime, &bytes);
            }
        }
    }

    #[test]
    fn sizes_are_read_from_the_head() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\x2c";
        assert_eq!(size("image/png", png), Some((640, 300)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc2\0\x11\x08\x01\x2c\x02\x80";
        assert_eq!(size("image/jpeg", jpeg), Some((640, 300)));
        assert_eq!(size("image/svg+xml", b"<svg a='b' viewBox='0 0 640.2, 300'>"), Some((640, 300)));
        assert_eq!(size("image/svg+xml", b"<svg width='3'>"), None);
        assert_eq!(size("image/webp", b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x7f\x02\0\x2b\x01\0"), Some((640, 300)));
        assert_eq!(size("image/png", jpeg), None);
    }
}
