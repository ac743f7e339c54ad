//! A curriculum in numbers, as a Markdown table: what is there, and what a phone keeps of it.

use std::fmt::Write;
use std::io;

use super::model::ModuleContent;
use super::{Bank, Curriculum, Item, Level};
use crate::base::lang::Lang;

/// In the order in which `curriculum/README.md` explains them.
const KINDS: [&str; 7] = ["single", "multiple", "true-false", "numeric", "ordering", "matching", "short-text"];

/// What a row tells of a module, or of all.
#[derive(Default)]
struct Row {
    lessons: usize,
    words: u32,
    minutes: u32,
    quiz: usize,
    test: usize,
    kinds: [usize; KINDS.len()],
    levels: [usize; Level::ALL.len()],
    bytes: usize,
}

/// The table, a row for each module and one for all, with a line end behind each.
pub fn table(curriculum: &Curriculum) -> String {
    let levels = Level::ALL.map(Level::name).join(" / ");
    let mut text = format!(
        "| module | lessons | words | minutes | questions: quiz + test | {} | {levels} | languages | offline, bytes |\n\
         |---|--:|--:|--:|--:|--:|--:|---|--:|\n",
        KINDS.join(" / ")
    );
    let mut all = Row::default();
    for module in &curriculum.modules {
        let row = row(&module.content);
        let languages: Vec<&str> = module.content.languages.iter().map(|lang| lang.tag()).collect();
        write_row(&mut text, &module.content.slug, &row, &languages.join(" "));
        add(&mut all, &row);
    }
    write_row(&mut text, "**all**", &all, "");
    text
}

fn row(content: &ModuleContent) -> Row {
    // What is written, checked or not.
    let written = |bank: Bank| content.items.iter().filter(|item| item.bank == bank).count();
    let words = content.lessons.iter().filter_map(|lesson| lesson.text(Lang::En)).map(|(_, text)| text.words).sum();
    let of_kind = |kind: &str| content.items.iter().filter(|item| item.kind.name() == kind).count();
    let at_level = |level: Level| content.items.iter().filter(|item| item.level == level).count();
    Row {
        lessons: content.lessons.len(),
        words,
        minutes: content.minutes,
        quiz: written(Bank::Quiz),
        test: written(Bank::Test),
        kinds: KINDS.map(of_kind),
        levels: Level::ALL.map(at_level),
        bytes: packed(&offline(content)),
    }
}

fn add(all: &mut Row, row: &Row) {
    all.lessons += row.lessons;
    all.words += row.words;
    all.minutes += row.minutes;
    all.quiz += row.quiz;
    all.test += row.test;
    all.kinds.iter_mut().zip(row.kinds).for_each(|(all, own)| *all += own);
    all.levels.iter_mut().zip(row.levels).for_each(|(all, own)| *all += own);
    all.bytes += row.bytes;
}

fn write_row(text: &mut String, name: &str, row: &Row, languages: &str) {
    let joined = |counts: &[usize]| counts.iter().map(usize::to_string).collect::<Vec<_>>().join(" / ");
    let (kinds, levels) = (joined(&row.kinds), joined(&row.levels));
    let Row { lessons, words, minutes, quiz, test, bytes, .. } = row;
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "| {name} | {lessons} | {words} | {minutes} | {quiz} + {test} | {kinds} | {levels} | {languages} | {bytes} |"
    );
}

/// What somebody without a line needs in one language: every lesson, and the questions of the quiz with their feedback.
/// Questions of the tests never leave the server before they are asked.
fn offline(content: &ModuleContent) -> Vec<u8> {
    let lessons = content.lessons.iter().filter_map(|lesson| lesson.text(Lang::En)).map(|(_, text)| text.html.as_str());
    let mut bytes = lessons.collect::<String>().into_bytes();
    let questions = content.items.iter().filter(|item| item.bank.is_quiz());
    for text in questions.filter_map(|item: &Item| item.texts.get(&Lang::En)) {
        // Strings and maps with string keys always serialise.
        bytes.extend(serde_json::to_vec(text).unwrap_or_default());
    }
    bytes
}

/// How many bytes are left when brotli has packed them as well as it can.
fn packed(bytes: &[u8]) -> usize {
    let mut writer = brotli::CompressorWriter::new(Counter::default(), 4096, 11, 22);
    // Neither counting nor the packer in front of it can fail.
    let _ = io::Write::write_all(&mut writer, bytes);
    writer.into_inner().0
}

#[derive(Default)]
struct Counter(usize);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
