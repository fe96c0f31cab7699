//! `ozg check --seit`: what a change brings in.

use std::path::Path;

use super::environment::EnvironmentError;
use super::problems::problems_of;
use crate::content::{self, Library};
use crate::diagnostics::{self, Diagnostic};
use crate::model::Day;
use crate::pipeline::AsOf;

/// Leaves the problems that the files of a commit did not have. Dates that have passed since are not brought in: both
/// states are looked at on the same day.
pub(super) fn brought_in(
    root: &Path,
    reference: &str,
    as_of: Day,
    problems: Vec<Diagnostic>,
) -> Result<Vec<Diagnostic>, EnvironmentError> {
    let folder = tempfile::tempdir().map_err(EnvironmentError::system("der frühere Stand"))?;
    content::snapshot(root, reference, folder.path())?;
    let earlier = Library::open_with_past(folder.path(), root);
    let (_, before) = problems_of(&earlier, AsOf::Asked(as_of));
    Ok(diagnostics::brought_in(problems, &before))
}
