//! `robots.txt` (RFC 9309): everything may be read; here is the sitemap. Of a preview, nothing.

use crate::site::edition::Site;

pub(super) fn write(site: &Site) -> Vec<u8> {
    if site.address.is_hidden {
        return b"User-agent: *\nDisallow: /\n".to_vec();
    }
    format!(
        "User-agent: *\nAllow: /\n\nSitemap: {}\n",
        site.absolute("/sitemap.xml")
    )
    .into_bytes()
}
