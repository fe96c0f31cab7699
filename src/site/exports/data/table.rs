//! A table of the open data: its name, its columns, its rows.

use std::io::{self, Write};
use std::sync::{LazyLock, OnceLock};

use serde::Serialize;
use serde_json::Value;

use super::VERSION;
use super::csv;
use super::rows::AnswerRow;
use super::rows::AuthorityRow;
use super::rows::BaseServiceRow;
use super::rows::CostRow;
use super::rows::CoverageRow;
use super::rows::EventRow;
use super::rows::FormerAuthorityRow;
use super::rows::GroupCoverageRow;
use super::rows::KeyRow;
use super::rows::MaturityRow;
use super::rows::MilestoneRow;
use super::rows::MinistryRow;
use super::rows::OnboardingRow;
use super::rows::PressRow;
use super::rows::ReuseRow;
use super::rows::ServiceRow;
use super::rows::TextRow;
use super::rows::TopicRow;
use super::rows::UsageRow;
use super::rows::{Row, Sample};
use super::schema;
use crate::extent::Whole;
use crate::model::{NAMINGS, Naming, TextRecord, TextVisitor, WebAddress};
use crate::site::edition::{Site, urls};

/// A table, whatever its rows are.
#[derive(Debug)]
pub(in crate::site) struct Table {
    /// German name, for files.
    pub name: &'static str,
    /// English name, for texts of the interface and the API's description.
    pub key: &'static str,
    schema: fn() -> Value,
    rows: fn(&Site) -> Rows,
    csv: Csv,
    index: usize,
}

/// Writes a table as CSV.
type Csv = fn(&Site, &mut dyn Write) -> io::Result<()>;

/// All tables, in the order in which readers see them; last the plain ones of kinds of texts.
pub(in crate::site) static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| {
    let own = [
        Table::of::<ServiceRow>,
        Table::of::<AnswerRow>,
        Table::of::<MilestoneRow>,
        Table::of::<CoverageRow>,
        Table::of::<GroupCoverageRow>,
        Table::of::<ReuseRow>,
        Table::of::<AuthorityRow>,
        Table::of::<FormerAuthorityRow>,
        Table::of::<MinistryRow>,
        Table::of::<TopicRow>,
        Table::of::<EventRow>,
        Table::of::<PressRow>,
        Table::of::<OnboardingRow>,
        Table::of::<CostRow>,
        Table::of::<MaturityRow>,
        Table::of::<KeyRow>,
        Table::of::<UsageRow>,
        Table::of::<BaseServiceRow>,
    ];
    let plain = NAMINGS.iter().filter(|naming| naming.has_plain_table);
    let plain = plain.filter_map(Naming::text_kind);
    let own = own.into_iter().enumerate().map(|(index, table)| table(index));
    let mut tables: Vec<Table> = own.collect();
    for kind in plain {
        tables.push(kind.with(Plain(tables.len())));
    }
    tables
});

/// The plain table of a kind.
struct Plain(usize);

impl TextVisitor for Plain {
    type Output = Table;

    fn visit<T: TextRecord>(self) -> Table {
        Table {
            name: T::NAMING.folder,
            key: T::NAMING.keys[1],
            schema: schema::of::<TextRow>,
            rows: |site| Rows::from(TextRow::all_of::<T>(site)),
            csv: |site, out| csv::write(TextRow::all_of::<T>(site), out),
            index: self.0,
        }
    }
}

/// Rows that were made once for all formats.
#[derive(Debug)]
struct Store(Vec<OnceLock<Rows>>);

impl Default for Store {
    fn default() -> Self {
        Self(TABLES.iter().map(|_| OnceLock::new()).collect())
    }
}

/// The rows of a table as JSON, a row a line: as values they would take ten times the memory, and there is one for every
/// answer of every service.
#[derive(Debug, Default)]
pub(super) struct Rows {
    lines: String,
    count: usize,
    samples: usize,
}

impl Rows {
    fn from(rows: impl Iterator<Item: Sample + Serialize>) -> Self {
        let mut lines = Vec::new();
        let (mut count, mut samples) = (0, 0);
        for row in rows {
            // A row has no keys that JSON could refuse, and writing into memory cannot fail.
            let _ = serde_json::to_writer(&mut lines, &row);
            lines.push(b'\n');
            count.raise(1);
            samples.raise(usize::from(row.is_sample()));
        }
        let lines = String::from_utf8(lines).unwrap_or_default();
        Self { lines, count, samples }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// How many of them are invented.
    pub fn samples(&self) -> usize {
        self.samples
    }

    /// Each as JSON.
    fn iter(&self) -> impl Iterator<Item = &str> {
        self.lines.lines()
    }
}

impl Table {
    fn of<R: Row>(index: usize) -> Self {
        Self {
            name: R::NAME,
            key: R::KEY,
            schema: schema::of::<R>,
            rows: |site| Rows::from(R::all(site)),
            csv: |site, out| csv::write(R::all(site), out),
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
    #[expect(
        clippy::indexing_slicing,
        reason = "the store has a place for each table, and tables know theirs"
    )]
    pub(super) fn rows<'a>(&self, site: &'a Site) -> &'a Rows {
        site.remembered(Store::default).0[self.index].get_or_init(|| (self.rows)(site))
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
    pub fn json(&self, site: &Site, out: &mut dyn Write) -> io::Result<()> {
        let rows = self.rows(site);
        let envelope = Envelope {
            schema: Some(site.absolute(&self.schema_url())),
            count: Some(rows.len()),
            ..Envelope::new(site, [(); 0])
        };
        let envelope = envelope.write();
        let (before, after) = around_data(&envelope);
        out.write_all(before)?;
        for (index, row) in rows.iter().enumerate() {
            out.write_all(if index == 0 { b"" } else { b"," })?;
            out.write_all(row.as_bytes())?;
        }
        out.write_all(after)
    }

    /// The table as CSV.
    pub fn csv(&self, site: &Site, out: &mut dyn Write) -> io::Result<()> {
        (self.csv)(site, out)
    }

    /// A row a line (<https://jsonlines.org/>).
    pub fn json_lines(&self, site: &Site, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.rows(site).lines.as_bytes())
    }
}

/// What stands before and after the rows, in an envelope without any. In a text the quotation marks would have a backslash.
fn around_data(envelope: &[u8]) -> (&[u8], &[u8]) {
    const NO_ROWS: &[u8] = b"\"data\":[]";
    let place = envelope.windows(NO_ROWS.len()).position(|part| part == NO_ROWS);
    envelope.split_at(place.map_or(envelope.len(), |place| place.plus(NO_ROWS.len()).minus(1)))
}

/// What stands around every JSON file of the portal. The reference date does not: it stands in the index once, so that a
/// file changes only when what it says does.
#[derive(Debug, Serialize)]
pub(super) struct Envelope<'a, D> {
    version: &'static str,
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
            publisher: &settings.publisher.name,
            licence: settings.licence.as_ref().map(|licence| &licence.url),
            documentation: site.absolute(urls::DATA),
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
