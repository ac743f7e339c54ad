-- Fails, and leaves all as it is, when a certificate was replaced: the older schema cannot hold that.
ALTER TABLE certificates ADD CONSTRAINT certificates_enrolment_id_key UNIQUE (enrolment_id);
DROP INDEX certificates_by_enrolment;
DROP INDEX certificates_first;
ALTER TABLE certificates DROP COLUMN replaces;
DROP TABLE certificate_replacements;
