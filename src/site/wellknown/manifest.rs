//! The web app manifest (<https://www.w3.org/TR/appmanifest/>). The icon is the mark as SVG, which scales to any size; a
//! PNG would need a rasterizer for what no browser in use today asks for.

use serde_json::json;

use crate::site::{Site, urls};

pub(in crate::site) const MANIFEST: &str = "/manifest.webmanifest";

pub(super) fn write(site: &Site) -> Vec<u8> {
    let settings = &site.portal.settings;
    let icons: Vec<_> = site
        .theme
        .assets()
        .url("icons/mark.svg")
        .map(|src| json!({ "src": src, "sizes": "any", "type": "image/svg+xml", "purpose": "any" }))
        .into_iter()
        .collect();
    let home = site.href(urls::HOME);
    let manifest = json!({
        "name": settings.title,
        "short_name": settings.title,
        "description": settings.description,
        "lang": "de",
        "id": home,
        "start_url": home,
        "scope": home,
        "display": "browser",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": icons,
    });
    format!("{manifest:#}\n").into_bytes()
}
