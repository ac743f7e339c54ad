-- Somebody waits for it now, as for the code to sign in with: it overtakes what only has to be done.
ALTER TABLE jobs ADD COLUMN urgent boolean NOT NULL DEFAULT false;
DROP INDEX jobs_due;
CREATE INDEX jobs_due ON jobs (urgent DESC, run_at) WHERE dead_at IS NULL;
