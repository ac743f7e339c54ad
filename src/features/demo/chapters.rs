//! The chapters of the demonstration, in the order of [`super::fill`].

use chrono::{Duration, NaiveTime};

use super::cast::{AGENCIES, DELIVERIES, Delivery, EVERYBODY, Part, Player};
use super::{REACH, World, store};
use crate::base::address::Email;
use crate::base::ids::Uuid;
use crate::features::accounts::{self, NewPerson, Profile};
use crate::features::courses::{self, Cohort, NewCohort};
use crate::features::{agencies as agency, curriculum};
use crate::platform::App;
use crate::platform::auth::Role;
use crate::platform::web::AppError;

/// Hour of the day by which pre-course work is due, in UTC.
const DUE_HOUR: u32 = 12;

pub async fn agencies(world: &mut World) -> Result<(), AppError> {
    let now = world.app.clock.now();
    for (name, country) in AGENCIES {
        let made =
            world.app.db.write(&REACH, async move |tx| agency::find_or_create(tx, now, country, name).await).await?;
        world.agencies.push((name, made.id));
    }
    Ok(())
}

pub async fn people(world: &mut World) -> Result<(), AppError> {
    for player in &EVERYBODY {
        let grant = match player.part {
            Part::Staff(role, Some(name)) => Some((role, Some(world.agency(name)?))),
            Part::Staff(role, None) => Some((role, None)),
            Part::Participant(..) => None,
        };
        let id = person(&world.app, player, grant).await?;
        world.people.push((player, id));
    }
    Ok(())
}

/// Somebody who has come in, confirmed the name and chosen a password.
async fn person(app: &App, player: &'static Player, grant: Option<(Role, Option<Uuid>)>) -> Result<Uuid, AppError> {
    let now = app.clock.now();
    let phc = app.hasher.hash(player.password).await?;
    let email = Email::parse(player.email).map_err(AppError::internal)?;
    let names = accounts::names(player.name, player.latin).map_err(AppError::Invalid)?;
    app.db
        .write(&REACH, async move |tx| {
            let new = NewPerson {
                email,
                full_name: names.full.clone(),
                lang: player.lang,
                country: player.country.to_owned(),
                agency: player.works_at.to_owned(),
            };
            let id = accounts::add_person(tx, now, &new).await?.id;
            let profile = Profile { names, lang: player.lang, time_zone: player.zone.to_owned() };
            accounts::keep_profile(tx, now, id, profile).await?;
            accounts::set_password(tx, now, id, &phc, None).await?;
            if let Some((role, agency)) = grant {
                accounts::grant_role(tx, now, id, role, agency, None).await?;
            }
            Ok(id)
        })
        .await
}

pub async fn cohorts(world: &mut World) -> Result<(), AppError> {
    for delivery in &DELIVERIES {
        let cohort = cohort(world, delivery).await?;
        world.cohorts.push(cohort);
    }
    Ok(())
}

async fn cohort(world: &World, delivery: &'static Delivery) -> Result<Cohort, AppError> {
    let (app, now, agency) = (&world.app, world.app.clock.now(), world.agency(delivery.agency)?);
    let in_role = |wanted: Role| {
        let held = move |player: &Player| player.part == Part::Staff(wanted, Some(delivery.agency));
        world.people.iter().filter(move |(player, _)| held(player)).map(|(_, id)| *id)
    };
    let coordinator = in_role(Role::Coordinator).next();
    let instructors: Vec<Uuid> = in_role(Role::Instructor).collect();
    let takes_part = |part| matches!(part, Part::Participant(codes, _) if codes.contains(&delivery.code));
    let learners: Vec<Uuid> =
        world.people.iter().filter(|(player, _)| takes_part(player.part)).map(|(_, id)| *id).collect();
    let starts_on = now.date_naive() + Duration::days(delivery.begins_in);
    let due = NaiveTime::from_hms_opt(DUE_HOUR, 0, 0).unwrap_or_default();
    let new = NewCohort {
        code: delivery.code.to_owned(),
        agency,
        place: delivery.place.to_owned(),
        starts_on,
        ends_on: starts_on + Duration::days(delivery.days - 1),
        due_at: (now.date_naive() + Duration::days(delivery.due_in)).and_time(due).and_utc(),
        by: coordinator,
    };
    app.db
        .write(&REACH, async move |tx| {
            let courses = curriculum::latest_courses(tx).await?;
            let course = courses.iter().find(|course| course.content.slug == delivery.course);
            let course = course.ok_or_else(|| AppError::internal(format!("no course {}", delivery.course)))?;
            let cohort = courses::create_cohort(tx, now, course, new).await?;
            for instructor in instructors {
                courses::add_instructor(tx, cohort.id, instructor).await?;
            }
            for learner in learners {
                courses::enrol(tx, now, cohort.id, learner, coordinator).await?;
            }
            Ok(cohort)
        })
        .await
}

/// Participants have read some lessons of their first course, one a day, the last today.
pub async fn reading(world: &World) -> Result<(), AppError> {
    for (player, id) in &world.people {
        let Part::Participant(codes, lessons) = player.part else { continue };
        let first = world.cohorts.iter().find(|cohort| codes.first() == Some(&cohort.code.as_str()));
        if let Some(cohort) = first {
            read_lessons(&world.app, cohort.id, *id, lessons).await?;
        }
    }
    Ok(())
}

async fn read_lessons(app: &App, cohort: Uuid, person: Uuid, count: usize) -> Result<(), AppError> {
    let now = app.clock.now();
    app.db
        .write(&REACH, async move |tx| {
            let seats = courses::my_seats(tx, person).await?;
            let Some(seat) = seats.iter().find(|seat| seat.cohort.id == cohort) else { return Ok(()) };
            let Some(module) = seat.modules.first() else { return Ok(()) };
            let version = curriculum::module_version(tx, *module).await?;
            let read: Vec<&str> =
                version.content.lessons.iter().take(count).map(|lesson| lesson.slug.as_str()).collect();
            for (lesson, days_ago) in read.iter().rev().zip(0_i64..) {
                store::mark_read(tx, seat.enrolment.id, *module, lesson, now - Duration::days(days_ago)).await?;
            }
            Ok(())
        })
        .await
}
