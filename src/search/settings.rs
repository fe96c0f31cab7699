//! What the portal decides about its search.

use indexmap::IndexMap;

use super::Language;

/// Decisions of the portal that are not in any single document.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The language of the documents.
    pub language: Language,
    /// Groups of words or phrases that mean the same to those who search (`synonyme.yaml`): a document in which one of
    /// them occurs is found under all of them.
    pub synonyms: Vec<Vec<String>>,
    /// What a word or phrase of readers means, in the words of the portal: a document in which one of these occurs is found under
    /// the former, but not the other way.
    pub meanings: Vec<(String, Vec<String>)>,
    /// The facets in the order in which they are shown: name → labels.
    pub facets: IndexMap<String, FacetLabels>,
    /// Sentences of the interface, key → text; what is missing falls back to German in `search-parts.js`.
    pub texts: IndexMap<String, String>,
}

/// How a facet and its values are called on the page.
#[derive(Debug, Clone, Default)]
pub struct FacetLabels {
    /// The heading of the facet.
    pub label: String,
    /// Value token → label, in the order in which they are shown; values without a label show their token.
    pub values: IndexMap<String, String>,
}
