//! Every rule of plans, of the form and of programmes, shown able to fail.

use super::faults::{Case, expect, expect_line_of};
use super::*;
use crate::features::curriculum::{CourseSource, Programme};

#[test]
fn a_course_without_plan_is_fine_but_told() {
    let fixture = Fixture::new();
    let course = fixture.read(COURSE);
    fixture.write(COURSE, course.split("[plan]").next().unwrap());
    let found = fixture.findings();
    assert!(found.len() == 1 && found[0].contains("warning: the course has no plan"), "{found:#?}");
}

#[test]
fn a_plan_and_a_programme_survive_the_database() {
    let (curriculum, _) = Fixture::new().load();
    let (course, programme) = (&curriculum.courses[0], &curriculum.programmes[0]);
    let kept = serde_json::to_value(course).unwrap();
    assert_eq!(&serde_json::from_value::<CourseSource>(kept).unwrap(), course);
    let kept = serde_json::to_value(programme).unwrap();
    assert_eq!(&serde_json::from_value::<Programme>(kept).unwrap(), programme);
    let plan = course.plan.as_ref().unwrap();
    let (day, session) = plan.place("weight-check").unwrap();
    assert_eq!((day, session.starts().as_str(), session.ends().as_str()), (2, "10:30", "12:00"));
    assert_eq!(plan.exercise("seal-check").unwrap().max_points(), 5);
    assert!(plan.exercises[0].brief_html.contains("<strong>two boxes</strong>"));
    let old = r#"{"slug":"a","titles":{"en":"A"},"field":"wmd","hours":1,"modules":[],"complete":{"lessons":true,"quizzes":true,"tasks":true}}"#;
    assert_eq!(serde_json::from_str::<CourseSource>(old).unwrap().plan, None, "published before there were plans");
    let published = serde_json::to_string(&CourseSource { plan: None, ..course.clone() }).unwrap();
    assert!(!published.contains("plan"), "a course without plan keeps its hash");
}

/// File, what to replace, with what, words on the line of the finding, what it says.
type Told = (&'static str, &'static str, &'static str, &'static str, &'static str);

#[test]
fn faults_of_a_plan() {
    let long = "It goes on and on and on and on and on and on and on and on and on and on and on and on and on. It is.";
    let faults: &[Told] = &[
        (COURSE, "audience = ", "audiense = ", "audiense", "unknown key `audiense`"),
        (COURSE, "before = \"Participants", "before = \"\" # ", "before", "before is empty"),
        (
            COURSE,
            " They practise each check and explain what it shows. At the end they can decide alone whether a box goes on.",
            "",
            "summary",
            "1 sentences in the summary",
        ),
        (COURSE, "from = 12", "from = 25", "group", "a group of 25 to 24"),
        (COURSE, "from = 12", "from = 0", "group", "a group of 0 to 24"),
        (
            COURSE,
            "id = \"record\"\ntext",
            "id = \"weigh\"\ntext",
            "id = \"weigh\"\ntext = \"Write",
            "two objectives have the id `weigh`",
        ),
        (COURSE, "id = \"view\"", "id = \"View\"", "id = \"View\"", "`View` is not an id"),
        (
            COURSE,
            "text = \"View a seal on all sides and name each sign of opening\"",
            "text = \"\"",
            "text = \"\"",
            "the objective's text is empty",
        ),
        (COURSE, "start = \"09:00\"", "start = \"9:00\"", "start = \"9:00\"", "`9:00` is no time"),
        (COURSE, "start = \"09:00\"", "start = \"24:00\"", "start = \"24:00\"", "`24:00` is no time"),
        (
            COURSE,
            "start = \"10:15\"",
            "start = \"09:59\"",
            "start = \"09:59\"",
            "09:59 begins before “Opening, and the results of the test before” ends at 10:00",
        ),
        (
            COURSE,
            "start = \"14:45\"\nminutes = 90",
            "start = \"23:00\"\nminutes = 90",
            "minutes = 90\ntitle = \"A seal",
            "a session of 90 minutes from 23:00",
        ),
        (COURSE, "minutes = 80", "minutes = 0", "minutes = 0", "a session of 0 minutes"),
        (COURSE, "minutes = 80", "minutes = 90", "[plan]", "the sessions have 970 minutes, 16 hours are 960"),
        (COURSE, "minutes = 80", "minutes = 241", "[[plan.days]]", "the sessions of this day have 481 minutes"),
        (COURSE, "method = \"briefing\"", "method = \"lecture\"", "method = \"lecture\"", "unknown variant `lecture`"),
        (COURSE, "objectives = [\"view\"]", "objectives = [\"vew\"]", "objectives = [\"vew\"]", "no objective `vew`"),
        (COURSE, "objectives = [\"view\"]\n", "", "title = \"How a seal", "a session without objective"),
        (
            COURSE,
            "text = \"Pairs read numbers to each other. They find out which digits they confuse.\"",
            "text = \"Pairs read.\"",
            "text = \"Pairs read.\"",
            "1 sentences in the session's text",
        ),
        (COURSE, "Pairs read numbers to each other. They find", long, "text = \"It goes", "a sentence of 27 words"),
        (COURSE, "\"Three opened seals\"", "\"\"", "materials = [\"\"", "a material is empty"),
        (COURSE, "exercise = \"seal-check\"", "exercise = \"seel\"", "exercise = \"seel\"", "no exercise `seel`"),
        (
            COURSE,
            "exercise = \"seal-check\"\n",
            "",
            "id = \"seal-check\"",
            "the exercise `seal-check` is in no session",
        ),
        (
            COURSE,
            "exercise = \"weight-check\"",
            "exercise = \"seal-check\"",
            "id = \"seal-check\"",
            "the exercise `seal-check` is in 2 sessions",
        ),
        (
            COURSE,
            "title = \"Three weights\"\nminutes = 60",
            "title = \"Three weights\"\nminutes = 91",
            "id = \"weight-check\"",
            "`weight-check` needs 91 minutes, its session has 90",
        ),
        (
            COURSE,
            "before\"\nmethod = \"test\"",
            "before\"\nmethod = \"briefing\"",
            "[[plan.days]]",
            "no test on the first day",
        ),
        (
            COURSE,
            "The test after\"\nmethod = \"test\"",
            "The test after\"\nmethod = \"review\"",
            "[[plan.days]]\ntitle = \"A whole",
            "no test in the last two days",
        ),
        (
            COURSE,
            "method = \"evaluation\"",
            "method = \"review\"",
            "[[plan.days]]\ntitle = \"A whole",
            "no evaluation on the last day",
        ),
        (
            COURSE,
            "id = \"weight-check\"",
            "id = \"seal-check\"",
            "id = \"seal-check\"\ntitle = \"Three",
            "two exercises have the id `seal-check`",
        ),
        (COURSE, "pass_percent = 50", "pass_percent = 0", "pass_percent = 0", "pass_percent is 0"),
        (
            COURSE,
            "The third difference is within the tolerance. Say why it is no finding.",
            "",
            "instructor = \"\"\"\"\"\"",
            "what the instructor reads is empty",
        ),
        (COURSE, "objective = \"compare\"", "objective = \"x\"", "objective = \"x\"", "no objective `x`"),
        (
            COURSE,
            "objective = \"compare\"",
            "objective = \"view\"",
            "id = \"compare\"",
            "nothing shows whether `compare` was reached",
        ),
        (
            COURSE,
            "id = \"tolerance\"",
            "id = \"sum\"",
            "id = \"sum\"\ntitle = \"Knows",
            "two criteria of an exercise have the id `sum`",
        ),
        (
            COURSE,
            "points = 0, title = \"Not yet\", text = \"Stops",
            "points = 1, title = \"Not yet\", text = \"Stops",
            "id = \"tolerance\"",
            "criterion `tolerance` has no scale",
        ),
        (
            COURSE,
            "points = 1, title = \"Partly\"",
            "points = 2, title = \"Partly\"",
            "id = \"order\"",
            "the levels of `order` do not rise",
        ),
        (COURSE, "text = \"Stops every box.\"", "text = \" \"", "text = \" \"", "what is seen at a level is empty"),
        (
            COURSE,
            "id = \"gate\"\nkind = \"text\"",
            "id = \"gate\"\nkind = \"yes-no\"",
            "kind = \"yes-no\"",
            "unknown variant `yes-no`",
        ),
        (
            COURSE,
            "id = \"gate\"\nkind",
            "id = \"boxes\"\nkind",
            "id = \"boxes\"\nkind = \"text\"",
            "two questions have the id `boxes`",
        ),
        (
            COURSE,
            "text = \"What will you change at your own gate?\"",
            "text = \"\"",
            "text = \"\"",
            "the question's text is empty",
        ),
    ];
    expect_line_of(faults);
}

#[test]
fn what_a_plan_has_too_few_or_too_many_of_is_counted() {
    let objective = |id: &str| format!("[[plan.objectives]]\nid = \"{id}\"\ntext = \"Do it\"\n\n");
    let more: String = (1..6).map(|number| objective(&format!("more-{number}"))).collect();
    let question =
        "[[plan.evaluation]]\nid = \"gate\"\nkind = \"text\"\ntext = \"What will you change at your own gate?\"\n";
    let criterion = "[[plan.exercises.criteria]]\nid = \"note\"";
    for (from, to, what) in [
        (
            "[[plan.days]]\ntitle = \"What a seal",
            &*format!("{more}[[plan.days]]\ntitle = \"What a seal"),
            "9 objectives",
        ),
        (question, "", "1 questions of the course's own"),
        (
            criterion,
            "[[plan.evaluation]]\nid = \"note\"\nkind = \"text\"\ntext = \"x\"\n[[plan.unknown]]\nid = \"note\"",
            "unknown key `unknown`",
        ),
    ] {
        let fixture = Fixture::new();
        fixture.edit(COURSE, from, to);
        let found = fixture.findings();
        assert!(found.iter().any(|finding| finding.contains(what)), "{what}: {found:#?}");
    }
    for (begin, end, what) in [
        ("[[plan.days]]\ntitle = \"A whole", "[[plan.exercises]]", "2 days"),
        ("[[plan.exercises]]\nid = \"weight", "[[plan.evaluation]]", "1 exercises"),
        ("[[plan.exercises.criteria]]\nid = \"note\"", "[[plan.evaluation]]", "2 criteria"),
        ("[[plan.objectives]]\nid = \"record\"", "[[plan.days]]", "3 objectives"),
    ] {
        let fixture = Fixture::new();
        let text = fixture.read(COURSE);
        let (before, rest) = text.split_once(begin).unwrap();
        let (_, after) = rest.split_once(end).unwrap();
        fixture.write(COURSE, format!("{before}{end}{after}"));
        let found = fixture.findings();
        assert!(found.iter().any(|finding| finding.contains(what)), "{what}: {found:#?}");
    }
}

#[test]
fn faults_of_the_form() {
    expect_line_of(&[
        (FORM, "title = ", "titel = ", "titel", "unknown key `titel`"),
        (FORM, "title = \"At the end of the course\"", "title = \"\"", "title = \"\"", "the title is empty"),
        (
            FORM,
            "id = \"keep\"",
            "id = \"level\"",
            "id = \"level\"\nkind = \"text\"",
            "two questions have the id `level`",
        ),
    ]);
    let cases: &[Case] =
        &[(COURSE, "id = \"gate\"", "id = \"keep\"", 0, "error", "the common form has a question `keep` already")];
    expect(cases);
    let fixture = Fixture::new();
    fixture.write("forms/other.toml", "");
    fixture.write(FORM, "title = \"A\"\nintro = \"B\"\n");
    let found = fixture.findings();
    assert!(found.iter().any(|finding| finding.starts_with("forms/other.toml: error: not a form")), "{found:#?}");
    assert!(found.iter().any(|finding| finding.contains("error: the form asks nothing")), "{found:#?}");
    fixture.remove("forms/other.toml");
    fixture.remove(FORM);
    let found = fixture.findings();
    assert!(found.len() == 1 && found[0].contains("warning: there is no form for the end"), "{found:#?}");
}

#[test]
fn faults_of_a_programme() {
    expect_line_of(&[
        (PROGRAMME, "years = 2", "yeers = 2", "yeers", "unknown key `yeers`"),
        (PROGRAMME, "years = 2", "years = 11", "years = 11", "years is 11"),
        (
            PROGRAMME,
            "what = \"Minutes from arrival to release of a sealed box\"",
            "what = \"\"",
            "what = \"\"",
            "what is empty",
        ),
        (
            PROGRAMME,
            "id = \"records\"",
            "id = \"minutes\"",
            "id = \"minutes\"\ntext = \"Records",
            "two indicators have the id `minutes`",
        ),
        (PROGRAMME, "baseline = \"gate-time\"", "baseline = \"gate\"", "baseline = \"gate\"", "no baseline `gate`"),
        (PROGRAMME, "kind = \"result\"", "kind = \"impact\"", "kind = \"impact\"", "unknown variant `impact`"),
        (PROGRAMME, "caution = \"Traffic", "cautoin = \"Traffic", "cautoin", "unknown key `cautoin`"),
        (
            PROGRAMME,
            "caution = \"Traffic changes too, so compare weeks with like traffic.\"",
            "caution = \"\"",
            "caution = \"\"",
            "the caution is empty",
        ),
        (PROGRAMME, "year = 1\ntext = \"Eight", "year = 3\ntext = \"Eight", "year = 3", "year is 3"),
        (
            PROGRAMME,
            "indicators = [\"records\"]",
            "indicators = [\"record\"]",
            "indicators = [\"record\"]",
            "no indicator `record`",
        ),
        (PROGRAMME, "indicators = [\"records\"]", "indicators = []", "id = \"write\"", "a goal without indicator"),
        (PROGRAMME, "pillar = 1", "pillar = 4", "pillar = 4", "pillar is 4"),
        (PROGRAMME, "quarter = 3", "quarter = 5", "quarter = 5", "quarter is 5"),
        (PROGRAMME, "year = 2\nquarter = 2", "year = 0\nquarter = 2", "year = 0", "year is 0"),
        (PROGRAMME, "kind = \"follow-up\"", "kind = \"visit\"", "kind = \"visit\"", "unknown variant `visit`"),
        (PROGRAMME, "course = \"ports\"", "course = \"port\"", "course = \"port\"", "no course `port`"),
        (PROGRAMME, "course = \"ports\"\n", "", "id = \"course\"", "a course step without course"),
        (PROGRAMME, "kind = \"course\"", "kind = \"advice\"", "course = \"ports\"", "a course in a step that is none"),
        (PROGRAMME, "goals = [\"write\"]", "goals = [\"wrote\"]", "goals = [\"wrote\"]", "no goal `wrote`"),
        (PROGRAMME, "[[reviews]]\nyear = 2", "[[reviews]]\nyear = 3", "year = 3", "year is 3"),
        (
            PROGRAMME,
            "answer = \"The agency",
            "answer = \"The agency agrees and agrees and agrees and agrees and agrees and agrees and agrees and agrees and agrees and agrees and agrees and agrees, and it",
            "answer",
            "a sentence of",
        ),
    ]);
    let cases: &[Case] = &[(
        PROGRAMME,
        "[[risks]]\nid = \"rotation\"\ntext = \"Trained officers are moved to other posts.\"\nanswer = \"The agency agrees to keep them for two years.\"\n",
        "",
        0,
        "error",
        "the programme has no risks",
    )];
    expect(cases);
    let fixture = Fixture::new();
    fixture.write("programmes/Two Years.toml", "");
    let found = fixture.findings();
    assert!(found.iter().any(|finding| finding.contains("not a programme file")), "{found:#?}");
    let fixture = Fixture::new();
    fixture.edit(COURSE, "hours = 16", "houres = 16");
    let found = fixture.findings();
    assert!(
        !found.iter().any(|finding| finding.contains("no course")),
        "a broken course is there all the same: {found:#?}"
    );
}
