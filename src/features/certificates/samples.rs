//! People and courses that the tests of this feature share. All invented.

use chrono::NaiveDate;
use ed25519_dalek::SigningKey;

use super::keys::PublicKeys;
use super::number::CertificateNumber;
use super::seal::{self, Certified};
#[cfg(feature = "certs")]
use super::texts::CertificateTexts;
use super::verify;
use crate::base::lang::Lang;

pub const KID: &str = "2026-A";
pub const ORIGIN: &str = "https://portolan.example.org";

pub fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

pub fn keys() -> PublicKeys {
    let mut keys = PublicKeys::new();
    keys.add(KID, key().verifying_key()).unwrap();
    keys
}

/// The URL that a certificate's QR code carries.
pub fn url(facts: &Certified) -> String {
    verify::seal_url(ORIGIN, &seal::seal(facts, &key(), KID).unwrap())
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn facts(language: Lang, name: &str, name_latin: &str, [course, field, issuer]: [&str; 3]) -> Certified {
    Certified {
        number: CertificateNumber::from_index(61_234_567_890).unwrap(),
        name: name.to_owned(),
        name_latin: (!name_latin.is_empty()).then(|| name_latin.to_owned()),
        course: course.to_owned(),
        code: "CC-101".to_owned(),
        field: field.to_owned(),
        hours: 40,
        started: day(2026, 9, 1),
        ended: day(2026, 9, 30),
        issued: day(2026, 10, 2),
        issuer: issuer.to_owned(),
        language,
    }
}

const ENGLISH: [&str; 3] =
    ["Customs valuation, level 1", "Customs core competencies", "Portolan Programme for Border Services"];

pub fn english() -> Certified {
    facts(Lang::En, "María-José Núñez Ğazi", "", ENGLISH)
}

pub fn georgian() -> Certified {
    facts(Lang::En, "ნინო ბერიძე", "Nino Beridze", ENGLISH)
}

pub fn arabic() -> Certified {
    let texts = ["التقييم الجمركي للبضائع، المستوى الأول", "الكفاءات الجمركية الأساسية", "برنامج بورتولان لخدمات الحدود"];
    facts(Lang::Ar, "محمد بن عبد الرحمن الخطيب", "Mohammed bin Abdulrahman Al-Khatib", texts)
}

pub fn russian() -> Certified {
    let texts = [
        "Таможенная оценка товаров, уровень 1",
        "Основные таможенные компетенции",
        "Программа подготовки пограничных служб «Портолан»",
    ];
    facts(Lang::Ru, "Айгүл Нұрланқызы Сейдахметова", "Aigul Seidakhmetova", texts)
}

pub fn french() -> Certified {
    let texts = [
        "Évaluation en douane, niveau 1",
        "Compétences douanières de base",
        "Programme Portolan pour les services aux frontières",
    ];
    facts(Lang::Fr, "Aïssatou N’Diaye-Lefèvre", "", texts)
}

pub fn spanish() -> Certified {
    let texts = [
        "Valoración aduanera, nivel 1",
        "Competencias aduaneras básicas",
        "Programa Portolan para los servicios de frontera",
    ];
    facts(Lang::Es, "Íñigo Peñaranda Güell", "", texts)
}

/// One person for each language and script.
pub fn people() -> Vec<Certified> {
    vec![english(), french(), spanish(), arabic(), russian(), georgian()]
}

/// The words around the facts, as translations would give them.
#[cfg(feature = "certs")]
pub fn texts(facts: &Certified) -> CertificateTexts {
    let [title, certifies, completed, hours, dates, issued, signed, number, check, verify, alt] = match facts.language {
        Lang::En => [
            "Certificate of completion",
            "This certifies that",
            "has completed the course",
            "40 hours",
            "1 September to 30 September 2026",
            "Issued on 2 October 2026",
            "Signed electronically with key 2026-A",
            "Certificate number",
            "Check code \u{2066}7K3FQ9\u{2069}",
            "Scan the code, or enter number and check code at",
            "QR code: opens the page that checks this certificate",
        ],
        Lang::Fr => [
            "Attestation de réussite",
            "Il est certifié que",
            "a suivi avec succès le cours",
            "40 heures",
            "Du 1er au 30 septembre 2026",
            "Délivrée le 2 octobre 2026",
            "Signée électroniquement avec la clé 2026-A",
            "Numéro de l’attestation",
            "Code de contrôle \u{2066}7K3FQ9\u{2069}",
            "Scannez le code QR, ou saisissez le numéro et le code de contrôle sur",
            "Code QR : ouvre la page qui vérifie cette attestation",
        ],
        Lang::Es => [
            "Certificado de finalización",
            "Se certifica que",
            "ha completado el curso",
            "40 horas",
            "Del 1 al 30 de septiembre de 2026",
            "Expedido el 2 de octubre de 2026",
            "Firmado electrónicamente con la clave 2026-A",
            "Número del certificado",
            "Código de control \u{2066}7K3FQ9\u{2069}",
            "Escanee el código QR, o escriba el número y el código de control en",
            "Código QR: abre la página que comprueba este certificado",
        ],
        Lang::Ar => [
            "شهادة إتمام دورة",
            "نشهد بأن",
            "قد أتمّ بنجاح دورة",
            "40 ساعة",
            "من 1 إلى 30 سبتمبر 2026",
            "صدرت في 2 أكتوبر 2026",
            "موقّعة إلكترونيًا بالمفتاح \u{2066}2026-A\u{2069}",
            "رقم الشهادة",
            "رمز التحقق \u{2066}7K3FQ9\u{2069}",
            "امسح رمز الاستجابة السريعة، أو أدخل الرقم ورمز التحقق على الموقع",
            "رمز الاستجابة السريعة: يفتح صفحة التحقق من هذه الشهادة",
        ],
        Lang::Ru => [
            "Свидетельство об окончании курса",
            "Настоящим подтверждается, что",
            "прошёл(-ла) курс",
            "40 часов",
            "1–30 сентября 2026 года",
            "Выдано 2 октября 2026 года",
            "Подписано электронно ключом 2026-A",
            "Номер свидетельства",
            "Код проверки \u{2066}7K3FQ9\u{2069}",
            "Отсканируйте QR-код или введите номер и код проверки на сайте",
            "QR-код: открывает страницу проверки этого свидетельства",
        ],
    };
    CertificateTexts {
        title: title.to_owned(),
        certifies: certifies.to_owned(),
        completed: completed.to_owned(),
        code_line: format!("\u{2066}{}\u{2069} · {}", facts.code, facts.field),
        hours_line: hours.to_owned(),
        dates_line: dates.to_owned(),
        issuer_line: facts.issuer.clone(),
        issued_line: issued.to_owned(),
        signed_line: signed.to_owned(),
        number_label: number.to_owned(),
        check_line: check.to_owned(),
        verify_line: verify.to_owned(),
        verify_address: "portolan.example.org/v".to_owned(),
        qr_alt: alt.to_owned(),
    }
}
