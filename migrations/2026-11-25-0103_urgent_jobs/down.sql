DROP INDEX jobs_due;
CREATE INDEX jobs_due ON jobs (run_at) WHERE dead_at IS NULL;
ALTER TABLE jobs DROP COLUMN urgent;
