//! The tables as Diesel sees them. A test compares this file with the catalog of a freshly migrated database.

diesel::table! {
    jobs (id) {
        id -> Uuid,
        kind -> Text,
        payload -> Jsonb,
        run_at -> Timestamptz,
        attempts -> Integer,
        leased_until -> Nullable<Timestamptz>,
        last_error -> Nullable<Text>,
        dead_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        outages -> Integer,
        urgent -> Bool,
    }
}

diesel::table! {
    mails (id) {
        id -> Uuid,
        person_id -> Nullable<Uuid>,
        recipient -> Text,
        lang -> Text,
        template -> Text,
        subject -> Text,
        text_body -> Text,
        html_body -> Text,
        certificate_id -> Nullable<Uuid>,
        created_at -> Timestamptz,
        sent_at -> Nullable<Timestamptz>,
        failed_at -> Nullable<Timestamptz>,
        last_error -> Nullable<Text>,
    }
}

diesel::table! {
    audit_log (id) {
        id -> BigInt,
        at -> Timestamptz,
        actor_id -> Nullable<Uuid>,
        act -> Text,
        about -> Nullable<Uuid>,
        detail -> Jsonb,
    }
}

diesel::table! {
    signing_keys (kid) {
        kid -> Text,
        purpose -> Text,
        public_key -> Binary,
        sealed_private -> Nullable<Binary>,
        created_at -> Timestamptz,
        retired_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    agencies (id) {
        id -> Uuid,
        name -> Text,
        country -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    persons (id) {
        id -> Uuid,
        email -> Text,
        full_name -> Text,
        latin_name -> Text,
        lang -> Text,
        country -> Text,
        agency -> Text,
        time_zone -> Text,
        created_at -> Timestamptz,
        welcomed_at -> Nullable<Timestamptz>,
        changes -> BigInt,
        erased_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    passwords (person_id) {
        person_id -> Uuid,
        phc -> Text,
        set_at -> Timestamptz,
    }
}

diesel::table! {
    sessions (id) {
        id -> Uuid,
        token_hash -> Binary,
        person_id -> Uuid,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    sign_in_codes (id) {
        id -> Uuid,
        person_id -> Uuid,
        code_hash -> Binary,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        tries -> Integer,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    role_grants (id) {
        id -> Uuid,
        person_id -> Uuid,
        role -> Text,
        agency_id -> Nullable<Uuid>,
        granted_at -> Timestamptz,
        granted_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    suspensions (person_id) {
        person_id -> Uuid,
        at -> Timestamptz,
        by_person -> Nullable<Uuid>,
        reason -> Text,
    }
}

diesel::table! {
    modules (id) {
        id -> Uuid,
        slug -> Text,
    }
}

diesel::table! {
    module_versions (id) {
        id -> Uuid,
        module_id -> Uuid,
        number -> Integer,
        content_hash -> Text,
        content -> Jsonb,
        published_at -> Timestamptz,
    }
}

diesel::table! {
    items (id) {
        id -> Uuid,
        module_id -> Uuid,
        key -> Text,
    }
}

diesel::table! {
    item_versions (id) {
        id -> Uuid,
        item_id -> Uuid,
        content_hash -> Text,
        content -> Jsonb,
        published_at -> Timestamptz,
    }
}

diesel::table! {
    module_version_items (module_version_id, item_version_id) {
        module_version_id -> Uuid,
        item_version_id -> Uuid,
        position -> Integer,
    }
}

diesel::table! {
    media_files (sha256, name) {
        sha256 -> Text,
        name -> Text,
        mime -> Text,
        body -> Binary,
    }
}

diesel::table! {
    courses (id) {
        id -> Uuid,
        slug -> Text,
    }
}

diesel::table! {
    course_versions (id) {
        id -> Uuid,
        course_id -> Uuid,
        number -> Integer,
        content_hash -> Text,
        content -> Jsonb,
        published_at -> Timestamptz,
    }
}

diesel::table! {
    document_versions (id) {
        id -> Uuid,
        kind -> Text,
        slug -> Text,
        number -> Integer,
        content_hash -> Text,
        content -> Jsonb,
        published_at -> Timestamptz,
    }
}

diesel::table! {
    cohorts (id) {
        id -> Uuid,
        code -> Text,
        course_version_id -> Uuid,
        agency_id -> Uuid,
        place -> Text,
        starts_on -> Date,
        ends_on -> Date,
        due_at -> Timestamptz,
        created_at -> Timestamptz,
        created_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    cohort_modules (cohort_id, module_version_id) {
        cohort_id -> Uuid,
        module_version_id -> Uuid,
        position -> Integer,
    }
}

diesel::table! {
    cohort_instructors (cohort_id, person_id) {
        cohort_id -> Uuid,
        person_id -> Uuid,
    }
}

diesel::table! {
    enrolments (id) {
        id -> Uuid,
        cohort_id -> Uuid,
        person_id -> Uuid,
        created_at -> Timestamptz,
        created_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    withdrawals (enrolment_id) {
        enrolment_id -> Uuid,
        at -> Timestamptz,
        by_person -> Nullable<Uuid>,
        reason -> Text,
    }
}

diesel::table! {
    extra_times (enrolment_id) {
        enrolment_id -> Uuid,
        percent -> Integer,
        set_at -> Timestamptz,
        set_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    extra_attempts (enrolment_id, module_version_id, purpose, number) {
        enrolment_id -> Uuid,
        module_version_id -> Uuid,
        purpose -> Text,
        number -> Integer,
        given_at -> Timestamptz,
        given_by -> Nullable<Uuid>,
        reason -> Text,
    }
}

diesel::table! {
    invitations (id) {
        id -> Uuid,
        enrolment_id -> Uuid,
        token_hash -> Binary,
        code_hash -> Binary,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
        mail_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    lesson_reads (enrolment_id, module_version_id, lesson) {
        enrolment_id -> Uuid,
        module_version_id -> Uuid,
        lesson -> Text,
        read_at -> Timestamptz,
    }
}

diesel::table! {
    completions (enrolment_id) {
        enrolment_id -> Uuid,
        at -> Timestamptz,
    }
}

diesel::table! {
    attempts (id) {
        id -> Uuid,
        enrolment_id -> Uuid,
        module_version_id -> Uuid,
        purpose -> Text,
        number -> Integer,
        seed -> BigInt,
        blind_code -> Text,
        started_at -> Timestamptz,
        due_at -> Nullable<Timestamptz>,
        grace_seconds -> Integer,
        noted_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    attempt_items (attempt_id, item_version_id) {
        attempt_id -> Uuid,
        item_version_id -> Uuid,
        position -> Integer,
    }
}

diesel::table! {
    answer_ops (op_id) {
        op_id -> Uuid,
        arrival -> BigInt,
        attempt_id -> Uuid,
        device -> Text,
        seq -> Integer,
        kind -> Text,
        question -> Text,
        value -> Jsonb,
        sha256 -> Text,
        prev -> Text,
        made_at -> Text,
        mono_ms -> BigInt,
        received_at -> Timestamptz,
        late -> Bool,
    }
}

diesel::table! {
    held_ops (id) {
        id -> Uuid,
        op_id -> Uuid,
        attempt_id -> Uuid,
        sha256 -> Text,
        body -> Jsonb,
        reason -> Text,
        received_at -> Timestamptz,
    }
}

diesel::table! {
    held_decisions (held_id) {
        held_id -> Uuid,
        verdict -> Text,
        reason -> Text,
        result_before -> Nullable<Jsonb>,
        at -> Timestamptz,
        by_person -> Uuid,
    }
}

diesel::table! {
    submissions (attempt_id) {
        attempt_id -> Uuid,
        receipt -> Text,
        submitted_at -> Timestamptz,
        answered -> Integer,
        late -> Bool,
        by_clock -> Bool,
    }
}

diesel::table! {
    results (attempt_id) {
        attempt_id -> Uuid,
        points_milli -> Integer,
        max_milli -> Integer,
        passed -> Bool,
        marks -> Jsonb,
        marked_at -> Timestamptz,
    }
}

diesel::table! {
    grades (id) {
        id -> Uuid,
        attempt_id -> Uuid,
        version -> Integer,
        grader_id -> Uuid,
        marks -> Jsonb,
        total -> Integer,
        maximum -> Integer,
        complete -> Bool,
        feedback -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    releases (id) {
        id -> Uuid,
        cohort_id -> Uuid,
        module_version_id -> Uuid,
        at -> Timestamptz,
        by_person -> Uuid,
    }
}

diesel::table! {
    release_undos (release_id) {
        release_id -> Uuid,
        at -> Timestamptz,
        by_person -> Uuid,
    }
}

diesel::table! {
    release_letters (release_id) {
        release_id -> Uuid,
        at -> Timestamptz,
    }
}

diesel::table! {
    certificates (id) {
        id -> Uuid,
        enrolment_id -> Uuid,
        cohort_id -> Uuid,
        person_id -> Uuid,
        number -> Text,
        check_code -> Text,
        kid -> Text,
        facts -> Jsonb,
        seal -> Text,
        issued_at -> Timestamptz,
        replaces -> Nullable<Uuid>,
    }
}

diesel::table! {
    certificate_files (certificate_id) {
        certificate_id -> Uuid,
        sha256 -> Text,
        pdf -> Binary,
    }
}

diesel::table! {
    revocations (certificate_id) {
        certificate_id -> Uuid,
        at -> Timestamptz,
        by_person -> Nullable<Uuid>,
        reason -> Text,
        note -> Text,
    }
}

diesel::table! {
    certificate_replacements (certificate_id) {
        certificate_id -> Uuid,
        at -> Timestamptz,
        by_person -> Uuid,
    }
}

diesel::table! {
    certificate_obstacles (enrolment_id) {
        enrolment_id -> Uuid,
        cohort_id -> Uuid,
        person_id -> Uuid,
        at -> Timestamptz,
        what -> Jsonb,
    }
}

diesel::table! {
    lost_access_requests (id) {
        id -> Uuid,
        certificate_id -> Uuid,
        name -> Text,
        email -> Text,
        at -> Timestamptz,
    }
}

diesel::table! {
    lost_access_answers (request_id) {
        request_id -> Uuid,
        at -> Timestamptz,
        by_person -> Uuid,
        granted -> Bool,
    }
}

diesel::table! {
    erasure_requests (person_id) {
        person_id -> Uuid,
        asked_at -> Timestamptz,
        due_at -> Timestamptz,
    }
}

diesel::table! {
    retention_watch (single) {
        single -> Bool,
        steady_since -> Timestamptz,
        looked_at -> Timestamptz,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    jobs,
    mails,
    audit_log,
    signing_keys,
    agencies,
    persons,
    passwords,
    sessions,
    sign_in_codes,
    role_grants,
    suspensions,
    modules,
    module_versions,
    items,
    item_versions,
    module_version_items,
    media_files,
    courses,
    course_versions,
    document_versions,
    cohorts,
    cohort_modules,
    cohort_instructors,
    enrolments,
    withdrawals,
    extra_attempts,
    extra_times,
    invitations,
    lesson_reads,
    completions,
    attempts,
    attempt_items,
    answer_ops,
    held_ops,
    held_decisions,
    submissions,
    results,
    grades,
    releases,
    release_undos,
    release_letters,
    certificates,
    certificate_files,
    revocations,
    certificate_replacements,
    certificate_obstacles,
    lost_access_requests,
    lost_access_answers,
    erasure_requests,
    retention_watch,
);
