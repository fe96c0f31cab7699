//! Addresses for those who read outside of the portal: feeds, calendars, search engines, open data.

use crate::content::html::{self, Change};
use crate::model::EntityId;
use crate::site::edition::{Site, urls};

/// The year in which the ids of this generator begin; a `tag:` URI names a day on which the host belonged to the
/// publisher (RFC 4151), and it must never change.
pub(in crate::site) const FIRST_YEAR: &str = "2022";

impl Site {
    /// The whole address of a page or file: scheme, host, prefix and path.
    pub(in crate::site) fn absolute(&self, url: &str) -> String {
        format!("{}{url}", self.published_at(url).base_url)
    }

    /// The whole address of an entity's page.
    pub(in crate::site) fn absolute_entity(&self, id: &EntityId) -> String {
        self.absolute(&urls::entity(id))
    }

    /// In whose name ids are given: as `portal.yaml` says, or the host of the address there. Where a build or a preview is
    /// published does not matter, so that nobody gets anything twice.
    fn id_authority(&self) -> &str {
        let settings = &self.portal.settings;
        match &settings.id_authority {
            Some(name) => name.as_str(),
            None => {
                let url = settings.base_url.as_str();
                let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
                rest.split('/').next().unwrap_or_default()
            }
        }
    }

    /// A permanent id that is no address (RFC 4151): it stays when the page moves.
    pub(in crate::site) fn tag_uri(&self, name: &str) -> String {
        let host = self.id_authority().split(':').next().unwrap_or_default();
        // The same in another language is another entry to a feed reader.
        let language = self.portal.language.as_ref().map(|language| format!("{language}:"));
        format!("tag:{host},{FIRST_YEAR}:{}{name}", language.unwrap_or_default())
    }

    /// The permanent id of an entry of a calendar (RFC 7986, section 5.3).
    pub(in crate::site) fn calendar_uid(&self, name: &str) -> String {
        format!("{name}@{}", self.id_authority())
    }

    /// HTML whose links hold on any other site: those from the root and those within the page are completed.
    pub(in crate::site) fn absolute_html(&self, html: &str, page: &str) -> String {
        let (origin, page) = (self.origin(), self.absolute(page));
        html::rewrite(html, |_, attribute| {
            let is_address = ["href", "src"].contains(&attribute.name.to_ascii_lowercase().as_str());
            let start = match attribute.value.as_ref() {
                value if is_address && value.starts_with('/') && !value.starts_with("//") => origin,
                value if is_address && value.starts_with('#') => page.as_str(),
                // A list of sizes of a picture.
                value if attribute.name.eq_ignore_ascii_case("srcset") => {
                    let sizes = value.split(", ").map(|size| match size.starts_with('/') {
                        true => format!("{origin}{size}"),
                        false => size.to_owned(),
                    });
                    return Change::Value(sizes.collect::<Vec<_>>().join(", "));
                }
                _ => return Change::Keep,
            };
            Change::Value(format!("{start}{}", attribute.value))
        })
    }

    /// Scheme and host.
    pub(in crate::site) fn origin(&self) -> &str {
        let base_url = self.address.base_url.as_str();
        base_url.strip_suffix(self.address.prefix.as_str()).unwrap_or(base_url)
    }
}
