//! The dialect of Markdown, as its parser knows it.

use pulldown_cmark::{OffsetIter, Options, Parser};

/// The dialect: CommonMark with what GitHub and editors know. Attributes of headings are our own ([`super::attributes`]).
const DIALECT: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// The parser itself.
pub(super) fn parser(text: &str) -> OffsetIter<'_> {
    Parser::new_ext(text, DIALECT).into_offset_iter()
}
