//! Taking part: courses, answers, results.

use super::Because::{Elsewhere, Key, Link, Secret};
use super::Erase::{Becomes, Goes, Stays};
use super::Export::{As, No};
use super::Stays::{Chain, Counts};
use super::{Keep, Past, Purpose, Rows, Table, actor, column, link, past_actor, tie};

/// Rows that hang on an enrolment.
const SEAT: &str = "enrolment_id IN (SELECT id FROM enrolments WHERE person_id = $1)";
/// Those of a course that ended before `$1`.
const SEAT_PAST: &str = "enrolment_id IN (SELECT e.id FROM enrolments e JOIN cohorts c ON c.id = e.cohort_id
                         WHERE c.ends_on < $1::date)";
/// Rows that hang on an attempt.
const ATTEMPT: &str = "attempt_id IN (SELECT a.id FROM attempts a JOIN enrolments e ON e.id = a.enrolment_id
                       WHERE e.person_id = $1)";
const ATTEMPT_PAST: &str = "attempt_id IN (SELECT a.id FROM attempts a JOIN enrolments e ON e.id = a.enrolment_id
                            JOIN cohorts c ON c.id = e.cohort_id WHERE c.ends_on < $1::date)";

/// Devices of one attempt stay apart and lose their names: each is called by the arrival of its first save. No device
/// may call itself so.
const NAMELESS: &str = "CASE WHEN device LIKE 'gone %' THEN device ELSE 'gone ' || (
                            SELECT min(d.arrival) FROM answer_ops d
                            WHERE d.attempt_id = answer_ops.attempt_id AND d.device = answer_ops.device) END";
/// A device may have said anything here; only a hash is one.
const HASH_OR_NOTHING: &str = "CASE WHEN prev ~ '^[0-9a-f]{64}$' THEN prev ELSE '' END";
/// Points without what was answered.
const POINTS_ONLY: &str =
    "coalesce((SELECT jsonb_agg(jsonb_set(jsonb_set(m, '{answer}', '[]'), '{mark,understood}', 'null'))
                           FROM jsonb_array_elements(marks) m), '[]')";

pub const TABLES: &[Table] = &[
    Table {
        name: "invitations",
        purpose: Purpose::Courses,
        whose: SEAT,
        rows: Rows::Go,
        past: &[Past::rows(Keep::Course, SEAT_PAST)],
        columns: &[
            tie("id"),
            tie("enrolment_id"),
            column("token_hash", "data-invitations", No(Secret), Keep::Course, Goes),
            column("code_hash", "data-invitations", No(Secret), Keep::Course, Goes),
            column("created_at", "data-invitations", As("invitations.created_at"), Keep::Course, Goes),
            column("expires_at", "data-invitations", As("invitations.expires_at"), Keep::Course, Goes),
            column("used_at", "data-invitations", As("invitations.used_at"), Keep::Course, Goes),
            tie("mail_id"),
        ],
    },
    Table {
        name: "extra_times",
        purpose: Purpose::Courses,
        whose: SEAT,
        rows: Rows::Go,
        past: &[Past::rows(Keep::Course, SEAT_PAST)],
        columns: &[
            tie("enrolment_id"),
            column("percent", "data-extra-time", As("enrolments.extra_time_percent"), Keep::Course, Goes),
            column("set_at", "data-extra-time", As("enrolments.extra_time_set_at"), Keep::Course, Goes),
            past_actor("set_by"),
        ],
    },
    Table {
        name: "extra_attempts",
        purpose: Purpose::Courses,
        whose: SEAT,
        rows: Rows::Stay,
        past: &[Past { keep: Keep::Answers, when: SEAT_PAST, clear: &[("reason", "''")] }],
        columns: &[
            link("enrolment_id"),
            column("module_version_id", "data-extra-attempts", As("extra_attempts.module"), Keep::Account, Stays(Counts)),
            column("purpose", "data-extra-attempts", As("extra_attempts.purpose"), Keep::Account, Stays(Counts)),
            column("number", "data-extra-attempts", As("extra_attempts.number"), Keep::Account, Stays(Counts)),
            column("given_at", "data-extra-attempts", As("extra_attempts.given_at"), Keep::Account, Stays(Counts)),
            actor("given_by"),
            column("reason", "data-reasons", As("extra_attempts.reason"), Keep::Answers, Becomes("''")),
        ],
    },
    Table {
        name: "withdrawals",
        purpose: Purpose::Courses,
        whose: SEAT,
        rows: Rows::Stay,
        past: &[Past { keep: Keep::Answers, when: SEAT_PAST, clear: &[("reason", "''")] }],
        columns: &[
            link("enrolment_id"),
            column("at", "data-withdrawn", As("enrolments.withdrawn_at"), Keep::Account, Stays(Counts)),
            actor("by_person"),
            column("reason", "data-reasons", As("enrolments.withdrawn_why"), Keep::Answers, Becomes("''")),
        ],
    },
    Table {
        name: "lesson_reads",
        purpose: Purpose::Courses,
        whose: SEAT,
        rows: Rows::Stay,
        past: &[],
        columns: &[
            link("enrolment_id"),
            column("module_version_id", "data-lessons", As("lessons.module"), Keep::Account, Stays(Counts)),
            column("lesson", "data-lessons", As("lessons.lesson"), Keep::Account, Stays(Counts)),
            column("read_at", "data-lessons", As("lessons.read_at"), Keep::Account, Stays(Counts)),
        ],
    },
    Table {
        name: "completions",
        purpose: Purpose::Courses,
        whose: SEAT,
        rows: Rows::Stay,
        past: &[],
        columns: &[
            link("enrolment_id"),
            column("at", "data-completed", As("enrolments.completed_at"), Keep::Account, Stays(Counts)),
        ],
    },
    Table {
        name: "enrolments",
        purpose: Purpose::Courses,
        whose: "person_id = $1",
        rows: Rows::Stay,
        past: &[],
        columns: &[
            link("id"),
            column("cohort_id", "data-enrolled", As("enrolments.cohort"), Keep::Account, Stays(Counts)),
            link("person_id"),
            column("created_at", "data-enrolled", As("enrolments.enrolled_at"), Keep::Account, Stays(Counts)),
            actor("created_by"),
        ],
    },
    Table {
        name: "held_decisions",
        purpose: Purpose::Answers,
        whose: "held_id IN (SELECT h.id FROM held_ops h JOIN attempts a ON a.id = h.attempt_id
                JOIN enrolments e ON e.id = a.enrolment_id WHERE e.person_id = $1)",
        rows: Rows::Go,
        past: &[Past::rows(
            Keep::Answers,
            "held_id IN (SELECT h.id FROM held_ops h JOIN attempts a ON a.id = h.attempt_id
             JOIN enrolments e ON e.id = a.enrolment_id JOIN cohorts c ON c.id = e.cohort_id WHERE c.ends_on < $1::date)",
        )],
        columns: &[
            tie("held_id"),
            column("verdict", "data-held", As("held.verdict"), Keep::Answers, Goes),
            column("reason", "data-held", As("held.decision_reason"), Keep::Answers, Goes),
            column("result_before", "data-held", No(Key), Keep::Answers, Goes),
            column("at", "data-held", As("held.decided_at"), Keep::Answers, Goes),
            past_actor("by_person"),
        ],
    },
    Table {
        name: "held_ops",
        purpose: Purpose::Answers,
        whose: ATTEMPT,
        rows: Rows::Go,
        past: &[Past::rows(
            Keep::Answers,
            "NOT EXISTS (SELECT 1 FROM held_decisions d WHERE d.held_id = held_ops.id)
             AND attempt_id IN (SELECT a.id FROM attempts a JOIN enrolments e ON e.id = a.enrolment_id
                                JOIN cohorts c ON c.id = e.cohort_id WHERE c.ends_on < $1::date)",
        )],
        columns: &[
            tie("id"),
            tie("op_id"),
            tie("attempt_id"),
            tie("sha256"),
            column("body", "data-held", As("held.save"), Keep::Answers, Goes),
            column("reason", "data-held", As("held.reason"), Keep::Answers, Goes),
            column("received_at", "data-held", As("held.received_at"), Keep::Answers, Goes),
        ],
    },
    Table {
        name: "answer_ops",
        purpose: Purpose::Answers,
        whose: ATTEMPT,
        rows: Rows::Stay,
        past: &[Past {
            keep: Keep::Answers,
            when: ATTEMPT_PAST,
            clear: &[
                ("device", NAMELESS),
                ("question", "''"),
                ("value", "'[]'"),
                ("prev", HASH_OR_NOTHING),
                ("made_at", "''"),
            ],
        }],
        columns: &[
            link("op_id"),
            link("arrival"),
            link("attempt_id"),
            column("device", "data-device", As("answers.device"), Keep::Answers, Becomes(NAMELESS)),
            link("seq"),
            column("kind", "data-chain", As("answers.kind"), Keep::Account, Stays(Chain)),
            column("question", "data-answers", As("answers.question"), Keep::Answers, Becomes("''")),
            column("value", "data-answers", As("answers.value"), Keep::Answers, Becomes("'[]'")),
            column("sha256", "data-chain", As("answers.sha256"), Keep::Account, Stays(Chain)),
            column("prev", "", No(Link), Keep::Answers, Becomes(HASH_OR_NOTHING)),
            column("made_at", "data-device", As("answers.made_at"), Keep::Answers, Becomes("''")),
            link("mono_ms"),
            column("received_at", "data-chain", As("answers.received_at"), Keep::Account, Stays(Chain)),
            column("late", "data-chain", As("answers.late"), Keep::Account, Stays(Chain)),
        ],
    },
    Table {
        name: "attempt_items",
        purpose: Purpose::Answers,
        whose: ATTEMPT,
        rows: Rows::Stay,
        past: &[],
        columns: &[
            link("attempt_id"),
            column("item_version_id", "data-attempts", No(Key), Keep::Account, Stays(Counts)),
            link("position"),
        ],
    },
    Table {
        name: "submissions",
        purpose: Purpose::Answers,
        whose: ATTEMPT,
        rows: Rows::Stay,
        past: &[],
        columns: &[
            link("attempt_id"),
            column("receipt", "data-chain", As("attempts.receipt"), Keep::Account, Stays(Chain)),
            column("submitted_at", "data-attempts", As("attempts.submitted_at"), Keep::Account, Stays(Counts)),
            column("answered", "data-attempts", As("attempts.answered"), Keep::Account, Stays(Counts)),
            column("late", "data-attempts", As("attempts.late"), Keep::Account, Stays(Counts)),
            column("by_clock", "data-attempts", As("attempts.by_clock"), Keep::Account, Stays(Counts)),
        ],
    },
    Table {
        name: "attempts",
        purpose: Purpose::Answers,
        whose: SEAT,
        rows: Rows::Stay,
        past: &[],
        columns: &[
            link("id"),
            link("enrolment_id"),
            column("module_version_id", "data-attempts", As("attempts.module"), Keep::Account, Stays(Counts)),
            column("purpose", "data-attempts", As("attempts.purpose"), Keep::Account, Stays(Counts)),
            column("number", "data-attempts", As("attempts.number"), Keep::Account, Stays(Counts)),
            link("seed"),
            column("blind_code", "data-attempts", No(Key), Keep::Account, Stays(Counts)),
            column("started_at", "data-attempts", As("attempts.started_at"), Keep::Account, Stays(Counts)),
            column("due_at", "data-attempts", As("attempts.due_at"), Keep::Account, Stays(Counts)),
            link("grace_seconds"),
            // The same moment by another clock.
            column("noted_at", "data-attempts", No(Elsewhere), Keep::Account, Stays(Counts)),
        ],
    },
    Table {
        name: "results",
        purpose: Purpose::Results,
        whose: ATTEMPT,
        rows: Rows::Stay,
        past: &[Past { keep: Keep::Answers, when: ATTEMPT_PAST, clear: &[("marks", POINTS_ONLY)] }],
        columns: &[
            link("attempt_id"),
            column("points_milli", "data-points", As("attempts.points"), Keep::Account, Stays(Counts)),
            column("max_milli", "data-points", As("attempts.maximum"), Keep::Account, Stays(Counts)),
            column("passed", "data-points", As("attempts.passed"), Keep::Account, Stays(Counts)),
            column("marks", "data-marks", No(Key), Keep::Answers, Becomes(POINTS_ONLY)),
            column("marked_at", "data-points", As("attempts.marked_at"), Keep::Account, Stays(Counts)),
        ],
    },
    Table {
        name: "grades",
        purpose: Purpose::Results,
        whose: ATTEMPT,
        rows: Rows::Stay,
        past: &[Past { keep: Keep::Answers, when: ATTEMPT_PAST, clear: &[("feedback", "''")] }],
        columns: &[
            link("id"),
            link("attempt_id"),
            link("version"),
            actor("grader_id"),
            column("marks", "data-points", As("grades.marks"), Keep::Account, Stays(Counts)),
            column("total", "data-points", As("grades.points"), Keep::Account, Stays(Counts)),
            column("maximum", "data-points", As("grades.maximum"), Keep::Account, Stays(Counts)),
            link("complete"),
            column("feedback", "data-feedback", As("grades.feedback"), Keep::Answers, Becomes("''")),
            column("created_at", "data-points", As("grades.graded_at"), Keep::Account, Stays(Counts)),
        ],
    },
];
