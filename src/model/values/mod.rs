//! Values of single fields: dates, amounts, keys, words of lists, addresses, and how they are written in German.

mod collation;
mod date;
pub(in crate::model) mod ending;
pub(in crate::model) mod id;
mod key;
mod moment;
mod money;
mod number;
pub(in crate::model) mod scalar;
pub mod spelling;
mod text;
pub(in crate::model) mod vocabulary;

pub use collation::{first_letter, slug, sort_key};
pub use date::{Availability, Day, GERMAN_TIME, InvalidDate, PartialDate, german_time};
pub use id::{AuthorityId, ChapterId, GuideId, InvalidId, MinistryId, ServiceId, TopicId};
pub use key::{InvalidKey, InvalidLeikaType, LeikaKey, LeikaType, OzgId, Postcode, RegionalKey};
pub use moment::Moment;
pub use money::{Amount, Cents, InvalidAmount, Tier};
pub use number::{Days, InvalidNumber, Number, Population};
pub use scalar::Textual;
pub use text::{
    Colour, DocumentKind, Email, FileName, FormerUrl, HostName, InvalidText, Language, Markdown, PortalAddress, Prose,
    ThemeName, WebAddress,
};
pub use vocabulary::*;
