//! Styles and scripts of the theme; documents and pictures of the content.

use crate::site::edition::{Site, urls};
use crate::site::route::{Body, Route};

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let theme = site.theme.assets().iter().map(|asset| {
        let bytes = asset.bytes.clone();
        Route::new(asset.url.clone(), move |_| Ok(Body::Bytes(bytes.clone())))
    });
    let attachments = site.portal.attachments.keys().map(|path| {
        let file = path.clone();
        Route::new(urls::attachment_file(path), move |_| Ok(Body::File(file.clone())))
            .from_file(path)
            .copied()
    });
    theme.chain(attachments).collect()
}
