//! The page of the download that a person can read: labels, dates in UTC, and their answers in words.

use askama::Template;
use chrono::{DateTime, NaiveDate};
use serde_json::Value;

use super::store::{rows, section};
use crate::base::clock::Instant;
use crate::base::country::Country;
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::features::grading::{self, GradeRecord};
use crate::features::quizzes::{Purpose, SittingRecord};
use crate::features::{certificates, curriculum, progress, quizzes};
use crate::platform::auth::needs::Learn;
use crate::platform::db::Conn;
use crate::platform::i18n::{Texts, ToArg};
use crate::platform::web::{AppError, Guard, Shell};

#[derive(Template)]
#[template(path = "privacy/record.html")]
pub struct RecordPage {
    shell: Shell,
    made: String,
    /// About the person, before what they did.
    before: Vec<Part>,
    sittings: Vec<Sitting>,
    certificates: Vec<Certificate>,
    /// Where they came in, and what was sent to them.
    after: Vec<Part>,
}

/// A heading with rows of labels and values.
struct Part {
    title: String,
    rows: Vec<Vec<(String, String)>>,
}

struct Sitting {
    record: SittingRecord,
    facts: Vec<(String, String)>,
    grade: Option<GradeRecord>,
}

struct Certificate {
    course: String,
    number: String,
    issued: NaiveDate,
    file: String,
}

/// How a value of the record is written.
#[derive(Clone, Copy)]
enum How {
    Plain,
    When,
    Day,
    Language,
    Country,
    Percent,
    /// In the languages of a course.
    Titles,
    Role,
    Number,
    Purpose,
    /// Why a save was held.
    Held,
    Verdict,
}

/// What is shown of a section: the name in the record, the text that labels it, and how it is written. The record
/// names more than that: everything is in the files beside the page.
type Shown = [(&'static str, &'static str, How)];

const PERSON: &Shown = &[
    ("full_name", "export-name", How::Plain),
    ("latin_name", "export-latin", How::Plain),
    ("email", "email", How::Plain),
    ("country", "export-country", How::Country),
    ("agency", "export-agency", How::Plain),
    ("lang", "profile-language", How::Language),
    ("time_zone", "time-zone", How::Plain),
    ("created_at", "export-joined", How::When),
    ("welcomed_at", "export-welcomed", How::When),
];
const ROLES: &Shown = &[
    ("role", "export-role", How::Role),
    ("agency", "export-agency", How::Plain),
    ("granted_at", "export-since", How::When),
];
const ENROLMENTS: &Shown = &[
    ("course", "course", How::Titles),
    ("cohort", "course-code", How::Plain),
    ("place", "course-place", How::Plain),
    ("starts_on", "export-starts", How::Day),
    ("ends_on", "export-ends", How::Day),
    ("enrolled_at", "export-enrolled", How::When),
    ("extra_time_percent", "export-extra", How::Percent),
    ("completed_at", "course-completed", How::When),
    ("withdrawn_at", "export-withdrawn", How::When),
    ("withdrawn_why", "export-reason", How::Plain),
];
const INVITATIONS: &Shown = &[
    ("cohort", "course-code", How::Plain),
    ("created_at", "export-sent", How::When),
    ("expires_at", "export-expires", How::When),
    ("used_at", "export-used", How::When),
];
const EXTRA_ATTEMPTS: &Shown = &[
    ("title", "export-module", How::Titles),
    ("purpose", "export-kind", How::Purpose),
    ("number", "export-attempt", How::Number),
    ("given_at", "export-given", How::When),
    ("reason", "export-reason", How::Plain),
];
const HELD: &Shown = &[
    ("received_at", "export-received", How::When),
    ("reason", "export-held-why", How::Held),
    ("verdict", "export-verdict", How::Verdict),
    ("decided_at", "export-decided", How::When),
    ("decision_reason", "export-reason", How::Plain),
];
const TEACHING: &Shown = &[("cohort", "course-code", How::Plain)];
const SESSIONS: &Shown = &[
    ("created_at", "export-signed-in", How::When),
    ("expires_at", "export-expires", How::When),
    ("ended_at", "export-ended", How::When),
];
const MAILS: &Shown = &[
    ("subject", "export-subject", How::Plain),
    ("recipient", "export-recipient", How::Plain),
    ("created_at", "export-written", How::When),
    ("sent_at", "export-sent", How::When),
];

impl RecordPage {
    pub async fn load(conn: &mut Conn, guard: &Guard<Learn>, person: Uuid) -> Result<Self, AppError> {
        let texts = guard.texts;
        let before = vec![
            part(conn, person, texts, ("export-person", "person"), PERSON).await?,
            part(conn, person, texts, ("export-roles", "roles"), ROLES).await?,
            part(conn, person, texts, ("export-teaching", "teaching"), TEACHING).await?,
            part(conn, person, texts, ("export-enrolments", "enrolments"), ENROLMENTS).await?,
            part(conn, person, texts, ("export-invitations", "invitations"), INVITATIONS).await?,
            part(conn, person, texts, ("export-extra-attempts", "extra_attempts"), EXTRA_ATTEMPTS).await?,
            lessons(conn, person, texts).await?,
        ];
        let after = vec![
            part(conn, person, texts, ("export-held", "held"), HELD).await?,
            part(conn, person, texts, ("export-sessions", "sessions"), SESSIONS).await?,
            part(conn, person, texts, ("export-mails", "mails"), MAILS).await?,
        ];
        Ok(Self {
            shell: Shell::new(&guard.app, guard, &texts.t("export-heading")),
            made: utc(texts, guard.app.clock.now()),
            before,
            sittings: sittings(conn, person, texts).await?,
            certificates: held(conn, person).await?,
            after,
        })
    }

    /// Points of a question or a quiz, which may be halves: "1.5 of 2".
    fn points(&self, points: &(u32, u32)) -> String {
        points_words(self.shell.texts, *points)
    }
}

impl Sitting {
    /// A written task has no questions, only a text.
    fn is_task(&self) -> bool {
        self.record.attempt.purpose() == Purpose::Task
    }
}

fn utc(texts: Texts, at: Instant) -> String {
    texts.deadline(at, chrono_tz::Tz::UTC)
}

fn points_words(texts: Texts, (milli, of): (u32, u32)) -> String {
    let words = |milli: u32| {
        let number = format!("{}.{:03}", milli / 1000, milli % 1000);
        crate::base::decimal::Decimal::parse(&number).map_or(number, |number| texts.decimal(number))
    };
    texts.with("points-of", &[("points", words(milli).to_arg()), ("max", words(of).to_arg())])
}

async fn part(
    conn: &mut Conn,
    person: Uuid,
    texts: Texts,
    (title, file): (&str, &str),
    shown: &Shown,
) -> Result<Part, AppError> {
    let found = match section(file) {
        Some(section) => rows(conn, section, person).await?,
        None => Vec::new(),
    };
    let rows = found.iter().map(|row| {
        let fields = shown.iter().filter_map(|(name, label, how)| {
            let value = written(row.get(*name)?, *how, texts)?;
            Some((texts.t(label), value))
        });
        fields.collect()
    });
    Ok(Part { title: texts.t(title), rows: rows.collect() })
}

/// `None` for what is not there, or says nothing.
fn written(value: &Value, how: How, texts: Texts) -> Option<String> {
    let text = value.as_str();
    let words = match how {
        How::Plain => text?.to_owned(),
        How::When => utc(texts, DateTime::parse_from_rfc3339(text?).ok()?.to_utc()),
        How::Day => texts.day(text?.parse().ok()?),
        How::Language => text?.parse::<Lang>().ok()?.own_name().to_owned(),
        How::Country => {
            let name = |country: Country| country.name_in(texts.lang).to_owned();
            text.map(|text| Country::parse(text).map_or_else(|| text.to_owned(), name))?
        }
        How::Percent => texts.with("percent", &[("value", value.as_i64()?.to_arg())]),
        How::Titles => value.get(texts.lang.tag()).or_else(|| value.get(Lang::En.tag()))?.as_str()?.to_owned(),
        How::Role => texts.t(&format!("export-role-{}", text?)),
        How::Purpose => texts.t(&format!("export-purpose-{}", text?)),
        How::Held => texts.t(&format!("export-held-{}", text?)),
        How::Verdict => texts.t(&format!("export-verdict-{}", text?)),
        How::Number => texts.number(value.as_i64()?),
    };
    Some(words).filter(|words| !words.is_empty())
}

/// Lessons by the titles of their module and their own.
async fn lessons(conn: &mut Conn, person: Uuid, texts: Texts) -> Result<Part, AppError> {
    let mut rows = Vec::new();
    for read in progress::record_of(conn, person).await? {
        let version = curriculum::module_version(conn, read.version).await?;
        let lesson = version.content.lessons.iter().find(|lesson| lesson.slug == read.lesson);
        let title = lesson.and_then(|lesson| lesson.text(texts.lang)).map(|(_, text)| text.title.clone());
        rows.push(vec![
            (texts.t("export-lesson"), title.unwrap_or(read.lesson)),
            (texts.t("export-module"), quizzes::title_of(&version, texts.lang)),
            (texts.t("export-read"), utc(texts, read.at)),
        ]);
    }
    Ok(Part { title: texts.t("export-lessons"), rows })
}

async fn sittings(conn: &mut Conn, person: Uuid, texts: Texts) -> Result<Vec<Sitting>, AppError> {
    let mut sittings = Vec::new();
    for record in quizzes::record_of(conn, person, texts).await? {
        let attempt = &record.attempt;
        let version = curriculum::module_version(conn, attempt.module_version_id).await?;
        let grade = match attempt.purpose() {
            Purpose::Task => grading::grade_record(conn, attempt.id, &version, texts.lang).await?,
            _ => None,
        };
        sittings.push(Sitting { facts: facts(&record, grade.as_ref(), texts), grade, record });
    }
    Ok(sittings)
}

/// When it was begun and handed in, and what it brought.
fn facts(record: &SittingRecord, grade: Option<&GradeRecord>, texts: Texts) -> Vec<(String, String)> {
    let attempt = &record.attempt;
    let mut facts = Vec::new();
    let mut add = |label: &str, value: String| facts.push((texts.t(label), value));
    if attempt.purpose() == Purpose::Quiz {
        add("export-attempt", texts.number(attempt.number.into()));
    }
    add("export-begun", utc(texts, attempt.started_at));
    match &record.submission {
        Some(submission) => {
            add("export-handed-in", utc(texts, submission.submitted_at));
            add("export-receipt", submission.receipt.clone());
            if submission.late {
                add("export-late", texts.t("yes"));
            }
        }
        None => add("export-handed-in", texts.t("export-not-yet")),
    }
    if let Some((points, of, passed)) = record.result {
        add("grading-points", points_words(texts, (points, of)));
        if let Some(passed) = passed {
            add("export-result", texts.t(if passed { "result-passed" } else { "result-not-passed" }));
        }
    }
    if let Some(grade) = grade {
        add("grading-points", points_words(texts, (grade.points * 1000, grade.maximum * 1000)));
        add("export-released", utc(texts, grade.at));
    } else if attempt.purpose() == Purpose::Task && record.submission.is_some() {
        add("grading-points", texts.t("task-result-waiting"));
    }
    facts
}

async fn held(conn: &mut Conn, person: Uuid) -> Result<Vec<Certificate>, AppError> {
    let mut list = Vec::new();
    for held in certificates::of_person(conn, person).await? {
        let facts = held.certificate.facts()?;
        list.push(Certificate {
            course: facts.course,
            issued: facts.issued,
            file: certificates::file_name(&held.certificate),
            number: held.certificate.number,
        });
    }
    Ok(list)
}
