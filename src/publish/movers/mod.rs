//! Who moves bytes to a target. They know paths and bytes, and nothing of what the files mean.

mod folder;
mod http;
mod parallel;
mod s3;
mod sftp;
mod ssh;
mod webdav;

use super::fault::Fault;
use super::mover::{InPlace, Ledger, Releases};
use super::target::Target;

/// A target, by how it is changed.
pub enum Mover {
    /// File by file.
    InPlace(Box<dyn InPlace>),
    /// In whole releases.
    Releases(Box<dyn Releases>),
}

impl Mover {
    /// Who moves to a target. Passwords and keys come from the environment.
    ///
    /// # Errors
    /// What is missing.
    pub fn to(target: &Target) -> Result<Self, Fault> {
        Ok(match target {
            Target::Folder(path) => Self::Releases(Box::new(folder::Folder::new(path)?)),
            Target::S3 { bucket, prefix } => Self::InPlace(Box::new(s3::Bucket::from_environment(bucket, prefix)?)),
            Target::WebDav(url) => Self::InPlace(Box::new(webdav::WebDav::from_environment(url)?)),
            Target::Ssh(place) => Self::Releases(Box::new(ssh::Ssh::new(place)?)),
        })
    }

    /// Its books.
    pub fn ledger(&self) -> &dyn Ledger {
        match self {
            Self::InPlace(mover) => mover.as_ref(),
            Self::Releases(mover) => mover.as_ref(),
        }
    }
}
