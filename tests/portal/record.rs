//! Tables of what was tried in full, kept beside the tests: `OZG_TESTS_GRUENDLICH=1` tries all of it and writes the rows.

use std::fs;
use std::path::Path;

/// Whether everything is to be tried, and not only a part of it.
pub fn is_thorough() -> bool {
    std::env::var_os("OZG_TESTS_GRUENDLICH").is_some()
}

/// Writes a row of a table, where all was tried: in the place of the one that begins with the same cells, or at the end. The table is
/// the first one below a heading.
pub fn note(file: &str, heading: &str, begin: &[&str], rest: &str) {
    if is_thorough() {
        write(file, heading, begin, rest);
    }
}

fn write(file: &str, heading: &str, begin: &[&str], rest: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    // Tests run side by side, each in a process of its own.
    let lock = fs::File::open(&path).unwrap();
    lock.lock().unwrap();
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, with_row(&text, heading, begin, rest)).unwrap();
}

/// Insists that a row stands in a table, or writes it there with `OZG_TESTS_ERNEUERN=1`.
pub fn keep(file: &str, heading: &str, begin: &[&str], rest: &str) {
    if std::env::var_os("OZG_TESTS_ERNEUERN").is_some() {
        return write(file, heading, begin, rest);
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(path).unwrap();
    let row = format!("| {} | {rest} |", begin.join(" | "));
    assert!(text.lines().any(|line| line == row), "{file} does not say\n{row}");
}

fn with_row(text: &str, heading: &str, begin: &[&str], rest: &str) -> String {
    let begin = format!("| {} |", begin.join(" | "));
    let row = format!("{begin} {rest} |");
    let mut lines: Vec<&str> = text.lines().collect();
    let is_row = |line: &str| line.starts_with('|');
    let heading = lines
        .iter()
        .position(|line| line.trim_start_matches('#').trim() == heading);
    let heading = heading.expect("the heading of the table");
    let first = heading + lines[heading..].iter().position(|line| is_row(line)).expect("a table");
    let count = lines[first..].iter().take_while(|line| is_row(line)).count();
    let known = lines[first..first + count]
        .iter()
        .position(|line| line.starts_with(&begin));
    match known {
        Some(place) => lines[first + place] = &row,
        None => lines.insert(first + count, &row),
    }
    lines.join("\n") + "\n"
}

#[test]
fn a_row_takes_the_place_of_the_one_of_the_same_name() {
    let text = "# A\n\n| a | b |\n| --- | --- |\n| x | 1 |\n\n# B\n\n| a | b |\n| --- | --- |\n";
    let row = |text: &str, heading, name, value: &str| with_row(text, heading, &[name], value);
    let new = row(&row(&row(text, "A", "x", "2"), "B", "x", "3"), "A", "y", "4");
    assert_eq!(
        new,
        "# A\n\n| a | b |\n| --- | --- |\n| x | 2 |\n| y | 4 |\n\n# B\n\n| a | b |\n| --- | --- |\n| x | 3 |\n"
    );
}
