//! The wall is whole: every table with rows of persons is behind it, and nothing leads around it.

use super::{BESIDE, OPEN, WALLED};
use crate::support::{TestApp, query};

#[actix_web::test]
async fn every_table_with_rows_of_persons_is_behind_the_wall() {
    let test = TestApp::start().await;
    let open = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
                AND NOT (relrowsecurity AND relforcerowsecurity
                         AND EXISTS (SELECT 1 FROM pg_policy WHERE polrelid = pg_class.oid))";
    let open = test.sql(open).await;
    let known = WALLED.iter().map(|walled| walled.table).chain(BESIDE.map(|(table, _)| table));
    for table in known {
        assert!(!open.iter().any(|one| one == table), "{table} has no row-level security, or it is not forced");
    }
    let of_persons = "
        SELECT DISTINCT table_name FROM information_schema.columns WHERE table_schema = 'public'
        AND (table_name = 'persons' OR column_name IN ('person_id', 'enrolment_id', 'attempt_id', 'certificate_id'))
        AND table_name IN (SELECT tablename FROM pg_tables WHERE schemaname = 'public')";
    for table in test.sql(of_persons).await {
        let walled = WALLED.iter().any(|walled| walled.table == table) || BESIDE.iter().any(|(one, _)| *one == table);
        let excused = OPEN.iter().any(|(one, _)| *one == table);
        assert!(
            walled || excused,
            "{table} has rows of persons: give it a policy, and add it to WALLED in {}",
            file!()
        );
    }
}

#[actix_web::test]
async fn the_programs_role_owns_nothing_bypasses_nothing_and_sees_no_view_of_its_owner() {
    let test = TestApp::start().await;
    let role = "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication FROM pg_roles
                WHERE rolname = current_user";
    assert_eq!(query(&test.program_url(), role).await, ["portolan_app|f|f|f|f|f"]);
    let owned = "SELECT relname FROM pg_class WHERE pg_has_role('portolan_app', relowner, 'MEMBER')
                 UNION ALL SELECT proname FROM pg_proc WHERE pg_has_role('portolan_app', proowner, 'MEMBER')";
    assert_eq!(test.sql(owned).await, Vec::<String>::new());
    // Whatever runs with its owner's rights is either closed, or one of these, which answer about one person, within
    // the reach that is set, or prove for whom they act.
    let views = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')
                 AND NOT coalesce('security_invoker=true' = ANY(reloptions), false)
                 AND has_table_privilege('portolan_app', oid, 'SELECT')";
    assert_eq!(test.sql(views).await, Vec::<String>::new());
    let functions = "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
                     AND prorettype <> 'trigger'::regtype AND has_function_privilege('portolan_app', oid, 'EXECUTE')
                     ORDER BY proname";
    let known = [
        "act_for",
        "actor_of_person",
        "changes_of_person",
        "holder_of_session",
        "keep_batches",
        "reach_seats_of_agencies",
        "who_asks",
    ];
    assert_eq!(test.sql(functions).await, known);
    let path = "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
                AND NOT coalesce(array_to_string(proconfig, ',') LIKE '%search_path=%', false)";
    assert_eq!(
        test.sql(path).await,
        Vec::<String>::new(),
        "without a path of its own it runs what a caller puts there"
    );
}
