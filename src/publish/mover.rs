//! What a target must be able to do, whatever it is.

use std::collections::BTreeMap;

use super::fault::Fault;
use super::site_file::SiteFile;

/// The books that are kept at a target, in a folder of their own that is no part of the portal.
pub trait Ledger: Sync {
    /// Reads a book.
    ///
    /// # Errors
    /// The target does not answer; that there is none is no error.
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Fault>;
    /// Writes a book, whole or not at all.
    ///
    /// # Errors
    /// The target does not take it.
    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Fault>;
    /// Writes a book of a few bytes where it will lie, so that nobody tidies it away meanwhile; others may see half of it.
    ///
    /// # Errors
    /// The target does not take it.
    fn mark(&self, name: &str, bytes: &[u8]) -> Result<(), Fault>;
    /// The names of the books that begin so.
    ///
    /// # Errors
    /// The target does not answer.
    fn names(&self, start: &str) -> Result<Vec<String>, Fault>;
    /// Removes a book that may be gone already.
    ///
    /// # Errors
    /// The target refuses.
    fn erase(&self, name: &str) -> Result<(), Fault>;
    /// Removes what publications that were broken off have left half written. Whoever calls it holds the lock.
    ///
    /// # Errors
    /// The target refuses.
    fn tidy(&self) -> Result<(), Fault>;
}

/// What is told after each file how many bytes have arrived, and says whether to go on.
pub type Arrived<'a> = &'a (dyn Fn(u64) -> Result<(), Fault> + Sync);

/// A target that is changed file by file.
pub trait InPlace: Ledger {
    /// All files of the target with their sizes, without the books.
    ///
    /// # Errors
    /// The target does not answer.
    fn list(&self) -> Result<BTreeMap<String, u64>, Fault>;
    /// Writes files in any order, each whole or not at all.
    ///
    /// # Errors
    /// The target does not take one of them.
    fn put(&self, files: &[&SiteFile], arrived: Arrived) -> Result<(), Fault>;
    /// The sizes of files, as far as they are there.
    ///
    /// # Errors
    /// The target does not answer.
    fn sizes(&self, paths: &[&str]) -> Result<BTreeMap<String, u64>, Fault>;
    /// Removes files that may be gone already.
    ///
    /// # Errors
    /// The target refuses.
    fn remove(&self, paths: &[String]) -> Result<(), Fault>;
}

/// A target that holds whole releases, of which one is shown.
pub trait Releases: Ledger {
    /// The release that is shown.
    ///
    /// # Errors
    /// The target does not answer.
    fn current(&self) -> Result<Option<String>, Fault>;
    /// What lies in the folder of the target, but for what is hidden; nothing where there is no such folder.
    ///
    /// # Errors
    /// The target does not answer.
    fn neighbours(&self) -> Result<Vec<String>, Fault>;
    /// All releases, the oldest first.
    ///
    /// # Errors
    /// The target does not answer.
    fn all(&self) -> Result<Vec<String>, Fault>;
    /// Makes a release that nobody sees yet, of files of the one that is shown and of new ones.
    ///
    /// # Errors
    /// The target does not take it.
    fn prepare(&self, release: &Release, arrived: Arrived) -> Result<(), Fault>;
    /// The sizes of all files of a release.
    ///
    /// # Errors
    /// The target does not answer.
    fn list(&self, id: &str) -> Result<BTreeMap<String, u64>, Fault>;
    /// Shows a release, in one step.
    ///
    /// # Errors
    /// The target refuses; then the one before is still shown.
    fn show(&self, id: &str) -> Result<(), Fault>;
    /// Removes a release.
    ///
    /// # Errors
    /// The target refuses.
    fn discard(&self, id: &str) -> Result<(), Fault>;
}

/// What a release is made of.
#[derive(Debug)]
pub struct Release<'a> {
    /// Its name.
    pub id: &'a str,
    /// The release that is shown.
    pub base: Option<&'a str>,
    /// Files that are as they are in the release that is shown.
    pub kept: &'a [&'a SiteFile],
    /// Files of the release that is shown that are no part of the portal any more.
    pub retired: &'a [&'a str],
    /// Files that are new or differ.
    pub written: &'a [&'a SiteFile],
}
