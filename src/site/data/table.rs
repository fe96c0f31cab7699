//! A table of the open data: its name, its columns, its rows.

use std::sync::OnceLock;

use serde_json::{Value, json};

use super::rows::{
    AnswerRow, AuthorityRow, CoverageRow, EventRow, MilestoneRow, MinistryRow, PressRow, ReuseRow, Row, ServiceRow,
    TopicRow,
};
use super::{VERSION, schema};
use crate::site::Site;

/// A table, whatever its rows are.
#[derive(Debug)]
pub(in crate::site) struct Table {
    /// German name, for files.
    pub name: &'static str,
    /// English name, for texts of the interface and the API's description.
    pub key: &'static str,
    schema: fn() -> Value,
    rows: fn(&Site) -> Vec<Value>,
    index: usize,
}

/// All tables, in the order in which readers see them.
pub(in crate::site) const TABLES: [Table; COUNT] = [
    Table::of::<ServiceRow>(0),
    Table::of::<AnswerRow>(1),
    Table::of::<MilestoneRow>(2),
    Table::of::<CoverageRow>(3),
    Table::of::<ReuseRow>(4),
    Table::of::<AuthorityRow>(5),
    Table::of::<MinistryRow>(6),
    Table::of::<TopicRow>(7),
    Table::of::<EventRow>(8),
    Table::of::<PressRow>(9),
];

const COUNT: usize = 10;

/// Rows that were made once for all formats.
#[derive(Debug, Default)]
pub(in crate::site) struct Store([OnceLock<Vec<Value>>; COUNT]);

impl Table {
    const fn of<R: Row>(index: usize) -> Self {
        Self {
            name: R::NAME,
            key: R::KEY,
            schema: schema::of::<R>,
            rows: |site| R::all(site).iter().map(|row| json!(row)).collect(),
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

    /// The rows.
    pub fn rows<'a>(&self, site: &'a Site) -> &'a [Value] {
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
        let mut file = envelope(site, json!(rows));
        file["schema"] = json!(site.absolute(&table.schema_url()));
        file["count"] = json!(rows.len());
        file.to_string().into_bytes()
    }

    /// A row a line (<https://jsonlines.org/>).
    pub fn json_lines(site: &Site, table: &Self) -> Vec<u8> {
        let lines = table.rows(site).iter().map(|row| format!("{row}\n"));
        lines.collect::<String>().into_bytes()
    }
}

/// What stands around every JSON file of the portal.
pub(super) fn envelope(site: &Site, data: Value) -> Value {
    let settings = &site.portal.settings;
    json!({
        "version": VERSION,
        "as_of": site.portal.as_of,
        "publisher": settings.publisher.name,
        "licence": settings.licence.as_ref().map(|licence| &licence.url),
        "documentation": site.absolute(super::PAGE),
        "data": data,
    })
}
