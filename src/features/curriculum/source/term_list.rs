//! The list of terms under a lesson: where its term links lead, without script and without another page.

use std::collections::BTreeMap;

use super::markdown::escaped;
use crate::base::lang::Lang;
use crate::features::curriculum::model::Term;

/// The terms a lesson used, explained at its end.
pub fn html(used: &[String], terms: &BTreeMap<String, Term>, lang: Lang) -> String {
    if used.is_empty() {
        return String::new();
    }
    let heading = match lang {
        Lang::En => "Words in this lesson",
        Lang::Fr => "Les mots de cette leçon",
        Lang::Es => "Palabras de esta lección",
        Lang::Ar => "كلمات هذا الدرس",
        Lang::Ru => "Слова этого урока",
    };
    let entries: String = used.iter().filter_map(|id| terms.get(id)).map(|term| entry(term, lang)).collect();
    format!("<section class=\"terms\"><h2 id=\"terms\">{heading}</h2><dl>{entries}</dl></section>\n")
}

/// A name or definition that is missing in the lesson's language is shown, and marked, in English.
fn entry(term: &Term, lang: Lang) -> String {
    let said = |texts: &BTreeMap<Lang, String>| {
        let own = texts.get(&lang).map(|text| (String::new(), escaped(text)));
        own.unwrap_or_else(|| {
            let english = texts.get(&Lang::En).map(|text| escaped(text)).unwrap_or_default();
            (" lang=\"en\" dir=\"ltr\"".to_owned(), english)
        })
    };
    let ((name_lang, name), (definition_lang, definition)) = (said(&term.names), said(&term.definitions));
    format!("<dt id=\"term-{}\"{name_lang}><dfn>{name}</dfn></dt><dd{definition_lang}>{definition}</dd>", term.id)
}
