//! The server's health: queues, mail, keys, the newest acts. What needs a person stands first.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::platform::audit::{self, Audit, Entry};
use crate::platform::auth::needs::Administer;
use crate::platform::auth::{Key, Purpose};
use crate::platform::web::{AppError, Fields, Guard, Routes, Shell, page, redirect_with_flash};
use crate::platform::{jobs, mail};

pub fn routes(routes: &mut Routes) {
    routes.get("/admin", health).post("/admin/jobs/{job}/revival", revive).post("/admin/keys/rotation", rotate);
}

#[derive(Template)]
#[template(path = "home/admin.html")]
struct AdminPage {
    shell: Shell,
    jobs_waiting: i64,
    mails_waiting: i64,
    mails_failed: i64,
    dead: Vec<(Uuid, String, Option<String>, Option<Instant>)>,
    keys: Vec<Key>,
    entries: Vec<Entry>,
}

async fn health(guard: Guard<Administer>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let (jobs_waiting, _) = jobs::counts(&mut conn).await?;
    let (mails_waiting, mails_failed) = mail::counts(&mut conn).await?;
    page(&AdminPage {
        shell: Shell::new(&guard.app, &guard, &guard.texts.t("nav-admin")),
        jobs_waiting,
        mails_waiting,
        mails_failed,
        dead: jobs::dead(&mut conn).await?,
        keys: guard.app.keys.all().into_iter().filter(|key| key.purpose == Purpose::Certificate).collect(),
        entries: audit::newest(&mut conn, 50).await?,
    })
}

async fn revive(guard: Guard<Administer>, path: web::Path<Uuid>, _form: Fields) -> Result<HttpResponse, AppError> {
    let (job, now) = (path.into_inner(), guard.app.clock.now());
    guard
        .write(Audit::about("job.revived", job), async move |tx| {
            let job = jobs::revive(tx, job, now).await?;
            mail::wait_again(tx, &job).await
        })
        .await?;
    redirect_with_flash(&guard.app, "/admin", "flash-job-revived")
}

async fn rotate(guard: Guard<Administer>, _form: Fields) -> Result<HttpResponse, AppError> {
    let (app, now) = (&guard.app, guard.app.clock.now());
    app.keys.rotate(&app.db, &app.config.secret, now, Purpose::Certificate, Some(guard.person()?)).await?;
    redirect_with_flash(app, "/admin", "flash-key-rotated")
}
