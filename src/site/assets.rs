//! Styles and scripts of the theme.

use super::{Body, Route, Site};

pub(super) fn routes(site: &Site) -> Vec<Route> {
    let theme = site.theme.assets().iter().map(|asset| {
        let bytes = asset.bytes.clone();
        Route::new(asset.url.clone(), move |_| Ok(Body::Bytes(bytes.clone())))
    });
    theme.collect()
}
