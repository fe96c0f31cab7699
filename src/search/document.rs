//! What can be found.

use std::collections::BTreeMap;

/// One thing that can be found, whatever it is to the rest of the portal.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Where it is, as the result links to it.
    pub url: String,
    /// A stable token for the kind of thing, for example `leistung`; also the value of the facet [`KIND`].
    pub kind: String,
    /// The title, which weighs most.
    pub title: String,
    /// One or two sentences, shown in the list of results.
    pub summary: String,
    /// Words under which people look for it (`suchbegriffe`).
    pub keywords: Vec<String>,
    /// Its other names, under which it is found first, too: the town of "Musterstadt, Stadt".
    pub names: Vec<String>,
    /// OZG id, postcode, telephone: found as typed, never corrected.
    pub keys: Vec<String>,
    /// LeiKa id, ARS: found by their beginning as well, but less.
    pub official_keys: Vec<String>,
    /// The days on which it happens (`2022-03-22`), under which it is found however they are written.
    pub days: Vec<String>,
    /// Other days that it tells of, such as those of a plan: they count less.
    pub other_days: Vec<String>,
    /// Headings within the page.
    pub headings: Vec<String>,
    /// The running text, without markup.
    pub text: String,
    /// What the list of results says beside the kind: the phase of a service, the day of an event.
    pub facts: Vec<String>,
    /// Facet name → value tokens.
    pub facets: BTreeMap<String, Vec<String>>,
    /// How much a match counts, around 1: services more than events, events more than old press releases. It decides
    /// when all else is nearly equal. Values that are not positive count as 1.
    pub weight: f32,
    /// Whether the content is only an example, which the list of results has to say.
    pub sample: bool,
    /// Whether its title is German in an index of another language, which the list of results has to mark.
    pub foreign: bool,
}

/// The facet that every document has: its kind.
pub const KIND: &str = "art";
