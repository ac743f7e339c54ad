//! Courses as people live them: cohorts, enrolments, invitations.
//!
//! Invariant: every load starts from who is asking. A participant sees their own enrolments; an instructor the cohorts
//! they teach; a coordinator those of their agency; an administrator all. Start with [`store`]; [`invitations`] is how
//! people get in, [`arrival`] how they meet that, [`people`] how their coordinator follows them.

mod actions;
mod arrival;
mod invitations;
mod model;
mod pages;
mod people;
mod rules;
mod store;

pub use actions::{NewCohort, add_instructor, create_cohort, enrol, set_extra_time, withdraw};
pub use invitations::{Invited, Inviter, invite_person, void_all as void_invitations};
pub use model::{Cohort, Enrolment};
pub use rules::{course_title, read_reason};
pub use store::{
    Seat, agency_of, cohort_by_code, cohort_followed_by, cohort_for, cohorts_for, enrolment_by_id, enrolment_ids_in,
    enrolments_in, extra_percent, instructors_of, modules_of, my_seat, my_seats, seat_by_enrolment,
};

use crate::platform::web::Routes;

pub fn routes(routes: &mut Routes) {
    pages::routes(routes);
    people::routes(routes);
    invitations::routes(routes);
    arrival::routes(routes);
}
