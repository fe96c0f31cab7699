//! Arguments of `ozg export`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use super::TEMPLATE;
use crate::model::PortalAddress;

/// What is written for another program.
#[derive(Debug, Clone, Subcommand)]
pub enum Export {
    /// Wie ein Webserver das Portal ausliefern soll: Köpfe, Zwischenspeicher, Kompression, Dateiarten, Weiterleitungen
    #[command(name = "server", help_template = TEMPLATE, override_usage = "ozg export server --fuer SERVER [OPTIONEN]", next_help_heading = "Angaben")]
    Server {
        /// Für welchen: nginx, apache oder caddy
        #[arg(long = "fuer", value_name = "SERVER")]
        server: Server,
        /// Datei, in die geschrieben wird (sonst auf den Bildschirm)
        #[arg(long = "ausgabe", value_name = "DATEI")]
        output: Option<PathBuf>,
        /// Adresse, unter der das Portal veröffentlicht wird (sonst basis_url aus portal.yaml)
        #[arg(long = "basis-url", value_name = "URL")]
        base_url: Option<PortalAddress>,
    },
    /// Was ein Suchserver vom Portal wissen muss: Dokumente, Sprachregeln, Synonyme, Filter
    #[command(name = "suche", help_template = TEMPLATE, override_usage = "ozg export suche --fuer SUCHSERVER --ausgabe DIR [OPTIONEN]", next_help_heading = "Angaben")]
    Search {
        /// Für welchen: opensearch oder meilisearch
        #[arg(long = "fuer", value_name = "SUCHSERVER")]
        engine: SearchServer,
        /// Ordner, in den geschrieben wird
        #[arg(long = "ausgabe", value_name = "DIR")]
        output: PathBuf,
        /// Adresse, unter der das Portal veröffentlicht wird (sonst basis_url aus portal.yaml)
        #[arg(long = "basis-url", value_name = "URL")]
        base_url: Option<PortalAddress>,
    },
}

/// A search server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SearchServer {
    /// OpenSearch from 2 on.
    #[value(name = "opensearch")]
    OpenSearch,
    /// Meilisearch from 1.10 on.
    Meilisearch,
}

/// A web server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Server {
    /// nginx from 1.18 on.
    Nginx,
    /// Apache 2.4.
    Apache,
    /// Caddy from 2.6 on.
    Caddy,
}
