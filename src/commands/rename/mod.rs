//! `ozg umbenennen`: another name for what has files of its own, its former address, and everything that refers to it.
//!
//! It is done in a copy first. Who refers to the old name, the checks tell there; only when they find nothing more is
//! anything written.

mod references;
mod trial;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::environment::{self, EnvironmentError};
use super::problems::problems_of;
use super::report;
use crate::checks::former_address;
use crate::cli::{Global, RenameOptions};
use crate::content::Library;
use crate::content::edit::{self, Replacement, Version};
use crate::diagnostics::{did_you_mean, has_errors};
use crate::model::{Audience, EntityId, Files, NAMINGS, Portal};
use trial::Trial;

/// The entity as it is called, and as it will be.
struct Names {
    from: EntityId,
    to: EntityId,
}

pub(super) fn run(global: &Global, options: &RenameOptions) -> Result<ExitCode, EnvironmentError> {
    let as_of = environment::as_of(global)?;
    let root = environment::root(global)?;
    let library = Library::open(&root);
    let (contents, problems) = problems_of(&library, as_of);
    if has_errors(&problems) {
        return refused(
            "die Inhalte haben Fehler, deshalb ist nicht sicher zu erkennen, was auf den Inhalt verweist; beheben Sie sie zuerst (ozg check). Es wurde nichts geändert",
        );
    }
    let as_of = as_of.of(&contents);
    let portal = Portal::new(&contents, as_of, Audience::Checks);
    let names = names(&portal, options)?;
    let moves = library.moves(&names.from, &names.to);
    if let Some((_, taken)) = moves.iter().find(|(_, to)| fs::symlink_metadata(root.join(to)).is_ok()) {
        return refused(format!("{taken} gibt es schon; es wurde nichts geändert"));
    }
    let mut trial = Trial::start(&root, &moves).map_err(EnvironmentError::system("die Probe"))?;
    let record = portal.entity(&names.from).map(|entity| entity.source().path.clone());
    let former = former_address(&portal, &names.from, &names.from.address());
    if let (Some(path), Some((change, _))) = (record, former) {
        let (_, path) = moves
            .iter()
            .find(|(from, _)| *from == path)
            .cloned()
            .unwrap_or_default();
        trial.change(&path, &[change]).map_err(EnvironmentError::Refused)?;
    }
    references::follow(&mut trial, &names, as_of)?;

    tell(&names, &trial);
    if options.dry_run {
        report::line("Probe, es wurde nichts geändert.");
        return Ok(ExitCode::SUCCESS);
    }
    write(&root, &trial)?;
    let old = names.from.address();
    report::line(&format!(
        "Umbenannt. Prüfen Sie die Inhalte mit: ozg check. Frühere Adresse: {old}"
    ));
    Ok(ExitCode::SUCCESS)
}

fn refused<T>(why: impl Into<String>) -> Result<T, EnvironmentError> {
    Err(EnvironmentError::Refused(why.into()))
}

fn names(portal: &Portal, options: &RenameOptions) -> Result<Names, EnvironmentError> {
    let words = || NAMINGS.iter().map(|naming| naming.word);
    let (word, name) = options.from.split_once(':').unwrap_or(("", &options.from));
    let Some(naming) = NAMINGS.iter().find(|naming| naming.word == word) else {
        let known: Vec<&str> = words().collect();
        return refused(format!(
            "`{}` nennt keinen Inhalt; schreiben Sie ihn wie in einem Link, zum Beispiel leistung:wohngeld. Arten: {}",
            options.from,
            known.join(", ")
        ));
    };
    if let Files::Lists(lists) = naming.files {
        return refused(format!(
            "{} haben keine eigenen Dateien; ändern Sie die Kennung in {}",
            naming.nouns[1],
            lists.join(" oder ")
        ));
    }
    let id = |name: &str| (naming.id)(name).map_err(|error| EnvironmentError::Refused(error.to_string()));
    let (from, to) = (id(name)?, id(&options.to)?);
    if [&from, &to].iter().any(|id| matches!(id, EntityId::Chapter(..))) {
        return refused("ein Kapitel hat keine frühere Adresse; benennen Sie seine Datei um und die Links darauf");
    }
    if !portal.contains(&from) {
        let known: Vec<EntityId> = portal.entities().map(|entity| entity.entity_id()).collect();
        let known: Vec<_> = known
            .iter()
            .filter(|id| id.naming() == naming)
            .map(EntityId::name)
            .collect();
        let meant = did_you_mean(name, known.iter().map(AsRef::as_ref));
        let meant = meant.map_or_else(String::new, |meant| format!(". Meinten Sie `{word}:{meant}`?"));
        return refused(format!("`{word}:{name}` gibt es nicht{meant}"));
    }
    if portal.contains(&to) {
        return refused(format!(
            "`{word}:{}` gibt es schon; es wurde nichts geändert",
            options.to
        ));
    }
    Ok(Names { from, to })
}

fn tell(names: &Names, trial: &Trial) {
    for (from, to) in trial.moves() {
        report::line(&format!("{from} → {to}"));
    }
    for file in trial.changed() {
        report::difference(&file.path, &file.before, &file.after);
    }
    let others = trial.changed().filter(|file| file.is_of_others).count();
    let files = report::counted(others, "anderen Datei", "anderen Dateien");
    report::line(&format!(
        "{}: {} wird {}; Verweise in {files} folgen.",
        names.from.naming().nouns[0],
        names.from.name(),
        names.to.name()
    ));
}

/// Moves the files, then writes what changes in them and in others; what has been moved goes back where that fails.
fn write(root: &Path, trial: &Trial) -> Result<(), EnvironmentError> {
    trial
        .move_in(root)
        .map_err(EnvironmentError::system("beim Umbenennen"))?;
    let changed = trial.changed().map(|file| Replacement {
        path: file.path.as_str().into(),
        before: Version::of(&file.bytes_before),
        bytes: file.bytes.clone(),
    });
    let outcome = edit::replace_all(root, &changed.collect::<Vec<_>>());
    if outcome.is_err() {
        // What could be moved there can be moved back.
        let _ = trial.move_back(root);
    }
    Ok(outcome?)
}
