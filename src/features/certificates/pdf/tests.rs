use std::time::Instant;

use super::super::seal::Certified;
use super::super::texts::CertificateTexts;
use super::super::{samples, verify};
use super::*;

fn pdf(facts: &Certified) -> Result<Vec<u8>, PdfTrouble> {
    render(facts, &samples::texts(facts), &samples::url(facts), Fonts::embedded())
}

fn named(name: &str) -> Certified {
    Certified { name: name.to_owned(), ..samples::georgian() }
}

/// Names that a narrow design would lose.
fn hard_names() -> Vec<Certified> {
    let mut hard: Vec<Certified> = [
        "Ğ Ñ Ș Ұ Ў ჰ",
        "پژمان چراغی گیلانی",
        "علی\u{200c}رضا مُحَمَّدی",
        "O",
        "ი",
        "م",
        "Maria-Aleksandrina Wiśniewska de la Concepción y Montealegre",
        "Wijesinghe-Chandrasekharamudiyanselage-Rathnayakemudalihamige",
    ]
    .map(named)
    .to_vec();
    let long = |text: &str| text.repeat(200).chars().take(200).collect::<String>().trim().to_owned();
    for repeated in
        ["Анна-Мария Константинопольская ", "ნინო-მარიამ ბერიძე-ჩხარტიშვილი ", "عبد الرحمن بن محمد الخطيب ", "W"]
    {
        hard.push(named(&long(repeated)));
    }
    hard.push(Certified {
        name: long("Константин Константинопольский "),
        name_latin: Some(long("Konstantin Konstantinopolskij ")),
        course: long("Таможенная оценка товаров и контроль "),
        field: long("Основные таможенные компетенции ").chars().take(100).collect(),
        issuer: long("Программа подготовки пограничных служб "),
        ..samples::russian()
    });
    hard.push(Certified {
        name: long("عبد الرحمن بن محمد الخطيب "),
        name_latin: Some(long("Konstantin Konstantinopolskij ")),
        course: long("التقييم الجمركي للبضائع، المستوى الأول "),
        field: long("الكفاءات الجمركية الأساسية ").chars().take(100).collect(),
        issuer: long("برنامج بورتولان لخدمات الحدود "),
        ..samples::arabic()
    });
    hard
}

fn people() -> Vec<Certified> {
    samples::people().into_iter().chain(hard_names()).collect()
}

#[test]
fn every_name_gets_one_page_within_the_budget() {
    for facts in people() {
        let pdf = pdf(&facts).unwrap_or_else(|trouble| panic!("{}: {trouble}", facts.name));
        assert!(pdf.len() <= 150 * 1024, "{}: {} bytes", facts.name, pdf.len());
    }
}

#[test]
fn the_same_certificate_is_the_same_bytes() {
    for facts in [samples::arabic(), samples::english()] {
        assert!(pdf(&facts) == pdf(&facts));
    }
    assert!(pdf(&samples::georgian()) != pdf(&named("ნინო ბერიძე-")));
}

#[test]
fn the_file_says_what_it_is_and_carries_its_seal_unpacked() {
    for facts in [samples::georgian(), samples::arabic()] {
        let pdf = pdf(&facts).unwrap();
        let text = String::from_utf8_lossy(&pdf);
        for part in ["<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A", "<pdfuaid:part>1", "/MarkInfo"] {
            assert!(text.contains(part), "{part}");
        }
        assert!(text.contains(&format!("<rdf:li>{}</rdf:li>", facts.language)), "language");
        let url = verify::find_seal_url(&pdf).unwrap();
        assert_eq!(url, samples::url(&facts));
        assert_eq!(verify::verify_text(&url, &samples::keys()).unwrap().facts, facts);
    }
}

#[test]
fn a_name_that_no_font_can_show_is_refused_by_its_letter() {
    let trouble = pdf(&named("李明")).unwrap_err();
    assert_eq!(trouble, PdfTrouble::MissingGlyph { character: '李', text: "李明".to_owned() });
}

#[test]
fn markup_in_a_name_is_only_a_name() {
    let pdf = pdf(&named("#panic() *x* $y$ <z> ")).unwrap();
    assert!(verify::find_seal_url(&pdf).is_ok());
}

#[test]
fn texts_that_nobody_shortened_are_shrunk() {
    let facts = samples::english();
    let long = "Angaben zur Prüfung dieses Zeugnisses ".repeat(8);
    let texts = CertificateTexts {
        title: long.clone(),
        certifies: long.clone(),
        completed: long.clone(),
        code_line: long.clone(),
        hours_line: long.clone(),
        dates_line: long.clone(),
        issuer_line: long.clone(),
        issued_line: long.clone(),
        signed_line: long.clone(),
        number_label: long.clone(),
        check_line: long.clone(),
        verify_line: long.clone(),
        verify_address: "w".repeat(200),
        qr_alt: long,
    };
    render(&facts, &texts, &samples::url(&facts), Fonts::embedded()).unwrap();
}

/// `cargo test --lib certificates::pdf -- --ignored` and look into the folder that it names.
#[test]
#[ignore = "writes certificates to look at"]
#[expect(clippy::print_stdout, reason = "says where to look")]
fn write_samples() {
    let folder = std::env::temp_dir().join("portolan-certificates");
    std::fs::create_dir_all(&folder).unwrap();
    for (index, facts) in people().iter().enumerate() {
        let before = Instant::now();
        let bytes = pdf(facts).unwrap();
        let (spent, url) = (before.elapsed().as_millis(), samples::url(facts));
        let version = Qr::new(&verify::qr_text(&url)).unwrap().version();
        println!(
            "{index:02} {} B, {spent} ms, payload {} B, QR {version}",
            bytes.len(),
            verify::payload_of(&url).len() * 5 / 8
        );
        std::fs::write(folder.join(format!("{index:02}-{}.pdf", facts.language)), bytes).unwrap();
        std::fs::write(folder.join(format!("{index:02}-{}.url", facts.language)), verify::qr_text(&url)).unwrap();
    }
    println!("{}", folder.display());
}
