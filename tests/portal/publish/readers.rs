//! A reader who loads pages with all they name, again and again, while publications of three states of a portal come one after
//! the other, and half of them are killed: no page names what is not there, no byte is broken, no header is another one.
//!
//! Each day a few publications are watched; `OZG_TESTS_GRUENDLICH=1` watches 200 for each target and writes the table.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use ozg::hosting::{SECURITY, is_hashed, served};
use ozg::percent::encoded;

use super::imitation::named;
use super::places::{Kind, Place, built, differing};
use super::servers::let_in;
use crate::harness::{AS_OF, Dice, Said, Tree, ozg, words};
use crate::record::{is_thorough, note};
use crate::servers::programs;

/// Three states of a portal, between which pages, documents, styles and pieces of the search come and go.
fn states() -> Vec<Tree> {
    let states: Vec<Tree> = (0..3).map(|_| Tree::base()).collect();
    let page = |tree: &Tree, name: &str, text: &str| {
        tree.write(
            &format!("content/seiten/{name}.md"),
            format!("---\ntitel: Seite {name}\nmenue: fuss\n---\n\n{text}\n"),
        );
    };
    let path = "content/leistungen/wohngeld/text.md";
    for (number, tree) in states.iter().enumerate() {
        let text = tree.read(path);
        tree.write(path, format!("{text}\nNachgetragen: Xylophon {number}.\n"));
        tree.write(
            "themes/standard/css/zz.css",
            format!("h1 {{ margin-left: {number}px }}\n"),
        );
    }
    page(&states[1], "neu", "[Anlage](anlage.pdf)");
    states[1].write("content/seiten/anlage.pdf", "%PDF-1.4\n%%EOF\n");
    page(&states[2], "neu", "Ohne Anlage.");
    page(&states[2], "weiter", "Noch eine.");
    // So many words that the index of the search lies in pieces.
    let words = words();
    for (number, tree) in states.iter().enumerate() {
        page(
            tree,
            "woerter",
            &format!("Nur {number}. {}", words[number * 50..].join(" ")),
        );
        tree.build();
    }
    states
}

/// What a reader finds wrong, and how much there was to look at.
#[derive(Default)]
struct Seen {
    pages: usize,
    requests: usize,
    wrong: BTreeSet<String>,
}

struct Reader<'a> {
    agent: ureq::Agent,
    /// Where the portal is shown, without the slash.
    root: String,
    /// WebDAV removes what a move replaces before it moves: what is not there may be there again in a moment.
    has_gaps: bool,
    /// Whether the server says all that the policy says, or only what a store keeps with its files.
    is_server: bool,
    /// What may come from an address: its file in one of the states.
    states: &'a [BTreeMap<String, Vec<u8>>],
    seen: Seen,
}

fn file_of(address: &str) -> String {
    match address.is_empty() || address.ends_with('/') {
        true => format!("{address}index.html"),
        false => address.to_owned(),
    }
}

impl Reader<'_> {
    /// Loads a file and looks at it; none where there is none.
    fn load(&mut self, path: &str) -> Option<Vec<u8>> {
        for _ in 0..if self.has_gaps { 20 } else { 0 } {
            if let Some(bytes) = self.ask(path) {
                return Some(bytes);
            }
            thread::sleep(Duration::from_millis(50));
        }
        self.ask(path)
    }

    fn ask(&mut self, path: &str) -> Option<Vec<u8>> {
        self.seen.requests += 1;
        let address = match self.is_server {
            true => path.strip_suffix("index.html").unwrap_or(path),
            false => path,
        };
        let request = self.agent.get(format!("{}/{}", self.root, encoded(address)));
        let request = if self.is_server { request } else { let_in(request) };
        let mut response = request.call().unwrap();
        let status = response.status().as_u16();
        let header = |name: &str| {
            response
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
        let policy = served(path);
        let mut expected = vec![
            ("Content-Type", policy.content_type.as_str()),
            ("Cache-Control", policy.cache.header()),
        ];
        if self.is_server {
            expected.extend(SECURITY);
        }
        if status == 404 {
            return None;
        }
        let mut wrong = BTreeSet::new();
        for (name, value) in expected {
            let same = |text: &str| text.replace(' ', "").to_ascii_lowercase();
            if same(header(name)) != same(value) {
                wrong.insert(format!("{path}: {name} is {:?}", header(name)));
            }
        }
        let mut bytes = Vec::new();
        let read = response.body_mut().as_reader().read_to_end(&mut bytes);
        let is_one_of_ours = self.states.iter().any(|files| files.get(path) == Some(&bytes));
        if status != 200 || read.is_err() || !is_one_of_ours {
            wrong.insert(format!("{path}: {status}, {} bytes of none of the states", bytes.len()));
        }
        self.seen.wrong.extend(wrong);
        Some(bytes)
    }

    /// Loads a page with all it names. What is missing may have gone since the page was loaded: then it names that no more.
    fn visit(&mut self, path: &str) {
        self.seen.pages += 1;
        for attempt in 0.. {
            let Some(page) = self.load(path) else { return };
            let names = |page: &[u8]| named(&String::from_utf8_lossy(page));
            let mut missing = Vec::new();
            for address in names(&page) {
                let file = file_of(&address);
                let Some(bytes) = self.load(&file) else {
                    missing.push(file);
                    continue;
                };
                if file.ends_with("suche/verzeichnis.json") && path.starts_with("suche/") {
                    missing.extend(self.pieces(&file, &bytes));
                }
            }
            // Open pages ask for these long after.
            if let Some(asset) = missing.iter().find(|file| file.starts_with("assets/")) {
                self.seen
                    .wrong
                    .insert(format!("{path} named {asset}, which was not there"));
            }
            let Some(first) = missing.first() else { return };
            // It is named once more, and by a page that has not changed since: then it is missing.
            if self.load(path).is_some_and(|again| again == page) && self.load(first).is_none() {
                self.seen
                    .wrong
                    .insert(format!("{path} names {first}, which is not there"));
                return;
            }
            if attempt > 20 {
                self.seen
                    .wrong
                    .insert(format!("{path}: nothing that it names is ever there"));
                return;
            }
        }
    }

    /// Pieces that the entry of the search names and that are not there.
    fn pieces(&mut self, entry: &str, bytes: &[u8]) -> Vec<String> {
        let folder = entry.rsplit_once('/').unwrap().0;
        let entry_of: serde_json::Value = serde_json::from_slice(bytes).unwrap_or_default();
        let hashes = entry_of["hashes"].as_object().into_iter().flatten();
        let paths = hashes.flat_map(|(name, hashes)| {
            let hashes = hashes.as_str().unwrap_or_default().as_bytes().chunks(8).enumerate();
            hashes.map(move |(number, hash)| format!("{folder}/{name}-{number}-{}.json", String::from_utf8_lossy(hash)))
        });
        let paths: Vec<String> = paths.collect();
        assert!(paths.iter().all(|path| is_hashed(path)) && paths.len() > 5, "{paths:?}");
        let missing: Vec<String> = paths.into_iter().filter(|path| self.load(path).is_none()).collect();
        // The search asks for the entry anew then: it must name others, or they are there.
        match self.load(entry) {
            Some(again) if again == bytes => missing.into_iter().filter(|path| self.load(path).is_none()).collect(),
            _ => Vec::new(),
        }
    }
}

/// Where readers see the portal, and the server that shows it to them.
fn shown_at(place: &Place, tree: &Tree) -> (String, Option<programs::Server>) {
    let folder = match place.kind {
        Kind::Folder | Kind::Rsync | Kind::Sftp => place.file("web").join("current"),
        Kind::S3Moto => return (format!("http://127.0.0.1:{}/portal/web", place.port()), None),
        _ => place.file("daten/portal/web"),
    };
    let mut command = ozg();
    command.args(["export", "server", "--fuer", "nginx", "--stichtag", AS_OF, "--wurzel"]);
    let said = Said::from(command.arg(tree.path()).output().unwrap());
    assert_eq!(said.code, 0, "{}", said.stderr);
    let server = programs::Server::start(programs::Kind::Nginx, &folder, &said.stdout);
    (format!("http://127.0.0.1:{}", server.port), Some(server))
}

fn watched(kind: Kind) {
    if !Kind::today().contains(&kind) {
        return;
    }
    let Some(place) = Place::start(kind) else { return };
    if !programs::Kind::Nginx.is_installed() {
        return;
    }
    let trees = states();
    let states: Vec<_> = trees.iter().map(built).collect();
    let pages: Vec<&String> = states[0].keys().filter(|path| path.ends_with("index.html")).collect();
    let begin = Instant::now();
    place.succeed(&trees[0], "web", &[]);
    let usual = begin.elapsed();
    let (root, _server) = shown_at(&place, &trees[0]);
    let count = if is_thorough() { 200 } else { 4 };
    let is_over = AtomicBool::new(false);
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0);
    let mut reader = Reader {
        agent: config.accept_encoding("identity").build().into(),
        root,
        is_server: kind != Kind::S3Moto,
        has_gaps: matches!(kind, Kind::DavRclone | Kind::DavWsgi),
        states: &states,
        seen: Seen::default(),
    };
    let begin = Instant::now();
    let (seen, kills) = thread::scope(|scope| {
        let reading = scope.spawn(|| {
            let mut dice = Dice(11);
            while !is_over.load(Ordering::SeqCst) {
                let next = Instant::now() + Duration::from_millis(100);
                let path = pages[dice.roll(pages.len() as u64) as usize];
                reader.visit(path);
                thread::sleep(next.saturating_duration_since(Instant::now()));
            }
            reader.seen
        });
        let publishing = scope.spawn(|| {
            let (mut dice, mut kills) = (Dice(5), 0);
            for number in 1..=count {
                if number % 2 == 0 {
                    place.succeed(&trees[number % trees.len()], "web", &["--viele-loeschungen"]);
                    assert_eq!(
                        differing(&place.shown("web"), &states[number % trees.len()]),
                        Vec::<String>::new()
                    );
                    continue;
                }
                // One that came to its end before the moment was no kill: another one is tried, earlier.
                let mut longest = usual.as_millis() as u64;
                for next in number.. {
                    let mut command = place.command(&trees[next % trees.len()], "web", &["--viele-loeschungen"]);
                    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
                    thread::sleep(Duration::from_millis(dice.roll(longest)));
                    let is_killed = child.try_wait().unwrap().is_none();
                    let _ = child.kill();
                    child.wait().unwrap();
                    if is_killed {
                        break;
                    }
                    longest = longest / 2 + 1;
                }
                kills += 1;
            }
            kills
        });
        let kills = publishing.join();
        is_over.store(true, Ordering::SeqCst);
        (reading.join().unwrap(), kills.unwrap())
    });
    assert_eq!(seen.wrong, BTreeSet::new(), "{kind:?}");
    assert!(seen.pages > 3 && kills > 0, "{} pages, {kills} kills", seen.pages);
    let seconds = begin.elapsed().as_secs();
    let row = format!("{count} | {kills} | {} | {} | 0 | {seconds}", seen.pages, seen.requests);
    note("tests/targets/README.md", "Read meanwhile", &[kind.name()], &row);
}

#[test]
fn a_folder() {
    watched(Kind::Folder);
}

#[test]
fn a_server_with_rsync() {
    watched(Kind::Rsync);
}

#[test]
fn a_server_with_file_transfer_alone() {
    watched(Kind::Sftp);
}

#[test]
fn an_object_store() {
    watched(Kind::S3Moto);
}

#[test]
fn a_webdav_folder() {
    watched(Kind::DavRclone);
}

#[test]
fn another_webdav_folder() {
    watched(Kind::DavWsgi);
}

/// A target in which something is missing, broken or said otherwise is found out by the same reader.
#[test]
fn the_reader_finds_what_is_wrong() {
    if !programs::Kind::Nginx.is_installed() {
        return;
    }
    let place = Place::start(Kind::Folder).unwrap();
    let tree = Tree::base();
    place.succeed(&tree, "web", &[]);
    let states = [built(&tree)];
    let (root, _server) = shown_at(&place, &tree);
    let current = fs::canonicalize(place.file("web/current")).unwrap();
    let style = states[0]
        .keys()
        .find(|path| path.starts_with("assets/") && path.ends_with(".css"))
        .unwrap();
    let find = || {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0);
        let mut reader = Reader {
            agent: config.accept_encoding("identity").build().into(),
            root: root.clone(),
            is_server: true,
            has_gaps: false,
            states: &states,
            seen: Seen::default(),
        };
        reader.visit("index.html");
        reader.seen.wrong
    };
    assert_eq!(find(), BTreeSet::new());
    fs::write(current.join(style), "half").unwrap();
    assert!(find().iter().any(|wrong| wrong.contains("bytes of none")));
    fs::remove_file(current.join(style)).unwrap();
    assert!(find().iter().any(|wrong| wrong.contains("which is not there")));
}
