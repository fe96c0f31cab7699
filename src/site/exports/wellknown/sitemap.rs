//! The sitemap (<https://www.sitemaps.org/protocol.html>), in parts where it is too long for one file.

use std::io::{self, Write};
use std::sync::Arc;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::model::Day;
use crate::site::edition::Site;
use crate::site::route::{Body, Route};

const SITEMAP: &str = "/sitemap.xml";

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
    let is_invented = site.invented_routes();
    let listed = others.iter().filter(|route| route.listed && !is_invented(route));
    let mut addresses: Vec<Address> = listed
        .map(|route| (route.url.clone(), dates.get(site.url_in_edition(&route.url)).copied()))
        .collect();
    addresses.sort();
    let mut files = files(&addresses);
    if files.len() > 1 {
        let names: Vec<Address> = files.iter().map(|(url, _)| (url.clone(), None)).collect();
        let index = Route::new(SITEMAP, move |site| {
            Ok(Body::Bytes(document(site, "sitemapindex", "sitemap", &names)))
        });
        let parts = files.drain(..).map(|(url, part)| part_route(url, part));
        return parts.chain([index]).collect();
    }
    files.into_iter().map(|(url, part)| part_route(url, part)).collect()
}

/// The files with the addresses that each has: one, or as many as are needed.
fn files(addresses: &[Address]) -> Vec<(String, Arc<[Address]>)> {
    if addresses.len() <= MOST_ADDRESSES {
        return vec![(SITEMAP.to_owned(), Arc::from(addresses))];
    }
    let parts = addresses.chunks(MOST_ADDRESSES).zip(1..);
    parts
        .map(|(part, number)| (format!("/sitemap-{number}.xml"), Arc::from(part)))
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_has_more_addresses_than_the_protocol_allows() {
        let lengths = |count: usize| -> Vec<(String, usize)> {
            let addresses: Vec<Address> = (0..count).map(|number| (format!("/{number}/"), None)).collect();
            files(&addresses)
                .iter()
                .map(|(url, part)| (url.clone(), part.len()))
                .collect()
        };
        let one = |count| vec![("/sitemap.xml".to_owned(), count)];
        assert_eq!(lengths(0), one(0));
        assert_eq!(lengths(50_000), one(50_000));
        let parts = [
            ("/sitemap-1.xml".to_owned(), 50_000),
            ("/sitemap-2.xml".to_owned(), 50_000),
            ("/sitemap-3.xml".to_owned(), 1),
        ];
        assert_eq!(lengths(100_001), parts);
    }
}
