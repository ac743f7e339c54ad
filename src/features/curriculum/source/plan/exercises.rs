//! Exercises that an instructor grades, with their rubrics.

use std::collections::BTreeSet;

use super::raw::{RawExercise, RawExerciseCriterion, RawExerciseLevel};
use super::text;
use crate::base::markdown::to_html;
use crate::features::curriculum::model::LevelText;
use crate::features::curriculum::plan::{Exercise, ExerciseCriterion, ExerciseLevel};
use crate::features::curriculum::source::document::Document;
use crate::features::curriculum::source::finding::Report;
use crate::features::curriculum::source::lists;

/// Far more than any brief, in bytes; see the limit of lessons.
const LONGEST: usize = 20_000;

pub fn read(
    document: &Document<'_>,
    line: usize,
    raw: &[RawExercise],
    objectives: &BTreeSet<&str>,
    report: &mut Report,
) -> Vec<Exercise> {
    lists::count(document, line, "exercises", (raw.len(), 2..=4), report);
    raw.iter().map(|exercise| read_exercise(document, exercise, objectives, report)).collect()
}

fn read_exercise(
    document: &Document<'_>,
    raw: &RawExercise,
    objectives: &BTreeSet<&str>,
    report: &mut Report,
) -> Exercise {
    let line = document.line_of(&raw.id);
    for (what, text) in [
        ("the exercise's title", &raw.title),
        ("the brief", &raw.brief),
        ("what the instructor reads", &raw.instructor),
    ] {
        lists::words(document, what, text, report);
    }
    for thing in &raw.materials {
        lists::words(document, "a material", thing, report);
    }
    lists::within(document, "minutes", &raw.minutes, 1..=480, report);
    lists::within(document, "pass_percent", &raw.pass_percent, 1..=100, report);
    lists::count(document, line, "criteria", (raw.criteria.len(), 3..=5), report);
    lists::ids(document, "criteria of an exercise", raw.criteria.iter().map(|criterion| &criterion.id), report);
    lists::known(document, "objective", objectives, raw.criteria.iter().map(|criterion| &criterion.objective), report);
    let html = |what: &str, text: &toml::Spanned<String>, report: &mut Report| {
        if text.get_ref().len() <= LONGEST {
            return to_html(text.get_ref());
        }
        let what = format!("{what} of {} KB", text.get_ref().len() / 1024);
        report.error(document.file, document.line_of(text), what, "shorten it: it is read in minutes");
        String::new()
    };
    Exercise {
        id: text(&raw.id),
        title: text(&raw.title),
        minutes: *raw.minutes.get_ref(),
        brief_html: html("a brief", &raw.brief, report),
        instructor_html: html("notes for the instructor", &raw.instructor, report),
        materials: raw.materials.iter().map(text).collect(),
        pass_percent: *raw.pass_percent.get_ref(),
        criteria: raw.criteria.iter().map(|criterion| read_criterion(document, criterion, report)).collect(),
    }
}

fn read_criterion(document: &Document<'_>, raw: &RawExerciseCriterion, report: &mut Report) -> ExerciseCriterion {
    let (file, line, id) = (document.file, document.line_of(&raw.id), raw.id.get_ref());
    lists::words(document, "the criterion's title", &raw.title, report);
    let points: Vec<u32> = raw.levels.iter().map(|level| *level.points.get_ref()).collect();
    if points.len() < 2 || points.first() != Some(&0) {
        let mend = "give two or more levels, the first with points = 0";
        report.error(file, line, format!("criterion `{id}` has no scale"), mend);
    } else if !points.is_sorted_by(|lower, higher| lower < higher) {
        let mend = "start at the lowest level; each next one has more points";
        report.error(file, line, format!("the levels of `{id}` do not rise"), mend);
    }
    let level = |raw: &RawExerciseLevel, report: &mut Report| {
        lists::words(document, "the level's title", &raw.title, report);
        lists::words(document, "what is seen at a level", &raw.text, report);
        let text = LevelText { title: text(&raw.title), text: text(&raw.text) };
        ExerciseLevel { points: *raw.points.get_ref(), text }
    };
    ExerciseCriterion {
        id: id.clone(),
        title: text(&raw.title),
        objective: text(&raw.objective),
        levels: raw.levels.iter().map(|own| level(own, report)).collect(),
    }
}
