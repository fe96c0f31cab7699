//! From bytes to entities: walking the tree, reading YAML, CSV and Markdown, and telling what is wrong with them.
//!
//! Nothing here decides what a page looks like.

mod boundaries;
mod faults;
mod file;
mod front_matter;
mod history;
pub mod html;
mod joins;
mod kind;
mod library;
pub mod link;
mod locate;
pub mod markdown;
mod pdf;
mod record;
mod table;
mod text_file;
mod translation;
mod tree;

pub use history::notes_of_git;
pub use library::{Library, Loaded};
pub use record::schema_of;
pub use table::{directory_faults, reuse_faults};
pub use tree::{CONTENT, find_root, read_texts};
