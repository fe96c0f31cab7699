//! What it takes to publish the portal of this repository: all of it, one service that changed, nothing, and back; beside
//! `rclone sync` and `rsync` for the same files at the same servers.
//!
//! It takes minutes, and its figures are for people: only `OZG_TESTS_GRUENDLICH=1` does it, and writes the table.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use super::places::{Kind, Place, below, differing};
use super::servers::programs;
use crate::harness::Tree;
use crate::record::{is_thorough, note};

const SERVICE: &str = "content/leistungen";
const CHANGE: &str = "\nNachgetragen: Quittengelee.\n";

/// A folder as it was before or after the change.
struct State<'a> {
    name: &'a str,
    folder: &'a Path,
}

fn row(place: &Place, program: &str, what: &str, begin: Instant, files: &str) {
    let seconds = begin.elapsed().as_secs_f64();
    let (requests, bytes) = place.traffic();
    let wire = match place.kind {
        Kind::Folder => "– | –".to_owned(),
        _ => format!("{} | {requests}", bytes.div_ceil(1000)),
    };
    let row = format!("{files} | {wire} | {seconds:.1}");
    note(
        "tests/targets/README.md",
        "What a publication takes",
        &[place.kind.name(), program, what],
        &row,
    );
}

fn ours(place: &Place, tree: &Tree, what: &str) {
    place.traffic();
    let begin = Instant::now();
    let said = place.succeed(tree, "ozg", &["--json"]);
    let summary: serde_json::Value = serde_json::from_str(&said).unwrap();
    row(place, "`ozg publish`", what, begin, &summary["uebertragen"].to_string());
}

/// Another program that makes the target what a folder is; none where it does not know the target.
fn theirs(place: &Place, from: &Path) -> Option<(&'static str, Command)> {
    let gate = format!("http://127.0.0.1:{}", place.gate_port());
    let mut rclone = Command::new(programs().unwrap().join("bin/rclone"));
    // As many at a time as ours, and by what files hold wherever the target can tell.
    rclone.args([
        "sync",
        "--transfers",
        "8",
        "--checkers",
        "8",
        "--stats-one-line",
        "--stats",
        "0",
        "-v",
    ]);
    rclone.arg(format!("{}/", from.display())).env("HOME", place.file("."));
    let remote = match place.kind {
        Kind::Folder | Kind::Rsync => {
            let mut rsync = Command::new("rsync");
            rsync
                .args(["-a", "--delete", "--stats"])
                .arg(format!("{}/", from.display()));
            if place.kind == Kind::Folder {
                rsync.arg(place.file("andere"));
            } else {
                rsync.arg("-e").arg(format!(
                    "ssh -F {} -p {}",
                    place.file("ssh_config").display(),
                    place.wire()
                ));
                rsync
                    .arg("-z")
                    .arg(format!("127.0.0.1:{}", place.file("andere").display()));
            }
            return Some(("`rsync -a --delete`", rsync));
        }
        Kind::Sftp => {
            let place_of = |name: &str| place.file(name).display().to_string();
            format!(
                ":sftp,host=127.0.0.1,port={},user={},key_file={},shell_type=none:{}",
                place.wire(),
                std::env::var("USER").unwrap_or("root".to_owned()),
                place_of("user"),
                place_of("andere")
            )
        }
        Kind::S3Rclone | Kind::S3Moto => {
            rclone.args(["--checksum", "--fast-list"]);
            format!(
                ":s3,provider=Other,endpoint=\"{gate}\",access_key_id=schluessel,secret_access_key=GEHEIM42,region=us-east-1,no_check_bucket=true:portal/andere"
            )
        }
        // It knows neither sums nor times: size is all that is compared.
        Kind::DavRclone | Kind::DavWsgi => {
            let output = Command::new(programs().unwrap().join("bin/rclone"))
                .args(["obscure", "GEHEIM42"])
                .output();
            let word = String::from_utf8(output.unwrap().stdout).unwrap();
            format!(
                ":webdav,url=\"{gate}/portal/andere\",user=u,pass={},vendor=other:",
                word.trim()
            )
        }
    };
    rclone.arg(remote);
    Some(("`rclone sync`", rclone))
}

/// How many files the other program says that it moved.
fn moved(said: &str) -> String {
    let by_rsync = said
        .lines()
        .find_map(|line| line.strip_prefix("Number of regular files transferred: "));
    let by_rclone = said
        .lines()
        .filter(|line| line.contains(": Copied ("))
        .count()
        .to_string();
    by_rsync.map_or(by_rclone, |count| count.replace(['.', ','], ""))
}

fn run_theirs(place: &Place, state: &State) {
    let Some((program, mut command)) = theirs(place, state.folder) else {
        return;
    };
    place.traffic();
    let begin = Instant::now();
    let done = command.output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout) + String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{:?}: {said}", place.kind);
    row(place, program, state.name, begin, &moved(&said));
}

#[test]
fn what_a_publication_takes() {
    if !is_thorough() || programs().is_none() {
        return;
    }
    let tree = Tree::repository();
    let places: Vec<Place> = Kind::ALL.into_iter().filter_map(Place::start).collect();
    let copies = tempfile::tempdir().unwrap();
    let copy = |name: &str| {
        let to = copies.path().join(name);
        let from = format!("{}/public", tree.path().display());
        assert!(
            Command::new("cp")
                .args(["-a", &from])
                .arg(&to)
                .status()
                .unwrap()
                .success()
        );
        // What the two tools shall not have to move.
        fs::remove_file(to.join(".ozg-ausgabe")).unwrap();
        to
    };
    tree.build();
    let old = copy("alt");
    for place in &places {
        ours(place, &tree, "all");
    }
    let service = fs::read_dir(tree.path().join(SERVICE))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut texts: Vec<_> = service
        .map(|folder| folder.join("text.md"))
        .filter(|text| text.is_file())
        .collect();
    texts.sort();
    let text = fs::read_to_string(&texts[0]).unwrap();
    fs::write(&texts[0], text + CHANGE).unwrap();
    tree.build();
    let new = copy("neu");
    for place in &places {
        ours(place, &tree, "one service");
        ours(place, &tree, "nothing");
        assert_eq!(
            differing(&place.shown("ozg"), &below(&new)),
            Vec::<String>::new(),
            "{:?}",
            place.kind
        );
        if place.kind.has_releases() {
            let begin = Instant::now();
            place.succeed(&tree, "ozg", &["--zurueck"]);
            row(place, "`ozg publish`", "back", begin, "–");
            assert_eq!(differing(&place.shown("ozg"), &below(&old)), Vec::<String>::new());
        }
    }
    for place in &places {
        for (name, folder) in [("all", &old), ("one service", &new), ("nothing", &new)] {
            run_theirs(place, &State { name, folder });
        }
    }
}
