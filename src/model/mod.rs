//! The words of the field as types, and the [`Portal`] that holds them all.
//!
//! Field names are German in the files and English here, in templates and in open data: each field's `rename` pairs them.
//! Nothing in this floor reads a file or knows HTML.

mod authority;
mod contact;
mod entity;
mod history;
mod kinds;
mod letterhead;
mod lifecycle;
mod ministry;
pub mod plan;
mod portal;
mod reuse;
mod service;
mod texts;
mod topic;
mod translation;
mod values;

pub use authority::*;
pub use contact::{Contact, Document, Link};
pub use entity::Entity;
pub use history::*;
pub use kinds::{EntityId, Files, NAMINGS, Naming, TextKind};
pub use letterhead::{Letterhead, Signatory};
pub use lifecycle::{Exception, Lifecycle, Record, Source};
pub use ministry::Ministry;
pub use portal::*;
pub use reuse::*;
pub use service::*;
pub use texts::*;
pub use topic::Topic;
pub use translation::*;
pub use values::*;
