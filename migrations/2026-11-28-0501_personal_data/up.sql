-- When an account was erased: the row stays, without a word in it, because counts, marks and numbers hang on it.
ALTER TABLE persons ADD COLUMN erased_at timestamptz;

-- Who asked to be erased, until it is done or taken back.
CREATE TABLE erasure_requests (
    person_id uuid PRIMARY KEY REFERENCES persons,
    asked_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL
);

-- Since when the clock has gone without a jump. What is past its period goes only after a week of that.
CREATE TABLE retention_watch (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    steady_since timestamptz NOT NULL,
    looked_at timestamptz NOT NULL
);

CREATE POLICY within_reach ON erasure_requests USING (
    person_id = (SELECT reach_person()) OR (SELECT reach_everything()) OR (SELECT reach_of_owner()));
CREATE POLICY within_reach ON retention_watch USING ((SELECT reach_everything()) OR (SELECT reach_of_owner()));
ALTER TABLE erasure_requests ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE retention_watch ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

-- A certificate whose owner was erased is withdrawn with a reason of its own, so that nobody calls the paper forged.
ALTER TABLE revocations DROP CONSTRAINT revocations_reason_check;
ALTER TABLE revocations ADD CONSTRAINT revocations_reason_check
    CHECK (reason IN ('issued-in-error', 'name-corrected', 'misconduct', 'other', 'erased'));

-- Whoever was erased is nobody: no session and no token of theirs finds them.
CREATE OR REPLACE VIEW actors AS
SELECT p.id, p.full_name, p.lang, p.time_zone,
       p.welcomed_at IS NOT NULL AS welcomed,
       EXISTS (SELECT 1 FROM suspensions s WHERE s.person_id = p.id) AS suspended,
       coalesce((SELECT jsonb_agg(jsonb_build_object('role', g.role, 'agency', g.agency_id))
                 FROM role_grants g WHERE g.person_id = p.id), '[]') AS grants,
       EXISTS (SELECT 1 FROM enrolments e WHERE e.person_id = p.id
               AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.enrolment_id = e.id)) AS learns,
       coalesce((SELECT jsonb_agg(e.id) FROM enrolments e WHERE e.person_id = p.id
                 AND NOT EXISTS (SELECT 1 FROM withdrawals w WHERE w.enrolment_id = e.id)), '[]') AS places
FROM persons p WHERE p.erased_at IS NULL;

-- The ledger stays append-only, but for one change: the words of a save may go, for good, when its person was erased or
-- its course is over for a year. Its place, its time and its hash stay.
CREATE FUNCTION ledger_forgets_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.value = '[]'::jsonb AND NEW.question = '' AND NEW.made_at = '' AND NEW.device LIKE 'gone %'
       AND NEW.prev IN (OLD.prev, '')
       AND to_jsonb(NEW) - '{value,question,made_at,device,prev}'::text[]
           = to_jsonb(OLD) - '{value,question,made_at,device,prev}'::text[]
       AND EXISTS (SELECT 1 FROM attempts a JOIN enrolments e ON e.id = a.enrolment_id
                   JOIN persons p ON p.id = e.person_id JOIN cohorts c ON c.id = e.cohort_id
                   WHERE a.id = OLD.attempt_id
                     AND (p.erased_at IS NOT NULL OR c.ends_on < current_date - interval '1 year')) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the answer ledger is append-only';
END $$;
DROP TRIGGER ledger_is_append_only ON answer_ops;
CREATE TRIGGER ledger_is_append_only BEFORE DELETE OR TRUNCATE ON answer_ops
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER ledger_forgets_only BEFORE UPDATE ON answer_ops
    FOR EACH ROW EXECUTE FUNCTION ledger_forgets_only();

-- The audit log stays append-only, but for its end: a line may go when it is five years old by the database's own clock.
CREATE FUNCTION audit_forgets_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.at < now() - interval '5 years' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the audit log is append-only';
END $$;
DROP TRIGGER audit_is_append_only ON audit_log;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_forgets_only BEFORE DELETE ON audit_log
    FOR EACH ROW EXECUTE FUNCTION audit_forgets_only();
