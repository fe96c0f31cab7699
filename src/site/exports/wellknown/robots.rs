//! `robots.txt` (RFC 9309): everything may be read; here is the sitemap.

use crate::site::edition::Site;

pub(super) fn write(site: &Site) -> Vec<u8> {
    format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}\n",
        site.absolute("/sitemap.xml")
    )
    .into_bytes()
}
