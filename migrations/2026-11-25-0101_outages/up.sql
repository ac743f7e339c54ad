-- Tries that failed because something outside was down: they do not count towards giving up.
ALTER TABLE jobs ADD COLUMN outages integer NOT NULL DEFAULT 0;
