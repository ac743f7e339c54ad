CREATE TABLE certificates (
    id uuid PRIMARY KEY,
    enrolment_id uuid NOT NULL UNIQUE REFERENCES enrolments,
    cohort_id uuid NOT NULL REFERENCES cohorts,
    person_id uuid NOT NULL REFERENCES persons,
    number text NOT NULL UNIQUE,
    -- typed together with the number when the QR cannot be scanned
    check_code text NOT NULL,
    kid text NOT NULL REFERENCES signing_keys,
    facts jsonb NOT NULL,
    -- the signed payload that the QR carries
    seal text NOT NULL,
    issued_at timestamptz NOT NULL
);
CREATE INDEX certificates_by_person ON certificates (person_id);
CREATE INDEX certificates_by_cohort ON certificates (cohort_id);

-- The PDF as it was first made: the same bytes for ever.
CREATE TABLE certificate_files (
    certificate_id uuid PRIMARY KEY REFERENCES certificates,
    sha256 text NOT NULL,
    pdf bytea NOT NULL
);

CREATE TABLE revocations (
    certificate_id uuid PRIMARY KEY REFERENCES certificates,
    at timestamptz NOT NULL,
    by_person uuid,
    -- what the public list says
    reason text NOT NULL CHECK (reason IN ('issued-in-error', 'name-corrected', 'misconduct', 'other')),
    -- what only coordinators read
    note text NOT NULL DEFAULT ''
);

-- Why a certificate that is due could not be made, until it can.
CREATE TABLE certificate_obstacles (
    enrolment_id uuid PRIMARY KEY REFERENCES enrolments,
    cohort_id uuid NOT NULL REFERENCES cohorts,
    person_id uuid NOT NULL REFERENCES persons,
    at timestamptz NOT NULL,
    -- the obstacle, and what it met
    what jsonb NOT NULL
);
CREATE INDEX certificate_obstacles_by_cohort ON certificate_obstacles (cohort_id);
CREATE INDEX certificate_obstacles_by_person ON certificate_obstacles (person_id);

-- How often a certificate was mailed in the last day is asked before each further mail.
CREATE INDEX mails_by_certificate ON mails (certificate_id, created_at) WHERE certificate_id IS NOT NULL;

-- Somebody who holds a certificate and no longer reads the account's address asks for another one.
CREATE TABLE lost_access_requests (
    id uuid PRIMARY KEY,
    certificate_id uuid NOT NULL REFERENCES certificates,
    -- as typed by whoever asked: nothing here is proved
    name text NOT NULL,
    email text NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX lost_access_by_certificate ON lost_access_requests (certificate_id, at);
CREATE TABLE lost_access_answers (
    request_id uuid PRIMARY KEY REFERENCES lost_access_requests,
    at timestamptz NOT NULL,
    by_person uuid NOT NULL REFERENCES persons,
    granted boolean NOT NULL
);
