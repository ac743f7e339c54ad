CREATE TABLE certificates (
    id uuid PRIMARY KEY,
    enrolment_id uuid NOT NULL UNIQUE REFERENCES enrolments,
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
    reason text NOT NULL
);

-- Why a certificate that is due could not be made, until it can.
CREATE TABLE certificate_obstacles (
    enrolment_id uuid PRIMARY KEY REFERENCES enrolments,
    at timestamptz NOT NULL,
    what text NOT NULL
);
