//! Who re-uses the service.

use serde::Serialize;

use crate::extent::Whole;
use crate::model::{AuthorityKind, Coverage, Day, EntityId, PartialDate, Reuse, ReuseStatus, Service};
use crate::site::edition::{Site, urls};
use crate::site::figures::spread::{self, MapView, Scope};

/// As many authorities stand in a table on the page itself.
const MOST_IN_TABLE: usize = 25;

/// Where the authorities are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Named {
    /// In a table.
    Table,
    /// In lists by status, folded: there is no other page for them.
    Folded,
    /// On the page of maps: there are too many for this one.
    Elsewhere,
}

/// Who re-uses the service.
#[derive(Debug, Serialize)]
pub(super) struct ReuseView<'a> {
    coverage: Coverage,
    /// The kinds of authorities that the coverage counts.
    counted: &'a [AuthorityKind],
    rows: usize,
    named: Named,
    /// Rows of authorities that are not counted: they do not carry the service out.
    outside: usize,
    /// By status, the furthest first; empty where they are named elsewhere.
    groups: Vec<ReuseGroup<'a>>,
    /// What authorities said that have ended: it is not counted.
    former: Vec<FormerRow>,
    /// The map by county, where somebody has answered.
    map: Option<MapView>,
    /// The page with all maps and the curve.
    spread_url: Option<String>,
}

#[derive(Debug, Serialize)]
struct ReuseGroup<'a> {
    status: ReuseStatus,
    rows: Vec<ReuseRow<'a>>,
}

/// What an authority said to its end.
#[derive(Debug, Serialize)]
struct FormerRow {
    name: String,
    url: String,
    status: ReuseStatus,
    since: Option<PartialDate>,
    until: Option<Day>,
}

#[derive(Debug, Serialize)]
struct ReuseRow<'a> {
    name: &'a str,
    url: String,
    since: Option<PartialDate>,
    service_url: Option<&'a str>,
    remark: Option<&'a str>,
}

impl<'a> ReuseView<'a> {
    pub fn new(site: &'a Site, service: &'a Service) -> Self {
        use ReuseStatus::{Ended, Interested, Introducing, Live, Pilot};
        let coverage = Coverage::of_service(&site.portal, service);
        let groups = [Live, Introducing, Pilot, Interested, Ended].into_iter().map(|status| {
            let rows = service.reuse.iter().filter(|reuse| reuse.status == status);
            ReuseGroup {
                status,
                rows: sorted_rows(site, rows),
            }
        });
        let groups: Vec<ReuseGroup> = groups.filter(|group| !group.rows.is_empty()).collect();
        let rows = groups.iter().map(|group| group.rows.len()).sum();
        let scope = Scope::Service(service);
        let has_answers = spread::has_page(site, service);
        let named = match rows {
            0..=MOST_IN_TABLE => Named::Table,
            _ if has_answers => Named::Elsewhere,
            _ => Named::Folded,
        };
        Self {
            coverage,
            counted: &service.carried_out_by,
            rows,
            named,
            outside: rows.plus(coverage.unstated).saturating_sub(coverage.of),
            groups: if named == Named::Elsewhere { Vec::new() } else { groups },
            former: former_rows(site, service),
            map: has_answers.then(|| spread::county_map(site, scope)).flatten(),
            spread_url: has_answers.then(|| site.href(&scope.url())),
        }
    }
}

fn former_rows(site: &Site, service: &Service) -> Vec<FormerRow> {
    let said = site.portal.former_reuses(&service.id).iter();
    let rows = said.filter_map(|reuse| {
        let authority = site.portal.former_authorities.get(&reuse.authority)?;
        Some(FormerRow {
            name: authority.full_name(),
            url: site.href(&urls::entity(&EntityId::Authority(authority.id.clone()))),
            status: reuse.status,
            since: reuse.since,
            until: authority.valid_until,
        })
    });
    rows.collect()
}

fn sorted_rows<'a>(site: &'a Site, reuses: impl Iterator<Item = &'a Reuse>) -> Vec<ReuseRow<'a>> {
    let authorities = &site.portal.authorities;
    let placed = reuses.filter_map(|reuse| {
        let (place, _, authority) = authorities.get_full(&reuse.authority)?;
        let row = ReuseRow {
            name: &authority.name,
            url: site.href(&urls::entity(&EntityId::Authority(authority.id.clone()))),
            since: reuse.since,
            service_url: reuse.url.as_ref().map(|url| url.as_str()),
            remark: reuse.remark.as_deref(),
        };
        Some((place, row))
    });
    // The portal keeps authorities from A to Z.
    let mut placed: Vec<(usize, ReuseRow)> = placed.collect();
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, row)| row).collect()
}
