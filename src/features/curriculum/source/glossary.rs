//! The terms of the trade, in all languages, from every file in `glossary/`.

use std::collections::BTreeMap;

use super::document::Document;
use super::finding::Report;
use super::folder::{Folder, is_id};
use super::raw::RawTerm;
use super::{numbers, prose};
use crate::base::lang::Lang;
use crate::features::curriculum::model::Term;

/// Of a name or definition, in bytes: lessons repeat them.
const LONGEST: usize = 1_500;

pub fn load(folder: &Folder, report: &mut Report) -> BTreeMap<String, Term> {
    let mut terms = BTreeMap::new();
    for entry in folder.entries(report) {
        if entry.stem(".toml").is_none() {
            if entry.name != "README.md" {
                report.error(&entry.file, None, "not a glossary file", "terms stand in glossary/<name>.toml");
            }
            continue;
        }
        let Some(text) = entry.text(report) else { continue };
        for (line, raw) in Document::new(&entry.file, &text).read_each::<RawTerm>("term", report) {
            let term = term(&entry.file, line, raw, report);
            if terms.contains_key(&term.id) {
                let mend = "keep one of the two definitions";
                report.error(&entry.file, line, format!("the term `{}` is defined twice", term.id), mend);
            } else {
                terms.insert(term.id.clone(), term);
            }
        }
    }
    terms
}

fn term(file: &str, line: usize, raw: RawTerm, report: &mut Report) -> Term {
    if !is_id(&raw.id) {
        report.error(file, line, format!("`{}` is not an id", raw.id), "use lower-case letters, digits and hyphens");
    }
    let names = [(Lang::En, raw.en), (Lang::Fr, raw.fr), (Lang::Es, raw.es), (Lang::Ar, raw.ar), (Lang::Ru, raw.ru)];
    let filled = |(lang, text): (Lang, String)| (!text.trim().is_empty()).then(|| (lang, text.trim().to_owned()));
    let names: BTreeMap<Lang, String> = names.into_iter().filter_map(|(lang, name)| filled((lang, name?))).collect();
    let definitions: BTreeMap<Lang, String> = raw.definition.into_iter().filter_map(filled).collect();
    if names.values().chain(definitions.values()).any(|text| text.len() > LONGEST) {
        let what = format!("a name or definition of the term `{}` is too long", raw.id);
        report.error(file, line, what, "explain it in one or two sentences");
        return Term { id: raw.id, names: BTreeMap::new(), definitions: BTreeMap::new() };
    }
    for (key, texts) in [("en", &names), ("definition.en", &definitions)] {
        if !texts.contains_key(&Lang::En) {
            report.error(file, line, format!("the term `{}` has no {key}", raw.id), &format!("add {key} = \"…\""));
        }
    }
    for (lang, own) in &definitions {
        prose::check(file, *lang, line, own, report);
        if let Some(source) = definitions.get(&Lang::En).filter(|_| *lang != Lang::En) {
            numbers::compare(file, Some(line), &format!("definition.{lang} of `{}`", raw.id), (source, own), report);
        }
    }
    Term { id: raw.id, names, definitions }
}
