//! Addresses for those who read outside of the portal: feeds, calendars, search engines, open data.

use crate::model::EntityId;
use crate::site::edition::{Site, urls};

/// The year in which the ids of this generator begin; a `tag:` URI names a day on which the host belonged to the
/// publisher (RFC 4151), and it must never change.
const FIRST_YEAR: &str = "2022";

impl Site {
    /// The whole address of a page or file: scheme, host, prefix and path.
    pub(in crate::site) fn absolute(&self, url: &str) -> String {
        format!("{}{url}", self.published_at(url).base_url)
    }

    /// The whole address of an entity's page.
    pub(in crate::site) fn absolute_entity(&self, id: &EntityId) -> String {
        self.absolute(&urls::entity(id))
    }

    /// Host, with its port.
    pub(in crate::site) fn host(&self) -> &str {
        self.origin().split_once("://").map_or("", |(_, host)| host)
    }

    /// A permanent id that is no address (RFC 4151): it stays when the page moves.
    pub(in crate::site) fn tag_uri(&self, name: &str) -> String {
        let host = self.host().split(':').next().unwrap_or_default();
        // The same in another language is another entry to a feed reader.
        let language = self.portal.language.as_ref().map(|language| format!("{language}:"));
        format!("tag:{host},{FIRST_YEAR}:{}{name}", language.unwrap_or_default())
    }

    /// HTML whose links hold on any other site: those from the root and those within the page are completed.
    pub(in crate::site) fn absolute_html(&self, html: &str, page: &str) -> String {
        let origin = self.origin();
        let mut html = html.to_owned();
        for attribute in ["href", "src"] {
            html = html.replace(&format!("{attribute}=\"/"), &format!("{attribute}=\"{origin}/"));
        }
        html.replace("href=\"#", &format!("href=\"{}#", self.absolute(page)))
    }

    /// Scheme and host.
    pub(in crate::site) fn origin(&self) -> &str {
        let base_url = self.address.base_url.as_str();
        base_url.strip_suffix(self.address.prefix.as_str()).unwrap_or(base_url)
    }
}
