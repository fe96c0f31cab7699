//! `ozg publish --vorschau`: what is not merged yet, at a path that nobody can guess, and gone again.

use std::process::ExitCode;

use super::environment::EnvironmentError;
use super::report;
use crate::cli::Publish;
use crate::model::InvalidText;
use crate::publish::{self, Mover, PATIENCE, Target};

/// The options with which a preview is published: below target and address, with drafts, whatever it changes.
pub(super) fn options(options: &Publish, name: &str) -> Result<Publish, EnvironmentError> {
    let Some(base_url) = &options.base_url else {
        return Err(EnvironmentError::Refused(
            "für eine Vorschau fehlt --basis-url: die Adresse, unter der ihr Ziel zu sehen ist".to_owned(),
        ));
    };
    let folder = folder(name)?;
    let target = options.target.as_ref().map(|target| target.below(&folder));
    let shown_at = target.as_ref().map_or("", Target::shown_at);
    let address = format!("{}/{folder}{shown_at}", base_url.as_str().trim_end_matches('/'));
    let address = address.parse();
    let address = address.map_err(|error: InvalidText| EnvironmentError::Refused(error.to_string()))?;
    Ok(Publish {
        target,
        base_url: Some(address),
        drafts: true,
        many_removals: true,
        ..options.clone()
    })
}

/// Removes a preview; nothing of the content is needed for that, as its branch may be gone.
pub(super) fn withdraw(options: &Publish, name: &str) -> Result<ExitCode, EnvironmentError> {
    let folder = folder(name)?;
    let Some(target) = &options.target else {
        return Err(EnvironmentError::Refused(
            "es fehlt das Ziel, an dem die Vorschau liegt".to_owned(),
        ));
    };
    let was_there = publish::withdraw(&Mover::to(&target.below(&folder))?, PATIENCE)?;
    report::line(if was_there {
        "Die Vorschau ist entfernt."
    } else {
        "Eine Vorschau dieses Namens gibt es nicht."
    });
    Ok(ExitCode::SUCCESS)
}

fn folder(name: &str) -> Result<String, EnvironmentError> {
    let secret = std::env::var("OZG_VORSCHAU_GEHEIMNIS").ok();
    Ok(publish::hidden_folder(name, secret.as_deref())?)
}
