//! The program through its front door: a tree of content in, exact output or diagnostics out.

#![allow(missing_docs, clippy::unwrap_used)]

mod bars;
mod build;
mod built;
mod coverage;
mod days;
mod external;
mod feeds;
mod figures;
mod formats;
mod handbook;
mod harness;
mod history;
mod import;
mod kit;
mod languages;
mod layout;
mod links;
mod maps;
mod markdown;
mod messages;
mod output;
mod pictures;
mod places;
mod preview;
mod repository;
mod review;
mod rules;
mod scaffold;
mod schema;
mod spread;
mod themes;
mod three_commands;
