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
    assert_eq!(tree.ozg(&["check"]).stderr, "");
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
    assert_eq!(said.stderr.matches("Warnung[").count(), 2, "{}", said.stderr);
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
            "---\ntitel: Impressum\nausnahmen:\n  - regel: externer-link\n    grund: Die Website lässt keine Programme zu.\n---\n\n[Weg]({}/weg)\n",
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
