//! A stem that asks for what is not so: its "not" must be seen, for who overlooks it answers the opposite question.

use super::words::{asks_which, exceptions, negations, opens_clause, relatives, words};
use crate::base::lang::Lang;
use crate::features::curriculum::item::Kind;
use crate::features::curriculum::source::finding::Report;
use crate::features::curriculum::source::question::Place;

/// Looks at what the stem asks (its last sentence), not at the case it tells before: "The number does not match."
pub fn check(place: &Place<'_>, lang: Lang, kind: &Kind, stem: &str, report: &mut Report) {
    let Some(asked) = last_sentence(stem) else { return };
    let states = matches!(kind, Kind::TrueFalse { .. });
    if let Some(word) = plain_negation(asked, states, lang) {
        let mend = format!("ask for what is so, or write **{word}**");
        place.error(report, &format!("the stem turns on “{word}”, which is easily overlooked"), &mend);
    }
}

/// The last sentence; what stands in quotation marks is somebody else's.
fn last_sentence(stem: &str) -> Option<&str> {
    let bare = stem.trim_end().trim_end_matches(['.', '?', '!', '؟', '*', '"', '»', '”']);
    let start = bare.rfind(['.', '?', '!', '؟', ':']).map_or(0, |at| at + 1);
    // A full stop within a number or an abbreviation: rather look at too much than at half a sentence.
    let inside = bare.get(start..).is_some_and(|rest| !rest.starts_with(char::is_whitespace)) && start > 0;
    stem.get(if inside { 0 } else { start }..).map(str::trim).filter(|sentence| !sentence.is_empty())
}

/// A folded word of a sentence.
struct Token {
    word: String,
    /// Stands between two `**`.
    emphasised: bool,
    /// A comma follows.
    comma: bool,
}

/// The first negation of the main clause that is not marked with `**`.
fn plain_negation(sentence: &str, states: bool, lang: Lang) -> Option<String> {
    let tokens = tokens(sentence, lang);
    let opens = |token: &Token| opens_clause(lang).contains(&token.word.as_str());
    // "When the value cannot be used, …": the main clause begins after the comma.
    let main = match tokens.first() {
        Some(first) if opens(first) => tokens.iter().position(|token| token.comma).map_or(0, |at| at + 1),
        _ => 0,
    };
    let asks = tokens.get(main).is_some_and(|token| asks_which(lang).contains(&token.word.as_str()));
    let mut clause = true;
    for (at, token) in tokens.iter().enumerate() {
        let word = token.word.as_str();
        clause &= at <= main || !opens(token);
        let counts = (asks || states) && clause && at >= main;
        let negates = counts && negations(lang).contains(&word) && !belongs(&tokens, at, main, lang);
        if (negates || exceptions(lang).contains(&word)) && !token.emphasised {
            return Some(word.to_owned());
        }
    }
    None
}

/// Whether one of the two words before says whose negation it is: "a ship that does not answer".
fn belongs(tokens: &[Token], at: usize, main: usize, lang: Lang) -> bool {
    let near = tokens.get(at.saturating_sub(2).max(main + 1)..at).unwrap_or_default();
    near.iter().any(|token| relatives(lang).contains(&token.word.as_str()))
}

/// Nothing of what is quoted is among them.
fn tokens(sentence: &str, lang: Lang) -> Vec<Token> {
    let mut found = Vec::new();
    let (mut quoted, mut emphasised) = (false, false);
    for token in sentence.split_whitespace() {
        quoted |= token.starts_with(['"', '«', '“', '„']);
        let bare = token.trim_end_matches(['.', ',', '،', '?', '!', ';', ':', '؟']);
        let marks = token.matches("**").count();
        if !quoted {
            let marked = emphasised || marks > 0;
            let words = words(token, lang);
            found.extend(words.into_iter().map(|word| Token { word, emphasised: marked, comma: false }));
        }
        if let Some(last) = found.last_mut().filter(|_| token.ends_with([',', '،'])) {
            last.comma = true;
        }
        emphasised ^= marks % 2 == 1;
        quoted &= !bare.ends_with(['"', '»', '”']);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(stem: &str, states: bool, lang: Lang) -> Option<String> {
        plain_negation(last_sentence(stem).unwrap(), states, lang)
    }

    #[test]
    fn a_negation_counts_where_the_question_turns_on_it() {
        for stem in [
            "The papers match. Which of these steps is not needed?",
            "Which step must never come first?",
            "What is not allowed at level 2.5?",
            "They are signs. Which is none? All are signs except which?",
            "If the number matches, which step is not needed?",
        ] {
            assert!(found(stem, false, Lang::En).is_some(), "{stem}");
        }
        for stem in [
            "The number does not match. What do you do?",
            "Which two are drills, and not exercises?",
            "What do you do if the numbers do not match?",
            "Which ship that does not answer may be boarded?",
            "Why may an officer not open it?",
            "What does the stamp \"not checked\" say?",
            "Which step is **not** needed?",
            "Which step **may not come** first?",
            "If the number does not match, which step comes first?",
        ] {
            assert_eq!(found(stem, false, Lang::En), None, "{stem}");
        }
    }

    #[test]
    fn a_statement_counts_by_its_last_sentence() {
        assert!(found("The seal is whole. The officer does not need to look at the bars.", true, Lang::En).is_some());
        assert_eq!(found("The plan does not say it. The facility must follow.", true, Lang::En), None);
        assert_eq!(found("When the value cannot be used, the importer is asked.", true, Lang::En), None);
        assert_eq!(found("Programmes are compatible even if they are not identical.", true, Lang::En), None);
    }

    #[test]
    fn every_language_has_its_own_words() {
        for (lang, turned, plain) in [
            (Lang::Fr, "Laquelle de ces étapes n'est pas nécessaire ?", "Laquelle n'est **pas** nécessaire ?"),
            (Lang::Es, "¿Cuál de estos pasos no es necesario?", "¿Qué hace si los números no coinciden?"),
            (Lang::Ar, "أي من هذه الخطوات ليست ضرورية؟", "ماذا تفعل إذا لم يتطابق الرقم؟"),
            (Lang::Ru, "Какой из этих шагов не нужен?", "Что вы делаете, если номера не совпадают?"),
        ] {
            assert!(found(turned, false, lang).is_some(), "{turned}");
            assert_eq!(found(plain, false, lang), None, "{plain}");
        }
    }
}
