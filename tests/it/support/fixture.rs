//! A small curriculum: one module with two lessons, one question of each kind and a written task; one course.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

pub const MODULE: &str = "harbour";
pub const LESSONS: [&str; 2] = ["gates", "seals"];

/// The same with a second objective and with tests before and after: of each test one question asks for the first
/// objective and two for the second.
pub fn curriculum_with_tests() -> TempDir {
    let root = curriculum();
    let question = |id: &str, objective: &str, bank: &str, stem: &str| {
        format!(
            "[[question]]\nid = \"{id}\"\nobjective = \"{objective}\"\nlevel = \"apply\"\nkind = \"true-false\"\n\
             bank = \"{bank}\"\nlesson = \"seals\"\nsource = \"handbook 1\"\nchecked = \"The second reader\"\n\
             stem = \"{stem}\"\nanswer = true\nfeedback = {{ right = \"Secret word.\", wrong = \"Secret word too.\" }}\n\n"
        )
    };
    let questions = [
        question("r-hour", "record", "quiz", "The hour belongs into the record."),
        question("r-name", "record", "quiz", "Both officers sign with their names."),
        question("r-ink", "record", "quiz", "A pencil is the wrong tool for a report."),
        question("r-copy", "record", "quiz", "One copy stays in the office."),
        question("t-look-1", "look", "test", "A dented door asks for a second look."),
        question("t-look-2", "look", "test", "New paint on an old box is worth a question."),
        question("t-record-1", "record", "test", "Photos get a number and a date."),
        question("t-record-2", "record", "test", "Whoever corrects a line initials it."),
        question("t-record-3", "record", "test", "A missing page is itself written down."),
        question("t-record-4", "record", "test", "Witnesses read what they sign."),
    ];
    write(root.path(), "modules/harbour/questions/more.toml", &questions.concat());
    write(
        root.path(),
        "modules/harbour/en/02-seals.md",
        &lesson_text("The seal").replace("[\"look\"]", "[\"record\"]"),
    );
    let second = "[[objectives]]\nid = \"record\"\ntext = \"Write down what was seen\"\n\n[quiz]";
    let test = "[test]\ntime_limit_minutes = 20\nblueprint = [\n\
                { objective = \"look\", level = \"apply\", draw = 1 },\n\
                { objective = \"record\", level = \"apply\", draw = 2 },\n]\n\n[[sources]]";
    let module = MODULE_FILE.replace("[quiz]", second).replace("[[sources]]", test);
    write(root.path(), "modules/harbour/module.toml", &module);
    root
}

/// Writes the curriculum; the folder goes when the value does.
pub fn curriculum() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, text) in FILES {
        write(root.path(), name, text);
    }
    for (name, lesson) in [("01-gates", "The gate"), ("02-seals", "The seal")] {
        write(root.path(), &format!("modules/harbour/en/{name}.md"), &lesson_text(lesson));
    }
    write(root.path(), "courses/harbour-basics.toml", &[COURSE_FILE, PLAN].concat());
    write(root.path(), "programmes/two-years.toml", &PROGRAMME_FILE.replace("COURSE", "harbour-basics"));
    root
}

/// The plan, the form and the programme are those that the checker's own tests spoil.
const PLAN: &str = include_str!("../../../src/features/curriculum/source/tests/good/plan.toml");
const FORM: &str = include_str!("../../../src/features/curriculum/source/tests/good/end-of-course.toml");
const PROGRAMME_FILE: &str = include_str!("../../../src/features/curriculum/source/tests/good/programme.toml");
pub const COURSE: &str = "harbour-basics";
pub const EXERCISE: &str = "seal-check";
pub const PROGRAMME: &str = "two-years";

pub fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Long enough for the word budget, in short sentences.
fn lesson_text(title: &str) -> String {
    let paragraph = "The officer looks at the box. The officer reads the number aloud. A second officer writes it \
                     down. They compare it with the papers. When it does not match, they stop and call for help.\n\n";
    format!(
        "+++\ntitle = \"{title}\"\nobjectives = [\"look\"]\nsources = [{{ id = \"handbook\", section = \"1\" }}]\n+++\n\n\
         ## Why it matters\n\n{}A [container](term:container) has a number.\n\n```check\nWho writes the number \
         down?\n---\nThe second officer.\n```\n",
        paragraph.repeat(14)
    )
}

const FILES: [(&str, &str); 6] = [
    ("forms/end-of-course.toml", FORM),
    ("glossary/harbour.toml", GLOSSARY),
    ("modules/harbour/module.toml", MODULE_FILE),
    ("modules/harbour/questions/all.toml", QUESTIONS),
    ("modules/harbour/task.toml", TASK),
    ("modules/harbour/task.fr.toml", FRENCH_TASK),
];

const COURSE_FILE: &str = r#"
title.en = "Harbour, basics"
title.fr = "Port, bases"
title.es = "Puerto, nivel básico"
title.ar = "الميناء، الأساسيات"
title.ru = "Порт, базовый курс"
field = "port-security"
hours = 16
modules = ["harbour"]

[complete]
lessons = "all"
quizzes = "passed"
tasks = "passed"
"#;

const GLOSSARY: &str = r#"
[[term]]
id = "container"
en = "container"
fr = "conteneur"
es = "contenedor"
ar = "حاوية"
ru = "контейнер"
definition.en = "A steel box for cargo that ships, trains and trucks carry."
"#;

const MODULE_FILE: &str = r#"
title = "The harbour"
field = "port-security"
summary = "How a harbour looks at what comes in."
licence = "CC-BY-4.0"
languages = ["en"]

[[objectives]]
id = "look"
text = "Look at a container in the right order"

[quiz]
draw = 7
pass_percent = 70
attempts = 3
counts = "best"
time_limit_minutes = 30
grace_seconds = 120

[[sources]]
id = "handbook"
title = "The harbour handbook"
edition = "first edition, 2026"
"#;

const QUESTIONS: &str = r#"
[[question]]
id = "q-single"
objective = "look"
level = "apply"
kind = "single"
lesson = "gates"
source = "handbook 1"
checked = "The second reader, handbook 1"
stem = "The seal number does not match. What comes first?"
options = [
  { id = "a", text = "Stop and call for help.", correct = true, feedback = "Yes. First nobody touches it." },
  { id = "b", text = "Open the box at once.", feedback = "This destroys what could be seen." },
  { id = "c", text = "Let the truck go on.", feedback = "Then the question is gone with the truck." },
]

[[question]]
id = "q-multiple"
objective = "look"
level = "recall"
kind = "multiple"
lesson = "gates"
source = "handbook 1"
checked = "The second reader, handbook 1"
stem = "Which **two** of these does the officer compare?"
options = [
  { id = "a", text = "The number on the box.", correct = true, feedback = "Yes." },
  { id = "b", text = "The number in the papers.", correct = true, feedback = "Yes." },
  { id = "c", text = "The colour of the truck.", feedback = "The colour says nothing." },
  { id = "d", text = "The name of the driver.", feedback = "The name stands in other papers." },
]

[[question]]
id = "q-true-false"
objective = "look"
level = "judge"
kind = "true-false"
lesson = "seals"
source = "handbook 1"
checked = "The second reader, handbook 1"
stem = "A broken seal proves a theft."
answer = false
feedback = { right = "Right. It is a question, not a proof.", wrong = "It is a question. Seals also break by accident." }

[[question]]
id = "q-numeric"
objective = "look"
level = "apply"
kind = "numeric"
lesson = "seals"
source = "handbook 1"
checked = "The second reader, handbook 1"
stem = "The box measures 5.47 m inside. Others measure 5.90 m. How much is missing?"
answer = 0.43
tolerance = 0.005
unit = "m"
decimals = 2
feedback = { right = "Right: 5.90 − 5.47 = 0.43 m.", wrong = "Take the measured length from the usual one: 0.43 m." }

[[question]]
id = "q-ordering"
objective = "look"
level = "apply"
kind = "ordering"
lesson = "gates"
source = "handbook 1"
checked = "The second reader, handbook 1"
stem = "Put the steps in order."
items = [
  { id = "1", text = "Read the number" },
  { id = "2", text = "Compare it with the papers" },
  { id = "3", text = "Write the result down" },
]
feedback = { right = "Right.", wrong = "First read, then compare, then write." }

[[question]]
id = "q-matching"
objective = "look"
level = "apply"
kind = "matching"
lesson = "gates"
source = "handbook 1"
checked = "The second reader, handbook 1"
stem = "Match the paper to what it tells."
pairs = [
  { id = "1", left = "Manifest", right = "All cargo of a ship" },
  { id = "2", left = "Packing list", right = "Which goods are in which package" },
  { id = "3", left = "Invoice", right = "What the goods cost" },
]
extra = [{ id = "x1", text = "The rate of duty" }]
feedback = { right = "Right.", wrong = "Think of who writes the paper." }

[[question]]
id = "q-short"
objective = "look"
level = "recall"
kind = "short-text"
lesson = "seals"
source = "handbook 1"
checked = "The second reader, handbook 1"
stem = "What closes the doors of a box and has a number?"
accept = ["seal", "a seal", "the seal"]
feedback = { right = "Right.", wrong = "It is the seal." }
"#;

const TASK: &str = r#"
id = "gate-case"
title = "A seal that does not match"
minutes = 20
min_words = 5
max_words = 300
prompt = """A seal number does not match the papers. **Write** what you do."""
model_answer = """Stop, secure, call, write down."""

[[criteria]]
id = "order"
title = "Works in the right order"
objective = "look"
levels = [
  { points = 0, title = "Not yet", text = "No order can be seen." },
  { points = 1, title = "Partly", text = "Some steps are in order." },
  { points = 2, title = "Fully", text = "Every step is in order." },
]

[[criteria]]
id = "record"
title = "Writes it down"
objective = "look"
levels = [
  { points = 0, title = "Not yet", text = "Nothing is written down." },
  { points = 1, title = "Fully", text = "The result is written down." },
]

[pass]
percent = 60

[[samples]]
answer = """I stop the truck and call for help. Then I write the number down."""
marks = { order = 1, record = 1 }
why = "The papers were not compared."
"#;

/// The task itself is from an older English text, so readers of French get it in English; its sample is up to date.
const FRENCH_TASK: &str = r#"
title = "Un scellé qui ne correspond pas"
source_hash = "0000000000000000"
prompt = "Le numéro du scellé ne correspond pas aux documents."
model_answer = "Arrêter, sécuriser, appeler, noter."

[[criteria]]
id = "order"
title = "Travaille dans le bon ordre"
levels = [
  { title = "Pas encore", text = "Aucun ordre." },
  { title = "En partie", text = "Quelques étapes." },
  { title = "Entièrement", text = "Toutes les étapes." },
]

[[criteria]]
id = "record"
title = "Note"
levels = [{ title = "Pas encore", text = "Rien." }, { title = "Entièrement", text = "Le résultat." }]

[[samples]]
source_hash = "9e53a2721f6ec153"
answer = "J’arrête le camion et j’appelle de l’aide. Puis je note le numéro."
why = "Les documents n’ont pas été comparés."
"#;
