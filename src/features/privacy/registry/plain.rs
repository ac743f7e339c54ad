//! Columns that say nothing about a person.

/// Table and columns. What stands neither here nor in the registry makes a test fail: decide where it belongs.
pub const NOT_PERSONAL: &[(&str, &[&str])] = &[
    ("signing_keys", &["kid", "purpose", "public_key", "sealed_private", "created_at", "retired_at"]),
    ("agencies", &["id", "name", "country", "created_at"]),
    ("modules", &["id", "slug"]),
    ("module_versions", &["id", "module_id", "number", "content_hash", "content", "published_at"]),
    ("items", &["id", "module_id", "key"]),
    ("item_versions", &["id", "item_id", "content_hash", "content", "published_at"]),
    ("module_version_items", &["module_version_id", "item_version_id", "position"]),
    ("media_files", &["sha256", "name", "mime", "body"]),
    ("courses", &["id", "slug"]),
    ("course_versions", &["id", "course_id", "number", "content_hash", "content", "published_at"]),
    ("document_versions", &["id", "kind", "slug", "number", "content_hash", "content", "published_at"]),
    (
        "cohorts",
        &["id", "code", "course_version_id", "agency_id", "place", "starts_on", "ends_on", "due_at", "created_at"],
    ),
    ("cohort_modules", &["cohort_id", "module_version_id", "position"]),
    ("releases", &["id", "cohort_id", "module_version_id", "at"]),
    ("release_undos", &["release_id", "at"]),
    ("release_letters", &["release_id", "at"]),
    ("retention_watch", &["single", "steady_since", "looked_at"]),
];
