//! Reads of tests. A person's own were found through their enrolment; a cohort was loaded for its actor.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Double, Nullable, Text, Uuid as SqlUuid};
use diesel_async::RunQueryDsl;

use super::rules::{Done, Score, Tests, score, tests};
use crate::base::ids::Uuid;
use crate::features::courses::Cohort;
use crate::features::curriculum::{self, ModuleVersion};
use crate::features::quizzes::model::{MarkedItem, Purpose, Sat};
use crate::features::quizzes::store::{result_of, sat_in};
use crate::platform::db::Conn;
use crate::platform::db::schema::lesson_reads;
use crate::platform::web::AppError;

/// Where an enrolment stands with a module's tests.
pub async fn standing(conn: &mut Conn, enrolment: Uuid, version: &ModuleVersion) -> Result<Tests, AppError> {
    if version.content.test.is_none() {
        return Ok(Tests::ABSENT);
    }
    let sat = sat_in(conn, enrolment, version.id).await?;
    let read: Vec<String> = lesson_reads::table
        .filter(lesson_reads::enrolment_id.eq(enrolment))
        .filter(lesson_reads::module_version_id.eq(version.id))
        .select(lesson_reads::lesson)
        .load(conn)
        .await?;
    Ok(standing_after(version, &sat, &read.into_iter().collect()))
}

/// The same, for callers that know the sittings in the module and the lessons that were read.
pub fn standing_after(version: &ModuleVersion, sat: &[Sat], read: &BTreeSet<String>) -> Tests {
    if version.content.test.is_none() {
        return Tests::ABSENT;
    }
    let of = |purpose: Purpose| sat.iter().find(|sat| sat.purpose == purpose).map(|sat| (sat.id, sat.handed_in));
    tests(Done {
        before: of(Purpose::PreTest),
        after: of(Purpose::PostTest),
        begun: !read.is_empty() || sat.iter().any(|sat| sat.purpose != Purpose::PreTest),
        read_all: version.content.lessons.iter().all(|lesson| read.contains(&lesson.slug)),
    })
}

/// The result of a test that was handed in.
pub async fn score_of(conn: &mut Conn, attempt: Uuid) -> Result<Option<Score>, AppError> {
    let Some(result) = result_of(conn, attempt).await? else { return Ok(None) };
    let marks: Vec<MarkedItem> = serde_json::from_value(result.marks).map_err(AppError::internal)?;
    let mut objectives = Vec::with_capacity(marks.len());
    for marked in &marks {
        objectives.push(curriculum::item_version(conn, marked.item_version).await?.objective.clone());
    }
    Ok(Some(score(objectives.into_iter().zip(marks.iter().map(|marked| &marked.mark)))))
}

/// What the people of a cohort reached in the tests of a module, in percent of the points.
#[derive(Clone, Debug, QueryableByName)]
pub struct Figure {
    #[diesel(sql_type = SqlUuid)]
    pub module: Uuid,
    /// None: over the whole test.
    #[diesel(sql_type = Nullable<Text>)]
    pub objective: Option<String>,
    #[diesel(sql_type = BigInt)]
    pub people_before: i64,
    #[diesel(sql_type = Nullable<Double>)]
    pub before: Option<f64>,
    #[diesel(sql_type = BigInt)]
    pub people_after: i64,
    #[diesel(sql_type = Nullable<Double>)]
    pub after: Option<f64>,
    /// Who took both: only their difference is a gain.
    #[diesel(sql_type = BigInt)]
    pub people_both: i64,
    #[diesel(sql_type = Nullable<Double>)]
    pub gain: Option<f64>,
}

const FIGURES: &str = "
    WITH shares AS (
        SELECT a.module_version_id AS module, a.enrolment_id AS enrolment, a.purpose, i.content->>'objective' AS objective,
               100.0 * sum((m->'mark'->>'points_milli')::numeric)
                   / nullif(sum((m->'mark'->>'max_milli')::numeric), 0) AS percent
        FROM attempts a
        JOIN enrolments e ON e.id = a.enrolment_id
        JOIN results r ON r.attempt_id = a.id
        CROSS JOIN LATERAL jsonb_array_elements(r.marks) m
        JOIN item_versions i ON i.id = (m->>'item_version')::uuid
        WHERE e.cohort_id = $1 AND a.purpose IN ('pre-test', 'post-test')
          AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.enrolment_id = e.id)
        GROUP BY GROUPING SETS ((a.module_version_id, a.enrolment_id, a.purpose, i.content->>'objective'),
                                (a.module_version_id, a.enrolment_id, a.purpose))
    ), people AS (
        SELECT module, objective, enrolment,
               max(percent) FILTER (WHERE purpose = 'pre-test') AS earlier,
               max(percent) FILTER (WHERE purpose = 'post-test') AS later
        FROM shares GROUP BY module, objective, enrolment
    )
    SELECT module, objective,
           count(earlier) AS people_before, avg(earlier)::float8 AS before,
           count(later) AS people_after, avg(later)::float8 AS after,
           count(later - earlier) AS people_both, avg(later - earlier)::float8 AS gain
    FROM people GROUP BY module, objective";

/// Of a whole cohort, in one query; without people who were taken out.
pub async fn figures(conn: &mut Conn, cohort: &Cohort) -> Result<Vec<Figure>, AppError> {
    Ok(diesel::sql_query(FIGURES).bind::<SqlUuid, _>(cohort.id).load(conn).await?)
}
