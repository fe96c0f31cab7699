//! Front matter: a YAML record between two lines of `---` at the top of a Markdown file.

use crate::extent::{Slicing, Whole, quantity, span};

/// A Markdown file in its two parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    pub yaml: &'a str,
    /// Line of the file on which the YAML begins, counted from 1.
    pub yaml_first_line: u32,
    pub body: &'a str,
    /// Line of the file on which the body begins, counted from 1.
    pub body_first_line: u32,
}

/// Splits a file at its front matter; `None` if it has none, or if it is not closed.
pub(super) fn split(text: &str) -> Option<Parts<'_>> {
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut yaml_length = 0;
    for (number, line) in lines.enumerate() {
        if line.trim_end() == "---" {
            let yaml = text.part(span(opening.len(), yaml_length));
            let body = text.part(opening.len().plus(yaml_length).plus(line.len())..);
            return Some(Parts {
                yaml,
                yaml_first_line: 2,
                body,
                body_first_line: quantity(number).plus(3),
            });
        }
        yaml_length.raise(line.len());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_parts_know_their_lines() {
        let parts = split("---\ntitel: A\n---\n\nText\n").expect("front matter");
        assert_eq!((parts.yaml, parts.yaml_first_line), ("titel: A\n", 2));
        assert_eq!((parts.body, parts.body_first_line), ("\nText\n", 4));
    }

    #[test]
    fn windows_line_ends_do_not_matter() {
        let parts = split("---\r\ntitel: A\r\n---\r\nText").expect("front matter");
        assert_eq!((parts.yaml, parts.body), ("titel: A\r\n", "Text"));
    }

    #[test]
    fn open_or_missing_front_matter_is_none() {
        assert_eq!(split("---\ntitel: A\n"), None);
        assert_eq!(split("Text\n---\n"), None);
        assert_eq!(split(""), None);
    }
}
