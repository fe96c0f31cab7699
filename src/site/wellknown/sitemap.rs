//! The sitemap (<https://www.sitemaps.org/protocol.html>), in parts where it is too long for one file.

use std::io::{self, Write};
use std::sync::Arc;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::model::Day;
use crate::site::{Body, Route, Site};

/// The most addresses that one file may have.
const MOST_ADDRESSES: usize = 50_000;
const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// A page with the last change that its content tells of.
type Address = (String, Option<Day>);

/// The languages that have a page, said with each of them (<https://www.w3.org/TR/html5/links.html#rel-alternate>).
const XHTML: (&str, &str) = ("xmlns:xhtml", "http://www.w3.org/1999/xhtml");

/// `/sitemap.xml`: the addresses themselves, or the list of the files that have them.
pub(in crate::site) fn routes(site: &Site, others: &[Route]) -> Vec<Route> {
    let dates = site.content_dates();
    let listed = others.iter().filter(|route| route.listed);
    let mut addresses: Vec<Address> = listed
        .map(|route| (route.url.clone(), dates.get(site.url_in_edition(&route.url)).copied()))
        .collect();
    addresses.sort();
    let mut parts: Vec<Arc<[Address]>> = addresses.chunks(MOST_ADDRESSES).map(Arc::from).collect();
    if parts.len() < 2 {
        let only = parts.pop().unwrap_or_else(|| Arc::from([]));
        return vec![part_route("/sitemap.xml".to_owned(), only)];
    }
    let names: Vec<Address> = (1..=parts.len())
        .map(|number| (format!("/sitemap-{number}.xml"), None))
        .collect();
    let files = names
        .iter()
        .zip(parts)
        .map(|((url, _), part)| part_route(url.clone(), part));
    let mut routes: Vec<Route> = files.collect();
    routes.push(Route::new("/sitemap.xml", move |site| {
        Ok(Body::Bytes(document(site, "sitemapindex", "sitemap", &names)))
    }));
    routes
}

fn part_route(url: String, addresses: Arc<[Address]>) -> Route {
    Route::new(url, move |site| {
        Ok(Body::Bytes(document(site, "urlset", "url", &addresses)))
    })
}

/// Writing into memory cannot fail.
fn document(site: &Site, root: &str, item: &str, addresses: &[Address]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    let _ = write(&mut writer, site, (root, item), addresses);
    writer.into_inner()
}

fn write<W: Write>(
    out: &mut Writer<W>,
    site: &Site,
    (root, item): (&str, &str),
    addresses: &[Address],
) -> io::Result<()> {
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = out.create_element(root).with_attribute(NAMESPACE);
    let root = if site.has_translations() {
        root.with_attribute(XHTML)
    } else {
        root
    };
    root.write_inner_content(|out| {
        for (url, changed) in addresses {
            out.create_element(item).write_inner_content(|out| {
                text(out, "loc", &site.absolute(url))?;
                changed
                    .iter()
                    .try_for_each(|day| text(out, "lastmod", &day.to_string()))?;
                site.alternates(url).iter().try_for_each(|alternate| {
                    let link = out.create_element("xhtml:link").with_attribute(("rel", "alternate"));
                    let link = link.with_attribute(("hreflang", alternate.tag.as_str()));
                    link.with_attribute(("href", alternate.url.as_str()))
                        .write_empty()
                        .map(drop)
                })
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn text<W: Write>(out: &mut Writer<W>, element: &str, text: &str) -> io::Result<()> {
    out.create_element(element)
        .write_text_content(BytesText::new(text))
        .map(drop)
}
