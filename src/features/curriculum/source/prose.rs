//! Texts that are kept as they are written: titles, stems, options, feedback, a task's Markdown. Each sentence of theirs
//! is checked as one of a lesson is.

use super::finding::Report;
use super::numbers;
use super::reading::{self, Block, is_word};
use crate::base::lang::Lang;

/// Checks the sentences of a text whose first line, or the value that holds it, is `line`.
pub fn check(file: &str, lang: Lang, line: usize, text: &str, report: &mut Report) {
    for block in blocks(text, line) {
        check_block(file, lang, &block, report);
    }
}

/// Checks the sentences of a paragraph: how long they are, and whether their numbers have a date.
pub fn check_block(file: &str, lang: Lang, block: &Block, report: &mut Report) {
    reading::check_sentences(file, lang, block, report);
    if lang != Lang::En {
        return;
    }
    for sentence in reading::sentences(&block.text) {
        if let Some(count) = numbers::undated(&sentence) {
            let mend = "say when: “as of March 2025”, “in 2025”; or leave the number out";
            report.error(file, block.line, format!("a number that ages, without its year: “{count}”"), mend);
        }
    }
}

/// The paragraphs, items and cells of a text that is kept as it is written: a title, an option, a task's Markdown.
/// `line` is that of its first line, or of the value that holds it.
fn blocks(text: &str, line: usize) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut open = false;
    for (row, at) in text.lines().zip(line..) {
        let bare = row.trim();
        let starts = bare.starts_with(['-', '*', '#', '>', '|', '+'])
            || bare.split_once(['.', ')']).is_some_and(|(number, _)| number.parse::<u16>().is_ok());
        for cell in bare.split('|').filter(|cell| is_word(cell)) {
            match found.last_mut().filter(|_| open && !starts) {
                Some(block) => {
                    block.text.push(' ');
                    block.text.push_str(cell);
                }
                None => found.push(Block { line: at, text: cell.to_owned() }),
            }
        }
        open = is_word(bare) && !bare.starts_with('|');
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_paragraphs_items_and_cells() {
        let text =
            "One line\nand its end.\n\n- first\n- second\n  goes on\n\n1. third\n| a | b |\n|---|---|\n| c | d |\n";
        let found = blocks(text, 5);
        let texts: Vec<(usize, &str)> = found.iter().map(|block| (block.line, block.text.trim())).collect();
        assert_eq!(
            texts,
            [
                (5, "One line and its end."),
                (8, "- first"),
                (9, "- second goes on"),
                (12, "1. third"),
                (13, "a"),
                (13, "b"),
                (15, "c"),
                (15, "d")
            ]
        );
    }
}
