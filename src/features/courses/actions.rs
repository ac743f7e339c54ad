//! What can happen to cohorts and enrolments. Each takes the transaction it is part of.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::model::{Cohort, Enrolment};
use crate::base::clock::Instant;
use crate::base::ids::{Uuid, new_id};
use crate::features::curriculum::{self, CourseVersion};
use crate::platform::db::Conn;
use crate::platform::db::schema::{cohort_instructors, cohort_modules, cohorts, enrolments, extra_times, withdrawals};
use crate::platform::facts::{self, Fact};
use crate::platform::web::AppError;

/// A cohort to be opened.
pub struct NewCohort {
    pub code: String,
    pub agency: Uuid,
    pub place: String,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub due_at: Instant,
    pub by: Option<Uuid>,
}

/// Opens a cohort and pins the newest version of each module of its course: everybody in it is asked the same.
pub async fn create_cohort(
    tx: &mut Conn,
    now: Instant,
    course: &CourseVersion,
    new: NewCohort,
) -> Result<Cohort, AppError> {
    let cohort = diesel::insert_into(cohorts::table)
        .values((
            cohorts::id.eq(new_id()),
            cohorts::code.eq(&new.code),
            cohorts::course_version_id.eq(course.id),
            cohorts::agency_id.eq(new.agency),
            cohorts::place.eq(&new.place),
            cohorts::starts_on.eq(new.starts_on),
            cohorts::ends_on.eq(new.ends_on),
            cohorts::due_at.eq(new.due_at),
            cohorts::created_at.eq(now),
            cohorts::created_by.eq(new.by),
        ))
        .returning(Cohort::as_returning())
        .get_result(tx)
        .await
        .map_err(|error| match AppError::is_unique_violation(&error, "cohorts_code_key") {
            true => AppError::field("code", "cohort-code-taken"),
            false => error.into(),
        })?;
    for (slug, position) in course.content.modules.iter().zip(0_i32..) {
        let version = curriculum::latest_module(tx, slug).await?;
        let version = version.ok_or_else(|| AppError::internal(format!("module {slug} is not published")))?;
        diesel::insert_into(cohort_modules::table)
            .values((
                cohort_modules::cohort_id.eq(cohort.id),
                cohort_modules::module_version_id.eq(version),
                cohort_modules::position.eq(position),
            ))
            .execute(tx)
            .await?;
    }
    Ok(cohort)
}

/// Names an instructor for a cohort.
pub async fn add_instructor(tx: &mut Conn, cohort: Uuid, person: Uuid) -> Result<(), AppError> {
    diesel::insert_into(cohort_instructors::table)
        .values((cohort_instructors::cohort_id.eq(cohort), cohort_instructors::person_id.eq(person)))
        .on_conflict_do_nothing()
        .execute(tx)
        .await?;
    Ok(())
}

/// Enrols a person; enrolling twice is enrolling once.
pub async fn enrol(
    tx: &mut Conn,
    now: Instant,
    cohort: Uuid,
    person: Uuid,
    by: Option<Uuid>,
) -> Result<Enrolment, AppError> {
    diesel::insert_into(enrolments::table)
        .values((
            enrolments::id.eq(new_id()),
            enrolments::cohort_id.eq(cohort),
            enrolments::person_id.eq(person),
            enrolments::created_at.eq(now),
            enrolments::created_by.eq(by),
        ))
        .on_conflict((enrolments::cohort_id, enrolments::person_id))
        .do_nothing()
        .execute(tx)
        .await?;
    Ok(enrolments::table
        .filter(enrolments::cohort_id.eq(cohort).and(enrolments::person_id.eq(person)))
        .select(Enrolment::as_select())
        .first(tx)
        .await?)
}

/// Takes somebody out of a course. What they did stays.
pub async fn withdraw(
    tx: &mut Conn,
    now: Instant,
    enrolment: Uuid,
    by: Option<Uuid>,
    reason: &str,
) -> Result<(), AppError> {
    diesel::insert_into(withdrawals::table)
        .values((
            withdrawals::enrolment_id.eq(enrolment),
            withdrawals::at.eq(now),
            withdrawals::by_person.eq(by),
            withdrawals::reason.eq(reason),
        ))
        .execute(tx)
        .await
        .map_err(|error| match AppError::is_unique_violation(&error, "withdrawals_pkey") {
            true => AppError::Conflict("error-already-withdrawn"),
            false => error.into(),
        })?;
    Ok(())
}

/// Extra time for one person in one course, in percent of every limit; 0 takes it away.
pub async fn set_extra_time(
    tx: &mut Conn,
    now: Instant,
    enrolment: Uuid,
    percent: i32,
    by: Option<Uuid>,
) -> Result<(), AppError> {
    facts::record(tx, now, &Fact::ExtraTimeSet { enrolment }).await?;
    if percent == 0 {
        diesel::delete(extra_times::table.find(enrolment)).execute(tx).await?;
        return Ok(());
    }
    diesel::insert_into(extra_times::table)
        .values((
            extra_times::enrolment_id.eq(enrolment),
            extra_times::percent.eq(percent),
            extra_times::set_at.eq(now),
            extra_times::set_by.eq(by),
        ))
        .on_conflict(extra_times::enrolment_id)
        .do_update()
        .set((extra_times::percent.eq(percent), extra_times::set_at.eq(now), extra_times::set_by.eq(by)))
        .execute(tx)
        .await?;
    Ok(())
}
