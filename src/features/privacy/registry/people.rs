//! Accounts, signing in, mail, and what the server notes of its own work.

use super::Because::{Closed, Elsewhere, Link, Passing, Secret};
use super::Erase::{Becomes, Goes, Stays};
use super::Export::{As, No};
use super::Stays::{Counts, Log};
use super::{Keep, Past, Purpose, Rows, Table, actor, column, link, past_actor, tie};

pub const TABLES: &[Table] = &[
    // Before the mails that its rows deliver. A payload may hold an address that was typed.
    Table {
        name: "jobs",
        purpose: Purpose::Log,
        whose: "payload->>'email' = (SELECT email FROM persons WHERE id = $1)
                OR payload->>'person' = $1::text
                OR payload->>'mail' IN (SELECT id::text FROM mails WHERE person_id = $1)
                OR payload->>'number' IN (SELECT number FROM certificates WHERE person_id = $1)",
        rows: Rows::Go,
        past: &[Past::rows(Keep::DeadJob, "dead_at < $1")],
        columns: &[
            tie("id"),
            tie("kind"),
            column("payload", "data-jobs", No(Passing), Keep::DeadJob, Goes),
            tie("run_at"),
            tie("attempts"),
            tie("leased_until"),
            column("last_error", "data-jobs", No(Passing), Keep::DeadJob, Goes),
            tie("dead_at"),
            tie("created_at"),
            tie("outages"),
            tie("urgent"),
        ],
    },
    // Mail to others that names the person's address loses it, too: see the erasing.
    Table {
        name: "mails",
        purpose: Purpose::Mail,
        whose: "person_id = $1 OR (person_id IS NULL AND recipient = (SELECT email FROM persons WHERE id = $1))",
        rows: Rows::Go,
        past: &[
            Past {
                keep: Keep::MailText,
                when: "created_at < $1 AND (sent_at IS NOT NULL OR failed_at IS NOT NULL)",
                clear: &[("text_body", "''"), ("html_body", "''")],
            },
            Past::rows(
                Keep::Mail,
                "created_at < $1 AND NOT EXISTS (SELECT 1 FROM invitations i WHERE i.mail_id = mails.id)",
            ),
        ],
        columns: &[
            tie("id"),
            tie("person_id"),
            column("recipient", "data-mail", As("mails.recipient"), Keep::Mail, Goes),
            column("lang", "data-mail", As("mails.lang"), Keep::Mail, Goes),
            column("template", "data-mail", As("mails.template"), Keep::Mail, Goes),
            column("subject", "data-mail", As("mails.subject"), Keep::Mail, Goes),
            column("text_body", "data-mail-text", As("mails.text"), Keep::MailText, Goes),
            column("html_body", "data-mail-text", No(Elsewhere), Keep::MailText, Goes),
            tie("certificate_id"),
            column("created_at", "data-mail", As("mails.created_at"), Keep::Mail, Goes),
            column("sent_at", "data-mail", As("mails.sent_at"), Keep::Mail, Goes),
            column("failed_at", "data-mail", As("mails.failed_at"), Keep::Mail, Goes),
            column("last_error", "data-mail", As("mails.trouble"), Keep::Mail, Goes),
        ],
    },
    Table {
        name: "passwords",
        purpose: Purpose::SignIn,
        whose: "person_id = $1",
        rows: Rows::Go,
        past: &[],
        columns: &[
            tie("person_id"),
            column("phc", "data-password", No(Secret), Keep::Account, Goes),
            column("set_at", "data-password", As("person.password_set_at"), Keep::Account, Goes),
        ],
    },
    Table {
        name: "sessions",
        purpose: Purpose::SignIn,
        whose: "person_id = $1",
        rows: Rows::Go,
        past: &[Past::rows(Keep::Session, "least(ended_at, expires_at) < $1")],
        columns: &[
            tie("id"),
            column("token_hash", "data-sessions", No(Secret), Keep::Session, Goes),
            tie("person_id"),
            column("created_at", "data-sessions", As("sessions.created_at"), Keep::Session, Goes),
            column("expires_at", "data-sessions", As("sessions.expires_at"), Keep::Session, Goes),
            column("ended_at", "data-sessions", As("sessions.ended_at"), Keep::Session, Goes),
        ],
    },
    Table {
        name: "sign_in_codes",
        purpose: Purpose::SignIn,
        whose: "person_id = $1",
        rows: Rows::Go,
        past: &[Past::rows(Keep::Code, "expires_at < $1")],
        columns: &[
            tie("id"),
            tie("person_id"),
            column("code_hash", "data-codes", No(Secret), Keep::Code, Goes),
            column("created_at", "data-codes", As("codes.created_at"), Keep::Code, Goes),
            column("expires_at", "data-codes", As("codes.expires_at"), Keep::Code, Goes),
            column("tries", "data-codes", As("codes.tries"), Keep::Code, Goes),
            column("used_at", "data-codes", As("codes.used_at"), Keep::Code, Goes),
        ],
    },
    Table {
        name: "role_grants",
        purpose: Purpose::SignIn,
        whose: "person_id = $1",
        rows: Rows::Go,
        past: &[],
        columns: &[
            tie("id"),
            tie("person_id"),
            column("role", "data-roles", As("roles.role"), Keep::Account, Goes),
            column("agency_id", "data-roles", As("roles.agency"), Keep::Account, Goes),
            column("granted_at", "data-roles", As("roles.granted_at"), Keep::Account, Goes),
            past_actor("granted_by"),
        ],
    },
    Table {
        name: "cohort_instructors",
        purpose: Purpose::SignIn,
        whose: "person_id = $1",
        rows: Rows::Go,
        past: &[],
        columns: &[column("cohort_id", "data-roles", As("teaching.cohort"), Keep::Account, Goes), tie("person_id")],
    },
    Table {
        name: "suspensions",
        purpose: Purpose::SignIn,
        whose: "person_id = $1",
        rows: Rows::Go,
        past: &[],
        columns: &[
            tie("person_id"),
            column("at", "data-suspension", No(Closed), Keep::Done, Goes),
            past_actor("by_person"),
            column("reason", "data-suspension", No(Closed), Keep::Done, Goes),
        ],
    },
    Table {
        name: "erasure_requests",
        purpose: Purpose::Requests,
        whose: "person_id = $1",
        rows: Rows::Go,
        past: &[],
        columns: &[
            tie("person_id"),
            column("asked_at", "data-erasure", As("erasure.asked_at"), Keep::Done, Goes),
            column("due_at", "data-erasure", As("erasure.due_at"), Keep::Done, Goes),
        ],
    },
    // Ids and figures only; append-only in the database itself.
    Table {
        name: "audit_log",
        purpose: Purpose::Log,
        whose: "actor_id = $1 OR about = $1",
        rows: Rows::Stay,
        past: &[Past::rows(Keep::Audit, "at < $1")],
        columns: &[
            link("id"),
            column("at", "data-log", As("activity.at"), Keep::Audit, Stays(Log)),
            column("actor_id", "data-log", As("activity.by_you"), Keep::Audit, Stays(Log)),
            column("act", "data-log", As("activity.act"), Keep::Audit, Stays(Log)),
            link("about"),
            column("detail", "data-log", No(Link), Keep::Audit, Stays(Log)),
        ],
    },
    Table {
        name: "cohorts",
        purpose: Purpose::Log,
        whose: "created_by = $1",
        rows: Rows::Stay,
        past: &[],
        columns: &[actor("created_by")],
    },
    Table {
        name: "releases",
        purpose: Purpose::Log,
        whose: "by_person = $1",
        rows: Rows::Stay,
        past: &[],
        columns: &[actor("by_person")],
    },
    Table {
        name: "release_undos",
        purpose: Purpose::Log,
        whose: "by_person = $1",
        rows: Rows::Stay,
        past: &[],
        columns: &[actor("by_person")],
    },
    Table {
        name: "persons",
        purpose: Purpose::Account,
        whose: "id = $1",
        rows: Rows::Stay,
        past: &[],
        columns: &[
            link("id"),
            link("changes"),
            // No address, so nobody can sign in with it, be invited by it or have it written on an envelope.
            column("email", "email", As("person.email"), Keep::Account, Becomes("'erased ' || id")),
            column("full_name", "export-name", As("person.full_name"), Keep::Account, Becomes("''")),
            column("latin_name", "export-latin", As("person.latin_name"), Keep::Account, Becomes("''")),
            column("lang", "profile-language", As("person.lang"), Keep::Account, Becomes("'en'")),
            column("country", "export-country", As("person.country"), Keep::Account, Becomes("''")),
            column("agency", "export-agency", As("person.agency"), Keep::Account, Becomes("''")),
            column("time_zone", "time-zone", As("person.time_zone"), Keep::Account, Becomes("'UTC'")),
            column("created_at", "export-joined", As("person.created_at"), Keep::Account, Stays(Counts)),
            column("welcomed_at", "export-welcomed", As("person.welcomed_at"), Keep::Account, Becomes("NULL")),
            column("erased_at", "data-erased", No(Closed), Keep::Account, Stays(Log)),
        ],
    },
];
