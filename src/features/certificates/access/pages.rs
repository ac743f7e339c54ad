//! The form for those who lost the address of their account.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::jobs::{Asked, JOB};
use crate::base::address::Email;
use crate::features::certificates::number::{CertificateNumber, NumberTrouble};
use crate::features::certificates::seal::NAME_MAX;
use crate::platform::auth::Check;
use crate::platform::auth::needs::Public;
use crate::platform::db::Reach;
use crate::platform::jobs;
use crate::platform::web::{AppError, FieldErrors, Form, Guard, Routes, Shell, client_ip, page, page_with, redirect};

pub fn routes(routes: &mut Routes) {
    routes.get("/lost-access", ask).post("/lost-access", take).get("/lost-access/sent", sent);
}

#[derive(Template)]
#[template(path = "certificates/lost_access.html")]
struct AskPage {
    shell: Shell,
    errors: FieldErrors,
    form: AskForm,
}

#[derive(Default, Deserialize)]
struct AskForm {
    #[serde(default)]
    number: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
}

async fn ask(guard: Guard<Public>) -> Result<HttpResponse, AppError> {
    page(&ask_page(&guard, FieldErrors::default(), AskForm::default()))
}

fn ask_page(guard: &Guard<Public>, errors: FieldErrors, form: AskForm) -> AskPage {
    let mut shell = Shell::new(&guard.app, guard, &guard.texts.t("lost-access-title")).with_form(&guard.app, guard);
    shell.error = !errors.is_empty();
    AskPage { shell, errors, form }
}

async fn take(guard: Guard<Public>, request: HttpRequest, Form(form): Form<AskForm>) -> Result<HttpResponse, AppError> {
    let asked = match read(&form) {
        Ok(asked) => asked,
        Err(errors) => return page_with(StatusCode::UNPROCESSABLE_ENTITY, &ask_page(&guard, errors, form)),
    };
    let address = client_ip(&request, &guard.app.config);
    guard.app.limiter.take(Check::LostAccess, &asked.number.to_string(), address)?;
    let now = guard.app.clock.now();
    guard.app.db.write(&Reach::Nobody, async move |tx| jobs::enqueue_now(tx, now, JOB, &asked).await).await?;
    redirect("/lost-access/sent")
}

/// What can be seen to be wrong without looking anything up.
fn read(form: &AskForm) -> Result<Asked, FieldErrors> {
    let mut errors = FieldErrors::default();
    let number = CertificateNumber::parse(&form.number);
    match number {
        Ok(_) => {}
        Err(NumberTrouble::WrongCheck) => errors.add("number", "verify-number-typo"),
        Err(NumberTrouble::Malformed) => errors.add("number", "verify-number-malformed"),
    }
    let name = form.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        errors.add("name", "name-missing");
    } else if name.chars().count() > NAME_MAX || name.chars().any(char::is_control) {
        errors.add("name", "name-too-long");
    }
    let email = Email::parse(&form.email);
    if email.is_err() {
        errors.add("email", "email-missing");
    }
    match (number, email) {
        (Ok(number), Ok(email)) if errors.is_empty() => Ok(Asked { number, email: email.to_string(), name }),
        _ => Err(errors),
    }
}

#[derive(Template)]
#[template(path = "certificates/lost_access_sent.html")]
struct SentPage {
    shell: Shell,
}

async fn sent(guard: Guard<Public>) -> Result<HttpResponse, AppError> {
    page(&SentPage { shell: Shell::new(&guard.app, &guard, &guard.texts.t("lost-access-sent")) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_says_what_is_wrong_before_anything_is_looked_up() {
        let errors = read(&AskForm { number: "PL-1".into(), name: " ".into(), email: "x".into() }).err().unwrap();
        let fields: Vec<_> = errors.0.iter().map(|error| (error.field.as_ref(), error.key)).collect();
        let expected = [("number", "verify-number-malformed"), ("name", "name-missing"), ("email", "email-missing")];
        assert_eq!(fields, expected);
        let number = CertificateNumber::random().to_string().to_lowercase();
        let form = AskForm { number, name: "  Ana   Díaz ".into(), email: "Ana@New.example".into() };
        let asked = read(&form).unwrap();
        assert_eq!((asked.name.as_str(), asked.email.as_str()), ("Ana Díaz", "ana@new.example"));
    }
}
