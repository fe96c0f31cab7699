//! The words of a text where they stand, without those in code.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::source::Source;
use crate::content::lines::Lines;

/// Words on one line, as they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What stands there.
    pub text: String,
    /// The line, counted from 1.
    pub line: u32,
    /// The first character on that line, counted from 1.
    pub column: u32,
}

/// All pieces of a text, in order.
pub fn pieces(markdown: &str) -> Vec<Piece> {
    let source = Source::new(markdown);
    let lines = Lines::of(&source.text, 1);
    let mut is_code = false;
    let pieces = source.events().filter_map(|(event, range)| {
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Text(_) if !is_code => {
                let (line, column) = lines.position(range.start);
                let text = source.text.get(range)?.to_owned();
                return Some(Piece { text, line, column });
            }
            _ => {}
        }
        None
    });
    pieces.collect()
}
