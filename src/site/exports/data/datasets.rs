//! The tables of the open data as search engines read them (<https://schema.org/Dataset>).

use super::VERSION;
use super::table::{TABLES, Table};
use crate::site::edition::{Site, urls};
use crate::site::frame::structured::{Node, object, publisher};

/// The tables of the open data.
pub(super) fn all(site: &Site) -> impl Iterator<Item = Node<'_>> {
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
                ("url", site.absolute(&format!("{}#{}", urls::DATA, table.name)).into()),
                ("inLanguage", site.language_tag().into()),
                ("version", VERSION.into()),
                ("dateModified", site.latest_change().map(|day| day.to_string()).into()),
                ("creator", publisher(site)),
                ("distribution", downloads.into_iter().collect()),
                ("license", licence.map(|licence| licence.url.as_str()).into()),
            ],
        )
    })
}

fn download<'a>(site: &Site, table: &Table, extension: &str, format: &'a str) -> Node<'a> {
    let url = site.absolute(&table.url(extension));
    object(
        "DataDownload",
        [("encodingFormat", format.into()), ("contentUrl", url.into())],
    )
}
