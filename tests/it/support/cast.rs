//! Who is in every test's database, and what they take part in.

use chrono::{Duration, NaiveTime};
use portolan::base::address::Email;
use portolan::base::clock::{Clock, Instant};
use portolan::base::ids::Uuid;
use portolan::base::lang::Lang;
use portolan::features::accounts::{self, NewPerson, Profile};
use portolan::features::courses::{self, Cohort, NewCohort};
use portolan::features::{agencies, curriculum};
use portolan::platform::auth::{Hasher, Keys, Role};
use portolan::platform::db::{Conn, Db};
use portolan::platform::secret::Secret;

use super::app::{ALL, SECRET};
use super::fixture;

/// Everybody's password.
pub const PASSWORD: &str = "a lantern on the breakwater";

/// Somebody in front of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    Nobody,
    /// Nino, from Georgia, in the cohort NORTH-1 of the northern agency.
    Participant,
    /// In the same cohort as Nino.
    Mate,
    /// From another country, in the cohort SOUTH-1 of the southern agency.
    Stranger,
    /// Of the northern agency, teaches NORTH-1.
    Instructor,
    /// Of the southern agency, teaches SOUTH-1.
    OtherInstructor,
    /// Of the northern agency.
    Coordinator,
    /// Of the southern agency.
    OtherCoordinator,
    /// Took part in NORTH-0, which is over.
    Alumna,
    Admin,
    /// In NORTH-1 too, with a closed account.
    Suspended,
    /// In NORTH-1 too, has not confirmed the name yet.
    Unwelcomed,
}

impl Who {
    pub const ALL: [Who; 12] = [
        Who::Nobody,
        Who::Participant,
        Who::Mate,
        Who::Stranger,
        Who::Instructor,
        Who::OtherInstructor,
        Who::Coordinator,
        Who::OtherCoordinator,
        Who::Alumna,
        Who::Admin,
        Who::Suspended,
        Who::Unwelcomed,
    ];

    /// Full name, Latin name, address, country, language.
    fn words(self) -> [&'static str; 4] {
        match self {
            Who::Nobody => ["", "", "", ""],
            Who::Participant => ["ნინო ბერიძე", "Nino Beridze", "nino@customs.example", "GE"],
            Who::Mate => ["გიორგი მაისურაძე", "Giorgi Maisuradze", "giorgi@customs.example", "GE"],
            Who::Stranger => ["José Quispe", "Jose Quispe", "jose@aduanas.example", "PE"],
            Who::Instructor => ["Ines Carvalho", "Ines Carvalho", "ines@north.example", "MT"],
            Who::OtherInstructor => ["Amihan Reyes", "Amihan Reyes", "amihan@south.example", "PH"],
            Who::Coordinator => ["Tomas Okonjo", "Tomas Okonjo", "tomas@north.example", "MT"],
            Who::OtherCoordinator => ["Rafael Dizon", "Rafael Dizon", "rafael@south.example", "PH"],
            Who::Alumna => ["Айгүл Серікқызы", "Aigul Serikkyzy", "aigul@customs-kz.example", "KZ"],
            Who::Admin => ["Vera Lindqvist", "Vera Lindqvist", "vera@portolan.example", "MT"],
            Who::Suspended => ["Pavel Horák", "Pavel Horak", "pavel@customs.example", "CZ"],
            Who::Unwelcomed => ["ليث الخطيب", "Layth Al-Khatib", "layth@border.example", "JO"],
        }
    }

    pub fn email(self) -> &'static str {
        self.words()[2]
    }

    pub fn name(self) -> &'static str {
        self.words()[0]
    }
}

/// The ids of everything in the template.
pub struct Cast {
    people: Vec<(Who, Uuid)>,
    pub north: Uuid,
    pub south: Uuid,
    /// NORTH-1: runs now.
    pub cohort: Cohort,
    /// SOUTH-1: of the other agency.
    pub other_cohort: Cohort,
    /// NORTH-0: is over.
    pub past_cohort: Cohort,
    /// The only version of the fixture's module.
    pub module: Uuid,
    seats: Vec<(Who, Uuid)>,
}

impl Cast {
    pub fn person(&self, who: Who) -> Uuid {
        self.people.iter().find(|(known, _)| *known == who).unwrap_or_else(|| panic!("{who:?} is no person")).1
    }

    /// The enrolment of somebody who takes part.
    pub fn seat(&self, who: Who) -> Uuid {
        self.seats.iter().find(|(known, _)| *known == who).unwrap_or_else(|| panic!("{who:?} takes no part")).1
    }
}

/// Fills the template.
pub async fn assemble(url: &str) -> Cast {
    let (db, now) = (Db::new(url, 2).unwrap(), Clock::system().now());
    Keys::load(&db, &Secret::new(SECRET), now).await.unwrap();
    let folder = fixture::curriculum();
    curriculum::import(&db, now, folder.path()).await.unwrap_or_else(|trouble| panic!("fixture: {trouble:?}"));
    let phc = Hasher::new().hash(PASSWORD).await.unwrap();
    db.write(&ALL, async move |tx| Ok(fill(tx, now, &phc).await)).await.unwrap()
}

async fn fill(tx: &mut Conn, now: Instant, phc: &str) -> Cast {
    let north = agencies::find_or_create(tx, now, "MT", "Northern Training Centre").await.unwrap().id;
    let south = agencies::find_or_create(tx, now, "PH", "Southern Academy").await.unwrap().id;
    let mut people = Vec::new();
    for who in Who::ALL.into_iter().filter(|who| *who != Who::Nobody) {
        people.push((who, person(tx, now, who, phc).await));
    }
    let find = |wanted: Who| people.iter().find(|(who, _)| *who == wanted).unwrap().1;
    for (who, role, agency) in [
        (Who::Instructor, Role::Instructor, Some(north)),
        (Who::OtherInstructor, Role::Instructor, Some(south)),
        (Who::Coordinator, Role::Coordinator, Some(north)),
        (Who::OtherCoordinator, Role::Coordinator, Some(south)),
        (Who::Admin, Role::Admin, None),
    ] {
        accounts::grant_role(tx, now, find(who), role, agency, None).await.unwrap();
    }
    let cohort = cohort(tx, now, "NORTH-1", north, -4).await;
    let other_cohort = self::cohort(tx, now, "SOUTH-1", south, -4).await;
    let past_cohort = self::cohort(tx, now - Duration::days(200), "NORTH-0", north, 30).await;
    for cohort in [cohort.id, past_cohort.id] {
        courses::add_instructor(tx, cohort, find(Who::Instructor)).await.unwrap();
    }
    courses::add_instructor(tx, other_cohort.id, find(Who::OtherInstructor)).await.unwrap();
    let mut seats = Vec::new();
    for (who, cohort) in [
        (Who::Participant, &cohort),
        (Who::Mate, &cohort),
        (Who::Suspended, &cohort),
        (Who::Unwelcomed, &cohort),
        (Who::Stranger, &other_cohort),
        (Who::Alumna, &past_cohort),
    ] {
        let seat = courses::enrol(tx, now, cohort.id, find(who), None).await.unwrap();
        seats.push((who, seat.id));
    }
    accounts::suspend(tx, now, find(Who::Suspended), None, "test").await.unwrap();
    let module = courses::modules_of(tx, cohort.id).await.unwrap()[0];
    Cast { people, north, south, cohort, other_cohort, past_cohort, module, seats }
}

async fn person(tx: &mut Conn, now: Instant, who: Who, phc: &str) -> Uuid {
    let [full, latin, email, country] = who.words();
    let new = NewPerson {
        email: Email::parse(email).unwrap(),
        full_name: full.to_owned(),
        lang: Lang::En,
        country: country.to_owned(),
        agency: "Customs".to_owned(),
    };
    let id = accounts::add_person(tx, now, &new).await.unwrap().id;
    if who != Who::Unwelcomed {
        let names = accounts::names(full, latin).unwrap();
        let profile = Profile { names, lang: Lang::En, time_zone: "UTC".to_owned() };
        accounts::keep_profile(tx, now, id, profile).await.unwrap();
        accounts::set_password(tx, now, id, phc, None).await.unwrap();
    }
    id
}

async fn cohort(tx: &mut Conn, now: Instant, code: &str, agency: Uuid, begins_in: i64) -> Cohort {
    let courses = curriculum::latest_courses(tx).await.unwrap();
    let starts_on = now.date_naive() + Duration::days(begins_in);
    let due_at = (starts_on - Duration::days(2)).and_time(NaiveTime::default()).and_utc();
    let new = NewCohort {
        code: code.to_owned(),
        agency,
        place: "Valletta".to_owned(),
        starts_on,
        ends_on: starts_on + Duration::days(4),
        due_at,
        by: None,
    };
    courses::create_cohort(tx, now, &courses[0], new).await.unwrap()
}
