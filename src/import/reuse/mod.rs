//! Who re-uses which service: from spreadsheets into the `nachnutzung.csv` of each service.

mod line;
mod merge;
mod read;
mod report;

pub use line::Line;
pub use merge::{Merge, Options, merge};
pub use read::read;
pub use report::{Outcome, Report, Told};

/// A new table has all columns.
pub const HEADER: &str = "ars;stand;seit;url;bemerkung\n";

mod column {
    pub const SERVICE: &str = "leistung";
    pub const AUTHORITY: &str = "ars";
    pub const STATUS: &str = "stand";
    pub const SINCE: &str = "seit";
    pub const URL: &str = "url";
    pub const REMARK: &str = "bemerkung";
}

/// A cell without line breaks and repeated blanks, which say nothing.
fn squeezed(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}
