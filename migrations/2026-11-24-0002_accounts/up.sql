CREATE TABLE agencies (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    country text NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (country, name)
);

CREATE TABLE persons (
    id uuid PRIMARY KEY,
    email text NOT NULL UNIQUE,
    -- as it must appear on the certificate, in the person's own script
    full_name text NOT NULL,
    -- the same in Latin letters, as in the passport
    latin_name text NOT NULL,
    lang text NOT NULL,
    country text NOT NULL,
    agency text NOT NULL,
    time_zone text NOT NULL DEFAULT 'UTC',
    created_at timestamptz NOT NULL,
    -- when the person confirmed the names; until then only the welcome page opens
    welcomed_at timestamptz
);

CREATE TABLE passwords (
    person_id uuid PRIMARY KEY REFERENCES persons,
    phc text NOT NULL,
    set_at timestamptz NOT NULL
);

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    token_hash bytea NOT NULL UNIQUE,
    person_id uuid NOT NULL REFERENCES persons,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX sessions_by_person ON sessions (person_id);

CREATE TABLE sign_in_codes (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES persons,
    code_hash bytea NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    tries integer NOT NULL DEFAULT 0,
    used_at timestamptz
);
CREATE INDEX sign_in_codes_by_person ON sign_in_codes (person_id, created_at);

CREATE TABLE role_grants (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES persons,
    role text NOT NULL CHECK (role IN ('instructor', 'coordinator', 'admin')),
    -- the training agency the role is held in; admins hold it everywhere
    agency_id uuid REFERENCES agencies,
    granted_at timestamptz NOT NULL,
    granted_by uuid,
    CHECK ((role = 'admin') = (agency_id IS NULL)),
    UNIQUE NULLS NOT DISTINCT (person_id, role, agency_id)
);

CREATE TABLE suspensions (
    person_id uuid PRIMARY KEY REFERENCES persons,
    at timestamptz NOT NULL,
    by_person uuid,
    reason text NOT NULL
);
