//! The coordinator's pages: the certificates of a cohort, and one of them with what can be done about it.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::rows::{Blocked, Mailing, Row, blocked, names, rows};
use crate::base::address::Email;
use crate::base::ids::Uuid;
use crate::features::accounts::{self, Person};
use crate::features::certificates::access::{self, Request};
use crate::features::certificates::actions::{mail_again, replace, revoke};
use crate::features::certificates::model::{Held, Reason, Successor};
use crate::features::certificates::seal::Certified;
use crate::features::certificates::store;
use crate::features::courses::{Cohort, cohort_for};
use crate::platform::audit::Audit;
use crate::platform::auth::Role;
use crate::platform::auth::needs::RunCourse;
use crate::platform::db::Conn;
use crate::platform::facts::{self, Fact};
use crate::platform::mail::{self, Mail};
use crate::platform::web::{
    AppError, FieldErrors, Fields, Form, Guard, Routes, Shell, page, page_with, redirect_with_flash,
};

pub fn routes(routes: &mut Routes) {
    routes
        .get("/cohorts/{cohort}/certificates", list)
        .get("/cohorts/{cohort}/certificates/{id}", one)
        .post("/cohorts/{cohort}/certificates/{id}/mail", mail_one)
        .post("/cohorts/{cohort}/certificates/{id}/revocation", withdraw)
        .post("/cohorts/{cohort}/certificates/{id}/replacement", replace_one)
        .post("/cohorts/{cohort}/certificates/{id}/address", change_address)
        .post("/cohorts/{cohort}/certificates/{id}/refusal", refuse)
        .post("/cohorts/{cohort}/obstacles/{enrolment}/retry", retry);
}

/// Longest note to a withdrawal, in characters.
const NOTE_MAX: usize = 1_000;

#[derive(Template)]
#[template(path = "certificates/cohort.html")]
struct ListPage {
    shell: Shell,
    cohort: Cohort,
    /// None can be issued yet.
    waits: bool,
    rows: Vec<Row>,
    blocked: Vec<Blocked>,
}

async fn list(guard: Guard<RunCourse>, cohort: web::Path<Uuid>) -> Result<HttpResponse, AppError> {
    let mut conn = guard.read().await?;
    let cohort = cohort_for(&mut conn, guard.actor(), Role::Coordinator, *cohort).await?;
    let held = store::in_cohort(&mut conn, &cohort).await?;
    let obstructed = store::obstacles_in(&mut conn, &cohort).await?;
    let certificates: Vec<Uuid> = held.iter().map(|held| held.certificate.id).collect();
    let persons = held.iter().map(|held| held.certificate.person_id);
    let persons: Vec<Uuid> = persons.chain(obstructed.iter().map(|one| one.person_id)).collect();
    let names = names(accounts::by_ids(&mut conn, &persons).await?);
    let mails = mail::with_certificates(&mut conn, &certificates).await?;
    let requests = access::open_counts(&mut conn, &certificates).await?;
    let shell = Shell::new(&guard.app, &guard, &guard.texts.t("cohort-certificates"));
    let rows = rows(held, &names, mails, &requests);
    let waits = guard.app.clock.now() < cohort.certified_from();
    page(&ListPage { shell, cohort, waits, rows, blocked: blocked(obstructed, &names)? })
}

#[derive(Template)]
#[template(path = "certificates/cohort_one.html")]
struct OnePage {
    shell: Shell,
    errors: FieldErrors,
    /// The address of this page, under which its forms are posted.
    place: String,
    cohort: Cohort,
    held: Held,
    successor: Successor,
    facts: Certified,
    person: Person,
    mails: Vec<Mail>,
    requests: Vec<Request>,
    /// What was typed for another address.
    email: String,
    note: String,
}

async fn find(
    conn: &mut Conn,
    guard: &Guard<RunCourse>,
    (cohort, id): (Uuid, Uuid),
) -> Result<(Cohort, Held), AppError> {
    let cohort = cohort_for(conn, guard.actor(), Role::Coordinator, cohort).await?;
    let held = store::one_in_cohort(conn, &cohort, id).await?;
    Ok((cohort, held))
}

async fn one(guard: Guard<RunCourse>, path: web::Path<(Uuid, Uuid)>) -> Result<HttpResponse, AppError> {
    page(&one_page(&guard, *path, FieldErrors::default(), String::new(), String::new()).await?)
}

async fn one_page(
    guard: &Guard<RunCourse>,
    path: (Uuid, Uuid),
    errors: FieldErrors,
    email: String,
    note: String,
) -> Result<OnePage, AppError> {
    let mut conn = guard.read().await?;
    let (cohort, held) = find(&mut conn, guard, path).await?;
    let mut shell = Shell::new(&guard.app, guard, &guard.texts.t("cohort-certificate"));
    shell.error = !errors.is_empty();
    let id = held.certificate.id;
    Ok(OnePage {
        shell,
        errors,
        place: place(&cohort, &held),
        cohort,
        successor: store::successor(&mut conn, &held.certificate).await?,
        facts: held.certificate.facts()?,
        person: accounts::by_id(&mut conn, held.certificate.person_id).await?,
        mails: mail::with_certificates(&mut conn, &[id]).await?,
        requests: access::open_requests(&mut conn, id).await?,
        held,
        email,
        note,
    })
}

fn place(cohort: &Cohort, held: &Held) -> String {
    format!("/cohorts/{}/certificates/{}", cohort.id, held.certificate.id)
}

async fn mail_one(
    guard: Guard<RunCourse>,
    path: web::Path<(Uuid, Uuid)>,
    _form: Fields,
) -> Result<HttpResponse, AppError> {
    let (cohort, held) = find(&mut *guard.read().await?, &guard, *path).await?;
    let (app, certificate) = (guard.app.clone(), held.certificate.clone());
    guard
        .write(Audit::about("certificate.mailed", held.certificate.id), async move |tx| {
            let person = accounts::by_id(tx, certificate.person_id).await?;
            mail_again(tx, app.clock.now(), &certificate, &person, &app.config.origin).await
        })
        .await?;
    redirect_with_flash(&guard.app, &place(&cohort, &held), "flash-certificate-mailed-again")
}

#[derive(Deserialize)]
struct RevocationForm {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    note: String,
    /// Ticked: a new certificate follows at once.
    replace: Option<String>,
}

async fn withdraw(
    guard: Guard<RunCourse>,
    path: web::Path<(Uuid, Uuid)>,
    Form(form): Form<RevocationForm>,
) -> Result<HttpResponse, AppError> {
    let (cohort, held) = find(&mut *guard.read().await?, &guard, *path).await?;
    let note = form.note.trim().to_owned();
    let mut errors = FieldErrors::default();
    let reason = form.reason.parse::<Reason>().ok();
    if reason.is_none() {
        errors.add("reason", "revocation-reason-missing");
    }
    if note.chars().count() > NOTE_MAX {
        errors.add("note", "revocation-note-too-long");
    }
    let Some(reason) = reason.filter(|_| errors.is_empty()) else {
        let page = one_page(&guard, *path, errors, String::new(), form.note).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let (now, by, old) = (guard.app.clock.now(), guard.person()?, held.certificate.clone());
    let replaced = form.replace.is_some();
    let what = serde_json::json!({ "reason": reason.name(), "replaced": replaced });
    let audit = Audit::about("certificate.revoked", old.id).with(what);
    let written = note.clone();
    let done = guard
        .write(audit, async move |tx| {
            revoke(tx, now, old.id, by, reason, &written).await?;
            if replaced { replace(tx, now, &old, by).await } else { Ok(()) }
        })
        .await;
    match done {
        // A double click: what it asks for is done.
        Err(AppError::Conflict("error-already-revoked"))
            if says_same(&guard, *path, reason, &note, replaced).await? => {}
        done => done?,
    }
    let flash = if replaced { "flash-certificate-replaced" } else { "flash-certificate-revoked" };
    redirect_with_flash(&guard.app, &place(&cohort, &held), flash)
}

/// Whether the withdrawal that stands is the very one that is asked for.
async fn says_same(
    guard: &Guard<RunCourse>,
    path: (Uuid, Uuid),
    reason: Reason,
    note: &str,
    replaced: bool,
) -> Result<bool, AppError> {
    let mut conn = guard.read().await?;
    let (_, held) = find(&mut conn, guard, path).await?;
    let followed = !matches!(store::successor(&mut conn, &held.certificate).await?, Successor::Nothing);
    Ok(held.revocation.is_some_and(|stands| stands.reason() == reason && stands.note == note) && followed == replaced)
}

async fn replace_one(
    guard: Guard<RunCourse>,
    path: web::Path<(Uuid, Uuid)>,
    _form: Fields,
) -> Result<HttpResponse, AppError> {
    let (cohort, held) = find(&mut *guard.read().await?, &guard, *path).await?;
    if held.revocation.is_none() {
        return Err(AppError::Conflict("error-replacement-of-valid"));
    }
    let (now, by, withdrawn) = (guard.app.clock.now(), guard.person()?, held.certificate.clone());
    let audit = Audit::about("certificate.replacement-asked", withdrawn.id);
    guard.write(audit, async move |tx| replace(tx, now, &withdrawn, by).await).await?;
    redirect_with_flash(&guard.app, &place(&cohort, &held), "flash-certificate-replacing")
}

#[derive(Deserialize)]
struct AddressForm {
    #[serde(default)]
    email: String,
}

async fn change_address(
    guard: Guard<RunCourse>,
    path: web::Path<(Uuid, Uuid)>,
    Form(form): Form<AddressForm>,
) -> Result<HttpResponse, AppError> {
    let (cohort, held) = find(&mut *guard.read().await?, &guard, *path).await?;
    let Ok(email) = Email::parse(&form.email) else {
        let mut errors = FieldErrors::default();
        errors.add("email", "email-missing");
        let page = one_page(&guard, *path, errors, form.email, String::new()).await?;
        return page_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    let change = access::Change {
        person: held.certificate.person_id,
        email,
        by: guard.person()?,
        may_touch_staff: guard.actor().is_admin(),
    };
    let app = guard.app.clone();
    let audit = Audit::about("person.address-changed", change.person)
        .with(serde_json::json!({ "certificate": held.certificate.id }));
    let changed =
        guard.write(audit, async move |tx| access::change(tx, app.clock.now(), change, &app.config.origin).await).await;
    match changed {
        Ok(()) => redirect_with_flash(&guard.app, &place(&cohort, &held), "flash-address-changed"),
        Err(AppError::Invalid(errors)) => {
            let page = one_page(&guard, *path, errors, form.email, String::new()).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other),
    }
}

#[derive(Deserialize)]
struct RefusalForm {
    #[serde(default)]
    request: Uuid,
}

async fn refuse(
    guard: Guard<RunCourse>,
    path: web::Path<(Uuid, Uuid)>,
    Form(form): Form<RefusalForm>,
) -> Result<HttpResponse, AppError> {
    let (cohort, held) = find(&mut *guard.read().await?, &guard, *path).await?;
    let (now, by, certificate) = (guard.app.clock.now(), guard.person()?, held.certificate.id);
    let audit = Audit::about("lost-access.refused", form.request);
    guard.write(audit, async move |tx| access::refuse(tx, now, certificate, form.request, by).await).await?;
    redirect_with_flash(&guard.app, &place(&cohort, &held), "flash-access-refused")
}

async fn retry(
    guard: Guard<RunCourse>,
    path: web::Path<(Uuid, Uuid)>,
    _form: Fields,
) -> Result<HttpResponse, AppError> {
    let (cohort, enrolment) = *path;
    let (cohort, obstructed) = {
        let mut conn = guard.read().await?;
        let cohort = cohort_for(&mut conn, guard.actor(), Role::Coordinator, cohort).await?;
        let obstructed = store::obstacles_in(&mut conn, &cohort).await?;
        (cohort, obstructed)
    };
    if !obstructed.iter().any(|one| one.enrolment_id == enrolment) {
        return Err(AppError::NotFound);
    }
    let (now, fact) = (guard.app.clock.now(), Fact::EnrolmentCompleted { enrolment });
    let audit = Audit::about("certificate.retried", enrolment);
    guard.write(audit, async move |tx| facts::record(tx, now, &fact).await).await?;
    redirect_with_flash(&guard.app, &format!("/cohorts/{}/certificates", cohort.id), "flash-certificate-retried")
}
