//! How hard a text is to read. A long sentence can be told surely and is an error; the measures (LIX, and a formula of
//! syllables for each language that has an agreed one) are for warnings: they do not see truth or order.

use super::finding::Report;
use crate::base::lang::Lang;

/// A paragraph, list item, heading or cell: a sentence never crosses its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub line: usize,
    pub text: String,
}

/// Longest sentence for readers at B1, in words. French and Spanish need a fifth more of them to say the same.
pub fn longest(lang: Lang) -> usize {
    match lang {
        Lang::Fr | Lang::Es => 30,
        Lang::En | Lang::Ar | Lang::Ru => 25,
    }
}

/// LIX: 40 is easy to middle, over 55 is for specialists.
const HARD_LIX: f64 = 55.0;
/// Flesch–Kincaid: school years.
const HARD_GRADE: f64 = 12.0;
/// The formulas after Flesch for other languages: 100 is easiest, under 30 is for specialists.
const HARD_EASE: f64 = 30.0;
/// Mean words of a sentence, for the language without an agreed formula.
const HARD_MEAN: f64 = 20.0;

/// Abbreviations whose full stop does not end a sentence.
const ABBREVIATIONS: [&str; 14] =
    ["no.", "nos.", "art.", "arts.", "para.", "paras.", "reg.", "ch.", "fig.", "e.g.", "i.e.", "cf.", "vs.", "approx."];

pub fn words(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.text.split_whitespace().filter(|token| is_word(token)).count()).sum()
}

/// Warns of a text that is too hard as a whole.
pub fn check(file: &str, lang: Lang, blocks: &[Block], report: &mut Report) {
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
    if let Some(measure) = hard(lang, blocks, total, sentences) {
        report.warn(file, None, format!("hard to read: {measure}"), "use shorter words and shorter sentences");
    }
}

/// What the language's own measure says of a text that is too hard.
fn hard(lang: Lang, blocks: &[Block], words: usize, sentences: usize) -> Option<String> {
    let length = words as f64 / sentences as f64;
    let syllables = syllables_of(blocks, lang) as f64 / words as f64;
    let (name, ease) = match lang {
        Lang::En => {
            let grade = 0.39 * length + 11.8 * syllables - 15.59;
            let what = format!("Flesch–Kincaid grade {grade:.0}, over {HARD_GRADE:.0}");
            return (grade > HARD_GRADE).then_some(what);
        }
        Lang::Ar => {
            let what = format!("{length:.0} words a sentence, over {HARD_MEAN:.0}");
            return (length > HARD_MEAN).then_some(what);
        }
        Lang::Fr => ("Kandel–Moles", 207.0 - 1.015 * length - 73.6 * syllables),
        Lang::Es => ("Fernández Huerta", 206.84 - 1.02 * length - 60.0 * syllables),
        Lang::Ru => ("Oborneva", 206.835 - 1.3 * length - 60.1 * syllables),
    };
    (ease < HARD_EASE).then(|| format!("{name} {ease:.0}, under {HARD_EASE:.0}"))
}

/// Names each sentence that is too long.
pub fn check_sentences(file: &str, lang: Lang, block: &Block, report: &mut Report) {
    let longest = longest(lang);
    for sentence in sentences(&block.text) {
        let length = sentence.iter().filter(|token| is_word(token)).count();
        if length > longest {
            let start = sentence.iter().take(5).copied().collect::<Vec<_>>().join(" ");
            let what = format!("a sentence of {length} words: “{start} …”");
            report.error(file, block.line, what, &format!("split it; at most {longest} words"));
        }
    }
}

/// The sentences of a block, as words with their punctuation.
pub fn sentences(text: &str) -> Vec<Vec<&str>> {
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

pub fn is_word(token: &str) -> bool {
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

fn syllables_of(blocks: &[Block], lang: Lang) -> usize {
    let tokens = blocks.iter().flat_map(|block| block.text.split_whitespace()).filter(|token| is_word(token));
    tokens.map(|token| syllables(token, lang)).sum()
}

/// An estimate: groups of vowels, without a silent final e. A number or a code counts as one.
fn syllables(token: &str, lang: Lang) -> usize {
    let word: String = token.chars().filter(|letter| letter.is_alphabetic()).flat_map(char::to_lowercase).collect();
    if lang == Lang::Ru {
        return word.chars().filter(|letter| "аеёиоуыэюя".contains(*letter)).count().max(1);
    }
    let is_vowel = |letter: char| "aeiouyáéíóúàèùâêîôûäëïöüœæ".contains(letter);
    let mut groups = 0_usize;
    let mut before = false;
    for letter in word.chars() {
        let vowel = is_vowel(letter);
        groups += usize::from(vowel && !before);
        before = vowel;
    }
    let silent = match lang {
        Lang::En => word.ends_with('e') && !word.ends_with("le"),
        Lang::Fr => word.ends_with('e') || word.ends_with("es") || word.ends_with("ent"),
        _ => false,
    } && groups > 1;
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
            check_sentences("f.md", Lang::En, &block(&"word ".repeat(count)), &mut report);
            assert_eq!(report.into_sorted().len(), findings);
        }
    }

    #[test]
    fn syllables_are_counted_nearly_right() {
        for (word, count) in
            [("seal", 1), ("port", 1), ("container", 3), ("table", 2), ("security", 4), ("24", 1), ("made", 1)]
        {
            assert_eq!(syllables(word, Lang::En), count, "{word}");
        }
        for (lang, word, count) in [
            (Lang::Fr, "scellé", 2),
            (Lang::Fr, "contrôle", 2),
            (Lang::Es, "contenedor", 4),
            (Lang::Es, "sello", 2),
            (Lang::Ru, "таможня", 3),
            (Lang::Ru, "в", 1),
        ] {
            assert_eq!(syllables(word, lang), count, "{word}");
        }
    }

    #[test]
    fn every_language_has_a_measure_of_its_own() {
        for (lang, easy, hard, measure) in [
            (
                Lang::Fr,
                "Le scellé est sur la porte. Lis le numéro. ",
                "La responsabilisation institutionnelle multilatérale nécessite une harmonisation administrative. ",
                "Kandel–Moles",
            ),
            (
                Lang::Es,
                "El sello está en la puerta. Lea el número. ",
                "La responsabilidad institucional multilateral necesita armonización administrativa internacional. ",
                "Fernández Huerta",
            ),
            (
                Lang::Ru,
                "Пломба на двери. Прочтите её номер. ",
                "Многосторонняя институциональная ответственность предусматривает административную гармонизацию. ",
                "Oborneva",
            ),
            (
                Lang::Ar,
                "الختم على الباب. اقرأ الرقم. ",
                "ينظر الضابط إلى الختم ثم إلى الباب ثم إلى الرقم ثم إلى الورق ثم إلى السائق ثم إلى الصندوق ثم إلى الساعة ويكتب. ",
                "words a sentence",
            ),
        ] {
            let said = |text: &str| {
                let mut report = Report::default();
                check("f.md", lang, &[block(&text.repeat(20))], &mut report);
                report.into_sorted().into_iter().map(|finding| finding.what).collect::<Vec<_>>()
            };
            assert_eq!(said(easy), Vec::<String>::new(), "{lang}");
            assert!(said(hard).iter().any(|what| what.contains(measure)), "{lang}: {:?}", said(hard));
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
