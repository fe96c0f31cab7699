//! What a browser makes of a portal behind the real servers: `tests/browser/online.mjs` drives Chromium.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::export;
use super::programs::{Kind, Server};
use crate::built::Built;
use crate::harness::{Tree, words};

/// The script, where the browser and what drives it are installed.
fn script() -> Option<PathBuf> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/online.mjs");
    let chromium = std::env::var("CHROMIUM").unwrap_or("/usr/bin/chromium".to_owned());
    let needed = [script.with_file_name("node_modules"), chromium.into()];
    let missing = needed.iter().find(|path| !path.exists());
    if let Some(missing) = missing {
        let _ = writeln!(
            std::io::stderr(),
            "NOT TRIED: {} is not there (tests/run installs it)",
            missing.display()
        );
        return None;
    }
    Some(script)
}

fn online(script: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("node");
    command.arg(script).args(arguments);
    command.env("FONTCONFIG_FILE", script.with_file_name("fonts.conf"));
    command
}

/// One page of each kind that has something of its own: scripts, pictures, forms, maps, what other sites may load.
const PAGES: [&str; 17] = [
    "/",
    "/suche/?q=wohngeld",
    "/leistungen/",
    "/leistungen/?phase=rollout",
    "/verbreitung/",
    "/fahrplan/",
    "/meine-kommune/",
    "/stellen/",
    "/ressorts/aufgaben/",
    "/abonnieren/",
    "/daten/",
    "/einbinden/",
    "/a-z/",
    "/plan/",
    "/aktuelles/",
    "/en/",
    "/leicht/",
];

/// The policy blocks nothing of the portal's own, and nothing is missing, on each server.
#[test]
fn the_console_is_silent_behind_each_server() {
    let Some(script) = script() else { return };
    let built = Built::repository();
    // A service and its spread, an authority with its plan, a guide: whichever comes first.
    let first = |folder: &str, file: &str| {
        let mut found: Vec<_> = fs::read_dir(built.public().join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        found.sort();
        let page = found.into_iter().find(|page| page.join(file).is_file()).unwrap();
        let file = file.strip_suffix("index.html").unwrap_or_default();
        format!("/{}/{file}", page.strip_prefix(built.public()).unwrap().display())
    };
    let more = [
        first("leistungen", "verbreitung/index.html"),
        first("leistungen", "verbreitung/index.html").replace("verbreitung/", ""),
        first("stellen", "plan.csv"),
        first("leitfaeden", "index.html"),
    ];
    let pages: Vec<&str> = PAGES.into_iter().chain(more.iter().map(String::as_str)).collect();
    let base_url = "https://portal.example.org";
    for kind in [Kind::Nginx, Kind::Apache, Kind::Htaccess, Kind::Caddy] {
        if !kind.is_installed() {
            continue;
        }
        let configuration = match kind.name() {
            Some(name) => export(built.path(), name, base_url).stdout,
            None => super::rented(&built.public(), ""),
        };
        let server = Server::start(kind, &built.public(), &configuration);
        let origin = format!("http://127.0.0.1:{}", server.port);
        let done = online(&script, &[&["console", &origin], &pages[..]].concat())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stdout);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        assert_eq!(said.trim(), "[]", "{kind:?}");
    }
}

/// Two states of a portal whose search lies in pieces: the phase of a service is another one, and words come and go.
fn states() -> [Tree; 2] {
    let words = words();
    ["Birnenkompott", "Quittengelee"].map(|word| {
        let tree = Tree::base();
        let from = if word == "Quittengelee" { 2_000 } else { 0 };
        let text = format!(
            "---\ntitel: Wörter\nmenue: keins\n---\n\n{word} Zwetschgenmus {}\n",
            words[from..].join(" ")
        );
        tree.write("content/seiten/woerter.md", text);
        if word == "Quittengelee" {
            tree.replace(
                "content/leistungen/wohngeld/leistung.yaml",
                "phase: pilotierung",
                "phase: rollout",
            );
        }
        tree
    })
}

/// What was opened before a publication is right after it: a page that the browser keeps, and a search of which it has the entry and
/// none of the pieces that are gone by then. The files are old, so that a server that says nothing of it lets browsers guess;
/// they are replaced as `rsync --delete` does, without any grace.
#[test]
fn what_was_opened_before_a_publication_is_right_after_it() {
    let Some(script) = script() else { return };
    let states = states();
    let built = states.each_ref().map(|tree| tree.build());
    for kind in [Kind::Nginx, Kind::Apache, Kind::Htaccess, Kind::Caddy] {
        if !kind.is_installed() {
            continue;
        }
        let place = tempfile::tempdir().unwrap();
        fs::set_permissions(place.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        let shown = place.path().join("web");
        replace(&built[0], &shown, "-39 days");
        let configuration = match kind.name() {
            Some(name) => export(states[0].path(), name, "https://portal.example.org").stdout,
            None => super::rented(&shown, ""),
        };
        let server = Server::start(kind, &shown, &configuration);
        let origin = format!("http://127.0.0.1:{}", server.port);
        let words = [
            "publication",
            &origin,
            "/leistungen/wohngeld/",
            "Birnenkompott",
            "Zwetschgenmus",
            "Quittengelee",
        ];
        let mut child = online(&script, &words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (mut ear, mut said) = (
            child.stdin.take().unwrap(),
            BufReader::new(child.stdout.take().unwrap()),
        );
        // Then the older state again, with files as old as they were: as `--zurueck` does.
        for (told, state, age) in [("ready\n", 1, "-1 day"), ("published\n", 0, "-39 days")] {
            let mut line = String::new();
            said.read_line(&mut line).unwrap();
            assert_eq!(line, told, "{kind:?}");
            replace(&built[state], &shown, age);
            ear.write_all(b"\n").unwrap();
        }
        let mut rest = String::new();
        said.read_to_string(&mut rest).unwrap();
        assert!(child.wait().unwrap().success());
        let seen: Value = serde_json::from_str(&rest).unwrap();
        let text = |name: &str| seen[name].as_str().unwrap().to_owned();
        assert!(
            text("before").contains("stehtPilotierung") && text("after").contains("stehtRollout"),
            "{kind:?}: {}",
            text("after")
        );
        assert!(text("back").contains("stehtPilotierung"), "{kind:?}: {}", text("back"));
        for search in ["first", "old", "found", "opened"] {
            assert_eq!(seen[search], serde_json::json!(["/woerter/"]), "{kind:?}, {search}");
        }
        assert_eq!(seen["complaints"], serde_json::json!([]), "{kind:?}");
    }
}

/// Makes a folder what another one is, with files of an age.
fn replace(from: &Path, to: &Path, age: &str) {
    let mut find = Command::new("find");
    find.arg(from)
        .args(["-type", "f", "-exec", "touch", "-d", age, "{}", "+"]);
    let mut rsync = Command::new("rsync");
    rsync
        .args(["-a", "--checksum", "--times", "--delete"])
        .arg(format!("{}/", from.display()))
        .arg(to);
    for mut command in [find, rsync] {
        assert!(command.status().unwrap().success());
    }
}
