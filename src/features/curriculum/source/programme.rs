//! Country programmes: `programmes/<slug>.toml`.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::Spanned;

use super::document::Document;
use super::finding::Report;
use super::folder::{Entry, Folder, is_id};
use super::lists;
use crate::features::curriculum::programme::{
    Baseline, Goal, Indicator, IndicatorKind, Programme, Review, Risk, Step, StepKind,
};

type Text = Spanned<String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProgramme {
    title: Text,
    summary: Text,
    years: Spanned<u32>,
    #[serde(default)]
    baseline: Vec<RawBaseline>,
    #[serde(default)]
    indicators: Vec<RawIndicator>,
    #[serde(default)]
    goals: Vec<RawGoal>,
    #[serde(default)]
    steps: Vec<RawStep>,
    #[serde(default)]
    reviews: Vec<RawReview>,
    #[serde(default)]
    risks: Vec<RawRisk>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBaseline {
    id: Text,
    what: Text,
    how: Text,
    question: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawIndicator {
    id: Text,
    text: Text,
    unit: Text,
    kind: IndicatorKind,
    baseline: Option<Text>,
    how: Text,
    when: Text,
    caution: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGoal {
    id: Text,
    year: Spanned<u32>,
    text: Text,
    #[serde(default)]
    indicators: Vec<Text>,
    pillar: Option<Spanned<u32>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    id: Text,
    year: Spanned<u32>,
    quarter: Spanned<u32>,
    kind: StepKind,
    title: Text,
    text: Text,
    course: Option<Text>,
    #[serde(default)]
    goals: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReview {
    year: Spanned<u32>,
    text: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRisk {
    id: Text,
    text: Text,
    answer: Text,
}

/// Reads `programmes/`. `courses` are the slugs of the course files that are there.
pub fn load(folder: &Folder, courses: &BTreeSet<String>, report: &mut Report) -> Vec<Programme> {
    let entries = folder.entries(report);
    entries.iter().filter_map(|entry| programme(entry, courses, report)).collect()
}

fn programme(entry: &Entry, courses: &BTreeSet<String>, report: &mut Report) -> Option<Programme> {
    let Some(slug) = entry.stem(".toml").filter(|slug| is_id(slug)) else {
        if entry.name != "README.md" {
            let mend = "name it programmes/<slug>.toml: lower-case letters, digits and hyphens";
            report.error(&entry.file, None, "not a programme file", mend);
        }
        return None;
    };
    let said = entry.text(report)?;
    let document = Document::new(&entry.file, &said);
    let raw: RawProgramme = document.read(report)?;
    check(&document, &raw, courses, report);
    Some(Programme {
        slug: slug.to_owned(),
        title: text(&raw.title),
        summary: text(&raw.summary),
        years: *raw.years.get_ref(),
        baseline: raw.baseline.iter().map(baseline).collect(),
        indicators: raw.indicators.iter().map(indicator).collect(),
        goals: raw.goals.iter().map(goal).collect(),
        steps: raw.steps.iter().map(step).collect(),
        reviews: raw.reviews.iter().map(|own| Review { year: *own.year.get_ref(), text: text(&own.text) }).collect(),
        risks: raw.risks.iter().map(risk).collect(),
    })
}

fn check(document: &Document<'_>, raw: &RawProgramme, courses: &BTreeSet<String>, report: &mut Report) {
    lists::within(document, "years", &raw.years, 1..=10, report);
    for (what, found) in [
        ("baseline", raw.baseline.len()),
        ("indicators", raw.indicators.len()),
        ("goals", raw.goals.len()),
        ("steps", raw.steps.len()),
        ("reviews", raw.reviews.len()),
        ("risks", raw.risks.len()),
    ] {
        if found == 0 {
            report.error(document.file, None, format!("the programme has no {what}"), &format!("add [[{what}]]"));
        }
    }
    check_words(document, raw, report);
    let baselines = lists::ids(document, "baselines", raw.baseline.iter().map(|own| &own.id), report);
    let indicators = lists::ids(document, "indicators", raw.indicators.iter().map(|own| &own.id), report);
    let goals = lists::ids(document, "goals", raw.goals.iter().map(|own| &own.id), report);
    lists::ids(document, "steps", raw.steps.iter().map(|own| &own.id), report);
    lists::ids(document, "risks", raw.risks.iter().map(|own| &own.id), report);
    let compared = raw.indicators.iter().filter_map(|own| own.baseline.as_ref());
    lists::known(document, "baseline", &baselines, compared, report);
    let years = 1..=*raw.years.get_ref();
    for goal in &raw.goals {
        lists::within(document, "year", &goal.year, years.clone(), report);
        lists::known(document, "indicator", &indicators, &goal.indicators, report);
        if goal.indicators.is_empty() {
            let mend = "name the indicators that will show whether it was reached";
            report.error(document.file, document.line_of(&goal.id), "a goal without indicator", mend);
        }
        if let Some(pillar) = &goal.pillar {
            lists::within(document, "pillar", pillar, 1..=3, report);
        }
    }
    for step in &raw.steps {
        lists::within(document, "year", &step.year, years.clone(), report);
        lists::within(document, "quarter", &step.quarter, 1..=4, report);
        lists::known(document, "goal", &goals, &step.goals, report);
        check_course(document, step, courses, report);
    }
    for review in &raw.reviews {
        lists::within(document, "year", &review.year, years.clone(), report);
    }
}

fn check_course(document: &Document<'_>, step: &RawStep, courses: &BTreeSet<String>, report: &mut Report) {
    let file = document.file;
    match (step.kind, &step.course) {
        (StepKind::Course, None) => {
            let mend = "add course = \"<slug>\" of a file in courses/";
            report.error(file, document.line_of(&step.id), "a course step without course", mend);
        }
        (StepKind::Course, Some(course)) if !courses.contains(course.get_ref()) => {
            let what = format!("no course `{}`", course.get_ref());
            report.error(file, document.line_of(course), what, "use the name of a file in courses/, without .toml");
        }
        (StepKind::Course, Some(_)) | (_, None) => {}
        (_, Some(course)) => {
            let mend = "set kind = \"course\", or take course out";
            report.error(file, document.line_of(course), "a course in a step that is none", mend);
        }
    }
}

fn check_words(document: &Document<'_>, raw: &RawProgramme, report: &mut Report) {
    let mut each = vec![("the title", &raw.title), ("the summary", &raw.summary)];
    for own in &raw.baseline {
        each.extend([("what", &own.what), ("how", &own.how), ("the question", &own.question)]);
    }
    for own in &raw.indicators {
        each.extend([("the text", &own.text), ("the unit", &own.unit), ("how", &own.how), ("when", &own.when)]);
        each.push(("the caution", &own.caution));
    }
    each.extend(raw.goals.iter().map(|own| ("the goal", &own.text)));
    each.extend(raw.steps.iter().flat_map(|own| [("the title", &own.title), ("the text", &own.text)]));
    each.extend(raw.reviews.iter().map(|own| ("the review", &own.text)));
    each.extend(raw.risks.iter().flat_map(|own| [("the risk", &own.text), ("the answer", &own.answer)]));
    for (what, text) in each {
        lists::words(document, what, text, report);
    }
}

fn text(raw: &Text) -> String {
    raw.get_ref().trim().to_owned()
}

fn baseline(raw: &RawBaseline) -> Baseline {
    Baseline { id: text(&raw.id), what: text(&raw.what), how: text(&raw.how), question: text(&raw.question) }
}

fn indicator(raw: &RawIndicator) -> Indicator {
    Indicator {
        id: text(&raw.id),
        text: text(&raw.text),
        unit: text(&raw.unit),
        kind: raw.kind,
        baseline: raw.baseline.as_ref().map(text),
        how: text(&raw.how),
        when: text(&raw.when),
        caution: text(&raw.caution),
    }
}

fn goal(raw: &RawGoal) -> Goal {
    Goal {
        id: text(&raw.id),
        year: *raw.year.get_ref(),
        text: text(&raw.text),
        indicators: raw.indicators.iter().map(text).collect(),
        pillar: raw.pillar.as_ref().map(|pillar| *pillar.get_ref()),
    }
}

fn step(raw: &RawStep) -> Step {
    Step {
        id: text(&raw.id),
        year: *raw.year.get_ref(),
        quarter: *raw.quarter.get_ref(),
        kind: raw.kind,
        title: text(&raw.title),
        text: text(&raw.text),
        course: raw.course.as_ref().map(text),
        goals: raw.goals.iter().map(text).collect(),
    }
}

fn risk(raw: &RawRisk) -> Risk {
    Risk { id: text(&raw.id), text: text(&raw.text), answer: text(&raw.answer) }
}
