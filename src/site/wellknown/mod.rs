//! The files that programs look for at fixed addresses: sitemap, robots, OpenSearch, security.txt, manifest, redirects,
//! headers for the host.

mod headers;
mod manifest;
mod opensearch;
mod redirects;
mod robots;
mod security;
mod sitemap;

pub use headers::CONTENT_SECURITY_POLICY;
pub(super) use headers::nginx;
pub(super) use manifest::MANIFEST;
pub(super) use opensearch::OPENSEARCH;
pub(super) use redirects::page_address;
pub(super) use sitemap::routes as sitemap;

use super::{Body, Route, Site};

pub(super) fn routes(site: &Site) -> Vec<Route> {
    let files = [
        file("/robots.txt", robots::write),
        file(OPENSEARCH, opensearch::write),
        file(MANIFEST, manifest::write),
        file("/_headers", headers::write),
    ];
    let security = security::routes(site);
    files
        .into_iter()
        .chain(security)
        .chain(redirects::routes(site))
        .collect()
}

fn file(url: &str, write: fn(&Site) -> Vec<u8>) -> Route {
    Route::new(url, move |site| Ok(Body::Bytes(write(site))))
}
