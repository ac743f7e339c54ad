//! How hard a text is to read: long sentences, LIX, Flesch–Kincaid. Measures are for warnings; they do not see truth or order.

use super::finding::Report;
use crate::base::lang::Lang;

/// A paragraph, list item, heading or cell: a sentence never crosses its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub line: usize,
    pub text: String,
}

/// Longest sentence for readers at B1, in words.
const LONG: usize = 25;
/// LIX: 40 is easy to middle, over 55 is for specialists.
const HARD_LIX: f64 = 55.0;
/// Flesch–Kincaid: school years.
const HARD_GRADE: f64 = 12.0;

/// Abbreviations whose full stop does not end a sentence.
const ABBREVIATIONS: [&str; 14] =
    ["no.", "nos.", "art.", "arts.", "para.", "paras.", "reg.", "ch.", "fig.", "e.g.", "i.e.", "cf.", "vs.", "approx."];

pub fn words(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.text.split_whitespace().filter(|token| is_word(token)).count()).sum()
}

/// Warns of sentences and texts that are too hard.
pub fn check(file: &str, lang: Lang, blocks: &[Block], report: &mut Report) {
    for block in blocks {
        check_sentences(file, block, report);
    }
    let total = words(blocks);
    // The measures say nothing about a few lines.
    if total < 100 {
        return;
    }
    let sentences = blocks.iter().map(|block| sentences(&block.text).len()).sum::<usize>().max(1);
    let lix = lix(blocks, total, sentences);
    if lang != Lang::Ar && lix > HARD_LIX {
        let what = format!("hard to read: LIX {lix:.0}, over {HARD_LIX:.0}");
        report.warn(file, None, what, "use shorter words and shorter sentences");
    }
    let grade = flesch_kincaid(blocks, total, sentences);
    if lang == Lang::En && grade > HARD_GRADE {
        let what = format!("hard to read: Flesch–Kincaid grade {grade:.0}, over {HARD_GRADE:.0}");
        report.warn(file, None, what, "use shorter words and shorter sentences");
    }
}

/// Warns of each sentence that is too long.
pub fn check_sentences(file: &str, block: &Block, report: &mut Report) {
    for sentence in sentences(&block.text) {
        let length = sentence.iter().filter(|token| is_word(token)).count();
        if length > LONG {
            let start = sentence.iter().take(5).copied().collect::<Vec<_>>().join(" ");
            let what = format!("a sentence of {length} words: “{start} …”");
            report.warn(file, block.line, what, &format!("split it; at most {LONG} words"));
        }
    }
}

/// The sentences of a block, as words with their punctuation.
fn sentences(text: &str) -> Vec<Vec<&str>> {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let mut found = vec![Vec::new()];
    let next = tokens.iter().skip(1).map(Some).chain([None]);
    for (token, next) in tokens.iter().zip(next) {
        if let Some(current) = found.last_mut() {
            current.push(*token);
        }
        if next.is_some_and(|next| ends_sentence(token, next)) {
            found.push(Vec::new());
        }
    }
    found.retain(|sentence| !sentence.is_empty());
    found
}

fn ends_sentence(token: &str, next: &str) -> bool {
    let bare = token.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    let stops = bare.ends_with(['.', '!', '?', '…', '؟', '۔', '。']);
    stops
        && !ABBREVIATIONS.contains(&bare.to_lowercase().trim_start_matches(['(', '[']))
        && !next.chars().find(|letter| letter.is_alphanumeric()).is_some_and(char::is_lowercase)
}

fn is_word(token: &str) -> bool {
    token.chars().any(char::is_alphanumeric)
}

fn letters(token: &str) -> usize {
    token.chars().filter(|letter| letter.is_alphanumeric()).count()
}

/// Words per sentence plus the percentage of words over six letters.
fn lix(blocks: &[Block], words: usize, sentences: usize) -> f64 {
    let long = blocks.iter().flat_map(|block| block.text.split_whitespace()).filter(|token| letters(token) > 6).count();
    words as f64 / sentences as f64 + 100.0 * long as f64 / words as f64
}

/// 0.39 words per sentence + 11.8 syllables per word − 15.59.
fn flesch_kincaid(blocks: &[Block], words: usize, sentences: usize) -> f64 {
    let tokens = blocks.iter().flat_map(|block| block.text.split_whitespace()).filter(|token| is_word(token));
    let syllables: usize = tokens.map(syllables).sum();
    0.39 * words as f64 / sentences as f64 + 11.8 * syllables as f64 / words as f64 - 15.59
}

/// An estimate: groups of vowels, without a silent final e. A number or a code counts as one.
fn syllables(token: &str) -> usize {
    let word: String = token.chars().filter(|letter| letter.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let is_vowel = |letter: char| "aeiouyáéíóúàèùâêîôûäëïöü".contains(letter);
    let mut groups = 0_usize;
    let mut before = false;
    for letter in word.chars() {
        let vowel = is_vowel(letter);
        groups += usize::from(vowel && !before);
        before = vowel;
    }
    let silent = word.ends_with('e') && !word.ends_with("le") && groups > 1;
    (groups - usize::from(silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> Block {
        Block { line: 7, text: text.to_owned() }
    }

    #[test]
    fn a_full_stop_in_a_number_or_an_abbreviation_ends_no_sentence() {
        assert_eq!(sentences("See No. 4 of section 14.2 today. Then go (now). \"Stop!\" he said.").len(), 3);
        assert_eq!(sentences("").len(), 0);
        assert_eq!(sentences("ما هذا؟ هذا ختم.").len(), 2);
    }

    #[test]
    fn twenty_five_words_pass_and_one_more_does_not() {
        for (count, findings) in [(25, 0), (26, 1)] {
            let mut report = Report::default();
            check("f.md", Lang::En, &[block(&"word ".repeat(count))], &mut report);
            assert_eq!(report.into_sorted().len(), findings);
        }
    }

    #[test]
    fn syllables_are_counted_nearly_right() {
        for (word, count) in
            [("seal", 1), ("port", 1), ("container", 3), ("table", 2), ("security", 4), ("24", 1), ("made", 1)]
        {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn hard_texts_are_named_and_easy_ones_are_not() {
        let hard =
            "Notwithstanding administrative considerations, multilateral harmonization necessitates comprehensive \
            institutional accountability mechanisms. "
                .repeat(12);
        let easy = "The seal is on the door. Look at it. Read the number. Write it down. ".repeat(12);
        for (text, measures) in [(hard, 2), (easy, 0)] {
            let mut report = Report::default();
            check("f.md", Lang::En, &[block(&text)], &mut report);
            assert_eq!(report.into_sorted().iter().filter(|f| f.what.contains("hard to read")).count(), measures);
        }
    }
}
