//! A table of the open data: its name, its columns, its rows.

use std::sync::OnceLock;

use serde::Serialize;
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

use super::rows::{
    AnswerRow, AuthorityRow, CoverageRow, EventRow, GroupCoverageRow, MilestoneRow, MinistryRow, PressRow, ReuseRow,
    Row, ServiceRow, TopicRow,
};
use super::{VERSION, schema};
use crate::model::{Day, WebAddress};
use crate::site::Site;

/// A table, whatever its rows are.
#[derive(Debug)]
pub(in crate::site) struct Table {
    /// German name, for files.
    pub name: &'static str,
    /// English name, for texts of the interface and the API's description.
    pub key: &'static str,
    schema: fn() -> Value,
    rows: fn(&Site) -> Vec<Box<RawValue>>,
    index: usize,
}

/// All tables, in the order in which readers see them.
pub(in crate::site) const TABLES: [Table; COUNT] = [
    Table::of::<ServiceRow>(0),
    Table::of::<AnswerRow>(1),
    Table::of::<MilestoneRow>(2),
    Table::of::<CoverageRow>(3),
    Table::of::<GroupCoverageRow>(4),
    Table::of::<ReuseRow>(5),
    Table::of::<AuthorityRow>(6),
    Table::of::<MinistryRow>(7),
    Table::of::<TopicRow>(8),
    Table::of::<EventRow>(9),
    Table::of::<PressRow>(10),
];

const COUNT: usize = 11;

/// Rows that were made once for all formats. They are kept as JSON text: as values they would take ten times the memory,
/// and there is one for every answer of every service.
#[derive(Debug, Default)]
pub(in crate::site) struct Store([OnceLock<Vec<Box<RawValue>>>; COUNT]);

impl Table {
    const fn of<R: Row>(index: usize) -> Self {
        Self {
            name: R::NAME,
            key: R::KEY,
            schema: schema::of::<R>,
            // A row has no keys that JSON could refuse.
            rows: |site| R::all(site).iter().flat_map(to_raw_value).collect(),
            index,
        }
    }

    /// The address of the table in a format.
    pub fn url(&self, extension: &str) -> String {
        format!("/daten/{}.{extension}", self.name)
    }

    /// The address of the description of a row.
    pub fn schema_url(&self) -> String {
        format!("/daten/schema/{}.json", self.name)
    }

    /// The description of a row (JSON Schema, draft 2020-12).
    pub fn schema(&self) -> Value {
        (self.schema)()
    }

    /// The rows, each as JSON.
    pub fn rows<'a>(&self, site: &'a Site) -> &'a [Box<RawValue>] {
        site.data.0[self.index].get_or_init(|| (self.rows)(site))
    }

    /// What the table is called.
    pub fn title(&self, site: &Site) -> String {
        site.theme.text(&self.text_path("title")).to_owned()
    }

    fn text_path(&self, part: &str) -> String {
        format!("data.table.{}.{part}", self.key)
    }

    /// What is in it.
    pub fn description(&self, site: &Site) -> String {
        site.theme.text(&self.text_path("text")).to_owned()
    }

    /// All rows with what one has to know of them.
    pub fn json(site: &Site, table: &Self) -> Vec<u8> {
        let rows = table.rows(site);
        Envelope {
            schema: Some(site.absolute(&table.schema_url())),
            count: Some(rows.len()),
            ..Envelope::new(site, rows)
        }
        .write()
    }

    /// A row a line (<https://jsonlines.org/>).
    pub fn json_lines(site: &Site, table: &Self) -> Vec<u8> {
        let rows = table.rows(site);
        let mut lines = Vec::with_capacity(rows.iter().map(|row| row.get().len() + 1).sum());
        for row in rows {
            lines.extend_from_slice(row.get().as_bytes());
            lines.push(b'\n');
        }
        lines
    }
}

/// What stands around every JSON file of the portal.
#[derive(Debug, Serialize)]
pub(super) struct Envelope<'a, D> {
    version: &'static str,
    as_of: Day,
    publisher: &'a str,
    licence: Option<&'a WebAddress>,
    documentation: String,
    data: D,
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
}

impl<'a, D: Serialize> Envelope<'a, D> {
    pub fn new(site: &'a Site, data: D) -> Self {
        let settings = &site.portal.settings;
        Self {
            version: VERSION,
            as_of: site.portal.as_of,
            publisher: &settings.publisher.name,
            licence: settings.licence.as_ref().map(|licence| &licence.url),
            documentation: site.absolute(super::PAGE),
            data,
            schema: None,
            count: None,
        }
    }

    /// Writing into memory cannot fail.
    pub fn write(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}
