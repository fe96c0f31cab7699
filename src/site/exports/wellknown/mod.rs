//! The files that programs look for at fixed addresses: sitemap, robots, OpenSearch, security.txt, manifest, redirects,
//! headers for the host.

mod hosting;
mod manifest;
mod opensearch;
mod redirects;
mod robots;
mod security;
mod sitemap;

pub use hosting::hosted;
pub(in crate::site) use redirects::page_address;
pub(in crate::site) use sitemap::routes as sitemap;

use crate::site::edition::{Site, urls};
use crate::site::route::{Body, Route};

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let files = [
        file("/robots.txt", robots::write),
        file(urls::OPENSEARCH, opensearch::write),
        file(urls::MANIFEST, manifest::write),
    ];
    let security = security::routes(site);
    files
        .into_iter()
        .chain(security)
        .chain(hosting::routes())
        .chain(redirects::routes(site))
        .collect()
}

fn file(url: &str, write: fn(&Site) -> Vec<u8>) -> Route {
    Route::new(url, move |site| Ok(Body::Bytes(write(site))))
}
