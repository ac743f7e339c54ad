//! The bank of the tests, its blueprint, and what was published before there was either.

use super::*;
use crate::features::curriculum::{Bank, Level};

pub const TESTS: &str = "modules/gates/questions/tests.toml";

/// The good curriculum with four questions for two tests of two questions each.
fn tested() -> Fixture {
    let fixture = Fixture::new();
    let question = |id: &str, objective: &str, stem: &str| {
        format!(
            "[[question]]\nid = \"{id}\"\nobjective = \"{objective}\"\nlevel = \"apply\"\nkind = \"true-false\"\n\
             bank = \"test\"\nangoff = 0.7\nlesson = \"seal-check\"\nsource = \"iso-17712 4\"\nchecked = \"A. Reader\"\n\
             stem = \"{stem}\"\nanswer = true\nfeedback = {{ right = \"Yes.\", wrong = \"Look again.\" }}\n"
        )
    };
    let questions = [
        question("t-hold", "seals", "A loose bolt is a reason to hold the box."),
        question("t-write", "seals", "An officer who reads a number writes it down."),
        question("t-tare", "weights", "The tare stands on the door."),
        question("t-scale", "weights", "A scale with an old stamp is checked before use."),
    ];
    fixture.write(TESTS, questions.concat());
    let test = "[test]\ntime_limit_minutes = 20\nblueprint = [\n\
                { objective = \"seals\", level = \"apply\", draw = 1 },\n\
                { objective = \"weights\", level = \"apply\", draw = 1 },\n]\n\n[[sources]]";
    fixture.edit(MODULE, "[[sources]]", test);
    fixture.edit(MODULE, "grace_seconds = 120", "grace_seconds = 120\npass_reason = \"  Seven of ten.  \"");
    fixture
}

#[test]
fn a_blueprint_and_its_bank_are_read() {
    let fixture = tested();
    assert_eq!(fixture.findings(), Vec::<String>::new());
    let module = fixture.module();
    let test = module.test.as_ref().unwrap();
    assert_eq!(test.time_limit_minutes, Some(20));
    let cells: Vec<_> = test.blueprint.iter().map(|cell| (cell.objective.as_str(), cell.level, cell.draw)).collect();
    assert_eq!(cells, [("seals", Level::Apply, 1), ("weights", Level::Apply, 1)]);
    let of_tests: Vec<_> = module.items.iter().filter(|item| item.bank == Bank::Test).collect();
    assert!(of_tests.len() == 4 && of_tests.iter().all(|item| item.angoff == Some(0.7)));
    assert_eq!(module.quiz_items().count(), 9);
    assert_eq!(module.quiz.pass_reason.as_deref(), Some("Seven of ten."));
    let kept = serde_json::to_value(&module).unwrap();
    assert_eq!(serde_json::from_value::<ModuleContent>(kept).unwrap(), module);
}

/// Versions in databases were written without the new keys, and their hashes decide what is published again.
#[test]
fn what_was_published_before_there_were_tests_reads_and_counts_as_before() {
    let module = Fixture::new().module();
    let kept = serde_json::to_string(&module).unwrap();
    for key in ["\"bank\"", "\"angoff\"", "\"checked\"", "\"test\"", "\"pass_reason\""] {
        assert!(!kept.contains(key), "{key} would change the hash of every module");
    }
    let back: ModuleContent = serde_json::from_str(&kept).unwrap();
    assert!(back.items.iter().all(|item| item.in_bank(Bank::Quiz) && item.angoff.is_none()));
    assert_eq!(back.content_hash(), module.content_hash());
    let fixture = Fixture::new();
    fixture.edit(QUESTIONS, "level = \"apply\"", "level = \"apply\"\nbank = \"quiz\"");
    assert_eq!(fixture.module().content_hash(), module.content_hash(), "said or left out, it is the same bank");
}

#[test]
fn questions_of_the_tests_do_not_count_for_the_quiz() {
    let fixture = tested();
    fixture.edit(MODULE, "draw = 4", "draw = 12");
    let found = fixture.findings();
    assert!(found.len() == 1 && found[0].contains("the quiz draws 12 questions, there are 9"), "{found:#?}");
    let fixture = tested();
    fixture.edit(WEIGHTS, "level = \"judge\"", "level = \"judge\"\nbank = \"test\"");
    let found = fixture.findings();
    assert!(found[0].contains("3 checked questions of the quiz ask for `weights`, 4 are needed"), "{found:#?}");
}

#[test]
fn a_question_that_nobody_has_checked_fills_no_cell() {
    let fixture = tested();
    fixture.edit(TESTS, "checked = \"A. Reader\"", "checked = \"\"");
    let found = fixture.findings();
    let few = "`seals` at level apply needs 2 checked questions with bank = \"test\", there are 1";
    assert!(
        found.iter().any(|one| one.starts_with(MODULE) && one.contains("error") && one.contains(few)),
        "{found:#?}"
    );
}

#[test]
fn faults_of_a_blueprint_and_its_bank() {
    let seals = "{ objective = \"seals\", level = \"apply\", draw = 1 }";
    let weights = "{ objective = \"weights\", level = \"apply\", draw = 1 }";
    for (file, from, to, place, what) in [
        (MODULE, seals, &seals.replace("seals", "x")[..], ":27: error", "no objective `x`"),
        (MODULE, seals, &seals.replace("apply", "know"), ":27: error", "no level `know`"),
        (MODULE, seals, &seals.replace('1', "0"), ":27: error", "a cell that draws no question"),
        (MODULE, seals, &format!("{seals}, {seals}"), ":27: error", "the cell `seals` at level apply stands twice"),
        (
            MODULE,
            seals,
            &seals.replace('1', "2"),
            ":27: error",
            "cannot be drawn twice without overlap: `seals` at level apply needs 4 checked questions with bank = \"test\", there are 2",
        ),
        (MODULE, &format!("{weights},\n"), "", ":24: warning", "no cell of the blueprint asks for `weights`"),
        (MODULE, &format!("{weights},\n"), "", ":24: warning", "no cell of the blueprint draws t-tare, t-scale"),
        (
            TESTS,
            "checked = \"A. Reader\"",
            "checked = \" \"",
            ":1: warning",
            "question `t-hold` is not checked against its source, so nobody is asked it",
        ),
        (MODULE, "time_limit_minutes = 20", "time_limit_minutes = 0", ":24: error", "the test gives no time"),
        (MODULE, "blueprint = [", "blueprint = []\nold = [", ":27: error", "unknown key `old`"),
        (MODULE, "\"  Seven of ten.  \"", "\" \"", ":22: error", "the pass_reason is empty"),
        (MODULE, "\"  Seven of ten.  \"", &format!("\"{}\"", "x".repeat(401)), ":22: error", "a pass_reason of 401 "),
        (TESTS, "bank = \"test\"", "bank = \"exam\"", ":1: error", "no bank `exam`"),
        (TESTS, "angoff = 0.7", "angoff = 0.04", ":1: error", "`angoff` is not a share from 0.05 to 0.95"),
        (TESTS, "angoff = 0.7", "angoff = 0.96", ":1: error", "`angoff` is not a share"),
        (TESTS, "angoff = 0.7", "angoff = 70", ":1: error", "`angoff` is not a share"),
        (TESTS, "angoff = 0.7", "angoff = nan", ":1: error", "`angoff` is not a share"),
    ] {
        let fixture = tested();
        fixture.edit(file, from, to);
        let found = fixture.findings();
        let hit = found.iter().any(|finding| finding.starts_with(&format!("{file}{place}")) && finding.contains(what));
        assert!(hit, "expected {file}{place}: …{what}…, found {found:#?}");
    }
    let fixture = tested();
    let module = fixture.read(MODULE);
    let (before, rest) = module.split_once("[test]").unwrap();
    fixture.write(MODULE, format!("{before}{}", &rest[rest.find("[[sources]]").unwrap()..]));
    let found = fixture.findings();
    assert!(found.len() == 1 && found[0].contains("4 questions of the bank \"test\" and no [test]"), "{found:#?}");
}

#[test]
fn an_empty_blueprint_draws_nothing() {
    let fixture = Fixture::new();
    fixture.edit(MODULE, "[[sources]]", "[test]\nblueprint = []\n\n[[sources]]");
    let found = fixture.findings();
    assert!(found.len() == 1 && found[0].contains("error: the test draws nothing"), "{found:#?}");
    assert_eq!(fixture.load().0.modules[0].content.test, None);
}
