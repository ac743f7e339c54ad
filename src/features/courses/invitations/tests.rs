//! Lists as people send them, and as nobody should.

use encoding_rs::{WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};
use proptest::prelude::*;

use super::encoding::decode;
use super::list::{self, LONGEST_CELL, MOST_ROWS, RowFault, Unreadable, read, text_of};
use super::rules::{Checked, Invitee, Place, Standing, check, language, place};
use crate::base::address::Email;
use crate::base::country::Country;
use crate::base::lang::Lang;

fn checked(text: &str) -> Vec<Checked> {
    check(read(text).unwrap().rows)
}

fn people(text: &str) -> Vec<Invitee> {
    checked(text).into_iter().map(|checked| checked.outcome.unwrap()).collect()
}

/// `(row, keys)` of the rows to be corrected.
fn troubles(text: &str) -> Vec<(usize, Vec<&'static str>)> {
    let wrong = |checked: Checked| {
        checked.outcome.err().map(|list| (checked.row.line, list.iter().map(|trouble| trouble.key).collect()))
    };
    checked(text).into_iter().filter_map(wrong).collect()
}

#[test]
fn the_list_of_the_issue_is_read_in_every_dress() {
    let comma = "name,e-mail,country,agency,language\r\nნინო ბერიძე,nino@customs.example,Georgia,Revenue Service,en\r\n\
                 \"Diop, Amina\",A.Diop@douane.example,SN,Douanes,français\r\n";
    let expected = people(comma);
    assert_eq!(expected.len(), 2);
    assert_eq!(expected[1].name, "Diop, Amina");
    assert_eq!(expected[1].email.as_str(), "a.diop@douane.example");
    assert_eq!((expected[1].country.code(), expected[1].lang), ("SN", Lang::Fr));
    for other in [
        comma.replace("\r\n", "\n"),
        comma.replace("\r\n", "\r"),
        format!("\u{feff}{comma}"),
        "name;e-mail;country;agency;language\nნინო ბერიძე;nino@customs.example;GEO;Revenue Service;\n\
         Diop, Amina;a.diop@douane.example;Senegal;Douanes;FR"
            .to_owned(),
        "ნინო ბერიძე\tnino@customs.example\tgeorgia\tRevenue Service\tEnglish\nDiop, Amina\ta.diop@douane.example\tsenegal\tDouanes\tfr\n"
            .to_owned(),
    ] {
        let same: Vec<Invitee> = people(&other);
        let line_free = |people: &[Invitee]| people.iter().map(|p| Invitee { line: 0, ..p.clone() }).collect::<Vec<_>>();
        assert_eq!(line_free(&same), line_free(&expected), "{other}");
    }
}

#[test]
fn heads_in_our_languages_name_the_columns_in_any_order() {
    for head in [
        "Pays;Nom;Courriel",
        "País;Nombre y apellidos;Correo electrónico",
        "البلد;الاسم;البريد الإلكتروني",
        "Страна;ФИО;Электронная почта",
        "COUNTRY ; Full name ; E-Mail",
    ] {
        let people = people(&format!("{head}\nPeru;Juan Pérez;juan@aduana.example\n"));
        assert_eq!(
            (people[0].name.as_str(), people[0].country.code(), people[0].line),
            ("Juan Pérez", "PE", 2),
            "{head}"
        );
    }
    let list = read("name,surname,email,country\nNino,Beridze,nino@x.org,GE").unwrap();
    assert_eq!(list.unused, ["surname"], "what is left out is said");
    assert_eq!(read("sep=;\nAna;ana@x.org;PE").unwrap().rows[0].line, 2);
}

#[test]
fn each_row_says_what_to_correct() {
    let text = "Ana,ana@x.org,PE\n\nJuan,juan.x.org,Peru\nLuka,luka@x.org,Georgi\nAna,ANA@x.org,PE\n,b@x.org,\n\
                Bo,b@x.org,CN,Customs,Klingon\nDiop, Amina,amina@x.org,SN,Douanes,fr\n<b>,c@x.org,PE\n";
    assert_eq!(
        troubles(text),
        [
            (3, vec!["list-email-no-at"]),
            (4, vec!["list-country-suggest"]),
            (5, vec!["list-twice"]),
            (6, vec!["name-missing", "list-country-missing"]),
            (7, vec!["list-language-unknown"]),
            (8, vec!["list-too-many-cells"]),
            (9, vec!["name-not-a-name"]),
        ]
    );
}

#[test]
fn addresses_that_would_write_headers_are_refused() {
    let text = "Eve,\"eve@x.org\r\nBcc: all@x.org\",PE\nAna,ana@x.org,PE";
    assert_eq!(troubles(text), [(1, vec!["list-email-lines"])]);
    assert_eq!(troubles("Eve,eve@x.org%0d%0aBcc:a@x.org,PE"), [(1, vec!["list-email-wrong"])]);
}

#[test]
fn a_quotation_mark_that_stays_open_is_named() {
    let list = read("\"Nino Beridze,nino@x.org,GE\nAna,ana@x.org,PE\n").unwrap();
    assert_eq!(list.rows[0].faults, [RowFault::OpenQuote]);
    assert_eq!(people("Nino \"Nina\" Beridze,nino@x.org,GE")[0].name, "Nino \"Nina\" Beridze");
    assert_eq!(people("\"Ana\nMaria\",ana@x.org,PE\nBo,bo@x.org,PE")[1].line, 3);
}

#[test]
fn limits_have_a_clear_end() {
    let long = "a".repeat(LONGEST_CELL + 1);
    assert_eq!(troubles(&format!("{long},ana@x.org,PE")), [(1, vec!["list-cell-too-long"])]);
    assert_eq!(troubles(&format!("{},ana@x.org,PE", "a".repeat(1024 * 1024))), [(1, vec!["list-cell-too-long"])]);
    let rows = |count: usize| (0..count).map(|n| format!("P,p{n}@x.org,PE\n")).collect::<String>();
    assert_eq!(people(&rows(MOST_ROWS)).len(), MOST_ROWS);
    assert_eq!(people(&format!("name,email,country\n{}", rows(MOST_ROWS))).len(), MOST_ROWS);
    assert_eq!(read(&rows(MOST_ROWS + 1)), Err(Unreadable::TooManyRows));
    assert_eq!(text_of(&vec![b'a'; list::MOST_BYTES + 1]), Err(Unreadable::TooLarge));
    assert_eq!(text_of(b"PK\x03\x04rest"), Err(Unreadable::Workbook));
    for empty in ["", "\n\n", "\u{feff}", "name,e-mail,country\n", ",,,,\n,,\n"] {
        assert_eq!(read(empty), Err(Unreadable::Empty), "{empty:?}");
    }
}

#[test]
fn encodings_are_told_apart() {
    let western = "Nom;Courriel;Pays\nFrançois Müller;f@x.org;France\nZoé Nuñez;z@x.org;Espagne\n";
    let russian = "ФИО;Почта;Страна\nИванов Пётр Сергеевич;p@x.org;Kazakhstan\n";
    let arabic = "الاسم;البريد;البلد\nمحمد علي السيد;m@x.org;Jordan\n";
    for (text, encoding) in [(western, WINDOWS_1252), (russian, WINDOWS_1251), (arabic, WINDOWS_1256)] {
        let decoded = decode(&encoding.encode(text).0);
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.guessed), (text, encoding.name(), true));
        assert_eq!(decode(text.as_bytes()).text, text);
    }
    assert_eq!(troubles("Zo\u{fffd},z@x.org,FR"), [(1, vec!["list-unreadable"])]);
    assert_eq!(troubles("Zo\u{0}e,z@x.org,FR"), [(1, vec!["list-unreadable"])]);
}

#[test]
fn languages_are_read_by_code_and_by_name() {
    for (text, lang) in
        [("", Lang::En), (" FR ", Lang::Fr), ("русский", Lang::Ru), ("Árabe", Lang::Ar), ("es-PE", Lang::Es)]
    {
        assert_eq!(language(text), Some(lang), "{text}");
    }
    for text in ["de", "Georgian", "frog", "en-us-but-longer"] {
        assert_eq!(language(text), None, "{text}");
    }
}

#[test]
fn nobody_is_invited_twice_while_the_first_invitation_works() {
    let now = chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap();
    let soon = Some(now + chrono::Duration::days(1));
    let live = Standing { expires_at: soon, ..Standing::default() };
    assert_eq!(place(&Standing::default(), now), Place::Open);
    assert_eq!(place(&live, now), Place::Invited);
    assert_eq!(place(&Standing { expires_at: Some(now), ..live }, now), Place::Open);
    assert_eq!(place(&Standing { mail_failed: true, ..live }, now), Place::Open);
    assert_eq!(place(&Standing { arrived: true, mail_failed: true, ..live }, now), Place::Arrived);
    assert_eq!(place(&Standing { withdrawn: true, arrived: true, ..live }, now), Place::Withdrawn);
}

fn bytes_in(text: &str, encoding: usize) -> Vec<u8> {
    let units = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    match encoding {
        0 => text.as_bytes().to_vec(),
        1 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        2 => [b"\xff\xfe".to_vec(), units(u16::to_le_bytes)].concat(),
        3 => [b"\xfe\xff".to_vec(), units(u16::to_be_bytes)].concat(),
        4 => units(u16::to_le_bytes),
        _ => WINDOWS_1252.encode(text).0.into_owned(),
    }
}

prop_compose! {
    /// Names with every separator in them. Western letters, alone among others, so that all encodings have them.
    fn an_invitee()(
        name in "[A-Z][a-z]{1,8}[éüñç]?[a-z]{1,6}[ ,;\"'-]{1,2}[A-Z][a-z]{2,12}",
        agency in "([A-Z][a-z]{2,9}[ ,;|]{1,2}){0,3}[A-Z][a-z]{2,9}|",
        email in "[a-z]{1,8}[0-9]{0,3}@[a-z]{2,8}\\.(org|example)",
        country in 0usize..250,
        lang in 0usize..5,
    ) -> Invitee {
        Invitee {
            line: 0,
            name: crate::base::text::squeezed(&name),
            email: Email::parse(&email).unwrap(),
            country: Country::all().nth(country).unwrap(),
            agency: crate::base::text::squeezed(&agency),
            lang: Lang::ALL[lang],
        }
    }
}

fn once_each(mut people: Vec<Invitee>) -> Vec<Invitee> {
    let mut seen = std::collections::HashSet::new();
    people.retain(|person| seen.insert(person.email.clone()));
    people
}

fn lines_off(people: Vec<Invitee>) -> Vec<Invitee> {
    people.into_iter().map(|person| Invitee { line: 0, ..person }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_end_in_rows_or_a_reason(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(list) = text_of(&bytes).and_then(|decoded| read(&decoded.text)) {
            check(list.rows);
        }
    }

    #[test]
    fn any_text_of_cells_ends_in_rows_or_a_reason(text in "([\"',;\\t\\r\\n a@.é]|sep=|name|e-mail|\\PC){0,80}") {
        if let Ok(list) = read(&text) {
            let lines = text.replace("\r\n", "\n").replace('\r', "\n").matches('\n').count() + 1;
            prop_assert!(list.rows.iter().all(|row| (1..=lines).contains(&row.line)));
            prop_assert!(list.rows.windows(2).all(|pair| pair[0].line < pair[1].line));
            check(list.rows);
        }
    }

    #[test]
    fn people_survive_every_separator_and_encoding(
        list in proptest::collection::vec(an_invitee(), 1..12),
        delimiter in 0usize..3,
        encoding in 0usize..6,
        head in any::<bool>(),
        crlf in any::<bool>(),
    ) {
        let list = once_each(list);
        let mut writer = csv::WriterBuilder::new()
            .delimiter([b',', b';', b'\t'][delimiter])
            .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .from_writer(Vec::new());
        if head {
            writer.write_record(["Nom", "Courriel", "Pays", "Organisme", "Langue"]).unwrap();
        }
        for person in &list {
            let (country, lang) = (person.country.code(), person.lang.tag());
            writer.write_record([&person.name, person.email.as_str(), country, &person.agency, lang]).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let decoded = text_of(&bytes_in(&text, encoding)).unwrap();
        prop_assert_eq!(lines_off(people(&decoded.text)), list);
    }

    #[test]
    fn what_the_page_hides_says_the_same(list in proptest::collection::vec(an_invitee(), 1..12)) {
        let list = once_each(list);
        prop_assert_eq!(lines_off(people(&list::write(&list).unwrap())), list);
    }
}
