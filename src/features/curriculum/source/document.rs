//! TOML with places: every fault gets the line it stands on.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::finding::Report;

/// A TOML text and where it stands in its file.
pub struct Document<'t> {
    pub file: &'t str,
    pub text: &'t str,
    /// The file's line of the text's first line: 2 for front matter, else 1.
    pub first_line: usize,
    /// Byte offsets of line ends, to find a line without counting from the top.
    ends: Vec<usize>,
}

impl<'t> Document<'t> {
    pub fn new(file: &'t str, text: &'t str) -> Self {
        Self::starting_at(file, text, 1)
    }

    pub fn starting_at(file: &'t str, text: &'t str, first_line: usize) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect();
        Self { file, text, first_line, ends }
    }

    /// The line of a byte of the text.
    pub fn line_at(&self, offset: usize) -> usize {
        self.first_line + self.ends.partition_point(|end| *end < offset)
    }

    pub fn line_of<T>(&self, value: &Spanned<T>) -> usize {
        self.line_at(value.span().start)
    }

    /// The whole text as one value; `None`, with a finding, when it is broken or does not fit.
    pub fn read<T: DeserializeOwned>(&self, report: &mut Report) -> Option<T> {
        let table = self.table(report)?;
        let span = table.span();
        self.value(Spanned::new(span, DeValue::Table(table.into_inner())), report)
    }

    /// The values of the array of tables `key`, the only key of the text, each with its line.
    /// Values that do not fit are left out with a finding, so that one slip does not hide the others.
    pub fn read_each<T: DeserializeOwned>(&self, key: &str, report: &mut Report) -> Vec<(usize, T)> {
        let Some(table) = self.table(report) else { return Vec::new() };
        let mut found = Vec::new();
        for (name, value) in table.into_inner() {
            let line = self.line_of(&value);
            match value.into_inner() {
                DeValue::Array(values) if *name.get_ref() == key => {
                    for value in values {
                        let line = self.line_of(&value);
                        found.extend(self.value(value, report).map(|value| (line, value)));
                    }
                }
                _ => {
                    let what = format!("unknown key `{}`", name.get_ref());
                    report.error(self.file, line, what, &format!("this file holds [[{key}]] blocks only"));
                }
            }
        }
        found
    }

    fn table(&self, report: &mut Report) -> Option<Spanned<DeTable<'t>>> {
        DeTable::parse(self.text)
            .map_err(|error| {
                let at = error.span().map_or(0, |span| span.start);
                let what = format!("broken TOML at column {}: {}", self.column(at), error.message());
                let mend = "mend the line; a quote, a bracket or an equals sign is the usual cause";
                report.error(self.file, self.line_at(at), what, mend);
            })
            .ok()
    }

    fn value<T: DeserializeOwned>(&self, value: Spanned<DeValue<'t>>, report: &mut Report) -> Option<T> {
        let start = value.span().start;
        T::deserialize(ValueDeserializer::from(value))
            .map_err(|error| {
                let line = self.line_at(error.span().map_or(start, |span| span.start));
                let message = error.message();
                let mend = if message.starts_with("unknown field") {
                    "correct the key's name or take it out"
                } else if message.starts_with("missing field") {
                    "add the key"
                } else {
                    "write the value as curriculum/README.md shows it"
                };
                report.error(self.file, line, message.replace("field", "key"), mend);
            })
            .ok()
    }

    fn column(&self, offset: usize) -> usize {
        let before = self.text.get(..offset).unwrap_or(self.text);
        1 + before.rsplit('\n').next().unwrap_or_default().chars().count()
    }
}
