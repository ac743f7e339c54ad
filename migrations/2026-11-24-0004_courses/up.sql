-- One delivery of a course to one group of people.
CREATE TABLE cohorts (
    id uuid PRIMARY KEY,
    code text NOT NULL UNIQUE,
    course_version_id uuid NOT NULL REFERENCES course_versions,
    agency_id uuid NOT NULL REFERENCES agencies,
    place text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    -- by when the pre-course work is due
    due_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    created_by uuid,
    CHECK (starts_on <= ends_on)
);
-- The module versions this cohort works with: pinned, so that everybody in it is asked the same.
CREATE TABLE cohort_modules (
    cohort_id uuid NOT NULL REFERENCES cohorts,
    module_version_id uuid NOT NULL REFERENCES module_versions,
    position integer NOT NULL,
    PRIMARY KEY (cohort_id, module_version_id)
);
CREATE TABLE cohort_instructors (
    cohort_id uuid NOT NULL REFERENCES cohorts,
    person_id uuid NOT NULL REFERENCES persons,
    PRIMARY KEY (cohort_id, person_id)
);

CREATE TABLE enrolments (
    id uuid PRIMARY KEY,
    cohort_id uuid NOT NULL REFERENCES cohorts,
    person_id uuid NOT NULL REFERENCES persons,
    created_at timestamptz NOT NULL,
    created_by uuid,
    UNIQUE (cohort_id, person_id)
);
CREATE INDEX enrolments_by_person ON enrolments (person_id);

CREATE TABLE withdrawals (
    enrolment_id uuid PRIMARY KEY REFERENCES enrolments,
    at timestamptz NOT NULL,
    by_person uuid,
    reason text NOT NULL
);

-- Extra time, set once per person and course; it extends every limit and every window.
CREATE TABLE extra_times (
    enrolment_id uuid PRIMARY KEY REFERENCES enrolments,
    percent integer NOT NULL CHECK (percent BETWEEN 1 AND 300),
    set_at timestamptz NOT NULL,
    set_by uuid
);

CREATE TABLE invitations (
    id uuid PRIMARY KEY,
    enrolment_id uuid NOT NULL REFERENCES enrolments,
    token_hash bytea NOT NULL UNIQUE,
    code_hash bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    mail_id uuid REFERENCES mails
);
CREATE INDEX invitations_by_enrolment ON invitations (enrolment_id, created_at);

CREATE TABLE lesson_reads (
    enrolment_id uuid NOT NULL REFERENCES enrolments,
    module_version_id uuid NOT NULL REFERENCES module_versions,
    lesson text NOT NULL,
    read_at timestamptz NOT NULL,
    PRIMARY KEY (enrolment_id, module_version_id, lesson)
);
CREATE TABLE completions (
    enrolment_id uuid PRIMARY KEY REFERENCES enrolments,
    at timestamptz NOT NULL
);

-- A person as permission sees them. One row, read at the start of each request.
CREATE VIEW actors AS
SELECT p.id, p.full_name, p.lang, p.time_zone,
       p.welcomed_at IS NOT NULL AS welcomed,
       EXISTS (SELECT 1 FROM suspensions s WHERE s.person_id = p.id) AS suspended,
       coalesce((SELECT jsonb_agg(jsonb_build_object('role', g.role, 'agency', g.agency_id))
                 FROM role_grants g WHERE g.person_id = p.id), '[]') AS grants,
       EXISTS (SELECT 1 FROM enrolments e WHERE e.person_id = p.id
               AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.enrolment_id = e.id)) AS learns
FROM persons p;
