//! The results page: what was right, what each choice means, and where it is taught.
//!
//! The key itself is shown when it can no longer help in another attempt: after a pass, or when no attempt is left.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::gain;
use super::model::{MarkedItem, Purpose};
use super::pages::{Sitting, title_of};
use super::store;
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::features::curriculum::{self, Item, ItemText, Kind, ModuleVersion};
use crate::features::questions::{Answered, Understood};
use crate::platform::auth::needs::Learn;
use crate::platform::i18n::Texts;
use crate::platform::web::{AppError, Guard, Routes, Shell, page, redirect};

pub fn routes(routes: &mut Routes) {
    routes.get("/attempts/{attempt}/results", results);
}

#[derive(Template)]
#[template(path = "quizzes/results.html")]
struct ResultsPage {
    shell: Shell,
    module: String,
    back: String,
    percent: u32,
    pass_percent: u32,
    passed: bool,
    left: u32,
    reveal: bool,
    items: Vec<ItemResult>,
}

struct ItemResult {
    id: String,
    lang: Lang,
    stem: String,
    right: bool,
    part: bool,
    empty: bool,
    unsure: bool,
    lines: Vec<Line>,
    feedback: String,
    lesson: String,
    lesson_title: String,
}

/// One option, or one line of an answer.
struct Line {
    text: String,
    chosen: bool,
    /// Whether this was right to choose; none when it is not told.
    verdict: Option<bool>,
    feedback: String,
}

async fn results(guard: Guard<Learn>, path: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.app.db.read().await?;
    let sitting = Sitting::load(&mut conn, &guard, path.into_inner()).await?;
    let attempt = &sitting.attempt;
    if attempt.purpose() == Purpose::Task {
        return redirect(&format!("{}/task/result", sitting.back()));
    }
    if attempt.purpose().is_test() {
        return gain::results(&guard, &mut conn, &sitting).await;
    }
    let Some(result) = store::result_of(&mut conn, attempt.id).await? else {
        return redirect(&format!("/attempts/{}", attempt.id));
    };
    let rules = &sitting.version.content.quiz;
    let standing = store::quiz_standing(&mut conn, attempt.enrolment_id, attempt.module_version_id, rules).await?;
    let reveal = standing.passed() || (standing.left() == 0 && standing.open.is_none());
    let marks: Vec<MarkedItem> = serde_json::from_value(result.marks).map_err(AppError::internal)?;
    let mut items = Vec::with_capacity(marks.len());
    for marked in &marks {
        let item = curriculum::item_version(&mut conn, marked.item_version).await?;
        items.push(item_result(&item, marked, &sitting.version, guard.texts, reveal).ok_or(AppError::NotFound)?);
    }
    page(&ResultsPage {
        shell: Shell::new(&guard.app, &guard, &sitting.title(guard.texts)),
        module: title_of(&sitting.version, guard.texts.lang),
        back: sitting.back(),
        percent: super::rules::percent(result.points_milli, result.max_milli),
        pass_percent: rules.pass_percent,
        passed: result.passed,
        left: standing.left(),
        reveal,
        items,
    })
}

fn item_result(
    item: &Item,
    marked: &MarkedItem,
    version: &ModuleVersion,
    texts: Texts,
    reveal: bool,
) -> Option<ItemResult> {
    let (lang, text) = item.text(texts.lang)?;
    let right = marked.mark.is_right();
    let lesson = version.content.lessons.iter().find(|lesson| lesson.slug == item.lesson);
    let feedback = text.feedback.as_ref().map(|feedback| if right { &feedback.right } else { &feedback.wrong });
    // The word for a wrong answer often says the right one: it waits until the key may be known.
    let feedback = feedback.filter(|_| right || reveal).cloned().unwrap_or_default();
    Some(ItemResult {
        id: item.id.clone(),
        lang,
        stem: text.stem.clone(),
        right,
        part: !right && marked.mark.points_milli > 0,
        empty: marked.mark.answered == Answered::No,
        unsure: marked.mark.answered == Answered::Unsure,
        lines: lines(item, text, marked, texts, reveal),
        feedback,
        lesson: item.lesson.clone(),
        lesson_title: lesson
            .and_then(|lesson| lesson.text(texts.lang))
            .map_or_else(|| item.lesson.clone(), |(_, text)| text.title.clone()),
    })
}

fn lines(item: &Item, text: &ItemText, marked: &MarkedItem, texts: Texts, reveal: bool) -> Vec<Line> {
    let words = |id: &str| text.options.get(id).map(|option| option.text.clone()).unwrap_or_default();
    let typed = |value: &str| Line { text: value.to_owned(), chosen: true, verdict: None, feedback: String::new() };
    match &item.kind {
        Kind::Single { options } | Kind::Multiple { options } => options
            .iter()
            .filter_map(|option| {
                let chosen = marked.answer.contains(&option.id);
                let told = chosen || (reveal && option.correct);
                let own = text.options.get(&option.id)?;
                let feedback = if told { own.feedback.clone() } else { String::new() };
                Some(Line { text: own.text.clone(), chosen, verdict: told.then_some(option.correct), feedback })
            })
            .collect(),
        Kind::TrueFalse { .. } => {
            marked.answer.iter().map(|value| typed(&texts.t(&format!("answer-{}", known_verdict(value))))).collect()
        }
        Kind::Ordering { items } => {
            let chosen: Vec<Line> = marked.answer.iter().map(|id| typed(&words(id))).collect();
            let key = items.iter().filter(|_| reveal && !marked.mark.is_right());
            let key = key.zip(1..).map(|(id, nth)| right_line(format!("{nth}. {}", words(id))));
            chosen.into_iter().chain(key).collect()
        }
        Kind::Matching { pairs, .. } => pairs
            .iter()
            .zip(marked.answer.iter().map(String::as_str).chain(std::iter::repeat("")))
            .flat_map(|(pair, chosen)| {
                let left = text.lefts.get(pair).cloned().unwrap_or_default();
                let good = pair == chosen;
                let line = Line {
                    text: format!("{left} – {}", words(chosen)),
                    chosen: true,
                    verdict: (good || reveal).then_some(good),
                    feedback: String::new(),
                };
                let key = (reveal && !good).then(|| right_line(format!("{left} – {}", words(pair))));
                std::iter::once(line).chain(key)
            })
            .collect(),
        Kind::Numeric { answer, .. } => {
            let mut lines: Vec<Line> =
                marked.answer.iter().filter(|value| !value.is_empty()).map(|value| typed(value)).collect();
            if let (Some(Understood::Number(number)), Some(line)) = (&marked.mark.understood, lines.first_mut()) {
                line.text = format!("{number} {}", text.unit);
            }
            if reveal && !marked.mark.is_right() {
                lines.push(right_line(format!("{answer} {}", text.unit)));
            }
            lines
        }
        Kind::ShortText { accept } => {
            let mut lines: Vec<Line> =
                marked.answer.iter().filter(|value| !value.is_empty()).map(|value| typed(value)).collect();
            let first = accept.get(&texts.lang).or_else(|| accept.get(&Lang::En)).and_then(|forms| forms.first());
            if let Some(form) = first.filter(|_| reveal && !marked.mark.is_right()) {
                lines.push(right_line(form.clone()));
            }
            lines
        }
    }
}

fn right_line(text: String) -> Line {
    Line { text, chosen: false, verdict: Some(true), feedback: String::new() }
}

fn known_verdict(value: &str) -> &str {
    match value {
        "true" | "false" => value,
        _ => "unsure",
    }
}
