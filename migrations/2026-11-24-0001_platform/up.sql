-- Work to be done outside a request. Taken with FOR UPDATE SKIP LOCKED; a dead job stays for a person to see.
CREATE TABLE jobs (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    run_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    leased_until timestamptz,
    last_error text,
    dead_at timestamptz,
    created_at timestamptz NOT NULL
);
CREATE INDEX jobs_due ON jobs (run_at) WHERE dead_at IS NULL;

-- A row here wakes the job runners of every process.
CREATE FUNCTION jobs_wake() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('jobs', '');
    RETURN NULL;
END $$;
CREATE TRIGGER jobs_wake AFTER INSERT ON jobs FOR EACH STATEMENT EXECUTE FUNCTION jobs_wake();

-- Mail waits here until a relay takes it.
CREATE TABLE mails (
    id uuid PRIMARY KEY,
    person_id uuid,
    recipient text NOT NULL,
    lang text NOT NULL,
    template text NOT NULL,
    subject text NOT NULL,
    text_body text NOT NULL,
    html_body text NOT NULL,
    certificate_id uuid,
    created_at timestamptz NOT NULL,
    sent_at timestamptz,
    failed_at timestamptz,
    last_error text
);
CREATE INDEX mails_by_person ON mails (person_id, created_at);
CREATE INDEX mails_failed ON mails (failed_at) WHERE failed_at IS NOT NULL;

-- Who did what, to what, when. Written in the transaction of the act, never changed.
CREATE TABLE audit_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL,
    actor_id uuid,
    act text NOT NULL,
    about uuid,
    detail jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_by_subject ON audit_log (about, at);
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

-- Ed25519 keys. Public halves are never removed; private halves are sealed with the server's secret.
CREATE TABLE signing_keys (
    kid text PRIMARY KEY,
    purpose text NOT NULL CHECK (purpose IN ('token', 'certificate')),
    public_key bytea NOT NULL,
    sealed_private bytea,
    created_at timestamptz NOT NULL,
    retired_at timestamptz
);
