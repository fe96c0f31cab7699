//! Links to other websites, asked of a server on this machine.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

use crate::harness::Tree;

/// A website that notes every question.
struct Website {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Website {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let notes = asked.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let mut question = String::new();
                reader.read_line(&mut question).unwrap();
                loop {
                    let mut line = String::new();
                    if reader.read_line(&mut line).unwrap() == 0 || line.trim().is_empty() {
                        break;
                    }
                }
                let question = question.replace(" HTTP/1.1", "").trim().to_owned();
                let status = match question.as_str() {
                    "HEAD /da" | "GET /nur-get" => "200 OK",
                    "HEAD /umzug" | "GET /umzug" => "301 Moved Permanently\r\nLocation: /da",
                    "HEAD /nur-get" => "405 Method Not Allowed",
                    "HEAD /eilig" | "GET /eilig" => "429 Too Many Requests",
                    "HEAD /kaputt" | "GET /kaputt" => "500 Internal Server Error",
                    _ => "404 Not Found",
                };
                notes.lock().unwrap().push(question);
                // Whoever has hung up does not want the answer.
                let _ = write!(
                    stream,
                    "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                );
            }
        });
        Self { address, asked }
    }

    fn take_questions(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

#[test]
fn links_that_lead_nowhere_are_told_and_those_that_answer_are_remembered() {
    let website = Website::start();
    let url = |path: &str| format!("{}{path}", website.address);
    let tree = Tree::base();
    let link = |path: &str| format!("[Seite {path}]({})\n\n", url(path));
    let text: String = ["/da#anker", "/nur-get", "/umzug", "/eilig", "/weg", "/kaputt"]
        .map(link)
        .concat();
    tree.write(
        "content/leistungen/wohngeld/text.md",
        format!("{text}[Beispiel](https://example.org/x), [Post](mailto:a@example.org)\n"),
    );
    // That they lead into the own machine is another matter.
    assert!(!tree.ozg(&["check"]).stderr.contains("externer-link"));
    assert_eq!(
        website.take_questions(),
        Vec::<String>::new(),
        "the network is used on request only"
    );

    let said = tree.ozg(&["check", "--externe-links"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let expected = [
        (9, "/weg", "die Seite gibt es nicht (404)"),
        (11, "/kaputt", "die Website meldet einen Fehler (500)"),
    ];
    for (line, path, why) in expected {
        let message = format!(
            "Warnung[externer-link]: der Link `{}` ist nicht erreichbar: {why}\n  --> content/leistungen/wohngeld/text.md:{line}:1\n",
            url(path)
        );
        let message = if line < 10 {
            message.replace("\n  -->", "\n -->")
        } else {
            message
        };
        assert!(
            said.stderr.contains(&message),
            "{message} is missing in\n{}",
            said.stderr
        );
    }
    assert_eq!(
        said.stderr.matches("Warnung[externer-link]").count(),
        2,
        "{}",
        said.stderr
    );
    assert!(
        said.stderr
            .contains("Externe Links: 6 abgefragt, 0 aus den letzten Tagen bekannt."),
        "{}",
        said.stderr
    );
    assert!(website.take_questions().contains(&"GET /nur-get".to_owned()));

    let said = tree.ozg(&["check", "--externe-links", "--streng"]);
    assert_eq!(said.code, 1);
    assert!(
        said.stderr
            .contains("Externe Links: 2 abgefragt, 4 aus den letzten Tagen bekannt."),
        "{}",
        said.stderr
    );
    assert!(!website.take_questions().contains(&"HEAD /da".to_owned()));
}

#[test]
fn a_link_can_be_excepted() {
    let website = Website::start();
    let tree = Tree::base();
    tree.write(
        "content/seiten/impressum.md",
        format!(
            "---\ntitel: Impressum\nausnahmen:\n  - regel: externer-link\n    grund: Die Website lässt keine Programme zu.\n  - regel: link-intern\n    grund: Nur zur Probe.\n---\n\n[Weg]({}/weg)\n",
            website.address
        ),
    );
    assert_eq!(
        tree.ozg(&["check"]).stderr,
        "",
        "without a question, nothing is useless"
    );
    let said = tree.ozg(&["check", "--externe-links"]);
    assert!(!said.stderr.contains("Warnung"), "{}", said.stderr);
}

/// Fields whose web addresses are asked for, and must exist where they name the portal itself.
const ASKED: [&str; 21] = [
    "leistung/bestellung/url",
    "leistung/efa/dienst",
    "leistung/efa/marktplatz",
    "leistung/links/url",
    "leistung/onboarding/url",
    "leistung/rollout/aussenkommunikation/url",
    "leistung/rollout/leistungsbeschreibung/url",
    "leistung/rollout/onlinedienst/url",
    "leistung/rollout/portalverbund/url",
    "leitfaden/quelle/url",
    "portal/basisdienste/url",
    "portal/herausgeber/mitherausgeber/website",
    "portal/herausgeber/website",
    "portal/lizenz/url",
    "portal/namen/serviceportal_url",
    "portal/reifegradmodelle/url",
    "portal/sicherheit/richtlinie",
    "ressort/website",
    "seite/gebaerdensprache/url",
    "stellen-weitere/website",
    "termin/anmeldung/url",
];
/// Those that are not: a name that only looks like an address, what only editors open, and the link of a
/// meeting, which is asked for where everyone may join.
const NOT_ASKED: [&str; 4] = [
    "portal/lizenz/dcat",
    "portal/repository/bearbeiten",
    "portal/repository/url",
    "termin/online",
];

/// All fields of a format, by their names from the outside in.
fn fields_of_format(schema: &serde_json::Value, root: &serde_json::Value, path: &str, found: &mut Vec<String>) {
    use serde_json::Value;
    let Value::Object(parts) = schema else {
        if let Value::Array(alternatives) = schema {
            alternatives
                .iter()
                .for_each(|one| fields_of_format(one, root, path, found));
        }
        return;
    };
    if parts.get("format").and_then(Value::as_str) == Some("webadresse") {
        found.push(path.to_owned());
    }
    for (name, part) in parts {
        match (name.as_str(), part) {
            ("$ref", Value::String(to)) => {
                let part = root.pointer(to.trim_start_matches('#')).unwrap();
                fields_of_format(part, root, path, found);
            }
            ("properties", Value::Object(fields)) => {
                for (field, part) in fields {
                    fields_of_format(part, root, &format!("{path}/{field}"), found);
                }
            }
            ("$defs" | "default" | "examples", _) => {}
            _ => fields_of_format(part, root, path, found),
        }
    }
}

#[test]
fn whoever_adds_a_field_for_a_web_address_says_whether_it_is_asked_for() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content/.schema");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let kind = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let schema: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        fields_of_format(&schema, &schema, &kind, &mut found);
    }
    found.sort();
    found.dedup();
    let mut known: Vec<&str> = ASKED.into_iter().chain(NOT_ASKED).collect();
    known.sort_unstable();
    assert_eq!(found, known);
}
