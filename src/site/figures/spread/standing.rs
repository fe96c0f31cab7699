//! Who carries a service out, by what is stated of them: the lists behind the figures of its coverage.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Authority, PartialDate, Reuse, ReuseStatus, Service};
use crate::site::edition::Site;
use crate::site::frame::items::AuthorityLink;

/// Authorities of which the same is stated.
#[derive(Debug, Serialize)]
pub(super) struct Group<'a> {
    anchor: &'static str,
    title: String,
    rows: Vec<Row<'a>>,
}

/// An authority, and what it says about its re-use.
#[derive(Debug, Serialize)]
struct Row<'a> {
    authority: AuthorityLink<'a>,
    since: Option<PartialDate>,
    service_url: Option<&'a str>,
    remark: Option<&'a str>,
}

impl<'a> Row<'a> {
    fn new(site: &Site, authority: &'a Authority, reuse: Option<&'a Reuse>) -> Self {
        Self {
            authority: site.items().authority_link(authority),
            since: reuse.and_then(|reuse| reuse.since),
            service_url: reuse.and_then(|reuse| reuse.url.as_ref()).map(|url| url.as_str()),
            remark: reuse.and_then(|reuse| reuse.remark.as_deref()),
        }
    }
}

/// The groups, the furthest first; those without anybody are left out. Together they are all that carry the service out, and
/// in a group of their own those who do not and use it all the same.
pub(super) fn groups<'a>(site: &'a Site, service: &'a Service) -> Vec<Group<'a>> {
    use ReuseStatus::{Ended, Interested, Introducing, Live, Pilot};
    let kinds: [(&str, &str, &[Option<ReuseStatus>]); 5] = [
        ("stand-live", "live", &[Some(Live)]),
        ("stand-einfuehrung", "under_way", &[Some(Introducing), Some(Pilot)]),
        ("stand-interessiert", "interested", &[Some(Interested)]),
        ("stand-beendet", "ended", &[Some(Ended)]),
        ("stand-ohne-angabe", "unstated", &[None]),
    ];
    let mut others: BTreeMap<_, _> = service.reuse.iter().map(|reuse| (&reuse.authority, reuse)).collect();
    let carriers: Vec<_> = site
        .portal
        .responsible_authorities(service)
        .map(|authority| (authority, others.remove(&authority.id)))
        .collect();
    let titled = |anchor, key: &str, rows| Group {
        anchor,
        title: site.theme.text(&format!("spread.group.{key}")).to_owned(),
        rows,
    };
    let groups = kinds.into_iter().map(|(anchor, key, statuses)| {
        let of_group = carriers
            .iter()
            .filter(|(_, reuse)| statuses.contains(&reuse.map(|reuse| reuse.status)));
        let rows = of_group.map(|(authority, reuse)| Row::new(site, authority, *reuse));
        titled(anchor, key, rows.collect())
    });
    // The portal keeps authorities from A to Z.
    let outside = site.portal.authorities.iter().filter_map(|(id, authority)| {
        let reuse = others.get(id)?;
        Some(Row::new(site, authority, Some(*reuse)))
    });
    let outside = (!others.is_empty()).then(|| titled("stand-ausserhalb", "outside", outside.collect()));
    groups.chain(outside).filter(|group| !group.rows.is_empty()).collect()
}
