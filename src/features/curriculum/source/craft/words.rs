//! Words as the rules compare them, and the few words of each language that they know.
//!
//! Every list is short on purpose: a rule that cries too often is a rule that nobody reads. All entries are folded.

use crate::base::lang::Lang;
use crate::base::text::folded;

/// A text's words without case, accents and punctuation.
pub fn words(text: &str, lang: Lang) -> Vec<String> {
    let apart = match lang {
        // "n'est" is two words; "doesn't" is one.
        Lang::Fr => text.replace(['\'', '’'], " "),
        _ => text.to_owned(),
    };
    folded(&apart).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Options that stand for other options.
pub fn above(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &[
            "all of the above",
            "all the above",
            "none of the above",
            "any of the above",
            "both of the above",
            "all of these",
            "none of these",
            "all of these answers",
            "none of these answers",
        ],
        Lang::Fr => &[
            "tout ce qui precede",
            "rien de ce qui precede",
            "toutes les reponses",
            "aucune reponse",
            "toutes ces reponses",
            "aucune de ces reponses",
            "toutes les reponses ci dessus",
            "aucune des reponses ci dessus",
            "toutes les propositions ci dessus",
            "aucune des propositions ci dessus",
        ],
        Lang::Es => &[
            "todo lo anterior",
            "nada de lo anterior",
            "todas las anteriores",
            "todos los anteriores",
            "ninguna de las anteriores",
            "ninguno de los anteriores",
            "todas las respuestas",
            "ninguna respuesta",
            "todas las respuestas anteriores",
            "ninguna de las respuestas anteriores",
        ],
        Lang::Ar => &[
            "جميع ما سبق",
            "كل ما سبق",
            "لا شيء مما سبق",
            "جميع ما ذكر",
            "كل ما ذكر",
            "لا شيء مما ذكر",
            "جميع الاجابات صحيحة",
            "كل الاجابات صحيحة",
            "جميع الاجابات",
            "لا توجد اجابة صحيحة",
        ],
        Lang::Ru => &[
            "все вышеперечисленное",
            "все перечисленное",
            "ничего из вышеперечисленного",
            "ничего из перечисленного",
            "ни одно из перечисленного",
            "все ответы верны",
            "все варианты верны",
            "ни один из ответов",
            "ни один из вариантов",
            "нет верного ответа",
        ],
    }
}

/// Words that leave no exception: people who do not know guess that they are wrong.
pub fn absolutes(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &["always", "never", "all", "every", "everybody", "everyone", "only", "none", "nobody"],
        Lang::Fr => &["toujours", "jamais", "tous", "toutes", "chaque", "aucun", "aucune", "seulement", "uniquement"],
        Lang::Es => &["siempre", "nunca", "jamas", "todos", "todas", "cada", "ningun", "ninguna", "solo", "unicamente"],
        Lang::Ar => &["دايما", "ابدا", "كل", "جميع", "فقط"],
        Lang::Ru => &["всегда", "никогда", "все", "всех", "каждыи", "каждая", "каждое", "каждую", "только", "никто"],
    }
}

/// Words that turn what a stem asks into its opposite.
pub fn negations(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &[
            "not", "never", "cannot", "cant", "isnt", "arent", "doesnt", "dont", "didnt", "wasnt", "wont", "mustnt",
            "shouldnt", "neednt",
        ],
        Lang::Fr => &["pas", "jamais"],
        Lang::Es => &["no", "nunca"],
        Lang::Ar => &["لا", "ليس", "ليست", "لم", "لن"],
        Lang::Ru => &["не", "нельзя", "никогда"],
    }
}

/// "Which of these is a drill, except …": wherever the word stands, the reader must turn the question round.
pub fn exceptions(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &["except"],
        Lang::Fr => &["sauf", "excepte"],
        Lang::Es => &["excepto", "salvo"],
        Lang::Ar => &["باستثناء"],
        Lang::Ru => &["кроме"],
    }
}

/// What a question starts with that asks for one of several things.
pub fn asks_which(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &["which", "what", "who", "whom"],
        Lang::Fr => {
            &["quel", "quelle", "quels", "quelles", "lequel", "laquelle", "lesquels", "lesquelles", "que", "qui"]
        }
        Lang::Es => &["que", "cual", "cuales", "quien", "quienes"],
        Lang::Ar => &["اي", "ما", "ماذا", "من"],
        Lang::Ru => &["какои", "какая", "какое", "какие", "какую", "каких", "каким", "что", "кто", "кого"],
    }
}

/// What opens a part of a sentence whose negation is not the question's own.
pub fn opens_clause(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &[
            "if", "when", "because", "although", "though", "even", "unless", "while", "where", "since", "so", "how",
            "why", "after", "before", "until", "and", "but", "or",
        ],
        Lang::Fr => &[
            "si", "quand", "lorsque", "lorsqu", "parce", "car", "puisque", "bien", "meme", "pourquoi", "comment", "ou",
            "et", "mais", "apres", "avant",
        ],
        Lang::Es => &[
            "si", "cuando", "porque", "pues", "aunque", "mientras", "donde", "como", "para", "y", "o", "pero",
            "despues", "antes",
        ],
        Lang::Ar => &["اذا", "عندما", "لان", "لانه", "لانها", "حين", "حيث", "ولكن", "لكن", "كي", "حتي", "بعد", "قبل"],
        Lang::Ru => &[
            "если",
            "когда",
            "потому",
            "так",
            "хотя",
            "даже",
            "чтобы",
            "где",
            "почему",
            "как",
            "и",
            "но",
            "или",
            "а",
            "после",
            "до",
        ],
    }
}

/// "A ship that does not answer": the negation belongs to the ship.
pub fn relatives(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => &["that", "which", "who", "whose", "whom"],
        Lang::Fr => &["que", "qu", "qui", "dont"],
        Lang::Es => &["que", "quien", "quienes", "cuyo", "cuya"],
        Lang::Ar => &["الذي", "التي", "الذين", "اللذان", "ان", "انه", "انها"],
        Lang::Ru => &["что", "которыи", "которая", "которое", "которые", "которую", "которого", "кто"],
    }
}

/// Common words of six letters and more that tie no stem to its key.
pub const FILLERS: [&str; 37] = [
    "across",
    "against",
    "already",
    "another",
    "around",
    "because",
    "become",
    "before",
    "behind",
    "between",
    "beyond",
    "cannot",
    "during",
    "either",
    "enough",
    "except",
    "following",
    "however",
    "instead",
    "itself",
    "neither",
    "nothing",
    "number",
    "people",
    "person",
    "rather",
    "really",
    "second",
    "should",
    "something",
    "themselves",
    "through",
    "together",
    "towards",
    "whether",
    "within",
    "without",
];

/// A word without its English ending, so that "declares" meets "declaration". Crude: it joins too much, never too little.
pub fn stemmed(word: &str) -> &str {
    const ENDINGS: [&str; 16] = [
        "ations", "ation", "ments", "ment", "ingly", "ings", "ions", "ing", "ion", "ies", "ity", "ed", "es", "ly", "s",
        "e",
    ];
    let cut = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(|rest| rest.chars().count() >= 4));
    cut.unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word that folding changes would never be found.
    #[test]
    fn every_word_of_the_lists_is_folded() {
        for lang in Lang::ALL {
            let lists = [
                above(lang),
                absolutes(lang),
                negations(lang),
                exceptions(lang),
                asks_which(lang),
                opens_clause(lang),
                relatives(lang),
            ];
            for word in lists.into_iter().flatten() {
                assert_eq!(folded(word), **word, "{lang}");
            }
        }
    }

    #[test]
    fn endings_do_not_hide_a_word() {
        for (one, other) in [("declares", "declared"), ("documents", "document"), ("inspections", "inspection")] {
            assert_eq!(stemmed(one), stemmed(other));
        }
        assert_eq!(stemmed("seals"), "seal");
        assert_eq!(stemmed("ship"), "ship");
    }
}
