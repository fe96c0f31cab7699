//! How much the service is used, month by month.

use serde::Serialize;

use crate::model::{PartialDate, Service, Usage};

/// A month.
#[derive(Debug, Serialize)]
pub(super) struct UsageRow {
    month: PartialDate,
    cases: Option<u32>,
    online: Option<u32>,
    /// Whole percent of the cases that came online, rounded down.
    percent: Option<u64>,
}

/// The table of a page has no more months; the open data have all.
const MOST_MONTHS: usize = 12;

/// The latest months, the latest first.
pub(super) fn rows(service: &Service) -> Vec<UsageRow> {
    let mut months: Vec<&Usage> = service.usage.iter().collect();
    months.sort_by_key(|usage| std::cmp::Reverse(usage.month));
    let rows = months.into_iter().take(MOST_MONTHS).map(|usage| UsageRow {
        month: usage.month,
        cases: usage.cases.map(|cases| cases.get()),
        online: usage.online.map(|online| online.get()),
        percent: usage.online_per_mille().map(|share| share / 10),
    });
    rows.collect()
}
