CREATE TABLE modules (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE
);

-- Published content never changes: an edit makes the next number.
CREATE TABLE module_versions (
    id uuid PRIMARY KEY,
    module_id uuid NOT NULL REFERENCES modules,
    number integer NOT NULL,
    content_hash text NOT NULL,
    content jsonb NOT NULL,
    published_at timestamptz NOT NULL,
    UNIQUE (module_id, number)
);

CREATE TABLE items (
    id uuid PRIMARY KEY,
    module_id uuid NOT NULL REFERENCES modules,
    key text NOT NULL,
    UNIQUE (module_id, key)
);
CREATE TABLE item_versions (
    id uuid PRIMARY KEY,
    item_id uuid NOT NULL REFERENCES items,
    content_hash text NOT NULL,
    content jsonb NOT NULL,
    published_at timestamptz NOT NULL,
    UNIQUE (item_id, content_hash)
);
CREATE TABLE module_version_items (
    module_version_id uuid NOT NULL REFERENCES module_versions,
    item_version_id uuid NOT NULL REFERENCES item_versions,
    position integer NOT NULL,
    PRIMARY KEY (module_version_id, item_version_id)
);

CREATE TABLE media_files (
    sha256 text NOT NULL,
    name text NOT NULL,
    mime text NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (sha256, name)
);

CREATE TABLE courses (
    id uuid PRIMARY KEY,
    slug text NOT NULL UNIQUE
);
CREATE TABLE course_versions (
    id uuid PRIMARY KEY,
    course_id uuid NOT NULL REFERENCES courses,
    number integer NOT NULL,
    content_hash text NOT NULL,
    content jsonb NOT NULL,
    published_at timestamptz NOT NULL,
    UNIQUE (course_id, number)
);

CREATE FUNCTION published_is_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'published content never changes: publish a new version';
END $$;
CREATE TRIGGER published_is_immutable BEFORE UPDATE ON module_versions FOR EACH ROW EXECUTE FUNCTION published_is_immutable();
CREATE TRIGGER published_is_immutable BEFORE UPDATE ON item_versions FOR EACH ROW EXECUTE FUNCTION published_is_immutable();
CREATE TRIGGER published_is_immutable BEFORE UPDATE ON course_versions FOR EACH ROW EXECUTE FUNCTION published_is_immutable();
