//! The largest setting of a text inside a box.

use std::ops::Range;

use super::fonts::Fonts;
use super::shaping::{ABOVE, Hand, Run, Shaped, hanging};
use crate::base::lang::Lang;

/// Where lines stand in their box.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Left,
    Centre,
    Right,
}

/// A text and the box that it must fit, in points.
#[derive(Clone, Copy)]
pub struct Wish<'a> {
    pub text: &'a str,
    pub width: f64,
    pub height: f64,
    /// The size, if there is room.
    pub largest: f64,
    /// On one line down to this size, smaller only on several lines.
    pub single: f64,
    pub side: Side,
    pub leftwards: bool,
    pub bold: bool,
    /// Space between letters, in sizes.
    pub tracking: f64,
    /// Between lines.
    pub leading: f64,
}

/// A text in its place, measured from the upper left corner of its box.
pub struct Block {
    pub lang: &'static str,
    pub size: f64,
    pub height: f64,
    pub lines: Vec<Line>,
}

pub struct Line {
    pub x: f64,
    /// The base line.
    pub y: f64,
    pub width: f64,
    /// In the order of reading, each with its place from the line's left end.
    pub runs: Vec<(f64, Run)>,
}

/// Sizes below which a word is rather broken than made smaller, and text is not made smaller at all.
const SMALLEST_WORDS: f64 = 6.0;
const SMALLEST: f64 = 3.0;
/// Less than this is no difference.
const NOTHING: f64 = 1e-6;

impl Wish<'_> {
    /// Widths grow with the size: one shaping tells them all.
    pub fn set(&self, fonts: &Fonts, page: Lang) -> Block {
        let hand = Hand::of(self.text, page);
        let shaped = Shaped::new(fonts, self.text, hand, (self.leftwards, self.bold, self.tracking));
        let height = self.height * hand.room;
        // A point to spare, so that no rounding fills a line over.
        let spare = 1.0 / self.largest;
        let all = shaped.width(shaped.whole()) * hand.scale + spare;
        let on_one_line = self.largest.min(self.width / all).min(height / hand.line());
        if on_one_line >= self.single {
            return self.one_line(shaped, on_one_line);
        }
        let longest = shaped.longest_word() * hand.scale + spare;
        let whole_words = self.largest.min(self.width / longest);
        let anywhere = whole_words < SMALLEST_WORDS;
        let mut size = if anywhere { self.largest } else { whole_words };
        let breaks = shaped.breaks(anywhere);
        // First by reckoning; then by breaking, because lines do not fill up evenly.
        let reckoned = |size: f64| (height / (hand.line() * size + 0.2 * size)).floor();
        while size > SMALLEST && all * size > reckoned(size) * self.width {
            size -= 0.5;
        }
        let broken = |size, width| lines(&shaped, &breaks, width / (size * hand.scale));
        let mut parts = broken(size, self.width);
        while size > SMALLEST && self.tall(&hand, size, parts.len()) > height {
            size -= 0.5;
            parts = broken(size, self.width);
        }
        // Lines of like length: the narrowest column that is not taller.
        for step in 1..9 {
            let narrow = self.width * (1.0 - f64::from(step) * 0.06);
            if longest * size > narrow {
                break;
            }
            let narrower = broken(size, narrow);
            if narrower.len() > parts.len() {
                break;
            }
            parts = narrower;
        }
        let height = self.tall(&hand, size, parts.len());
        let size = size * hand.scale;
        let pitch = size * (ABOVE + hand.below) + self.leading;
        let lines = parts.into_iter().map(|part| shaped.line(fonts, part));
        let lines = (0_i32..).zip(lines).map(|(nth, runs)| self.place(runs, size, f64::from(nth) * pitch)).collect();
        Block { lang: hand.lang, size, height, lines }
    }

    fn one_line(&self, shaped: Shaped<'_>, size: f64) -> Block {
        let (hand, height) = (shaped.hand, self.tall(&shaped.hand, size, 1));
        let size = size * hand.scale;
        Block { lang: hand.lang, size, height, lines: vec![self.place(shaped.into_runs(), size, 0.0)] }
    }

    fn tall(&self, hand: &Hand, size: f64, lines: usize) -> f64 {
        let lines = lines.max(1) as f64;
        lines * hand.line() * size + (lines - 1.0) * self.leading
    }

    fn place(&self, runs: Vec<Run>, size: f64, top: f64) -> Line {
        let width = runs.iter().map(Run::width).sum::<f64>() * size;
        let (left, right) = hanging(self.text, &runs);
        let rest = self.width - width + (left + right) * size;
        let aligned = match self.side {
            Side::Left => 0.0,
            Side::Centre => rest / 2.0,
            Side::Right => rest,
        };
        let mut x = 0.0;
        let mut placed = Vec::with_capacity(runs.len());
        for run in runs {
            let next = x + run.width() * size;
            placed.push((x, run));
            x = next;
        }
        // Who has the page read out, or copies from it, gets what stands further to the right first if it is read first.
        placed.sort_by_key(|(_, run)| run.start());
        Line { x: aligned - left * size, y: top + ABOVE * size, width, runs: placed }
    }
}

/// Fills lines of a width, in sizes, one after the other.
fn lines(shaped: &Shaped<'_>, breaks: &[usize], width: f64) -> Vec<Range<usize>> {
    let (mut lines, mut start, mut last) = (Vec::new(), 0, 0);
    for end in breaks {
        if last > start && shaped.width(start..*end) > width + NOTHING {
            lines.push(start..last);
            start = last;
        }
        last = *end;
    }
    lines.push(start..last);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_two_directions_is_drawn_in_the_order_of_reading() {
        let text = "من 1 إلى 30 سبتمبر 2026";
        let wish = Wish {
            text,
            width: 500.0,
            height: 20.0,
            largest: 12.0,
            single: 8.0,
            side: Side::Right,
            leftwards: true,
            bold: false,
            tracking: 0.0,
            leading: 2.2,
        };
        let block = wish.set(Fonts::embedded(), Lang::Ar);
        let runs = &block.lines[0].runs;
        let read: Vec<&str> = runs.iter().map(|(_, run)| text[run.start()..].split(' ').next().unwrap()).collect();
        assert_eq!(read.iter().filter_map(|word| word.parse().ok()).collect::<Vec<u32>>(), [1, 30, 2026]);
        assert!(runs.windows(2).all(|two| two[0].0 > two[1].0), "from right to left");
    }
}
