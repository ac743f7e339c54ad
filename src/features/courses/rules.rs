//! What a cohort must hold. Pure.

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::Deserialize;

use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::base::text::{ascii_digit, squeezed};
use crate::features::curriculum::CourseVersion;
use crate::platform::web::FieldErrors;

/// Characters of a cohort's code.
const LONGEST_CODE: usize = 40;
/// Characters of a place.
const LONGEST_PLACE: usize = 200;
/// Characters of a reason.
const LONGEST_REASON: usize = 500;
/// The most extra time, in percent of each limit.
const MOST_EXTRA: i32 = 300;

/// A course's title in a language, or in English.
pub fn course_title(course: &CourseVersion, lang: Lang) -> String {
    let titles = &course.content.titles;
    titles.get(&lang).or_else(|| titles.get(&Lang::En)).unwrap_or(&course.content.slug).clone()
}

/// The form for a new cohort, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct CohortForm {
    /// The course's slug.
    pub course: String,
    pub code: String,
    pub agency: String,
    pub place: String,
    pub starts_on: String,
    pub ends_on: String,
    pub due_day: String,
    /// In UTC.
    pub due_time: String,
}

/// The same, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CohortPlan {
    pub course: String,
    pub code: String,
    pub agency: Uuid,
    pub place: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub due_at: Instant,
}

/// Reads the form. `courses` and `agencies` are those that the coordinator may choose.
pub fn read_cohort(
    form: &CohortForm,
    courses: &[String],
    agencies: &[Uuid],
    now: Instant,
) -> Result<CohortPlan, FieldErrors> {
    let mut errors = FieldErrors::default();
    let course = courses.iter().find(|slug| **slug == form.course);
    let agency = agencies.iter().find(|id| id.to_string() == form.agency);
    let (code, place) = (squeezed(&form.code).to_uppercase(), squeezed(&form.place));
    check(&mut errors, "course", course.is_none(), "cohort-course-missing");
    check(&mut errors, "code", !is_code(&code), "cohort-code-wrong");
    check(&mut errors, "agency", agency.is_none(), "cohort-agency-missing");
    check(&mut errors, "place", place.is_empty(), "cohort-place-missing");
    let strange = place.chars().any(char::is_control) || place.chars().count() > LONGEST_PLACE;
    check(&mut errors, "place", strange, "cohort-place-wrong");
    let (starts_on, ends_on) = (day(&form.starts_on), day(&form.ends_on));
    check(&mut errors, "starts_on", starts_on.is_none(), "cohort-starts-wrong");
    check(&mut errors, "ends_on", ends_on.is_none(), "cohort-ends-wrong");
    let turned = starts_on.zip(ends_on).is_some_and(|(start, end)| end < start);
    check(&mut errors, "ends_on", turned, "cohort-ends-before-start");
    let (due_day, due_time) = (day(&form.due_day), time(&form.due_time));
    check(&mut errors, "due_day", due_day.is_none(), "cohort-due-day-wrong");
    check(&mut errors, "due_time", due_time.is_none(), "cohort-time-wrong");
    let due_at = due_day.zip(due_time).map(|(day, time)| day.and_time(time).and_utc());
    check(&mut errors, "due_day", due_at.is_some_and(|due| due <= now), "cohort-due-past");
    match (course, agency, starts_on, ends_on, due_at) {
        (Some(course), Some(agency), Some(starts_on), Some(ends_on), Some(due_at)) if errors.is_empty() => {
            Ok(CohortPlan { course: course.clone(), code, agency: *agency, place, starts_on, ends_on, due_at })
        }
        _ => Err(errors),
    }
}

fn check(errors: &mut FieldErrors, field: &'static str, wrong: bool, key: &'static str) {
    if wrong && !errors.has(field) {
        errors.add(field, key);
    }
}

/// Codes stand in addresses, file names and mails: ASCII letters and digits, with dashes and dots between.
fn is_code(code: &str) -> bool {
    (2..=LONGEST_CODE).contains(&code.len())
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.')
        && code.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// A day as browsers send it, `2026-12-04`, in the digits of any of our languages.
fn day(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(&plain(text), "%Y-%m-%d").ok()?;
    (2000..2100).contains(&day.year()).then_some(day)
}

fn time(text: &str) -> Option<NaiveTime> {
    let text = plain(text);
    NaiveTime::parse_from_str(&text, "%H:%M").or_else(|_| NaiveTime::parse_from_str(&text, "%H:%M:%S")).ok()
}

fn plain(text: &str) -> String {
    text.trim().chars().map(ascii_digit).collect()
}

/// Extra time in percent; 0 takes it away.
pub fn read_percent(text: &str) -> Result<i32, FieldErrors> {
    let typed = plain(text);
    let percent = typed.trim_end_matches(['%', '٪']).trim().parse().ok();
    percent.filter(|percent| (0..=MOST_EXTRA).contains(percent)).ok_or_else(|| one("percent", "extra-time-wrong"))
}

/// A reason that a person wrote.
pub fn read_reason(text: &str) -> Result<String, FieldErrors> {
    let reason = squeezed(text);
    match reason.chars().count() {
        0 => Err(one("reason", "withdraw-reason-missing")),
        length if length > LONGEST_REASON => Err(one("reason", "withdraw-reason-too-long")),
        _ => Ok(reason),
    }
}

fn one(field: &'static str, key: &'static str) -> FieldErrors {
    let mut errors = FieldErrors::default();
    errors.add(field, key);
    errors
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn now() -> Instant {
        "2026-11-24T12:00:00Z".parse().unwrap()
    }

    fn form() -> CohortForm {
        CohortForm {
            course: "port-security".into(),
            code: " ps-2026-ge ".into(),
            agency: Uuid::nil().to_string(),
            place: "Batumi".into(),
            starts_on: "2027-01-11".into(),
            ends_on: "2027-01-15".into(),
            due_day: "٢٠٢٧-٠١-٠٨".into(),
            due_time: "18:00".into(),
        }
    }

    fn read(form: &CohortForm) -> Result<CohortPlan, FieldErrors> {
        read_cohort(form, &["port-security".to_owned()], &[Uuid::nil()], now())
    }

    fn refused(change: impl Fn(&mut CohortForm)) -> Vec<(String, &'static str)> {
        let mut form = form();
        change(&mut form);
        let errors = read(&form).map_or_else(|errors| errors.0, |_| Vec::new());
        errors.into_iter().map(|error| (error.field.to_string(), error.key)).collect()
    }

    #[test]
    fn a_whole_form_is_understood() {
        let plan = read(&form()).unwrap();
        assert_eq!((plan.code.as_str(), plan.due_at), ("PS-2026-GE", "2027-01-08T18:00:00Z".parse().unwrap()));
    }

    #[test]
    fn each_field_says_what_is_wrong() {
        let field = |name: &str, key: &'static str| vec![(name.to_owned(), key)];
        assert_eq!(refused(|form| form.course = "other".into()), field("course", "cohort-course-missing"));
        assert_eq!(refused(|form| form.code = "a/b".into()), field("code", "cohort-code-wrong"));
        assert_eq!(refused(|form| form.agency = "x".into()), field("agency", "cohort-agency-missing"));
        assert_eq!(refused(|form| form.place = "  ".into()), field("place", "cohort-place-missing"));
        assert_eq!(refused(|form| form.starts_on = "11/01/2027".into()), field("starts_on", "cohort-starts-wrong"));
        assert_eq!(refused(|form| form.ends_on = "2027-01-10".into()), field("ends_on", "cohort-ends-before-start"));
        assert_eq!(refused(|form| form.due_time = "25:00".into()), field("due_time", "cohort-time-wrong"));
        assert_eq!(refused(|form| form.due_day = "2026-11-24".into()), []);
        assert_eq!(refused(|form| form.due_day = "2026-11-23".into()), field("due_day", "cohort-due-past"));
        assert_eq!(refused(|form| *form = CohortForm::default()).len(), 8);
    }

    #[test]
    fn percents_and_reasons_are_bounded() {
        for (text, percent) in
            [("25", Some(25)), (" 50 % ", Some(50)), ("٢٥٪", Some(25)), ("0", Some(0)), ("300", Some(300))]
        {
            assert_eq!(read_percent(text).ok(), percent, "{text}");
        }
        for text in ["", "-1", "301", "many", "1e2"] {
            assert!(read_percent(text).is_err(), "{text}");
        }
        assert_eq!(read_reason(" Left  the agency \n").unwrap(), "Left the agency");
        assert!(read_reason(" ").is_err() && read_reason(&"x".repeat(501)).is_err());
    }

    proptest! {
        #[test]
        fn any_form_is_read_or_refused(texts in proptest::collection::vec("\\PC{0,30}", 8)) {
            let at = |index: usize| texts[index].clone();
            let form = CohortForm {
                course: at(0), code: at(1), agency: at(2), place: at(3),
                starts_on: at(4), ends_on: at(5), due_day: at(6), due_time: at(7),
            };
            let _ = (read(&form), read_percent(&at(0)), read_reason(&at(1)));
        }
    }
}
