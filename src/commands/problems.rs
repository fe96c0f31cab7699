//! All problems of a state of the content, as `ozg check` and what stands behind its options ask for them.

use crate::content::Library;
use crate::diagnostics::Diagnostic;
use crate::model::Contents;
use crate::pipeline::{self, AsOf, Pipeline, Request};

/// The content and all its problems, those of rendering included.
pub(super) fn problems_of(library: &Library, as_of: AsOf) -> (Contents, Vec<Diagnostic>) {
    let request = Request {
        as_of,
        drafts: false,
        base_url: None,
        hidden: false,
    };
    let mut outcome = Pipeline::new(library, request).run();
    if let Some(published) = &outcome.published {
        outcome
            .problems
            .append(&mut pipeline::dry_run(published, library.root()));
        library.locate(&mut outcome.problems);
    }
    (outcome.contents, outcome.problems)
}
