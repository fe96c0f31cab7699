//! What git tells: dates of files, and changes in the meaning of services. Each test makes a repository of its own.

use std::path::Path;
use std::process::Command;

use scraper::{ElementRef, Html, Selector};

use crate::harness::{AS_OF, Said, Tree, files, ozg};

const RECORD: &str = "content/leistungen/wohngeld/leistung.yaml";
const REUSE: &str = "content/leistungen/wohngeld/nachnutzung.csv";

/// `git` without anything of the user's own.
pub fn git(folder: &Path, day: &str, arguments: &[&str]) -> String {
    let date = format!("{day}T12:00:00+01:00");
    let output = Command::new("git")
        .current_dir(folder)
        .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_SYSTEM", "/dev/null")])
        .envs([("GIT_AUTHOR_DATE", &date), ("GIT_COMMITTER_DATE", &date)])
        .args(["-c", "user.name=Redaktion", "-c", "user.email=redaktion@example.org"])
        .args(["-c", "init.defaultBranch=main", "-c", "commit.gpgSign=false"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Commits whatever changed in a tree, on a day.
pub fn commit(tree: &Tree, day: &str) {
    git(tree.path(), day, &["add", "--all"]);
    git(tree.path(), day, &["commit", "--quiet", "--message", "Änderung"]);
}

/// The base portal in a repository, on its first day.
fn repository() -> Tree {
    let tree = Tree::base();
    start(&tree, "2021-12-01");
    tree
}

/// Makes a tree a repository, with all that is in it on its first day.
pub fn start(tree: &Tree, day: &str) {
    tree.write(".gitignore", "/public\n/.ozg\n");
    git(tree.path(), day, &["init", "--quiet"]);
    commit(tree, day);
}

fn clone(tree: &Tree, arguments: &[&str]) -> Tree {
    let copy = Tree::empty();
    let url = format!("file://{}", tree.path().display());
    let arguments = [&["clone", "--quiet"], arguments, &[&url, "."]].concat();
    git(copy.path(), "2022-02-15", &arguments);
    copy
}

/// `date | ministry | service: change; change` for each entry of the lists of changes on a page.
fn entries(tree: &Tree, path: &str) -> Vec<String> {
    let page = Html::parse_document(&tree.read(&format!("public/{path}index.html")));
    let text = |element: ElementRef| element.text().collect::<String>().trim().to_owned();
    let all = |element: ElementRef, selector: &str| -> Vec<String> {
        element.select(&Selector::parse(selector).unwrap()).map(text).collect()
    };
    page.select(&Selector::parse(".changes > .entry").unwrap())
        .map(|entry| {
            let meta = all(entry, ".entry__meta time, .entry__meta > span:not(.tag)").join(" | ");
            let title = all(entry, ".entry__title").concat();
            format!("{meta} | {title}: {}", all(entry, ".changes__list li").join("; "))
        })
        .collect()
}

/// The date in the foot of a page.
fn updated(tree: &Tree, path: &str) -> String {
    let page = Html::parse_document(&tree.read(&format!("public/{path}index.html")));
    let time = page.select(&Selector::parse(".page-foot time").unwrap()).next();
    time.and_then(|time| time.attr("datetime"))
        .unwrap_or_default()
        .to_owned()
}

/// A repository in which everything happens that is told.
fn eventful() -> Tree {
    let tree = repository();
    let record = tree
        .read(RECORD)
        .replace("geprueft_am: 2022-02-01", "geprueft_am: 2021-12-09");
    tree.write(
        RECORD,
        format!("{record}auskunft:\n  kosten: {{stand: unbekannt}}\n  naechste_schritte: [{{datum: 2022-Q1, titel: Schulung <1>}}]\n"),
    );
    commit(&tree, "2021-12-10");
    tree.replace(RECORD, "phase: pilotierung", "phase: rollout");
    tree.replace(RECORD, "{stand: unbekannt}", "{stand: bekannt, einfuehrung: 1200.50}");
    commit(&tree, "2022-01-10");
    // A record that was broken for a while was never shown.
    let good = tree.read(RECORD);
    tree.write(RECORD, "titel: [\n");
    commit(&tree, "2022-01-15");
    tree.write(RECORD, good.replace("2021-12-09", "2022-01-20"));
    tree.replace(RECORD, "titel: Schulung <1>", "titel: Schulung <1>, erledigt: true");
    commit(&tree, "2022-01-20");
    tree.write(REUSE, "ars;stand;seit;url;bemerkung\n990010000000;beendet;2022-01;;\n");
    commit(&tree, "2022-01-25");
    // Texts are no change of meaning.
    tree.write("content/leistungen/wohngeld/text.md", "Anders.\n");
    commit(&tree, "2022-01-28");
    // Prepared on a branch, seen on the day of the merge.
    git(tree.path(), "2022-01-29", &["switch", "--quiet", "--create", "entwurf"]);
    let second = "titel: Hundesteuer\nkurz: Anmelden.\nressort: mi\nthemenfeld: bauen-wohnen\nphase: vorbereitung\nbeispiel: true\n";
    tree.write("content/leistungen/hund/leistung.yaml", second);
    commit(&tree, "2022-01-29");
    git(tree.path(), "2022-02-01", &["switch", "--quiet", "main"]);
    git(
        tree.path(),
        "2022-02-01",
        &["merge", "--quiet", "--no-ff", "--no-edit", "entwurf"],
    );
    // The folder is renamed: the same service.
    git(
        tree.path(),
        "2022-02-02",
        &["mv", "content/leistungen/hund", "content/leistungen/hundesteuer"],
    );
    tree.replace(
        "content/leistungen/hundesteuer/leistung.yaml",
        "phase: vorbereitung",
        "phase: erstinformation",
    );
    commit(&tree, "2022-02-02");
    // Drafts and what is under embargo stay secret; the embargo ends on its day.
    tree.write(
        "content/leistungen/geheim/leistung.yaml",
        format!("{second}entwurf: true\n").replace("Hundesteuer", "Geheim"),
    );
    tree.write(
        "content/leistungen/frist/leistung.yaml",
        format!("{second}veroeffentlichen_ab: 2022-02-05\n").replace("Hundesteuer", "Frist"),
    );
    tree.write(
        "content/leistungen/spaeter/leistung.yaml",
        format!("{second}veroeffentlichen_ab: 2022-03-01\n").replace("Hundesteuer", "Später"),
    );
    tree.write(
        "content/leistungen/kurz/leistung.yaml",
        second.replace("Hundesteuer", "Kurz"),
    );
    commit(&tree, "2022-02-03");
    tree.remove("content/leistungen/kurz/leistung.yaml");
    commit(&tree, "2022-02-10");
    // After the reference date.
    tree.replace(RECORD, "phase: rollout", "phase: flaechendeckend");
    tree.write("content/seiten/impressum.md", "---\ntitel: Impressum\n---\n\nNeu\n");
    commit(&tree, "2022-02-16");
    tree
}

#[test]
fn exactly_what_changed_is_told() {
    let tree = eventful();
    tree.build();
    let told = [
        "10. Februar 2022 | MI | Kurz: Nicht mehr im Portal",
        "5. Februar 2022 | MI | Frist: Neu im Portal",
        "2. Februar 2022 | MI | Hundesteuer: Phase von Vorbereitung zu Erstinformation",
        "1. Februar 2022 | MI | Hundesteuer: Neu im Portal",
        "25. Januar 2022 | MI | Wohngeld: Eine Stelle nicht mehr live",
        "20. Januar 2022 | MI | Wohngeld: Schritt erledigt: Schulung <1>; Angaben bestätigt am 20. Januar 2022",
        "10. Januar 2022 | MI | Wohngeld: Phase von Pilotierung zu Rollout; Kosten jetzt bekannt; Kosten der Einführung: 1.200,50\u{a0}€",
        "10. Dezember 2021 | MI | Wohngeld: Kosten jetzt unbekannt; Neuer Schritt: Schulung <1> (1. Quartal 2022)",
    ];
    assert_eq!(entries(&tree, "aktuelles/"), told);
    assert_eq!(entries(&tree, "ressorts/mi/"), told);
    assert_eq!(entries(&tree, ""), told[..5]);
    assert_eq!(
        entries(&tree, "leistungen/hundesteuer/"),
        [
            "2. Februar 2022 | : Phase von Vorbereitung zu Erstinformation",
            "1. Februar 2022 | : Neu im Portal"
        ]
    );
    assert_eq!(entries(&tree, "leistungen/wohngeld/").len(), 4);
    assert!(tree.read("public/index.html").contains("href=\"/aktuelles/\""));
}

#[test]
fn pages_say_when_their_files_last_changed() {
    let tree = eventful();
    tree.build();
    // A confirmation counts more than a commit; a file that is newer than the reference date has no date.
    assert_eq!(updated(&tree, "leistungen/wohngeld/"), "2022-01-20");
    assert_eq!(updated(&tree, "leistungen/hundesteuer/"), "2022-02-02");
    assert_eq!(updated(&tree, "impressum/"), "");
    assert_eq!(updated(&tree, "termine/2022-03-01-auftakt/"), "2021-12-01");
    assert_eq!(updated(&tree, "ressorts/mi/"), "2021-12-01");
}

#[test]
fn a_folder_of_another_user_gives_no_dates_and_one_hint() {
    let tree = eventful();
    let run = |arguments: &[&str]| {
        let output = ozg()
            // git itself is tested with this.
            .env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
            .args(arguments)
            .args(["--stichtag", AS_OF, "--wurzel"])
            .arg(tree.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    run(&["build"]);
    let said = run(&["check", "--alle"]);
    assert_eq!(
        said.matches("Hinweis[git-fremd]: git öffnet die Geschichte der Inhalte nicht")
            .count(),
        1,
        "{said}"
    );
    let way_out = format!("`git config --global --add safe.directory {}`", tree.path().display());
    assert!(said.contains(&way_out), "{said}");
    assert_eq!(entries(&tree, "aktuelles/"), [] as [&str; 0]);
}

#[test]
fn a_shallow_clone_gives_no_dates_and_one_hint() {
    let source = eventful();
    let tree = clone(&source, &["--depth", "1"]);
    tree.build();
    let said = tree.ozg(&["check", "--alle"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let said = said.stdout + &said.stderr;
    assert_eq!(said.matches("git-flach").count(), 1, "{said}");
    let hint = "Hinweis[git-flach]: git hat nur einen Teil der Geschichte geladen, deshalb zeigt das Portal keine Änderungen und keine Daten der letzten Änderung\n\
        --> content/portal.yaml\n \
        = Hilfe: Laden Sie die ganze Geschichte: in GitLab CI mit der Variable GIT_DEPTH: 0, in GitHub Actions mit fetch-depth: 0 bei actions/checkout, am eigenen Rechner mit `git fetch --unshallow`.\n";
    assert!(said.contains(hint), "{said}");
    assert_eq!(entries(&tree, "aktuelles/"), [] as [&str; 0]);
    // What is not known leads on: to the next event and the latest release.
    let news = tree.read("public/aktuelles/index.html");
    assert!(news.contains("Noch keine Änderungen verzeichnet"));
    for next in ["/termine/2022-03-01-auftakt/", "/presse/2022-02-01-start/"] {
        assert!(news.contains(&format!("<a href=\"{next}\"")), "{news}");
    }
    assert_eq!(updated(&tree, "termine/2022-03-01-auftakt/"), "");
    // Fetching the rest is all that it takes.
    git(tree.path(), "2022-02-15", &["fetch", "--quiet", "--unshallow"]);
    let said = tree.ozg(&["build"]);
    assert!(!said.stderr.contains("git-flach"), "{}", said.stderr);
    assert_eq!(entries(&tree, "aktuelles/").len(), 8);
}

#[test]
fn two_clones_give_the_same_bytes() {
    let tree = eventful();
    let [first, second] = [clone(&tree, &[]), clone(&tree, &[])];
    assert_eq!(files(&first.build()), files(&second.build()));
    assert_eq!(entries(&first, "aktuelles/").len(), 8);
}

#[test]
fn without_git_or_without_commits_the_portal_works_as_well() {
    let outside = Tree::base();
    outside.build();
    assert_eq!(entries(&outside, "aktuelles/"), [] as [&str; 0]);
    assert_eq!(updated(&outside, "impressum/"), "");
    // The menu leads there all the same: the page says that nothing is known, and leads on.
    assert!(outside.read("public/index.html").contains("href=\"/aktuelles/\""));
    assert!(
        outside
            .read("public/aktuelles/index.html")
            .contains("Noch keine Änderungen verzeichnet")
    );
    let expected = files(&outside.path().join("public"));
    let empty = Tree::base();
    git(empty.path(), "2022-02-15", &["init", "--quiet"]);
    assert_eq!(files(&empty.build()), expected);
    // Content that a surrounding repository does not hold has no history, shallow or not.
    let ignored = clone(&repository(), &["--depth", "1"]);
    git(
        ignored.path(),
        "2022-02-15",
        &["rm", "-r", "--quiet", "--cached", "content"],
    );
    commit_index(&ignored);
    let said = ignored.ozg(&["build"]);
    assert!(!said.stderr.contains("git-flach"), "{}", said.stderr);
    assert_eq!(files(&ignored.path().join("public")), expected);
    let no_git = Tree::base();
    let said = ozg()
        .env("PATH", "")
        .args(["build", "--stichtag", AS_OF, "--wurzel"])
        .arg(no_git.path())
        .output();
    let said = Said::from(said.unwrap());
    assert_eq!((said.code, &*said.stderr), (0, ""));
    assert_eq!(files(&no_git.path().join("public")), expected);
}

fn commit_index(tree: &Tree) {
    git(
        tree.path(),
        "2022-02-15",
        &["commit", "--quiet", "--message", "Ohne Inhalte"],
    );
}

#[test]
fn settings_and_variables_of_a_user_change_nothing() {
    let tree = eventful();
    let expected = files(&tree.build());
    let settings = "[log]\n\tshowSignature = true\n\tshowRoot = false\n\tfollow = true\n\tdiffMerges = combined\n\tdate = relative\n[core]\n\tquotePath = true\n\tpager = false\n[color]\n\tui = always\n[diff]\n\trenames = copies\n\tnoprefix = true\n\texternal = false\n\torderFile = /gibt/es/nicht\n[i18n]\n\tlogOutputEncoding = UTF-16\n";
    tree.write(".git/user", settings);
    std::fs::remove_dir_all(tree.path().join("public")).unwrap();
    let said = ozg()
        .env("GIT_CONFIG_GLOBAL", tree.path().join(".git/user"))
        .env("GIT_DIR", "/nowhere")
        .env("GIT_EXTERNAL_DIFF", "false")
        .env("GIT_GLOB_PATHSPECS", "1")
        .env("GIT_ICASE_PATHSPECS", "1")
        .args(["build", "--stichtag", AS_OF, "--wurzel"])
        .arg(tree.path())
        .output();
    assert_eq!(Said::from(said.unwrap()).code, 0);
    assert_eq!(files(&tree.path().join("public")), expected);
}

/// What git cannot tell is not told, and that is said.
#[test]
fn a_damaged_repository_gives_no_dates_and_one_hint() {
    let tree = eventful();
    // The commit is there, and nothing that it is made of.
    let trees = Command::new("git")
        .arg("-C")
        .arg(tree.path())
        .args(["rev-parse", "HEAD^{tree}"])
        .output();
    let id = String::from_utf8(trees.unwrap().stdout).unwrap();
    let object = format!(".git/objects/{}/{}", &id[..2], id[2..].trim());
    tree.remove(&object);
    let said = tree.ozg(&["check", "--alle"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let said = said.stdout + &said.stderr;
    assert_eq!(said.matches("Hinweis[git-stumm]").count(), 1, "{said}");
}

/// However it is broken: what git calls no repository any more was one, and a machine without git cannot know.
#[test]
fn a_repository_that_git_does_not_open_is_told_and_a_new_one_is_not() {
    let told = |tree: &Tree, path: &str| {
        let said = ozg()
            .args(["check", "--alle", "--wurzel"])
            .arg(tree.path())
            .env("PATH", path)
            .output();
        let said = Said::from(said.unwrap());
        assert_eq!(said.code, 0, "{}", said.stderr);
        (said.stdout + &said.stderr).matches("Hinweis[git-stumm]").count()
    };
    let path = std::env::var("PATH").unwrap();
    for broken in [".git/objects", ".git/HEAD", ".git/refs"] {
        let tree = eventful();
        let broken = tree.path().join(broken);
        match broken.is_dir() {
            true => std::fs::remove_dir_all(broken).unwrap(),
            false => std::fs::remove_file(broken).unwrap(),
        }
        assert_eq!(told(&tree, &path), 1);
    }
    assert_eq!(told(&eventful(), "/nirgends"), 1);
    let tree = Tree::base();
    assert_eq!(told(&tree, &path), 0);
    git(tree.path(), "2021-12-01", &["init", "--quiet"]);
    assert_eq!(told(&tree, &path), 0);
}

#[test]
fn a_portal_in_a_folder_of_a_repository_has_its_history() {
    let tree = Tree::empty();
    for (path, bytes) in files(Tree::base().path()) {
        tree.write(&format!("portale/ml/{path}"), bytes);
    }
    git(tree.path(), "2021-12-01", &["init", "--quiet"]);
    commit(&tree, "2021-12-01");
    tree.replace(&format!("portale/ml/{RECORD}"), "phase: pilotierung", "phase: rollout");
    commit(&tree, "2022-01-10");
    let said = ozg()
        .args(["build", "--stichtag", AS_OF, "--wurzel"])
        .arg(tree.path().join("portale/ml"))
        .output();
    assert_eq!(Said::from(said.unwrap()).code, 0);
    let page = tree.read("portale/ml/public/aktuelles/index.html");
    assert!(page.contains("Phase von Pilotierung zu Rollout"), "{page}");
}

#[test]
fn the_feed_of_changes_tells_what_the_page_tells() {
    let tree = eventful();
    tree.build();
    let feed =
        |path: &str| -> serde_json::Value { serde_json::from_str(&tree.read(&format!("public/{path}"))).unwrap() };
    let told = entries(&tree, "aktuelles/");
    let changes = feed("feeds/aenderungen.json");
    let items = changes["items"].as_array().unwrap();
    assert_eq!(items.len(), told.len());
    let mut ids = std::collections::BTreeSet::new();
    for (item, told) in items.iter().zip(&told) {
        let (_, sentences) = told.split_once(": ").unwrap();
        assert_eq!(item["summary"], sentences, "{told}");
        assert!(ids.insert(item["id"].as_str().unwrap()), "{told}");
    }
    let atom = tree.read("public/feeds/aenderungen.atom");
    assert_eq!(atom.matches("<entry>").count(), told.len());
    let step = items
        .iter()
        .find(|item| item["date_published"] == "2022-01-20T00:00:00Z")
        .unwrap();
    assert_eq!(
        step["content_html"]
            .as_str()
            .unwrap()
            .matches("Schulung &lt;1&gt;")
            .count(),
        1,
        "{step}"
    );
    // The feed of a service has its changes among the rest.
    let own = feed("leistungen/wohngeld/feed.json");
    let own = own["items"].as_array().unwrap().iter();
    let own = own.filter(|item| item["tags"][0] == "Änderung").count();
    assert_eq!(own, entries(&tree, "leistungen/wohngeld/").len());
}

#[test]
fn a_change_that_happens_twice_on_a_day_has_two_ids_that_stay() {
    let tree = repository();
    let ids = |tree: &Tree| -> Vec<String> {
        tree.build();
        let feed: serde_json::Value = serde_json::from_str(&tree.read("public/feeds/aenderungen.json")).unwrap();
        let items = feed["items"].as_array().unwrap().iter();
        items.map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    };
    tree.replace(RECORD, "phase: pilotierung", "phase: rollout");
    commit(&tree, "2022-02-01");
    let first = ids(&tree);
    tree.replace(RECORD, "phase: rollout", "phase: pilotierung");
    commit(&tree, "2022-02-01");
    tree.replace(RECORD, "phase: pilotierung", "phase: rollout");
    commit(&tree, "2022-02-01");
    let all = ids(&tree);
    assert_eq!(all.len(), 3);
    assert_eq!(all[2], first[0]);
    assert!(all[0] != all[1] && all[1] != all[2] && all[0] != all[2], "{all:?}");
}

/// The figures of the start page as they were on the day of a quarter before, and are.
#[test]
fn the_start_page_says_what_its_figures_were_a_quarter_before() {
    let trends = |tree: &Tree| -> Vec<String> {
        let page = Html::parse_document(&std::fs::read_to_string(tree.build().join("index.html")).unwrap());
        let trends = Selector::parse(".figure-card__trend").unwrap();
        page.select(&trends).map(|trend| trend.text().collect()).collect()
    };
    let tree = Tree::base();
    tree.replace(RECORD, "geprueft_am: 2022-02-01", "geprueft_am: 2021-10-01");
    let record = tree.read(RECORD);
    let second = "content/leistungen/hundesteuer/leistung.yaml";
    tree.write(
        second,
        record
            .replace("Wohngeld", "Hundesteuer")
            .replace("geprueft_am: 2021-10-01\n", ""),
    );
    start(&tree, "2021-11-01");
    // What the record says today of that day is not what it said then.
    let released = "efa: {angebot: nachnutzbar}\nfreigabe: {stand: erteilt, am: 2021-06-01}\n";
    tree.write(
        RECORD,
        format!("{record}{released}auskunft:\n  nachnutzung_ab: 2021-06\n  sachstand: Es läuft.\n"),
    );
    tree.remove(second);
    commit(&tree, "2021-11-16");
    let change = "Am 15. November 2021: 0. Am 15. Februar 2022: 1.";
    let answers = "Am 15. November 2021: 0 von 10. Am 15. Februar 2022: 2 von 5.";
    let reviews = "Am 15. November 2021: 1 von 2. Am 15. Februar 2022: 1 von 1.";
    assert_eq!(trends(&tree), [change, answers, reviews]);

    // A history that begins later leaves the dates in the records, and no figure that has none.
    let young = Tree::base();
    young.write(RECORD, tree.read(RECORD));
    start(&young, "2021-11-16");
    assert_eq!(trends(&young), ["Am 15. November 2021: 1. Am 15. Februar 2022: 1."]);
}
