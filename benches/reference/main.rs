//! The measure for `make bench`: the least that a page, a read and a write cost with the same web server, template engine,
//! database driver and allocator as the product, and with nothing of the product around them.
//!
//! `reference ADDRESS DATABASE-URL` serves until it is killed. It makes its own tables.

#![expect(clippy::expect_used, reason = "a measure that cannot be taken says so and ends")]

use std::sync::LazyLock;

use actix_web::{App, HttpResponse, HttpServer, web};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use askama::Template;
use diesel::prelude::*;
use diesel_async::pooled_connection::deadpool::Pool;
use diesel_async::pooled_connection::{AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod};
use diesel_async::{AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use portolan::base::ids::{Uuid, new_id};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

diesel::table! {
    rows (id) {
        id -> Integer,
        name -> Text,
        note -> Text,
    }
}

diesel::table! {
    writes (id) {
        id -> Uuid,
        attempt -> Uuid,
        question -> Text,
        value -> Jsonb,
        at -> Timestamptz,
    }
}

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS rows (id integer PRIMARY KEY, name text NOT NULL, note text NOT NULL);
    CREATE TABLE IF NOT EXISTS writes (id uuid PRIMARY KEY, attempt uuid NOT NULL, question text NOT NULL,
                                       value jsonb NOT NULL, at timestamptz NOT NULL);
    INSERT INTO rows SELECT nth, 'Row ' || nth, repeat('note ', 8) FROM generate_series(1, 1000) nth
    ON CONFLICT DO NOTHING;
    ANALYZE rows";
const ROWS: i32 = 1000;

type Connections = Pool<AsyncPgConnection>;

/// About 7 kB: a list of eighteen things with a title and a paragraph each, every value escaped.
#[derive(Template)]
#[template(
    ext = "html",
    source = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1><p>{{ note }}</p><ul>{% for (name, text) in items %}
<li class=\"thing\"><h2>{{ name }}</h2><p>{{ text }}</p><a href=\"/things/{{ loop.index }}\">More</a></li>{% endfor %}</ul></body></html>"
)]
struct Page {
    title: String,
    note: String,
    items: &'static [(String, String)],
}

static ITEMS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let words =
        "A seal that does not fit its papers is written down before anybody touches the load & \"why\" is added. ";
    (1..=18).map(|nth| (format!("Thing <{nth}>"), words.repeat(3))).collect()
});

async fn plaintext() -> &'static str {
    "Hello, World!"
}

async fn row(pool: &Connections) -> (String, String) {
    let id = rand::random_range(1..=ROWS);
    let mut conn = pool.get().await.expect("a connection");
    rows::table.find(id).select((rows::name, rows::note)).first(&mut conn).await.expect("a row")
}

async fn select(pool: web::Data<Connections>) -> String {
    row(&pool).await.0
}

async fn page(pool: web::Data<Connections>) -> HttpResponse {
    let (title, note) = row(&pool).await;
    let page = Page { title, note, items: &ITEMS };
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(page.render().expect("a page"))
}

async fn insert(pool: web::Data<Connections>) -> &'static str {
    let mut conn = pool.get().await.expect("a connection");
    diesel::insert_into(writes::table)
        .values((
            writes::id.eq(new_id()),
            writes::attempt.eq(Uuid::nil()),
            writes::question.eq("q1"),
            writes::value.eq(serde_json::json!(["b"])),
            writes::at.eq(diesel::dsl::now),
        ))
        .execute(&mut conn)
        .await
        .expect("a row");
    "kept"
}

/// One password as the product hashes it: argon2id, 19 MiB, two passes.
async fn hash() -> &'static str {
    let work = || {
        let params = Params::new(19 * 1024, 2, 1, None).expect("parameters");
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        argon.hash_password(b"correct horse battery staple").map(|_| ()).expect("a hash");
    };
    web::block(work).await.expect("a thread");
    "hashed"
}

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().expect("ADDRESS");
    let url = arguments.next().expect("DATABASE-URL");
    actix_web::rt::System::new().block_on(async move {
        let mut config = ManagerConfig::default();
        config.recycling_method = RecyclingMethod::Fast;
        let manager = AsyncDieselConnectionManager::<AsyncPgConnection>::new_with_config(url, config);
        let pool = Pool::builder(manager).max_size(16).build().expect("a pool");
        pool.get().await.expect("a connection").batch_execute(TABLES).await.expect("tables");
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        HttpServer::new(move || {
            App::new()
                .app_data(web::Data::new(pool.clone()))
                .route("/plaintext", web::get().to(plaintext))
                .route("/select", web::get().to(select))
                .route("/page", web::get().to(page))
                .route("/insert", web::get().to(insert))
                .route("/hash", web::get().to(hash))
                .route("/certificate", web::get().to(certificate::render))
        })
        .workers(cores)
        .bind(address)?
        .run()
        .await
    })
}

/// A certificate set in type, warm, by the product's own code.
mod certificate {
    use actix_web::web;
    use chrono::NaiveDate;
    use ed25519_dalek::SigningKey;
    use portolan::base::lang::Lang;
    use portolan::features::certificates::{
        CertificateNumber, CertificateTexts, Certified, Fonts, check_code, pdf, seal, verify,
    };

    pub async fn render() -> Vec<u8> {
        web::block(file).await.expect("a thread")
    }

    fn file() -> Vec<u8> {
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).expect("a day");
        let facts = Certified {
            number: CertificateNumber::random(),
            name: "Nino Beridze".to_owned(),
            name_latin: None,
            course: "Port security, foundation".to_owned(),
            code: "NORTH-1".to_owned(),
            field: "Port security".to_owned(),
            hours: 30,
            started: day(2),
            ended: day(6),
            issued: day(9),
            issuer: "Border Training Service".to_owned(),
            language: Lang::En,
        };
        let sealed = seal::seal(&facts, &SigningKey::from_bytes(&[7; 32]), "2026-A").expect("a seal");
        let texts = CertificateTexts::new(&facts, "2026-A", &check_code(&sealed), "learn.example.org/v");
        let url = verify::seal_url("https://learn.example.org", &sealed);
        pdf::render(&facts, &texts, &url, Fonts::embedded()).expect("a file")
    }
}
