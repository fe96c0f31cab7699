//! The directory of authorities: from a spreadsheet or the official directory of municipalities (GV100AD) into
//! `gebietskoerperschaften.csv`.

mod endings;
mod entry;
mod gv100;
mod line;
mod merge;
mod mergers;
mod report;
mod spreadsheet;

use entry::Entry;
pub use merge::{Merge, Options, merge};
pub use report::{Authority, Change, Gone, Merged, Rekeyed, Report};

use super::Document;
use crate::diagnostics::Diagnostic;
use crate::model::Day;

/// The directory below the portal root.
pub const PATH: &str = "content/stellen/gebietskoerperschaften.csv";

/// A new directory has all columns.
pub const HEADER: &str = "ars;ags;name;art;bezeichnung;uebergeordnet;einwohner;flaeche_km2;plz;lon;lat;nuts3;strasse;ort;email;telefon;website;gueltig_ab;gueltig_bis;nachfolger;mitverwaltet_von\n";

/// What a file says of the directory.
#[derive(Debug, Clone)]
pub struct Incoming {
    entries: Vec<Entry>,
    /// Columns of the file that the directory does not know.
    ignored_columns: Vec<String>,
    /// Areas without inhabitants and authorities of their own, which the directory does not list.
    unincorporated: usize,
    /// On which day the official directory was as it is.
    territorial_status: Option<Day>,
    /// Whether the file lists all authorities, as the official directory does.
    is_complete: bool,
}

impl Incoming {
    /// On which day the official directory was as it is; a spreadsheet does not say.
    pub fn territorial_status(&self) -> Option<Day> {
        self.territorial_status
    }
}

/// Reads a file in either form. `state` is the name of the state whose part of the official directory counts, `prefix`
/// the first digits of all keys that the directory has, if they agree.
///
/// # Errors
/// All lines that cannot be understood.
pub fn read(document: Document, state: &str, prefix: Option<&str>) -> Result<Incoming, Vec<Diagnostic>> {
    if gv100::is_gv100(&document.text) {
        gv100::read(&document, state, prefix)
    } else {
        spreadsheet::read(document)
    }
}
