//! From a library to a checked portal: the first half of every command.

use crate::checks;
use crate::content::Library;
use crate::diagnostics::Diagnostic;
use crate::model::{Audience, Contents, Day, Portal};

/// Puts the content together and checks it; the problems are sorted and located.
pub fn load(library: &Library, as_of: Day) -> (Contents, Vec<Diagnostic>) {
    let loaded = library.load();
    let mut problems = loaded.problems;
    problems.extend(checks::check(&Portal::new(&loaded.contents, as_of, Audience::Checks)));
    library.locate(&mut problems);
    (loaded.contents, problems)
}
