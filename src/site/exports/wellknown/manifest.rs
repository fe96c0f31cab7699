//! The web app manifest (<https://www.w3.org/TR/appmanifest/>). The icon is the mark as SVG, which scales to any size, and as
//! PNG in the sizes that systems ask for.

use serde_json::{Value, json};

use crate::drawing::Icon;
use crate::site::edition::{Site, urls};
use crate::site::frame::pictures;

pub(super) fn write(site: &Site) -> Vec<u8> {
    let settings = &site.portal.settings;
    let vector = site.theme.assets().url("icons/mark.svg");
    let vector = vector.map(|src| json!({ "src": src, "sizes": "any", "type": "image/svg+xml", "purpose": "any" }));
    let drawn = pictures::MANIFEST_ICONS
        .into_iter()
        .filter(|_| site.theme.artwork().has_mark());
    let icons: Vec<Value> = vector.into_iter().chain(drawn.map(|icon| png(site, icon))).collect();
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

/// A tile has room around the mark, so that systems may cut it into their own form.
fn png(site: &Site, icon: Icon) -> Value {
    let size = icon.size();
    json!({
        "src": pictures::icon_url(site, icon),
        "sizes": format!("{size}x{size}"),
        "type": "image/png",
        "purpose": "any maskable",
    })
}
