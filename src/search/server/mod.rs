//! The search of a portal for a search server: documents, analysis, synonyms and facets, as such servers take them in bulk.
//!
//! A server has its own way with words. What it cannot know of German comes along: which words a compound is made of (worked
//! out here, by the rules of the portal's own search), and of which parts unknown ones may be made.

mod facets;
mod meilisearch;
mod opensearch;
mod parts;
mod records;
mod synonyms;

use super::{Document, Settings};
use crate::extent::Whole;
use parts::Parts;

/// A kind of search server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// OpenSearch from 2 on, and what takes the same requests.
    OpenSearch,
    /// Meilisearch from 1.10 on.
    Meilisearch,
}

/// What is found in one language.
#[derive(Debug)]
pub struct Searched {
    /// The code of the language (`de`), which is part of the names of files.
    pub language: String,
    /// What can be found, with whole addresses.
    pub documents: Vec<Document>,
    /// What the portal decides about its search.
    pub settings: Settings,
}

/// A file for a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerFile {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// All files for a server. The same documents and settings give the same bytes, whatever the order of the documents.
///
/// # Errors
/// None in practice: only if a string could not be written as JSON.
pub fn files_for(engine: Engine, searched: Vec<Searched>) -> serde_json::Result<Vec<ServerFile>> {
    let mut files = Vec::new();
    for edition in searched {
        let Searched {
            language,
            documents,
            settings,
        } = edition;
        let documents = super::in_order(documents);
        let parts = Parts::of(&documents, &settings);
        let mut add = |name: String, bytes: Vec<u8>| files.push(ServerFile { name, bytes });
        let records = records::of(engine, &documents, &parts, &language);
        for (number, portion) in records::portions(&records)?.into_iter().enumerate() {
            add(format!("dokumente-{language}-{:03}.ndjson", number.plus(1)), portion);
        }
        add(format!("facetten-{language}.json"), pretty(&facets::labels(&settings))?);
        match engine {
            Engine::OpenSearch => {
                add(
                    format!("index-{language}.json"),
                    pretty(&opensearch::index(&settings, &parts))?,
                );
                add(
                    format!("abfrage-{language}.json"),
                    pretty(&opensearch::template(&settings)?)?,
                );
            }
            Engine::Meilisearch => add(
                format!("einstellungen-{language}.json"),
                pretty(&meilisearch::settings(&settings, &language))?,
            ),
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// Whether a file is called like one that is written for a server, in whatever language and number.
pub fn is_server_file(name: &str) -> bool {
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return false;
    };
    let kind = stem.split('-').next().unwrap_or_default();
    match ending {
        "ndjson" => kind == "dokumente",
        "json" => ["abfrage", "einstellungen", "facetten", "index"].contains(&kind) && stem.contains('-'),
        _ => false,
    }
}

fn pretty(value: &impl serde::Serialize) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}
