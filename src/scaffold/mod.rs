//! From the types of the content model to what editors start with: schemas for their tools, commented files, the field
//! reference of the handbook.
//!
//! All of it is text derived from one schema; nothing here reads or writes a file.

mod commented;
mod draft;
mod editor;
mod kind;
mod node;
mod portal;
mod reference;
mod template;

pub use draft::{
    Draft, DraftContext, NewService, NewText, Unappendable, authority_appended, guide, ministry, service, text,
};
pub use editor::{editor_settings, schemas};
pub use kind::{FileKind, KINDS};
pub use portal::{NewPortal, portal};
pub use reference::field_reference;
pub use template::template;
