//! A module while it is being read: what its files may refer to, and what they have used so far.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Report;
use super::folder::{Entry, Folder};
use crate::base::lang::Lang;
use crate::features::curriculum::model::{MediaFile, Term};

pub struct Shell<'s> {
    pub folder: Folder,
    pub entries: Vec<Entry>,
    pub terms: &'s BTreeMap<String, Term>,
    pub media: BTreeMap<String, MediaFile>,
    pub objectives: BTreeSet<String>,
    pub sources: BTreeSet<String>,
    /// The languages the module promises to be complete in.
    pub languages: Vec<Lang>,
    /// Of every English lesson file, sound or not.
    pub lesson_slugs: BTreeSet<String>,
    pub lesson_names: BTreeSet<String>,
    pub used_media: BTreeSet<String>,
    pub used_terms: BTreeSet<String>,
}

impl Shell<'_> {
    /// The folder of that name, when there is one.
    pub fn subfolder(&self, name: &str) -> Option<Folder> {
        let entry = self.entries.iter().find(|entry| entry.is_folder && entry.name == name)?;
        Some(self.folder.enter(entry))
    }

    pub fn language_folder(&self, lang: Lang) -> Option<Folder> {
        self.subfolder(lang.tag())
    }

    /// The file of that name directly in the module's folder, when there is one.
    pub fn file(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| !entry.is_folder && entry.name == name)
    }

    /// Whether there is anything at that path within the module's folder.
    pub fn has(&self, path: &str) -> bool {
        self.folder.path().join(path).exists()
    }

    /// Whether the module promises to be complete in this language.
    pub fn promises(&self, lang: Lang) -> bool {
        self.languages.contains(&lang)
    }

    pub fn check_objective(&self, file: &str, line: usize, id: &str, report: &mut Report) {
        if !self.objectives.contains(id) {
            report.error(file, line, format!("no objective `{id}`"), "use an id of [[objectives]] in module.toml");
        }
    }

    pub fn check_source(&self, file: &str, line: usize, id: &str, report: &mut Report) {
        if !self.sources.contains(id) {
            report.error(
                file,
                line,
                format!("no source `{id}`"),
                "add it to [[sources]] in module.toml, or correct the id",
            );
        }
    }
}
