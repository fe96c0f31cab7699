//! What the portal offers besides pages: feeds, calendars, open data, the API, and files at fixed addresses.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::built::Built;
use crate::harness::{Tree, files};

/// The folder of the repository's portal.
fn repository() -> PathBuf {
    Built::repository().public()
}

fn text(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn json(folder: &Path, path: &str) -> Value {
    serde_json::from_str(&text(folder, path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn calendars(folder: &Path) -> Vec<(String, String)> {
    let all = files(folder).into_iter().filter(|(path, _)| path.ends_with(".ics"));
    all.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}

#[test]
fn lines_of_calendars_end_with_crlf_and_are_folded_at_75_octets() {
    for (path, text) in calendars(&repository()) {
        assert!(text.ends_with("END:VCALENDAR\r\n"), "{path}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{path}");
        for line in text.split("\r\n") {
            assert!(line.len() <= 75, "{path}: {line}");
        }
    }
}

#[test]
fn ids_in_calendars_are_unique_and_stay_when_an_event_moves() {
    let ids = |text: &str| -> Vec<String> {
        let unfolded = text.replace("\r\n ", "");
        unfolded
            .lines()
            .filter(|line| line.starts_with("UID:"))
            .map(str::to_owned)
            .collect()
    };
    for (path, text) in calendars(&repository()) {
        let all = ids(&text);
        let unique: BTreeSet<&String> = all.iter().collect();
        assert_eq!(all.len(), unique.len(), "{path}");
    }
    let tree = Tree::base();
    let before = ids(&text(&tree.build(), "kalender/termine.ics"));
    tree.replace(
        "content/termine/2022-03-01-auftakt.md",
        "beginn: 2022-03-01 10:00",
        "beginn: 2022-03-01 09:00",
    );
    assert_eq!(ids(&text(&tree.build(), "kalender/termine.ics")), before);
    assert_eq!(before, ["UID:termin-2022-03-01-auftakt@portal.example.org"]);
}

#[test]
fn an_event_has_local_times_and_an_all_day_event_none() {
    let tree = Tree::base();
    tree.write(
        "content/termine/2022-03-27-sommerzeit.md",
        "---\ntitel: Sommerzeit\nbeginn: 2022-03-27\nende: 2022-03-28\nart: workshop\nabgesagt: true\n---\n\nText\n",
    );
    let public = tree.build();
    let timed = text(&public, "termine/2022-03-01-auftakt/termin.ics");
    for line in [
        "DTSTART;TZID=Europe/Berlin:20220301T100000\r\n",
        "DTEND;TZID=Europe/Berlin:20220301T110000\r\n",
        "DTSTAMP:20220104T000000Z\r\n",
        "SEQUENCE:0\r\n",
        "STATUS:CONFIRMED\r\n",
        "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\n",
    ] {
        assert!(timed.contains(line), "{line}{timed}");
    }
    let all_day = text(&public, "termine/2022-03-27-sommerzeit/termin.ics");
    for line in [
        "DTSTART;VALUE=DATE:20220327\r\n",
        "DTEND;VALUE=DATE:20220329\r\n",
        "SEQUENCE:1\r\n",
        "STATUS:CANCELLED\r\n",
    ] {
        assert!(all_day.contains(line), "{line}{all_day}");
    }
}

#[test]
fn all_formats_of_a_table_have_the_same_rows() {
    let public = &repository();
    for (name, _) in tables() {
        let csv = text(public, &format!("daten/{name}.csv"));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_reader(csv.strip_prefix('\u{feff}').expect("a byte order mark").as_bytes());
        let columns = reader.headers().unwrap().len();
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        let table = json(public, &format!("daten/{name}.json"));
        let lines = text(public, &format!("daten/{name}.jsonl"));
        assert_eq!(table["count"], records.len(), "{name}");
        assert_eq!(table["data"].as_array().unwrap().len(), records.len(), "{name}");
        assert_eq!(lines.lines().count(), records.len(), "{name}");
        assert_eq!(
            table["data"][0].as_object().map_or(columns, serde_json::Map::len),
            columns,
            "{name}"
        );
    }
    let services = services(public);
    assert_eq!(json(public, "daten/leistungen.json")["count"], services.len());
    assert_eq!(json(public, "daten/antworten.json")["count"], services.len() * 5);
    assert_eq!(json(public, "daten/abdeckung.json")["count"], services.len());
}

#[test]
fn pages_tables_and_api_name_the_same_services() {
    let public = &repository();
    let folders = fs::read_dir(public.join("leistungen")).unwrap().map(Result::unwrap);
    let folders = folders.filter(|folder| folder.path().join("feed.atom").is_file());
    let folders: BTreeSet<String> = folders
        .map(|folder| folder.file_name().into_string().unwrap())
        .collect();
    let files = fs::read_dir(public.join("api/v1/leistungen"))
        .unwrap()
        .map(Result::unwrap);
    let files: BTreeSet<String> = files
        .map(|file| file.file_name().into_string().unwrap().replace(".json", ""))
        .collect();
    let there = services(public);
    assert_eq!(there, folders);
    assert_eq!(there, files);
    assert_eq!(there, services_in_csv(public));
    assert_eq!(there, services_in_search(public));
    assert_eq!(there, services_in_list(public));
    let sitemap = text(public, "sitemap.xml");
    // Invented records are not for search engines.
    for row in json(public, "daten/leistungen.json")["data"].as_array().unwrap() {
        let id = row["id"].as_str().unwrap();
        let is_listed = sitemap.contains(&format!("/leistungen/{id}/</loc>"));
        assert_eq!(is_listed, row["sample"] == false, "{id}");
    }
    // The catalogue names the files, and through them the services.
    let catalogue = text(public, "daten/katalog.ttl");
    for file in ["leistungen.csv", "leistungen.json", "leistungen.jsonl"] {
        assert!(
            catalogue.contains(&format!("dcat:downloadURL <https://ozg.brandenburg.de/daten/{file}>")),
            "{file}"
        );
    }
}

fn services_in_csv(public: &Path) -> BTreeSet<String> {
    let csv = text(public, "daten/leistungen.csv");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(csv.as_bytes());
    reader.records().map(|record| record.unwrap()[0].to_owned()).collect()
}

/// The summaries of the search index: address, kind and more of each document.
fn services_in_search(public: &Path) -> BTreeSet<String> {
    let shards = files(&public.join("suche")).into_iter();
    let shards = shards.filter(|(path, _)| path.starts_with("summaries-"));
    let documents = shards.flat_map(|(_, bytes)| serde_json::from_slice::<Vec<Value>>(&bytes).unwrap());
    let services = documents.filter(|document| document[1] == "leistung");
    services.map(|document| id_in(document[0].as_str().unwrap())).collect()
}

/// The services that the pages of the list link to.
fn services_in_list(public: &Path) -> BTreeSet<String> {
    let link = scraper::Selector::parse("main tbody th a[href^='/leistungen/']").unwrap();
    let pages = files(&public.join("leistungen")).into_iter();
    let pages =
        pages.filter(|(path, _)| path == "index.html" || path.starts_with("seite/") && path.ends_with("index.html"));
    let links = pages.flat_map(|(_, bytes)| {
        let page = scraper::Html::parse_document(std::str::from_utf8(&bytes).unwrap());
        page.select(&link)
            .map(|link| id_in(link.attr("href").unwrap()))
            .collect::<Vec<_>>()
    });
    links.collect()
}

fn id_in(url: &str) -> String {
    url.trim_start_matches("/leistungen/").trim_end_matches('/').to_owned()
}

/// The ids of the services in the open data.
fn services(public: &Path) -> BTreeSet<String> {
    let table = json(public, "daten/leistungen.json");
    let rows = table["data"].as_array().unwrap().iter();
    rows.map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

/// Names of the tables and their descriptions.
fn tables() -> Vec<(String, Value)> {
    let schemas = files(&repository().join("daten/schema")).into_iter();
    schemas
        .map(|(path, bytes)| (path.replace(".json", ""), serde_json::from_slice(&bytes).unwrap()))
        .collect()
}

#[test]
fn rows_are_as_their_schema_says_and_every_column_is_explained() {
    let public = &repository();
    let page = text(public, "daten/index.html");
    assert_eq!(tables().len(), 18);
    for (name, schema) in tables() {
        let validator = jsonschema::validator_for(&schema).unwrap();
        for row in json(public, &format!("daten/{name}.json"))["data"].as_array().unwrap() {
            if let Err(error) = validator.validate(row) {
                panic!("{name}: {error}: {row}");
            }
        }
        for (column, property) in schema["properties"].as_object().unwrap() {
            assert!(
                property["description"].as_str().is_some_and(|text| !text.is_empty()),
                "{name}.{column}"
            );
            assert!(page.contains(&format!("<code>{column}</code>")), "{name}.{column}");
        }
    }
}

#[test]
fn the_catalogue_names_every_file_of_every_table() {
    let public = &repository();
    for path in ["daten/katalog.ttl", "daten/katalog.jsonld"] {
        let catalogue = text(public, path);
        for (name, _) in tables() {
            for extension in ["csv", "json", "jsonl"] {
                let url = format!("https://ozg.brandenburg.de/daten/{name}.{extension}");
                assert!(catalogue.contains(&url), "{path}: {url}");
            }
        }
    }
}

#[test]
fn every_path_of_the_api_description_exists_and_answers_as_described() {
    let public = &repository();
    let description = json(public, "api/v1/openapi.json");
    assert_eq!(description["openapi"], "3.1.0");
    let paths = description["paths"].as_object().unwrap();
    assert_eq!(paths.len(), 13);
    for path in paths.keys() {
        let Some(folder) = path.strip_suffix("/{id}.json") else {
            assert!(
                public.join("api/v1").join(path.trim_start_matches('/')).is_file(),
                "{path}"
            );
            continue;
        };
        let folder = folder.trim_start_matches('/');
        let kind = &description["paths"][path]["get"]["operationId"];
        let mut schema = description["components"]["schemas"][kind.as_str().unwrap()].clone();
        // References hold inside of the description; the whole of it comes along.
        schema["components"] = description["components"].clone();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let list = json(public, &format!("api/v1/{folder}.json"));
        for entity in list["data"].as_array().unwrap() {
            let detail = json(
                public,
                &format!("api/v1/{folder}/{}.json", entity["id"].as_str().unwrap()),
            );
            if let Err(error) = validator.validate(&detail["data"]) {
                panic!("{folder}: {error}");
            }
        }
    }
}

#[test]
fn feeds_name_their_entries_for_good_and_mark_samples() {
    let public = &repository();
    let feed = json(public, "feeds/presse.json");
    let items = feed["items"].as_array().unwrap();
    let atom = text(public, "feeds/presse.atom");
    assert_eq!(atom.matches("<entry>").count(), items.len());
    for item in items {
        let id = item["id"].as_str().unwrap();
        assert!(id.starts_with("tag:ozg.brandenburg.de,2022:presse/"), "{id}");
        assert!(atom.contains(&format!("<id>{id}</id>")), "{id}");
        assert!(
            item["tags"].as_array().unwrap().contains(&"Beispieldaten".into()),
            "{id}"
        );
        let html = item["content_html"].as_str().unwrap();
        assert!(!html.contains("href=\"/") && !html.contains("href=\"#"), "{html}");
    }
}

#[test]
fn authorities_have_the_entries_of_what_they_carry_out_in_their_feeds() {
    let tree = Tree::base();
    let public = tree.build();
    let atom = |folder: &str| -> atom_syndication::Feed {
        let text = text(&public, &format!("{folder}/feed.atom"));
        text.parse().unwrap()
    };
    let feeds = |folder: &str| (atom(folder), json(&public, &format!("{folder}/feed.json")));
    let (of_service, items_of_service) = feeds("leistungen/wohngeld");
    assert!(!of_service.entries.is_empty());
    let folders = fs::read_dir(public.join("stellen")).unwrap().map(Result::unwrap);
    let folders = folders.filter(|folder| folder.path().join("feed.atom").is_file());
    let (mut with, mut without) = (0, 0);
    for folder in folders {
        let name = folder.file_name().into_string().unwrap();
        let (feed, items) = feeds(&format!("stellen/{name}"));
        if feed.entries.is_empty() {
            without += 1;
            assert_eq!(items["items"], serde_json::json!([]), "{name}");
            assert_eq!(feed.updated.to_rfc3339(), "2022-01-01T00:00:00+00:00", "{name}");
        } else {
            with += 1;
            assert_eq!(feed.entries, of_service.entries, "{name}");
            assert_eq!(feed.updated, of_service.updated, "{name}");
            assert_eq!(items["items"], items_of_service["items"], "{name}");
        }
    }
    assert!(with > 0 && without > 0, "{with} and {without}");
}

#[test]
fn files_per_entity_can_be_switched_off() {
    let tree = Tree::base();
    let portal = tree.read("content/portal.yaml");
    tree.write(
        "content/portal.yaml",
        format!("{portal}zusatzdateien:\n  feed: [ressorts]\n  kalender: []\n  api: []\n"),
    );
    let public = tree.build();
    let there = |path: &str| public.join(path).exists();
    assert!(there("ressorts/mi/feed.atom") && there("feeds/presse.atom") && there("kalender/termine.ics"));
    assert!(there("api/v1/leistungen.json"));
    for path in [
        "leistungen/wohngeld/feed.atom",
        "leistungen/wohngeld/kalender.ics",
        "termine/2022-03-01-auftakt/termin.ics",
        "api/v1/leistungen/wohngeld.json",
    ] {
        assert!(!there(path), "{path}");
    }
    assert_eq!(
        json(&public, "api/v1/openapi.json")["paths"].as_object().unwrap().len(),
        7
    );
}

/// The files of single entities, as `kind of file: kind of entity`.
fn extra_files(public: &Path) -> BTreeSet<String> {
    let all = files(public).into_iter();
    let kind = |path: &str| {
        let (folder, name) = path.rsplit_once('/')?;
        let what = match name {
            "feed.atom" | "feed.json" => "feed",
            "kalender.ics" | "termin.ics" => "kalender",
            "plan.csv" | "plan.xlsx" => "plan",
            _ if folder.starts_with("api/v1/") => {
                return Some(format!("api: {}", folder.trim_start_matches("api/v1/")));
            }
            _ => return None,
        };
        Some(format!("{what}: {}", folder.split('/').next()?))
    };
    all.filter_map(|(path, _)| kind(&path)).collect()
}

#[test]
fn each_kind_of_extra_file_can_be_switched_on_alone() {
    let tree = Tree::base();
    let portal = tree.read("content/portal.yaml");
    let everything = extra_files(&tree.build());
    assert_eq!(everything.len(), 15, "{everything:?}");
    for one in &everything {
        let (what, kind) = one.split_once(": ").unwrap();
        let list = |name: &str| if name == what { kind } else { "" };
        let lists = ["feed", "kalender", "plan", "api"].map(|name| format!("  {name}: [{}]\n", list(name)));
        tree.write(
            "content/portal.yaml",
            format!("{portal}zusatzdateien:\n{}", lists.concat()),
        );
        let public = tree.build();
        assert_eq!(extra_files(&public), BTreeSet::from([one.clone()]));
        // What is not there is not offered.
        let page = text(&public, "einbinden/index.html");
        let offers = |name: &str| page.contains(&format!("&lt;ozg-dienste {name}="));
        assert_eq!(offers("stelle"), one == "api: stellen", "{one}");
        assert_eq!(offers("ressort"), one == "api: ressorts", "{one}");
    }
}

#[test]
fn a_former_address_leads_on_and_is_not_in_the_sitemap() {
    let tree = Tree::base();
    let path = "content/leistungen/wohngeld/leistung.yaml";
    tree.write(
        path,
        format!("{}frueher: [/alt/miete, /alt/wohngeld.html]\n", tree.read(path)),
    );
    let public = tree.build();
    for former in ["alt/miete/index.html", "alt/wohngeld.html"] {
        let page = text(&public, former);
        assert!(
            page.contains("<meta http-equiv=\"refresh\" content=\"0; url=/leistungen/wohngeld/\">"),
            "{page}"
        );
        assert!(page.contains("<link rel=\"canonical\" href=\"https://portal.example.org/leistungen/wohngeld/\">"));
    }
    assert!(
        text(&public, "_redirects")
            .contains("/alt/miete /leistungen/wohngeld/ 301\n/alt/miete/ /leistungen/wohngeld/ 301\n")
    );
    let apache = text(&public, ".htaccess");
    assert!(
        apache.contains("RedirectMatch 301 \"^/alt/wohngeld\\.html$\" \"/leistungen/wohngeld/\"\n"),
        "{apache}"
    );
    let sitemap = text(&public, "sitemap.xml");
    assert!(!sitemap.contains("/alt/") && sitemap.contains("<loc>https://portal.example.org/impressum/</loc>"));
}

#[test]
fn structured_data_are_json_on_every_page() {
    let script = scraper::Selector::parse("script[type='application/ld+json']").unwrap();
    let mut found = 0;
    for (path, bytes) in files(&repository()).iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = scraper::Html::parse_document(std::str::from_utf8(bytes).unwrap());
        for element in html.select(&script) {
            let data: Value = serde_json::from_str(&element.text().collect::<String>()).unwrap();
            assert_eq!(data["@context"], "https://schema.org", "{path}");
            found += 1;
        }
    }
    assert!(found >= 11, "{found}");
}

/// The types that search engines are told of on a page, without those inside of others.
fn types(public: &Path, page: &str) -> Vec<String> {
    let html = scraper::Html::parse_document(&text(public, page));
    let script = scraper::Selector::parse("script[type='application/ld+json']").unwrap();
    let blocks = html.select(&script).map(|element| element.text().collect::<String>());
    let blocks = blocks.map(|text| serde_json::from_str::<Value>(&text).unwrap());
    blocks.map(|data| data["@type"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn each_kind_of_page_says_in_the_words_of_search_engines_what_it_is() {
    let public = &repository();
    let kinds = [
        ("leistungen/wohngeld", "GovernmentService"),
        ("ressorts/mik", "GovernmentOrganization"),
        ("stellen/120600000000", "AdministrativeArea"),
        ("stellen/uni-potsdam", "GovernmentOrganization"),
        ("termine/2022-03-03-schulung-bus-bb-leistungsbeschreibungen", "Event"),
        ("daten", "Dataset"),
    ];
    for (page, kind) in kinds {
        let types = types(public, &format!("{page}/index.html"));
        assert_eq!(types[0], kind, "{page}");
        let trail = types.iter().any(|kind| kind == "BreadcrumbList");
        assert_eq!(trail, page != "daten", "{page}: {types:?}");
    }
    let press = files(&public.join("presse")).into_iter();
    let mut press =
        press.filter(|(path, _)| path.starts_with("20") && path.contains('-') && path.ends_with("index.html"));
    let (press, _) = press.next().expect("a press release");
    assert_eq!(
        types(public, &format!("presse/{press}"))[..],
        ["NewsArticle", "BreadcrumbList"]
    );
    assert_eq!(types(public, "daten/index.html").len(), tables().len());
    let home = text(public, "index.html");
    assert_eq!(types(public, "index.html"), ["WebSite"]);
    assert!(home.contains("\"SearchAction\"") && home.contains("/suche/?q={search_term_string}"));
}

#[test]
fn the_component_is_small_and_carries_its_words() {
    let script = text(&repository(), "einbinden/ozg.js");
    assert!(!script.contains("\"TEXTS\"") && script.contains("Zurzeit gibt es hier keine Online-Dienste."));
    // Uncompressed already below what it may weigh compressed.
    assert!(script.len() < 6_000, "{}", script.len());
}

/// Addresses of the alternates in the head of a page, by their type.
fn alternates(page: &str, kind: &str) -> Vec<String> {
    let html = scraper::Html::parse_document(page);
    let selector = scraper::Selector::parse(&format!("head > link[rel='alternate'][type='{kind}']")).unwrap();
    let found = html.select(&selector);
    found.map(|link| link.attr("href").unwrap().to_owned()).collect()
}

#[test]
fn every_feed_and_calendar_is_named_in_the_head_of_its_page_and_offered_on_it() {
    let public = &repository();
    for (path, _) in files(public) {
        let (kind, page) = match path.rsplit_once('/') {
            Some((folder, "feed.atom")) => ("application/atom+xml", folder),
            Some((folder, "feed.json")) => ("application/feed+json", folder),
            Some((folder, "kalender.ics" | "termin.ics")) => ("text/calendar", folder),
            _ => continue,
        };
        let page = text(public, &format!("{page}/index.html"));
        // Who subscribed under a former address goes on reading there; its page leads to the one of today.
        if page.contains("http-equiv=\"refresh\"") {
            continue;
        }
        assert_eq!(alternates(&page, kind).first(), Some(&format!("/{path}")));
    }
    let overviews = [
        ("index.html", "application/atom+xml", "/feeds/aktuelles.atom"),
        ("presse/index.html", "application/atom+xml", "/feeds/presse.atom"),
        (
            "aktuelles/index.html",
            "application/feed+json",
            "/feeds/aenderungen.json",
        ),
        ("termine/index.html", "text/calendar", "/kalender/termine.ics"),
        (
            "termine/art/schulung/index.html",
            "text/calendar",
            "/kalender/schulung.ics",
        ),
        ("fahrplan/index.html", "text/calendar", "/kalender/meilensteine.ics"),
        ("mitarbeit/index.html", "text/calendar", "/kalender/fristen.ics"),
    ];
    for (path, kind, address) in overviews {
        let page = text(public, path);
        assert_eq!(alternates(&page, kind).first().unwrap(), address, "{path}");
        assert!(public.join(address.trim_start_matches('/')).is_file(), "{address}");
    }
    let service = text(public, "leistungen/wohngeld/index.html");
    assert!(service.contains("href=\"webcal://ozg.brandenburg.de/leistungen/wohngeld/kalender.ics\""));
    assert!(service.contains("<a href=\"/leistungen/wohngeld/feed.atom\""));
}

#[test]
fn pages_for_designers_are_not_in_the_sitemap() {
    let sitemap = text(&Tree::base().build(), "sitemap.xml");
    assert!(sitemap.contains("/daten/</loc>") && !sitemap.contains("/gestaltung/"));
}

/// One question decides what an authority carries out, on its page and in its files.
#[test]
fn an_authority_named_singly_has_its_feed_calendar_and_events() {
    let tree = Tree::base();
    let record = "content/leistungen/wohngeld/leistung.yaml";
    tree.replace(
        record,
        "phase: pilotierung\n",
        "phase: pilotierung\nvollzug_stellen: [rechenzentrum]\n",
    );
    tree.write(
        "content/stellen/weitere.yaml",
        "- id: rechenzentrum\n  name: Rechenzentrum ML\n  art: it_dienstleister\n- id: anderes\n  name: Anderes\n  art: it_dienstleister\n",
    );
    let public = tree.build();
    let read = |path: &str| std::fs::read_to_string(public.join(path)).unwrap();
    for id in ["rechenzentrum", "990010000000"] {
        let feed = read(&format!("stellen/{id}/feed.atom"));
        assert!(feed.contains("/leistungen/wohngeld/"), "{id}: {feed}");
        let feed = read(&format!("stellen/{id}/feed.json"));
        assert!(feed.contains("/leistungen/wohngeld/"), "{id}: {feed}");
        let calendar = read(&format!("stellen/{id}/kalender.ics"));
        assert!(calendar.contains("SUMMARY:Auftakt"), "{id}: {calendar}");
        let page = read(&format!("stellen/{id}/index.html"));
        assert!(page.contains("/termine/2022-03-01-auftakt/"), "{id}");
    }
    // Another one of the same kind has nothing to do with it.
    assert!(!read("stellen/anderes/feed.atom").contains("wohngeld"));
    assert!(!read("stellen/anderes/kalender.ics").contains("SUMMARY:Auftakt"));
    assert!(!read("stellen/anderes/index.html").contains("auftakt"));
}
