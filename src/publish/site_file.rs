//! A file of the portal as it is to be published.

use std::fs;
use std::path::PathBuf;

use xxhash_rust::xxh3::xxh3_128;

use super::fault::Fault;
use crate::hosting::{self, Served};

/// A file of a built portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFile {
    /// Path below the root of the portal.
    pub path: String,
    /// Where it lies on this machine.
    pub source: PathBuf,
    /// Of its bytes.
    pub hash: u128,
    /// How many.
    pub bytes: u64,
}

impl SiteFile {
    /// Whether readers see it as a page.
    pub fn is_page(&self) -> bool {
        let path = hosting::original(&self.path);
        path.ends_with(".html") || path.ends_with(".htm")
    }

    /// What is said with it.
    pub fn served(&self) -> Served {
        hosting::served(&self.path)
    }

    /// The headers that a target keeps with it, in one word: another policy is a change, too.
    pub fn headers(&self) -> String {
        let served = self.served();
        format!("{} {}", served.content_type, served.cache.header())
    }

    /// Its bytes, which must be those that were built.
    pub fn read(&self) -> Result<Vec<u8>, Fault> {
        let bytes = fs::read(&self.source).map_err(Fault::system(&self.source))?;
        if xxh3_128(&bytes) == self.hash {
            Ok(bytes)
        } else {
            Err(Fault::refused(format!(
                "{} hat sich seit dem Erzeugen des Portals verändert. Läuft gerade ein weiteres `ozg build`? Veröffentlichen Sie noch einmal",
                self.source.display()
            )))
        }
    }
}
