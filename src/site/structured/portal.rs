//! The portal itself, and its open data, in the words of schema.org.

use super::node::{Node, object};
use crate::site::data::{self, TABLES};
use crate::site::{Site, urls};

/// The portal and its search.
pub(super) fn website(site: &Site) -> Node<'_> {
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

/// The tables of the open data.
pub(super) fn datasets(site: &Site) -> impl Iterator<Item = Node<'_>> {
    let licence = site.portal.settings.licence.as_ref();
    TABLES.iter().map(move |table| {
        let downloads = [
            download(site, table, "csv", "text/csv"),
            download(site, table, "json", "application/json"),
            download(site, table, "jsonl", "application/jsonl"),
        ];
        object(
            "Dataset",
            [
                ("name", table.title(site).into()),
                ("description", table.description(site).into()),
                ("url", site.absolute(&format!("{}#{}", data::PAGE, table.name)).into()),
                ("inLanguage", site.language_tag().into()),
                ("version", data::VERSION.into()),
                ("dateModified", site.portal.as_of.to_string().into()),
                ("creator", publisher(site)),
                ("distribution", downloads.into_iter().collect()),
                ("license", licence.map(|licence| licence.url.as_str()).into()),
            ],
        )
    })
}

fn publisher(site: &Site) -> Node<'_> {
    object(
        "GovernmentOrganization",
        [("name", (&site.portal.settings.publisher.name).into())],
    )
}

fn download<'a>(site: &Site, table: &data::Table, extension: &str, format: &'a str) -> Node<'a> {
    let url = site.absolute(&table.url(extension));
    object(
        "DataDownload",
        [("encodingFormat", format.into()), ("contentUrl", url.into())],
    )
}
