//! Inviting by a list: paste or upload, check every row, look once more, send. Nothing is kept before it is sent: the
//! list travels in the page.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;

use super::actions::{self, Inviter, Sent};
use super::list;
use super::rules::{Checked, Invitee, Place, Standing, Trouble, check, place};
use super::store;
use crate::base::address::Email;
use crate::base::clock::Instant;
use crate::base::country::Country;
use crate::base::ids::Uuid;
use crate::features::courses::rules::course_title;
use crate::features::courses::{Cohort, cohort_for};
use crate::features::curriculum;
use crate::platform::audit::Audit;
use crate::platform::auth::Role;
use crate::platform::auth::needs::RunCourse;
use crate::platform::db::Conn;
use crate::platform::web::{AppError, FieldErrors, Guard, Routes, Shell, Upload, page, page_with, redirect_with_flash};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/cohorts/{cohort}/invitations", ask)
        .post("/cohorts/{cohort}/invitations", look)
        .post("/cohorts/{cohort}/invitations/send", send);
}

/// Faults told one by one above the table; the rest stand in the table.
const SUMMARY: usize = 20;

/// A row of the table.
struct Line {
    row: usize,
    name: String,
    email: String,
    country: String,
    agency: String,
    language: String,
    /// What has to be corrected, in the reader's language; empty when nothing.
    wrong: Vec<String>,
    place: Place,
}

#[derive(Template)]
#[template(path = "courses/invite.html")]
struct InvitePage {
    shell: Shell,
    errors: FieldErrors,
    cohort: Cohort,
    course: String,
    /// As it was typed or read from the file.
    text: String,
    /// The encoding that was guessed.
    guessed: Option<&'static str>,
    unused: Vec<String>,
    lines: Vec<Line>,
    /// Rows to correct.
    wrong: usize,
    /// `(row, what)`, the first few.
    summary: Vec<(usize, String)>,
    more: usize,
    /// Rows that will be invited.
    ready: usize,
    /// What is sent back when all rows are good.
    hidden: String,
}

/// The list as it came, and what was understood.
struct Reading {
    text: String,
    guessed: Option<&'static str>,
    unused: Vec<String>,
    rows: Vec<Checked>,
}

async fn ask(guard: Guard<RunCourse>, path: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let cohort = cohort_for(&mut conn, guard.actor(), Role::Coordinator, *path).await?;
    page(&empty_page(&guard, &mut conn, cohort).await?)
}

async fn empty_page(guard: &Guard<RunCourse>, conn: &mut Conn, cohort: Cohort) -> Result<InvitePage, AppError> {
    let course = curriculum::course_version(conn, cohort.course_version_id).await?;
    Ok(InvitePage {
        shell: Shell::new(&guard.app, guard, &guard.texts.t("invite-title")),
        errors: FieldErrors::default(),
        course: course_title(&course, guard.texts.lang),
        cohort,
        text: String::new(),
        guessed: None,
        unused: Vec::new(),
        lines: Vec::new(),
        wrong: 0,
        summary: Vec::new(),
        more: 0,
        ready: 0,
        hidden: String::new(),
    })
}

async fn look(guard: Guard<RunCourse>, path: web::Path<Uuid>, upload: Upload) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let cohort = cohort_for(&mut conn, guard.actor(), Role::Coordinator, *path).await?;
    let reading = web::block(move || read(upload)).await.map_err(AppError::internal)?;
    answer(&guard, &mut conn, cohort, reading).await
}

/// Reads an upload: the file when there is one, else the pasted text. `Err`: the text as far as it goes, and why not.
fn read(upload: Upload) -> Result<Reading, (String, &'static str)> {
    let Upload { bytes, pasted } = upload;
    let (text, guessed) = if bytes.is_empty() {
        (pasted, None)
    } else {
        let decoded = list::text_of(&bytes).map_err(|why| (pasted, why.key()))?;
        (decoded.text, decoded.guessed.then_some(decoded.encoding))
    };
    match list::read(&text) {
        Ok(list) => Ok(Reading { guessed, unused: list.unused, rows: check(list.rows), text }),
        Err(why) => Err((text, why.key())),
    }
}

async fn answer(
    guard: &Guard<RunCourse>,
    conn: &mut Conn,
    cohort: Cohort,
    reading: Result<Reading, (String, &'static str)>,
) -> Result<HttpResponse, AppError> {
    let blank = empty_page(guard, conn, cohort).await?;
    let (page, fits) = match reading {
        Ok(reading) => {
            let page = checked_page(guard, conn, blank, reading).await?;
            let fits = page.wrong == 0;
            (page, fits)
        }
        Err((text, key)) => {
            let mut errors = FieldErrors::default();
            errors.add("text", key);
            (InvitePage { errors, text, ..blank }, false)
        }
    };
    let shell = Shell { error: !fits, ..page.shell };
    let page = InvitePage { shell, ..page };
    if fits { page_with(StatusCode::OK, &page) } else { page_with(StatusCode::UNPROCESSABLE_ENTITY, &page) }
}

async fn checked_page(
    guard: &Guard<RunCourse>,
    conn: &mut Conn,
    blank: InvitePage,
    reading: Reading,
) -> Result<InvitePage, AppError> {
    let now = guard.app.clock.now();
    let people: Vec<&Invitee> = reading.rows.iter().filter_map(|checked| checked.outcome.as_ref().ok()).collect();
    let emails: Vec<Email> = people.iter().map(|person| person.email.clone()).collect();
    let standings = store::standings(conn, &blank.cohort, &emails).await?;
    let hidden = list::write(people).map_err(AppError::internal)?;
    let standing = |email: &Email| standings.get(email.as_str()).copied().unwrap_or_default();
    let lines: Vec<Line> = reading.rows.iter().map(|checked| line(guard, checked, standing, now)).collect();
    let faults: Vec<(usize, String)> =
        lines.iter().flat_map(|line| line.wrong.iter().map(|wrong| (line.row, wrong.clone()))).collect();
    Ok(InvitePage {
        text: reading.text,
        guessed: reading.guessed,
        unused: reading.unused,
        wrong: lines.iter().filter(|line| !line.wrong.is_empty()).count(),
        ready: lines.iter().filter(|line| line.wrong.is_empty() && line.place == Place::Open).count(),
        more: faults.len().saturating_sub(SUMMARY),
        summary: faults.into_iter().take(SUMMARY).collect(),
        lines,
        hidden,
        ..blank
    })
}

fn line(guard: &Guard<RunCourse>, checked: &Checked, standing: impl Fn(&Email) -> Standing, now: Instant) -> Line {
    let row = &checked.row;
    let say = |trouble: &Trouble| guard.texts.with(trouble.key, &trouble.args);
    let base = Line {
        row: row.line,
        name: row.name.clone(),
        email: row.email.clone(),
        country: Country::parse(&row.country).map_or(row.country.clone(), |country| country.name().to_owned()),
        agency: row.agency.clone(),
        language: row.language.clone(),
        wrong: Vec::new(),
        place: Place::Open,
    };
    match &checked.outcome {
        Ok(person) => Line {
            email: person.email.to_string(),
            language: person.lang.own_name().to_owned(),
            place: place(&standing(&person.email), now),
            ..base
        },
        Err(troubles) => Line { wrong: troubles.iter().map(say).collect(), ..base },
    }
}

async fn send(guard: Guard<RunCourse>, path: web::Path<Uuid>, upload: Upload) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let cohort = cohort_for(&mut conn, guard.actor(), Role::Coordinator, *path).await?;
    let reading = web::block(move || read(upload)).await.map_err(AppError::internal)?;
    // What comes back from the page is checked like what came first.
    let people = reading.as_ref().ok().and_then(|reading| everybody(&reading.rows));
    let Some(people) = people else { return answer(&guard, &mut conn, cohort, reading).await };
    let inviter = Inviter::new(&guard.app, &mut conn, cohort, guard.actor().id).await?;
    drop(conn);
    let (now, id) = (guard.app.clock.now(), inviter.cohort.id);
    let line = Audit::about("cohort.people-invited", id).with(serde_json::json!({ "rows": people.len() }));
    let sent = guard.write(line, async move |tx| actions::invite(tx, now, &inviter, people).await).await?;
    redirect_with_flash(&guard.app, &format!("/cohorts/{id}"), told(sent))
}

/// The people of a list when every row is good.
fn everybody(rows: &[Checked]) -> Option<Vec<Invitee>> {
    rows.iter().map(|checked| checked.outcome.as_ref().ok().cloned()).collect()
}

fn told(sent: Sent) -> &'static str {
    match sent {
        Sent { skipped: 0, .. } => "flash-invitations-sent",
        Sent { invited: 0, .. } => "flash-invitations-none",
        Sent { .. } => "flash-invitations-some",
    }
}
