//! From bytes to entities: walking the tree, reading YAML, CSV and Markdown, and telling what is wrong with them.
//!
//! Nothing here decides what a page looks like.

mod attachment;
mod boundaries;
mod copied;
mod decode;
pub mod edit;
mod faults;
mod file;
mod front_matter;
mod guesses;
mod history;
pub mod html;
mod joins;
mod kind;
mod library;
mod lines;
pub mod link;
mod locate;
pub mod markdown;
mod near;
mod record;
pub(crate) mod tables;
mod text_file;
mod translation;
mod tree;
pub(crate) mod yaml;

pub use decode::decode_table;
pub use history::{NoSnapshot, head, notes_of_git, snapshot};
pub use kind::is_debris;
pub use library::{Library, Loaded};
pub(crate) use lines::Lines;
pub use record::schema_of;
pub use tables::{directory_faults, reuse_faults};
pub use tree::{CONTENT, find_root, is_hidden, read_for_edit, read_texts};
