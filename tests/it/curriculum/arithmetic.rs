//! What the numbers of the curriculum come to, computed again from the numbers of the stems. The keys are not read for
//! it, so a key that was typed wrong, or left behind when its stem changed, does not pass.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};

use super::*;

/// A question's id, the numbers its stem names in their order, and what they come to.
type Sum = (&'static str, &'static str, f64);

/// Numbers that say what a rule says and are not computed.
const FACTS: [(&str, &str); 2] = [
    // One drill every three months, as Part B of the ISPS Code has it.
    ("port-security", "drills-per-year"),
    // Article 7.7.3 of the Trade Facilitation Agreement has a list, and three of it are due.
    ("wco-framework", "inst-three"),
];

/// Line 2 of a specimen passport, whose check digits all fit.
const LINE: &str = "M2054<<<<7UTO7702037M2907309<<<<<<<<<<<<<<04";

fn sums() -> Vec<(&'static str, Vec<Sum>)> {
    vec![
        (
            "anti-narcotics",
            vec![
                ("delivery-gap", "14:25 2 16:10 2", at(0, "16:10") - at(0, "14:25")),
                ("loads-cartons", "960 18.5 20 22 18452", 18_452.0 - (960.0 * 18.5 + 20.0 * 22.0)),
                ("loads-parcel-weight", "4 0.65 0.30 4.15", 4.15 - (4.0 * 0.65 + 0.30)),
                // The stem asks for a whole number.
                ("people-british", "572 180", percent(180.0, 572.0).round()),
                ("precursors-years", "25 180 150", 25.0 * 180.0 / 150.0),
                ("tests-share", "150 141", percent(150.0 - 141.0, 150.0)),
            ],
        ),
        (
            "border-policing",
            vec![
                ("patrol-earliest", "22:50 5 2.5 4", 5.0 / 4.0 * 60.0),
                ("patrol-back-bearing", "118", (118.0 + 180.0) % 360.0),
                ("patrol-turn-back", "15:30 18:00 3", (at(0, "18:00") - at(0, "15:30")) / 60.0 * 3.0 / 2.0),
                ("patrol-route-time", "14 3.5 15", 14.0 / 3.5 * 60.0 + 2.0 * 15.0),
                ("rescue-sweep-area", "12 2 90", 10.0 * (12.0 / 1000.0) * 2.0 * (90.0 / 60.0)),
                ("rescue-how-far", "13:15 16:45 2", (at(0, "16:45") - at(0, "13:15")) / 60.0 * 2.0),
                ("sign-count-dog", "14", (14.0 - 2.0) / 2.0),
            ],
        ),
        (
            "commercial-operations",
            vec![
                (
                    "before-repeats",
                    "44 30 22 16 8 78",
                    percent(44.0 + 30.0 + 22.0 + 16.0 + 8.0 - 78.0, 44.0 + 30.0 + 22.0 + 16.0 + 8.0),
                ),
                // The 6th is a Wednesday, two days after a Monday.
                ("ipr-day-ten", "6 1 10", working_day(6, 2, 10)),
                ("procedures-stock", "1240 560 715 1058", 1_240.0 + 560.0 - 715.0 - 1_058.0),
                (
                    "procedures-cover",
                    "90000 38000 24500 17000 22000",
                    38_000.0 + 24_500.0 + 17_000.0 + 22_000.0 - 90_000.0,
                ),
                ("release-guarantee", "24000 5 8", 24_000.0 * 0.08 - 24_000.0 * 0.05),
                (
                    "release-two-parts",
                    "5 0.10 8000 20000 26000",
                    (26_000.0 * 0.05 + 8_000.0 * 0.10) - (20_000.0 * 0.05 + 8_000.0 * 0.10),
                ),
                ("time-median-odd", "9 3 30 5 8 6 2", median(&[9.0, 3.0, 30.0, 5.0, 8.0, 6.0, 2.0])),
                ("time-share-of-checks", "7 30 9 3 11", percent(9.0, 7.0 + 30.0 + 9.0 + 3.0 + 11.0)),
                ("time-median-even", "10 14 8 45 12 16", median(&[10.0, 14.0, 8.0, 45.0, 12.0, 16.0])),
                ("time-elapsed", "22:00 07:30", (at(3, "07:30") - at(0, "22:00")) / 60.0),
                ("time-weighted-mean", "100 80 3 20 28 100", (80.0 * 3.0 + 20.0 * 28.0) / 100.0),
                ("traders-compliance", "500 35", percent(500.0 - 35.0, 500.0)),
            ],
        ),
        (
            "customs-core",
            vec![
                ("audit-missing-duty", "5000 12", 3.0 * 5_000.0 * 0.12),
                ("declaration-security-rest", "48000 4 7", 48_000.0 * 0.07 - 48_000.0 * 0.04),
                ("ladder-lowest", "1 14.20 13.60 15.00", 14.20_f64.min(13.60).min(15.00)),
                ("ladder-deductive-sum", "200 30 8 22", 200.0 - 30.0 - 8.0 - 22.0),
                ("origin-share-three", "80 18 10 6 12", percent(18.0 + 10.0 + 6.0, 80.0)),
                ("origin-share-local", "240 66 33 50", percent(66.0 + 33.0, 240.0)),
                ("price-royalty-duty", "30000 4 1800 8", (30_000.0 + 30_000.0 * 0.04 + 1_800.0) * 0.08),
                ("price-vat-on-top", "8000 10 20", (8_000.0 + 8_000.0 * 0.10) * 0.20),
                // A buying commission is never part of the value, the freight only on a CIF base.
                ("price-cif-value", "24000 600 480 1500 150", 24_000.0 + 600.0 + 1_500.0 + 150.0),
                ("price-fob-value", "18000 300 1200 900 360", 18_000.0 + 300.0 + 1_200.0),
            ],
        ),
        (
            "immigration-inspection",
            vec![
                ("identity-accepted", "2014 14 250", 250.0 * 0.14),
                ("mrz-date-digit", "220814 7 3 1 7 3 1", zone_digit("220814")),
                ("mrz-sum-to-digit", "219", 219.0 % 10.0),
                ("mrz-birth-digit", "280607 7 3 1", zone_digit("280607")),
                ("mrz-number-digit", "83015 10 0", zone_digit("C83015<<<")),
            ],
        ),
        (
            "inspection",
            vec![
                ("container-missing-length", "20 5.47 5.90", 5.90 - 5.47),
                ("documents-unit-weight", "1250 16 9000", 9_000.0 / (1_250.0 * 16.0)),
                ("documents-unexplained-weight", "27150 3780 21900", 27_150.0 - 3_780.0 - 21_900.0),
                ("image-hit-rate", "45 36", percent(36.0, 45.0)),
                ("image-false-alarm-rate", "105 60 9", percent(9.0, 60.0)),
                ("radiation-ratio", "350 1190", 1_190.0 / 350.0),
                ("safety-share", "2015 10 20 240", 240.0 * 0.20),
            ],
        ),
        (
            "port-security",
            vec![
                ("numbers-compute", "210350 27 23 21 32", container_digit("PLKU210350")),
                ("numbers-remainder-ten", "1858", 1858.0 % 11.0 % 10.0),
                ("numbers-method-two", "2 17860 540 2230 7900", 17_860.0 + 540.0 + 2_230.0),
                ("numbers-lost-digit", "120430 24 29 25 32", container_digit("MRNU120430")),
            ],
        ),
        (
            "wco-framework",
            vec![
                ("data-hours-late", "24 9 05:30 8 09:00", (at(8, "09:00") - (at(9, "05:30") - 24.0 * 60.0)) / 60.0),
                ("data-time-zone", "24 22:00 8 15:30", at(0, "15:30") - (at(1, "22:00") - 8.0 * 60.0 - 24.0 * 60.0)),
                ("aeo-rate", "18 1500 240 4000", percent(18.0 / 1_500.0, 240.0 / 4_000.0)),
                ("risk-hit-rate", "42 600 7 350", (42.0 / 600.0) / (7.0 / 350.0)),
            ],
        ),
        (
            "wmd-strategic-trade",
            vec![
                ("flags-price-ratio", "160 96000 50", 96_000.0 / 160.0 / 50.0),
                ("hold-pieces-over", "60 18 15 12 20", 20.0 - (60.0 - (18.0 + 15.0 + 12.0))),
                ("hold-test-value", "250000 182500 81000", 81_000.0 - (250_000.0 - 182_500.0)),
                ("radiation-three-metres", "90 1 3", rate(90.0, 1.0, 3.0)),
                ("radiation-dose-time", "45 24", 24.0 * 45.0 / 60.0),
                // The index is the rate at 1 m in mSv/h, times 100.
                ("radiation-label-index", "7 0.6 1", 0.6 / 100.0 * 1_000.0),
                ("radiation-cordon", "900 20 100", 20.0 * (900.0_f64 / 100.0).sqrt()),
                ("radiation-test-eight-metres", "160 2 8", rate(160.0, 2.0, 8.0)),
                ("radiation-test-work-plan", "54 1 40 3", rate(54.0, 1.0, 3.0) * 40.0 / 60.0),
            ],
        ),
    ]
}

/// A choice, the numbers of its stem, and words that its right options have and its wrong ones do not.
fn choices() -> Vec<(&'static str, &'static str, &'static str, Vec<String>)> {
    let released = [3.0, 4.0, 6.0, 9.0, 78.0];
    let mean = released.iter().sum::<f64>() / 5.0;
    let quick = released.iter().filter(|hours| **hours <= 24.0).count() as f64;
    let times = [
        format!("took {} hours or less", median(&released)),
        format!("mean is {} than three times", if mean > 3.0 * median(&released) { "more" } else { "less" }),
        format!("{} % of them left within 24", percent(quick, 5.0)),
    ];
    let exercise = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap() + Months::new(18);
    let year_ends = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
    let expiry = NaiveDate::parse_from_str(&LINE[21..27], "%y%m%d").unwrap();
    let pairs = [("630720", 6.0), ("880201", 3.0), ("750309", 4.0)];
    let misread = pairs.iter().filter(|(date, digit)| zone_digit(date) != *digit);
    // A half-value layer halves the dose.
    let tasks = [
        ("10 minutes at 2 m", 10.0 * rate(1.0, 2.0, 2.0)),
        ("20 minutes at 6 m", 20.0 * rate(1.0, 2.0, 6.0)),
        ("one half-value layer", 20.0 / 2.0),
        ("15 minutes at 3 m", 15.0 * rate(1.0, 2.0, 3.0)),
    ];
    let least = tasks.iter().min_by(|one, other| one.1.total_cmp(&other.1)).unwrap();
    let arrival = at(0, "03:20") + 21.0 / 35.0 * 60.0;
    let arrival = format!("{:02}:{:02}", (arrival / 60.0).floor(), arrival % 60.0);
    vec![
        ("border-policing", "patrol-car-first", "03:20 21 35", vec![arrival]),
        ("commercial-operations", "time-five-times", "3 4 6 9 78", times.to_vec()),
        ("customs-core", "declaration-security-machine", "6000 7500", vec![grouped(6_000.0_f64.min(7_500.0))]),
        ("immigration-inspection", "mrz-expiry-date", "2 2054 7 7702037 2907309 04", vec![dated(expiry)]),
        (
            "immigration-inspection",
            "mrz-which-misread",
            "",
            misread.map(|(date, digit)| format!("{date} with {digit}")).collect(),
        ),
        ("inspection", "documents-price", "5400 6000 9 14", vec![format!("{:.2} USD", 5_400.0 / 6_000.0)]),
        (
            "inspection",
            "documents-pieces",
            "480 7200 480 15 16 8400",
            vec![format!("{} pieces", 8_400.0 - 480.0 * 16.0)],
        ),
        ("port-security", "drills-eighteen-months", "10 2025", vec![dated(exercise(2025, 2, 10).min(year_ends))]),
        ("port-security", "drills-latest-date", "2025 20", vec![dated(exercise(2025, 9, 20).min(year_ends))]),
        ("wmd-strategic-trade", "radiation-test-best-change", "20 2", vec![least.0.to_owned()]),
    ]
}

/// Minutes from midnight of day 0 to a time of a day.
fn at(day: i32, time: &str) -> f64 {
    let (hours, minutes) = time.split_once(':').unwrap();
    f64::from(day) * 24.0 * 60.0 + hours.parse::<f64>().unwrap() * 60.0 + minutes.parse::<f64>().unwrap()
}

fn percent(part: f64, whole: f64) -> f64 {
    part / whole * 100.0
}

fn median(values: &[f64]) -> f64 {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 { values[middle] } else { (values[middle - 1] + values[middle]) / 2.0 }
}

/// The day of the month of the nth working day after a day that comes so many days after a Monday.
fn working_day(day: u32, after_monday: u32, nth: usize) -> f64 {
    let free = |later: &u32| (after_monday + later) % 7 >= 5;
    f64::from(day + (1..).filter(|later| !free(later)).nth(nth - 1).unwrap())
}

/// The dose rate at another distance from a small source: it falls with the square.
fn rate(rate: f64, here: f64, there: f64) -> f64 {
    rate * (here / there).powi(2)
}

/// ISO 6346: letters count from 10 without the multiples of 11, each place counts twice the one before.
fn container_digit(number: &str) -> f64 {
    let letters: Vec<u32> = (10..).filter(|value| value % 11 != 0).take(26).collect();
    let value = |sign: char| sign.to_digit(10).unwrap_or_else(|| letters[sign as usize - 'A' as usize]);
    let sum: u32 = number.chars().zip(0..).map(|(sign, place)| value(sign) << place).sum();
    f64::from(sum % 11 % 10)
}

/// ICAO 9303: letters count from 10, `<` counts 0, the weights are 7, 3, 1.
fn zone_digit(signs: &str) -> f64 {
    let products = signs.chars().zip([7, 3, 1].into_iter().cycle());
    f64::from(products.map(|(sign, weight)| sign.to_digit(36).unwrap_or(0) * weight).sum::<u32>() % 10)
}

/// A number of thousands as the texts write it.
fn grouped(value: f64) -> String {
    format!("{},{:03}", (value / 1000.0).floor(), value % 1000.0)
}

fn dated(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// All questions by module and id.
fn questions() -> BTreeMap<(String, String), toml::Table> {
    let mut all = BTreeMap::new();
    for slug in modules() {
        for file in files(&root().join("modules").join(&slug).join("questions"), ".toml") {
            for question in table(&file)["question"].as_array().unwrap() {
                let id = question["id"].as_str().unwrap().to_owned();
                let before = all.insert((slug.clone(), id), question.as_table().unwrap().clone());
                assert!(before.is_none(), "{slug}: {before:?} twice");
            }
        }
    }
    all
}

fn number(question: &toml::Table, key: &str) -> f64 {
    let value = &question[key];
    value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64)).unwrap()
}

/// The numbers and times that a stem names in digits, thousands without their comma.
fn numbers(question: &toml::Table) -> String {
    let stem = question["stem"].as_str().unwrap();
    let parts = stem.split(|sign: char| !(sign.is_ascii_digit() || ".,:".contains(sign)));
    let parts = parts.map(|part| part.trim_matches(['.', ',', ':']).replace(',', "")).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

/// The rows of a list of a question.
fn rows<'a>(question: &'a toml::Table, key: &str) -> Vec<&'a toml::Table> {
    question[key].as_array().unwrap().iter().map(|row| row.as_table().unwrap()).collect()
}

#[test]
fn every_number_comes_out_as_its_key_says() {
    let questions = questions();
    let mut known = BTreeSet::new();
    let mut wrong = Vec::new();
    for (slug, sums) in sums() {
        for (id, stem, value) in sums {
            let name = (slug.to_owned(), id.to_owned());
            let Some(question) = questions.get(&name).filter(|question| question["kind"].as_str() == Some("numeric"))
            else {
                wrong.push(format!("{slug}, {id}: no numeric question has this id"));
                continue;
            };
            let (answer, tolerance) = (number(question, "answer"), number(question, "tolerance"));
            let scale = 10_f64.powf(number(question, "decimals"));
            // A nano is room for binary fractions; no key is that fine.
            let near = (value - answer).abs() <= tolerance + 1e-9;
            if !near || ((value * scale).round() / scale - answer).abs() > 1e-9 {
                wrong.push(format!("{slug}, {id}: {value}, and the key is {answer}, {tolerance} around it"));
            }
            if numbers(question) != stem {
                wrong.push(format!("{slug}, {id}: the stem has {}, computed was {stem}", numbers(question)));
            }
            if !known.insert(name) {
                wrong.push(format!("{slug}, {id}: computed twice"));
            }
        }
    }
    for (slug, id) in FACTS {
        if !known.insert((slug.to_owned(), id.to_owned())) {
            wrong.push(format!("{slug}, {id}: computed, and a fact as well"));
        }
    }
    let numeric = questions.iter().filter(|(_, question)| question["kind"].as_str() == Some("numeric"));
    let numeric: BTreeSet<_> = numeric.map(|(name, _)| name.clone()).collect();
    wrong.extend(numeric.difference(&known).map(|name| format!("{name:?}: neither computed nor a fact")));
    wrong.extend(known.difference(&numeric).map(|name| format!("{name:?}: is in this table only")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn choices_between_numbers_have_the_computed_one_as_their_key() {
    let questions = questions();
    for (slug, id, stem, words) in choices() {
        let question = &questions[&(slug.to_owned(), id.to_owned())];
        assert_eq!(numbers(question), stem, "{slug}, {id}");
        let mut used = BTreeSet::new();
        for option in rows(question, "options") {
            let text = option["text"].as_str().unwrap();
            let said = words.iter().filter(|words| text.contains(words.as_str()));
            let said: Vec<&String> = said.collect();
            let right = option.get("correct").and_then(toml::Value::as_bool).unwrap_or(false);
            assert_eq!(!said.is_empty(), right, "{slug}, {id}: computed was {words:?}, option {text}");
            used.extend(said);
        }
        assert_eq!(used.len(), words.len(), "{slug}, {id}: {words:?}");
    }
}

#[test]
fn codes_in_the_stems_have_the_check_digits_that_they_are_said_to_have() {
    let questions = questions();
    let question = |slug: &str, id: &str| &questions[&(slug.to_owned(), id.to_owned())];
    let stem = |slug: &str, id: &str| question(slug, id)["stem"].as_str().unwrap();
    // The codes of the sums, whose letters the list of numbers leaves out.
    for (slug, id, code) in [
        ("port-security", "numbers-compute", "PLKU 210350."),
        ("port-security", "numbers-lost-digit", "MRNU 120430 "),
        ("immigration-inspection", "mrz-number-digit", " C83015<<<."),
        ("immigration-inspection", "mrz-expiry-date", LINE),
    ] {
        assert!(stem(slug, id).contains(code), "{slug}, {id}: no {code}");
    }
    let digit = |place: usize| f64::from(LINE[place..=place].parse::<u8>().unwrap());
    for (signs, place) in [(0..9, 9), (13..19, 19), (21..27, 27)] {
        assert_eq!(zone_digit(&LINE[signs]), digit(place), "place {place}");
    }
    assert_eq!(zone_digit(&LINE[28..42]), digit(42));
    let whole = format!("{}{}{}", &LINE[..10], &LINE[13..20], &LINE[21..43]);
    assert_eq!(zone_digit(&whole), digit(43));

    let parts = question("port-security", "numbers-parts");
    let pairs = rows(parts, "pairs");
    let part = |id: &str| pairs.iter().find(|pair| pair["id"].as_str() == Some(id)).unwrap()["right"].as_str().unwrap();
    let code = format!("{}{} {}", part("owner"), part("category"), part("serial"));
    assert_eq!(part("check"), container_digit(&code.replace(' ', "")).to_string());
    assert!(parts["stem"].as_str().unwrap().contains(&format!("{code} {} ", part("check"))));

    let misread = container_digit("NKVU302104");
    assert_ne!(misread, 4.0);
    let says = stem("port-security", "numbers-misread");
    assert!(says.contains(" NKVU 302104 4.") && says.contains(&format!("get {misread}.")), "{says}");

    // Rule 3(c): the heading that comes last in number.
    let last = question("customs-core", "classify-last-number");
    assert_eq!(numbers(last), "3924 7323 4419 3 3");
    let heading = [3924, 7323, 4419].into_iter().max().unwrap().to_string();
    let accepted = last["accept"].as_array().unwrap();
    assert!(accepted.iter().all(|text| text.as_str().unwrap().ends_with(&heading)), "{accepted:?}");
}
