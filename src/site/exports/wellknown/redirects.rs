//! Former addresses lead on: a small page at each of them, for hosts that cannot redirect by themselves.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{Authority, EntityId, FormerUrl, Source};
use crate::site::edition::{Site, urls};
use crate::site::frame::Page;
use crate::site::route::{Body, Route};

/// What `redirect.html` shows.
#[derive(Debug, Serialize)]
struct View {
    /// With the prefix.
    target: String,
    target_absolute: String,
}

pub(super) fn routes(site: &Site) -> impl Iterator<Item = Route> {
    moved(site).into_iter().map(|(from, (to, source))| {
        let address = from.clone();
        let route = Route::new(from, move |site| page(site, &address, &to));
        route.from_file(&source.path).redirecting().unlisted().only_german()
    })
}

fn page(site: &Site, from: &str, to: &str) -> Result<Body, Box<Diagnostic>> {
    let title = site.theme.text("redirect.title");
    let page = Page {
        noindex: true,
        ..Page::new("redirect", from, title, "")
    };
    let view = View {
        target: site.href(to),
        target_absolute: site.absolute(to),
    };
    site.render("redirect.html", page, &view)
}

/// Former addresses with the present ones, and those of municipalities by former keys. The same address with and without a
/// slash at its end is one.
fn moved(site: &Site) -> BTreeMap<String, (String, Source)> {
    let moved = site.portal.former_addresses().filter_map(|former| {
        let to = urls::entity(&former.id);
        Some((page_address(former.url)?, (to, former.source.clone())))
    });
    let rekeyed = rekeyed(site).map(|(authority, from, to)| (from, (to, authority.source.clone())));
    moved.chain(rekeyed).collect()
}

/// Municipalities that got another key, with the addresses of their pages before and now.
pub(super) fn rekeyed(site: &Site) -> impl Iterator<Item = (&Authority, String, String)> {
    site.portal.former_authorities.values().filter_map(|authority| {
        let present = site.portal.goes_on_as(authority)?;
        let [from, to] = [authority, present].map(|one| urls::entity(&EntityId::Authority(one.id.clone())));
        Some((&**authority, from, to))
    })
}

/// The page at a former address; none where what stands behind a question mark tells it from others, which only a host can
/// see. What has no file ending becomes a folder with a page in it, so that servers know it for HTML.
pub(in crate::site) fn page_address(former: &FormerUrl) -> Option<String> {
    if former.query().is_some() {
        return None;
    }
    let url = former.path();
    let name = url.rsplit('/').next().unwrap_or_default();
    if url.ends_with('/') || name.ends_with(".html") || name.ends_with(".htm") {
        Some(url.into_owned())
    } else {
        Some(format!("{url}/"))
    }
}
