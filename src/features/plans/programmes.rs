//! Country programmes for who runs courses: what is measured, what is to be reached by when, and the steps to it.

use std::collections::BTreeSet;

use actix_web::{HttpResponse, web};
use askama::Template;

use super::pages::in_english;
use crate::features::curriculum::{self, Goal, Programme, Review, Step};
use crate::platform::auth::needs::RunCourse;
use crate::platform::web::{AppError, Bundle, Guard, Routes, Shell, page};

pub fn routes(routes: &mut Routes) {
    routes.get("/programmes", list).get("/programmes/{programme}", read);
}

#[derive(Template)]
#[template(path = "plans/programmes.html")]
struct ListPage {
    shell: Shell,
    en: String,
    programmes: Vec<Programme>,
}

async fn list(guard: Guard<RunCourse>) -> Result<HttpResponse, AppError> {
    let programmes = curriculum::latest_programmes(&mut *guard.read().await?).await?;
    let shell = Shell::new(&guard.app, &guard, &guard.texts.t("programmes-title")).bundled(Bundle::Plan);
    let programmes = programmes.into_iter().map(|programme| programme.content).collect();
    page(&ListPage { en: in_english(&shell), shell, programmes })
}

/// A year with what it is to reach, what is done in its quarters, and who looks at it.
struct Year {
    number: u32,
    goals: Vec<Goal>,
    quarters: Vec<(u32, Vec<Step>)>,
    reviews: Vec<Review>,
}

fn years(programme: &Programme) -> Vec<Year> {
    let steps = |year, quarter| {
        programme.steps.iter().filter(move |step| step.year == year && step.quarter == quarter).cloned().collect()
    };
    (1..=programme.years)
        .map(|number| Year {
            number,
            goals: programme.goals.iter().filter(|goal| goal.year == number).cloned().collect(),
            quarters: (1..=4).map(|quarter| (quarter, steps(number, quarter))).collect(),
            reviews: programme.reviews.iter().filter(|review| review.year == number).cloned().collect(),
        })
        .collect()
}

#[derive(Template)]
#[template(path = "plans/programme.html")]
struct ProgrammePage {
    shell: Shell,
    en: String,
    version: i32,
    programme: Programme,
    years: Vec<Year>,
    /// Slugs of courses that have a plan to read.
    planned: BTreeSet<String>,
}

impl ProgrammePage {
    /// Its number in the list, from 1.
    fn indicator(&self, id: &str) -> usize {
        self.programme.indicators.iter().position(|own| own.id == id).map_or(0, |at| at + 1)
    }

    fn baseline(&self, id: &str) -> String {
        self.programme.baseline.iter().find(|own| own.id == id).map_or_else(String::new, |own| own.what.clone())
    }
}

async fn read(guard: Guard<RunCourse>, path: web::Path<String>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let all = curriculum::latest_programmes(&mut conn).await?;
    let found = all.into_iter().find(|programme| programme.content.slug == *path).ok_or(AppError::NotFound)?;
    let courses = curriculum::latest_courses(&mut conn).await?;
    let planned = courses.iter().filter(|course| course.content.plan.is_some());
    let programme = found.content;
    let shell = Shell::new(&guard.app, &guard, &programme.title).bundled(Bundle::Plan);
    page(&ProgrammePage {
        en: in_english(&shell),
        shell,
        version: found.number,
        years: years(&programme),
        planned: planned.map(|course| course.content.slug.clone()).collect(),
        programme,
    })
}
