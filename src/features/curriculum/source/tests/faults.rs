//! Every rule, shown able to fail: one change to the good curriculum, and the finding it must bring.

use super::*;

/// File to change, what to replace, with what; then the finding's line (0: none), severity and words.
pub type Case = (&'static str, &'static str, &'static str, usize, &'static str, &'static str);

pub fn expect(cases: &[Case]) {
    for (file, from, to, line, severity, what) in cases {
        let fixture = Fixture::new();
        fixture.edit(file, from, to);
        let place = if *line == 0 { format!("{file}: {severity}") } else { format!("{file}:{line}: {severity}") };
        let found = fixture.findings();
        let hit = found.iter().any(|finding| finding.starts_with(&place) && finding.contains(what));
        assert!(hit, "expected {place}: …{what}…, found {found:#?}");
    }
}

/// As [`expect`], for errors on the line where, after the change, some words begin.
pub fn expect_line_of(cases: &[(&str, &str, &str, &str, &str)]) {
    for (file, from, to, words, what) in cases {
        let fixture = Fixture::new();
        fixture.edit(file, from, to);
        let text = fixture.read(file);
        let at = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in {file}"));
        let line = 1 + text[..at].matches('\n').count();
        let place = format!("{file}:{line}: error: ");
        let found = fixture.findings();
        let hit = found.iter().any(|finding| finding.starts_with(&place) && finding.contains(what));
        assert!(hit, "expected {place}…{what}…, found {found:#?}");
    }
}

#[test]
fn faults_of_a_module() {
    expect(&[
        (MODULE, "title = \"Seals", "titel = \"Seals", 1, "error", "unknown key `titel`"),
        (MODULE, "summary = \"How to check a seal.\"\n", "", 1, "error", "missing key `summary`"),
        (MODULE, "field = \"port-security\"", "field = \"ports\"", 2, "error", "unknown variant `ports`"),
        (MODULE, "licence = \"CC", "licence = CC", 4, "error", "broken TOML at column 11"),
        (MODULE, "title = \"Seals at the gate\"", "title = \" \"", 0, "error", "the title is empty"),
        (MODULE, "[\"en\"]", "[\"fr\"]", 5, "error", "the languages are without English"),
        (MODULE, "[\"en\"]", "[\"en\", \"en\"]", 5, "error", "a language stands twice"),
        (MODULE, "[\"en\"]", "[\"en\", \"de\"]", 5, "error", "unknown variant `de`"),
        (MODULE, "id = \"weights\"", "id = \"seals\"", 12, "error", "two objectives have the id `seals`"),
        (MODULE, "id = \"weights\"", "id = \"Weights\"", 12, "error", "`Weights` is not an id"),
        (
            MODULE,
            "text = \"Compare a weight with the documents\"",
            "text = \"\"",
            12,
            "error",
            "an objective without text",
        ),
        (
            MODULE,
            "id = \"weights\"\n",
            "id = \"weights\"\nsafe = [\"pillar-4\"]\n",
            13,
            "error",
            "unknown variant `pillar-4`",
        ),
        (
            MODULE,
            "id = \"weights\"\n",
            "id = \"weights\"\nsafe = [\"pillar-1\", \"pillar-1\"]\n",
            12,
            "error",
            "a part of the SAFE Framework stands twice",
        ),
        (MODULE, "draw = 4", "draw = 12", 15, "error", "the quiz draws 12 questions, there are 9"),
        (MODULE, "edition = \"2013\"", "edition = \" \"", 24, "error", "a source without title or edition"),
        (MODULE, "draw = 4", "draw = 1", 15, "warning", "1 questions cannot touch all 2 objectives"),
        (MODULE, "draw = 4", "draw = -4", 16, "error", "invalid value"),
        (MODULE, "draw = 4", "draw = 0", 15, "error", "the quiz gives no question"),
        (MODULE, "pass_percent = 70", "pass_percent = 101", 15, "error", "101 percent to pass"),
        (MODULE, "counts = \"best\"", "counts = \"first\"", 19, "error", "unknown variant `first`"),
        (
            MODULE,
            "[quiz]",
            "[[objectives]]\nid = \"third\"\ntext = \"x\"\n[quiz]",
            16,
            "error",
            "no checked question asks for `third`",
        ),
        (
            MODULE,
            "[quiz]",
            "[[objectives]]\nid = \"third\"\ntext = \"x\"\n[quiz]",
            16,
            "warning",
            "no lesson teaches `third`",
        ),
    ]);
}

#[test]
fn faults_of_a_lesson() {
    expect(&[
        (LESSON, "+++\n", "---\n", 1, "error", "the lesson has no front matter"),
        (LESSON, "\n+++\n", "\n++\n", 1, "error", "the lesson has no front matter"),
        (LESSON, "title = ", "titel = ", 2, "error", "unknown key `titel`"),
        (LESSON, "title = \"Check the seal\"", "title = \"\"", 2, "error", "the lesson has no title"),
        (LESSON, "\"weights\"]", "\"weight\"]", 3, "error", "no objective `weight`"),
        (LESSON, "objectives = [\"seals\", \"weights\"]", "objectives = []", 2, "error", "serves no objective"),
        (LESSON, "id = \"iso-17712\"", "id = \"iso\"", 4, "error", "no source `iso`"),
        (LESSON, "sources = [{ id = \"iso-17712\", section = \"4\" }]", "", 2, "error", "the lesson names no source"),
        (LESSON, "(term:seal)", "(term:seel)", 7, "error", "no glossary term `seel`"),
        (LESSON, "(https://example.org", "(ftp://example.org", 7, "error", "a link that leads nowhere: ftp:"),
        (LESSON, "(https://example.org", "(javascript:x", 7, "error", "a link that leads nowhere: javascript:"),
        (LESSON, "## Four", "# Four", 9, "error", "a level-1 heading"),
        (LESSON, "## Four", "### Four", 9, "error", "a heading below level 2"),
        (LESSON, "media/seal.svg", "media/seel.svg", 11, "error", "no picture `media/seel.svg`"),
        (LESSON, "media/seal.svg", "media/../seal.svg", 11, "error", "no picture"),
        (LESSON, "media/seal.svg", "/etc/passwd", 11, "error", "no picture `/etc/passwd`"),
        (LESSON, "![A seal with its number]", "![]", 11, "error", "a picture without a text"),
        (LESSON, "View the *seal*", "View <b>it</b>", 13, "error", "raw HTML"),
        (LESSON, "```check", "```chek", 20, "error", "an unknown block `chek`"),
        (LESSON, "\n---\n", "\n\n", 20, "error", "a check block without question or answer"),
        (LESSON, "alone.\n```", "alone [x](term:y).\n```", 23, "error", "no glossary term `y`"),
        (
            LESSON,
            "One digit\nThe paper says 48. The seal says 43.\n\nThe officer stops the box.",
            "One digit",
            26,
            "error",
            "a case block without",
        ),
        (LESSON, "The officer stops", "<i>The</i> officer stops", 30, "error", "raw HTML"),
        (LESSON, "Look at the doors too.", "~~~case\nA\nB\n~~~", 35, "error", "a case block inside another block"),
        (
            LESSON,
            "Look at the seal and read",
            "Look at the seal and the door and the box and the lock and the bar and the hinge and the bolt and the plate and read",
            38,
            "error",
            "a sentence of 29 words",
        ),
    ]);
}

#[test]
fn faults_of_a_question() {
    expect(&[
        (QUESTIONS, "id = \"many\"", "id = \"one\"", 15, "error", "another question of this module has this id"),
        (QUESTIONS, "id = \"one\"", "id = \"One\"", 1, "error", "the id is not lower-case"),
        (QUESTIONS, "objective = \"seals\"", "", 1, "error", "no objective"),
        (QUESTIONS, "objective = \"seals\"", "objective = \"x\"", 1, "error", "no objective `x`"),
        (QUESTIONS, "lesson = \"seal-check\"", "", 1, "error", "no lesson"),
        (QUESTIONS, "lesson = \"seal-check\"", "lesson = \"x\"", 1, "error", "no lesson `x`"),
        (QUESTIONS, "source = \"iso-17712 4.1\"", "", 1, "error", "no source"),
        (QUESTIONS, "source = \"iso-17712 4.1\"", "source = \"isps 4\"", 1, "error", "no source `isps`"),
        (QUESTIONS, "level = \"apply\"", "level = \"hard\"", 1, "error", "no level `hard`"),
        (QUESTIONS, "kind = \"single\"", "kind = \"choice\"", 1, "error", "no kind `choice`"),
        (
            QUESTIONS,
            "kind = \"single\"",
            "kind = \"numeric\"",
            1,
            "error",
            "`options` does nothing in a numeric question",
        ),
        (QUESTIONS, "stem = \"The seal is loose. What do you do first?\"", "", 1, "error", "no stem"),
        (QUESTIONS, "stem = \"The", "stemm = \"The", 9, "error", "unknown key `stemm`"),
        (QUESTIONS, ", correct = true", "", 1, "error", "0 options are correct, exactly one must be"),
        (QUESTIONS, "text = \"Cut the seal\"", "correct = true, text = \"Cut\"", 1, "error", "2 options are correct"),
        (
            QUESTIONS,
            "{ id = \"b\", text = \"Cut the seal\"",
            "{ id = \"a\", text = \"Cut\"",
            1,
            "error",
            "the id `a` stands twice",
        ),
        (QUESTIONS, ", feedback = \"No: the seal is evidence.\"", "", 1, "error", "option `b` has no feedback"),
        (QUESTIONS, "Cut the seal", "hold  THE box", 1, "error", "`a` and `b` have the same text"),
        (QUESTIONS, "Cut the seal", "All of the above.", 1, "error", "option `b` says “All of the above.”"),
        (QUESTIONS, "text = \"S\", correct = true", "text = \"S\"", 15, "error", "1 options are correct, two or more"),
        (
            QUESTIONS,
            "text = \"K\", feedback = \"There is no class K.\" }, { id = \"c\", text = \"Q\"",
            "correct = true, text = \"K\", feedback = \"x\" }, { id = \"c\", correct = true, text = \"Q\"",
            15,
            "error",
            "no option is wrong",
        ),
        (QUESTIONS, "answer = false", "answer = 1", 30, "error", "no key"),
        (
            QUESTIONS,
            "feedback = { right = \"It proves little.\", wrong = \"The doors may have been opened.\" }",
            "",
            30,
            "error",
            "no feedback",
        ),
        (QUESTIONS, "answer = 22.05", "", 42, "error", "no number for `answer`"),
        (QUESTIONS, "answer = 22.05", "answer = nan", 42, "error", "no number for `answer`"),
        (QUESTIONS, "answer = 22.05", "answer = \"22\"", 51, "error", "expected a number, true or false"),
        (QUESTIONS, "tolerance = 0.05", "tolerance = -0.05", 42, "error", "the tolerance is negative"),
        (QUESTIONS, "tolerance = 0.05", "tolerance = 0", 42, "error", "22.05 cannot be reached with 1 decimals"),
        (QUESTIONS, "decimals = 1", "decimals = 9", 42, "error", "`decimals` is not 0 to 6"),
        (QUESTIONS, "unit = \"t\"", "", 42, "error", "no unit"),
        (QUESTIONS, "  { id = \"tug\", text = \"Tug\" },\n", "", 57, "error", "2 items, 3 to 7 are needed"),
        (QUESTIONS, "text = \"Tug\"", "text = \"view\"", 57, "error", "`tug` and `view` have the same text"),
        (
            QUESTIONS,
            "  { id = \"i\", left = \"I\", right = \"Signs only\" },\n",
            "",
            73,
            "error",
            "2 pairs, 3 to 6 are needed",
        ),
        (QUESTIONS, "right = \"Signs only\"", "right = \"Inner doors\"", 73, "error", "have the same text"),
        (QUESTIONS, "left = \"I\"", "left = \"S\"", 73, "error", "have the same text"),
        (QUESTIONS, "{ id = \"none\"", "{ id = \"h\"", 73, "error", "the id `h` stands twice"),
        (QUESTIONS, "accept = [\"seal\", \"a seal\"]", "", 90, "error", "no key"),
        (QUESTIONS, "\"a seal\"]", "\"…!\"]", 90, "error", "no letter or digit to compare"),
        (QUESTIONS, "\"a seal\"]", "\"SEAL.\"]", 90, "warning", "stands twice"),
        (QUESTIONS, "[[question]]", "title = \"x\"\n[[question]]", 1, "error", "unknown key `title`"),
        (
            QUESTIONS,
            "stem = \"Put",
            "stem = \"Put put put put put put put put put put put put put put put put put put put put put put put put put",
            57,
            "error",
            "a sentence of",
        ),
    ]);
}

#[test]
fn an_unchecked_question_is_named_and_counts_for_nothing() {
    let fixture = Fixture::new();
    fixture.edit(QUESTIONS, "checked = \"A. Reader, library copy\"", "checked = \" \"");
    let found = fixture.findings();
    let what = "is not checked against its source, so nobody is asked it";
    assert!(
        found.iter().any(|one| one.starts_with(QUESTIONS) && one.contains("warning") && one.contains(what)),
        "{found:#?}"
    );
    let module = fixture.module();
    assert_eq!((module.items.len(), module.quiz_items().count()), (9, 8));
    assert!(!module.items[0].checked && module.items.iter().skip(1).all(|item| item.checked));
    // It does not help an objective over the least number either.
    fixture.edit(WEIGHTS, "checked = \"A. Reader\"", "");
    let found = fixture.findings();
    let few = "3 checked questions of the quiz ask for `weights`, 4 are needed";
    assert!(found.iter().any(|one| one.starts_with(MODULE) && one.contains(few)), "{found:#?}");
}

#[test]
fn one_broken_question_does_not_hide_the_others_nor_blame_the_bank() {
    let fixture = Fixture::new();
    fixture.edit(QUESTIONS, "stem = \"The seal is", "stemm = \"The seal is");
    fixture.edit(QUESTIONS, "unit = \"t\"", "unitt = \"t\"");
    fixture.edit(MODULE, "draw = 4", "draw = 9");
    let found = fixture.findings();
    assert!(found.len() == 2 && found.iter().all(|finding| finding.contains("unknown key")), "{found:#?}");
}

#[test]
fn faults_of_a_task() {
    expect(&[
        (TASK, "minutes = 30", "minuts = 30", 3, "error", "unknown key `minuts`"),
        (TASK, "max_words = 400", "max_words = 40", 1, "error", "no answer can have between"),
        (TASK, "minutes = 30", "minutes = 0", 1, "error", "the task takes no time"),
        (TASK, "\"\"\"Hold the box.\"\"\"", "\"\"", 7, "error", "the model_answer is empty"),
        (TASK, "objective = \"seals\"", "objective = \"x\"", 10, "error", "no objective `x`"),
        (TASK, "objective = \"seals\"\n", "", 10, "error", "criterion `secure` has no objective"),
        (TASK, "points = 2, ", "", 10, "error", "criterion `secure` has no scale"),
        (TASK, "points = 0", "points = 3", 10, "error", "the levels of `secure` do not rise"),
        (TASK, "text = \"No step to hold the box.\"", "text = \"\"", 10, "error", "a level of `secure` has no words"),
        (TASK, "[pass]", "[[criteria]]\nid = \"secure\"\ntitle = \"x\"\n[pass]", 19, "error", "two criteria `secure`"),
        (TASK, "percent = 60", "percent = 0", 1, "error", "0 percent to pass"),
        (TASK, "marks = { secure = 2 }", "marks = { secure = 1 }", 21, "error", "a sample without a mark for `secure`"),
        (TASK, "marks = { secure = 2 }", "marks = { secure = 2, x = 1 }", 21, "error", "a sample with a mark for `x`"),
    ]);
}

#[test]
fn faults_of_terms_and_courses() {
    expect(&[
        (TERMS, "id = \"seal\"", "id = \"Seal\"", 1, "error", "`Seal` is not an id"),
        (TERMS, "definition.en = ", "definition.ru = ", 1, "error", "the term `seal` has no definition.en"),
        (TERMS, "en = \"seal\"\n", "", 1, "error", "the term `seal` has no en"),
        (TERMS, "fr = ", "de = ", 4, "error", "unknown key `de`"),
        (
            TERMS,
            "[[term]]",
            "[[term]]\nid = \"seal\"\nen = \"x\"\ndefinition.en = \"x\"\n[[term]]",
            5,
            "error",
            "the term `seal` is defined twice",
        ),
        (COURSE, "[\"gates\"]", "[\"gate\"]", 5, "error", "no module `gate`"),
        (COURSE, "[\"gates\"]", "[\"gates\", \"gates\"]", 5, "error", "the module `gates` stands twice"),
        (COURSE, "[\"gates\"]", "[]", 0, "error", "the course has no modules"),
        (COURSE, "hours = 16", "hours = 0", 0, "error", "the course has no hours"),
        (COURSE, "title.en = \"Ports\"\n", "", 1, "error", "the course has no English title"),
        (COURSE, "lessons = \"all\"", "lessons = \"some\"", 8, "error", "unknown variant `some`"),
        (
            COURSE,
            "lessons = \"all\"\nquizzes = \"passed\"\ntasks = \"passed\"",
            "lessons = \"none\"\nquizzes = \"none\"\ntasks = \"none\"",
            0,
            "warning",
            "asks for nothing",
        ),
    ]);
    let fixture = Fixture::new();
    fixture.remove(TASK);
    assert!(fixture.findings()[0].contains("tasks must be passed, and no module has one"));
}

#[test]
fn faults_of_names_and_missing_files() {
    for (file, what) in [
        ("modules/gates/en/seals.md", "not the name of a lesson"),
        ("modules/gates/en/02-Seals.md", "not the name of a lesson"),
        ("modules/gates/en/02-seal-check.md", "two lessons are called `seal-check`"),
        ("modules/gates/en/01-other.md", "two lessons have the number 1"),
        ("modules/gates/notes.txt", "no part of a module"),
        ("modules/gates/questions/x.md", "not a question file"),
        ("modules/stray.toml", "a file among the modules"),
        ("modules/Big/module.toml", "the folder's name is not a slug"),
        ("glossary/x.md", "not a glossary file"),
        ("courses/Big.toml", "not a course file"),
    ] {
        let fixture = Fixture::new();
        let text = if file.ends_with("md") { fixture.read(LESSON) } else { fixture.read(MODULE) };
        fixture.write(file, text);
        let found = fixture.findings();
        assert!(found.iter().any(|finding| finding.contains(what)), "{what}: {found:#?}");
    }
    for (file, what) in [
        (MODULE, "the module has no module.toml"),
        (LESSON, "the module has no lesson"),
        (PICTURE, "no picture"),
        (TERMS, "no glossary term `seal`"),
    ] {
        let fixture = Fixture::new();
        fixture.remove(file);
        let found = fixture.findings();
        assert!(found.iter().any(|finding| finding.contains(what)), "{what}: {found:#?}");
    }
    let fixture = Fixture::new();
    fs::rename(fixture.path(TASK), fixture.path("modules/gates/task.fr.toml")).unwrap();
    assert!(fixture.findings().iter().any(|finding| finding.contains("a translated task without the English one")));
    let fixture = Fixture::new();
    fs::remove_dir_all(fixture.path("modules/gates/questions")).unwrap();
    assert!(fixture.findings().iter().any(|finding| finding.contains("the module has no questions")));
}

#[test]
fn faults_of_pictures() {
    let large = format!("<svg viewBox=\"0 0 9 9\"><!--{}--></svg>", "x".repeat(31 * 1024));
    for (name, text, what) in [
        ("seal.svg", "<svg></svg>", "not a image/svg+xml picture"),
        ("seal.svg", "<svg viewBox=\"0 0 9 9\"><script/></svg>", "can act or loads something"),
        ("seal.svg", "<svg viewBox=\"0 0 9 9\" onload=\"x()\"></svg>", "can act or loads something"),
        ("seal.svg", "<svg viewBox=\"0 0 9 9\"><use href = \"https://x/y\"/></svg>", "can act or loads something"),
        ("seal.svg", "<svg viewBox=\"0 0 9 9\"><path fill=\"url(http://x)\"/></svg>", "can act or loads something"),
        ("seal.svg", large.as_str(), "error: a picture of 32 KB"),
        ("other.svg", "<svg viewBox=\"0 0 9 9\"/>", "warning: a picture that no lesson shows"),
        ("other.gif", "GIF89a", "a kind of file that lessons cannot show"),
        ("Other.svg", "<svg viewBox=\"0 0 9 9\"/>", "the file name is not fit for an address"),
        ("other.png", "<svg viewBox=\"0 0 9 9\"/>", "not a image/png picture"),
    ] {
        let fixture = Fixture::new();
        fixture.write(&format!("modules/gates/media/{name}"), text);
        let found = fixture.findings();
        assert!(found.iter().any(|finding| finding.contains(what)), "{what}: {found:#?}");
    }
    let fixture = Fixture::new();
    fixture.write(PICTURE, "<svg viewBox=\"0 0 9 9\"><use href=\"#a\"/><path fill=\"url(#b)\" color=\"red\"/></svg>");
    assert_eq!(fixture.findings(), Vec::<String>::new());
}

#[test]
fn long_short_and_hard_lessons_are_named() {
    for (words, what) in [
        ("Look at it. ".repeat(10), "a lesson of 1"),
        ("Look at it. ".repeat(400), "a lesson of 1270"),
        ("Multilateral administrative harmonization necessitates accountability. ".repeat(80), "hard to read: LIX"),
        ("Multilateral administrative harmonization necessitates accountability. ".repeat(80), "Flesch–Kincaid"),
    ] {
        let fixture = Fixture::new();
        let lesson = include_str!("good/lesson.md").replace("FILLER", &words);
        fixture.write(LESSON, lesson);
        let found = fixture.findings();
        assert!(
            found.iter().any(|finding| finding.contains(what) && finding.contains("warning")),
            "{what}: {found:#?}"
        );
    }
}
