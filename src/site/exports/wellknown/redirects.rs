//! Former addresses lead on: a small page at each of them, and a list for hosts that redirect by themselves.

use std::collections::BTreeMap;

use serde::Serialize;

use super::headers;
use crate::diagnostics::Diagnostic;
use crate::model::{EntityId, Source};
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

pub(super) fn routes(site: &Site) -> Vec<Route> {
    let moved = moved(site);
    let lines: Vec<(String, String)> = moved
        .iter()
        .map(|(from, (to, _))| (site.href(from), site.href(to)))
        .collect();
    let list: String = lines.iter().map(|(from, to)| format!("{from} {to} 301\n")).collect();
    let pages = moved.into_iter().map(|(from, (to, source))| {
        let address = from.clone();
        let route = Route::new(from, move |site| page(site, &address, &to));
        route.from_file(&source.path).redirecting().unlisted().only_german()
    });
    // One line each (Netlify, Cloudflare Pages): from, to, status.
    let list = Route::new("/_redirects", move |_| Ok(Body::Bytes(list.clone().into_bytes())));
    let apache = Route::new("/.htaccess", move |site| Ok(Body::Bytes(headers::apache(site, &lines))));
    pages.chain([list, apache]).collect()
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
    let former = site.portal.former_addresses();
    let moved = former.map(|former| {
        let to = urls::entity(&former.id);
        (page_address(former.url.as_str()), (to, former.source.clone()))
    });
    let rekeyed = site.portal.former_authorities.values().filter_map(|authority| {
        let present = site.portal.goes_on_as(authority)?;
        let [from, to] = [authority, present].map(|one| urls::entity(&EntityId::Authority(one.id.clone())));
        Some((from, (to, authority.source.clone())))
    });
    moved.chain(rekeyed).collect()
}

/// What has no file ending becomes a folder with a page in it, so that servers know it for HTML.
pub(in crate::site) fn page_address(url: &str) -> String {
    let name = url.rsplit('/').next().unwrap_or_default();
    if url.ends_with('/') || name.ends_with(".html") || name.ends_with(".htm") {
        url.to_owned()
    } else {
        format!("{url}/")
    }
}
