//! What pages tell search engines (<https://schema.org>, as JSON-LD).
//!
//! The data stand in `<script type="application/ld+json">`. That is a data block, which browsers never run; the portal's
//! strict Content-Security-Policy lets it be.

mod entities;
mod portal;

use serde_json::{Value, json};

use super::{Page, Site};
use crate::model::EntityId;

/// All that a page says: of its entity, of the way to it, and on some pages of the portal.
pub(super) fn of_page(site: &Site, page: &Page, entity: Option<&EntityId>) -> Vec<String> {
    let about = entity.and_then(|id| entities::of(site, id));
    let portal = match page.kind {
        "home" => vec![portal::website(site)],
        "data" => portal::datasets(site),
        _ => Vec::new(),
    };
    let all = about.into_iter().chain(portal).chain(breadcrumb(site, page));
    all.map(|mut data| {
        data["@context"] = json!("https://schema.org");
        for_script(&data)
    })
    .collect()
}

/// The way to the page. Search engines want the whole way, the start page included.
fn breadcrumb(site: &Site, page: &Page) -> Option<Value> {
    if page.breadcrumb.is_empty() || page.noindex {
        return None;
    }
    let home = (site.portal.settings.title.clone(), "/".to_owned());
    let this = (page.title.clone(), page.url.clone());
    let above = page.breadcrumb.iter().filter(|(_, url)| *url != page.url && url != "/");
    let steps = [&home].into_iter().chain(above).chain([&this]).enumerate();
    let items: Vec<Value> = steps
        .map(|(index, (title, url))| {
            json!({ "@type": "ListItem", "position": index + 1, "name": title, "item": site.absolute(url) })
        })
        .collect();
    Some(json!({ "@type": "BreadcrumbList", "itemListElement": items }))
}

/// JSON that cannot end the `script` element around it, nor open a comment in it.
fn for_script(data: &Value) -> String {
    data.to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_leave_the_script_element() {
        let data = json!({ "name": "</script><script>alert(1)</script><!--" });
        let text = for_script(&data);
        assert!(!text.contains('<'));
        assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), data);
    }
}
