//! The blueprint of a module's tests: which questions the test before and the test after draw, and whether the bank
//! holds enough of them for two draws without a question in common.

use toml::Spanned;

use super::document::Document;
use super::finding::Report;
use super::questions::{Questions, level_named};
use super::raw::{RawCell, RawTest};
use super::shell::Shell;
use crate::features::curriculum::item::{Bank, Item};
use crate::features::curriculum::model::{BlueprintCell, TestRules};

/// The tests of a module, checked against its questions. `None` without `[test]`, or when a cell cannot be read.
pub fn load(
    document: &Document<'_>,
    raw: Option<&Spanned<RawTest>>,
    shell: &Shell<'_>,
    bank: &Questions,
    report: &mut Report,
) -> Option<TestRules> {
    let count = bank.items.iter().filter(|item| item.bank == Bank::Test).count();
    let Some(raw) = raw else {
        if count > 0 {
            let what = format!("{count} questions of the bank \"test\" and no [test] that draws them");
            report.warn(document.file, None, what, "add [test] with a blueprint, or take bank = \"test\" out");
        }
        return None;
    };
    let before = report.errors();
    let (test, line) = (raw.get_ref(), document.line_of(raw));
    if test.time_limit_minutes == Some(0) {
        report.error(
            document.file,
            line,
            "the test gives no time",
            "use a number from 1, or leave it out for no limit",
        );
    }
    if test.blueprint.is_empty() {
        let mend = "add blueprint = [ { objective = \"…\", level = \"apply\", draw = 1 }, … ]";
        report.error(document.file, line, "the test draws nothing", mend);
    }
    let mut blueprint: Vec<BlueprintCell> = Vec::new();
    for raw in &test.blueprint {
        let Some(cell) = cell(document, raw, shell, report) else { continue };
        let line = document.line_of(raw);
        if blueprint.iter().any(|earlier| is_same(earlier, &cell)) {
            let what = format!("the cell {} stands twice", name(&cell));
            report.error(document.file, line, what, "name it once, with the sum of both draws");
        } else if bank.sound {
            check_supply(document.file, line, &cell, &bank.items, report);
        }
        blueprint.push(cell);
    }
    if report.errors() == before && bank.sound {
        check_reach(document.file, line, &blueprint, shell, &bank.items, report);
    }
    (report.errors() == before).then_some(TestRules { time_limit_minutes: test.time_limit_minutes, blueprint })
}

fn cell(
    document: &Document<'_>,
    raw: &Spanned<RawCell>,
    shell: &Shell<'_>,
    report: &mut Report,
) -> Option<BlueprintCell> {
    let (cell, line) = (raw.get_ref(), document.line_of(raw));
    let before = report.errors();
    shell.check_objective(document.file, line, &cell.objective, report);
    if cell.draw == 0 {
        report.error(document.file, line, "a cell that draws no question", "draw 1 or more, or take the cell out");
    }
    let level = level_named(&cell.level);
    if level.is_none() {
        report.error(document.file, line, format!("no level `{}`", cell.level), "use recall, apply or judge");
    }
    let cell = BlueprintCell { objective: cell.objective.clone(), level: level?, draw: cell.draw };
    (report.errors() == before).then_some(cell)
}

fn check_supply(file: &str, line: usize, cell: &BlueprintCell, items: &[Item], report: &mut Report) {
    let there = items
        .iter()
        .filter(|item| item.in_bank(Bank::Test) && item.objective == cell.objective && item.level == cell.level)
        .count();
    let needed = usize::try_from(cell.draw).unwrap_or(usize::MAX).saturating_mul(2);
    if there < needed {
        let what = format!(
            "a blueprint that cannot be drawn twice without overlap: {} needs {needed} checked questions with bank = \"test\", there are {there}",
            name(cell)
        );
        report.error(file, line, what, "write more of them, fill in `checked`, or draw fewer");
    }
}

/// What no test can ever ask.
fn check_reach(
    file: &str,
    line: usize,
    blueprint: &[BlueprintCell],
    shell: &Shell<'_>,
    items: &[Item],
    report: &mut Report,
) {
    for objective in shell.objectives.iter().filter(|id| !blueprint.iter().any(|cell| cell.objective == **id)) {
        let mend = "add a cell for it: a test speaks for the whole module";
        report.warn(file, line, format!("no cell of the blueprint asks for `{objective}`"), mend);
    }
    let reached =
        |item: &Item| blueprint.iter().any(|cell| cell.objective == item.objective && cell.level == item.level);
    let lost: Vec<&str> =
        items.iter().filter(|item| item.bank == Bank::Test && !reached(item)).map(|item| item.id.as_str()).collect();
    if !lost.is_empty() {
        let what = format!("no cell of the blueprint draws {}", lost.join(", "));
        report.warn(file, line, what, "add a cell for their objective and level, or give them to the quiz");
    }
}

fn is_same(one: &BlueprintCell, other: &BlueprintCell) -> bool {
    one.objective == other.objective && one.level == other.level
}

fn name(cell: &BlueprintCell) -> String {
    format!("`{}` at level {}", cell.objective, cell.level.name())
}
