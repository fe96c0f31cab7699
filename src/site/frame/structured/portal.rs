//! The portal itself in the words of schema.org.

use super::node::Node;
use super::node::object;
use crate::site::edition::{Site, urls};

/// The portal and its search.
pub(in crate::site) fn website(site: &Site) -> Node<'_> {
    let settings = &site.portal.settings;
    let website = settings.publisher.website.as_ref();
    let publisher = publisher(site).with("url", website.map(|url| url.as_str()));
    let search = format!("{}?q={{search_term_string}}", site.absolute(urls::SEARCH));
    let action = [
        ("target", object("EntryPoint", [("urlTemplate", search.into())])),
        ("query-input", "required name=search_term_string".into()),
    ];
    object(
        "WebSite",
        [
            ("name", (&settings.title).into()),
            ("description", (&settings.description).into()),
            ("url", site.absolute(urls::HOME).into()),
            ("inLanguage", site.language_tag().into()),
            ("publisher", publisher),
            ("potentialAction", object("SearchAction", action)),
        ],
    )
}

/// Who publishes the portal.
pub(in crate::site) fn publisher(site: &Site) -> Node<'_> {
    object(
        "GovernmentOrganization",
        [("name", (&site.portal.settings.publisher.name).into())],
    )
}
