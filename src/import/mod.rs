//! What comes in from outside: the directory of authorities and who re-uses which service, from spreadsheets and from the
//! official directory of municipalities.
//!
//! Everything here is a function from texts to texts and a report. What is written, and that it is written whole or not
//! at all, is the command's business. A table that is there is edited and not written anew: a line that does not change
//! keeps its bytes.

pub mod directory;
mod edit;
mod references;
pub mod reuse;

pub use references::{Mention, mentions};

use crate::diagnostics::{self, Diagnostic};

/// The last look at what a merge made of a table: what the program could not read itself is not written.
fn sound(
    text: String,
    document: &Document,
    faults: fn(&str, &std::sync::Arc<str>) -> Vec<Diagnostic>,
) -> Result<String, Vec<Diagnostic>> {
    if text == document.text {
        return Ok(text);
    }
    let faults = faults(&text, &document.path);
    match diagnostics::has_errors(&faults) {
        true => Err(faults),
        false => Ok(text),
    }
}

/// `content/…` or the path as it was given, with the text of the file.
#[derive(Debug, Clone)]
pub struct Document {
    /// The path as messages name it.
    pub path: std::sync::Arc<str>,
    /// Its text.
    pub text: String,
}
