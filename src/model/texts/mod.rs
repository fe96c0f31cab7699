//! Texts beside the services: events, press releases, guides, pages, templates, and what they carry along.

pub(in crate::model) mod attachment;
mod attachments;
mod event;
mod guide;
mod page;
pub mod placeholder;
mod press_release;
mod sign_language;
mod template;
pub(in crate::model) mod text_record;

pub use attachment::{Attachment, Container, Fault, Look, Photo, PhotoFormat, Refusal};
pub use attachments::composed;
pub use event::{Event, EventId, EventTexts, Registration};
pub use guide::{Chapter, Guide, Step, UnknownStep};
pub use page::{Menu, Page, PageId, PageTexts};
pub use press_release::{PressRelease, PressReleaseId, PressReleaseTexts};
pub use sign_language::SignLanguageVideo;
pub use template::{CodeTarget, Gap, Instrument, Piece, Template, TemplateHead, pieces};
pub use text_record::{LoadedFile, RecordTexts, References, Start, TextRecord, TextVisitor, TextsOf, TranslatedFile};
