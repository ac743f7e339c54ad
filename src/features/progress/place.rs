//! A person's own place in a course with everything done in it: what each of their pages begins with, remembered while
//! nothing in it changes.

use std::sync::Arc;

use super::rules::ModuleProgress;
use super::store::Way;
use crate::base::clock::Instant;
use crate::base::ids::Uuid;
use crate::base::lang::Lang;
use crate::features::courses::{self, Seat};
use crate::features::curriculum::{self, CourseVersion};
use crate::platform::auth::needs::Learn;
use crate::platform::db::Conn;
use crate::platform::memory::Thing;
use crate::platform::web::{AppError, Guard};

/// Nothing here depends on the time of day: only rows change it, and each of them counts (`changes` in the migrations).
pub struct Place {
    pub seat: Seat,
    pub course: Arc<CourseVersion>,
    pub completed_at: Option<Instant>,
    /// In the course's order.
    pub modules: Vec<ModuleProgress>,
    /// Whether the newest version of the course has a timetable to read.
    pub planned: bool,
}

impl Thing for Place {
    fn bytes(&self) -> usize {
        size_of::<Self>() + self.modules.iter().map(|module| size_of_val(module) + 500).sum::<usize>()
    }
}

impl Place {
    /// One of the visitor's own places; another's does not exist for them. For pages that only read: what the same
    /// request has changed is not seen.
    pub async fn own(guard: &Guard<Learn>, enrolment: Uuid) -> Result<Arc<Self>, AppError> {
        let changes = guard.actor().changes;
        if !guard.actor().places.contains(&enrolment) {
            return Err(AppError::NotFound);
        }
        if let Some((then, place)) = guard.app.memory.recall::<Self>(enrolment)
            && then == changes
        {
            return Ok(place);
        }
        let mut conn = guard.read().await?;
        let place = Arc::new(Self::load(&mut conn, guard.person()?, enrolment).await?);
        guard.app.memory.keep(enrolment, changes, Arc::clone(&place));
        Ok(place)
    }

    /// All of the visitor's places, the course that begins first before the others.
    pub async fn all(guard: &Guard<Learn>) -> Result<Vec<Arc<Self>>, AppError> {
        let mut places = Vec::with_capacity(guard.actor().places.len());
        for enrolment in &guard.actor().places {
            match Self::own(guard, *enrolment).await {
                Ok(place) => places.push(place),
                // Withdrawn since the session was looked up.
                Err(AppError::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        places.sort_by(|a, b| {
            let key = |place: &Self| (place.seat.cohort.starts_on, place.seat.cohort.code.clone());
            key(a).cmp(&key(b))
        });
        Ok(places)
    }

    async fn load(conn: &mut Conn, person: Uuid, enrolment: Uuid) -> Result<Self, AppError> {
        let seat = courses::my_seat(conn, person, enrolment).await?;
        let way = Way::of(conn, &seat).await?;
        let course = curriculum::course_version(conn, seat.cohort.course_version_id).await?;
        Ok(Self {
            modules: way.in_all(conn, &seat).await?,
            completed_at: way.completed_at,
            planned: curriculum::latest_course(conn, &course.content.slug).await?.content.plan.is_some(),
            course,
            seat,
        })
    }

    /// A module of the course by its slug.
    pub fn module(&self, slug: &str) -> Result<&ModuleProgress, AppError> {
        self.modules.iter().find(|module| module.version.content.slug == slug).ok_or(AppError::NotFound)
    }

    pub fn title(&self, lang: Lang) -> String {
        courses::course_title(&self.course, lang)
    }
}
