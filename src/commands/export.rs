//! `ozg export`: writes what other programs need to know of the portal.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::environment::{self, EnvironmentError};
use super::{CONTENT_PROBLEMS, report};
use crate::cli::{Export, Global, Server};
use crate::content::Library;
use crate::hosting;
use crate::model::WebAddress;
use crate::pipeline::{Pipeline, Request};
use crate::site;

pub(super) fn run(global: &Global, what: &Export) -> Result<ExitCode, EnvironmentError> {
    let Export::Server {
        server,
        output,
        base_url,
    } = what;
    let root = environment::root(global)?;
    let library = Library::open(&root);
    let request = Request {
        as_of: environment::as_of(global)?,
        drafts: false,
        base_url: base_url.as_ref().map(WebAddress::as_str),
    };
    let outcome = Pipeline::new(&library, request).run();
    let Some(published) = outcome.published else {
        report::problems(&outcome.problems);
        report::line(&format!("Nichts geschrieben: {}.", report::tally(&outcome.problems)));
        return Ok(ExitCode::from(CONTENT_PROBLEMS));
    };
    let hosted = site::hosted(&published.site);
    let text = match server {
        Server::Nginx => hosting::nginx(&hosted),
        Server::Apache => hosting::apache(&hosted),
        Server::Caddy => hosting::caddy(&hosted),
    };
    write(&text, output.as_deref())?;
    Ok(ExitCode::SUCCESS)
}

fn write(text: &str, output: Option<&Path>) -> Result<(), EnvironmentError> {
    match output {
        Some(path) => fs::write(path, text).map_err(EnvironmentError::system(path.display().to_string()))?,
        None => report::line(text.trim_end()),
    }
    Ok(())
}
