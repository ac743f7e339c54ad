//! What a request costs: the product beside the least that its parts can do, on the same cluster, in one run.
//!
//! Reading is measured in three rounds, each with every reference and every page, so that what disturbs the machine for a
//! moment disturbs all of them. `docs/performance.md` tells the method. Start with [`run`].

pub mod gauge;
pub mod line;
mod picture;
mod references;
pub mod report;
pub mod scene;
mod stampede;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::time::sleep;

use self::gauge::{Memory, Used};
use self::line::{Ask, Asked, drive};
use self::references::{Nginx, Reference};
use self::report::Report;
use self::scene::Person;
pub use self::stampede::{Exam, Hall, sit, stampede};
use crate::browser::Browser;
use crate::journal::Journal;
use crate::people::{self, Group};
use crate::server::{Server, Stage};
use crate::smtp::Relay;
use crate::weather::Weather;
use crate::{Res, tell};

/// Connections that ask at the same time.
pub const LANES: usize = 8;
pub const ROUNDS: usize = 3;
/// People who sit the quiz of a course that asks for more than it.
const SITTING: usize = 120;
/// People who complete a course by its quiz.
const COMPLETING: usize = 160;

pub struct Options {
    pub program: PathBuf,
    pub reference: PathBuf,
    pub curriculum: PathBuf,
    pub folder: PathBuf,
    /// Where the figures go as JSON.
    pub summary: Option<PathBuf>,
    /// Where the picture goes.
    pub picture: Option<PathBuf>,
}

/// A server with the figures that it has come to.
pub struct Bench {
    pub stage: Stage,
    pub server: Server,
    relay: Arc<Relay>,
    pub report: Report,
}

/// Who is asked for in a measurement.
pub struct School {
    /// The address of the group whose people sit the quiz.
    pub cohort: String,
    pub readers: Vec<Person>,
    pub completing: Vec<Person>,
}

/// A page, how often a round asks for it, and the requests.
pub type Case = (&'static str, usize, Vec<Ask>);

/// Whether every bar was met.
pub async fn run(options: Options) -> Res<bool> {
    let begun = Instant::now();
    let curriculum = people::curriculum(&options.curriculum, &options.folder)?;
    let mut bench = Bench::begin(&options.program, &options.folder).await?;
    let reference = Reference::start(&options.reference, &bench.stage, &options.folder).await?;
    let nginx = Nginx::start(&options.folder).await;
    let mut tomas = people::coordinator(&bench.stage, &curriculum).await?;

    let School { cohort, mut readers, completing } = bench.school(&mut tomas).await?;
    tell(&format!("{} people have come in, after {:.0} s", SITTING + COMPLETING, begun.elapsed().as_secs_f64()));

    let (seal, paper) = bench.certificates(completing).await?;
    let answer = bench.sittings(&mut readers).await?;
    let cases = bench.cases(&mut readers, &tomas, &Pages { seal, paper, answer, cohort }).await?;
    for _ in 0..ROUNDS {
        reference.measure(&mut bench.report, &bench.stage).await?;
        if let Some(nginx) = &nginx {
            nginx.measure(&mut bench.report).await?;
        }
        bench.round(&cases).await?;
    }
    bench.sign_in(&readers, &reference).await?;
    bench.pgbench(&reference)?;
    bench.curriculum(&options.curriculum)?;
    bench.report.memory("memory under load", Memory::of(bench.server.pid()?)?);
    bench.import(&mut tomas).await?;
    bench.report.memory("memory after all of it", Memory::of(bench.server.pid()?)?);
    drop((reference, nginx));
    bench.start_again().await?;
    bench.server.stop().await?;
    bench.report.seconds("the whole run", begun.elapsed().as_secs_f64());
    bench.report.tell(&options)
}

pub struct Pages {
    /// The address that a certificate's code holds.
    pub seal: String,
    /// The certificate's file, and who may have it.
    pub paper: (Person, String),
    /// A written answer that waits for its points.
    pub answer: String,
    pub cohort: String,
}

impl Bench {
    pub async fn begin(program: &Path, folder: &Path) -> Res<Self> {
        let journal = Arc::new(Journal::create(&folder.join("journal.jsonl"))?);
        let relay = Relay::open(Arc::new(Weather::new(0)), journal).await?;
        let data = folder.join("data");
        // As an installation logs that says nothing about it.
        let stage = Stage::make(program, folder, &data, relay.address, "info")?;
        let mut server = stage.spawn()?;
        server.until_ready().await?;
        Ok(Self { stage, server, relay, report: Report::default() })
    }

    /// Everybody whom a measurement needs, and the coordinator as one of the instructors.
    pub async fn school(&self, tomas: &mut Browser) -> Res<School> {
        let group =
            Group { course: people::WHOLE_COURSE, code: "BENCH-1", people: 0..SITTING, password: scene::PASSWORD };
        let (cohort, readers) = scene::fill(&self.stage, &self.relay, tomas, &group).await?;
        people::expect(tomas.get(&cohort).await?, 200)?;
        let named = [("email", people::COORDINATOR)];
        people::expect(tomas.post(&format!("{cohort}/instructors"), &named).await?, 303)?;
        let group = Group { course: people::COURSE, code: "BENCH-2", people: 1000..1000 + COMPLETING, password: "" };
        let (_, completing) = scene::fill(&self.stage, &self.relay, tomas, &group).await?;
        scene::until_done(&self.stage, "true").await?;
        Ok(School { cohort, readers, completing })
    }

    /// One measurement of the product.
    pub async fn measure(&mut self, name: &'static str, lanes: Vec<Vec<Ask>>, status: u16) -> Res<()> {
        let pid = self.server.pid()?;
        let before = Used::now(pid, &self.stage.data);
        let asked = drive(self.stage.address(), lanes, status).await?;
        let used = Used::now(pid, &self.stage.data).since(before);
        self.report.add(name, used, asked);
        Ok(())
    }

    pub async fn certificates(&mut self, mut people: Vec<Person>) -> Res<(String, (Person, String))> {
        for person in &mut people {
            person.begin("quiz").await?;
            person.answer_all().await?;
        }
        scene::until_done(&self.stage, "true").await?;
        let asks: Vec<Ask> = people.iter().map(Person::hand_in).collect::<Res<_>>()?;
        let client = crate::check::connect(&self.stage.data).await?;
        let count = "SELECT count(*) FROM certificates";
        let earlier: i64 = client.query_one(count, &[]).await?.try_get(0)?;
        let (pid, begin) = (self.server.pid()?, Instant::now());
        let before = Used::now(pid, &self.stage.data);
        drive(self.stage.address(), in_lanes(asks), 303).await?;
        scene::until_done(&self.stage, "kind <> 'mail'").await?;
        let seconds = begin.elapsed().as_secs_f64();
        let used = Used::now(pid, &self.stage.data).since(before);
        scene::until_done(&self.stage, "true").await?;
        let issued = client.query_one(count, &[]).await?.try_get::<_, i64>(0)? - earlier;
        let count = usize::try_from(issued)?;
        if count * 10 < people.len() * 9 {
            return Err(format!("only {count} of {} people have a certificate", people.len()).into());
        }
        let asked = Asked { seconds, times: vec![seconds / issued as f64; count], bytes: 0 };
        self.report.add("quiz handed in, certificate issued and queued", used, asked);
        for mut person in people {
            let list = people::expect(person.browser.get("/certificates").await?, 200)?.text();
            let Ok(twin) = scene::link(&list, "/certificates/") else { continue };
            let twin = twin.trim_end_matches("/pdf").to_owned();
            let page = people::expect(person.browser.get(&twin).await?, 200)?.text();
            return Ok((scene::link(&page, "/v/")?, (person, format!("{twin}/pdf"))));
        }
        Err("nobody has a certificate".into())
    }

    /// Saves one by one, hands in, and saves by batches in another attempt, which stays open.
    async fn sittings(&mut self, people: &mut [Person]) -> Res<String> {
        self.saves(people, 18).await?;
        self.batches(people, 4).await?;
        self.full_pages(people).await
    }

    /// Everybody begins, saves so often one by one, hands in, and looks at the results.
    pub async fn saves(&mut self, people: &mut [Person], times: usize) -> Res<()> {
        for person in people.iter_mut() {
            person.begin("quiz").await?;
        }
        let (mut saves, mut results) = (Vec::new(), Vec::new());
        for _ in 0..times {
            for (nth, person) in people.iter_mut().enumerate() {
                saves.push((nth % LANES, person.save(1)?));
            }
        }
        self.measure("answer saved", by_lane(saves), 200).await?;
        let asks: Vec<Ask> = people.iter().map(Person::hand_in).collect::<Res<_>>()?;
        self.measure("handed in", in_lanes(asks), 303).await?;
        scene::until_done(&self.stage, "kind <> 'mail'").await?;
        for person in people.iter() {
            results.push(person.get(&format!("/attempts/{}/results", person.attempt()?)));
        }
        self.measure("results", in_lanes(repeated(&results, 8)), 200).await
    }

    /// Everybody begins, and saves by batches.
    pub async fn batches(&mut self, people: &mut [Person], times: usize) -> Res<()> {
        for person in people.iter_mut() {
            person.begin("quiz").await?;
        }
        let mut batches = Vec::new();
        for _ in 0..times {
            for (nth, person) in people.iter_mut().enumerate() {
                batches.push((nth % LANES, person.save(20)?));
            }
        }
        self.measure("20 answers saved", by_lane(batches), 200).await
    }

    /// Tasks that wait for a grader, and pages of sittings that show as many saves as a sitting has; one of the tasks.
    pub async fn full_pages(&mut self, people: &mut [Person]) -> Res<String> {
        let mut answer = String::new();
        for person in people.iter_mut().take(20) {
            let open = person.sitting.take();
            answer = person.write_task().await?;
            person.sitting = open;
        }
        scene::until_done(&self.stage, "kind <> 'mail'").await?;
        // A page of a sitting that shows as many saves as a sitting has.
        for person in people.iter_mut().take(LANES) {
            people::expect(person.browser.get(&format!("/attempts/{}", person.attempt()?)).await?, 200)?;
            people::expect(
                person.browser.post(&format!("/attempts/{}/submission", person.attempt()?), &[]).await?,
                303,
            )?;
            person.begin("quiz").await?;
            person.answer_all().await?;
        }
        scene::until_done(&self.stage, "kind <> 'mail'").await?;
        Ok(answer)
    }

    /// Every page that is measured, with the requests for it.
    pub async fn cases(&self, readers: &mut [Person], tomas: &Browser, pages: &Pages) -> Res<Vec<Case>> {
        let mut cases: Vec<Case> = Vec::new();
        let readers: Vec<&mut Person> = readers.iter_mut().take(LANES).collect();
        let mut own: [Vec<Ask>; 8] = Default::default();
        for reader in readers {
            let module = people::expect(reader.browser.get(&reader.place.clone()).await?, 200)?.text();
            let lesson = scene::link(&module, &format!("{}/lessons/", reader.place))?;
            let quiz = format!("/attempts/{}", reader.attempt()?);
            let asks = [
                reader.get("/modules"),
                reader.get(&reader.place),
                reader.get(&lesson),
                reader.get(&quiz),
                reader.get_packed("/modules", "br"),
                reader.get_packed(&lesson, "br"),
                reader.get_packed(&quiz, "br"),
                reader.get_packed(&quiz, "gzip"),
            ];
            own.iter_mut().zip(asks).for_each(|(list, ask)| list.push(ask));
        }
        let names = [
            ("my modules", 600),
            ("module", 600),
            ("lesson", 600),
            ("quiz page", 600),
            ("my modules, br", 400),
            ("lesson, br", 400),
            ("quiz page, br", 400),
            ("quiz page, gz", 400),
        ];
        cases.extend(names.into_iter().zip(own).map(|((name, count), asks)| (name, count, asks)));
        let nobody = Browser::new(self.stage.address(), &self.stage.host());
        let anyone = |path: &str| vec![scene::bytes(&nobody.request("GET", path, "", &[]).bytes())];
        cases.push(("sign-in page", 800, anyone("/sign-in")));
        cases.push(("certificate checked", 500, anyone(&pages.seal)));
        let (holder, paper) = &pages.paper;
        cases.push(("certificate downloaded", 500, vec![holder.get(paper)]));
        let teacher = |path: &str| vec![scene::bytes(&tomas.request("GET", path, "", &[]).bytes())];
        cases.push(("grading page", 500, teacher(&format!("/grading/answers/{}", pages.answer))));
        cases.push(("page of a group of 120", 100, teacher(&pages.cohort)));
        Ok(cases)
    }

    /// Asks for every page.
    pub async fn round(&mut self, cases: &[Case]) -> Res<()> {
        for (name, count, asks) in cases {
            self.measure(name, in_lanes(repeated(asks, count / asks.len())), 200).await?;
        }
        Ok(())
    }

    async fn sign_in(&mut self, people: &[Person], reference: &Reference) -> Res<()> {
        let asks = self.signing_in(people).await?;
        let (first, second) = asks.split_at(asks.len() / 2);
        reference.hash(&mut self.report, &self.stage).await?;
        self.measure("signed in by password", in_lanes(first.to_vec()), 303).await?;
        reference.hash(&mut self.report, &self.stage).await?;
        self.measure("signed in by password", in_lanes(second.to_vec()), 303).await?;
        reference.certificate(&mut self.report, &self.stage).await
    }

    /// Sign-ins, each from an address of its own.
    pub async fn signing_in(&self, people: &[Person]) -> Res<Vec<Ask>> {
        let mut browser = Browser::new(self.stage.address(), &self.stage.host());
        people::expect(browser.get("/sign-in").await?, 200)?;
        let asks = people.iter().take(96).map(|person| {
            let from = format!("10.0.0.{}", person.nth);
            let address = people::address(person.nth);
            let fields = [("email", address.as_str()), ("password", scene::PASSWORD)];
            scene::bytes(&browser.at(&from).form("/sign-in", &fields).bytes())
        });
        Ok(asks.collect())
    }

    fn pgbench(&mut self, reference: &Reference) -> Res<()> {
        if !references::pgbench(&mut self.report, &self.stage, reference)? {
            tell("skipped: pgbench (it is not installed)");
        }
        Ok(())
    }

    /// The whole curriculum of the repository, twice.
    fn curriculum(&mut self, folder: &Path) -> Res<()> {
        let folder = folder.to_str().ok_or("a path that is no text")?;
        for name in ["curriculum imported, new", "curriculum imported, unchanged"] {
            let (begin, before) = (Instant::now(), Used { program: gauge::of_children(), database: 0.0 });
            let database = Used::now(0, &self.stage.data).database;
            self.stage.run(&["curriculum", "import", folder])?;
            let mut used = Used { program: gauge::of_children(), database: 0.0 }.since(before);
            used.database = Used::now(0, &self.stage.data).database - database;
            let seconds = begin.elapsed().as_secs_f64();
            self.report.add(name, used, Asked { seconds, times: vec![seconds], bytes: 0 });
        }
        Ok(())
    }

    /// A list of five thousand people, in the portions that the page takes.
    async fn import(&mut self, tomas: &mut Browser) -> Res<()> {
        let group = Group { course: people::COURSE, code: "BENCH-3", people: 0..0, password: "" };
        let cohort = people::invite(tomas, &group).await?;
        people::expect(tomas.get(&format!("{cohort}/invitations")).await?, 200)?;
        let mut asks = Vec::new();
        for (from, to) in [(10_000, 12_000), (12_000, 14_000), (14_000, 15_000)] {
            let rows: String = (from..to).map(people::row).collect();
            let message = tomas.text_form(&format!("{cohort}/invitations/send"), &rows);
            asks.push(scene::bytes(&message.bytes()));
        }
        let pid = self.server.pid()?;
        let before = Used::now(pid, &self.stage.data);
        let asked = drive(self.stage.address(), vec![asks], 303).await?;
        let used = Used::now(pid, &self.stage.data).since(before);
        let one = Asked { times: vec![asked.seconds], ..asked };
        self.report.add("5,000 people invited by a list", used, one);
        Ok(())
    }

    /// Starts once more on what is there now.
    async fn start_again(&mut self) -> Res<()> {
        self.server.stop().await?;
        let seconds = self.server.restart().await?;
        self.report.seconds("started with existing data", seconds);
        // Whatever a start leaves to do, mail for thousands included, is left alone: nobody asks for anything.
        sleep(Duration::from_secs(3)).await;
        self.report.memory("memory idle", Memory::of(self.server.pid()?)?);
        Ok(())
    }
}

/// The same requests again and again.
fn repeated(asks: &[Ask], times: usize) -> Vec<Ask> {
    (0..times).flat_map(|_| asks.iter().cloned()).collect()
}

/// One after the other on each of the connections.
pub fn in_lanes(asks: Vec<Ask>) -> Vec<Vec<Ask>> {
    by_lane(asks.into_iter().enumerate().map(|(nth, ask)| (nth % LANES, ask)).collect())
}

fn by_lane(asks: Vec<(usize, Ask)>) -> Vec<Vec<Ask>> {
    let mut lanes = vec![Vec::new(); LANES];
    for (lane, ask) in asks {
        if let Some(list) = lanes.get_mut(lane) {
            list.push(ask);
        }
    }
    lanes
}
