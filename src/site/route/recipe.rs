//! What a file is made from, and how.

use std::fmt;
use std::hash::{Hash, Hasher};

use xxhash_rust::xxh3::Xxh3;

use crate::diagnostics::Diagnostic;
use crate::site::edition::Site;

/// A file before it is made. It need not be made where it would come out as it did last time.
pub trait Recipe: fmt::Debug + Send + Sync {
    /// A fingerprint of all that decides how the file comes out, except for the program: where it is the same, the file is
    /// the same.
    fn fingerprint(&self, site: &Site) -> u64;

    /// The file.
    ///
    /// # Errors
    /// A fault in a template.
    fn make(&self, site: &Site) -> Result<Vec<u8>, Box<Diagnostic>>;
}

/// The fingerprint of a value that holds all that its file says.
pub(in crate::site) fn fingerprint_of(value: &impl Hash) -> u64 {
    let mut hasher = Xxh3::default();
    value.hash(&mut hasher);
    hasher.finish()
}
