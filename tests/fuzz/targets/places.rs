//! What every report promises: each problem says where it is and what is to be done, and none does harm where it is shown.

use std::fs;
use std::path::Path;

use ozg::diagnostics::{At, Diagnostic, Excerpt, Format, Report};

/// Fails where a problem has no place, or one that is not in its file below a folder.
pub fn insist_on_sound(problems: &[Diagnostic], root: &Path) {
    insist_on_sound_in(problems, |path| fs::read(root.join(path)).ok());
}

/// The same for files that are read in another way.
pub fn insist_on_sound_in(problems: &[Diagnostic], read: impl Fn(&str) -> Option<Vec<u8>>) {
    for problem in problems {
        assert!(!problem.message.is_empty(), "{problem:?}");
        match (&problem.place.at, read(&problem.place.path)) {
            (At::File, _) => {}
            (At::Excerpt(excerpt), Some(bytes)) => insist_it_is_there(excerpt, &bytes, problem),
            // A file from outside is no part of the portal, and its line is told without what stands there.
            (At::Line(line), Some(bytes)) => {
                let lines = bytes.split(|byte| *byte == b'\n').count();
                assert!((1..=lines).contains(&(*line as usize)), "{problem:?}");
            }
            (at, _) => panic!("{at:?} was not found: {problem:?}"),
        }
    }
}

fn insist_it_is_there(excerpt: &Excerpt, bytes: &[u8], problem: &Diagnostic) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // A table of Windows: each byte is a letter, if not this one.
        Err(_) if problem.place.path.ends_with(".csv") => bytes.iter().map(|byte| char::from(*byte)).collect(),
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    };
    let is_other_encoding = std::str::from_utf8(bytes).is_err();
    let text = text.trim_start_matches('\u{feff}');
    let equal = text.replace("\r\n", "\n").replace('\r', "\n");
    let line = equal.split('\n').nth(excerpt.line as usize - 1);
    let line = line.unwrap_or_else(|| panic!("line {} is not in the file: {problem:?}", excerpt.line));
    let characters = line.chars().count();
    assert!(
        excerpt.column as usize <= characters + 1,
        "behind the line: {problem:?}"
    );
    let (start, end) = (
        excerpt.column as usize - 1,
        (excerpt.column + excerpt.length) as usize - 1,
    );
    assert!(end <= characters.max(start + 1), "beyond the line: {problem:?}");
    let there = line.chars().skip(excerpt.skipped as usize);
    // What nobody sees, and what is no character, is shown by a sign for it.
    let is_shown = |(shown, there): (char, char)| shown == there || shown == '\u{fffd}';
    let is_there = excerpt.shown().chars().zip(there).all(is_shown);
    assert!(
        is_there || is_other_encoding,
        "{line:?} says something else: {problem:?}"
    );
    let range = excerpt.range();
    assert!(
        excerpt.shown().get(range).is_some(),
        "not in what is shown: {problem:?}"
    );
}

/// Fails where a report cannot be made, or holds what does harm on a terminal or in the program that reads it.
pub fn insist_on_sound_reports(problems: &[Diagnostic]) {
    let report = |form: &str| {
        let form: Format = form.parse().expect("a form");
        let report = Report {
            problems,
            rules: &[],
            as_of: "2022-02-15",
        };
        form.render(report, false)
    };
    let text = report("text");
    let is_harmful = |c: char| c.is_control() && c != '\n';
    assert!(!text.contains(is_harmful), "control characters in {text:?}");
    for form in ["json", "gitlab", "sarif"] {
        let text = report(form);
        assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "{text}");
    }
    let commands = report("github");
    for line in commands.lines() {
        assert!(line.starts_with("::"), "no command: {line:?} in {commands:?}");
    }
    assert!(commands.lines().count() >= problems.len(), "{commands}");
}
