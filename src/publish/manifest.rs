//! What the target holds, as the last publication left it there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::site_file::SiteFile;
use crate::hosting;

/// The form of the manifest. What has another is not read.
pub const FORMAT: u32 = 1;

/// What a publication is of, and whose.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct About {
    /// The address of the portal: what has another is another portal.
    #[serde(rename = "portal")]
    pub base_url: String,
    /// The program.
    #[serde(rename = "programm")]
    pub program: String,
    /// The commit of the content.
    #[serde(rename = "commit")]
    pub commit: Option<String>,
    /// Seconds since 1970.
    #[serde(rename = "zeit")]
    pub at: i64,
    /// The machine or the pipeline; no names of people, as object stores may show the file to everybody.
    #[serde(rename = "von")]
    pub by: String,
}

/// A file at the target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Of its bytes, in hexadecimal digits.
    pub hash: String,
    /// How many.
    pub bytes: u64,
    /// What was said with it.
    #[serde(rename = "angaben")]
    pub headers: String,
}

impl Entry {
    /// The entry of a file once it is published.
    pub fn of(file: &SiteFile) -> Self {
        Self {
            hash: format!("{:032x}", file.hash),
            bytes: file.bytes,
            headers: file.headers(),
        }
    }
}

/// A file that is no part of the portal any more and is still there for those who have an older page open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retired {
    /// What it is.
    #[serde(flatten)]
    pub entry: Entry,
    /// Since when, in seconds since 1970.
    #[serde(rename = "seit")]
    pub since: i64,
}

/// What the target holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    /// Of what and when.
    #[serde(flatten)]
    pub about: About,
    /// The commit of the publication before.
    #[serde(rename = "davor")]
    pub before: Option<String>,
    /// The files of the portal.
    #[serde(rename = "dateien")]
    pub files: BTreeMap<String, Entry>,
    /// Those that are kept for a while.
    #[serde(rename = "ausgelaufen")]
    pub retired: BTreeMap<String, Retired>,
}

/// Why a manifest is not trusted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// It cannot be read.
    #[error("das Verzeichnis der letzten Veröffentlichung ist beschädigt")]
    Broken,
    /// Another program wrote it.
    #[error("das Verzeichnis der letzten Veröffentlichung hat die Form {0}, dieses Programm kennt die Form {FORMAT}")]
    Format(u32),
    /// Of another portal.
    #[error("am Ziel liegt ein anderes Portal ({0})")]
    Foreign(String),
}

#[derive(Deserialize)]
struct Form {
    format: u32,
}

impl Manifest {
    /// A manifest of a publication.
    pub fn new(about: About, before: Option<String>) -> Self {
        Self {
            format: FORMAT,
            about,
            before,
            ..Self::default()
        }
    }

    /// Reads what a target holds.
    pub fn read(bytes: &[u8], base_url: &str) -> Result<Self, Doubt> {
        let form: Form = serde_json::from_slice(bytes).map_err(|_| Doubt::Broken)?;
        if form.format != FORMAT {
            return Err(Doubt::Format(form.format));
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(|_| Doubt::Broken)?;
        // Whoever can write to the target shall not say what is removed elsewhere.
        if !manifest
            .files
            .keys()
            .chain(manifest.retired.keys())
            .all(|path| hosting::is_plain(path))
        {
            return Err(Doubt::Broken);
        }
        // No publication says of a file that it is part of the portal and that it is not.
        if manifest.retired.keys().any(|path| manifest.files.contains_key(path)) {
            return Err(Doubt::Broken);
        }
        if manifest.about.base_url != base_url {
            return Err(Doubt::Foreign(manifest.about.base_url));
        }
        Ok(manifest)
    }

    /// As it is written.
    pub fn write(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}
