//! What facets and their values are called.

use indexmap::IndexMap;
use serde::Serialize;

use crate::search::Settings;

/// A facet as a page shows it.
#[derive(Serialize)]
pub struct Labels<'a> {
    titel: &'a str,
    werte: &'a IndexMap<String, String>,
}

/// The facets in the order in which they are shown: name → its title, and value → label.
pub fn labels(settings: &Settings) -> IndexMap<&str, Labels<'_>> {
    let labels = settings.facets.iter().map(|(name, facet)| {
        let labels = Labels {
            titel: &facet.label,
            werte: &facet.values,
        };
        (name.as_str(), labels)
    });
    labels.collect()
}

/// The names of the facets.
pub fn names(settings: &Settings) -> impl Iterator<Item = &str> {
    settings.facets.keys().map(String::as_str)
}

/// So many values of a facet are counted: all counties and ministries there are.
pub const MOST_VALUES: usize = 1_000;
