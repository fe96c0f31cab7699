//! What a build writes does not depend on how it is made, and it writes no more than what differs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::built::Built;
use crate::harness::{AS_OF, Said, Tree, files, ozg};

/// Builds into a folder of its own, with a number of threads.
fn build_with(tree: &Tree, threads: &str) -> Vec<(String, Vec<u8>)> {
    let folder = tree.path().join(format!("mit-{threads}"));
    let output = ozg()
        .env("RAYON_NUM_THREADS", threads)
        .args(["build", "--stichtag", AS_OF, "--wurzel"])
        .arg(tree.path())
        .arg("--ausgabe")
        .arg(&folder)
        .output();
    let said = Said::from(output.unwrap());
    assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
    files(&folder)
}

fn differing<'a>(one: &'a [(String, Vec<u8>)], other: &'a [(String, Vec<u8>)]) -> Vec<&'a str> {
    let other: BTreeMap<_, _> = other.iter().map(|(path, bytes)| (path, bytes)).collect();
    one.iter()
        .filter(|(path, bytes)| other.get(path) != Some(&bytes))
        .map(|(path, _)| path.as_str())
        .collect()
}

/// What was built once, in another folder and by another process, stands for the rest.
#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let built = files(&Built::repository().public());
    let tree = Tree::repository();
    for threads in ["1", "8"] {
        let again = build_with(&tree, threads);
        assert_eq!(differing(&built, &again), Vec::<&str>::new(), "{threads} threads");
        assert_eq!(built.len(), again.len(), "{threads} threads");
    }
}

/// A folder lists its files in an order that depends on how they were put there.
#[test]
fn any_order_of_files_writes_the_same_bytes() {
    let tree = Tree::repository();
    let reversed = Tree::empty();
    for (path, content) in files(&tree.path().join("content")).into_iter().rev() {
        reversed.write(&format!("content/{path}"), content);
    }
    let (one, other) = (files(&Built::repository().public()), build_with(&reversed, "2"));
    assert_eq!(differing(&one, &other), Vec::<&str>::new());
    assert_eq!(one.len(), other.len());
}

/// What tells whether a file was written: which one it is, and when.
fn identities(folder: &Path) -> BTreeMap<String, (u64, i64, i64)> {
    let identity = |path: &str| {
        let metadata = fs::metadata(folder.join(path)).unwrap();
        (metadata.ino(), metadata.mtime(), metadata.mtime_nsec())
    };
    let files = files(folder).into_iter();
    files.map(|(path, _)| (path.clone(), identity(&path))).collect()
}

/// Builds again and says whether the pages were looked at; nothing may be written, and no page rendered.
fn looks_at_pages_again(tree: &Tree) -> bool {
    // What was changed a moment ago could change again within the same tick of the disk's clock, so it is read again.
    std::thread::sleep(std::time::Duration::from_millis(50));
    let before = identities(&tree.path().join("public"));
    let said = tree.ozg(&["build", "--profil"]);
    let nothing = "keine Dateien geschrieben, keine Dateien entfernt";
    assert!(said.stdout.contains(nothing), "{}{}", said.stderr, said.stdout);
    assert_eq!(identities(&tree.path().join("public")), before);
    assert!(!said.stdout.contains(".html "), "{}", said.stdout);
    said.stdout.contains("Seiten erzeugen und schreiben")
}

#[test]
fn a_second_build_writes_nothing() {
    let tree = Tree::base();
    std::thread::sleep(std::time::Duration::from_millis(50));
    tree.build();
    assert!(!looks_at_pages_again(&tree), "nothing has changed");
    let path = "content/leistungen/wohngeld/text.md";
    tree.write(path, tree.read(path));
    assert!(looks_at_pages_again(&tree), "a file was saved, with nothing new in it");
    assert!(!looks_at_pages_again(&tree));
}

#[test]
fn an_edit_renders_the_pages_that_show_it_and_no_other() {
    let tree = Tree::base();
    tree.build();
    let path = "content/leistungen/wohngeld/text.md";
    tree.write(path, format!("{}\nNachgetragen: Quittengelee.\n", tree.read(path)));
    let said = tree.ozg(&["build", "--profil"]);
    assert_eq!(row(&said.stdout, "service.html")[1], "1", "{}", said.stdout);
    assert!(!said.stdout.contains("topic.html"), "{}", said.stdout);
}

/// Builds into `public` once more, and from nothing, and insists that both are the same.
fn insist_on_freshness(tree: &Tree, what: &str, options: &[&str]) {
    let build = |output: &Path| {
        let mut command = ozg();
        command.arg("build").args(options).arg("--wurzel").arg(tree.path());
        let said = Said::from(command.arg("--ausgabe").arg(output).output().unwrap());
        assert_eq!(said.code, 0, "{what}: {}", said.stderr);
        files(output)
    };
    let again = build(&tree.path().join("public"));
    let fresh = build(&tree.path().join("frisch").join(what));
    assert_eq!(differing(&fresh, &again), Vec::<&str>::new(), "{what}");
    // What older pages ask for stays for a while.
    let fresh: BTreeSet<&str> = fresh.iter().map(|(path, _)| path.as_str()).collect();
    let more = again.iter().filter(|(path, _)| !fresh.contains(path.as_str()));
    let surplus: Vec<&str> = more
        .map(|(path, _)| path.as_str())
        .filter(|path| !ozg::hosting::is_hashed(path))
        .collect();
    assert_eq!(surplus, Vec::<&str>::new(), "{what}");
}

#[test]
fn nothing_that_a_build_depends_on_is_overlooked() {
    let tree = Tree::base();
    tree.build();
    let today = ["--stichtag", AS_OF];
    tree.write("content/seiten/neu.md", "---\ntitel: Neu\n---\n\nNeu.\n");
    insist_on_freshness(&tree, "content", &today);
    tree.write("themes/standard/templates/partials/footer.html", "<footer>Neu</footer>");
    insist_on_freshness(&tree, "theme", &today);
    tree.write("themes/standard/css/99-neu.css", "main { margin: 0 }\n");
    insist_on_freshness(&tree, "style", &today);
    tree.write("themes/standard/i18n/de.yaml", "skip: Zum Text\n");
    insist_on_freshness(&tree, "word of the interface", &today);
    tree.replace("content/portal.yaml", "titel: Musterportal", "titel: Neues Portal");
    insist_on_freshness(&tree, "title of the portal", &today);
    let settings = tree.read("content/portal.yaml");
    tree.write("content/portal.yaml", format!("{settings}sprachen: [en]\n"));
    let translation = "content/leistungen/wohngeld/leistung.en.yaml";
    tree.write(translation, "titel: Housing benefit\nkurz: A grant.\n");
    insist_on_freshness(&tree, "language", &today);
    // What is the same in both languages is not marked as German on any page.
    tree.write(translation, "titel: Housing benefit\nkurz: Innenministerium\n");
    insist_on_freshness(&tree, "text that is no longer foreign", &today);
    tree.replace(
        "content/portal.yaml",
        "name: Innenministerium",
        "name: Neues Ministerium",
    );
    insist_on_freshness(&tree, "publisher", &today);
    tree.write("public/index.html", "von Hand");
    insist_on_freshness(&tree, "page changed by hand", &today);
    tree.remove("public/index.html");
    insist_on_freshness(&tree, "page removed by hand", &today);
    insist_on_freshness(&tree, "reference date", &["--stichtag", "2023-01-01"]);
    let elsewhere = [
        "--stichtag",
        "2023-01-01",
        "--basis-url",
        "https://neu.example.org/unten",
    ];
    insist_on_freshness(&tree, "address", &elsewhere);
}

#[test]
fn after_an_edit_exactly_the_files_that_differ_are_written() {
    let tree = Tree::base();
    let public = tree.build();
    let (contents, before) = (files(&public), identities(&public));
    let text = tree.read("content/leistungen/wohngeld/text.md");
    tree.write(
        "content/leistungen/wohngeld/text.md",
        format!("{text}\nNachgetragen: Quittengelee.\n"),
    );
    tree.build();
    let after = identities(&public);
    let new_contents = files(&public);
    let written: Vec<&str> = after
        .iter()
        .filter(|(path, identity)| before.get(*path) != Some(*identity))
        .map(|(path, _)| path.as_str())
        .collect();
    let mut differing = differing(&new_contents, &contents);
    differing.sort_unstable();
    assert_eq!(written, differing);
    assert!(written.contains(&"leistungen/wohngeld/index.html"), "{written:?}");
    let pages = written.iter().filter(|path| path.ends_with(".html"));
    assert!(
        pages.count() < 5,
        "an edit of a text is not the business of other pages: {written:?}"
    );
}

/// `Summe … (milliseconds) (percent) %`
fn row<'a>(report: &'a str, name: &str) -> Vec<&'a str> {
    let line = report.lines().find_map(|line| line.strip_prefix(name));
    line.unwrap_or_else(|| panic!("no row {name} in {report}"))
        .split_whitespace()
        .collect()
}

#[test]
fn the_profile_accounts_for_nearly_all_of_the_time() {
    let tree = Tree::repository();
    let said = tree.ozg(&["build", "--profil"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let share: f64 = row(&said.stdout, "Summe")[1].parse().unwrap();
    assert!((95.0..=100.5).contains(&share), "{}", said.stdout);
    let services = row(&said.stdout, "service.html");
    assert!(services[1].parse::<usize>().unwrap() > 10, "{}", said.stdout);
}

/// Whether nothing has changed since the last build is asked of what the program's file holds, not of its size and time.
#[cfg(unix)]
#[test]
fn the_program_is_told_by_its_content() {
    use std::io::Write;
    let tree = Tree::base();
    let program = tree.path().join("ozg");
    fs::copy(env!("CARGO_BIN_EXE_ozg"), &program).unwrap();
    let build = || {
        let status = std::process::Command::new(&program)
            .args(["build", "--stichtag", AS_OF, "--wurzel"])
            .arg(tree.path())
            .output()
            .unwrap()
            .status;
        assert!(status.success());
        let kept = files(&tree.path().join(".ozg")).into_iter();
        kept.filter(|(path, _)| !path.starts_with("bilder/"))
            .collect::<Vec<_>>()
    };
    let first = build();
    let open = || fs::OpenOptions::new().append(true).open(&program).unwrap();
    open().set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    assert!(build() == first, "a copy of the same program is the same program");
    open().write_all(b"x").unwrap();
    assert!(build() != first, "another program is another program");
}

/// A reader loads what a script does, and not what is said about it to those who write it.
#[test]
fn scripts_are_published_without_their_comments() {
    let tree = Tree::base();
    let theme = "// a\n/*! Licence */\nexport const a = `\n// text\n`;\n/** b */\nexport const b = 1;\n";
    tree.write("themes/amt/js/amt.js", theme);
    let settings = tree.read("content/portal.yaml");
    tree.write("content/portal.yaml", format!("{settings}thema: amt\n"));
    let scripts: BTreeMap<String, String> = files(&tree.build())
        .into_iter()
        .filter(|(path, _)| path.ends_with(".js"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect();
    assert!(scripts.len() > 4, "{:?}", scripts.keys());
    for (path, script) in scripts {
        if path.contains("/amt.") {
            let kept = "/*! Licence */\nexport const a = `\n// text\n`;\nexport const b = 1;\n";
            assert_eq!(script, kept);
            continue;
        }
        let comments: Vec<&str> = script
            .lines()
            .filter(|line| line.trim_start().starts_with("//") || line.trim_start().starts_with("* "))
            .collect();
        assert_eq!(comments, [""; 0], "{path}");
    }
}

/// Words that differ in nothing but case are one word of the index, and name what they lead to once.
#[test]
fn the_index_leads_to_each_target_once() {
    let tree = Tree::base();
    let service = tree.read("content/leistungen/wohngeld/leistung.yaml");
    let service = format!("{service}suchbegriffe: [Zebra, zebra, ZEBRA]\n");
    tree.write("content/leistungen/wohngeld/leistung.yaml", service);
    tree.build();
    let page = tree.read("public/a-z/z/index.html");
    assert_eq!(page.matches(">Zebra<").count(), 1, "{page}");
    let main = page.split("<main").nth(1).unwrap();
    assert_eq!(main.matches("/leistungen/wohngeld/").count(), 1, "{main}");
}

/// A page that is open while the portal is published anew still finds its styles and pieces, for a week.
/// Pages, feeds, tables and the pieces of the search: nothing that is taken back stays anywhere.
#[test]
fn what_is_taken_back_is_gone_with_the_next_build() {
    let tree = Tree::base();
    let path = "content/presse/2022-02-01-versehen.md";
    let text = |draft: &str| format!("---\ntitel: Vorgeprescht\ndatum: 2022-02-01\n{draft}---\nUnzeitiges.\n");
    let holds = |word: &str| {
        let all = files(&tree.path().join("public"));
        all.into_iter()
            .filter(|(_, bytes)| String::from_utf8_lossy(bytes).to_lowercase().contains(word))
            .map(|(path, _)| path)
            .collect::<Vec<_>>()
    };
    tree.write(path, text(""));
    tree.build();
    assert!(!holds("vorgeprescht").is_empty() && !holds("unzeitig").is_empty());
    tree.write(path, text("entwurf: true\n"));
    tree.build();
    assert_eq!((holds("vorgeprescht"), holds("unzeitig")), (vec![], vec![]));
}

#[test]
fn what_older_pages_ask_for_stays_for_a_week() {
    let tree = Tree::base();
    let style = |tree: &Tree| {
        let assets = files(&tree.path().join("public/assets"));
        let styles = assets
            .into_iter()
            .map(|(path, _)| path)
            .filter(|path| path.ends_with(".css"));
        styles.collect::<Vec<_>>()
    };
    tree.build();
    let first = style(&tree);
    assert_eq!(first.len(), 1);
    tree.write("themes/standard/css/99-neu.css", "main { margin: 0 }\n");
    tree.build();
    assert_eq!(style(&tree).len(), 2);
    // As if that had been eight days ago.
    let folder = tree.path().join(".ozg");
    let (list, text) = files(&folder)
        .into_iter()
        .find(|(path, _)| path.ends_with(".ausgelaufen"))
        .unwrap();
    let text = String::from_utf8(text).unwrap();
    let since: u64 = text.split(' ').next().unwrap().parse().unwrap();
    let earlier = text.replace(&since.to_string(), &(since - 8 * 86_400).to_string());
    fs::write(folder.join(list), earlier).unwrap();
    tree.write("themes/standard/css/99-neu.css", "main { margin: 1px }\n");
    tree.build();
    let last = style(&tree);
    assert_eq!(last.len(), 2, "the second and the third: {last:?}");
    assert!(!last.contains(&first[0]));
}
