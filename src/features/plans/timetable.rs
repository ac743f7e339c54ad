//! A plan's days as a page shows them. Pure.

use crate::features::curriculum::{Plan, Session};

/// Who reads: decides what there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    Teacher,
    Participant,
}

/// A day with everything that stands in it.
pub struct DayView {
    pub title: String,
    pub sessions: Vec<SessionView>,
}

pub struct SessionView {
    /// Minutes of the break before it, if there is one.
    pub rest: Option<u32>,
    pub starts: String,
    pub ends: String,
    pub minutes: u32,
    pub title: String,
    /// The text that names the method.
    pub method: &'static str,
    /// Numbers of the plan's objectives, from 1.
    pub objectives: Vec<usize>,
    /// That something is graded in it.
    pub graded: bool,
    /// For teachers.
    pub notes: Option<Notes>,
}

/// What only who teaches reads.
pub struct Notes {
    pub text: String,
    pub materials: Vec<String>,
    /// Id and title of the exercise.
    pub exercise: Option<(String, String)>,
}

pub fn timetable(plan: &Plan, reader: Reader) -> Vec<DayView> {
    plan.days
        .iter()
        .map(|day| {
            let ends = day.sessions.iter().map(|session| Some(session.start.saturating_add(session.minutes)));
            let sessions = day.sessions.iter().zip([None].into_iter().chain(ends));
            DayView {
                title: day.title.clone(),
                sessions: sessions.map(|(session, before)| session_view(plan, session, before, reader)).collect(),
            }
        })
        .collect()
}

/// `before` is when the session before it ended.
fn session_view(plan: &Plan, session: &Session, before: Option<u32>, reader: Reader) -> SessionView {
    let number = |id: &String| plan.objective_number(id);
    let exercise = session.exercise.as_ref().and_then(|id| plan.exercise(id));
    let notes = (reader == Reader::Teacher).then(|| Notes {
        text: session.text.clone(),
        materials: session.materials.clone(),
        exercise: exercise.map(|exercise| (exercise.id.clone(), exercise.title.clone())),
    });
    SessionView {
        rest: before.and_then(|end| session.start.checked_sub(end)).filter(|minutes| *minutes > 0),
        starts: session.starts(),
        ends: session.ends(),
        minutes: session.minutes,
        title: session.title.clone(),
        method: session.method.key(),
        objectives: session.objectives.iter().filter_map(number).collect(),
        graded: session.exercise.is_some(),
        notes,
    }
}
