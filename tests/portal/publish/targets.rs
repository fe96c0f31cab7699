//! Real targets on the loopback interface: OpenSSH with rsync and with file transfer alone, an object store, WebDAV, a folder.
//!
//! Each test starts its own server on a free port and stops it. `OZG_TESTS_ZIELE` names the folder in which `tests/targets/install`
//! put those that Debian does not have; without it (outside of `tests/run`) only the folder is tried.

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use super::places::{Kind, Place, below, built, differing};
use crate::harness::{AS_OF, Said, Tree, files, ozg};

/// What `ozg publish` says, and the same portal twice: as it is, and with a change.
struct Publisher {
    tree: Tree,
    target: String,
    environment: Vec<(String, String)>,
}

impl Publisher {
    fn new(target: impl Into<String>, environment: Vec<(String, String)>) -> Self {
        Self {
            tree: Tree::base(),
            target: target.into(),
            environment,
        }
    }

    fn to(place: &Place) -> Self {
        Self::new(place.target("web"), place.environment())
    }

    /// With another value of a variable.
    fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    fn publish(&self, options: &[&str]) -> Said {
        let mut command = ozg();
        command
            .arg("publish")
            .arg(&self.target)
            .args(options)
            .arg("--wurzel")
            .arg(self.tree.path());
        command.env("OZG_VORSCHAU_GEHEIMNIS", "lang-und-zufaellig-0815");
        command.args(["--stichtag", AS_OF]).envs(self.environment.clone());
        Said::from(command.output().unwrap())
    }

    fn succeed(&self, options: &[&str]) -> String {
        let said = self.publish(options);
        assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
        said.stdout
    }

    fn edit(&self) {
        let path = "content/leistungen/wohngeld/text.md";
        self.tree
            .write(path, format!("{}\nNachgetragen: Quittengelee.\n", self.tree.read(path)));
    }

    fn built(&self) -> BTreeMap<String, Vec<u8>> {
        built(&self.tree)
    }

    /// What all targets must do.
    fn all(&self, shown: impl Fn() -> BTreeMap<String, Vec<u8>>) {
        let rehearsal = self.succeed(&["--probe"]);
        assert!(
            rehearsal.contains("erste Veröffentlichung") && rehearsal.contains("nichts verändert"),
            "{rehearsal}"
        );
        self.succeed(&[]);
        assert_eq!(differing(&shown(), &self.built()), Vec::<String>::new());
        assert!(self.succeed(&[]).contains("Es gab nichts zu übertragen"));
        self.edit();
        let summary = self.succeed(&["--json"]);
        let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
        let count = summary["uebertragen"].as_u64().unwrap();
        assert!((1..20).contains(&count), "{summary}");
        assert_eq!(differing(&shown(), &self.built()), Vec::<String>::new());
        self.preview(shown);
    }

    /// A preview beside it comes and goes.
    fn preview(&self, shown: impl Fn() -> BTreeMap<String, Vec<u8>>) {
        let before = shown();
        let (name, url) = (["--vorschau", "17"], ["--basis-url", "https://vorschau.example.org"]);
        let said = self.succeed(&[name, url].concat());
        assert!(
            said.contains("Veröffentlicht als https://vorschau.example.org/"),
            "{said}"
        );
        let removal = [&name[..], &["--entfernen"]].concat();
        assert_eq!(self.succeed(&removal), "Die Vorschau ist entfernt.\n");
        assert_eq!(self.succeed(&removal), "Eine Vorschau dieses Namens gibt es nicht.\n");
        assert!(shown() == before);
    }
}

#[test]
fn a_folder_is_switched_in_one_step_and_back() {
    let place = tempfile::tempdir().unwrap();
    let root = place.path().join("web");
    let publisher = Publisher::new(root.to_str().unwrap(), Vec::new());
    publisher.all(|| below(&root.join("current")));
    let page = || fs::read_to_string(root.join("current/leistungen/wohngeld/index.html")).unwrap();
    assert!(page().contains("Quittengelee"));
    let said = publisher.succeed(&["--zurueck"]);
    assert!(said.contains("Gezeigt wird wieder"), "{said}");
    assert!(!page().contains("Quittengelee"));
    let said = publisher.publish(&["--zurueck"]);
    assert_eq!((said.code, said.stdout.as_str()), (2, ""));
    assert!(
        said.stderr.contains("keine frühere Veröffentlichung"),
        "{}",
        said.stderr
    );
    publisher.succeed(&[]);
    assert!(page().contains("Quittengelee"));
}

/// Whatever moment the program is killed at, readers see one whole portal, and the next publication is complete.
#[test]
fn a_publication_to_a_folder_that_is_killed_leaves_a_whole_portal() {
    let place = tempfile::tempdir().unwrap();
    let root = place.path().join("web");
    let publisher = Publisher::new(root.to_str().unwrap(), Vec::new());
    publisher.succeed(&[]);
    let old = publisher.built();
    publisher.edit();
    publisher.tree.build();
    let new = publisher.built();
    for round in 0..12 {
        let mut command = ozg();
        command
            .arg("publish")
            .arg(&root)
            .arg("--wurzel")
            .arg(publisher.tree.path())
            .args(["--stichtag", AS_OF]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(20 * round));
        let _ = child.kill();
        child.wait().unwrap();
        let shown = below(&root.join("current"));
        let is_whole = |built: &BTreeMap<_, _>| differing(&shown, built).is_empty();
        assert!(is_whole(&old) || is_whole(&new), "round {round}");
    }
    publisher.succeed(&[]);
    assert_eq!(differing(&below(&root.join("current")), &new), Vec::<String>::new());
}

#[test]
fn a_folder_of_others_is_left_alone() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("current")).unwrap();
    fs::write(place.path().join("current/fremd"), "x").unwrap();
    let publisher = Publisher::new(place.path().to_str().unwrap(), Vec::new());
    let said = publisher.publish(&[]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("ist keine Verknüpfung"), "{}", said.stderr);
    assert_eq!(fs::read(place.path().join("current/fremd")).unwrap(), b"x");
}

/// A slip of the hand must not fill the sources, the folder of the build or somebody's folder.
#[test]
fn a_folder_in_which_something_lies_is_taken_only_on_request() {
    let place = tempfile::tempdir().unwrap();
    let publisher = Publisher::new(place.path().to_str().unwrap(), Vec::new());
    let tree = &publisher.tree;
    tree.build();
    for folder in ["content", "public", ".", "content/.."] {
        let before = files(&tree.path().join("content"));
        let target = tree.path().join(folder);
        for more in [vec!["--probe"], vec![]] {
            let said = tree.ozg(&[&["publish", target.to_str().unwrap()], more.as_slice()].concat());
            assert_eq!(said.code, 2, "{folder}: {}", said.stdout);
            assert!(said.stderr.contains("Ist es der richtige Ordner?"), "{}", said.stderr);
        }
        assert_eq!(files(&tree.path().join("content")), before);
        assert!(
            !target.join("releases").exists() && !target.join("current").exists(),
            "{folder}"
        );
    }
    fs::write(place.path().join("LIESMICH.txt"), "x").unwrap();
    assert_eq!(publisher.publish(&[]).code, 2);
    assert_eq!(publisher.publish(&["--neu-einlesen"]).code, 0);
    assert_eq!(fs::read(place.path().join("LIESMICH.txt")).unwrap(), b"x");
    assert_eq!(publisher.publish(&[]).code, 0);
}

fn over_ssh(kind: Kind) {
    let Some(place) = Place::start(kind) else { return };
    let publisher = Publisher::to(&place);
    publisher.all(|| place.shown("web"));
    assert!(publisher.succeed(&["--zurueck"]).contains("Gezeigt wird wieder"));
    let page = place.shown("web").remove("leistungen/wohngeld/index.html").unwrap();
    assert!(!String::from_utf8(page).unwrap().contains("Quittengelee"));
    // A server that is another one, or does not know the key.
    fs::write(place.file("known"), "").unwrap();
    let said = publisher.publish(&[]);
    assert!(said.code == 2 && said.stderr.contains("known_hosts"), "{}", said.stderr);
}

#[test]
fn a_server_with_rsync_gets_releases() {
    over_ssh(Kind::Rsync);
}

#[test]
fn a_server_with_file_transfer_alone_gets_releases() {
    over_ssh(Kind::Sftp);
}

/// A target that is changed file by file, and the variable that lets nobody in when it is wrong.
fn in_place(kind: Kind, secret: Option<&str>) {
    if !Kind::today().contains(&kind) {
        return;
    }
    let Some(place) = Place::start(kind) else { return };
    Publisher::to(&place).all(|| place.shown("web"));
    let Some(secret) = secret else { return };
    let said = Publisher::to(&place).with(secret, "FALSCH17").publish(&[]);
    assert!(
        said.code == 2 && said.stderr.contains("Zugangsdaten"),
        "{}",
        said.stderr
    );
    assert!(
        !said.stderr.contains("FALSCH17") && !said.stderr.contains("Signature"),
        "{}",
        said.stderr
    );
}

#[test]
fn an_object_store_is_changed_file_by_file() {
    in_place(Kind::S3Rclone, Some("AWS_SECRET_ACCESS_KEY"));
    in_place(Kind::S3Moto, None);
}

#[test]
fn a_webdav_folder_is_changed_file_by_file() {
    in_place(Kind::DavRclone, Some("OZG_WEBDAV_KENNWORT"));
    in_place(Kind::DavWsgi, None);
}

/// A plan for others to carry out goes on from the one before.
#[test]
fn a_plan_names_what_changed_since_the_one_before() {
    let publisher = Publisher::new("", Vec::new());
    let path = publisher.tree.path().join("plan.json");
    let plan = || {
        let said = publisher.tree.ozg(&["publish", "--plan", path.to_str().unwrap()]);
        assert_eq!(said.code, 0, "{}", said.stderr);
        let plan: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let groups = plan["gruppen"].as_array().unwrap().clone();
        let files = groups
            .iter()
            .flat_map(|group| group["dateien"].as_array().unwrap().clone());
        files.map(|file| file.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(plan().len(), publisher.built().len());
    assert_eq!(plan(), Vec::<String>::new());
    publisher.edit();
    assert!(plan().contains(&"leistungen/wohngeld/index.html".to_owned()));
    fs::write(&path, "{}").unwrap();
    let said = publisher.tree.ozg(&["publish", "--plan", path.to_str().unwrap()]);
    assert!(said.code == 2 && said.stderr.contains("kein Plan"), "{}", said.stderr);
}

/// What others have written into the books of a target is shown, and steers no terminal.
#[test]
fn what_the_books_of_a_target_say_is_told_without_what_steers_a_terminal() {
    let place = Place::start(Kind::Folder).unwrap();
    let publisher = Publisher::to(&place);
    publisher.succeed(&[]);
    let books = place.file("web/.ozg");
    let names = fs::read_dir(&books).unwrap().map(|entry| entry.unwrap().path());
    let book = names
        .into_iter()
        .find(|path| path.extension().is_some_and(|end| end == "json"))
        .unwrap();
    let text = fs::read_to_string(&book).unwrap();
    fs::write(
        &book,
        text.replace("https://portal.", "\\u001b[31m\\u202ehttps://anderes."),
    )
    .unwrap();
    let said = publisher.publish(&[]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("anderes.example.org"), "{}", said.stderr);
    let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!said.stderr.contains(steers), "{:?}", said.stderr);
}
