//! What may stand in braces behind a heading: its anchor, and classes that the portal has a use for. Everything else
//! in braces is text.

use std::ops::Range;

use crate::extent::{Slicing, Whole};

/// Classes that a heading may have.
pub const CLASSES: [&str; 1] = ["visually-hidden"];

/// The attributes of a heading.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes<'a> {
    pub id: Option<&'a str>,
    pub classes: Vec<&'a str>,
    /// The byte of the text at which their brace opens.
    pub start: usize,
}

/// The attributes at the end of the heading in this range of a text; none where its braces say anything else.
pub(super) fn of_heading(text: &str, range: Range<usize>) -> Option<Attributes<'_>> {
    let (start, inside) = braces(text, range)?;
    let mut attributes = Attributes {
        start,
        ..Attributes::default()
    };
    for word in inside.split_ascii_whitespace() {
        if let Some(id) = word.strip_prefix('#').filter(|id| is_anchor(id)) {
            attributes.id = Some(id);
        } else {
            let class = word.strip_prefix('.')?;
            attributes
                .classes
                .push(CLASSES.into_iter().find(|known| *known == class)?);
        }
    }
    (attributes.id.is_some() || !attributes.classes.is_empty()).then_some(attributes)
}

/// The braces at the end of a heading: the byte at which they open, and what stands in them.
pub(super) fn braces(text: &str, range: Range<usize>) -> Option<(usize, &str)> {
    let first = range.start;
    let heading = text.get(range)?.trim_end();
    let title = if heading.starts_with('#') {
        heading.trim_end_matches('#').trim_end()
    } else {
        // The last line underlines the others.
        heading.rsplit_once('\n').map_or(heading, |(title, _)| title).trim_end()
    };
    let open = title.rfind('{')?;
    let inside = title.part(open.plus(1)..).strip_suffix('}')?;
    let is_escaped = title.part(..open).ends_with('\\');
    (!is_escaped && !inside.contains('\n')).then_some((first.plus(open), inside))
}

/// Letters, digits and what joins them.
fn is_anchor(id: &str) -> bool {
    !id.is_empty()
        && id
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(heading: &str) -> Option<(Option<&str>, Vec<&str>, usize)> {
        of_heading(heading, 0..heading.len()).map(|found| (found.id, found.classes, found.start))
    }

    #[test]
    fn anchors_and_known_classes_are_attributes() {
        assert_eq!(of("## Kosten {#kosten}\n"), Some((Some("kosten"), vec![], 10)));
        assert_eq!(of("## Kosten {#kosten} ##\n"), Some((Some("kosten"), vec![], 10)));
        assert_eq!(
            of("Kosten {.visually-hidden #k}\n---\n"),
            Some((Some("k"), vec!["visually-hidden"], 7))
        );
    }

    #[test]
    fn all_else_is_text() {
        for heading in [
            "## Lücken {name}",
            "## X {onclick=alert(1) style=color:red}",
            "## X {#a onclick=b}",
            "## X {.rot}",
            "## X \\{#a}",
            "## X {}",
            "## X `{#a}`",
        ] {
            assert_eq!(of(heading), None, "{heading}");
        }
    }
}
