//! A portal of so many services, as its editors would write it.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use crate::directory;
use crate::prose;
use crate::random::Random;

pub const MINISTRIES: usize = 10;
pub const TOPICS: usize = 14;
pub const PHASES: &[&str] = &["vorbereitung", "erstinformation", "pilotierung", "rollout"];

/// One service of so many has a table of re-uses, a press release or an event.
const SERVICES_PER_TABLE: usize = 20;
const SERVICES_PER_NEWS: usize = 100;

/// A service before it is written in the format of one generator or the other.
pub struct Service {
    pub id: String,
    pub title: String,
    pub summary: String,
    /// About 350 words; links to another service are written as `{link}`.
    pub text: String,
    pub linked: String,
    pub ministry: usize,
    pub topic: usize,
    pub phase: &'static str,
    pub number: usize,
}

/// The service of a number in a portal of so many.
pub fn service(number: usize, of: usize) -> Service {
    let mut random = Random::new(number as u64 + 1);
    let title = format!(
        "{} für {} {}",
        prose::noun(&mut random),
        prose::noun(&mut random),
        prose::name(&mut random)
    );
    Service {
        id: id(number),
        title,
        summary: prose::sentence(&mut random),
        linked: id(random.below(of)),
        text: prose::text(&mut random, "{link}"),
        ministry: random.below(MINISTRIES),
        topic: random.below(TOPICS),
        phase: random.pick(PHASES),
        number,
    }
}

pub fn id(number: usize) -> String {
    format!("leistung-{number:06}")
}

/// Writes a portal with so many services; with `extras` each service and authority has feeds, a calendar and a file of
/// the API beside its page, as in every portal that does not say otherwise.
pub fn write(root: &Path, services: usize, extras: bool) -> io::Result<()> {
    let content = root.join("content");
    for folder in ["ressorts", "leistungen", "stellen", "presse", "termine", "seiten"] {
        fs::create_dir_all(content.join(folder))?;
    }
    let extra_files = if extras { "" } else { NO_EXTRAS };
    fs::write(content.join("portal.yaml"), format!("{PORTAL}{extra_files}"))?;
    fs::write(content.join("themenfelder.yaml"), topics())?;
    fs::write(
        content.join("seiten/impressum.md"),
        "---\ntitel: Impressum\nmenue: fuss\n---\n\nImpressum.\n",
    )?;
    fs::write(content.join("stellen/gebietskoerperschaften.csv"), directory::table())?;
    for number in 0..MINISTRIES {
        fs::write(content.join(format!("ressorts/m{number}.yaml")), ministry(number))?;
    }
    let keys = directory::keys();
    for number in 0..services {
        write_service(&content, &service(number, services), &keys)?;
    }
    Ok(())
}

fn write_service(content: &Path, service: &Service, keys: &[String]) -> io::Result<()> {
    let folder = content.join("leistungen").join(&service.id);
    fs::create_dir(&folder)?;
    fs::write(folder.join("leistung.yaml"), record(service))?;
    fs::write(folder.join("text.md"), markdown(service))?;
    if let Some(table) = reuse_of(service, keys) {
        fs::write(folder.join("nachnutzung.csv"), table)?;
    }
    if let Some(date) = news_date(service) {
        let file = format!("{date}-{}.md", service.id);
        fs::write(content.join("presse").join(&file), press(service, &date))?;
        fs::write(content.join("termine").join(&file), event(service, &date))?;
    }
    Ok(())
}

fn markdown(service: &Service) -> String {
    service
        .text
        .replace("{link}", &format!("[verwandte Leistung](leistung:{})", service.linked))
}

/// The record, with 15 fields and more, in the format of `leistung.yaml`.
pub fn record(service: &Service) -> String {
    let Service {
        title,
        summary,
        ministry,
        topic,
        phase,
        number,
        ..
    } = service;
    let mut random = Random::new(*number as u64 + 1_000_000);
    let [word, other] = [prose::noun(&mut random), prose::noun(&mut random)];
    format!(
        "titel: {title}
kurz: {summary}
leika: [\"99{number:012}\"]
ozg_id: \"{ozg:05}\"
leika_typ: [2/3]
ressort: m{ministry}
themenfeld: t{topic}
zielgruppe: [{group}]
vollzug: [{carried_out_by}]
efa: {{angebot: nachnutzbar, land: Beispielland, dienst: \"https://dienst.example.org/{number}\"}}
freigabe: {{stand: erteilt, am: 2021-05-31}}
phase: {phase}
reifegrad: {{modell: \"1.1\", stufe: {level}}}
auskunft:
  nachnutzung_ab: 2022-Q3
  sachstand: |
    {state_of_play}
  naechste_schritte:
    - {{datum: 2021-12-08, titel: {word}, erledigt: true}}
    - {{datum: 2022-Q3, titel: {other}}}
  fachrecht: {{stand: angepasst}}
  kosten:
    stand: bekannt
    posten:
      - {{art: einfuehrung, betrag: 1200, zahlt: kommune}}
      - {{art: betrieb, betrag: {cost}, zahlt: kommune}}
geprueft_am: 2022-01-{day:02}
pilotierung: {{behoerden: [\"120600000000\"]}}
onboarding: [{{aufgabe: leistungsbeschreibung, wer: land, stand: erledigt, am: 2021-12-01}}]
kontakt:
  - {{name: Referat {word}, email: referat-{number}@example.org}}
suchbegriffe: [{word} online, {other} beantragen]
beispiel: true
",
        ozg = number % 100_000,
        group = random.pick(&["buerger", "unternehmen", "verwaltung"]),
        carried_out_by = if number.is_multiple_of(SERVICES_PER_TABLE) {
            "landkreis, kreisfreie_stadt, amtsfreie_gemeinde, amt, amtsangehoerige_gemeinde"
        } else {
            random.pick(&["landkreis, kreisfreie_stadt", "amtsfreie_gemeinde, amt", "landkreis"])
        },
        level = random.below(5),
        state_of_play = prose::paragraph(&mut random, 2),
        cost = random.below(50) * 100,
        day = random.below(28) + 1,
    )
}

/// The table of re-uses, of a service that has one.
pub fn reuse_of(service: &Service, keys: &[String]) -> Option<String> {
    service
        .number
        .is_multiple_of(SERVICES_PER_TABLE)
        .then(|| reuse(service, keys))
}

/// The day of the press release and the event about a service, if it has them.
pub fn news_date(service: &Service) -> Option<String> {
    let (month, day) = (service.number / 100 % 12 + 1, service.number / 1200 % 28 + 1);
    service
        .number
        .is_multiple_of(SERVICES_PER_NEWS)
        .then(|| format!("2021-{month:02}-{day:02}"))
}

fn reuse(service: &Service, keys: &[String]) -> String {
    let mut random = Random::new(service.number as u64 + 2_000_000);
    let mut table = "ars;stand;seit;url;bemerkung\n".to_owned();
    let mut index = random.below(40);
    while let Some(key) = keys.get(index) {
        let status = random.pick(&["live", "live", "in_einfuehrung", "interessiert"]);
        // Writing to a string cannot fail.
        let _ = writeln!(table, "{key};{status};2021-{:02};;", random.below(12) + 1);
        index += random.below(40) + 1;
    }
    table
}

pub fn press(service: &Service, date: &str) -> String {
    let mut random = Random::new(service.number as u64 + 3_000_000);
    let text = prose::paragraph(&mut random, 8);
    let Service {
        id, title, ministry, ..
    } = service;
    format!("---\ntitel: {title} ist online\ndatum: {date}\nressort: m{ministry}\nleistungen: [{id}]\n---\n\n{text}\n")
}

pub fn event(service: &Service, date: &str) -> String {
    let mut random = Random::new(service.number as u64 + 4_000_000);
    let text = prose::paragraph(&mut random, 4);
    let Service {
        id, title, ministry, ..
    } = service;
    format!(
        "---\ntitel: Schulung zu {title}\nbeginn: {date} 10:00\nende: {date} 12:00\nart: schulung\nort: Rathaus\nressort: m{ministry}\nleistungen: [{id}]\n---\n\n{text}\n"
    )
}

fn ministry(number: usize) -> String {
    format!(
        "kuerzel: M{number}\nname: Ministerium {number}\nordnung: {number}\nwebsite: https://m{number}.example.org\nkoordination: [{{name: Koordination, email: m{number}@example.org}}]\nzustaendig_fuer: [t{number}]\n"
    )
}

fn topics() -> String {
    (0..TOPICS).fold(String::new(), |topics, number| {
        topics + &format!("- id: t{number}\n  name: Themenfeld {number}\n")
    })
}

const NO_EXTRAS: &str = "zusatzdateien: {feed: [ressorts, themenfelder], kalender: [ressorts], api: []}\n";

const PORTAL: &str = "titel: Portal
beschreibung: Ein Portal, um die Zeit zu messen.
basis_url: https://portal.example.org
land: {name: Beispielland, kuerzel: BL}
herausgeber: {name: Ministerium des Innern, website: \"https://example.org\", anschrift: [Musterstraße 1]}
barriere_melden: barriere@example.org
redaktion: {name: Redaktion, email: redaktion@example.org}
namen: {redaktionssystem: Redaktionssystem, it_dienstleister: IT-Dienstleister, serviceportal: Serviceportal, serviceportal_url: \"https://service.example.org\"}
";
