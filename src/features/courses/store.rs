//! Reads. Nothing here finds a row without knowing who asks, but for the functions whose names say so.

use diesel::dsl::{array, exists, not};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::model::{Cohort, Enrolment};
use crate::base::ids::Uuid;
use crate::platform::auth::{Actor, Role};
use crate::platform::db::Conn;
use crate::platform::db::schema::{cohort_instructors, cohort_modules, cohorts, enrolments, extra_times, withdrawals};
use crate::platform::web::AppError;

/// An enrolment with its cohort: a person's place in a course.
#[derive(Clone, Debug)]
pub struct Seat {
    pub enrolment: Enrolment,
    pub cohort: Cohort,
    /// Module versions in the course's order.
    pub modules: Vec<Uuid>,
}

/// Enrolments that were not withdrawn, each with its cohort and the cohort's modules in their order.
macro_rules! seats {
    () => {
        enrolments::table
            .inner_join(cohorts::table.on(cohorts::id.eq(enrolments::cohort_id)))
            .filter(not(exists(withdrawals::table.filter(withdrawals::enrolment_id.eq(enrolments::id)))))
            .select((
                Enrolment::as_select(),
                Cohort::as_select(),
                array(
                    cohort_modules::table
                        .filter(cohort_modules::cohort_id.eq(cohorts::id))
                        .order(cohort_modules::position)
                        .select(cohort_modules::module_version_id),
                ),
            ))
    };
}

/// Cohorts that the actor may see in a role.
fn visible_to(actor: &Actor, role: Role) -> cohorts::BoxedQuery<'static, Pg> {
    let all = cohorts::table.into_boxed();
    if actor.is_admin() {
        return all;
    }
    let Some(person) = actor.id.filter(|_| actor.holds(role)) else {
        return all.filter(diesel::dsl::sql::<diesel::sql_types::Bool>("false"));
    };
    let agencies = actor.agencies(role);
    match role {
        Role::Coordinator => all.filter(cohorts::agency_id.eq_any(agencies)),
        // An instructor of the agency, and named for this cohort.
        _ => all.filter(cohorts::agency_id.eq_any(agencies)).filter(exists(
            cohort_instructors::table
                .filter(cohort_instructors::cohort_id.eq(cohorts::id))
                .filter(cohort_instructors::person_id.eq(person)),
        )),
    }
}

/// A cohort that the actor may see in this role; otherwise it does not exist.
pub async fn cohort_for(conn: &mut Conn, actor: &Actor, role: Role, id: Uuid) -> Result<Cohort, AppError> {
    Ok(visible_to(actor, role).filter(cohorts::id.eq(id)).select(Cohort::as_select()).first(conn).await?)
}

/// A cohort that the actor runs or teaches; otherwise it does not exist.
pub async fn cohort_followed_by(conn: &mut Conn, actor: &Actor, id: Uuid) -> Result<Cohort, AppError> {
    match cohort_for(conn, actor, Role::Coordinator, id).await {
        Err(AppError::NotFound) => cohort_for(conn, actor, Role::Instructor, id).await,
        found => found,
    }
}

/// For jobs, which act for nobody: the agency that a cohort belongs to.
pub async fn agency_of(conn: &mut Conn, cohort: Uuid) -> Result<Uuid, AppError> {
    Ok(cohorts::table.find(cohort).select(cohorts::agency_id).first(conn).await?)
}

/// All cohorts that the actor may see in this role, the next to begin first.
pub async fn cohorts_for(conn: &mut Conn, actor: &Actor, role: Role) -> Result<Vec<Cohort>, AppError> {
    let cohorts = visible_to(actor, role).order((cohorts::starts_on.desc(), cohorts::code));
    Ok(cohorts.select(Cohort::as_select()).load(conn).await?)
}

/// For commands, which act for nobody: the cohort of this code.
pub async fn cohort_by_code(conn: &mut Conn, code: &str) -> Result<Option<Cohort>, AppError> {
    Ok(cohorts::table.filter(cohorts::code.eq(code)).select(Cohort::as_select()).first(conn).await.optional()?)
}

/// A person's places, without those that were withdrawn.
pub async fn my_seats(conn: &mut Conn, person: Uuid) -> Result<Vec<Seat>, AppError> {
    let mine = enrolments::person_id.eq(person);
    Ok(seats!().filter(mine).order(cohorts::starts_on).load::<SeatRow>(conn).await?.into_iter().map(seat).collect())
}

/// One of a person's own places; another's does not exist for them.
pub async fn my_seat(conn: &mut Conn, person: Uuid, enrolment: Uuid) -> Result<Seat, AppError> {
    let mine = seats!().filter(enrolments::id.eq(enrolment)).filter(enrolments::person_id.eq(person));
    Ok(seat(mine.first(conn).await?))
}

type SeatRow = (Enrolment, Cohort, Vec<Uuid>);

fn seat((enrolment, cohort, modules): SeatRow) -> Seat {
    Seat { enrolment, cohort, modules }
}

/// Module versions of a cohort, in order.
pub async fn modules_of(conn: &mut Conn, cohort: Uuid) -> Result<Vec<Uuid>, AppError> {
    Ok(cohort_modules::table
        .filter(cohort_modules::cohort_id.eq(cohort))
        .order(cohort_modules::position)
        .select(cohort_modules::module_version_id)
        .load(conn)
        .await?)
}

/// Everybody in a cohort (the caller has loaded the cohort for the actor), withdrawn or not: `(enrolment, withdrawn)`.
pub async fn enrolments_in(conn: &mut Conn, cohort: &Cohort) -> Result<Vec<(Enrolment, bool)>, AppError> {
    Ok(enrolments::table
        .filter(enrolments::cohort_id.eq(cohort.id))
        .order(enrolments::created_at)
        .select((
            Enrolment::as_select(),
            exists(withdrawals::table.filter(withdrawals::enrolment_id.eq(enrolments::id))),
        ))
        .load(conn)
        .await?)
}

/// Instructors of a cohort, by person.
pub async fn instructors_of(conn: &mut Conn, cohort: Uuid) -> Result<Vec<Uuid>, AppError> {
    Ok(cohort_instructors::table
        .filter(cohort_instructors::cohort_id.eq(cohort))
        .select(cohort_instructors::person_id)
        .load(conn)
        .await?)
}

/// Extra time of an enrolment, in percent; 0 when none was set.
pub async fn extra_percent(conn: &mut Conn, enrolment: Uuid) -> Result<i32, AppError> {
    let percent = extra_times::table.find(enrolment).select(extra_times::percent).first(conn).await.optional()?;
    Ok(percent.unwrap_or(0))
}

/// For reactions to facts, which act for nobody: an enrolment that was not withdrawn.
pub async fn enrolment_by_id(conn: &mut Conn, enrolment: Uuid) -> Result<Option<Enrolment>, AppError> {
    Ok(enrolments::table
        .find(enrolment)
        .filter(not(exists(withdrawals::table.filter(withdrawals::enrolment_id.eq(enrolments::id)))))
        .select(Enrolment::as_select())
        .first(conn)
        .await
        .optional()?)
}

/// For reactions to facts, which act for nobody: the place of an enrolment that was not withdrawn.
pub async fn seat_by_enrolment(conn: &mut Conn, enrolment: Uuid) -> Result<Option<Seat>, AppError> {
    let Some(enrolment) = enrolment_by_id(conn, enrolment).await? else { return Ok(None) };
    Ok(Some(my_seat(conn, enrolment.person_id, enrolment.id).await?))
}

/// For reactions to facts, which act for nobody: the enrolments of a cohort that were not withdrawn.
pub async fn enrolment_ids_in(conn: &mut Conn, cohort: Uuid) -> Result<Vec<Uuid>, AppError> {
    Ok(enrolments::table
        .filter(enrolments::cohort_id.eq(cohort))
        .filter(not(exists(withdrawals::table.filter(withdrawals::enrolment_id.eq(enrolments::id)))))
        .select(enrolments::id)
        .load(conn)
        .await?)
}
