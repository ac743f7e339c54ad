//! How courses are held, and the programmes that courses are steps of: pages to read and to print.
//!
//! Invariant: what instructors know and participants must not (notes, rubrics, briefs of graded exercises) is never in
//! what a participant's page is made from: [`timetable`] has it only when it is asked for by whoever may teach.

mod pages;
mod programmes;
mod timetable;

use crate::platform::web::Routes;

pub fn routes(routes: &mut Routes) {
    pages::routes(routes);
    programmes::routes(routes);
}
