//! What pages tell search engines (<https://schema.org>, as JSON-LD).
//!
//! The data stand in `<script type="application/ld+json">`. That is a data block, which browsers never run; the portal's
//! strict Content-Security-Policy lets it be.

mod entities;
mod node;
mod portal;

use crate::extent::Whole;
use crate::model::EntityId;
use crate::site::edition::Site;
use crate::site::frame::Page;
pub(in crate::site) use node::{Node, object};
pub(in crate::site) use portal::{publisher, website};

/// All that a page says: of its entity, what its family says besides, and the way to it.
pub(in crate::site) fn of_page(site: &Site, page: &Page, entity: Option<&EntityId>) -> Vec<String> {
    let about = entity.and_then(|id| entities::of(site, id));
    let about = about.map(for_script).into_iter();
    let family = page.structured_data.iter().cloned();
    about
        .chain(family)
        .chain(breadcrumb(site, page).map(for_script))
        .collect()
}

/// The way to the page. Search engines want the whole way, the start page included.
fn breadcrumb<'a>(site: &'a Site, page: &'a Page) -> Option<Node<'a>> {
    if page.breadcrumb.is_empty() || page.noindex {
        return None;
    }
    let above = page.breadcrumb.iter().filter(|(_, url)| *url != page.url && url != "/");
    let above = above.map(|(title, url)| (title, url.as_str()));
    let home = (&site.portal.settings.title, "/");
    let steps = [home].into_iter().chain(above).chain([(&page.title, &*page.url)]);
    let item = |(index, (title, url)): (usize, (&'a String, &str))| {
        object(
            "ListItem",
            [
                ("position", Node::Count(index.plus(1))),
                ("name", title.into()),
                ("item", site.absolute(url).into()),
            ],
        )
    };
    let items = steps.enumerate().map(item).collect();
    Some(object("BreadcrumbList", [("itemListElement", items)]))
}

/// Data as JSON that cannot end the `script` element around it, nor open a comment in it.
pub(in crate::site) fn for_script(data: Node) -> String {
    let data = data.with("@context", "https://schema.org");
    // Text, numbers and lists of them cannot fail to be written.
    let json = serde_json::to_string(&data).unwrap_or_default();
    if !json.contains(['<', '>', '&']) {
        return json;
    }
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_leave_the_script_element() {
        let name = "</script><script>alert(1)</script><!--";
        let text = for_script(object("Thing", [("name", name.into())]));
        assert!(!text.contains('<'));
        let data: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(data["name"], name);
    }
}
