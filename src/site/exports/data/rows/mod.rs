//! The rows of the open data. Each field is described once, here, for readers: the page of the data, the JSON Schema
//! files and the description of the API are made from these types. Names are English, as everywhere in the data.

mod answer;
mod authority;
mod costs;
mod coverage;
mod detail;
mod event;
mod group;
mod introduction;
mod maturity;
mod ministry;
mod service;
mod text;
mod usage;

use schemars::JsonSchema;
use serde::Serialize;

pub(in crate::site) use answer::{AnswerRow, MilestoneRow};
pub(in crate::site) use authority::{AuthorityRow, FormerAuthorityRow, ReuseRow};
pub(in crate::site) use costs::CostRow;
pub(in crate::site) use coverage::CoverageRow;
pub(in crate::site) use detail::{AuthorityDetail, Detail, MinistryDetail, ServiceDetail, TopicDetail};
pub(in crate::site) use event::{EventRow, PressRow};
pub(in crate::site) use group::GroupCoverageRow;
pub(in crate::site) use introduction::OnboardingRow;
pub(in crate::site) use maturity::{KeyRow, MaturityRow};
pub(in crate::site) use ministry::{MinistryRow, TopicRow};
pub(in crate::site) use service::ServiceRow;
pub(in crate::site) use text::TextRow;
pub(in crate::site) use usage::{BaseServiceRow, UsageRow};

use crate::site::edition::Site;

/// What may be invented.
pub(in crate::site) trait Sample {
    /// Whether it is.
    fn is_sample(&self) -> bool;
}

/// A row of a table.
pub(in crate::site) trait Row: Sample + Serialize + JsonSchema + Sized {
    /// German name of the table, for files.
    const NAME: &'static str;
    /// English name of the table.
    const KEY: &'static str;

    /// All rows of the portal.
    fn all(site: &Site) -> impl Iterator<Item = Self>;
}

/// Texts of things that are written as text.
fn texts<T: ToString>(items: &[T]) -> Vec<String> {
    items.iter().map(ToString::to_string).collect()
}

/// Text of something that may be missing.
fn text<T: ToString>(item: Option<&T>) -> Option<String> {
    item.map(ToString::to_string)
}

/// The English names of a vocabulary, for `enum` in the schema; `null` where a value may be missing.
macro_rules! words {
    ($vocabulary:ty) => {
        <$vocabulary>::ALL.iter().map(|value| value.key()).collect::<Vec<_>>()
    };
    ($vocabulary:ty, or null) => {
        <$vocabulary>::ALL
            .iter()
            .map(|value| Some(value.key()))
            .chain([None])
            .collect::<Vec<_>>()
    };
}

use words;

/// The schema of the items of a list of words.
fn items(words: &[&str]) -> serde_json::Value {
    serde_json::json!({ "type": "string", "enum": words })
}
