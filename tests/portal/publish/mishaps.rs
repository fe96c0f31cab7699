//! What goes wrong at targets, and the sentence for it: nothing is lost by it, and the next publication is whole.
//!
//! The sentences are kept in `tests/targets/README.md`; `OZG_TESTS_ERNEUERN=1` writes them anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use super::imitation::is_sound;
use super::places::{Kind, Place, built, differing};
use super::servers::{let_in, shim};
use crate::harness::{Said, Tree};
use crate::record::{is_thorough, keep};

const LOST: &str = "leistungen/wohngeld/index.html";
/// Those that tell at once what was written behind their back; rclone's store remembers how large a file was.
const TOLD_AT_ONCE: [Kind; 6] = [
    Kind::Folder,
    Kind::Rsync,
    Kind::Sftp,
    Kind::S3Moto,
    Kind::DavRclone,
    Kind::DavWsgi,
];
const YEAR: i64 = 365 * 86_400;

/// A target with a portal, and another state of that portal.
struct Case<'a> {
    place: Place,
    old: &'a Tree,
    new: &'a Tree,
}

impl Case<'_> {
    /// What readers see is a whole site, of files of the one state or the other; where nothing was to be changed, of the old one.
    fn is_whole(&self, is_untouched: bool) {
        let kind = self.place.kind;
        let shown = self.place.shown("web");
        let (old, new) = (built(self.old), built(self.new));
        is_sound(&shown).unwrap_or_else(|wrong| panic!("{kind:?}: {wrong}"));
        let known =
            |(path, bytes): &(&String, &Vec<u8>)| old.get(*path) == Some(*bytes) || new.get(*path) == Some(*bytes);
        let strange: Vec<_> = shown.iter().filter(|file| !known(file)).map(|(path, _)| path).collect();
        assert!(strange.is_empty(), "{kind:?}: {strange:?}");
        if is_untouched || kind.has_releases() {
            assert_eq!(differing(&shown, &old), Vec::<String>::new(), "{kind:?}");
        }
    }

    /// The publication failed with a sentence, and nothing is lost by it.
    fn told(&self, mishap: &str, said: Said, is_untouched: bool) {
        let kind = self.place.kind;
        assert_eq!(
            (said.code, said.stdout.as_str()),
            (2, ""),
            "{kind:?}, {mishap}: {}",
            said.stderr
        );
        assert!(
            !said.stderr.contains("FALSCH17") && !said.stderr.contains("GEHEIM42"),
            "{}",
            said.stderr
        );
        self.is_whole(is_untouched);
        keep(
            "tests/targets/README.md",
            "Mishaps",
            &[mishap, kind.name()],
            &self.general(&said.stderr),
        );
    }

    /// Without what is another one each time.
    fn general(&self, said: &str) -> String {
        // What programs of the system say of it is another matter with each version.
        let end = [" (sftp: ", " (rsync: "].iter().find_map(|start| said.find(start));
        let said = end.map_or(said, |end| &said[..end]);
        let mut text = said.trim().replace('\n', " ");
        for (what, name) in [
            (self.place.target("web"), "ZIEL"),
            (self.place.file("web").display().to_string(), "ORDNER"),
            (format!("127.0.0.1:{}", self.place.gate_port()), "SERVER"),
            (ozg::publish::machine(), "RECHNER"),
        ] {
            text = text.replace(&what, name);
        }
        let (mut out, mut rest) = (String::new(), text.as_str());
        while let Some(start) = rest.find(|sign: char| sign.is_ascii_digit()) {
            let (before, from) = rest.split_at(start);
            let end = from.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '-');
            let (word, after) = from.split_at(end.unwrap_or(from.len()));
            let is_release = word.len() > 16 && word.as_bytes()[8] == b'T';
            // Numbers of processes, and how many files the small portal has.
            let is_count = before.ends_with("json.")
                || before.ends_with("von ")
                || after.starts_with(" von ")
                || after.starts_with(" Dateien");
            out += before;
            out += if is_release {
                "<Veröffentlichung>"
            } else if is_count {
                "N"
            } else {
                word
            };
            // Which file it was is another matter with each change of the small portal.
            let end = after.find(':').filter(|_| is_release && after.starts_with('/'));
            rest = end.map_or(after, |end| &after[end..]);
        }
        out + rest
    }

    /// When it is over, a publication is whole.
    fn recovers(&self) {
        self.place.succeed(self.new, "web", &[]);
        assert_eq!(
            differing(&self.place.shown("web"), &built(self.new)),
            Vec::<String>::new(),
            "{:?}",
            self.place.kind
        );
        self.place.succeed(self.old, "web", &[]);
    }

    fn books(&self) -> PathBuf {
        self.place.file("web").join(".ozg")
    }

    fn object(&self, name: &str) -> String {
        format!("http://127.0.0.1:{}/portal/web/.ozg/{name}", self.place.port())
    }

    /// Whether what is there is asked for and changed by HTTP: such servers remember what they have answered.
    fn is_asked(&self) -> bool {
        self.place.gate_port() > 0
    }

    /// A request of somebody who may read and write.
    fn let_in<B>(&self, request: ureq::RequestBuilder<B>) -> ureq::RequestBuilder<B> {
        match self.place.kind {
            Kind::S3Moto => let_in(request),
            _ => request.header("authorization", "Basic dTpHRUhFSU00Mg=="),
        }
    }

    /// The book of the last publication.
    fn manifest(&self) -> String {
        let is_manifest = |name: &String| name == "stand.json" || name.contains("Z-") && name.ends_with(".json");
        if self.is_asked() {
            return "stand.json".to_owned();
        }
        let names = fs::read_dir(self.books())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(is_manifest).max().unwrap()
    }

    fn read(&self, name: &str) -> String {
        match self.is_asked() {
            true => self
                .let_in(ureq::get(self.object(name)))
                .call()
                .unwrap()
                .body_mut()
                .read_to_string()
                .unwrap(),
            false => fs::read_to_string(self.books().join(name)).unwrap(),
        }
    }

    fn write(&self, name: &str, text: &str) {
        match self.is_asked() {
            true => drop(self.let_in(ureq::put(self.object(name))).send(text).unwrap()),
            false => fs::write(self.books().join(name), text).unwrap(),
        }
    }
}

/// Where most mishaps are tried each day: one of each way to reach a target. What is only of others is tried there.
const DAILY: [Kind; 3] = [Kind::Folder, Kind::Sftp, Kind::DavRclone];

/// Tries something at targets of some kinds, with a portal in two states.
fn each(kinds: &[Kind], try_it: impl Fn(&Case)) {
    let is_daily = |kind: &Kind| is_thorough() || kinds.len() < 3 || DAILY.contains(kind);
    let (old, new) = (&Tree::base(), &Tree::base());
    let path = "content/leistungen/wohngeld/text.md";
    new.write(path, format!("{}\nNachgetragen: Quittengelee.\n", new.read(path)));
    new.write("content/seiten/neu.md", "---\ntitel: Neu\nmenue: fuss\n---\n\nText.\n");
    old.build();
    new.build();
    for kind in Kind::today()
        .into_iter()
        .filter(|kind| kinds.contains(kind) && is_daily(kind))
    {
        let Some(place) = Place::start(kind) else { continue };
        place.succeed(old, "web", &[]);
        try_it(&Case { place, old, new });
    }
}

#[test]
fn who_is_not_let_in_is_told() {
    let wrong = |name: &str, case: &Case| {
        let mut command = case.place.command(case.new, "web", &[]);
        Said::from(command.env(name, "FALSCH17").output().unwrap())
    };
    each(&[Kind::S3Rclone, Kind::DavRclone], |case| {
        let name = if case.place.kind == Kind::S3Rclone {
            "AWS_SECRET_ACCESS_KEY"
        } else {
            "OZG_WEBDAV_KENNWORT"
        };
        case.told("wrong credentials", wrong(name, case), true);
        case.recovers();
    });
    each(&[Kind::Rsync, Kind::Sftp], |case| {
        let (keys, known) = (case.place.file("authorized"), case.place.file("known"));
        for (mishap, file) in [("wrong credentials", keys), ("a server that nobody knows", known)] {
            let text = fs::read(&file).unwrap();
            fs::write(&file, "").unwrap();
            case.told(mishap, case.place.publish(case.new, "web", &[]), true);
            fs::write(&file, text).unwrap();
        }
        case.recovers();
    });
}

#[test]
fn a_target_without_room_is_told() {
    each(&Kind::ALL, |case| {
        case.told("no space", case.place.publish_without_room(case.new, "web", 0), true);
        case.recovers();
    });
}

/// The room ends in the middle.
#[test]
fn a_target_whose_room_ends_is_told() {
    each(&[Kind::Folder, Kind::Rsync, Kind::Sftp], |case| {
        let said = case.place.publish_without_room(case.new, "web", 40);
        case.told("no space from the middle on", said, false);
        case.recovers();
    });
}

#[test]
fn what_is_not_to_be_trusted_is_told() {
    each(&TOLD_AT_ONCE, |case| {
        let name = case.manifest();
        let text = case.read(&name);
        let changed = |from: &str, to: &str| {
            assert!(text.contains(from), "{text}");
            case.write(&name, &text.replace(from, to));
        };
        // As long as before: servers that remember sizes are told nothing of it.
        changed("https://portal.example.org", "https://anders.example.org");
        case.told("a foreign manifest", case.place.publish(case.new, "web", &[]), true);
        changed("\"format\":1", "\"format\":0");
        case.told("an older format", case.place.publish(case.new, "web", &[]), true);
        case.write(&name, &text[..text.len() / 2]);
        case.told("half a manifest", case.place.publish(case.new, "web", &[]), true);
        case.write(&name, &text);
        case.recovers();
    });
}

#[test]
fn who_publishes_beside_another_one_is_told() {
    let ticket = "sperre-b.json";
    each(&TOLD_AT_ONCE, |case| {
        let lock = |renewed: u32| {
            let lock =
                serde_json::json!({ "machine": "rechner-b", "process": 1, "room": "x", "id": "b", "renewed": renewed });
            case.write(ticket, &lock.to_string());
        };
        lock(1);
        let mut command = case.place.command(case.new, "web", &[]);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        thread::sleep(Duration::from_secs(1));
        for renewed in 2..40 {
            lock(renewed);
            thread::sleep(Duration::from_millis(100));
        }
        case.told(
            "another one publishes",
            Said::from(child.wait_with_output().unwrap()),
            true,
        );
        if case.is_asked() {
            case.let_in(ureq::delete(case.object(ticket))).call().unwrap();
        } else {
            fs::remove_file(case.books().join(ticket)).unwrap();
        }
        case.recovers();
    });
}

/// Whoever comes first publishes, and the other one after it or not at all.
#[test]
fn two_at_the_same_moment_leave_one_whole_portal() {
    each(&Kind::ALL, |case| {
        let states = [built(case.old), built(case.new)];
        for round in 0..if is_thorough() { 4 } else { 1 } {
            let both = [case.old, case.new].map(|tree| {
                let mut command = case.place.command(tree, "web", &[]);
                command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
            });
            let both = both.map(|child| Said::from(child.wait_with_output().unwrap()));
            for said in &both {
                let is_told = said.code == 2 && said.stderr.contains("gerade veröffentlicht jemand anders");
                assert!(said.code == 0 || is_told, "{:?}: {}", case.place.kind, said.stderr);
            }
            assert!(
                both.iter().any(|said| said.code == 0),
                "{:?}: {}",
                case.place.kind,
                both[0].stderr
            );
            let shown = case.place.shown("web");
            let is_one = states.iter().any(|state| differing(&shown, state).is_empty());
            assert!(is_one, "{:?}, round {round}", case.place.kind);
        }
        case.recovers();
    });
}

/// Releases follow each other as they came, whatever the clocks of those said who published them.
#[test]
fn a_clock_that_is_wrong_loses_nothing() {
    each(
        &[Kind::Folder, Kind::Rsync, Kind::Sftp, Kind::S3Moto, Kind::DavRclone],
        |case| {
            let library = shim(&case.place.file(""));
            let publish = |tree: &Tree, wrong: i64| {
                let mut command = case.place.command(tree, "web", &[]);
                command
                    .env("LD_PRELOAD", &library)
                    .env("OZG_SHIM_CLOCK", wrong.to_string());
                let said = Said::from(command.output().unwrap());
                assert_eq!(said.code, 0, "{:?}: {}", case.place.kind, said.stderr);
                assert_eq!(
                    differing(&case.place.shown("web"), &built(tree)),
                    Vec::<String>::new(),
                    "{:?}",
                    case.place.kind
                );
            };
            publish(case.new, YEAR);
            publish(case.old, -YEAR);
            publish(case.new, 0);
            if !case.place.kind.has_releases() {
                return;
            }
            for before in [case.old, case.new, case.old] {
                case.place.succeed(case.old, "web", &["--zurueck"]);
                assert_eq!(
                    differing(&case.place.shown("web"), &built(before)),
                    Vec::<String>::new(),
                    "{:?}",
                    case.place.kind
                );
            }
            let said = case.place.publish(case.old, "web", &["--zurueck"]);
            case.told("nothing to go back to", said, true);
        },
    );
}

/// A store that looks at the time of a signature.
#[test]
fn a_store_that_refuses_the_clock_is_told_as_that() {
    each(&[Kind::S3Rclone], |case| {
        shim(&case.place.file(""));
        let mut command = case.place.command(case.new, "web", &[]);
        command
            .env("LD_PRELOAD", case.place.file("shim.so"))
            .env("OZG_SHIM_CLOCK", (-YEAR).to_string());
        case.told("a clock that is wrong", Said::from(command.output().unwrap()), true);
        case.recovers();
    });
}

#[test]
fn a_target_that_loses_what_is_written_is_told() {
    each(&Kind::ALL, |case| {
        let said = case.place.publish_losing(case.new, "web", LOST);
        case.told("a target that loses what is written", said, false);
        case.recovers();
    });
}

/// What was taken back is not what one comes back to.
#[test]
fn back_leads_to_what_was_shown_before_and_never_to_what_was_taken_back() {
    let mut all = BTreeMap::new();
    let place = Place::start(Kind::Folder).unwrap();
    for name in ["a", "b", "c"] {
        let tree = Tree::base();
        tree.write(
            "content/seiten/stand.md",
            format!("---\ntitel: Stand {name}\nmenue: keins\n---\n\nText.\n"),
        );
        tree.build();
        all.insert(name, tree);
    }
    let shows = |name: &str| {
        let wrong = differing(&place.shown("web"), &built(&all[name]));
        assert_eq!(wrong, Vec::<String>::new(), "{name}");
    };
    place.succeed(&all["a"], "web", &[]);
    place.succeed(&all["b"], "web", &[]);
    place.succeed(&all["b"], "web", &["--zurueck"]);
    shows("a");
    place.succeed(&all["c"], "web", &[]);
    shows("c");
    place.succeed(&all["c"], "web", &["--zurueck"]);
    shows("a");
}
