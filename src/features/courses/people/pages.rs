//! One participant of a cohort: how far, the invitation, extra time, taking out and back in.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::actions::re_enrol;
use super::model::Participant;
use super::store::person_in;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::courses::invitations::{self, Inviter};
use crate::features::courses::rules::{course_title, read_percent, read_reason};
use crate::features::courses::{Cohort, cohort_for, set_extra_time, withdraw};
use crate::features::curriculum;
use crate::platform::audit::Audit;
use crate::platform::auth::Role;
use crate::platform::auth::needs::RunCourse;
use crate::platform::db::Conn;
use crate::platform::web::{
    AppError, FieldErrors, Fields, Form, Guard, Routes, Shell, page, page_with, redirect_with_flash,
};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/cohorts/{cohort}/people/{enrolment}", show)
        .post("/cohorts/{cohort}/people/{enrolment}/invitation", resend)
        .post("/cohorts/{cohort}/people/{enrolment}/extra-time", keep_extra_time)
        .post("/cohorts/{cohort}/people/{enrolment}/withdrawal", take_out)
        .post("/cohorts/{cohort}/people/{enrolment}/return", take_back);
}

#[derive(Template)]
#[template(path = "courses/person.html")]
struct PersonPage {
    shell: Shell,
    errors: FieldErrors,
    cohort: Cohort,
    course: String,
    person: Participant,
    reason: String,
    percent: String,
    now: Instant,
}

type PersonPath = web::Path<(Uuid, Uuid)>;

/// The participant, found by way of the cohort that the coordinator runs.
async fn find(
    guard: &Guard<RunCourse>,
    conn: &mut Conn,
    (cohort, enrolment): (Uuid, Uuid),
) -> Result<(Cohort, Participant), AppError> {
    let cohort = cohort_for(conn, guard.actor(), Role::Coordinator, cohort).await?;
    let person = person_in(conn, &cohort, enrolment).await?;
    Ok((cohort, person))
}

async fn show(guard: Guard<RunCourse>, path: PersonPath) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let (cohort, person) = find(&guard, &mut conn, *path).await?;
    page(&person_page(&guard, &mut conn, cohort, person, FieldErrors::default()).await?)
}

async fn person_page(
    guard: &Guard<RunCourse>,
    conn: &mut Conn,
    cohort: Cohort,
    person: Participant,
    errors: FieldErrors,
) -> Result<PersonPage, AppError> {
    let course = curriculum::course_version(conn, cohort.course_version_id).await?;
    let mut shell = Shell::new(&guard.app, guard, &person.full_name);
    shell.error = !errors.is_empty();
    Ok(PersonPage {
        shell,
        errors,
        course: course_title(&course, guard.texts.lang),
        percent: person.extra_percent.to_string(),
        cohort,
        person,
        reason: String::new(),
        now: guard.app.clock.now(),
    })
}

fn done(
    guard: &Guard<RunCourse>,
    (cohort, enrolment): (Uuid, Uuid),
    key: &'static str,
) -> Result<HttpResponse, AppError> {
    redirect_with_flash(&guard.app, &format!("/cohorts/{cohort}/people/{enrolment}"), key)
}

async fn resend(guard: Guard<RunCourse>, path: PersonPath, _form: Fields) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let (cohort, person) = find(&guard, &mut conn, *path).await?;
    let inviter = Inviter::new(&guard.app, &mut conn, cohort, guard.actor().id).await?;
    drop(conn);
    let (now, enrolment) = (guard.app.clock.now(), person.enrolment);
    guard
        .write(Audit::about("enrolment.invited-again", enrolment), async move |tx| {
            invitations::resend(tx, now, &inviter, enrolment).await
        })
        .await?;
    done(&guard, *path, "flash-invitation-sent")
}

#[derive(Deserialize)]
struct ExtraTimeForm {
    percent: String,
}

async fn keep_extra_time(
    guard: Guard<RunCourse>,
    path: PersonPath,
    Form(form): Form<ExtraTimeForm>,
) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let (cohort, person) = find(&guard, &mut conn, *path).await?;
    let percent = match read_percent(&form.percent) {
        Ok(percent) => percent,
        Err(errors) => {
            let page = person_page(&guard, &mut conn, cohort, person, errors).await?;
            let page = PersonPage { percent: form.percent, ..page };
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    drop(conn);
    let (now, by, enrolment) = (guard.app.clock.now(), guard.actor().id, person.enrolment);
    let line = Audit::about("enrolment.extra-time-set", enrolment).with(serde_json::json!({ "percent": percent }));
    guard.write(line, async move |tx| set_extra_time(tx, now, enrolment, percent, by).await).await?;
    done(&guard, *path, "flash-extra-time-saved")
}

#[derive(Deserialize)]
struct WithdrawForm {
    reason: String,
}

async fn take_out(
    guard: Guard<RunCourse>,
    path: PersonPath,
    Form(form): Form<WithdrawForm>,
) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let (cohort, person) = find(&guard, &mut conn, *path).await?;
    let reason = match read_reason(&form.reason) {
        Ok(reason) => reason,
        Err(errors) => {
            let page = person_page(&guard, &mut conn, cohort, person, errors).await?;
            return page_with(StatusCode::UNPROCESSABLE_ENTITY, &PersonPage { reason: form.reason, ..page });
        }
    };
    drop(conn);
    let (now, by, enrolment) = (guard.app.clock.now(), guard.actor().id, person.enrolment);
    guard
        .write(Audit::about("enrolment.withdrawn", enrolment), async move |tx| {
            withdraw(tx, now, enrolment, by, &reason).await
        })
        .await?;
    done(&guard, *path, "flash-withdrawn")
}

async fn take_back(guard: Guard<RunCourse>, path: PersonPath, _form: Fields) -> Result<HttpResponse, AppError> {
    let (_, person) = find(&guard, &mut *guard.read().await?, *path).await?;
    let enrolment = person.enrolment;
    // The row that says when and why is taken away; the log keeps when.
    let line = Audit::about("enrolment.returned", enrolment)
        .with(serde_json::json!({ "withdrawn_at": person.withdrawn_at.map(|at| at.to_rfc3339()) }));
    guard.write(line, async move |tx| re_enrol(tx, enrolment).await).await?;
    done(&guard, *path, "flash-returned")
}
