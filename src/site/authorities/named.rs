//! Authorities as one speaks of them.

use serde::Serialize;

use crate::model::{Authority, EntityId};
use crate::site::edition::{Site, urls};

/// An authority by its full name: "Amt Musterland" is not Musterland.
#[derive(Debug, Serialize)]
pub(super) struct Named {
    name: String,
    url: String,
}

pub(super) fn named(site: &Site, authority: &Authority) -> Named {
    Named {
        name: authority.full_name(),
        url: site.href(&urls::entity(&EntityId::Authority(authority.id.clone()))),
    }
}
