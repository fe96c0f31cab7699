//! `ozg export`: writes what other programs need to know of the portal.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::environment::{self, EnvironmentError};
use super::{CONTENT_PROBLEMS, outside, report};
use crate::cli::{Export, Global, SearchServer, Server};
use crate::content::Library;
use crate::hosting;
use crate::model::PortalAddress;
use crate::pipeline::{Pipeline, Published, Request};
use crate::search::{self, Engine};
use crate::site::{self, Site};

pub(super) fn run(global: &Global, what: &Export) -> Result<ExitCode, EnvironmentError> {
    let (Export::Server { base_url, .. } | Export::Search { base_url, .. }) = what;
    let root = environment::root(global)?;
    let library = Library::open(&root);
    let request = Request {
        as_of: environment::as_of(global)?,
        drafts: false,
        base_url: base_url.as_ref().map(PortalAddress::as_str),
        hidden: false,
    };
    let outcome = Pipeline::new(&library, request).run();
    let Some(Published { site, .. }) = outcome.published else {
        report::problems(&outcome.problems);
        report::line(&format!("Nichts geschrieben: {}.", report::tally(&outcome.problems)));
        return Ok(ExitCode::from(CONTENT_PROBLEMS));
    };
    match what {
        Export::Server { server, output, .. } => for_web_server(&site, *server, output.as_deref())?,
        Export::Search { engine, output, .. } => {
            let folder = outside::folder(&root, output)?;
            for_search_server(&site, *engine, &folder)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn for_web_server(site: &Site, server: Server, output: Option<&Path>) -> Result<(), EnvironmentError> {
    let hosted = site::hosted(site);
    let text = match server {
        Server::Nginx => hosting::nginx(&hosted),
        Server::Apache => hosting::apache(&hosted),
        Server::Caddy => hosting::caddy(&hosted),
    };
    match output {
        Some(path) => fs::write(path, text).map_err(EnvironmentError::system(path.display().to_string()))?,
        None => report::line(text.trim_end()),
    }
    Ok(())
}

fn for_search_server(site: &Site, server: SearchServer, folder: &Path) -> Result<(), EnvironmentError> {
    let engine = match server {
        SearchServer::OpenSearch => Engine::OpenSearch,
        SearchServer::Meilisearch => Engine::Meilisearch,
    };
    let searched = site::searched(site);
    let found: usize = searched.iter().map(|edition| edition.documents.len()).sum();
    let files = search::files_for(engine, searched)
        .map_err(|error| EnvironmentError::system(folder.display().to_string())(error.into()))?;
    let written: Vec<(&str, &[u8])> = files
        .iter()
        .map(|file| (file.name.as_str(), file.bytes.as_slice()))
        .collect();
    outside::write(folder, &written, search::is_server_file)?;
    report::line(&format!(
        "{} in {}, mit {}.",
        report::counted(files.len(), "Datei", "Dateien"),
        folder.display(),
        report::counted(found, "Dokument", "Dokumenten")
    ));
    files.iter().for_each(|file| report::line(&format!("  {}", file.name)));
    Ok(())
}
