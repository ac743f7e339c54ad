DROP TRIGGER audit_forgets_only ON audit_log;
DROP TRIGGER audit_is_append_only ON audit_log;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
DROP FUNCTION audit_forgets_only;

DROP TRIGGER ledger_forgets_only ON answer_ops;
DROP TRIGGER ledger_is_append_only ON answer_ops;
CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON answer_ops
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
DROP FUNCTION ledger_forgets_only;

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
FROM persons p;

UPDATE revocations SET reason = 'other' WHERE reason = 'erased';
ALTER TABLE revocations DROP CONSTRAINT revocations_reason_check;
ALTER TABLE revocations ADD CONSTRAINT revocations_reason_check
    CHECK (reason IN ('issued-in-error', 'name-corrected', 'misconduct', 'other'));

DROP TABLE retention_watch;
DROP TABLE erasure_requests;
ALTER TABLE persons DROP COLUMN erased_at;
