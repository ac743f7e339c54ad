//! The results page: what was right, what each choice means, and where it is taught.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::gain;
use super::model::Purpose;
use super::outcome::{Outcome, outcome};
use super::sitting::{Sitting, title_of};
use crate::base::ids::Uuid;
use crate::platform::auth::needs::Learn;
use crate::platform::web::{AppError, Guard, Routes, Shell, page, redirect};

pub fn routes(routes: &mut Routes) {
    routes.get("/attempts/{attempt}/results", results);
}

#[derive(Template)]
#[template(path = "quizzes/results.html")]
struct ResultsPage {
    shell: Shell,
    module: String,
    back: String,
    outcome: Outcome,
}

async fn results(guard: Guard<Learn>, path: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let sitting = Sitting::load(&mut conn, &guard, path.into_inner()).await?;
    let attempt = &sitting.attempt;
    if attempt.purpose() == Purpose::Task {
        return redirect(&format!("{}/task/result", sitting.back()));
    }
    if attempt.purpose().is_test() {
        return gain::results(&guard, &mut conn, &sitting).await;
    }
    let Some(outcome) = outcome(&mut conn, &sitting, guard.texts).await? else {
        return redirect(&format!("/attempts/{}", attempt.id));
    };
    page(&ResultsPage {
        shell: Shell::new(&guard.app, &guard, &sitting.title(guard.texts)),
        module: title_of(&sitting.version, guard.texts.lang),
        back: sitting.back(),
        outcome,
    })
}
