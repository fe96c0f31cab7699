//! `ozg check --reparieren`: writes what is certain.

use std::path::Path;

use super::environment::EnvironmentError;
use super::problems::problems_of;
use super::report;
use crate::content::Library;
use crate::content::edit::{self, Replacement};
use crate::extent::Whole;
use crate::pipeline::AsOf;

/// What is mended may bring to light what else can be: a file that was in another encoding says more afterwards.
const MOST_ROUNDS: usize = 5;

/// Shows what each repair changes and writes it: all files of a round, or none.
pub(super) fn run(root: &Path, as_of: AsOf, dry_run: bool) -> Result<(), EnvironmentError> {
    let (mut problems_mended, mut files_mended) = (0, 0);
    for _ in 0..MOST_ROUNDS {
        let (_, problems) = problems_of(&Library::open(root), as_of);
        let mended = edit::repairs(root, &problems);
        if mended.is_empty() {
            break;
        }
        for file in &mended {
            report::difference(&file.replacement.path, &file.before, &file.after);
        }
        problems_mended.raise(mended.iter().map(|file| file.count).sum::<usize>());
        files_mended.raise(mended.len());
        if dry_run {
            break;
        }
        let files: Vec<Replacement> = mended.into_iter().map(|file| file.replacement).collect();
        edit::replace_all(root, &files)?;
    }
    let places = report::counted(problems_mended, "Angabe", "Angaben");
    let files = report::counted(files_mended, "Datei", "Dateien");
    report::line(&match (problems_mended, dry_run) {
        (0, _) => "Es gibt nichts, das sich sicher berichtigen lässt.".to_owned(),
        (_, true) => format!("Probe, es wurde nichts geschrieben. Zu berichtigen: {places} in {files}."),
        (_, false) => format!("Berichtigt: {places} in {files}."),
    });
    Ok(())
}
