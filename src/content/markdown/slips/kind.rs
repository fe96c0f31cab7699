//! The kinds of slips.

/// What a slip is about; each is a rule of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SlipKind {
    /// A link or picture shows as its brackets.
    Link,
    /// A heading shows its signs.
    Heading,
    /// What stands in braces has no effect.
    Attribute,
    /// A table shows as its dashes.
    Table,
    /// A list is none, or counts otherwise than it is written.
    List,
    /// A web or e-mail address is no link.
    Address,
    /// A head stands where none is read.
    FrontMatter,
    /// Asterisks and the like show, or vanish.
    Emphasis,
    /// A footnote lacks its text or its place.
    Footnote,
    /// HTML shows as its signs, or vanishes.
    Html,
    /// Lists, quotations or HTML stand in each other too deeply.
    Depth,
    /// A paragraph is set off by blanks and becomes code.
    Indent,
    /// A comment that is left open hides the rest of the text.
    OpenComment,
}
