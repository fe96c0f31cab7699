//! What all pages of an authority have: its name, and the way to it.

use std::sync::Arc;

use crate::model::{Authority, EntityId};
use crate::site::authorities::directory::title_of_kind;
use crate::site::edition::{Site, urls};
use crate::site::frame::Page;

/// The head of an authority's pages.
pub(super) fn head<'a>(site: &Site, authority: &'a Authority) -> Page<'a> {
    let name = authority.full_name();
    let text = if authority.kind.is_territorial() {
        "authority.description"
    } else {
        "authority.other_description"
    };
    let mut page = Page {
        source: Some(&authority.source),
        sample: authority.sample,
        ..Page::new(
            "authority",
            urls::entity(&EntityId::Authority(authority.id.clone())),
            &name,
            site.fill(text, &[("name", &name)]),
        )
    }
    .below(site.theme.text("family.authorities"), urls::AUTHORITIES);
    let above = [county(site, authority), site.portal.office_of(authority)];
    let mut above = above.into_iter().flatten().peekable();
    if above.peek().is_none() {
        return page.below(
            title_of_kind(site, authority.kind),
            urls::authorities_of_kind(authority.kind),
        );
    }
    for authority in above {
        page = page.below(
            authority.full_name(),
            urls::entity(&EntityId::Authority(authority.id.clone())),
        );
    }
    page
}

/// The county that an authority lies in; none for a county itself.
pub(super) fn county<'a>(site: &'a Site, authority: &Authority) -> Option<&'a Arc<Authority>> {
    site.portal
        .county_of(authority)
        .filter(|county| county.id != authority.id)
}
