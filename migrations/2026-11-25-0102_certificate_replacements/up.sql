-- A withdrawn certificate that shall be followed by a new one, with the facts as they are then.
CREATE TABLE certificate_replacements (
    certificate_id uuid PRIMARY KEY REFERENCES revocations,
    at timestamptz NOT NULL,
    by_person uuid NOT NULL REFERENCES persons
);

-- An enrolment has one first certificate, and each withdrawn one has at most one successor: never two that count.
ALTER TABLE certificates ADD COLUMN replaces uuid UNIQUE REFERENCES certificate_replacements;
CREATE UNIQUE INDEX certificates_first ON certificates (enrolment_id) WHERE replaces IS NULL;
CREATE INDEX certificates_by_enrolment ON certificates (enrolment_id);
ALTER TABLE certificates DROP CONSTRAINT certificates_enrolment_id_key;
