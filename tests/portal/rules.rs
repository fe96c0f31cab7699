//! One list names every code, each has a test with its exact message, and the handbook explains them all.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ozg::checks;
use ozg::diagnostics::{RuleInfo, Severity};

use crate::harness::files;
use crate::messages;

/// What no case can show: it takes another user, or the network. Where they are tested instead is said here.
const WITHOUT_CASE: &[&str] = &[
    // The rights of a file mean nothing to the administrator, who runs many a test.
    "nicht-lesbar",
    // history.rs, with a shallow clone.
    "git-flach",
    // … and with a repository that is damaged.
    "git-stumm",
    // limits.rs: no file of a case can have such a name, or be a theme.
    "dateiname",
    "vorlage-ohne-ende",
    // history.rs, with a folder of another user.
    "git-fremd",
    // A programming error, if it ever shows.
    "suche",
    // rename.rs, with a repository of its own.
    "umbenannt",
    // photos.rs: the files of cases are small.
    "bild-zu-gross",
    // kit.rs: only `ozg paket` says so.
    "paket-ohne-vorlage",
    "paket-angabe-fehlt",
    "paket-schritt-passt-nicht",
    "paket-termin-passt-nicht",
    "paket-text-zu-lang",
    // field.rs: only `ozg check --streng` says so.
    "pflichtangabe-fehlt",
    "adresse-ist-platzhalter",
    "quelle-ohne-adresse",
    // external.rs, with a server of its own.
    "externer-link",
];

const HANDBOOK: &str = "content/leitfaeden/redaktionshandbuch/07-meldungen.md";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The reports of all cases, by the name of their file.
fn reports() -> BTreeMap<String, String> {
    let cases = files(&root().join("tests/portal/messages")).into_iter();
    cases
        .map(|(name, text)| (name, messages::parse(std::str::from_utf8(&text).unwrap()).expected))
        .collect()
}

/// Severity, code and text of every message of a report.
fn messages_of(report: &str) -> Vec<(&str, &str, &str)> {
    let blocks = report.split("\n\n");
    let parsed = blocks.filter_map(|block| {
        let (severity, rest) = block.trim_start().split_once('[')?;
        let (code, _) = rest.split_once("]: ")?;
        Some((severity, code, block.trim_matches('\n')))
    });
    parsed.collect()
}

#[test]
fn codes_are_unique_and_described() {
    let mut seen = BTreeSet::new();
    for rule in checks::rules() {
        let RuleInfo {
            code,
            title,
            reason,
            mend,
            ..
        } = rule.info;
        assert!(seen.insert(code), "{code} stands twice in the list");
        assert!(!title.is_empty() && !title.ends_with('.'), "{code}: {title}");
        for sentence in [reason, mend] {
            assert!(sentence.ends_with('.'), "{code}: {sentence}");
        }
    }
    assert!(seen.len() >= 30);
}

#[test]
fn every_code_in_the_sources_is_in_the_list() {
    let mut codes = BTreeSet::new();
    for (path, bytes) in files(&root().join("src")) {
        let text = String::from_utf8(bytes).unwrap();
        // What tests make up is no message.
        let text = text.split("#[cfg(test)]").next().unwrap();
        for start in ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::hint("] {
            for call in text.split(start).skip(1) {
                if let Some((code, _)) = call
                    .trim_start()
                    .strip_prefix('"')
                    .and_then(|rest| rest.split_once('"'))
                {
                    codes.insert(code.to_owned());
                } else {
                    let known = ["code_of(", "CODE,", "self.code,"]
                        .iter()
                        .any(|start| call.trim_start().starts_with(start));
                    assert!(known, "{path}: a code that this test cannot see: {:?}", &call[..20]);
                }
            }
        }
    }
    assert!(codes.len() > 30);
    for code in codes {
        assert!(
            checks::rule(&code).is_some(),
            "{code} is missing from the list of rules"
        );
    }
}

#[test]
fn every_rule_has_a_case_with_its_exact_message() {
    let reports = reports();
    let mut shown = BTreeSet::new();
    for (name, report) in &reports {
        for (severity, code, _) in messages_of(report) {
            let rule = checks::rule(code).unwrap_or_else(|| panic!("{name}: {code} is missing from the list of rules"));
            assert_eq!(severity, rule.severity.word(), "{name}: {code}");
            shown.insert(code);
        }
    }
    let missing = checks::rules()
        .map(|rule| rule.info.code)
        .filter(|code| !shown.contains(code));
    assert_eq!(missing.collect::<Vec<_>>(), WITHOUT_CASE);
}

/// With `OZG_TESTS_ERNEUERN=1` the chapter is written anew below its introduction.
#[test]
fn the_handbook_explains_every_message() {
    let path = root().join(HANDBOOK);
    let chapter = fs::read_to_string(&path).unwrap();
    let introduction = chapter.split("## Fehler {#fehler}").next().unwrap();
    let expected = format!("{introduction}{}", explained(&reports()));
    if chapter != expected && std::env::var_os("OZG_TESTS_ERNEUERN").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    assert!(chapter == expected, "{HANDBOOK} is not in step with the rules");
}

fn explained(reports: &BTreeMap<String, String>) -> String {
    let groups = [
        (Severity::Error, "Fehler", "fehler"),
        (Severity::Warning, "Warnungen", "warnungen"),
        (Severity::Hint, "Hinweise", "hinweise"),
    ];
    let mut text = String::new();
    for (severity, title, anchor) in groups {
        text += &format!("## {title} {{#{anchor}}}\n");
        let mut rules: Vec<&RuleInfo> = checks::rules().map(|rule| &rule.info).collect();
        rules.retain(|rule| rule.severity == severity);
        rules.sort_by_key(|rule| rule.code);
        for rule in rules {
            text += &section(rule, reports);
        }
        text += "\n";
    }
    text.trim_end().to_owned() + "\n"
}

fn section(rule: &RuleInfo, reports: &BTreeMap<String, String>) -> String {
    let RuleInfo {
        code,
        title,
        reason,
        mend,
        ..
    } = rule;
    let mut text =
        format!("\n### {title} {{#{code}}}\n\nKennnummer: `{code}`\n\n**Warum?** {reason}\n\n**Was tun?** {mend}\n");
    if let Some(example) = example(code, reports) {
        text += &format!("\nEin Beispiel:\n\n```text\n{example}\n```\n");
    }
    text
}

/// The report of the case that is named after the code, or else of the first that shows it.
fn example<'a>(code: &str, reports: &'a BTreeMap<String, String>) -> Option<&'a str> {
    let own = format!("{code}.md");
    let first = reports.get_key_value(&own).into_iter().chain(reports);
    let mut found = first.flat_map(|(_, report)| messages_of(report));
    found.find(|(_, shown, _)| *shown == code).map(|(_, _, block)| block)
}

#[test]
fn the_schemas_of_others_are_named_with_their_origin() {
    let readme = fs::read_to_string(root().join("tests/portal/schemas/README.md")).unwrap();
    for (path, _) in files(Path::new(&root().join("tests/portal/schemas"))) {
        assert!(path == "README.md" || readme.contains(&path), "{path}");
    }
}
