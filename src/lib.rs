//! `ozg` turns a tree of content files into the information portal of a German state on the
//! re-use of online administrative services (Onlinezugangsgesetz, OZG).

// Tests within the files.
#![cfg_attr(
    test,
    allow(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        reason = "a test that stops says what is wrong"
    )
)]

pub mod charts;
pub mod checks;
pub mod cli;
pub mod commands;
pub mod content;
pub mod content_lines;
pub mod diagnostics;
pub mod disk;
pub mod drawing;
pub(crate) mod extent;
pub mod external;
pub mod hosting;
pub mod imaging;
pub mod import;
pub mod kit;
pub mod model;
pub mod output;
pub mod percent;
pub mod pipeline;
pub mod preview;
pub mod profile;
pub mod publish;
pub mod review;
pub mod scaffold;
pub mod search;
pub mod site;
pub mod theme;
