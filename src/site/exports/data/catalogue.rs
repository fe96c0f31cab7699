//! The catalogue of the open data by DCAT-AP.de 2.0 (<https://www.dcat-ap.de/def/dcatde/2.0/spec/>).
//!
//! `dcatde:contributorID` is missing: GovData hands it out to those who deliver.

use super::api::ROOT;
use super::graph::Graph;
use super::table::TABLES;
use super::table::Table;
use crate::site::edition::{Site, urls};
use crate::site::route::{Body, Route};

pub(super) const JSON_LD: &str = "/daten/katalog.jsonld";
pub(super) const TURTLE: &str = "/daten/katalog.ttl";

/// A format of the tables.
#[derive(Debug, Clone, Copy)]
struct Format {
    extension: &'static str,
    name: &'static str,
    /// Its entry in the EU's list of file types, to which DCAT-AP.de holds (convention 32).
    file_type: &'static str,
    /// Its entry in IANA's list.
    media_type: &'static str,
}

const FORMATS: [Format; 3] = [
    Format {
        extension: "csv",
        name: "CSV",
        file_type: "CSV",
        media_type: "text/csv",
    },
    Format {
        extension: "json",
        name: "JSON",
        file_type: "JSON",
        media_type: "application/json",
    },
    // A row a line: the list of file types has but the one JSON.
    Format {
        extension: "jsonl",
        name: "JSON Lines",
        file_type: "JSON",
        media_type: "application/jsonl",
    },
];

const FILE_TYPES: &str = "http://publications.europa.eu/resource/authority/file-type/";
const THEMES: &str = "http://publications.europa.eu/resource/authority/data-theme";
const GOVERNMENT: &str = "http://publications.europa.eu/resource/authority/data-theme/GOVE";
const GERMAN: &str = "http://publications.europa.eu/resource/authority/language/DEU";
const DAILY: &str = "http://publications.europa.eu/resource/authority/frequency/DAILY";
const STATE_LEVEL: &str = "http://dcat-ap.de/def/politicalGeocoding/Level/state";
/// What DCAT-AP.de has for data without an open licence.
const NO_OPEN_LICENCE: &str = "http://dcat-ap.de/def/licenses/other-closed";

pub(super) fn routes() -> [Route; 2] {
    [
        Route::new(JSON_LD, |site| Ok(Body::Bytes(graph(site).json_ld()))),
        Route::new(TURTLE, |site| Ok(Body::Bytes(graph(site).turtle()))),
    ]
}

fn graph(site: &Site) -> Graph {
    let mut graph = Graph::default();
    let catalogue = site.absolute("/daten/#katalog");
    graph.kind(&catalogue, "dcat:Catalog");
    let title = site.fill("data.catalogue.title", &[("portal", &site.portal.settings.title)]);
    graph.text(&catalogue, "dct:title", &title);
    graph.text(&catalogue, "dct:description", site.theme.text("data.description"));
    graph.link(&catalogue, "dct:publisher", &publisher(site));
    graph.link(&catalogue, "dct:language", GERMAN);
    graph.link(&catalogue, "foaf:homepage", &site.absolute(urls::DATA));
    modified(&mut graph, site, &catalogue);
    graph.link(&catalogue, "dct:license", licence(site));
    graph.link(&catalogue, "dcat:themeTaxonomy", THEMES);
    for table in TABLES.iter() {
        graph.link(&catalogue, "dcat:dataset", &dataset_id(site, table));
    }
    for table in TABLES.iter() {
        dataset(&mut graph, site, table);
    }
    service(&mut graph, site, &catalogue);
    people(&mut graph, site);
    graph
}

/// When the content last changed; nothing where nobody knows.
fn modified(graph: &mut Graph, site: &Site, subject: &str) {
    if let Some(day) = site.latest_change() {
        graph.day(subject, "dct:modified", &day.to_string());
    }
}

fn dataset(graph: &mut Graph, site: &Site, table: &Table) {
    let dataset = dataset_id(site, table);
    graph.kind(&dataset, "dcat:Dataset");
    graph.text(&dataset, "dct:title", &table.title(site));
    graph.text(&dataset, "dct:description", &table.description(site));
    graph.plain(&dataset, "dct:identifier", &dataset);
    graph.link(&dataset, "dct:publisher", &publisher(site));
    graph.link(&dataset, "dcat:contactPoint", &contact(site));
    graph.link(&dataset, "dcat:theme", GOVERNMENT);
    graph.text(&dataset, "dcat:keyword", site.theme.text("data.keyword"));
    graph.text(&dataset, "dcat:keyword", &table.title(site));
    graph.link(&dataset, "dct:language", GERMAN);
    modified(graph, site, &dataset);
    graph.link(&dataset, "dct:accrualPeriodicity", DAILY);
    graph.link(&dataset, "dcatde:politicalGeocodingLevelURI", STATE_LEVEL);
    graph.link(&dataset, "dcat:landingPage", &site.absolute(urls::DATA));
    for format in FORMATS {
        let distribution = distribution_id(site, table, format.extension);
        graph.link(&dataset, "dcat:distribution", &distribution);
    }
    for format in FORMATS {
        distribution(graph, site, table, format);
    }
}

fn distribution(graph: &mut Graph, site: &Site, table: &Table, format: Format) {
    let distribution = distribution_id(site, table, format.extension);
    let url = site.absolute(&table.url(format.extension));
    graph.kind(&distribution, "dcat:Distribution");
    let title = format!("{} ({})", table.title(site), format.name);
    graph.text(&distribution, "dct:title", &title);
    graph.link(&distribution, "dcat:accessURL", &url);
    graph.link(&distribution, "dcat:downloadURL", &url);
    graph.link(
        &distribution,
        "dct:format",
        &format!("{FILE_TYPES}{}", format.file_type),
    );
    let media_type = format!("https://www.iana.org/assignments/media-types/{}", format.media_type);
    graph.link(&distribution, "dcat:mediaType", &media_type);
    graph.link(&distribution, "dct:conformsTo", &site.absolute(&table.schema_url()));
    graph.link(&distribution, "dct:license", licence(site));
    let attribution = &site.portal.settings.publisher.name;
    graph.text(&distribution, "dcatde:licenseAttributionByText", attribution);
}

/// The API, as a service that answers from the same data.
fn service(graph: &mut Graph, site: &Site, catalogue: &str) {
    let service = site.absolute("/daten/#schnittstelle");
    graph.link(catalogue, "dcat:service", &service);
    graph.kind(&service, "dcat:DataService");
    let title = site.fill("data.api.title", &[("portal", &site.portal.settings.title)]);
    graph.text(&service, "dct:title", &title);
    graph.text(&service, "dct:description", site.theme.text("data.api.text"));
    graph.link(&service, "dcat:endpointURL", &site.absolute(ROOT));
    let description = site.absolute(&format!("{ROOT}openapi.json"));
    graph.link(&service, "dcat:endpointDescription", &description);
    graph.link(&service, "dct:license", licence(site));
    for table in TABLES.iter() {
        graph.link(&service, "dcat:servesDataset", &dataset_id(site, table));
    }
}

/// Publisher and contact, with addresses of their own.
fn people(graph: &mut Graph, site: &Site) {
    let settings = &site.portal.settings;
    let publisher = publisher(site);
    graph.kind(&publisher, "foaf:Agent");
    graph.kind(&publisher, "foaf:Organization");
    graph.text(&publisher, "foaf:name", &settings.publisher.name);
    if let Some(website) = &settings.publisher.website {
        graph.link(&publisher, "foaf:homepage", website.as_str());
    }
    let contact = contact(site);
    let editors = settings.editors.as_ref();
    // The specification asks for the one, and means any of its kinds.
    graph.kind(&contact, "vcard:Kind");
    graph.kind(&contact, "vcard:Organization");
    graph.text(
        &contact,
        "vcard:fn",
        editors.map_or(&settings.publisher.name, |editors| &editors.name),
    );
    if let Some(email) = editors.and_then(|editors| editors.email.as_ref()) {
        graph.link(&contact, "vcard:hasEmail", &format!("mailto:{email}"));
    }
    graph.link(&contact, "vcard:hasURL", &site.absolute("/"));
}

fn licence(site: &Site) -> &str {
    let licence = site.portal.settings.licence.as_ref();
    let licence = licence.map(|licence| licence.dcat.as_ref().unwrap_or(&licence.url).as_str());
    licence.unwrap_or(NO_OPEN_LICENCE)
}

fn publisher(site: &Site) -> String {
    site.absolute("/daten/#herausgeber")
}

fn contact(site: &Site) -> String {
    site.absolute("/daten/#kontakt")
}

fn dataset_id(site: &Site, table: &Table) -> String {
    site.absolute(&format!("/daten/#{}", table.name))
}

fn distribution_id(site: &Site, table: &Table, extension: &str) -> String {
    site.absolute(&format!("/daten/#{}-{extension}", table.name))
}
