//! The same content for Hugo, with one of two themes. The plain one is the smallest that has what a site of pages needs: pages
//! in a common frame, paginated lists by ministry, topic and phase, feed, sitemap, and an index for a search in the browser.
//! The rich one makes about the same pages as this program; what it leaves out stands at the head of its `hugo.toml`.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use crate::content::{self, MINISTRIES, Service, TOPICS};
use crate::directory;

/// The folder of the themes. A measurement runs where it was built, so they need not be part of it.
const THEMES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/portal/hugo");

/// Our own theme, of which the rich one has the styles, the scripts and the drawings.
const OURS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/standard");

/// The letters that have entries in the A to Z.
const LETTERS: &str = "abcdefghijklmnprstuvwz";

/// Tables of the open data.
const TABLES: &[&str] = &[
    "abdeckung",
    "abdeckung-gruppen",
    "antworten",
    "leistungen",
    "meilensteine",
    "nachnutzung",
    "presse",
    "ressorts",
    "stellen",
    "termine",
    "themenfelder",
];

/// What a service or an authority has beside its page.
const EXTRA_OUTPUTS: &str = ", atom, jsonfeed, ics, record";

/// How much Hugo has to do.
#[derive(Clone, Copy, PartialEq)]
pub enum Theme {
    Plain,
    Rich,
}

impl Theme {
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Plain, Self::Rich]
            .into_iter()
            .find(|theme| theme.to_string() == name)
    }
}

impl fmt::Display for Theme {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(match self {
            Self::Plain => "plain",
            Self::Rich => "rich",
        })
    }
}

/// Whether Hugo can be run.
pub fn is_there() -> bool {
    Command::new("hugo")
        .arg("version")
        .output()
        .is_ok_and(|output| output.status.success())
}

/// The command that builds the site.
pub fn build(root: &Path, output: &Path) -> Command {
    let mut command = Command::new("hugo");
    command
        .arg("--quiet")
        .arg("--source")
        .arg(root)
        .arg("--destination")
        .arg(output);
    command
}

/// Writes a site with so many services. With `extras` the rich theme makes the feed, calendar and data file of each service
/// and authority too; the plain one has none.
pub fn write(root: &Path, services: usize, extras: bool, theme: Theme) -> io::Result<()> {
    copy_folder(&Path::new(THEMES).join(theme.to_string()), root)?;
    match theme {
        Theme::Plain => write_plain(root, services),
        Theme::Rich => write_rich(root, services, if extras { EXTRA_OUTPUTS } else { "" }),
    }
}

fn write_plain(root: &Path, services: usize) -> io::Result<()> {
    for number in 0..services {
        let service = content::service(number, services);
        write_file(&service_path(root, &service), &page(&service, Theme::Plain, ""))?;
    }
    for key in directory::keys() {
        let page = format!("---\ntitle: Stelle {key}\nschluessel: \"{key}\"\neinwohner: 1000\n---\n");
        write_file(&root.join("content/stellen").join(format!("{key}.md")), &page)?;
    }
    for number in 0..MINISTRIES {
        let page = format!("---\ntitle: Ministerium {number}\nwebsite: https://m{number}.example.org\n---\n");
        write_file(&root.join(format!("content/ressort/m{number}/_index.md")), &page)?;
    }
    for number in 0..TOPICS {
        let page = format!("---\ntitle: Themenfeld {number}\n---\n");
        write_file(&root.join(format!("content/themenfeld/t{number}/_index.md")), &page)?;
    }
    Ok(())
}

fn write_rich(root: &Path, services: usize, extra_outputs: &str) -> io::Result<()> {
    write_our_assets(root)?;
    let keys = directory::keys();
    for number in 0..services {
        let service = content::service(number, services);
        let (reuses, outputs) = reuses(&service, &keys);
        let more = format!("{}{reuses}outputs: [html{outputs}{extra_outputs}]\n", facets(&service));
        write_file(&service_path(root, &service), &page(&service, Theme::Rich, &more))?;
        write_news(root, &service)?;
    }
    for line in directory::table().lines().skip(1) {
        write_authority(root, line, extra_outputs)?;
    }
    write_ministries_and_topics(root)?;
    write_sections(root)
}

/// Styles, scripts and drawings of our own theme.
fn write_our_assets(root: &Path) -> io::Result<()> {
    let ours = Path::new(OURS);
    for folder in ["css", "js"] {
        copy_folder(&ours.join(folder), &root.join("assets").join(folder))?;
    }
    fs::copy(ours.join("icons.yaml"), root.join("data/icons.yaml")).map(|_| ())
}

fn service_path(root: &Path, service: &Service) -> std::path::PathBuf {
    root.join("content/leistungen").join(format!("{}.md", service.id))
}

/// What Hugo's taxonomies need as lists of words: the record has the same in maps.
fn facets(service: &Service) -> String {
    let record = content::record(service);
    let level = record
        .lines()
        .find_map(|line| line.strip_prefix("reifegrad: {modell: \"1.1\", stufe: "))
        .map_or("", |rest| rest.trim_end_matches('}'));
    let reviewed = record
        .lines()
        .find_map(|line| line.strip_prefix("geprueft_am: "))
        .unwrap_or_default();
    format!("lastmod: {reviewed}\nstufe: [1-1-{level}]\nangebot: [nachnutzbar]\n")
}

/// The table of re-uses as a list, and what a service with such a table has beside its page.
fn reuses(service: &Service, keys: &[String]) -> (String, &'static str) {
    let Some(table) = content::reuse_of(service, keys) else {
        return (String::new(), "");
    };
    let lines = table.lines().skip(1).filter_map(|line| {
        let mut fields = line.split(';');
        let (key, status, since) = (fields.next()?, fields.next()?, fields.next()?);
        Some(format!("  - {{ars: \"{key}\", stand: {status}, seit: \"{since}\"}}\n"))
    });
    (
        format!("nachnutzung:\n{}", lines.collect::<String>()),
        ", spread, history",
    )
}

/// Press release and event of a service that has them. A ministry is a field here: as a term it would list them with services.
fn write_news(root: &Path, service: &Service) -> io::Result<()> {
    let Some(date) = content::news_date(service) else {
        return Ok(());
    };
    let file = format!("{date}-{}.md", service.id);
    let for_hugo = |text: String| {
        text.replacen("titel: ", "title: ", 1)
            .replacen("\ndatum: ", "\ndate: ", 1)
            .replacen("\nbeginn: ", &format!("\ndate: {date}\nbeginn: "), 1)
            .replacen("\nressort: ", "\nministerium: ", 1)
    };
    write_file(
        &root.join("content/presse").join(&file),
        &for_hugo(content::press(service, &date)),
    )?;
    write_file(
        &root.join("content/termine").join(&file),
        &for_hugo(content::event(service, &date)),
    )
}

/// An authority, from its line of the directory.
fn write_authority(root: &Path, line: &str, extra_outputs: &str) -> io::Result<()> {
    let fields: Vec<&str> = line.split(';').collect();
    let &[key, _, name, kind, _, parent, population, area, postcode, lon, lat, _] = fields.as_slice() else {
        return Err(io::Error::other(format!("{line}: not a line of the directory")));
    };
    let outputs = match kind {
        "landkreis" | "kreisfreie_stadt" => "html, vcard, authorities",
        _ => "html, vcard",
    };
    let page = format!(
        "---\ntitle: {name}\nschluessel: \"{key}\"\nart: {kind}\nuebergeordnet: \"{parent}\"\neinwohner: {population}\nflaeche_km2: {area}\nplz: \"{postcode}\"\nlon: {lon}\nlat: {lat}\noutputs: [{outputs}{extra_outputs}]\n---\n"
    );
    write_file(&root.join("content/stellen").join(format!("{key}.md")), &page)
}

fn write_ministries_and_topics(root: &Path) -> io::Result<()> {
    for number in 0..MINISTRIES {
        let page = format!(
            "---\ntitle: Ministerium {number}\nweight: {}\nkennung: m{number}\nkuerzel: M{number}\nwebsite: https://m{number}.example.org\nkoordination: [{{name: Koordination, email: m{number}@example.org}}]\nzustaendig_fuer: [t{number}]\noutputs: [html, atom, jsonfeed, ics]\n---\n",
            number + 1
        );
        write_file(&root.join(format!("content/ressorts/m{number}.md")), &page)?;
    }
    for number in 0..TOPICS {
        let page = format!(
            "---\ntitle: Themenfeld {number}\nweight: {}\nkennung: t{number}\noutputs: [html, atom, jsonfeed]\n---\n",
            number + 1
        );
        write_file(&root.join(format!("content/themenfelder/t{number}.md")), &page)?;
    }
    Ok(())
}

/// Lists, and pages that are made of all the others.
fn write_sections(root: &Path) -> io::Result<()> {
    let content = root.join("content");
    for (section, title) in [
        ("leistungen", "Leistungen"),
        ("ressorts", "Ressorts"),
        ("themenfelder", "Themenfelder"),
        ("stellen", "Stellen"),
        ("presse", "Presse"),
        ("termine", "Termine"),
        ("fahrplan", "Fahrplan"),
        ("a-z", "A bis Z"),
        ("daten", "Offene Daten"),
    ] {
        write_file(
            &content.join(section).join("_index.md"),
            &format!("---\ntitle: {title}\n---\n"),
        )?;
    }
    for letter in LETTERS.chars() {
        let page = format!(
            "---\ntitle: \"A bis Z: {}\"\nbuchstabe: {letter}\n---\n",
            letter.to_uppercase()
        );
        write_file(&content.join(format!("a-z/{letter}.md")), &page)?;
    }
    for table in TABLES {
        let page = format!("---\ntitle: {table}\noutputs: [csv, json, jsonl]\n---\n");
        write_file(&content.join(format!("daten/{table}.md")), &page)?;
    }
    for (path, title, outputs) in [
        ("kalender/meilensteine", "Portal: Meilensteine", "ics"),
        ("feeds/aktuelles", "Portal: Neues", "atom, jsonfeed"),
        ("feeds/presse", "Portal: Presse", "atom, jsonfeed"),
    ] {
        let page = format!("---\ntitle: \"{title}\"\noutputs: [{outputs}]\n---\n");
        write_file(&content.join(format!("{path}.md")), &page)?;
    }
    write_file(
        &content.join("impressum.md"),
        "---\ntitle: Impressum\n---\n\nImpressum.\n",
    )
}

fn write_file(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// The record as front matter, with `more` lines, and the text below it.
fn page(service: &Service, theme: Theme, more: &str) -> String {
    let link = format!("[verwandte Leistung](/leistungen/{}/)", service.linked);
    let text = service.text.replace("{link}", &link);
    let record = content::record(service);
    let Service {
        title,
        summary,
        ministry,
        topic,
        phase,
        ..
    } = service;
    // The record's own lines for these would be strings, and Hugo's taxonomies are lists.
    let rest = record.lines().filter(|line| {
        !["titel:", "kurz:", "ressort:", "themenfeld:", "phase:", "geprueft_am:"]
            .iter()
            .any(|field| line.starts_with(field))
    });
    let rest: String = rest.map(|line| format!("{line}\n")).collect();
    // The rich theme dates its pages by the last review; a date would also be what Hugo sorts by, in place of the title.
    let [date, of_ministry, of_topic] = match theme {
        Theme::Plain => ["date: 2022-01-15\n", "ressort", "themenfeld"],
        Theme::Rich => ["", "ministry", "topic"],
    };
    format!(
        "---\ntitle: \"{title}\"\ndescription: \"{summary}\"\n{date}{of_ministry}: [m{ministry}]\n{of_topic}: [t{topic}]\nphase: [{phase}]\n{rest}{more}---\n\n{text}"
    )
}
