//! Row-level security: what the database itself shows to whom, whatever a query forgets to ask for.
//!
//! [`WALLED`] says independently of the database's rules whose each row is. `reach` holds the rules against it,
//! `interleavings` lets two countries share one connection, and `whole::binary::roles` starts the program as roles that
//! the rules would not hold.

mod catalogue;
mod interleavings;
mod reach;

/// A table with rows of persons.
pub struct Walled {
    pub table: &'static str,
    /// What leads from a row (`t`) to its person, with the condition that it is theirs or their agency's.
    joins: &'static str,
    /// The person whose row it is.
    person: &'static str,
    /// Whether those who run or teach a course of the agency `$agency` see it.
    staff: Option<&'static str>,
}

const BY_SEAT: &str = "JOIN enrolments e ON e.id = t.enrolment_id JOIN cohorts c ON c.id = e.cohort_id";
const BY_ATTEMPT: &str = "JOIN attempts a ON a.id = t.attempt_id JOIN enrolments e ON e.id = a.enrolment_id
    JOIN cohorts c ON c.id = e.cohort_id";
const BY_CERTIFICATE: &str = "JOIN certificates f ON f.id = t.certificate_id JOIN enrolments e ON e.id = f.enrolment_id
    JOIN cohorts c ON c.id = e.cohort_id";
const OF_AGENCY: Option<&str> = Some("c.agency_id = '$agency'");
/// Who takes part in a course of the agency.
const TAKES_PART: Option<&str> = Some(
    "EXISTS (SELECT 1 FROM enrolments e JOIN cohorts c ON c.id = e.cohort_id
             WHERE e.person_id = t.person_id AND c.agency_id = '$agency')",
);

const fn walled(table: &'static str, joins: &'static str, person: &'static str, staff: Option<&'static str>) -> Walled {
    Walled { table, joins, person, staff }
}

pub const WALLED: [Walled; 28] = [
    walled(
        "persons",
        "",
        "t.id",
        Some(
            "(EXISTS (SELECT 1 FROM enrolments e JOIN cohorts c ON c.id = e.cohort_id
                      WHERE e.person_id = t.id AND c.agency_id = '$agency')
              OR EXISTS (SELECT 1 FROM role_grants g WHERE g.person_id = t.id AND g.agency_id = '$agency')
              OR EXISTS (SELECT 1 FROM cohort_instructors i JOIN cohorts c ON c.id = i.cohort_id
                         WHERE i.person_id = t.id AND c.agency_id = '$agency'))",
        ),
    ),
    walled("passwords", "", "t.person_id", None),
    walled("sign_in_codes", "", "t.person_id", None),
    walled("suspensions", "", "t.person_id", None),
    walled("erasure_requests", "", "t.person_id", None),
    walled("sessions", "", "t.person_id", TAKES_PART),
    walled("role_grants", "", "t.person_id", Some("t.agency_id = '$agency'")),
    walled("mails", "", "t.person_id", TAKES_PART),
    walled("enrolments", "JOIN cohorts c ON c.id = t.cohort_id", "t.person_id", OF_AGENCY),
    walled("withdrawals", BY_SEAT, "e.person_id", OF_AGENCY),
    walled("extra_times", BY_SEAT, "e.person_id", OF_AGENCY),
    walled("extra_attempts", BY_SEAT, "e.person_id", OF_AGENCY),
    walled("invitations", BY_SEAT, "e.person_id", OF_AGENCY),
    walled("lesson_reads", BY_SEAT, "e.person_id", OF_AGENCY),
    walled("completions", BY_SEAT, "e.person_id", OF_AGENCY),
    walled("attempts", BY_SEAT, "e.person_id", OF_AGENCY),
    walled("certificate_obstacles", BY_SEAT, "e.person_id", OF_AGENCY),
    walled("certificates", BY_SEAT, "e.person_id", OF_AGENCY),
    walled("attempt_items", BY_ATTEMPT, "e.person_id", OF_AGENCY),
    walled("answer_ops", BY_ATTEMPT, "e.person_id", OF_AGENCY),
    walled("held_ops", BY_ATTEMPT, "e.person_id", OF_AGENCY),
    walled("submissions", BY_ATTEMPT, "e.person_id", OF_AGENCY),
    walled("results", BY_ATTEMPT, "e.person_id", OF_AGENCY),
    walled("grades", BY_ATTEMPT, "e.person_id", OF_AGENCY),
    walled("certificate_files", BY_CERTIFICATE, "e.person_id", OF_AGENCY),
    walled("revocations", BY_CERTIFICATE, "e.person_id", OF_AGENCY),
    walled("certificate_replacements", BY_CERTIFICATE, "e.person_id", OF_AGENCY),
    walled("lost_access_requests", BY_CERTIFICATE, "e.person_id", OF_AGENCY),
];

/// Two steps further: what stands beside a row that is walled itself.
pub const BESIDE: [(&str, &str); 2] = [("held_decisions", "held_ops"), ("lost_access_answers", "lost_access_requests")];

/// Tables that name a person or what is theirs and have no wall, with the reason.
pub const OPEN: [(&str, &str); 1] = [("cohort_instructors", "who teaches a course is known to all of it")];
