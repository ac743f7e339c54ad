//! The coordinator's courses: the list, a new cohort, the dashboard of one, its instructors.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::actions::{NewCohort, add_instructor, create_cohort};
use super::model::Cohort;
use super::people::{self, Participant, Show, Tally, Troubles, tally};
use super::rules::{CohortForm, CohortPlan, course_title, read_cohort};
use super::store::{cohort_for, cohorts_for, instructors_of};
use crate::base::address::Email;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::features::accounts::{self, Person};
use crate::features::agencies::{self, Agency};
use crate::features::curriculum::{self, CourseVersion};
use crate::platform::audit::Audit;
use crate::platform::auth::Role;
use crate::platform::auth::needs::RunCourse;
use crate::platform::db::Conn;
use crate::platform::web::{
    AppError, FieldErrors, Fields, Form, Guard, Routes, Shell, page, page_with, redirect_with_flash,
};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/cohorts", list)
        .get("/cohorts/new", new)
        .post("/cohorts/new", create)
        .get("/cohorts/{cohort}", dashboard)
        .post("/cohorts/{cohort}/instructors", name_instructor)
        .post("/cohorts/{cohort}/instructors/{person}/removal", remove_instructor);
}

/// One line of the list.
struct Line {
    cohort: Cohort,
    course: String,
    /// In the course, and of these completed.
    people: i64,
    completed: i64,
}

#[derive(Template)]
#[template(path = "courses/cohorts.html")]
struct ListPage {
    shell: Shell,
    lines: Vec<Line>,
}

async fn list(guard: Guard<RunCourse>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let cohorts = cohorts_for(&mut conn, guard.actor(), Role::Coordinator).await?;
    let sizes = people::sizes(&mut conn, &cohorts).await?;
    let mut lines = Vec::with_capacity(cohorts.len());
    for cohort in cohorts {
        let course = curriculum::course_version(&mut conn, cohort.course_version_id).await?;
        let (people, completed) = sizes.get(&cohort.id).copied().unwrap_or_default();
        lines.push(Line { cohort, course: course_title(&course, guard.texts.lang), people, completed });
    }
    page(&ListPage { shell: Shell::new(&guard.app, &guard, &guard.texts.t("cohorts-title")), lines })
}

/// What a coordinator may choose from.
struct Choices {
    courses: Vec<Arc<CourseVersion>>,
    agencies: Vec<Agency>,
}

async fn choices(guard: &Guard<RunCourse>, conn: &mut Conn) -> Result<Choices, AppError> {
    let actor = guard.actor();
    let agencies = if actor.is_admin() {
        agencies::all(conn).await?
    } else {
        agencies::named(conn, &actor.agencies(Role::Coordinator)).await?
    };
    Ok(Choices { courses: curriculum::latest_courses(conn).await?, agencies })
}

#[derive(Template)]
#[template(path = "courses/new.html")]
struct NewPage {
    shell: Shell,
    errors: FieldErrors,
    form: CohortForm,
    /// Slug and title.
    courses: Vec<(String, String)>,
    agencies: Vec<(String, String)>,
}

fn new_page(guard: &Guard<RunCourse>, choices: &Choices, errors: FieldErrors, form: CohortForm) -> NewPage {
    let mut shell = Shell::new(&guard.app, guard, &guard.texts.t("cohort-new-title"));
    shell.error = !errors.is_empty();
    let title = |course: &Arc<CourseVersion>| (course.content.slug.clone(), course_title(course, guard.texts.lang));
    NewPage {
        shell,
        errors,
        form,
        courses: choices.courses.iter().map(title).collect(),
        agencies: choices.agencies.iter().map(|agency| (agency.id.to_string(), agency.name.clone())).collect(),
    }
}

async fn new(guard: Guard<RunCourse>) -> Result<HttpResponse, AppError> {
    let choices = choices(&guard, &mut *guard.read().await?).await?;
    let form = CohortForm { due_time: "12:00".to_owned(), ..CohortForm::default() };
    page(&new_page(&guard, &choices, FieldErrors::default(), form))
}

async fn create(guard: Guard<RunCourse>, Form(form): Form<CohortForm>) -> Result<HttpResponse, AppError> {
    let choices = choices(&guard, &mut *guard.read().await?).await?;
    let slugs: Vec<String> = choices.courses.iter().map(|course| course.content.slug.clone()).collect();
    let ids: Vec<Uuid> = choices.agencies.iter().map(|agency| agency.id).collect();
    let outcome = match read_cohort(&form, &slugs, &ids, guard.app.clock.now()) {
        Ok(plan) => open(&guard, &choices, plan).await,
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match outcome {
        Ok(id) => redirect_with_flash(&guard.app, &format!("/cohorts/{id}"), "flash-cohort-created"),
        Err(AppError::Invalid(errors)) => {
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &new_page(&guard, &choices, errors, form))
        }
        Err(error) => Err(error),
    }
}

async fn open(guard: &Guard<RunCourse>, choices: &Choices, plan: CohortPlan) -> Result<Uuid, AppError> {
    let course = choices.courses.iter().find(|course| course.content.slug == plan.course);
    let course = Arc::clone(course.ok_or(AppError::NotFound)?);
    let (now, by) = (guard.app.clock.now(), guard.actor().id);
    let CohortPlan { code, agency, place, starts_on, ends_on, due_at, .. } = plan;
    let line = Audit::of("cohort.created").with(serde_json::json!({ "code": code }));
    let new = NewCohort { code, agency, place, starts_on, ends_on, due_at, by };
    let cohort = guard.write(line, async move |tx| create_cohort(tx, now, &course, new).await).await?;
    Ok(cohort.id)
}

/// People on one page of the table.
const PAGE: usize = 100;

#[derive(Deserialize, Default)]
struct View {
    #[serde(default)]
    show: String,
    #[serde(default)]
    page: usize,
}

#[derive(Template)]
#[template(path = "courses/cohort.html")]
struct CohortPage {
    shell: Shell,
    errors: FieldErrors,
    cohort: Cohort,
    course: String,
    /// The course's slug, when there is a plan to read.
    plan: Option<String>,
    agency: String,
    tally: Tally,
    troubles: Troubles,
    show: Show,
    people: Vec<Participant>,
    /// From 1.
    page: usize,
    pages: usize,
    instructors: Vec<Person>,
    instructor: String,
    now: Instant,
}

async fn dashboard(
    guard: Guard<RunCourse>,
    path: web::Path<Uuid>,
    view: web::Query<View>,
) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let cohort = cohort_for(&mut conn, guard.actor(), Role::Coordinator, *path).await?;
    page(&cohort_page(&guard, &mut conn, cohort, &view, FieldErrors::default(), String::new()).await?)
}

async fn cohort_page(
    guard: &Guard<RunCourse>,
    conn: &mut Conn,
    cohort: Cohort,
    view: &View,
    errors: FieldErrors,
    instructor: String,
) -> Result<CohortPage, AppError> {
    let now = guard.app.clock.now();
    let version = curriculum::course_version(conn, cohort.course_version_id).await?;
    let course = course_title(&version, guard.texts.lang);
    let newest = curriculum::latest_course(conn, &version.content.slug).await?;
    let agency = agencies::named(conn, &[cohort.agency_id]).await?.pop().map(|agency| agency.name);
    let everybody = people::people_in(conn, &cohort).await?;
    let tally = tally(&everybody, now);
    let show = Show::read(&view.show);
    let shown: Vec<Participant> = everybody.into_iter().filter(|person| show.shows(person, now)).collect();
    let pages = shown.len().div_ceil(PAGE).max(1);
    let number = view.page.clamp(1, pages);
    let ids = instructors_of(conn, cohort.id).await?;
    let mut instructors = accounts::by_ids(conn, &ids).await?;
    instructors.sort_by(|a, b| a.full_name.cmp(&b.full_name));
    let mut shell = Shell::new(&guard.app, guard, &course);
    shell.error = !errors.is_empty();
    Ok(CohortPage {
        shell,
        errors,
        troubles: people::troubles_in(conn, &cohort).await?,
        cohort,
        course,
        plan: newest.content.plan.is_some().then(|| newest.content.slug.clone()),
        agency: agency.unwrap_or_default(),
        tally,
        show,
        people: shown.into_iter().skip((number - 1) * PAGE).take(PAGE).collect(),
        page: number,
        pages,
        instructors,
        instructor,
        now,
    })
}

#[derive(Deserialize)]
struct InstructorForm {
    email: String,
}

async fn name_instructor(
    guard: Guard<RunCourse>,
    path: web::Path<Uuid>,
    Form(form): Form<InstructorForm>,
) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let cohort = cohort_for(&mut conn, guard.actor(), Role::Coordinator, *path).await?;
    let Some(person) = instructor_by_address(&mut conn, &cohort, &form.email).await? else {
        let mut errors = FieldErrors::default();
        errors.add("email", "instructor-unknown");
        let page = cohort_page(&guard, &mut conn, cohort, &View::default(), errors, form.email).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    drop(conn);
    let line = Audit::about("cohort.instructor-named", cohort.id).with(serde_json::json!({ "person": person }));
    guard.write(line, async move |tx| add_instructor(tx, cohort.id, person).await).await?;
    redirect_with_flash(&guard.app, &format!("/cohorts/{}#instructors", cohort.id), "flash-instructor-named")
}

/// Somebody who may teach in the cohort's agency. An unknown address and one without the role are answered alike.
async fn instructor_by_address(conn: &mut Conn, cohort: &Cohort, typed: &str) -> Result<Option<Uuid>, AppError> {
    let Ok(email) = Email::parse(typed) else { return Ok(None) };
    let Some(person) = accounts::by_email(conn, &email).await? else { return Ok(None) };
    let roles = accounts::roles_of(conn, person.id).await?;
    let teaches =
        |(role, agency): &(String, Option<Uuid>)| role == Role::Instructor.name() && *agency == Some(cohort.agency_id);
    Ok(roles.iter().any(teaches).then_some(person.id))
}

async fn remove_instructor(
    guard: Guard<RunCourse>,
    path: web::Path<(Uuid, Uuid)>,
    _form: Fields,
) -> Result<HttpResponse, AppError> {
    let (id, person) = path.into_inner();
    let cohort = cohort_for(&mut *guard.read().await?, guard.actor(), Role::Coordinator, id).await?;
    let line = Audit::about("cohort.instructor-removed", id).with(serde_json::json!({ "person": person }));
    guard.write(line, async move |tx| people::remove_instructor(tx, cohort.id, person).await).await?;
    redirect_with_flash(&guard.app, &format!("/cohorts/{id}#instructors"), "flash-instructor-removed")
}
