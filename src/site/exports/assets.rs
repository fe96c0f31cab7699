//! Styles and scripts of the theme.

use crate::site::edition::Site;
use crate::site::route::{Body, Route};

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let theme = site.theme.assets().iter().map(|asset| {
        let bytes = asset.bytes.clone();
        Route::new(asset.url.clone(), move |_| Ok(Body::Bytes(bytes.clone())))
    });
    theme.collect()
}
