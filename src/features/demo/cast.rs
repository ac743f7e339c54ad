//! Who is in the demonstration. Nobody here exists.

use super::Account;
use crate::base::lang::Lang;
use crate::platform::auth::Role;

pub const MERIDIAN: &str = "Meridian Border Training Centre";
pub const SALTWIND: &str = "Saltwind Customs Academy";
/// Name and country of each training agency.
pub const AGENCIES: [(&str, &str); 2] = [(MERIDIAN, "MT"), (SALTWIND, "PH")];

pub const PORT_SECURITY: &str = "port-security-foundation";
pub const INSPECTION: &str = "inspection-foundation";
pub const SAFE_FRAMEWORK: &str = "safe-framework-foundation";

/// One delivery of a course.
pub struct Delivery {
    pub course: &'static str,
    pub code: &'static str,
    pub agency: &'static str,
    pub place: &'static str,
    /// Days from the day of filling until the course begins.
    pub begins_in: i64,
    pub days: i64,
    /// Days from the day of filling until the work is due.
    pub due_in: i64,
}

/// The first ends today, so that its certificates can be had at once.
pub const DELIVERIES: [Delivery; 3] = [
    Delivery {
        course: PORT_SECURITY,
        code: "PS-MERIDIAN",
        agency: MERIDIAN,
        place: "Valletta",
        begins_in: -2,
        days: 3,
        due_in: 1,
    },
    Delivery {
        course: INSPECTION,
        code: "INS-MERIDIAN",
        agency: MERIDIAN,
        place: "Valletta",
        begins_in: 35,
        days: 4,
        due_in: 32,
    },
    Delivery {
        course: SAFE_FRAMEWORK,
        code: "SAFE-SALTWIND",
        agency: SALTWIND,
        place: "Manila",
        begins_in: 28,
        days: 5,
        due_in: 25,
    },
];

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A role, in an agency unless it is the administrator's.
    Staff(Role, Option<&'static str>),
    /// Takes part in the deliveries of these codes, having read so many lessons of the first.
    Participant(&'static [&'static str], usize),
}

pub struct Player {
    pub name: &'static str,
    pub latin: &'static str,
    pub email: &'static str,
    pub password: &'static str,
    pub country: &'static str,
    pub works_at: &'static str,
    pub lang: Lang,
    pub zone: &'static str,
    pub part: Part,
}

impl Player {
    pub(super) fn account(&self) -> Account {
        let role = match self.part {
            Part::Staff(role, _) => role.name(),
            Part::Participant(..) => "participant",
        };
        Account { role, name: self.name, email: self.email, password: self.password }
    }
}

const PS: &str = "PS-MERIDIAN";
const INS: &str = "INS-MERIDIAN";
const SAFE: &str = "SAFE-SALTWIND";

/// `[name, in Latin letters, address, password, country, employer, time zone]`
type Words = [&'static str; 7];

const fn player([name, latin, email, password, country, works_at, zone]: Words, lang: Lang, part: Part) -> Player {
    Player { name, latin, email, password, country, works_at, lang, zone, part }
}

const fn staff(words: Words, role: Role, agency: &'static str) -> Player {
    player(words, Lang::En, Part::Staff(role, Some(agency)))
}

const fn learner(words: Words, lang: Lang, codes: &'static [&'static str], lessons: usize) -> Player {
    player(words, lang, Part::Participant(codes, lessons))
}

#[rustfmt::skip]
pub static EVERYBODY: [Player; 17] = [
    player(["Vera Lindqvist", "Vera Lindqvist", "admin@portolan.example", "keeper of the quiet lamp", "MT", "Portolan", "Europe/Paris"], Lang::En, Part::Staff(Role::Admin, None)),
    staff(["Tomas Okonjo", "Tomas Okonjo", "coordinator@meridian.example", "maps fold along old seams", "MT", MERIDIAN, "Europe/Paris"], Role::Coordinator, MERIDIAN),
    staff(["Ines Carvalho", "Ines Carvalho", "instructor@meridian.example", "chalk marks on the hull", "MT", MERIDIAN, "Europe/Paris"], Role::Instructor, MERIDIAN),
    staff(["Rafael Dizon", "Rafael Dizon", "coordinator@saltwind.example", "seven gulls over the pier", "PH", SALTWIND, "Asia/Manila"], Role::Coordinator, SALTWIND),
    staff(["Amihan Reyes", "Amihan Reyes", "instructor@saltwind.example", "tide tables for beginners", "PH", SALTWIND, "Asia/Manila"], Role::Instructor, SALTWIND),
    learner(["ნინო ბერიძე", "Nino Beridze", "nino.beridze@customs.example", "walnut trees above batumi", "GE", "Revenue Service", "Asia/Tbilisi"], Lang::En, &[PS, INS], 4),
    learner(["გიორგი კობახიძე", "Giorgi Kobakhidze", "giorgi@customs.example", "bread from a deep oven", "GE", "Revenue Service", "Asia/Tbilisi"], Lang::Ru, &[PS], 1),
    learner(["ليث الخطيب", "Layth Al-Khatib", "layth@border.example", "copper roofs after rain", "JO", "Border Directorate", "Asia/Amman"], Lang::Ar, &[PS], 3),
    learner(["منى عبد الرحمن", "Mona Abdel Rahman", "mona@ports.example", "slow boats past the date palms", "EG", "Ports Authority", "Africa/Cairo"], Lang::Ar, &[INS], 2),
    learner(["Aïssatou Ndiaye", "Aissatou Ndiaye", "aissatou@douanes.example", "sous le grand baobab bleu", "SN", "Douanes", "Africa/Dakar"], Lang::Fr, &[PS, SAFE], 7),
    learner(["Kouadio Yao", "Kouadio Yao", "kouadio@douanes.example", "le fleuve garde ses secrets", "CI", "Douanes", "Africa/Dakar"], Lang::Fr, &[INS], 0),
    learner(["José Ángel Quispe", "Jose Angel Quispe", "jose.quispe@aduanas.example", "tres llamas cruzan el puente", "PE", "Aduanas", "America/Lima"], Lang::Es, &[PS], 5),
    learner(["María Fernanda Ruiz", "Maria Fernanda Ruiz", "maria.ruiz@aduanas.example", "cafe con panela y lluvia", "CO", "Aduanas", "America/Bogota"], Lang::Es, &[SAFE], 2),
    learner(["Айгүл Серікқызы", "Aigul Serikkyzy", "aigul@customs-kz.example", "степной ветер и тюльпаны", "KZ", "State Revenue Committee", "Asia/Almaty"], Lang::Ru, &[INS, SAFE], 6),
    learner(["Ștefan Țurcanu", "Stefan Turcanu", "stefan@border-md.example", "grapes by the stone gate", "MD", "Border Police", "Europe/Chisinau"], Lang::En, &[INS], 3),
    learner(["Wanjiru Kamau", "Wanjiru Kamau", "wanjiru@revenue.example", "long rains on red earth", "KE", "Revenue Authority", "Africa/Nairobi"], Lang::En, &[SAFE], 4),
    learner(["Maria Corazon Santos", "Maria Corazon Santos", "corazon@bureau.example", "jeepney painted like a parade", "PH", "Bureau of Customs", "Asia/Manila"], Lang::En, &[SAFE], 1),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::address::Email;
    use crate::features::accounts::{check_password, names};

    #[test]
    fn everybody_could_have_signed_up_by_themselves() {
        for player in &EVERYBODY {
            assert!(Email::parse(player.email).is_ok(), "{}", player.email);
            assert!(names(player.name, player.latin).is_ok(), "{}", player.name);
            let own = [player.name, player.latin, player.email];
            assert_eq!(check_password(player.password, &own), Ok(()), "{}", player.email);
            assert!(player.zone.parse::<chrono_tz::Tz>().is_ok(), "{}", player.zone);
            if let Part::Participant(codes, _) = player.part {
                assert!(codes.iter().all(|code| DELIVERIES.iter().any(|delivery| delivery.code == *code)));
            }
        }
    }
}
