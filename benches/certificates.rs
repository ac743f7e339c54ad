//! What one certificate costs in processor time: sealing, checking, and setting the page in type.

#![expect(clippy::expect_used, reason = "a benchmark without its samples says so and ends")]

use chrono::NaiveDate;
use divan::Bencher;
use ed25519_dalek::SigningKey;
use portolan::base::lang::Lang;
use portolan::features::certificates::pdf::render;
use portolan::features::certificates::{
    CertificateNumber, CertificateTexts, Certified, Fonts, PublicKeys, seal, verify,
};

const KID: &str = "2026-A";
const ORIGIN: &str = "https://learn.example.org";

fn main() {
    divan::main();
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn facts(lang: Lang) -> Certified {
    let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).expect("a day");
    let name = if lang == Lang::Ar { "نور الهدى بن عيسى" } else { "Nino Beridze" };
    Certified {
        number: CertificateNumber::from_index(61_234_567_890).expect("a number"),
        name: name.to_owned(),
        name_latin: (lang == Lang::Ar).then(|| "Nour El Houda Benaissa".to_owned()),
        course: "Port security, foundation".to_owned(),
        code: "NORTH-1".to_owned(),
        field: "Port security".to_owned(),
        hours: 30,
        started: day(2),
        ended: day(6),
        issued: day(9),
        issuer: "Border Training Service".to_owned(),
        language: lang,
    }
}

#[divan::bench]
fn seal_the_facts(bencher: Bencher) {
    let (facts, key) = (facts(Lang::En), key());
    bencher.bench(|| seal::seal(&facts, &key, KID));
}

#[divan::bench]
fn check_a_seal(bencher: Bencher) {
    let mut keys = PublicKeys::new();
    keys.add(KID, key().verifying_key()).expect("a new key");
    let url = verify::seal_url(ORIGIN, &seal::seal(&facts(Lang::En), &key(), KID).expect("sealable"));
    bencher.bench(|| verify::verify_text(&url, &keys));
}

#[divan::bench(args = ["en", "ar"])]
fn set_in_type(bencher: Bencher, lang: &str) {
    let facts = facts(lang.parse().unwrap_or(Lang::En));
    let url = verify::seal_url(ORIGIN, &seal::seal(&facts, &key(), KID).expect("sealable"));
    let texts = CertificateTexts::new(&facts, KID, "7K3FQ9", "learn.example.org/v");
    bencher.bench(|| render(&facts, &texts, &url, Fonts::embedded()));
}
