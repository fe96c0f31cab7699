//! The portal itself, and its open data, in the words of schema.org.

use serde_json::{Value, json};

use crate::site::data::{self, TABLES};
use crate::site::{Site, urls};

/// The portal and its search.
pub(super) fn website(site: &Site) -> Value {
    let settings = &site.portal.settings;
    json!({
        "@type": "WebSite",
        "name": settings.title,
        "description": settings.description,
        "url": site.absolute(urls::HOME),
        "inLanguage": site.language_tag(),
        "publisher": { "@type": "GovernmentOrganization", "name": settings.publisher.name, "url": settings.publisher.website },
        "potentialAction": {
            "@type": "SearchAction",
            "target": { "@type": "EntryPoint", "urlTemplate": format!("{}?q={{search_term_string}}", site.absolute(urls::SEARCH)) },
            "query-input": "required name=search_term_string",
        },
    })
}

/// The tables of the open data.
pub(super) fn datasets(site: &Site) -> Vec<Value> {
    let settings = &site.portal.settings;
    let dataset = |table: &data::Table| {
        let mut dataset = json!({
            "@type": "Dataset",
            "name": table.title(site),
            "description": table.description(site),
            "url": site.absolute(&format!("{}#{}", data::PAGE, table.name)),
            "inLanguage": site.language_tag(),
            "version": data::VERSION,
            "dateModified": site.portal.as_of,
            "creator": { "@type": "GovernmentOrganization", "name": settings.publisher.name },
            "distribution": [
                download(site, table, "csv", "text/csv"),
                download(site, table, "json", "application/json"),
                download(site, table, "jsonl", "application/jsonl"),
            ],
        });
        if let Some(licence) = &settings.licence {
            dataset["license"] = json!(licence.url);
        }
        dataset
    };
    TABLES.iter().map(dataset).collect()
}

fn download(site: &Site, table: &data::Table, extension: &str, format: &str) -> Value {
    json!({ "@type": "DataDownload", "encodingFormat": format, "contentUrl": site.absolute(&table.url(extension)) })
}
