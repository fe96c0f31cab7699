//! The output folder and what the program keeps about it, in the hands of others: damaged, foreign, taken, or killed midway.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::harness::{AS_OF, Said, Tree, files, ozg};

/// What the program noted about the output folder.
fn note(tree: &Tree) -> PathBuf {
    let kept = fs::read_dir(tree.path().join(".ozg")).unwrap();
    let mut notes = kept.map(|entry| entry.unwrap().path());
    let is_note = |path: &PathBuf| path.is_file() && path.extension().is_none();
    notes.find(is_note).unwrap()
}

fn insist_it_works(said: &Said) {
    assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
}

fn insist_it_is_refused(said: &Said, why: &str) {
    assert_eq!(said.code, 2, "{}{}", said.stderr, said.stdout);
    assert!(said.stderr.contains(why), "{}", said.stderr);
}

/// A note with a right checksum, as a program that means harm would write it.
fn forge(note: &Path, change: impl Fn(&str) -> String) {
    let text = fs::read_to_string(note).unwrap();
    let (body, _) = text.trim_end().rsplit_once('\n').unwrap();
    let body = change(body);
    let checksum = xxhash_rust::xxh3::xxh3_64(body.as_bytes());
    fs::write(note, format!("{body}\n{checksum:x}\n")).unwrap();
}

#[test]
fn a_note_that_leads_out_of_the_folder_removes_nothing() {
    let line = "0 0 0 0 0";
    for path in ["../wichtig.txt", "a/../../wichtig.txt", "./../wichtig.txt", "ABSOLUT"] {
        let tree = Tree::base();
        tree.write("wichtig.txt", "wichtig").build();
        let absolute = tree.path().join("wichtig.txt").display().to_string();
        let path = path.replace("ABSOLUT", &absolute);
        forge(&note(&tree), |body| format!("{body}\n{line} {path}"));
        tree.write("content/seiten/neu.md", "---\ntitel: Neu\n---\n\nText\n");
        let said = tree.ozg(&["build"]);
        insist_it_works(&said);
        assert!(said.stdout.contains("ist beschädigt"), "{path}: {}", said.stdout);
        assert_eq!(tree.read("wichtig.txt"), "wichtig", "{path}");
        assert!(tree.path().join("public/neu/index.html").is_file());
    }
}

#[test]
fn files_that_a_damaged_note_no_longer_names_are_named_until_they_are_gone() {
    let spoil: [fn(&Path); 4] = [
        |note| fs::write(note, "").unwrap(),
        |note| fs::write(note, "\n").unwrap(),
        |note| {
            let text = fs::read(note).unwrap();
            fs::write(note, &text[..text.len() / 2]).unwrap();
        },
        |note| {
            fs::remove_file(note).unwrap();
            fs::create_dir(note).unwrap();
            fs::remove_dir(note).unwrap();
        },
    ];
    for (at, spoil) in spoil.iter().enumerate() {
        let tree = Tree::base();
        tree.write("content/seiten/weg.md", "---\ntitel: Weg\n---\n\nText\n");
        let public = tree.build();
        let before = files(&public).len();
        tree.remove("content/seiten/weg.md");
        spoil(&note(&tree));
        for _ in 0..2 {
            let said = tree.ozg(&["build"]);
            insist_it_works(&said);
            assert!(said.stdout.contains("zum Beispiel "), "{at}: {}", said.stdout);
            assert!(said.stdout.contains("weg/index.html"), "{at}: {}", said.stdout);
        }
        assert_eq!(files(&public).len(), before, "{at}: only what differs was written");
        fs::remove_file(public.join("weg/index.html")).unwrap();
        let said = tree.ozg(&["build"]);
        insist_it_works(&said);
        assert!(!said.stdout.contains("weg/index.html"), "{at}: {}", said.stdout);
    }
}

#[test]
fn sources_and_files_of_others_are_refused_as_output() {
    let tree = Tree::base();
    tree.write("fremd/brief.txt", "wichtig");
    tree.write("themes/amt/css/a.css", "a{}");
    let root = tree.path().to_str().unwrap().to_owned();
    let before = files(tree.path());
    for folder in [
        "content",
        "content/neu/tief",
        "themes",
        "themes/amt",
        ".ozg",
        ".ozg/x",
        ".",
        "",
    ] {
        let folder = format!("{root}/{folder}");
        let said = tree.ozg(&["build", "--ausgabe", &folder]);
        insist_it_is_refused(&said, "woraus das Portal entsteht");
    }
    insist_it_is_refused(&tree.ozg(&["build", "--ausgabe", "/"]), "woraus das Portal entsteht");
    let foreign = format!("{root}/fremd");
    insist_it_is_refused(&tree.ozg(&["build", "--ausgabe", &foreign]), "brief.txt");
    let file = format!("{root}/fremd/brief.txt");
    insist_it_is_refused(&tree.ozg(&["build", "--ausgabe", &file]), "ist eine Datei");
    symlink(tree.path().join("content"), tree.path().join("verweis")).unwrap();
    let link = format!("{root}/verweis");
    insist_it_is_refused(&tree.ozg(&["build", "--ausgabe", &link]), "woraus das Portal entsteht");
    fs::remove_file(&link).unwrap();
    let after: Vec<_> = files(tree.path())
        .into_iter()
        .filter(|(path, _)| !path.starts_with(".ozg/"))
        .collect();
    assert!(before == after, "nothing was written");
    insist_it_works(&tree.ozg(&["build", "--ausgabe", &foreign, "--trotzdem"]));
    insist_it_works(&tree.ozg(&["build", "--ausgabe", &foreign]));
    assert_eq!(tree.read("fremd/brief.txt"), "wichtig");
}

#[test]
fn what_others_put_in_the_way_is_never_overwritten() {
    for (path, is_folder) in [
        ("index.html", false),
        ("impressum/index.html", false),
        ("impressum/index.html/x", true),
        ("impressum", false),
        ("assets", false),
    ] {
        let tree = Tree::base();
        tree.write(&format!("public/{path}"), "fremd");
        let before = files(&tree.path().join("public"));
        let said = tree.ozg(&["build", "--trotzdem"]);
        insist_it_is_refused(&said, "steht dem Portal etwas im Weg");
        let named = if is_folder { path.trim_end_matches("/x") } else { path };
        assert!(said.stderr.contains(named), "{}", said.stderr);
        assert_eq!(files(&tree.path().join("public")), before, "{path}");
    }
}

#[test]
fn a_folder_where_a_file_was_is_told_before_anything_is_written() {
    let tree = Tree::base();
    let public = tree.build();
    fs::remove_file(public.join("impressum/index.html")).unwrap();
    tree.write("public/impressum/index.html/fremd.txt", "fremd");
    tree.write("content/seiten/neu.md", "---\ntitel: Neu\n---\n\nText\n");
    let before = files(&public);
    let said = tree.ozg(&["build"]);
    insist_it_is_refused(&said, "impressum/index.html ist ein Ordner, dort muss eine Datei sein");
    assert_eq!(files(&public), before);
}

#[test]
fn a_folder_that_somebody_else_led_elsewhere_is_not_followed() {
    let tree = Tree::base();
    let public = tree.build();
    fs::create_dir(tree.path().join("anderswo")).unwrap();
    fs::remove_dir_all(public.join("impressum")).unwrap();
    symlink(tree.path().join("anderswo"), public.join("impressum")).unwrap();
    insist_it_is_refused(&tree.ozg(&["build"]), "impressum ist eine Verknüpfung");
    assert_eq!(files(&tree.path().join("anderswo")).len(), 0);
}

#[test]
fn a_folder_that_another_run_writes_to_is_left_to_it() {
    let tree = Tree::base();
    let public = tree.build();
    let before = files(&public);
    let holder = fs::File::open(public.join(".ozg-ausgabe")).unwrap();
    holder.lock().unwrap();
    tree.write("public/.ozg-neu/lauf", "Prozess 4711, seit 15.02.2022, 12:00:00 Uhr");
    tree.write("content/seiten/neu.md", "---\ntitel: Neu\n---\n\nText\n");
    insist_it_is_refused(&tree.ozg(&["build"]), "(Prozess 4711, seit 15.02.2022, 12:00:00 Uhr)");
    drop(holder);
    insist_it_works(&tree.ozg(&["build"]));
    fs::remove_file(public.join("neu/index.html")).unwrap();
    fs::remove_dir(public.join("neu")).unwrap();
    tree.remove("content/seiten/neu.md").build();
    assert_eq!(files(&public), before);
}

/// Many at once: each says that it is done, or that another one writes; what is there in the end is whole.
#[test]
fn many_builds_into_one_folder_leave_a_whole_portal() {
    let tree = Tree::base();
    let build = || {
        let mut command = ozg();
        command
            .args(["build", "--stichtag", AS_OF, "--wurzel"])
            .arg(tree.path());
        command
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::piped());
        command.spawn().unwrap()
    };
    let runs: Vec<_> = (0..6).map(|_| build()).collect();
    let mut done = 0;
    for run in runs {
        let said = Said::from(run.wait_with_output().unwrap());
        match said.code {
            0 => done += 1,
            2 => assert!(
                said.stderr.contains("schreibt gerade ein anderer Lauf"),
                "{}",
                said.stderr
            ),
            code => panic!("{code}: {}", said.stderr),
        }
    }
    assert!(done > 0);
    let public = files(&tree.path().join("public"));
    let fresh = tree.path().join("frisch");
    insist_it_works(&tree.ozg(&["build", "--ausgabe", fresh.to_str().unwrap()]));
    assert!(public == files(&fresh));
}

#[test]
fn a_portal_that_cannot_be_written_to_is_built_all_the_same() {
    let tree = Tree::base();
    // A file of that name is in the way for everybody, root included.
    tree.write(".ozg", "im Weg");
    let said = tree.ozg(&["build"]);
    insist_it_works(&said);
    assert!(said.stdout.contains("--zwischenspeicher"), "{}", said.stdout);
    let elsewhere = tree.path().join("merken");
    let options = ["build", "--zwischenspeicher", elsewhere.to_str().unwrap()];
    insist_it_works(&tree.ozg(&options));
    let said = tree.ozg(&options);
    insist_it_works(&said);
    assert!(said.stdout.contains("keine Dateien geschrieben"), "{}", said.stdout);
    assert!(!said.stdout.contains("Hinweis: In"), "{}", said.stdout);
    let file = tree.path().join(".ozg");
    let said = tree.ozg(&["build", "--zwischenspeicher", file.to_str().unwrap()]);
    insist_it_is_refused(&said, "--zwischenspeicher");
}

#[test]
fn a_file_of_the_same_size_and_time_is_told_by_its_content() {
    let tree = Tree::base();
    let public = tree.build();
    let page = public.join("impressum/index.html");
    let before = fs::read(&page).unwrap();
    let time = fs::metadata(&page).unwrap().modified().unwrap();
    let mut other = before.clone();
    other[20] ^= 1;
    fs::write(&page, &other).unwrap();
    let file = fs::OpenOptions::new().append(true).open(&page).unwrap();
    file.set_modified(time).unwrap();
    drop(file);
    tree.build();
    assert!(fs::read(&page).unwrap() == before);
    // A copy of the folder has other times, and is what it was.
    let mut shifted = 0;
    for (path, bytes) in files(&public) {
        fs::write(public.join(&path), bytes).unwrap();
        shifted += 1;
    }
    let said = tree.ozg(&["build"]);
    assert!(said.stdout.contains("keine Dateien geschrieben"), "{}", said.stdout);
    assert!(shifted > 100);
}

#[test]
fn rubbish_among_the_kept_pictures_is_not_published() {
    let tree = Tree::base();
    let public = tree.build();
    let before = files(&public);
    let folder = tree.path().join(".ozg/bilder");
    let kept: Vec<(String, Vec<u8>)> = files(&folder);
    assert!(kept.len() > 1);
    let other = &kept[0].1;
    for rubbish in [
        b"\x89PNG\r\n\x1a\n IEND\xaeB`\x82".as_slice(),
        b"",
        other.as_slice(),
        &other[16..],
    ] {
        for (name, _) in &kept[1..] {
            fs::write(folder.join(name), rubbish).unwrap();
        }
        fs::remove_dir_all(&public).unwrap();
        tree.build();
        assert!(files(&public) == before);
    }
}

#[test]
fn a_build_that_is_killed_leaves_nothing_behind_when_the_next_one_is_of_older_content() {
    let tree = Tree::base();
    let public = tree.build();
    let before = files(&public);
    for at in (1..400).step_by(7) {
        for page in 0..6 {
            let text = format!("---\ntitel: Neu {page}\n---\n\nText\n");
            tree.write(&format!("content/seiten/neu-{page}.md"), text);
        }
        let output = ozg()
            .env("OZG_STOERUNG", format!("{at}:ende"))
            .env("RAYON_NUM_THREADS", "1")
            .args(["build", "--stichtag", AS_OF, "--wurzel"])
            .arg(tree.path())
            .output()
            .unwrap();
        for page in 0..6 {
            tree.remove(&format!("content/seiten/neu-{page}.md"));
        }
        tree.build();
        let after: Vec<_> = files(&public)
            .into_iter()
            .filter(|(path, _)| !path.starts_with("suche/") && !path.starts_with("assets/"))
            .collect();
        let lost: Vec<&str> = after
            .iter()
            .filter(|file| !before.contains(file))
            .map(|(path, _)| path.as_str())
            .collect();
        assert_eq!(lost, [""; 0], "killed at {at}");
        if output.status.success() {
            break;
        }
    }
}
