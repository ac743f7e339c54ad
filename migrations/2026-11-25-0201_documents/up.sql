-- What the curriculum holds besides modules and courses: the form at the end of a course, country programmes.
CREATE TABLE document_versions (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('form', 'programme')),
    slug text NOT NULL,
    number integer NOT NULL,
    content_hash text NOT NULL,
    content jsonb NOT NULL,
    published_at timestamptz NOT NULL,
    UNIQUE (kind, slug, number)
);
CREATE TRIGGER published_is_immutable BEFORE UPDATE ON document_versions FOR EACH ROW EXECUTE FUNCTION published_is_immutable();
