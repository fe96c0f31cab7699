//! A publication to a real target that is stopped before each of its changes, and continued: what lies there then is what lies
//! there after one that nobody disturbed, whatever was begun and left behind.
//!
//! Each day one change of each target is tried; `OZG_TESTS_GRUENDLICH=1` tries all of them and writes the table.

use std::time::Instant;

use super::places::{Kind, Place, built, differing};
use crate::harness::{Dice, Tree};
use crate::record::{is_thorough, note};

/// A small portal before and after an edit that adds a page, changes one and takes one away.
fn two() -> (Tree, Tree) {
    let tree = || {
        let tree = Tree::base();
        for folder in ["leistungen", "leitfaeden", "presse", "termine", "stellen"] {
            std::fs::remove_dir_all(tree.path().join("content").join(folder)).unwrap();
        }
        tree
    };
    let page = |tree: &Tree, name: &str| {
        let text = format!("---\ntitel: Seite {name}\nmenue: keins\n---\n\nText.\n");
        tree.write(&format!("content/seiten/{name}.md"), text);
    };
    let (old, new) = (tree(), tree());
    page(&old, "geht");
    page(&new, "kommt");
    old.write(
        "content/seiten/bleibt.md",
        "---\ntitel: Bleibt\nmenue: keins\n---\n\nErst.\n",
    );
    new.write(
        "content/seiten/bleibt.md",
        "---\ntitel: Bleibt\nmenue: keins\n---\n\nDann.\n",
    );
    // Another style: what is named after its content gets another name, and the old one stays for a while.
    new.write("themes/standard/css/zz.css", "h1 { color: rebeccapurple }\n");
    old.build();
    new.build();
    (old, new)
}

fn stopped_anywhere(kind: Kind) {
    if !Kind::today().contains(&kind) {
        return;
    }
    let Some(place) = Place::start(kind) else { return };
    let (old, new) = two();
    let wanted = built(&new);
    for (run, is_first) in [("the first one", true), ("one that changes", false)] {
        let begin = Instant::now();
        let name = |n: u64| format!("{}{n}", if is_first { "a" } else { "b" });
        let prepare = |name: &str| {
            if !is_first {
                place.succeed(&old, name, &[]);
            }
        };
        let undisturbed = name(u64::MAX);
        prepare(&undisturbed);
        let before = place.changes();
        let said = place.command_counted(&new, &undisturbed).output().unwrap();
        assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
        let changes = place.changes() - before;
        assert!(changes > 10, "{kind:?}: {changes}");
        assert_eq!(differing(&place.shown(&undisturbed), &wanted), Vec::<String>::new());
        let left = place.everything(&undisturbed);
        let points: Vec<u64> = match is_thorough() {
            true => (0..changes).collect(),
            false => vec![Dice(changes).roll(changes - 3)],
        };
        let mut stopped = 0;
        for n in &points {
            let name = name(*n);
            prepare(&name);
            stopped += u64::from(place.publish_and_stop(&new, &name, *n));
            place.succeed(&new, &name, &[]);
            let case = format!("{kind:?}, {run}, stopped before change {n} of {changes}");
            assert_eq!(differing(&place.shown(&name), &wanted), Vec::<String>::new(), "{case}");
            assert_eq!(place.everything(&name), left, "{case}");
        }
        // The last changes may come in another order or be left out, as what several threads do is counted together.
        assert!(
            stopped + 8 >= points.len() as u64 && stopped > 0,
            "{kind:?}, {run}: {stopped} of {changes}"
        );
        let seconds = begin.elapsed().as_secs();
        let row = format!("{changes} | {} | {stopped} | 0 | {seconds}", points.len());
        note(
            "tests/targets/README.md",
            "Stopped before each change",
            &[kind.name(), run],
            &row,
        );
    }
}

#[test]
fn to_a_folder() {
    stopped_anywhere(Kind::Folder);
}

#[test]
fn to_a_server_with_rsync() {
    stopped_anywhere(Kind::Rsync);
}

#[test]
fn to_a_server_with_file_transfer_alone() {
    stopped_anywhere(Kind::Sftp);
}

#[test]
fn to_an_object_store() {
    stopped_anywhere(Kind::S3Rclone);
}

#[test]
fn to_another_object_store() {
    stopped_anywhere(Kind::S3Moto);
}

#[test]
fn to_a_webdav_folder() {
    stopped_anywhere(Kind::DavRclone);
}

#[test]
fn to_another_webdav_folder() {
    stopped_anywhere(Kind::DavWsgi);
}
