//! What to write instead, where that is certain.

use std::ops::Range;

/// A change of the file that a problem is in. `content::edit` carries it out: what it does not name keeps its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The value of a field, as a path such as `/auskunft/kosten/stand`, becomes another one. A field that is not there is
    /// added behind the last one of its record; an entry of a list at its end.
    Set {
        /// The path, as in [`super::At::Field`].
        field: String,
        /// What it says from now on.
        value: NewValue,
    },
    /// A field goes, with its value.
    Remove {
        /// The path, as in [`super::At::Field`].
        field: String,
    },
    /// A field gets another name and keeps its value.
    Rename {
        /// The path, as in [`super::At::Field`].
        field: String,
        /// The new name.
        name: String,
    },
    /// A cell of a CSV table says something else.
    Cell {
        /// The line in which its row begins, counted from 1.
        line: u32,
        /// The name of its column.
        column: String,
        /// What it says from now on, not quoted.
        text: String,
    },
    /// A piece of the file becomes another one.
    Text {
        /// Bytes of the file's text as it is read: UTF-8, without byte order mark.
        range: Range<usize>,
        /// What stands there from now on.
        text: String,
    },
    /// A piece of a line becomes another one, if it stands exactly there.
    Words {
        /// The line of the file, counted from 1.
        line: u32,
        /// The first character on that line, counted from 1.
        column: u32,
        /// What stands there.
        before: String,
        /// What stands there from now on.
        after: String,
    },
    /// A piece of the text that is the value of a field becomes another one, if the file has it as the text says it.
    Within {
        /// The path, as in [`super::At::Field`].
        field: String,
        /// Where the piece begins in the text, in bytes.
        at: usize,
        /// What stands there.
        before: String,
        /// What stands there from now on.
        after: String,
    },
    /// The file as a whole is written another way.
    File(Rewriting),
}

/// What a field can become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewValue {
    /// A text, quoted as the one before it, or as it has to be.
    Text(String),
    /// A number, `true` or `false`, to be written exactly so and without quotation marks: `12.50`.
    Literal(String),
    /// A list or a record.
    Data(serde_json::Value),
}

/// What can be done to a file as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rewriting {
    /// From Windows-1252 or UTF-16 to UTF-8.
    Encoding,
    /// The byte order mark goes.
    ByteOrderMark,
    /// Characters that nobody sees and that turn or break the text go.
    Unseen,
    /// All lines end as the first one does; a single carriage return is a line end, too.
    LineEnds,
}

/// The changes that mend a problem; they are made together or not at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair(pub Vec<Change>);

impl Repair {
    /// The value of a field becomes another text.
    pub fn text(field: impl Into<String>, text: impl Into<String>) -> Self {
        Self::value(field, NewValue::Text(text.into()))
    }

    /// The value of a field becomes a number, `true` or `false`.
    pub fn literal(field: impl Into<String>, literal: impl Into<String>) -> Self {
        Self::value(field, NewValue::Literal(literal.into()))
    }

    fn value(field: impl Into<String>, value: NewValue) -> Self {
        let field = field.into();
        Change::Set { field, value }.into()
    }

    /// A cell of a table says something else.
    pub fn cell(line: u32, column: impl Into<String>, text: impl Into<String>) -> Self {
        let (column, text) = (column.into(), text.into());
        Change::Cell { line, column, text }.into()
    }

    /// A piece of the file's text becomes another one.
    pub fn piece(range: Range<usize>, text: impl Into<String>) -> Self {
        let text = text.into();
        Change::Text { range, text }.into()
    }
}

impl From<Change> for Repair {
    fn from(change: Change) -> Self {
        Self(vec![change])
    }
}

impl From<Rewriting> for Repair {
    fn from(rewriting: Rewriting) -> Self {
        Change::File(rewriting).into()
    }
}
