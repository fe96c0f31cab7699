//! What a change does to a file, as people read it: unified, with the lines around it.

use similar::{ChangeTag, TextDiff};

use crate::extent::Whole;

const RED: &str = "\u{1b}[31m";
const GREEN: &str = "\u{1b}[32m";
const BOLD: &str = "\u{1b}[1m";
const RESET: &str = "\u{1b}[0m";

/// The difference between two states of a file. Line ends do not show: that they differ is said.
pub fn render_difference(path: &str, before: &str, after: &str, colours: bool) -> String {
    let paint = |colour: &str, text: &str| match colours {
        true => format!("{colour}{text}{RESET}\n"),
        false => format!("{text}\n"),
    };
    let mut result = paint(BOLD, &format!("Änderung in {path}"));
    let (old, new) = (without_mark(before), without_mark(after));
    let difference = TextDiff::from_lines(old, new);
    for group in difference.grouped_ops(2) {
        let first = group.first().map_or(0, |operation| operation.old_range().start);
        let shown = group.iter().flat_map(|operation| difference.iter_changes(operation));
        let lines: Vec<(ChangeTag, &str)> = shown
            .map(|change| (change.tag(), change.value().trim_end_matches(['\r', '\n'])))
            .collect();
        if are_line_ends_alone(&lines) {
            continue;
        }
        result += &format!("@@ Zeile {} @@\n", first.plus(1));
        for (tag, line) in lines {
            let line = super::visible(line);
            result += &match tag {
                ChangeTag::Delete => paint(RED, &format!("-{line}")),
                ChangeTag::Insert => paint(GREEN, &format!("+{line}")),
                ChangeTag::Equal => format!(" {line}\n"),
            };
        }
    }
    if before.len().minus(old.len()) != after.len().minus(new.len()) {
        result += "Die unsichtbare Marke am Anfang der Datei (BOM) wird entfernt.\n";
    }
    if line_ends(before) != line_ends(after) {
        result += "Die Zeilenenden werden vereinheitlicht.\n";
    }
    result + "\n"
}

/// A text without the marks in front of it, which nobody sees.
fn without_mark(text: &str) -> &str {
    text.trim_start_matches('\u{feff}')
}

fn are_line_ends_alone(lines: &[(ChangeTag, &str)]) -> bool {
    let of = |wanted: ChangeTag| {
        lines
            .iter()
            .filter(move |(tag, _)| *tag == wanted)
            .map(|(_, line)| *line)
    };
    of(ChangeTag::Delete).eq(of(ChangeTag::Insert))
}

/// Whether a text has lines that end with `\r\n`, with `\n` and with `\r`.
fn line_ends(text: &str) -> [bool; 3] {
    let windows = text.matches("\r\n").count();
    let (unix, old) = (text.matches('\n').count(), text.matches('\r').count());
    [windows > 0, unix > windows, old > windows]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_around_a_change_are_shown() {
        let before = "a\nb\nc\nd\ne\nf\ng\n";
        let after = "a\nb\nc\nD\ne\nf\ng\n";
        assert_eq!(
            render_difference("x", before, after, false),
            "Änderung in x\n@@ Zeile 2 @@\n b\n c\n-d\n+D\n e\n f\n\n"
        );
        assert!(render_difference("x", before, after, true).contains("\u{1b}[31m-d\u{1b}[0m\n\u{1b}[32m+D\u{1b}[0m\n"));
    }

    #[test]
    fn a_mark_is_told_only_where_it_goes() {
        let told = "Änderung in x\nDie unsichtbare Marke am Anfang der Datei (BOM) wird entfernt.\n\n";
        assert_eq!(render_difference("x", "\u{feff}a\n", "a\n", false), told);
        let changed = "Änderung in x\n@@ Zeile 1 @@\n-a\n+b\n\n";
        assert_eq!(render_difference("x", "\u{feff}a\n", "\u{feff}b\n", false), changed);
    }

    #[test]
    fn line_ends_are_told_and_not_shown() {
        let told = "Änderung in x\nDie Zeilenenden werden vereinheitlicht.\n\n";
        assert_eq!(render_difference("x", "a\r\nb\n", "a\r\nb\r\n", false), told);
    }
}
