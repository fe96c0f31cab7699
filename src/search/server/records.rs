//! Documents as a server takes them: one line of JSON each.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use super::{Engine, parts::Parts};
use crate::extent::{Slicing, Whole};
use crate::search::Document;

/// Servers refuse requests that are too long (100 MB, unless set otherwise) and like those of some megabytes.
const PORTION: usize = 8_000_000;

/// A document. Its names are those of the content, as in the tables of the portal.
#[derive(Serialize)]
pub struct Record<'a> {
    /// What comes before it, for servers that want to be told.
    #[serde(skip)]
    action: bool,
    id: String,
    art: &'a str,
    titel: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    zusammenfassung: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suchbegriffe: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    kennungen: Vec<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    ueberschriften: &'a [String],
    #[serde(skip_serializing_if = "str::is_empty")]
    text: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    wortteile: Vec<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    merkmale: &'a [String],
    #[serde(flatten)]
    facets: &'a BTreeMap<String, Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    datum: Option<&'a str>,
    /// The same as a number (20220322), for servers that only compare numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    datum_zahl: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tage: Vec<&'a str>,
    adresse: &'a str,
    sprache: &'a str,
    nur_deutsch: bool,
    beispiel: bool,
    gewicht: f32,
}

/// The documents of a language, in their order.
pub fn of<'a>(engine: Engine, documents: &'a [Document], parts: &'a Parts, language: &'a str) -> Vec<Record<'a>> {
    let record = |document: &'a Document| {
        let datum = document.days.first().map(String::as_str);
        Record {
            action: engine == Engine::OpenSearch,
            id: id(&document.url),
            art: &document.kind,
            titel: &document.title,
            zusammenfassung: &document.summary,
            suchbegriffe: both(&document.keywords, &document.names),
            kennungen: both(&document.keys, &document.official_keys),
            ueberschriften: &document.headings,
            text: document.text.trim(),
            wortteile: parts.in_document(document),
            merkmale: &document.facts,
            facets: &document.facets,
            datum,
            datum_zahl: datum.and_then(number),
            tage: document
                .days
                .iter()
                .chain(&document.other_days)
                .map(String::as_str)
                .collect(),
            adresse: &document.url,
            sprache: language,
            nur_deutsch: document.foreign,
            beispiel: document.sample,
            gewicht: (document.weight * 100.0).round() / 100.0,
        }
    };
    documents.iter().map(record).collect()
}

/// A name for a document that servers accept, which want neither slashes nor umlauts. The same address has the same one.
fn id(url: &str) -> String {
    blake3::hash(url.as_bytes()).to_hex().part(..32).to_owned()
}

fn number(day: &str) -> Option<u32> {
    day.replace('-', "").parse().ok()
}

/// The lines in portions that a server takes at once.
pub fn portions(records: &[Record<'_>]) -> serde_json::Result<Vec<Vec<u8>>> {
    let mut portions: Vec<Vec<u8>> = vec![Vec::new()];
    for record in records {
        let mut lines = Vec::new();
        if record.action {
            serde_json::to_writer(&mut lines, &json!({ "index": { "_id": record.id } }))?;
            lines.push(b'\n');
        }
        serde_json::to_writer(&mut lines, record)?;
        lines.push(b'\n');
        match portions.last_mut() {
            Some(last) if last.is_empty() || last.len().plus(lines.len()) <= PORTION => last.append(&mut lines),
            _ => portions.push(lines),
        }
    }
    Ok(portions)
}

/// What stands in two lists.
fn both<'a>(one: &'a [String], other: &'a [String]) -> Vec<&'a str> {
    one.iter().chain(other).map(String::as_str).collect()
}
