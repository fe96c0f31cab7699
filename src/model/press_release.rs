//! A press release (Pressemitteilung).

use super::contact::{Contact, Document};
use super::date::Day;
use super::id::{MinistryId, PressReleaseId, ServiceId};
use super::lifecycle::entity;
use super::text::Prose;

entity! {
    not_before: date;
    /// A press release, as `presse/<date>-<slug>.md` holds it.
    #[schemars(title = "Pressemitteilung", description = "Eine Pressemitteilung")]
    pub struct PressRelease {
        /// File name.
        #[serde(skip_deserializing, default = "PressReleaseId::unset")]
        pub id: PressReleaseId,
        /// Headline.
        #[serde(rename(deserialize = "titel"))]
        #[schemars(description = "Überschrift", example = &"Wohngeld jetzt auch online")]
        pub title: String,
        /// One sentence for lists and search.
        #[serde(rename(deserialize = "kurz"), default)]
        #[schemars(description = "Ein Satz für Listen und Suche", example = &"Ein Satz, der das Wichtigste sagt.")]
        pub summary: Option<String>,
        /// Day of publication.
        #[serde(rename(deserialize = "datum"))]
        #[schemars(description = "Tag der Veröffentlichung; vorher erscheint die Mitteilung nicht")]
        pub date: Day,
        /// Whose.
        #[serde(rename(deserialize = "ressort"), default)]
        #[schemars(description = "Kennung des Ressorts")]
        pub ministry: Option<MinistryId>,
        /// Which services it is about.
        #[serde(rename(deserialize = "leistungen"), default)]
        #[schemars(description = "Kennungen der Leistungen, um die es geht")]
        pub services: Vec<ServiceId>,
        /// Whom the press may ask.
        #[serde(rename(deserialize = "kontakt"), default)]
        #[schemars(description = "Kontakt für die Presse")]
        pub contacts: Vec<Contact>,
        /// Files.
        #[serde(rename(deserialize = "anhaenge"), default)]
        #[schemars(description = "Anhänge im Ordner der Pressemitteilungen")]
        pub documents: Vec<Document>,
        /// Text below the front matter.
        #[serde(skip)]
        pub text: Option<Prose>,
    }
}
