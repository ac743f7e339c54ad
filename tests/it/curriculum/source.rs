//! The questions as their files say them, read here without the program.

use std::collections::BTreeSet;

use super::form::Question;
use super::*;

/// A question as its files say it.
pub struct Source {
    pub id: String,
    pub english: toml::Table,
    /// By language, English too.
    pub texts: BTreeMap<String, toml::Table>,
}

pub fn squeezed(text: &str) -> String {
    text.replace("**", "").split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn text_of(table: &toml::Table, key: &str) -> String {
    table.get(key).and_then(toml::Value::as_str).map(squeezed).unwrap_or_default()
}

/// The checked questions of a module, of one bank or, with "", of both.
pub fn sources(slug: &str, bank: &str) -> Vec<Source> {
    let folder = root().join("modules").join(slug).join("questions");
    let list = |path: &Path| -> Vec<toml::Table> {
        let questions = table(path);
        let list = questions["question"].as_array().unwrap();
        list.iter().map(|question| question.as_table().unwrap().clone()).collect()
    };
    let mut sources = Vec::new();
    for file in files(&folder, ".toml") {
        let name = file.file_name().unwrap();
        let translated: Vec<(String, Vec<toml::Table>)> = languages(slug)
            .into_iter()
            .filter(|lang| lang != "en")
            .map(|lang| (lang.clone(), list(&folder.join(&lang).join(name))))
            .collect();
        for english in list(&file) {
            let own_bank = english.get("bank").and_then(toml::Value::as_str).unwrap_or("quiz");
            if !is_checked(&english) || !(bank.is_empty() || bank == own_bank) {
                continue;
            }
            let id = text_of(&english, "id");
            let mut texts = BTreeMap::from([("en".to_owned(), english.clone())]);
            for (lang, questions) in &translated {
                let own = questions.iter().find(|one| text_of(one, "id") == id);
                texts.insert(lang.clone(), own.unwrap_or_else(|| panic!("{slug}: {id} is not in {lang}")).clone());
            }
            sources.push(Source { id, english, texts });
        }
    }
    sources
}

impl Source {
    pub fn kind(&self) -> &str {
        self.english["kind"].as_str().unwrap()
    }

    /// `(id, text)` of a list in a language.
    pub fn list(&self, key: &str, field: &str, lang: &str) -> Vec<(String, String)> {
        let list = self.texts[lang].get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default();
        let one = |one: &toml::Value| (text_of(one.as_table().unwrap(), "id"), text_of(one.as_table().unwrap(), field));
        list.iter().map(one).collect()
    }

    /// The words of an id: of an option, a thing to order, a right-hand side.
    pub fn words(&self, id: &str, lang: &str) -> String {
        let all = [("options", "text"), ("items", "text"), ("pairs", "right"), ("extra", "text")];
        let mut all = all.iter().flat_map(|(key, field)| self.list(key, field, lang));
        all.find(|(known, _)| known == id).unwrap_or_else(|| panic!("{}: no {id}", self.id)).1
    }

    /// The ids of a list of the English question, in its order.
    pub fn ids(&self, key: &str) -> Vec<String> {
        self.list(key, "text", "en").into_iter().map(|(id, _)| id).collect()
    }

    /// The ids of options that are right, or of those that are not.
    pub fn options(&self, right: bool) -> Vec<String> {
        let list = self.english["options"].as_array().unwrap().iter().map(|option| option.as_table().unwrap());
        let is = |option: &&toml::Table| option.get("correct").and_then(toml::Value::as_bool).unwrap_or(false) == right;
        list.filter(is).map(|option| text_of(option, "id")).collect()
    }

    pub fn number(&self, key: &str) -> f64 {
        let value = &self.english[key];
        value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64)).unwrap()
    }

    /// What the question says of an answer as a whole; "" for kinds whose options speak.
    pub fn word(&self, right: bool, lang: &str) -> String {
        let feedback = self.texts[lang].get("feedback").and_then(toml::Value::as_table);
        feedback.map(|both| text_of(both, if right { "right" } else { "wrong" })).unwrap_or_default()
    }

    /// Every word of feedback that is long enough to be told from others.
    pub fn feedback(&self, lang: &str) -> Vec<String> {
        let options = self.list("options", "feedback", lang).into_iter().map(|(_, word)| word);
        let all = options.chain([self.word(true, lang), self.word(false, lang)]);
        all.filter(|word| word.chars().count() > 30).collect()
    }

    /// Whether a page asks this one: its stem, and for choices just its options.
    pub fn is_asked_by(&self, question: &Question, lang: &str) -> bool {
        let texts = |key: &str, field: &str| self.list(key, field, lang).into_iter().map(|(_, text)| text);
        let own: BTreeSet<String> = match self.kind() {
            "true-false" | "numeric" | "short-text" => question.choices.iter().map(|(text, _)| text.clone()).collect(),
            _ => texts("options", "text")
                .chain(texts("items", "text"))
                .chain(texts("pairs", "right"))
                .chain(texts("extra", "text"))
                .collect(),
        };
        let shown: BTreeSet<String> = question.choices.iter().map(|(text, _)| text.clone()).collect();
        text_of(&self.texts[lang], "stem") == question.stem && own == shown
    }
}
