//! What a publication is about to touch, written before it begins: what is named there is unknown to the next one, if this
//! one does not come to its end.

use std::collections::BTreeSet;

use super::fault::Fault;
use super::mover::Ledger;

const NAME: &str = "vorhaben.json";

/// The paths that an unfinished publication may have touched.
///
/// # Errors
/// The target cannot be read. A broken list is told as such: then nothing is known.
pub fn unfinished(ledger: &dyn Ledger) -> Result<Option<BTreeSet<String>>, Fault> {
    let Some(bytes) = ledger.read(NAME)? else {
        return Ok(Some(BTreeSet::new()));
    };
    Ok(serde_json::from_slice(&bytes).ok())
}

/// Says what will be touched.
///
/// # Errors
/// The target does not take it.
pub fn announce(ledger: &dyn Ledger, paths: &BTreeSet<String>) -> Result<(), Fault> {
    ledger.write(NAME, &serde_json::to_vec(paths).unwrap_or_default())
}

/// All of it is done.
///
/// # Errors
/// The target does not take it.
pub fn done(ledger: &dyn Ledger) -> Result<(), Fault> {
    ledger.erase(NAME)
}
