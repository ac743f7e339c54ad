//! From a text to its glyphs: direction, script, fonts, and where a line may end.

use std::ops::Range;

use icu::properties::CodePointMapData;
use icu::properties::props::{GeneralCategory, GeneralCategoryGroup, Script};
use icu::segmenter::options::LineBreakOptions;
use icu::segmenter::{GraphemeClusterSegmenter, LineSegmenter};
use krilla::text::{GlyphId, KrillaGlyph};
use unicode_bidi::{Level, ParagraphBidiInfo};

use super::fonts::{Fonts, GEORGIAN, NASKH, SERIF, is_ignorable};
use crate::base::lang::Lang;

/// How a text is set, by the script it is in.
#[derive(Clone, Copy)]
pub struct Hand {
    /// The script's own family goes first, so that the blanks and digits between words come from it too.
    families: [usize; 3],
    /// For screen readers: the page's language if it is written in this script, else one that is.
    pub lang: &'static str,
    /// Naskh letters are smaller than Latin ones of the same size …
    pub scale: f64,
    /// … and reach further below the line, in em …
    pub below: f64,
    pub room: f64,
    /// … and join, so that space between them would tear words apart.
    joins: bool,
}

/// Above its base line, a line takes this much of its size.
pub const ABOVE: f64 = 0.95;

impl Hand {
    pub fn of(text: &str, page: Lang) -> Self {
        let written = |script| text.chars().any(|c| script_of(c) == script);
        let latin = Self {
            families: [SERIF, GEORGIAN, NASKH],
            lang: if matches!(page, Lang::Ar | Lang::Ru) { "en" } else { page.tag() },
            scale: 1.0,
            below: 0.32,
            room: 1.0,
            joins: false,
        };
        if written(Script::Arabic) {
            Self { families: [NASKH, SERIF, GEORGIAN], lang: "ar", scale: 1.25, below: 0.5, room: 1.3, joins: true }
        } else if written(Script::Georgian) {
            Self { families: [GEORGIAN, SERIF, NASKH], lang: "ka", ..latin }
        } else if written(Script::Cyrillic) {
            Self { lang: "ru", ..latin }
        } else {
            latin
        }
    }

    /// Height of a line, in sizes before [`Hand::scale`].
    pub fn line(&self) -> f64 {
        self.scale * (ABOVE + self.below)
    }
}

/// Whether the first letter decides for right to left.
pub fn leads_leftwards(text: &str) -> bool {
    let is_letter =
        |c: &char| GeneralCategoryGroup::Letter.contains(CodePointMapData::<GeneralCategory>::new().get(*c));
    text.chars().find(is_letter).is_some_and(|first| script_of(first) == Script::Arabic)
}

fn script_of(c: char) -> Script {
    CodePointMapData::<Script>::new().get(c)
}

/// A text whose letters are known, at the size of 1 point.
pub struct Shaped<'a> {
    pub text: &'a str,
    pub hand: Hand,
    bold: bool,
    tracking: f64,
    bidi: ParagraphBidiInfo<'a>,
    all: Vec<Run>,
    /// What stands before each byte, as if all stood in one line.
    before: Vec<f64>,
}

/// Neighbours from one font, from left to right.
pub struct Run {
    pub family: usize,
    pub glyphs: Vec<KrillaGlyph>,
    leftwards: bool,
}

impl Run {
    /// The first of its letters that is read.
    pub fn start(&self) -> usize {
        self.glyphs.iter().map(|glyph| glyph.text_range.start).min().unwrap_or_default()
    }

    /// In sizes.
    pub fn width(&self) -> f64 {
        self.glyphs.iter().map(|glyph| f64::from(glyph.x_advance)).sum()
    }
}

impl<'a> Shaped<'a> {
    pub fn new(fonts: &Fonts, text: &'a str, hand: Hand, (leftwards, bold, tracking): (bool, bool, f64)) -> Self {
        let level = if leftwards { Level::rtl() } else { Level::ltr() };
        let tracking = if hand.joins { 0.0 } else { tracking };
        let bidi = ParagraphBidiInfo::new(text, Some(level));
        let mut shaped = Self { text, hand, bold, tracking, bidi, all: Vec::new(), before: Vec::new() };
        shaped.all = shaped.line(fonts, 0..text.len());
        shaped.before = vec![0.0; text.len() + 1];
        for glyph in shaped.all.iter().flat_map(|run| &run.glyphs) {
            if let Some(after) = shaped.before.get_mut(glyph.text_range.start + 1) {
                *after += f64::from(glyph.x_advance);
            }
        }
        let mut sum = 0.0;
        for before in &mut shaped.before {
            sum += *before;
            *before = sum;
        }
        shaped
    }

    /// The width of a part, without blanks at its end.
    pub fn width(&self, part: Range<usize>) -> f64 {
        let end = part.start + self.text.get(part.clone()).map_or(0, |text| text.trim_end().len());
        let at = |byte: usize| self.before.get(byte).copied().unwrap_or_default();
        at(end) - at(part.start)
    }

    pub fn whole(&self) -> Range<usize> {
        0..self.text.len()
    }

    /// The widest of the words.
    pub fn longest_word(&self) -> f64 {
        let mut at = 0;
        let words = self.text.split(' ').map(|word| {
            let width = self.width(at..at + word.len());
            at += word.len() + 1;
            width
        });
        words.fold(0.0, f64::max)
    }

    /// Where a line may end: between words, or `anywhere` between letters.
    pub fn breaks(&self, anywhere: bool) -> Vec<usize> {
        if anywhere {
            return GraphemeClusterSegmenter::new().segment_str(self.text).skip(1).collect();
        }
        let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
        segmenter.segment_str(self.text).skip(1).collect()
    }

    /// The whole as one line.
    pub fn into_runs(self) -> Vec<Run> {
        self.all
    }

    /// A part as a line of its own, from left to right.
    pub fn line(&self, fonts: &Fonts, part: Range<usize>) -> Vec<Run> {
        let end = part.start + self.text.get(part.clone()).map_or(0, |text| text.trim_end().len());
        if end <= part.start {
            return Vec::new();
        }
        let (levels, runs) = self.bidi.visual_runs(part.start..end);
        let mut line = Vec::new();
        for run in runs {
            let leftwards = levels.get(run.start).is_some_and(Level::is_rtl);
            let mut scripts = self.by_script(run);
            if leftwards {
                scripts.reverse();
            }
            for part in scripts {
                let mut glyphs = Vec::new();
                self.shape(fonts, part, leftwards, &self.hand.families, &mut glyphs);
                self.track(&mut glyphs);
                for (family, glyph) in glyphs {
                    match line.last_mut() {
                        Some(Run { family: last, glyphs, .. }) if *last == family && !glyphs.is_empty() => {
                            glyphs.push(glyph)
                        }
                        _ => line.push(Run { family, glyphs: vec![glyph], leftwards }),
                    }
                }
                // The next part is a run of its own, even from the same font.
                line.push(Run { family: SERIF, glyphs: Vec::new(), leftwards });
            }
        }
        line.retain(|run| !run.glyphs.is_empty());
        line
    }

    /// Parts of one script each; what belongs to none goes with what stands before it.
    fn by_script(&self, run: Range<usize>) -> Vec<Range<usize>> {
        let is_any = |script| matches!(script, Script::Unknown | Script::Common | Script::Inherited);
        let (mut parts, mut start, mut last) = (Vec::new(), run.start, Script::Common);
        for (at, c) in self.text.get(run.clone()).unwrap_or_default().char_indices() {
            let script = script_of(c);
            if !is_any(script) && !is_any(last) && script != last {
                parts.push(start..run.start + at);
                (start, last) = (run.start + at, script);
            } else if is_any(last) {
                last = script;
            }
        }
        parts.push(start..run.end);
        parts
    }

    /// Shapes with the first of the families, and what it does not have with the next ones.
    fn shape(
        &self,
        fonts: &Fonts,
        part: Range<usize>,
        leftwards: bool,
        families: &[usize],
        found: &mut Vec<(usize, KrillaGlyph)>,
    ) {
        let text = self.text.get(part.clone()).unwrap_or_default();
        if text.chars().all(is_ignorable) {
            return;
        }
        let shaped = families.split_first().and_then(|(family, others)| {
            let em = fonts.face(*family, self.bold)?.em();
            Some((*family, others, em, fonts.shape((*family, self.bold), (text, leftwards, self.hand.lang))?))
        });
        let Some((family, others, em, shaped)) = shaped else {
            // No font has it: an empty box, which the page refuses.
            found.push((SERIF, KrillaGlyph::new(GlyphId::new(0), 0.0, 0.0, 0.0, 0.0, part, None)));
            return;
        };
        let (infos, places) = (shaped.glyph_infos(), shaped.glyph_positions());
        let cluster = |at: Option<usize>| at.and_then(|at| infos.get(at)).map(|info| info.cluster as usize);
        let mut at = 0;
        while let (Some(info), Some(place)) = (infos.get(at), places.get(at)) {
            let start = info.cluster as usize;
            let is_other = |other: &&rustybuzz::GlyphInfo| other.cluster != info.cluster;
            if info.glyph_id == 0 {
                let first = at;
                while infos.get(at + 1).is_some_and(|next| next.glyph_id == 0) {
                    at += 1;
                }
                let start = cluster(Some(if leftwards { at } else { first })).unwrap_or_default();
                let end = cluster(if leftwards { first.checked_sub(1) } else { Some(at + 1) }).unwrap_or(text.len());
                let boxes = part.start + start..part.start + end;
                // A letter of which a mark is missing goes as a whole.
                while found.last().is_some_and(|(_, glyph)| boxes.contains(&glyph.text_range.start)) {
                    found.pop();
                }
                self.shape(fonts, boxes, leftwards, others, found);
            } else {
                let next = match leftwards {
                    true => infos.get(..at).and_then(|before| before.iter().rev().find(is_other)),
                    false => infos.get(at..).and_then(|after| after.iter().find(is_other)),
                };
                let end = next.map_or(text.len(), |next| next.cluster as usize);
                let em = |units: i32| units as f32 / em;
                let range = part.start + start..part.start + end;
                let (advance, x, y) = (em(place.x_advance), em(place.x_offset), em(place.y_offset));
                found.push((family, KrillaGlyph::new(GlyphId::new(info.glyph_id), advance, x, y, 0.0, range, None)));
            }
            at += 1;
        }
    }

    /// Space between letters, after all but the last.
    fn track(&self, glyphs: &mut [(usize, KrillaGlyph)]) {
        if self.tracking == 0.0 {
            return;
        }
        let next: Vec<usize> = glyphs.iter().skip(1).map(|(_, glyph)| glyph.text_range.start).collect();
        for ((_, glyph), next) in glyphs.iter_mut().zip(next) {
            if glyph.text_range.start != next {
                glyph.x_advance += self.tracking as f32;
            }
        }
    }
}

/// How far the mark at a line's outer end hangs into the margin, so that the line looks straight: the part of the first
/// and of the last glyph's width, in sizes.
pub fn hanging(text: &str, runs: &[Run]) -> (f64, f64) {
    if runs.iter().map(|run| run.glyphs.len()).sum::<usize>() < 2 {
        return (0.0, 0.0);
    }
    let part = |glyph: Option<&KrillaGlyph>| {
        let Some(glyph) = glyph else { return 0.0 };
        let letter = text.get(glyph.text_range.clone()).and_then(|text| text.chars().next());
        let share = match letter {
            Some('–' | '—') => 0.2,
            Some('-') => 0.55,
            Some('.' | ',') => 0.8,
            Some(':' | ';') => 0.3,
            Some('\u{60c}' | '\u{6d4}') => 0.4,
            _ => 0.0,
        };
        share * f64::from(glyph.x_advance)
    };
    let first = runs.first().filter(|run| run.leftwards).and_then(|run| run.glyphs.first());
    let last = runs.last().filter(|run| !run.leftwards).and_then(|run| run.glyphs.last());
    (part(first), part(last))
}
