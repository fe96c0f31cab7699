//! `ozg neu`: starts new content, and never touches what is there.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::environment::{self, EnvironmentError};
use super::report;
use crate::cli::{Global, New};
use crate::content::Library;
use crate::content::edit::{self, Replacement, Version};
use crate::diagnostics::did_you_mean;
use crate::disk;
use crate::model::{Audience, AuthorityId, Contents, Day, MinistryId, Portal, RegionalKey, ServiceId, TopicId};
use crate::pipeline::AsOf;
use crate::scaffold::{self, Draft, DraftContext, NewPortal, NewService, Unappendable};

pub(super) fn run(global: &Global, what: New) -> Result<ExitCode, EnvironmentError> {
    let as_of = environment::as_of(global)?;
    if let New::Portal {
        folder,
        state,
        abbreviation,
    } = what
    {
        let today = as_of.of(&Contents::default());
        return start_portal(&folder, &NewPortal { state, abbreviation }, today);
    }
    let root = environment::root(global)?;
    let place = Place::look(&root, as_of);
    let as_of = place.portal.as_of;
    let drafts = match what {
        New::Service {
            id,
            title,
            ministry,
            topic,
        } => scaffold::service(&place.service(id, title, ministry, topic)?, as_of),
        New::Text(new) => scaffold::text(&new.0, &place.context()),
        New::Guide { id, title } => scaffold::guide(&id, title.as_deref(), as_of),
        New::Ministry { id, title } => scaffold::ministry(&id, title.as_deref(), &place.context()),
        New::Template {
            step,
            instrument,
            title,
        } => scaffold::template(step, instrument, title.as_deref(), as_of),
        New::Authority { id, title } => return place.append_authority(&id, title.as_deref()),
        New::Portal { .. } => Vec::new(),
    };
    create(&root, &drafts)?;
    drafts
        .iter()
        .for_each(|draft| report::line(&format!("Angelegt: {}", draft.path)));
    report::line("Füllen Sie die Felder aus und prüfen Sie die Inhalte mit: ozg check");
    Ok(ExitCode::SUCCESS)
}

fn start_portal(folder: &Path, new: &NewPortal, as_of: Day) -> Result<ExitCode, EnvironmentError> {
    let drafts = scaffold::portal(new, as_of).map_err(|error| EnvironmentError::Refused(error.to_string()))?;
    create(folder, &drafts)?;
    report::line(&format!(
        "Ein neues Portal mit {} liegt in {}.",
        report::counted(drafts.len(), "Datei", "Dateien"),
        folder.display()
    ));
    report::line("Wie es weitergeht, steht dort in README.md. Ansehen: ozg serve, in diesem Ordner.");
    Ok(ExitCode::SUCCESS)
}

/// The portal as it is, for new content to fit in.
struct Place {
    root: PathBuf,
    portal: Portal,
}

impl Place {
    /// Reads the portal; what is wrong with it is no reason not to start something new.
    fn look(root: &Path, as_of: AsOf) -> Self {
        let contents = Library::open(root).load().contents;
        Self {
            root: root.to_path_buf(),
            portal: Portal::new(&contents, as_of.of(&contents), Audience::Checks),
        }
    }

    fn context(&self) -> DraftContext {
        DraftContext {
            as_of: self.portal.as_of,
            ministry: self.portal.ministries.keys().next().cloned(),
            topic: self.portal.topics.keys().next().cloned(),
            service: self.portal.services.keys().next().cloned(),
        }
    }

    fn service(
        &self,
        id: ServiceId,
        title: Option<String>,
        ministry: Option<MinistryId>,
        topic: Option<TopicId>,
    ) -> Result<NewService, EnvironmentError> {
        let ministries = self.portal.ministries.keys();
        let topics = self.portal.topics.keys();
        Ok(NewService {
            id,
            title,
            is_ministry_chosen: ministry.is_some(),
            is_topic_chosen: topic.is_some(),
            ministry: known(
                ministry,
                ministries,
                MinistryId::as_str,
                "Ressort",
                "Legen Sie es mit `ozg neu ressort` an.",
            )?,
            topic: known(
                topic,
                topics,
                TopicId::as_str,
                "Themenfeld",
                "Tragen Sie es in content/themenfelder.yaml ein.",
            )?,
            is_sample: false,
        })
    }

    fn append_authority(&self, id: &AuthorityId, name: Option<&str>) -> Result<ExitCode, EnvironmentError> {
        let path = "content/stellen/weitere.yaml";
        if id.as_str().parse::<RegionalKey>().is_ok() {
            let message = format!(
                "`{id}` ist ein Regionalschlüssel; Gebietskörperschaften stehen in content/stellen/gebietskoerperschaften.csv"
            );
            return Err(EnvironmentError::Refused(message));
        }
        let file = self.root.join(path);
        let existing = match fs::read_to_string(&file) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(EnvironmentError::system(path)(error)),
        };
        let text = existing.as_deref().unwrap_or_default();
        let text = scaffold::authority_appended(text, id, name, self.portal.as_of).map_err(|reason| {
            EnvironmentError::Refused(match reason {
                Unappendable::Exists => format!("die Stelle `{id}` gibt es schon in {path}; es wurde nichts geändert"),
                Unappendable::Unreadable => {
                    format!("an {path} lässt sich nichts anfügen, die Datei ist fehlerhaft oder anders aufgebaut; prüfen Sie sie mit ozg check")
                }
            })
        })?;
        let before = existing
            .as_ref()
            .map_or(Version::MISSING, |text| Version::of(text.as_bytes()));
        let replacement = Replacement {
            path: path.into(),
            before,
            bytes: text.into_bytes(),
        };
        edit::replace_all(&self.root, &[replacement])?;
        report::line(&format!("Am Ende von {path} steht nun die Stelle `{id}`."));
        report::line("Füllen Sie die Felder aus und prüfen Sie die Inhalte mit: ozg check");
        Ok(ExitCode::SUCCESS)
    }
}

/// What was asked for if it is there, the first of all if nothing was.
fn known<'a, T: Clone + Eq + std::fmt::Display + 'a>(
    wanted: Option<T>,
    mut there: impl Iterator<Item = &'a T> + Clone,
    name: fn(&T) -> &str,
    kind: &str,
    help: &str,
) -> Result<T, EnvironmentError> {
    let Some(wanted) = wanted else {
        let refusal = || EnvironmentError::Refused(format!("es gibt noch kein {kind}. {help}"));
        return there.next().cloned().ok_or_else(refusal);
    };
    if there.clone().any(|id| *id == wanted) {
        return Ok(wanted);
    }
    Err(EnvironmentError::Refused(
        match did_you_mean(name(&wanted), there.map(name)) {
            Some(meant) => format!("das {kind} `{wanted}` gibt es nicht. Meinten Sie `{meant}`?"),
            None => format!("das {kind} `{wanted}` gibt es nicht. {help}"),
        },
    ))
}

/// Writes new files: all, or none where one of them is there already.
fn create(root: &Path, drafts: &[Draft]) -> Result<(), EnvironmentError> {
    let exists = |draft: &&Draft| fs::symlink_metadata(root.join(&draft.path)).is_ok();
    if let Some(draft) = drafts.iter().find(exists) {
        let path = root.join(&draft.path);
        let message = format!("{} gibt es schon; es wurde nichts geschrieben", path.display());
        return Err(EnvironmentError::Refused(message));
    }
    drafts.iter().try_for_each(|draft| {
        let path = root.join(&draft.path);
        write_new(&path, &draft.text).map_err(EnvironmentError::system(path.display().to_string()))
    })
}

fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(parent) = path.parent() {
        disk::create_dir_all(parent)?;
    }
    // Between looking and writing somebody may have saved a file of that name.
    disk::create_new(path)?.write_all(text.as_bytes())
}
