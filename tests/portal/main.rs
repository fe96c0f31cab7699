//! The program through its front door: a tree of content in, exact output or diagnostics out.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unreachable,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that stops says what is wrong"
)]

mod bars;
mod brochure;
mod build;
mod built;
mod compressed;
mod coverage;
mod days;
mod directory;
mod edit;
mod english;
mod external;
mod faults;
mod feeds;
mod field;
mod figures;
mod floods;
mod folder;
mod formats;
mod fuzz;
mod handbook;
mod harness;
mod history;
mod hostile;
mod import;
mod introduction;
mod kinds;
mod kit;
mod languages;
mod layout;
mod limits;
mod links;
mod maps;
mod markdown;
mod messages;
mod offline;
mod older_forms;
mod output;
mod photos;
mod pictures;
mod pipelines;
mod places;
mod plan;
mod preview;
mod publish;
mod reading;
mod record;
mod release;
mod rename;
mod repair;
mod report;
mod repository;
mod review;
mod rules;
mod scaffold;
mod schema;
mod search;
mod search_servers;
mod secrets;
mod servers;
mod since;
mod slow_clients;
mod spread;
mod supply;
mod themes;
mod three_commands;
mod unstated;
mod words;
mod worklist;
