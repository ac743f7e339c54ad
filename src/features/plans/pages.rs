//! Course plans for who teaches and runs courses, and the timetable for who takes part.

use std::sync::Arc;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::timetable::{DayView, Reader, timetable};
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::features::courses;
use crate::features::curriculum::{
    self, CourseVersion, Exercise, ExerciseCriterion, FormKind, FormQuestion, Plan, PlanObjective,
};
use crate::platform::auth::needs::{Learn, ReadPlans};
use crate::platform::db::Conn;
use crate::platform::web::{AppError, Bundle, Guard, Routes, Shell, page};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/courses", list)
        .get("/courses/{course}/plan", plan)
        .get("/courses/{course}/exercises/{exercise}", exercise)
        .get("/courses/{course}/evaluation", evaluation)
        .get("/enrolments/{enrolment}/plan", my_plan);
}

/// Plans are written in English: how a page in another language marks their words.
pub fn in_english(shell: &Shell) -> String {
    shell.foreign(&Lang::En)
}

struct CourseLine {
    slug: String,
    title: String,
    hours: u32,
    /// Of its plan, when it has one.
    days: Option<usize>,
}

#[derive(Template)]
#[template(path = "plans/courses.html")]
struct ListPage {
    shell: Shell,
    lines: Vec<CourseLine>,
}

async fn list(guard: Guard<ReadPlans>) -> Result<HttpResponse, AppError> {
    let courses = curriculum::latest_courses(&mut *guard.read().await?).await?;
    let line = |course: Arc<CourseVersion>| CourseLine {
        slug: course.content.slug.clone(),
        title: courses::course_title(&course, guard.texts.lang),
        hours: course.content.hours,
        days: course.content.plan.as_ref().map(|plan| plan.days.len()),
    };
    let lines = courses.into_iter().map(line).collect();
    page(&ListPage { shell: Shell::new(&guard.app, &guard, &guard.texts.t("plans-title")), lines })
}

/// The newest version of a course, with its title.
async fn planned(conn: &mut Conn, slug: &str, lang: Lang) -> Result<(Arc<CourseVersion>, String), AppError> {
    let course = curriculum::latest_course(conn, slug).await?;
    let title = courses::course_title(&course, lang);
    Ok((course, title))
}

fn plan_of(course: &CourseVersion) -> Result<&Plan, AppError> {
    course.content.plan.as_ref().ok_or(AppError::NotFound)
}

#[derive(Template)]
#[template(path = "plans/plan.html")]
struct PlanPage {
    shell: Shell,
    /// Marks the plan's own words.
    en: String,
    slug: String,
    hours: u32,
    version: i32,
    plan: Plan,
    days: Vec<DayView>,
}

async fn plan(guard: Guard<ReadPlans>, path: web::Path<String>) -> Result<HttpResponse, AppError> {
    let (course, title) = planned(&mut *guard.read().await?, &path, guard.texts.lang).await?;
    let plan = plan_of(&course)?;
    let shell = Shell::new(&guard.app, &guard, &title).bundled(Bundle::Plan);
    page(&PlanPage {
        en: in_english(&shell),
        shell,
        slug: course.content.slug.clone(),
        hours: course.content.hours,
        version: course.number,
        days: timetable(plan, Reader::Teacher),
        plan: plan.clone(),
    })
}

#[derive(Template)]
#[template(path = "plans/exercise.html")]
struct ExercisePage {
    shell: Shell,
    en: String,
    slug: String,
    course: String,
    exercise: Exercise,
    /// Day, from 1, and the times of its session.
    place: Option<(usize, String, String)>,
    /// Each with the number, from 1, of its objective.
    criteria: Vec<(usize, ExerciseCriterion)>,
    /// The fewest points that pass.
    pass_points: u32,
}

async fn exercise(guard: Guard<ReadPlans>, path: web::Path<(String, String)>) -> Result<HttpResponse, AppError> {
    let (slug, id) = path.into_inner();
    let (version, course) = planned(&mut *guard.read().await?, &slug, guard.texts.lang).await?;
    let plan = plan_of(&version)?;
    let exercise = plan.exercise(&id).ok_or(AppError::NotFound)?.clone();
    let place = plan.place(&id).map(|(day, session)| (day, session.starts(), session.ends()));
    let number = |id: &str| plan.objective_number(id).unwrap_or_default();
    let shell = Shell::new(&guard.app, &guard, &exercise.title).bundled(Bundle::Plan);
    page(&ExercisePage {
        en: in_english(&shell),
        shell,
        slug,
        course,
        place,
        criteria: exercise.criteria.iter().map(|own| (number(&own.objective), own.clone())).collect(),
        pass_points: exercise.max_points().saturating_mul(exercise.pass_percent).div_ceil(100),
        exercise,
    })
}

#[derive(Template)]
#[template(path = "plans/evaluation.html")]
struct EvaluationPage {
    shell: Shell,
    en: String,
    slug: String,
    course: String,
    intro: String,
    questions: Vec<FormQuestion>,
}

async fn evaluation(guard: Guard<ReadPlans>, path: web::Path<String>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let (version, course) = planned(&mut conn, &path, guard.texts.lang).await?;
    let plan = plan_of(&version)?;
    let form = curriculum::latest_form(&mut conn).await?.map(|form| form.content);
    let (title, intro, mut questions) = form.map_or_else(
        || (guard.texts.t("evaluation-title"), String::new(), Vec::new()),
        |form| (form.title, form.intro, form.questions),
    );
    questions.extend(plan.evaluation.iter().cloned());
    let shell = Shell::new(&guard.app, &guard, &title).bundled(Bundle::Plan);
    page(&EvaluationPage { en: in_english(&shell), shell, slug: path.into_inner(), course, intro, questions })
}

#[derive(Template)]
#[template(path = "plans/my_plan.html")]
struct MyPlanPage {
    shell: Shell,
    en: String,
    code: String,
    summary: String,
    objectives: Vec<PlanObjective>,
    days: Vec<DayView>,
}

/// The timetable for somebody in the course: no notes, no briefs, no rubrics.
async fn my_plan(guard: Guard<Learn>, path: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let seat = courses::my_seat(&mut conn, guard.person()?, *path).await?;
    let own = curriculum::course_version(&mut conn, seat.cohort.course_version_id).await?;
    let (course, title) = planned(&mut conn, &own.content.slug, guard.texts.lang).await?;
    let plan = plan_of(&course)?;
    let shell = Shell::new(&guard.app, &guard, &title).bundled(Bundle::Plan);
    page(&MyPlanPage {
        en: in_english(&shell),
        shell,
        code: seat.cohort.code,
        summary: plan.summary.clone(),
        objectives: plan.objectives.clone(),
        days: timetable(plan, Reader::Participant),
    })
}
