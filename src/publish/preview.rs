//! Previews of what is not merged yet: each at a path of its own that nobody can guess, and gone when nobody needs it any more.

use std::time::Duration;

use super::fault::Fault;
use super::intent;
use super::lease::{self, Patience};
use super::movers::Mover;
use super::run::MANIFEST;
use crate::extent::Slicing;

/// Who knows the secret knows all paths; shorter ones can be tried.
const SHORTEST_SECRET: usize = 16;

/// The folder of a preview: the same for the same name, so that a request keeps its address, and not to be guessed by those who do
/// not know the secret.
///
/// # Errors
/// There is no name, as where a variable of a pipeline is not set: all requests would share one preview. Or there is no secret,
/// or one that can be guessed.
pub fn hidden_folder(name: &str, secret: Option<&str>) -> Result<String, Fault> {
    if name.trim().is_empty() {
        return Err(Fault::refused(
            "der Name der Vorschau ist leer; nennen Sie mit --vorschau, wofür sie ist, zum Beispiel die Nummer des Merge Requests",
        ));
    }
    let secret = secret.unwrap_or_default();
    if secret.chars().count() < SHORTEST_SECRET {
        return Err(Fault::refused(format!(
            "für eine Vorschau fehlt OZG_VORSCHAU_GEHEIMNIS in der Umgebung: mindestens {SHORTEST_SECRET} zufällige Zeichen, aus denen ihre Adresse entsteht"
        )));
    }
    let key = blake3::derive_key("ozg publish --vorschau", secret.as_bytes());
    Ok(blake3::keyed_hash(&key, name.as_bytes()).to_hex().part(..32).to_owned())
}

/// Removes all that was published to a target; says whether there was anything.
///
/// # Errors
/// The target refuses, or somebody publishes to it right now.
pub fn withdraw(mover: &Mover, patience: Duration) -> Result<bool, Fault> {
    let is_there = match mover {
        Mover::InPlace(mover) => !mover.list()?.is_empty(),
        Mover::Releases(mover) => mover.current()?.is_some() && !mover.all()?.is_empty(),
    };
    if !is_there {
        return Ok(false);
    }
    lease::holding(mover.ledger(), Patience(patience), |_| {
        match mover {
            Mover::InPlace(mover) => {
                let paths: Vec<String> = mover.list()?.into_keys().collect();
                mover.remove(&paths)?;
                mover.erase(MANIFEST)?;
                intent::done(mover.as_ref())?;
            }
            Mover::Releases(mover) => {
                for release in mover.all()? {
                    mover.erase(&super::run::book(&release))?;
                    mover.discard(&release)?;
                }
            }
        }
        Ok(true)
    })
}
