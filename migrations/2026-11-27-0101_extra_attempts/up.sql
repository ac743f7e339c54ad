-- One attempt more than the rules of a module allow, which a coordinator gave with a reason. `number` is that of the
-- attempt that it allows: two clicks give one. A server of the last release keeps working: it allows fewer attempts.
CREATE TABLE extra_attempts (
    enrolment_id uuid NOT NULL REFERENCES enrolments,
    module_version_id uuid NOT NULL REFERENCES module_versions,
    purpose text NOT NULL CHECK (purpose IN ('quiz', 'task')),
    number integer NOT NULL CHECK (number > 1),
    given_at timestamptz NOT NULL,
    given_by uuid REFERENCES persons,
    reason text NOT NULL,
    PRIMARY KEY (enrolment_id, module_version_id, purpose, number)
);
