//! The QR code on a certificate: as strong as the page has room for.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder, QRCode};

/// Side of the printed code with its quiet zone, in millimetres.
const SIDE_MM: std::ops::RangeInclusive<f64> = 40.0..=50.0;

/// Width of one module that a phone reads from paper without care, in millimetres. The code grows with its modules
/// until the side is 50 mm; from then on the modules shrink.
const MODULE_MM: f64 = 0.5;

/// Up to this version level M is used (15 % of the code may be lost); above, level L (7 %) keeps the modules larger.
/// Version 17 at 50 mm has modules of 0.54 mm.
const LAST_AT_LEVEL_M: usize = 17;

/// Light modules around the code (ISO/IEC 18004).
const QUIET: usize = 4;

/// A code, ready to draw.
pub struct Qr {
    code: QRCode,
}

/// The text is longer than any QR code holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text does not fit a QR code")]
pub struct TooLong;

impl Qr {
    pub fn new(text: &str) -> Result<Self, TooLong> {
        let medium = build(text, ECL::M).filter(|code| version(code) <= LAST_AT_LEVEL_M);
        let code = medium.or_else(|| build(text, ECL::L)).ok_or(TooLong)?;
        Ok(Self { code })
    }

    /// The QR version, 1 to 40.
    pub fn version(&self) -> usize {
        version(&self.code)
    }

    /// Side to print it at, with the quiet zone, in millimetres.
    pub fn side_mm(&self) -> f64 {
        (self.modules() as f64 * MODULE_MM).clamp(*SIDE_MM.start(), *SIDE_MM.end())
    }

    /// Dark modules that are neighbours in a row: column and row of the first, in a square of [`Qr::modules`], and how many.
    pub fn dark_runs(&self) -> Vec<(usize, usize, usize)> {
        let mut dark = Vec::new();
        for (row, modules) in self.code.data.chunks(self.code.size).take(self.code.size).enumerate() {
            let mut column = 0;
            for run in modules.chunk_by(|a, b| a.value() == b.value()) {
                if run.first().is_some_and(|module| module.value()) {
                    dark.push((column + QUIET, row + QUIET, run.len()));
                }
                column += run.len();
            }
        }
        dark
    }

    /// Dark runs as one stroked path of a line's width, relative from run to run: a third of the bytes of filled ones. Draw
    /// it in a view box of [`Qr::modules`] units with `shape-rendering="crispEdges"`.
    pub fn strokes(&self) -> String {
        let mut path = String::new();
        let (mut at_x, mut at_y) = (0, 0);
        for (column, row, width) in self.dark_runs() {
            let right = column.cast_signed() - at_x;
            // Writing to a string cannot fail.
            let _ = match path.is_empty() {
                true => write!(path, "M{column} {row}.5h{width}"),
                false => write!(path, "m{right} {}h{width}", row - at_y),
            };
            (at_x, at_y) = ((column + width).cast_signed(), row);
        }
        path
    }

    /// Modules on a side, with the quiet zone.
    pub fn modules(&self) -> usize {
        self.code.size + 2 * QUIET
    }
}

fn build(text: &str, level: ECL) -> Option<QRCode> {
    QRBuilder::new(text).ecl(level).build().ok()
}

fn version(code: &QRCode) -> usize {
    code.size.saturating_sub(17) / 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_text_gets_a_larger_code_and_then_a_weaker_level() {
        let capitals = |count| Qr::new(&"A".repeat(count)).unwrap();
        assert_eq!((capitals(400).version(), capitals(400).side_mm()), (12, 40.0));
        // 734 capitals are the most that version 17 holds at level M.
        assert_eq!((capitals(734).version(), capitals(734).side_mm()), (17, 46.5));
        assert_eq!(capitals(735).version(), 15);
        assert_eq!(capitals(2_000).side_mm(), 50.0);
        assert_eq!(Qr::new(&"A".repeat(5_000)).err(), Some(TooLong));
    }

    #[test]
    fn strokes_cover_the_same_modules() {
        let qr = Qr::new("PORTOLAN").unwrap();
        let dark = |drawing: &str| -> usize {
            let runs = drawing.split('h').skip(1).step_by(1);
            runs.filter_map(|run| run.split(|c: char| !c.is_ascii_digit()).next()?.parse::<usize>().ok()).sum()
        };
        let strokes = qr.strokes();
        assert!(strokes.starts_with("M4 4.5h7m"), "{strokes}");
        let modules = qr.code.data[..21 * 21].iter().filter(|module| module.value()).count();
        assert_eq!(dark(&strokes), modules);
    }

    #[test]
    fn the_drawing_has_the_finder_pattern_and_the_quiet_zone() {
        let qr = Qr::new("PORTOLAN").unwrap();
        assert_eq!((qr.modules(), qr.dark_runs()[0]), (29, (4, 4, 7)));
    }
}
