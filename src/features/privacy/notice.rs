//! The public notice: what is kept about people, why, for how long, and what becomes of it. Made from the registry.

use std::collections::BTreeSet;

use actix_web::HttpResponse;
use askama::Template;

use super::erasure::DAYS_TO_THINK;
use super::registry::{Column, Erase, Keep, Purpose, Span, tables};
use crate::platform::auth::needs::Public;
use crate::platform::config::Config;
use crate::platform::i18n::{Arg, Texts, ToArg};
use crate::platform::web::{AppError, Guard, Routes, Shell, page};

pub fn routes(routes: &mut Routes) {
    routes.get("/privacy", show);
}

/// What is kept for one purpose.
pub struct Part {
    pub name: &'static str,
    pub title: String,
    pub why: String,
    pub what: Vec<String>,
    pub periods: Vec<String>,
    /// What is deleted when its person is erased.
    pub goes: Vec<String>,
    /// What stays, and why.
    pub stays: Vec<(Vec<String>, String)>,
}

#[derive(Template)]
#[template(path = "privacy/notice.html")]
struct NoticePage {
    shell: Shell,
    parts: Vec<Part>,
    issuer: String,
    days: i64,
}

async fn show(guard: Guard<Public>) -> Result<HttpResponse, AppError> {
    let shell = Shell::new(&guard.app, &guard, &guard.texts.t("privacy-title"));
    page(&NoticePage {
        shell,
        parts: parts(guard.texts, &guard.app.config),
        issuer: guard.app.config.issuer.clone(),
        days: DAYS_TO_THINK,
    })
}

/// Every purpose with what is kept for it.
pub fn parts(texts: Texts, config: &Config) -> Vec<Part> {
    Purpose::ALL.into_iter().map(|purpose| part(purpose, texts, config)).collect()
}

fn part(purpose: Purpose, texts: Texts, config: &Config) -> Part {
    let columns: Vec<&Column> = tables()
        .filter(|table| table.purpose == purpose)
        .flat_map(|table| table.columns)
        .filter(|column| !column.label.is_empty())
        .collect();
    let key = format!("purpose-{}", purpose.name());
    let keeps: BTreeSet<Keep> = columns.iter().map(|column| column.keep).collect();
    let reasons: Vec<&str> = named(columns.iter().filter_map(|column| match column.erase {
        Erase::Stays(why) => why.key(),
        _ => None,
    }));
    let staying = |reason: &str| {
        let of = columns.iter().filter(|column| matches!(column.erase, Erase::Stays(why) if why.key() == Some(reason)));
        words(of.map(|column| column.label), texts)
    };
    Part {
        name: purpose.name(),
        title: texts.t(&key),
        why: texts.t(&format!("{key}-next")),
        what: words(columns.iter().map(|column| column.label), texts),
        periods: keeps.into_iter().map(|keep| period(keep, texts, config)).collect(),
        goes: {
            let gone = columns.iter().filter(|column| !matches!(column.erase, Erase::Stays(_)));
            words(gone.map(|column| column.label), texts)
        },
        stays: reasons.iter().map(|reason| (staying(reason), texts.t(reason))).collect(),
    }
}

/// Each once, in order.
fn named<'a>(keys: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut seen = Vec::new();
    for key in keys {
        if !seen.contains(&key) {
            seen.push(key);
        }
    }
    seen
}

fn words<'a>(labels: impl Iterator<Item = &'a str>, texts: Texts) -> Vec<String> {
    named(labels).into_iter().map(|label| texts.t(label)).collect()
}

fn period(keep: Keep, texts: Texts, config: &Config) -> String {
    let key = format!("keep-{}", keep.name());
    match keep.span(config) {
        Some(span) => texts.with(&key, &[("span", Arg::Text(length(span, texts)))]),
        None => texts.t(&key),
    }
}

fn length(span: Span, texts: Texts) -> String {
    match span {
        Span::Days(days) => texts.with("span-days", &[("count", days.to_arg())]),
        Span::Years(years) => texts.with("span-years", &[("count", years.to_arg())]),
    }
}
