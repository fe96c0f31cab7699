//! The words of the field as types, and the [`Portal`] that holds them all.
//!
//! Field names are German in the files and English here, in templates and in open data: each field's `rename` pairs them.
//! Nothing in this floor reads a file or knows HTML.

mod answers;
mod attachment;
mod attachments;
mod authority;
mod boundaries;
mod change;
mod collation;
mod contact;
mod coverage;
mod date;
mod ending;
mod entity;
mod event;
mod figures;
mod former;
mod freshness;
mod guide;
mod hidden;
mod history;
mod id;
mod key;
mod legal;
mod lifecycle;
mod maturity;
mod milestone;
mod ministry;
mod money;
mod number;
mod page;
mod portal;
mod press_release;
mod publication;
mod reusability;
mod scalar;
mod service;
mod settings;
mod sign_language;
pub mod spelling;
mod standing;
mod succession;
mod synonyms;
mod template;
mod text;
mod topic;
mod translation;
mod vocabulary;

pub use answers::AnswerState;
pub use attachment::{Attachment, Container, Fault, Look, Photo, PhotoFormat, Refusal};
pub use attachments::composed;
pub use authority::{Authority, Position};
pub use boundaries::{Area, Boundaries, BoundaryLevel, Ring};
pub use change::{Change, CostKind};
pub use collation::{first_letter, slug, sort_key};
pub use contact::{Contact, Document, Link};
pub use coverage::{Coverage, Wording, carries_out};
pub use date::{Availability, Day, GERMAN_TIME, InvalidDate, Moment, PartialDate, german_time};
pub use entity::{Entity, EntityId, NAMINGS};
pub use event::{Event, Registration};
pub use figures::{AnswerTally, ReusableTally, ReviewTally, count_open_calls};
pub use former::FormerAddress;
pub use freshness::Freshness;
pub use guide::{Chapter, Guide, Step, UnknownStep};
pub use history::{History, HistoryEntry, LastChange, LastChanges};
pub use id::{
    AuthorityId, ChapterId, EventId, GuideId, InvalidId, MinistryId, PageId, PressReleaseId, ServiceId, TopicId,
};
pub use key::{InvalidKey, LeikaKey, OzgId, Postcode, RegionalKey};
pub use legal::{Accessibility, Legal, LegalPage, Partner};
pub use lifecycle::{Exception, Lifecycle, Record, Source};
pub use maturity::{Maturity, MaturityModel, UnknownModel};
pub use milestone::{MilestoneState, Period};
pub use ministry::Ministry;
pub use money::{Amount, Cents, InvalidAmount, Tier};
pub use number::{Days, InvalidNumber, Number, Population};
pub use page::{Menu, Page};
pub use portal::{Audience, Collection, Contents, Portal};
pub use press_release::PressRelease;
pub use publication::{EntityKind, ExtraFiles, Licence, SecurityContact};
pub use reusability::Reusability;
pub use scalar::Textual;
pub use service::*;
pub use settings::{Colours, Names, Publisher, Repository, Settings, Sources, State};
pub use sign_language::SignLanguageVideo;
pub use standing::{Concerns, Standing, standing};
pub use synonyms::Synonyms;
pub use template::{CodeTarget, Gap, Instrument, Piece, Template, TemplateHead, pieces};
pub use text::{
    Colour, DocumentKind, Email, FileName, FormerUrl, HostName, InvalidText, Language, Markdown, Prose, WebAddress,
};
pub use topic::Topic;
pub use translation::*;
pub use vocabulary::*;
