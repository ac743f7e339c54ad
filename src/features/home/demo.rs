//! The demo's mail, for reading what would have been sent. Outside a demo these addresses do not exist.

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::base::ids::Uuid;
use crate::platform::auth::needs::Public;
use crate::platform::mail::{self, Mail};
use crate::platform::web::{AppError, Guard, Routes, Shell, page};

pub fn routes(routes: &mut Routes) {
    routes.get("/demo/mail", list).get("/demo/mail/{mail}", read);
}

#[derive(Template)]
#[template(path = "home/demo_mail.html")]
struct MailListPage {
    shell: Shell,
    mails: Vec<Mail>,
    open: Option<Mail>,
}

async fn list(guard: Guard<Public>) -> Result<HttpResponse, AppError> {
    show(guard, None).await
}

async fn read(guard: Guard<Public>, path: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    show(guard, Some(path.into_inner())).await
}

async fn show(guard: Guard<Public>, open: Option<Uuid>) -> Result<HttpResponse, AppError> {
    if !guard.app.config.demo {
        return Err(AppError::NotFound);
    }
    let mut conn = guard.read().await?;
    let open = match open {
        Some(id) => Some(mail::find(&mut conn, id).await?),
        None => None,
    };
    let mails = mail::newest(&mut conn, 50).await?;
    page(&MailListPage { shell: Shell::new(&guard.app, &guard, &guard.texts.t("nav-demo-mail")), mails, open })
}
