//! Which column of a list holds what: by the words of its first row, in any of our languages, or by order.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::base::text::folded;

/// What a list tells about a person, in the order that a list without a head must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    Name,
    Email,
    Country,
    Agency,
    Language,
}

impl Column {
    pub const ALL: [Column; 5] = [Column::Name, Column::Email, Column::Country, Column::Agency, Column::Language];

    /// The word in lists that we write ourselves.
    pub fn word(self) -> &'static str {
        match self {
            Column::Name => "name",
            Column::Email => "e-mail",
            Column::Country => "country",
            Column::Agency => "agency",
            Column::Language => "language",
        }
    }

    /// The words that lists use, in English, French, Spanish, Arabic and Russian.
    fn words(self) -> &'static [&'static str] {
        match self {
            Column::Name => &[
                "name",
                "full name",
                "participant",
                "participant name",
                "name of participant",
                "nom",
                "nom complet",
                "nom et prénom",
                "nom et prénoms",
                "prénom et nom",
                "nombre",
                "nombre completo",
                "nombre y apellido",
                "nombre y apellidos",
                "apellidos y nombre",
                "الاسم",
                "اسم",
                "الاسم الكامل",
                "الاسم واللقب",
                "имя",
                "фио",
                "имя и фамилия",
                "фамилия и имя",
                "фамилия имя отчество",
                "полное имя",
                "участник",
            ],
            Column::Email => &[
                "e-mail",
                "email",
                "mail",
                "e-mail address",
                "email address",
                "courriel",
                "adresse e-mail",
                "adresse email",
                "adresse électronique",
                "adresse de courriel",
                "correo",
                "correo electrónico",
                "dirección de correo",
                "dirección de correo electrónico",
                "البريد الإلكتروني",
                "البريد",
                "بريد إلكتروني",
                "عنوان البريد الإلكتروني",
                "почта",
                "эл. почта",
                "электронная почта",
                "адрес электронной почты",
            ],
            Column::Country => &["country", "country code", "pays", "país", "البلد", "بلد", "الدولة", "دولة", "страна"],
            Column::Agency => &[
                "agency",
                "organisation",
                "organization",
                "administration",
                "service",
                "employer",
                "agence",
                "organisme",
                "institution",
                "agencia",
                "organización",
                "organismo",
                "institución",
                "administración",
                "servicio",
                "الجهة",
                "جهة العمل",
                "الوكالة",
                "المؤسسة",
                "الإدارة",
                "ведомство",
                "организация",
                "служба",
                "агентство",
                "учреждение",
                "место работы",
            ],
            Column::Language => &["language", "lang", "langue", "idioma", "lengua", "اللغة", "لغة", "язык"],
        }
    }

    fn named(cell: &str) -> Option<Column> {
        static WORDS: LazyLock<HashMap<String, Column>> = LazyLock::new(|| {
            let words = |column: Column| column.words().iter().map(move |word| (folded(word), column));
            Column::ALL.into_iter().flat_map(words).collect()
        });
        WORDS.get(&folded(cell)).copied()
    }
}

/// Where each column stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub columns: Vec<Option<Column>>,
    /// Words of the head that name nothing we keep.
    pub unused: Vec<String>,
}

impl Head {
    /// Without a first row of words: the columns in their order.
    pub fn by_order() -> Self {
        Self { columns: Column::ALL.into_iter().map(Some).collect(), unused: Vec::new() }
    }

    /// The first row, when it is one of words: it names the e-mail and at least one more, and nothing twice.
    pub fn read(cells: &[String]) -> Option<Self> {
        let columns: Vec<Option<Column>> = cells.iter().map(|cell| Column::named(cell)).collect();
        let known: Vec<Column> = columns.iter().flatten().copied().collect();
        let twice = known.iter().enumerate().any(|(at, column)| known.iter().skip(at + 1).any(|other| other == column));
        if known.len() < 2 || !known.contains(&Column::Email) || twice {
            return None;
        }
        let named = cells.iter().zip(&columns).filter(|(cell, column)| column.is_none() && !cell.is_empty());
        Some(Self { unused: named.map(|(cell, _)| cell.clone()).collect(), columns })
    }
}
