//! What a line of a spreadsheet says.

use crate::diagnostics::Place;
use crate::model::{AuthorityId, PartialDate, ReuseStatus, ServiceId, WebAddress};

/// How far an authority is with a service.
#[derive(Debug, Clone)]
pub struct Line {
    /// The service.
    pub service: ServiceId,
    /// The authority.
    pub authority: AuthorityId,
    /// Its name.
    pub name: String,
    /// How far it is.
    pub status: ReuseStatus,
    /// Since when.
    pub since: Option<PartialDate>,
    /// Its online service.
    pub url: Option<WebAddress>,
    /// A remark.
    pub remark: Option<String>,
    /// Whether the authority carries the service out, by its record.
    pub is_responsible: bool,
    /// The line of the file that says something newer of the same authority and service, or the same.
    pub superseded_by: Option<u32>,
    /// Where it stands in the file.
    pub place: Place,
}

/// Which of two statements is the newer one, as far as their dates tell: `2022` and `2022-03` may mean the same day.
pub(super) fn is_newer(one: Option<PartialDate>, other: Option<PartialDate>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.first_day() > other.last_day(),
        _ => false,
    }
}
