//! What a gap of a template is filled with.

use crate::diagnostics::Diagnostic;
use crate::model::Event;

/// What a gap is filled with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Words within a sentence.
    Words(String),
    /// An address.
    Url(String),
    /// Paragraphs in Markdown, with links as they lead from a file.
    Block { markdown: String, path: String },
}

impl Value {
    /// Without any markup; paragraphs stay as they are.
    pub fn plain(self) -> String {
        match self {
            Self::Words(text) | Self::Url(text) | Self::Block { markdown: text, .. } => text,
        }
    }

    /// What an event is about, with links as they lead from its file; an event may have no text.
    pub fn text_of(event: &Event) -> Self {
        let text = event.text.as_ref();
        Self::Block {
            markdown: text.map(|text| text.markdown.to_string()).unwrap_or_default(),
            path: event.source.path.to_string(),
        }
    }
}

/// A value, or what is missing.
pub(super) type Found = Result<Value, Diagnostic>;

/// Words of a record are no markup: "15. März" at the beginning of a line is a date and not the item of a list.
pub(super) fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for character in words.chars() {
        let ends_a_number = matches!(character, '.' | ')') && escaped.bytes().all(|byte| byte.is_ascii_digit());
        let begins_a_list = matches!(character, '-' | '+') && escaped.is_empty();
        let is_markup = matches!(
            character,
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&'
        );
        if ends_a_number || begins_a_list || is_markup {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
