//! Certificates and what happened to them.

use super::Because::{Elsewhere, Promised, Unproved};
use super::Erase::{Becomes, Goes, Stays};
use super::Export::{As, No};
use super::Stays::Number;
use super::{Keep, Past, Purpose, Rows, Table, actor, column, link, past_actor, tie};

/// Rows that hang on a certificate.
const PAPER: &str = "certificate_id IN (SELECT id FROM certificates WHERE person_id = $1)";

pub const TABLES: &[Table] = &[
    Table {
        name: "lost_access_answers",
        purpose: Purpose::Requests,
        whose: "request_id IN (SELECT r.id FROM lost_access_requests r JOIN certificates c ON c.id = r.certificate_id
                WHERE c.person_id = $1 OR r.email = (SELECT email FROM persons WHERE id = $1))",
        rows: Rows::Go,
        past: &[Past::rows(Keep::Request, "request_id IN (SELECT id FROM lost_access_requests WHERE at < $1)")],
        columns: &[
            tie("request_id"),
            column("at", "data-lost-access", As("requests.answered_at"), Keep::Request, Goes),
            past_actor("by_person"),
            column("granted", "data-lost-access", As("requests.granted"), Keep::Request, Goes),
        ],
    },
    Table {
        name: "lost_access_requests",
        purpose: Purpose::Requests,
        whose: "certificate_id IN (SELECT id FROM certificates WHERE person_id = $1)
                OR email = (SELECT email FROM persons WHERE id = $1)",
        rows: Rows::Go,
        past: &[Past::rows(
            Keep::Request,
            "at < $1 AND NOT EXISTS (SELECT 1 FROM lost_access_answers a WHERE a.request_id = lost_access_requests.id)",
        )],
        columns: &[
            tie("id"),
            tie("certificate_id"),
            column("name", "data-lost-access", No(Unproved), Keep::Request, Goes),
            column("email", "data-lost-access", No(Unproved), Keep::Request, Goes),
            column("at", "data-lost-access", As("requests.at"), Keep::Request, Goes),
        ],
    },
    Table {
        name: "certificate_obstacles",
        purpose: Purpose::Certificates,
        whose: "person_id = $1",
        rows: Rows::Go,
        past: &[],
        columns: &[
            tie("enrolment_id"),
            tie("cohort_id"),
            tie("person_id"),
            column("at", "data-obstacle", As("obstacles.at"), Keep::Done, Goes),
            column("what", "data-obstacle", As("obstacles.what"), Keep::Done, Goes),
        ],
    },
    Table {
        name: "certificate_files",
        purpose: Purpose::Certificates,
        whose: PAPER,
        rows: Rows::Go,
        past: &[],
        columns: &[
            tie("certificate_id"),
            column("sha256", "data-certificate-file", As("certificates.file_sha256"), Keep::Account, Goes),
            column("pdf", "data-certificate-file", No(Elsewhere), Keep::Account, Goes),
        ],
    },
    Table {
        name: "certificate_replacements",
        purpose: Purpose::Certificates,
        whose: PAPER,
        rows: Rows::Stay,
        past: &[],
        columns: &[
            link("certificate_id"),
            column("at", "data-revocation", As("certificates.replacement_asked_at"), Keep::Account, Stays(Number)),
            actor("by_person"),
        ],
    },
    Table {
        name: "revocations",
        purpose: Purpose::Certificates,
        whose: PAPER,
        rows: Rows::Stay,
        past: &[],
        columns: &[
            link("certificate_id"),
            column("at", "data-revocation", As("certificates.withdrawn_at"), Keep::Account, Stays(Number)),
            actor("by_person"),
            column("reason", "data-revocation", As("certificates.withdrawn_reason"), Keep::Account, Stays(Number)),
            column("note", "data-revocation-note", No(Promised), Keep::Account, Becomes("''")),
        ],
    },
    Table {
        name: "certificates",
        purpose: Purpose::Certificates,
        whose: "person_id = $1",
        rows: Rows::Stay,
        past: &[],
        columns: &[
            link("id"),
            link("enrolment_id"),
            link("cohort_id"),
            link("person_id"),
            column("number", "data-certificate-number", As("certificates.number"), Keep::Account, Stays(Number)),
            column(
                "check_code",
                "data-certificate-number",
                As("certificates.check_code"),
                Keep::Account,
                Stays(Number),
            ),
            link("kid"),
            column("facts", "data-certificate-facts", As("certificates.facts"), Keep::Account, Becomes("'{}'")),
            column("seal", "data-certificate-facts", As("certificates.seal"), Keep::Account, Becomes("''")),
            column("issued_at", "data-certificate-number", As("certificates.issued_at"), Keep::Account, Stays(Number)),
            link("replaces"),
        ],
    },
];
