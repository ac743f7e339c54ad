-- A sitting may also be the test before a module or the one after it, each once for an enrolment and module version.
-- A server of the last release keeps working: it asks for quizzes and tasks by name.
ALTER TABLE attempts DROP CONSTRAINT attempts_purpose_check;
ALTER TABLE attempts ADD CONSTRAINT attempts_purpose_check
    CHECK (purpose IN ('quiz', 'task', 'pre-test', 'post-test')),
    ADD CONSTRAINT attempts_one_test CHECK (number = 1 OR purpose IN ('quiz', 'task')),
    ALTER COLUMN purpose SET DEFAULT 'quiz';
