DROP TABLE signing_keys;
DROP TABLE audit_log;
DROP FUNCTION audit_is_append_only;
DROP TABLE mails;
DROP TABLE jobs;
DROP FUNCTION jobs_wake;
