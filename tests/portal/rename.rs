//! What is renamed keeps its old address: the check tells what was forgotten, `ozg umbenennen` forgets nothing.

use std::collections::BTreeSet;

use crate::harness::{Tree, files};
use crate::history::{commit, git, start};

const EVENT: &str = "content/termine/2022-03-01-auftakt.md";

fn move_folder(tree: &Tree, from: &str, to: &str) {
    std::fs::rename(tree.path().join(from), tree.path().join(to)).unwrap();
}

/// The base portal without references to the service, so that its folder can be moved alone.
fn repository() -> Tree {
    let tree = Tree::base();
    for (path, bytes) in files(&tree.path().join("content")) {
        let text = String::from_utf8_lossy(&bytes).replace("leistung:wohngeld", "ressort:mi");
        tree.write(&format!("content/{path}"), text.replace("leistungen: [wohngeld]\n", ""));
    }
    start(&tree, "2021-12-01");
    tree
}

fn hints(tree: &Tree) -> String {
    let said = tree.ozg(&["check", "--alle"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let blocks = said.stderr.split("\n\n").filter(|block| block.contains("[umbenannt]"));
    blocks.collect::<Vec<_>>().join("\n\n").trim().to_owned()
}

const HINT: &str = "Hinweis[umbenannt]: das stand bisher unter /leistungen/wohngeld/; dort ist jetzt nichts mehr\n\
    --> content/leistungen/mietzuschuss/leistung.yaml\n = Hilfe: Damit von dort weitergeleitet wird, fügen Sie unter \
    `frueher` hinzu: `frueher: [/leistungen/wohngeld/]`";

#[test]
fn a_folder_that_was_renamed_is_told_before_and_after_the_commit() {
    let tree = repository();
    assert_eq!(hints(&tree), "");
    move_folder(&tree, "content/leistungen/wohngeld", "content/leistungen/mietzuschuss");
    assert_eq!(hints(&tree), HINT);
    commit(&tree, "2021-12-02");
    assert_eq!(hints(&tree), HINT);
    // It stays told when the file changes later, and through a second move the first address too.
    let record = "content/leistungen/mietzuschuss/leistung.yaml";
    tree.write(record, format!("{}# geprüft\n", tree.read(record)));
    commit(&tree, "2021-12-03");
    assert_eq!(hints(&tree), HINT);

    let mended = tree.ozg(&["check", "--reparieren"]);
    assert!(format!("{}{}", mended.stdout, mended.stderr).contains("Berichtigt: 1 Angabe in 1 Datei."));
    assert_eq!(hints(&tree), "");
    let redirect =
        String::from_utf8(std::fs::read(tree.build().join("leistungen/wohngeld/index.html")).unwrap()).unwrap();
    assert!(redirect.contains("/leistungen/mietzuschuss/"), "{redirect}");
}

/// An address is the same however it is written, and one that a question mark tells from others is another.
#[test]
fn former_addresses_are_compared_as_servers_see_them() {
    let tree = repository();
    move_folder(&tree, "content/leistungen/wohngeld", "content/leistungen/mietzuschuss");
    let record = "content/leistungen/mietzuschuss/leistung.yaml";
    let text = tree.read(record);
    for (written, is_told) in [
        ("/leistungen/w%6Fhngeld/", false),
        ("/leistungen/wohngeld", false),
        ("/leistungen/wohngeld?id=1", true),
        ("/leistungen/wohngelder/", true),
    ] {
        tree.write(record, format!("{text}frueher: [{written:?}]\n"));
        assert_eq!(!hints(&tree).is_empty(), is_told, "{written}");
    }
}

/// Programs follow no page that leads on: feeds and calendars are at the former address what they are at the new one.
#[test]
fn who_has_subscribed_to_something_that_is_renamed_still_gets_it() {
    let tree = with_references();
    let subscribed = |tree: &Tree, folder: &str| -> BTreeSet<String> {
        let all = files(&tree.build()).into_iter().map(|(path, _)| path);
        let below = all.filter_map(|path| path.strip_prefix(folder).map(str::to_owned));
        let is_file =
            |path: &String| [".atom", ".ics"].iter().any(|ending| path.ends_with(ending)) || path == "feed.json";
        below.filter(is_file).collect()
    };
    let before = subscribed(&tree, "leistungen/wohngeld/");
    assert!(
        before.contains("feed.atom") && before.contains("kalender.ics"),
        "{before:?}"
    );
    for (from, to) in [
        ("leistung:wohngeld", "mietzuschuss"),
        ("termin:2022-03-01-auftakt", "2022-03-01-start"),
        ("leitfaden:drei-schritte", "schritte"),
    ] {
        assert_eq!(tree.ozg(&["umbenennen", from, to]).code, 0);
    }
    assert_eq!(subscribed(&tree, "leistungen/wohngeld/"), before);
    let public = tree.build();
    let read =
        |path: &str| std::fs::read_to_string(public.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    for path in ["feed.atom", "feed.json", "kalender.ics"] {
        assert_eq!(
            read(&format!("leistungen/wohngeld/{path}")),
            read(&format!("leistungen/mietzuschuss/{path}"))
        );
    }
    assert_eq!(
        read("termine/2022-03-01-auftakt/termin.ics"),
        read("termine/2022-03-01-start/termin.ics")
    );
    for (former, now) in [
        ("en/leistungen/wohngeld/", "/en/leistungen/mietzuschuss/"),
        (
            "leitfaeden/drei-schritte/informieren/",
            "/leitfaeden/schritte/informieren/",
        ),
    ] {
        let page = read(&format!("{former}index.html"));
        assert!(page.contains(&format!("0; url={now}")), "{page}");
    }
    let sitemap = read("sitemap.xml");
    assert!(!sitemap.contains("wohngeld"), "{sitemap}");
}

#[test]
fn each_address_of_a_chain_is_told_once() {
    let tree = repository();
    move_folder(&tree, "content/leistungen/wohngeld", "content/leistungen/mietzuschuss");
    commit(&tree, "2021-12-02");
    move_folder(&tree, "content/leistungen/mietzuschuss", "content/leistungen/zuschuss");
    commit(&tree, "2021-12-03");
    let said = hints(&tree);
    assert_eq!(said.matches("[umbenannt]").count(), 2, "{said}");
    assert!(said.contains("/leistungen/wohngeld/;") && said.contains("/leistungen/mietzuschuss/;"));
}

#[test]
fn what_came_anew_or_was_never_seen_is_no_renaming() {
    let tree = repository();
    // The old address has a page again, and a draft had none.
    move_folder(&tree, EVENT, "content/termine/2022-03-01-start.md");
    tree.write(
        EVENT,
        "---\ntitel: Neu\nbeginn: 2022-03-01 10:00\nart: videokonferenz\n---\nText.\n",
    );
    assert_eq!(hints(&tree), "");
    let tree = repository();
    tree.write(
        "content/seiten/plan.md",
        "---\ntitel: Plan\nentwurf: true\n---\nText.\n",
    );
    commit(&tree, "2021-12-02");
    move_folder(&tree, "content/seiten/plan.md", "content/seiten/plaene.md");
    assert_eq!(hints(&tree), "");
}

/// Tables and chapters begin alike: that one goes and another comes with the same says nothing.
#[test]
fn what_only_begins_alike_is_not_renamed() {
    let tree = repository();
    for (kind, old, new) in [("leistung", "mueller", "meier"), ("leitfaden", "alt", "neu")] {
        let folder = if kind == "leistung" { "leistungen" } else { "leitfaeden" };
        let start = |name: &str| {
            assert_eq!(tree.ozg(&["neu", kind, name]).code, 0);
            let record = format!("content/{folder}/{name}/{kind}.yaml");
            let text = tree.read(&record).replace("entwurf: true\n", "beispiel: true\n");
            tree.write(&record, text);
            tree.write(
                &format!("content/{folder}/{name}/nachnutzung.csv"),
                "ars;stand;seit;url;bemerkung\n",
            );
        };
        start(old);
        commit(&tree, "2021-12-02");
        std::fs::remove_dir_all(tree.path().join(format!("content/{folder}/{old}"))).unwrap();
        start(new);
        for when in ["before", "after"] {
            let said = tree.ozg(&["check", "--alle"]).stderr;
            assert!(!said.contains("[umbenannt]"), "{kind}, {when} the commit: {said}");
            if when == "before" {
                commit(&tree, "2021-12-03");
            }
        }
    }
}

#[test]
fn a_service_that_changed_while_it_was_renamed_is_known_by_its_title() {
    let tree = repository();
    move_folder(&tree, "content/leistungen/wohngeld", "content/leistungen/mietzuschuss");
    for file in ["leistung.yaml", "text.md"] {
        let path = format!("content/leistungen/mietzuschuss/{file}");
        tree.write(&path, format!("{}\n", tree.read(&path)));
    }
    commit(&tree, "2021-12-02");
    assert_eq!(hints(&tree), HINT);
}

/// Everything that can refer to a service or ministry.
fn with_references() -> Tree {
    let tree = Tree::base();
    tree.write(
        EVENT,
        "---\ntitel: Auftakt\nbeginn: 2022-03-01 10:00\nart: videokonferenz\nressort: mi\nleistungen:\n  - wohngeld # die eine\n---\n\
         Zum [Wohngeld](leistung:wohngeld#kosten), [nochmal](leistung:wohngeld) und [anders][w].\n\n[w]: leistung:wohngeld\n\nDas Wort wohngeld bleibt.\n",
    );
    tree.write(
        "content/termine/2022-03-01-auftakt.en.md",
        "---\ntitel: Start\n---\nTo [the benefit](leistung:wohngeld).\n",
    );
    let text = "content/leistungen/wohngeld/text.md";
    tree.write(
        text,
        format!("{}\n## Kosten\n\n[Hier](leistung:wohngeld)\n", tree.read(text)),
    );
    let portal = "content/portal.yaml";
    tree.write(portal, format!("{}sprachen: [en]\n", tree.read(portal)));
    tree
}

#[test]
fn all_that_refers_to_a_service_follows() {
    let tree = with_references();
    assert_eq!(tree.ozg(&["check", "--nur-fehler"]).code, 0);
    let before = files(&tree.path().join("content"));
    let shown = tree.ozg(&["umbenennen", "leistung:wohngeld", "mietzuschuss", "--probe"]);
    assert_eq!(shown.code, 0, "{}", shown.stderr);
    assert_eq!(
        before,
        files(&tree.path().join("content")),
        "a rehearsal writes nothing"
    );

    let said = tree.ozg(&["umbenennen", "leistung:wohngeld", "mietzuschuss"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(!tree.path().join("content/leistungen/wohngeld").exists());
    let record = tree.read("content/leistungen/mietzuschuss/leistung.yaml");
    assert!(record.contains("/leistungen/wohngeld/"), "{record}");
    let event = tree.read(EVENT);
    assert!(event.contains("  - mietzuschuss # die eine\n"), "{event}");
    assert!(event.contains("(leistung:mietzuschuss#kosten)") && event.contains("[w]: leistung:mietzuschuss"));
    assert!(event.contains("Das Wort wohngeld bleibt."));
    assert!(
        tree.read("content/termine/2022-03-01-auftakt.en.md")
            .contains("(leistung:mietzuschuss)")
    );
    assert!(
        tree.read("content/leistungen/mietzuschuss/text.md")
            .contains("(leistung:mietzuschuss)")
    );
    let built = tree.build();
    assert!(
        built.join("leistungen/wohngeld/index.html").exists()
            && built.join("leistungen/mietzuschuss/index.html").exists()
    );
}

#[test]
fn ministries_texts_and_guides_can_be_renamed_too() {
    let tree = with_references();
    for (from, to, page) in [
        ("ressort:mi", "mik", "ressorts/mik"),
        (
            "termin:2022-03-01-auftakt",
            "2022-03-01-start",
            "termine/2022-03-01-start",
        ),
        ("leitfaden:drei-schritte", "schritte", "leitfaeden/schritte"),
        ("seite:impressum", "anbieter", "anbieter"),
    ] {
        let said = tree.ozg(&["umbenennen", from, to]);
        assert_eq!(said.code, 0, "{from}: {}", said.stderr);
        let built = tree.build();
        assert!(built.join(page).join("index.html").exists(), "{page}");
    }
    assert!(tree.path().join("content/termine/2022-03-01-start.en.md").exists());
    assert!(
        tree.read("content/leistungen/wohngeld/leistung.yaml")
            .contains("ressort: mik\n")
    );
}

/// Who has subscribed to a feed or a calendar gets nothing twice.
#[test]
fn what_is_renamed_keeps_its_ids() {
    let tree = with_references();
    let ids = |tree: &Tree| -> BTreeSet<String> {
        let all = files(&tree.build());
        let of_feeds = all
            .iter()
            .filter(|(path, _)| path.ends_with(".atom") || path.ends_with(".ics"));
        of_feeds
            .flat_map(|(_, bytes)| {
                let text = String::from_utf8_lossy(bytes).into_owned();
                // Before the first entry stands the id of the feed itself.
                let (_, entries) = text.split_once("<entry>").unwrap_or(("", ""));
                let of_entries = entries
                    .split("<id>")
                    .skip(1)
                    .map(|id| id.split('<').next().unwrap_or_default());
                let uids = text.lines().filter(|line| line.starts_with("UID:"));
                uids.chain(of_entries).map(str::to_owned).collect::<Vec<_>>()
            })
            .collect()
    };
    let before = ids(&tree);
    assert!(before.len() > 3, "{before:?}");
    for (from, to) in [
        ("leistung:wohngeld", "mietzuschuss"),
        ("termin:2022-03-01-auftakt", "2022-03-01-start"),
        ("presse:2022-02-01-start", "2022-02-01-beginn"),
        ("leistung:mietzuschuss", "zuschuss"),
    ] {
        assert_eq!(tree.ozg(&["umbenennen", from, to]).code, 0);
        assert_eq!(ids(&tree), before, "{from}");
    }
}

/// What nobody reads moves with its folder, and nothing is read through a link, wherever it leads.
#[cfg(unix)]
#[test]
fn a_folder_moves_with_all_that_is_in_it() {
    let tree = with_references();
    std::os::unix::fs::symlink("/proc", tree.path().join("content/seiten/verweis")).unwrap();
    tree.write("content/leistungen/wohngeld/Thumbs.db", "x");
    let said = tree.ozg(&["umbenennen", "leistung:wohngeld", "mietzuschuss"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(!tree.path().join("content/leistungen/wohngeld").exists());
    assert_eq!(tree.read("content/leistungen/mietzuschuss/Thumbs.db"), "x");
}

#[test]
fn what_cannot_be_renamed_is_refused_and_nothing_changes() {
    let tree = with_references();
    tree.write(
        "content/leistungen/bafoeg/leistung.yaml",
        tree.read("content/leistungen/wohngeld/leistung.yaml"),
    );
    let before = files(&tree.path().join("content"));
    for (arguments, why) in [
        (
            ["wohngeld", "neu"],
            "`wohngeld` nennt keinen Inhalt; schreiben Sie ihn wie in einem Link",
        ),
        (
            ["leistung:wohngled", "neu"],
            "`leistung:wohngled` gibt es nicht. Meinten Sie `leistung:wohngeld`?",
        ),
        (["leistung:wohngeld", "bafoeg"], "`leistung:bafoeg` gibt es schon"),
        (["leistung:wohngeld", "../weg"], "weg"),
        (["leistung:wohngeld", "Neu"], "Neu"),
        (["themenfeld:wohnen", "neu"], "Themenfelder haben keine eigenen Dateien"),
        (
            ["leitfaden:drei-schritte/informieren", "neu"],
            "ein Kapitel hat keine frühere Adresse",
        ),
    ] {
        let said = tree.ozg(&["umbenennen", arguments[0], arguments[1]]);
        assert_eq!(said.code, 2, "{arguments:?}: {}", said.stdout);
        assert!(said.stderr.contains(why), "{arguments:?}: {}", said.stderr);
        assert_eq!(before, files(&tree.path().join("content")));
    }
    tree.write("content/seiten/falsch.md", "---\ntitel:\n---\n");
    let said = tree.ozg(&["umbenennen", "leistung:wohngeld", "neu"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("die Inhalte haben Fehler"), "{}", said.stderr);
}

#[test]
fn git_is_not_needed_and_not_touched() {
    let tree = repository();
    let head = git(tree.path(), "2021-12-02", &["rev-parse", "HEAD"]);
    assert_eq!(tree.ozg(&["umbenennen", "leistung:wohngeld", "neu"]).code, 0);
    assert_eq!(hints(&tree), "");
    assert_eq!(git(tree.path(), "2021-12-02", &["rev-parse", "HEAD"]), head);
}
