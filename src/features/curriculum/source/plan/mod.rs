//! The plan of a course's days (`[plan]` in its file). Its rules stand in `curriculum/README.md`.

mod days;
mod exercises;
pub mod form;
mod raw;

use std::collections::BTreeSet;

use toml::Spanned;

pub use self::raw::RawPlan;
use super::document::Document;
use super::finding::Report;
use super::{lists, reading};
use crate::features::curriculum::plan::{Group, Method, Plan, PlanObjective};

/// Checks a plan against itself and the course's hours, and makes it what is published.
pub fn read(document: &Document<'_>, raw: &Spanned<RawPlan>, hours: u32, report: &mut Report) -> Plan {
    let (line, raw) = (document.line_of(raw), raw.get_ref());
    check_head(document, raw, report);
    let objectives = lists::ids(document, "objectives", raw.objectives.iter().map(|objective| &objective.id), report);
    let exercises = lists::ids(document, "exercises", raw.exercises.iter().map(|exercise| &exercise.id), report);
    lists::count(document, line, "objectives", (raw.objectives.len(), 4..=8), report);
    let plan = Plan {
        summary: text(&raw.summary),
        audience: text(&raw.audience),
        group: Group { from: raw.group.get_ref().from, to: raw.group.get_ref().to },
        before: text(&raw.before),
        objectives: raw
            .objectives
            .iter()
            .map(|own| PlanObjective { id: text(&own.id), text: text(&own.text) })
            .collect(),
        days: days::read(document, line, &raw.days, (&objectives, &exercises), report),
        exercises: exercises::read(document, line, &raw.exercises, &objectives, report),
        evaluation: form::questions(document, &raw.evaluation, report),
    };
    lists::count(document, line, "questions of the course's own for the form", (plan.evaluation.len(), 2..=4), report);
    check_hours(document, line, &plan, hours, report);
    check_places(document, raw, &plan, report);
    check_use(document, raw, &plan, report);
    plan
}

fn text(raw: &Spanned<String>) -> String {
    raw.get_ref().trim().to_owned()
}

fn check_head(document: &Document<'_>, raw: &RawPlan, report: &mut Report) {
    for (what, text) in [("the summary", &raw.summary), ("the audience", &raw.audience), ("before", &raw.before)] {
        lists::words(document, what, text, report);
    }
    for objective in &raw.objectives {
        lists::words(document, "the objective's text", &objective.text, report);
    }
    let sentences = reading::sentences(raw.summary.get_ref()).len();
    lists::count(document, document.line_of(&raw.summary), "sentences in the summary", (sentences, 2..=4), report);
    let group = raw.group.get_ref();
    if group.from == 0 || group.from > group.to {
        let what = format!("a group of {} to {}", group.from, group.to);
        report.error(document.file, document.line_of(&raw.group), what, "give the smaller number first, from 1");
    }
}

/// The hours stand on the certificate: they are what was taught.
fn check_hours(document: &Document<'_>, line: usize, plan: &Plan, hours: u32, report: &mut Report) {
    let minutes = plan.days.iter().fold(0_u32, |sum, day| sum.saturating_add(day.minutes()));
    let promised = hours.saturating_mul(60);
    if minutes != promised {
        let what = format!("the sessions have {minutes} minutes, {hours} hours are {promised}");
        let mend = format!("lengthen or shorten sessions, or set hours = {} (breaks are not sessions)", minutes / 60);
        report.error(document.file, line, what, &mend);
    }
}

/// Each exercise takes place once, in a session that is long enough.
fn check_places(document: &Document<'_>, raw: &RawPlan, plan: &Plan, report: &mut Report) {
    for exercise in &raw.exercises {
        let (line, id) = (document.line_of(&exercise.id), exercise.id.get_ref());
        let sessions = plan.days.iter().flat_map(|day| &day.sessions);
        let places: Vec<_> = sessions.filter(|session| session.exercise.as_ref() == Some(id)).collect();
        match places.as_slice() {
            [place] if place.minutes < *exercise.minutes.get_ref() => {
                let what =
                    format!("`{id}` needs {} minutes, its session has {}", exercise.minutes.get_ref(), place.minutes);
                report.error(document.file, line, what, "make the session longer, or the exercise shorter");
            }
            [_] => {}
            [] => {
                let mend = format!("name it in the session where it takes place: exercise = \"{id}\"");
                report.error(document.file, line, format!("the exercise `{id}` is in no session"), &mend);
            }
            many => {
                let what = format!("the exercise `{id}` is in {} sessions", many.len());
                report.error(document.file, line, what, "name it in one session only");
            }
        }
    }
}

/// Every objective is taught, and seen to be reached.
fn check_use(document: &Document<'_>, raw: &RawPlan, plan: &Plan, report: &mut Report) {
    let sessions = || plan.days.iter().flat_map(|day| &day.sessions);
    let taught: BTreeSet<&String> = sessions().flat_map(|session| &session.objectives).collect();
    let tests = sessions().filter(|session| session.method == Method::Test).flat_map(|session| &session.objectives);
    let criteria = plan.exercises.iter().flat_map(|exercise| &exercise.criteria);
    let seen: BTreeSet<&String> = criteria.map(|criterion| &criterion.objective).chain(tests).collect();
    for objective in &raw.objectives {
        let (line, id) = (document.line_of(&objective.id), objective.id.get_ref());
        if !taught.contains(id) {
            let mend = "name it in the session that teaches it, or take it out";
            report.error(document.file, line, format!("no session serves `{id}`"), mend);
        }
        if !seen.contains(id) {
            let mend = "name it in a criterion of an exercise or in a test session";
            report.error(document.file, line, format!("nothing shows whether `{id}` was reached"), mend);
        }
    }
}
