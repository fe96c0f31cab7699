//! The program through its front door: a tree of content in, exact output or diagnostics out.

#![allow(missing_docs, clippy::unwrap_used)]

mod build;
mod harness;
mod history;
mod links;
mod messages;
mod preview;
mod repository;
