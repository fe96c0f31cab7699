//! A portal is published: whatever is broken off is completed by the next publication, and at no time a page that readers can
//! reach names what is not there.

mod gate;
mod imitation;
mod measured;
mod mishaps;
mod places;
mod readers;
mod servers;
mod stopped;
mod targets;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use ozg::publish::{About, Fault, Mover, Options, Outcome, SiteFile, publish};

use crate::harness::{Tree, files};
use imitation::{InMemory, Memory, is_sound};

/// A portal before and after an edit that adds a service, changes one and takes a page away.
struct Two {
    _tree: Tree,
    old: Vec<SiteFile>,
    new: Vec<SiteFile>,
}

impl Two {
    fn build() -> Self {
        let tree = Tree::base();
        let build = |name: &str| {
            let said = tree.ozg(&["build", "--ausgabe", tree.path().join(name).to_str().unwrap()]);
            assert_eq!(said.code, 0, "{}", said.stderr);
            site_files(&tree.path().join(name))
        };
        let old = build("alt");
        let text = tree.read("content/leistungen/wohngeld/text.md");
        tree.write(
            "content/leistungen/wohngeld/text.md",
            format!("{text}\nNachgetragen: Xylophon.\n"),
        );
        tree.write(
            "content/seiten/neu.md",
            "---\ntitel: Ganz neu\nmenue: fuss\n---\n\nText.\n",
        );
        let new = build("neu");
        Self { _tree: tree, old, new }
    }
}

fn site_files(folder: &Path) -> Vec<SiteFile> {
    let site_file = |(path, bytes): (String, Vec<u8>)| SiteFile {
        source: folder.join(&path),
        hash: xxhash_rust::xxh3::xxh3_128(&bytes),
        bytes: bytes.len() as u64,
        path,
    };
    files(folder).into_iter().map(site_file).collect()
}

fn options() -> Options {
    Options {
        about: About {
            base_url: "https://ozg.example.de".to_owned(),
            program: "ozg".to_owned(),
            commit: None,
            at: 1_000_000,
            by: "Test".to_owned(),
        },
        grace: 7 * 86_400,
        many_removals: false,
        read_anew: false,
        rehearsal: false,
        patience: Duration::ZERO,
    }
}

fn run<'a>(mover: &Mover, files: &'a [SiteFile]) -> Result<Outcome<'a>, Fault> {
    publish(mover, files, &options(), &|_| ())
}

fn in_memory(memory: &Memory) -> Mover {
    Mover::InPlace(Box::new(InMemory(memory.clone())))
}

/// What readers find, without what is kept for older pages.
fn shown(memory: &Memory, files: &[SiteFile]) -> BTreeMap<String, Vec<u8>> {
    let all = memory.files();
    let own = files.iter().filter_map(|file| all.get_key_value(&file.path));
    own.map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

fn expected(files: &[SiteFile]) -> BTreeMap<String, Vec<u8>> {
    files
        .iter()
        .map(|file| (file.path.clone(), fs::read(&file.source).unwrap()))
        .collect()
}

#[test]
fn a_publication_that_is_broken_off_anywhere_is_sound_and_completed_by_the_next() {
    let two = Two::build();
    let start = Memory::default();
    run(&in_memory(&start), &two.old).unwrap();
    assert_eq!(shown(&start, &two.old), expected(&two.old));
    let undisturbed = start.copy();
    let before = undisturbed.operations();
    run(&in_memory(&undisturbed), &two.new).unwrap();
    let operations = undisturbed.operations() - before;
    assert!(operations > 40, "{operations}");
    for n in 0..operations {
        let memory = start.copy();
        memory.fail_after(n);
        // The last operation gives the lock back: when it fails, all is published all the same.
        let is_done = run(&in_memory(&memory), &two.new).is_ok();
        assert_eq!(is_done, n + 1 == operations, "stopped before operation {n}");
        memory.heal();
        is_sound(&memory.files()).unwrap_or_else(|wrong| panic!("stopped before operation {n}: {wrong}"));
        // Whatever is published next is complete: what was begun, or what was there before.
        let back = memory.copy();
        run(&in_memory(&memory), &two.new).unwrap();
        assert_eq!(
            memory.everything(),
            undisturbed.everything(),
            "stopped before operation {n}"
        );
        run(&in_memory(&back), &two.old).unwrap();
        assert_eq!(
            shown(&back, &two.old),
            expected(&two.old),
            "stopped before operation {n}, and back"
        );
    }
}

#[test]
fn the_first_publication_is_sound_at_every_moment_too() {
    let two = Two::build();
    let undisturbed = Memory::default();
    run(&in_memory(&undisturbed), &two.old).unwrap();
    for n in (0..undisturbed.operations()).step_by(7) {
        let memory = Memory::default();
        memory.fail_after(n);
        let _ = run(&in_memory(&memory), &two.old);
        memory.heal();
        run(&in_memory(&memory), &two.old).unwrap();
        assert_eq!(
            memory.everything(),
            undisturbed.everything(),
            "stopped before operation {n}"
        );
    }
}

#[test]
fn nothing_is_written_where_nothing_changed() {
    let two = Two::build();
    let memory = Memory::default();
    run(&in_memory(&memory), &two.old).unwrap();
    let puts = memory.puts();
    let outcome = run(&in_memory(&memory), &two.old).unwrap();
    assert!(outcome.plan.is_empty());
    assert_eq!(memory.puts(), puts);
}

/// What is named after its content stays for those who have an older page open, and goes when its time is over.
#[test]
fn pieces_of_older_pages_stay_for_the_grace_period_and_go_then() {
    let two = Two::build();
    let memory = Memory::default();
    let mut many = two.old.clone();
    let extra = SiteFile {
        path: "assets/alt.0123456789abcdef.css".to_owned(),
        ..many[0].clone()
    };
    many.push(extra.clone());
    run(&in_memory(&memory), &many).unwrap();
    run(&in_memory(&memory), &two.old).unwrap();
    assert!(memory.files().contains_key(&extra.path));
    let later = |days: i64| {
        let mut options = options();
        options.about.at += days * 86_400;
        publish(&in_memory(&memory), &two.old, &options, &|_| ()).unwrap();
    };
    later(6);
    assert!(memory.files().contains_key(&extra.path));
    // Whoever can write to the target may write any time: the end of the period is no number then, and nothing goes early.
    let endless = memory.copy();
    let manifest = String::from_utf8(endless.book("stand.json").unwrap()).unwrap();
    let manifest = manifest.replace("\"seit\":1000000", &format!("\"seit\":{}", i64::MAX));
    assert!(manifest.contains(&i64::MAX.to_string()), "{manifest}");
    endless.set_book("stand.json", Some(manifest.into_bytes()));
    run(&in_memory(&endless), &two.old).unwrap();
    assert!(endless.files().contains_key(&extra.path));
    later(8);
    assert!(!memory.files().contains_key(&extra.path));
}

#[test]
fn what_is_not_to_be_trusted_is_refused_and_nothing_is_changed() {
    let two = Two::build();
    let start = Memory::default();
    run(&in_memory(&start), &two.old).unwrap();
    let manifest = start.book("stand.json").unwrap();
    let foreign = String::from_utf8(manifest.clone())
        .unwrap()
        .replace("ozg.example.de", "anderes.example.de");
    let older = String::from_utf8(manifest.clone())
        .unwrap()
        .replace("\"format\":1", "\"format\":0");
    let text = String::from_utf8(manifest.clone()).unwrap();
    let leading_out = |field: &str| {
        let mut manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
        let entry = serde_json::json!({ "hash": "0", "bytes": 1, "angaben": "", "seit": 0 });
        manifest[field]["../kostbar.txt"] = entry;
        Some(manifest.to_string().into_bytes())
    };
    let cases: [(Option<Vec<u8>>, &str); 6] = [
        (leading_out("dateien"), "ist beschädigt"),
        (leading_out("ausgelaufen"), "ist beschädigt"),
        (
            Some(foreign.into_bytes()),
            "am Ziel liegt ein anderes Portal (https://anderes.example.de)",
        ),
        (
            Some(older.into_bytes()),
            "hat die Form 0, dieses Programm kennt die Form 1",
        ),
        (Some(manifest[..manifest.len() / 2].to_vec()), "ist beschädigt"),
        (None, "aber kein Verzeichnis einer Veröffentlichung"),
    ];
    for (book, sentence) in cases {
        let memory = start.copy();
        memory.set_book("stand.json", book);
        let before = memory.everything();
        let fault = run(&in_memory(&memory), &two.new).unwrap_err().to_string();
        assert!(fault.contains(sentence) && fault.contains("--neu-einlesen"), "{fault}");
        assert_eq!(memory.everything(), before, "{sentence}");
        let anew = Options {
            read_anew: true,
            ..options()
        };
        publish(&in_memory(&memory), &two.new, &anew, &|_| ()).unwrap();
        assert_eq!(shown(&memory, &two.new), expected(&two.new), "{sentence}");
    }
}

/// What a publication that was broken off has touched is believed only as far as it can be.
#[test]
fn a_list_of_touched_files_that_leads_out_of_the_target_is_not_believed() {
    let two = Two::build();
    let memory = Memory::default();
    run(&in_memory(&memory), &two.old).unwrap();
    memory.set_book("vorhaben.json", Some(br#"["../kostbar.txt"]"#.to_vec()));
    let before = memory.everything();
    let fault = run(&in_memory(&memory), &two.new).unwrap_err().to_string();
    assert!(fault.contains("--neu-einlesen"), "{fault}");
    assert_eq!(memory.everything(), before);
}

/// Pieces of the search hold words that somebody may have taken back: they go at once.
#[test]
fn what_is_taken_back_is_in_no_piece_of_the_search() {
    let two = Two::build();
    let memory = Memory::default();
    run(&in_memory(&memory), &two.new).unwrap();
    // Words share beginnings with the word before them: this one has none to share.
    let holds = |memory: &Memory| {
        let files = memory.files();
        let pieces = files.iter().filter(|(path, _)| path.contains("suche/"));
        let with_word = pieces.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("xyloph"));
        with_word.count()
    };
    assert!(holds(&memory) > 0);
    run(&in_memory(&memory), &two.old).unwrap();
    assert_eq!(holds(&memory), 0);
}

#[test]
fn files_of_others_stay_unless_that_is_asked_for_twice() {
    let two = Two::build();
    let memory = Memory::default();
    memory.set_file("fremd.txt", b"von anderen");
    run(&in_memory(&memory), &two.old).unwrap_err();
    let anew = Options {
        read_anew: true,
        ..options()
    };
    let outcome = publish(&in_memory(&memory), &two.old, &anew, &|_| ()).unwrap();
    assert_eq!(outcome.plan.strangers, ["fremd.txt"]);
    assert!(memory.files().contains_key("fremd.txt"));
}

#[test]
fn a_portal_that_lost_its_content_is_not_published() {
    let two = Two::build();
    let memory = Memory::default();
    run(&in_memory(&memory), &two.old).unwrap();
    let few: Vec<SiteFile> = two
        .old
        .iter()
        .filter(|file| !file.path.starts_with("leistungen/"))
        .cloned()
        .collect();
    let before = memory.everything();
    let fault = run(&in_memory(&memory), &few).unwrap_err().to_string();
    assert!(
        fault.contains("mehr als ein Zehntel") && fault.contains("--viele-loeschungen"),
        "{fault}"
    );
    assert_eq!(memory.everything(), before);
    let asked = Options {
        many_removals: true,
        ..options()
    };
    publish(&in_memory(&memory), &few, &asked, &|_| ()).unwrap();
    assert_eq!(shown(&memory, &few), expected(&few));
}

#[test]
fn a_target_that_loses_what_is_written_is_found_out() {
    let two = Two::build();
    let memory = Memory::default();
    memory.lose("leistungen/wohngeld/index.html");
    let fault = run(&in_memory(&memory), &two.old).unwrap_err().to_string();
    assert!(
        fault.contains("nicht angekommen oder unvollständig, zuerst leistungen/wohngeld/index.html"),
        "{fault}"
    );
    memory.heal();
    run(&in_memory(&memory), &two.old).unwrap();
    assert_eq!(shown(&memory, &two.old), expected(&two.old));
}

/// Whose lock is renewed is respected, whatever the clocks of the two say; whose is not, was killed.
#[test]
fn two_publishers_do_not_get_into_each_others_way() {
    let two = Two::build();
    let memory = Memory::default();
    let lock = |renewed: u32| {
        format!("{{\"machine\":\"rechner-b\",\"process\":1,\"room\":\"x\",\"id\":\"b\",\"renewed\":{renewed}}}")
            .into_bytes()
    };
    memory.set_book("sperre-b.json", Some(lock(1)));
    let patient = Options {
        patience: Duration::from_secs(2),
        ..options()
    };
    let outcome = std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(500));
            memory.set_book("sperre-b.json", Some(lock(2)));
        });
        publish(&in_memory(&memory), &two.old, &patient, &|_| ()).map(drop)
    });
    let fault = outcome.unwrap_err().to_string();
    assert!(
        fault.contains("gerade veröffentlicht jemand anders") && fault.contains("rechner-b"),
        "{fault}"
    );
    assert!(memory.files().is_empty());
    publish(&in_memory(&memory), &two.old, &patient, &|_| ()).unwrap();
    let tickets: Vec<_> = memory
        .everything()
        .1
        .into_keys()
        .filter(|name| name.starts_with("sperre"))
        .collect();
    assert_eq!(tickets, Vec::<String>::new());
}

/// The order is what makes every beginning sound: a target that is written in another one is found out by the same test.
#[test]
fn the_test_of_soundness_can_fail() {
    let two = Two::build();
    let mut files: BTreeMap<String, Vec<u8>> = expected(&two.new);
    is_sound(&files).unwrap();
    files.retain(|path, _| !path.ends_with(".css"));
    assert!(is_sound(&files).unwrap_err().contains(".css"));
}
