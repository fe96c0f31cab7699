//! The search: its page, and the files of its index.

mod documents;
mod facts;
mod sections;
mod settings;

use crate::diagnostics::{Diagnostic, Place};
use crate::search::{self, Searched};
use crate::site::edition::{Site, urls};
use crate::site::frame::Page;
use crate::site::route::{Body, Route};

pub(in crate::site) fn routes(_: &Site) -> Vec<Route> {
    vec![Route::new(urls::SEARCH, render)]
}

fn render(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let text = |name: &str| site.theme.text(name).to_owned();
    let page = Page::new(
        "search",
        urls::SEARCH,
        text("search_page.title"),
        text("search_page.description"),
    );
    site.render("search.html", page, &())
}

/// What can be found in each language, for a search server: with whole addresses, since it belongs to no page.
pub(in crate::site) fn searched(site: &Site) -> Vec<Searched> {
    let origin = site.base_url();
    let origin = origin.strip_suffix(site.href("").as_str()).unwrap_or(origin);
    let translated = site.translations.iter().filter(|site| !site.is_easy());
    let of_edition = |edition: &Site| {
        let mut documents = documents::of_site(edition);
        for document in &mut documents {
            document.url.insert_str(0, origin);
        }
        Searched {
            language: edition.language_tag().to_owned(),
            documents,
            settings: settings::of_site(edition),
        }
    };
    std::iter::once(site).chain(translated).map(of_edition).collect()
}

/// The files of the index. It is made anew for every state of the portal.
pub(in crate::site) fn index(site: &Site) -> Vec<Route> {
    match search::build(documents::of_site(site), &settings::of_site(site)) {
        Ok(index) => {
            let address = |name: &str| {
                if name == index.entry {
                    urls::SEARCH_ENTRY.to_owned()
                } else {
                    format!("{}{name}", urls::SEARCH)
                }
            };
            let file =
                |file: search::IndexFile| Route::new(address(&file.name), move |_| Ok(Body::Bytes(file.bytes.clone())));
            index.files.into_iter().map(file).collect()
        }
        Err(error) => {
            let message = format!("das Verzeichnis der Suche kann nicht geschrieben werden ({error})");
            vec![Route::new(urls::SEARCH_ENTRY, move |_| {
                Err(Box::new(Diagnostic::error(
                    "suche",
                    Place::file(&"content".into()),
                    message.clone(),
                )))
            })]
        }
    }
}
