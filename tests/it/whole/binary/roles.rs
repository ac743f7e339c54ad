//! As which role the program works: one that row-level security holds, or not at all; and an owner that is no superuser.

use super::support::{Data, free_port, portolan, said};
use crate::support::{query, site};

const SECRET: &str = "0123456789 0123456789 0123456789";

/// A role of this test alone, and its database; both go with the value.
struct Made {
    role: String,
    database: String,
}

impl Made {
    async fn new(name: &str, rights: &str) -> Self {
        let (role, database) = (format!("rls_{name}"), site().empty_database().await);
        query(&site().url("postgres"), &format!("CREATE ROLE {role} LOGIN {rights}")).await;
        query(&site().url("postgres"), &format!("ALTER DATABASE {database} OWNER TO {role}")).await;
        Self { role, database }
    }

    fn url(&self) -> String {
        site().url(&self.database).replacen("portolan@", &format!("{}@", self.role), 1)
    }

    async fn remove(self) {
        let roots = site().url("postgres");
        query(&roots, &format!("DROP DATABASE {} WITH (FORCE)", self.database)).await;
        query(&roots, &format!("DROP ROLE {}", self.role)).await;
    }
}

fn command(data: &Data, arguments: &[&str], urls: &[&str]) -> (i32, String, String) {
    let mut command = portolan(arguments);
    command.args(["--data", &data.path("data")]).args(urls).env("PORTOLAN_SECRET", SECRET);
    said(&command.output().unwrap())
}

#[actix_web::test]
async fn a_role_that_the_wall_would_not_hold_is_refused_by_every_command_with_what_to_do() {
    let data = Data::new("roles");
    let owner = Made::new("owner", "NOSUPERUSER").await;
    let (owner_url, program) = (owner.url(), site().program_url(&owner.database));
    let both = ["--database-url", &program, "--database-owner-url", &owner_url];

    // Not one table is made for a role that would own it.
    let address = format!("127.0.0.1:{}", free_port());
    let serve = ["serve", "--listen", &address];
    let (code, out, why) = command(&data, &serve, &["--database-url", &owner_url]);
    assert!(code != 0 && out.is_empty() && why.contains("database-owner-url"), "{code} {out}{why}");
    assert_eq!(query(&owner_url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").await, ["0"]);
    let (code, _, why) = command(&data, &["migrate", "up"], &["--database-url", &program]);
    assert!(code == 2 && why.contains("setting database-owner-url"), "{code} {why}");

    let (code, _, why) = command(&data, &["migrate", "up"], &both);
    assert_eq!(code, 0, "{why}");
    let superuser = site().url(&owner.database);
    let bypass = Made::new("bypass", "BYPASSRLS").await;
    let bypass_url = owner_url.replacen(&owner.role, &bypass.role, 1);
    let member = Made::new("member", &format!("IN ROLE {}", owner.role)).await;
    let member_url = owner_url.replacen(&owner.role, &member.role, 1);
    for (url, words) in [
        (&superuser, "is a superuser"),
        (&owner_url, "owns the tables"),
        (&member_url, "owns the tables"),
        (&bypass_url, "may bypass row-level security"),
    ] {
        for arguments in [&serve[..], &["people", "roles", "ana@customs.example"], &["doctor"]] {
            let (code, out, why) = command(&data, arguments, &["--database-url", url]);
            let told = format!("{out}{why}");
            assert!(code == 1 && told.contains(words), "{arguments:?}: {code} {told}");
            assert!(told.contains("database-owner-url") && told.contains("CREATE ROLE portolan_app LOGIN"), "{told}");
        }
    }
    let same = ["--database-url", &owner_url, "--database-owner-url", &owner_url];
    let (code, _, why) = command(&data, &["migrate", "up"], &same);
    assert!(code == 2 && why.contains("as database-url does"), "{code} {why}");
    for made in [bypass, member] {
        made.remove().await;
    }
    owner.remove().await;
}

#[actix_web::test]
async fn an_owner_that_is_no_superuser_migrates_backs_up_and_restores_under_another_name() {
    let data = Data::new("owners");
    let (first, second) = (Made::new("first", "NOSUPERUSER").await, Made::new("second", "NOSUPERUSER").await);
    let urls = |made: &Made| (site().program_url(&made.database), made.url());
    let on = |made: &Made, arguments: &[&str]| {
        let (program, owner) = urls(made);
        command(&data, arguments, &["--database-url", &program, "--database-owner-url", &owner])
    };
    let add = ["people", "add", "ana@customs.example", "--name", "Ana Díaz", "--country", "PE", "--lang", "es"];
    let (code, out, why) = on(&first, &add);
    assert!(code == 0 && out.starts_with("added"), "{out}{why}");
    assert_eq!(on(&first, &["people", "roles", "ana@customs.example", "--grant", "admin"]).1, "admin\n");
    let program = ["--database-url", &urls(&first).0];
    assert_eq!(command(&data, &["people", "roles", "ana@customs.example"], &program).1, "admin\n");
    assert_eq!(query(&urls(&first).1, "SELECT email FROM persons").await, ["ana@customs.example"], "it is the owner's");
    assert_eq!(query(&urls(&first).0, "SELECT email FROM persons").await, Vec::<String>::new());

    let file = data.path("backup.zip");
    let (code, _, why) = command(&data, &["backup", &file], &program);
    assert!(code == 2 && why.contains("setting database-owner-url"), "a backup of nothing is none: {code} {why}");
    let (code, _, why) = on(&first, &["backup", &file]);
    assert_eq!(code, 0, "{why}");
    let (code, _, why) = on(&second, &["restore", &file]);
    assert_eq!(code, 0, "{why}");
    assert_eq!(on(&second, &["people", "roles", "ana@customs.example"]).1, "admin\n");
    assert_eq!(query(&urls(&second).0, "SELECT email FROM persons").await, Vec::<String>::new());
    let (code, _, why) = on(&second, &["migrate", "down"]);
    assert_eq!(code, 0, "{why}");
    for made in [first, second] {
        made.remove().await;
    }
}
