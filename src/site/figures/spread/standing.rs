//! Who carries a service out, by what is stated of them: the lists behind the figures of its coverage.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{ReuseStatus, Service};
use crate::site::edition::Site;
use crate::site::frame::items::AuthorityLink;

/// Authorities of which the same is stated.
#[derive(Debug, Serialize)]
pub(super) struct Group<'a> {
    anchor: &'static str,
    title: String,
    authorities: Vec<AuthorityLink<'a>>,
}

/// The groups, the furthest first; those without anybody are left out. Together they are all that carry the service out.
pub(super) fn groups<'a>(site: &'a Site, service: &'a Service) -> Vec<Group<'a>> {
    use ReuseStatus::{Ended, Interested, Introducing, Live, Pilot};
    let kinds: [(&str, &str, &[Option<ReuseStatus>]); 5] = [
        ("stand-live", "live", &[Some(Live)]),
        ("stand-einfuehrung", "under_way", &[Some(Introducing), Some(Pilot)]),
        ("stand-interessiert", "interested", &[Some(Interested)]),
        ("stand-beendet", "ended", &[Some(Ended)]),
        ("stand-ohne-angabe", "unstated", &[None]),
    ];
    let stated: BTreeMap<_, _> = service
        .reuse
        .iter()
        .map(|reuse| (&reuse.authority, reuse.status))
        .collect();
    let carriers: Vec<_> = site
        .portal
        .responsible_authorities(service)
        .map(|authority| (authority, stated.get(&authority.id).copied()))
        .collect();
    let groups = kinds.into_iter().map(|(anchor, key, statuses)| {
        let of_group = carriers.iter().filter(|(_, status)| statuses.contains(status));
        Group {
            anchor,
            title: site.theme.text(&format!("spread.group.{key}")).to_owned(),
            authorities: of_group
                .map(|(authority, _)| site.items().authority_link(authority))
                .collect(),
        }
    });
    groups.filter(|group| !group.authorities.is_empty()).collect()
}
