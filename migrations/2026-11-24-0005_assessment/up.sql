-- One sitting of a module's quiz, or of its written task.
CREATE TABLE attempts (
    id uuid PRIMARY KEY,
    enrolment_id uuid NOT NULL REFERENCES enrolments,
    module_version_id uuid NOT NULL REFERENCES module_versions,
    purpose text NOT NULL CHECK (purpose IN ('quiz', 'task')),
    number integer NOT NULL,
    -- orders the questions and options of this attempt, the same way each time it is opened
    seed bigint NOT NULL,
    -- the code graders see instead of a name
    blind_code text NOT NULL UNIQUE,
    started_at timestamptz NOT NULL,
    due_at timestamptz,
    grace_seconds integer NOT NULL DEFAULT 0,
    UNIQUE (enrolment_id, module_version_id, purpose, number)
);
CREATE TABLE attempt_items (
    attempt_id uuid NOT NULL REFERENCES attempts,
    item_version_id uuid NOT NULL REFERENCES item_versions,
    position integer NOT NULL,
    PRIMARY KEY (attempt_id, item_version_id)
);

-- The answer ledger: every save that reached us, once, in order of arrival. Never changed, never deleted.
CREATE TABLE answer_ops (
    op_id uuid PRIMARY KEY,
    arrival bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    attempt_id uuid NOT NULL REFERENCES attempts,
    device text NOT NULL,
    seq integer NOT NULL,
    -- an answer, or the mark "check later"
    kind text NOT NULL CHECK (kind IN ('answer', 'flag')),
    question text NOT NULL,
    value jsonb NOT NULL,
    sha256 text NOT NULL,
    prev text NOT NULL,
    -- by the device's clock: recorded, never trusted
    made_at text NOT NULL,
    mono_ms bigint NOT NULL,
    received_at timestamptz NOT NULL,
    late boolean NOT NULL
);
CREATE INDEX answer_ops_by_attempt ON answer_ops (attempt_id, question, arrival);
CREATE UNIQUE INDEX answer_ops_chain ON answer_ops (attempt_id, device, seq);

-- Saves that contradict one we hold (same id or same place in the chain, other content), or that came after the
-- end: kept whole, for a person to decide.
CREATE TABLE held_ops (
    id uuid PRIMARY KEY,
    op_id uuid NOT NULL,
    attempt_id uuid NOT NULL REFERENCES attempts,
    sha256 text NOT NULL,
    body jsonb NOT NULL,
    reason text NOT NULL,
    received_at timestamptz NOT NULL,
    UNIQUE (op_id, sha256)
);

CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the answer ledger is append-only';
END $$;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON answer_ops
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();

CREATE TABLE submissions (
    attempt_id uuid PRIMARY KEY REFERENCES attempts,
    receipt text NOT NULL UNIQUE,
    submitted_at timestamptz NOT NULL,
    answered integer NOT NULL,
    late boolean NOT NULL,
    -- handed in by the person, or closed when the time was over
    by_clock boolean NOT NULL
);

CREATE TABLE results (
    attempt_id uuid PRIMARY KEY REFERENCES attempts,
    points_milli integer NOT NULL,
    max_milli integer NOT NULL,
    passed boolean NOT NULL,
    -- per question: what was answered and what it scored
    marks jsonb NOT NULL,
    marked_at timestamptz NOT NULL
);

-- Every grading is a row; the highest version counts.
CREATE TABLE grades (
    id uuid PRIMARY KEY,
    attempt_id uuid NOT NULL REFERENCES attempts,
    version integer NOT NULL,
    grader_id uuid NOT NULL REFERENCES persons,
    marks jsonb NOT NULL,
    total integer NOT NULL,
    maximum integer NOT NULL,
    -- every criterion has its mark
    complete boolean NOT NULL,
    feedback text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (attempt_id, version)
);

-- One dated act that shows the grades of a task to its cohort.
CREATE TABLE releases (
    id uuid PRIMARY KEY,
    cohort_id uuid NOT NULL REFERENCES cohorts,
    module_version_id uuid NOT NULL REFERENCES module_versions,
    at timestamptz NOT NULL,
    by_person uuid NOT NULL REFERENCES persons
);
CREATE INDEX releases_by_task ON releases (cohort_id, module_version_id);
CREATE TABLE release_undos (
    release_id uuid PRIMARY KEY REFERENCES releases,
    at timestamptz NOT NULL,
    by_person uuid NOT NULL REFERENCES persons
);
-- The letters of a release were written: from then on it cannot be undone, and they are not written again.
CREATE TABLE release_letters (
    release_id uuid PRIMARY KEY REFERENCES releases,
    at timestamptz NOT NULL
);
