//! The plan of an authority as files: CSV for programs, a spreadsheet for those who go on working with it.

mod row;
mod workbook;

use std::sync::Arc;

use crate::diagnostics::Diagnostic;
use crate::model::plan::{Group, Plan};
use crate::model::{Authority, AuthorityId};
use crate::site::edition::{Site, urls};
use crate::site::figures::Spreadsheet;
use crate::site::figures::plan::{has_files, list_url, plan};
use crate::site::route::recipe::fingerprint_of;
use crate::site::route::{Body, Recipe, Route};
pub(in crate::site) use row::{PlanRow, rows};

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let authorities = site.portal.authorities.values();
    let with_plan = authorities.filter(|authority| has_files(&site.portal, authority));
    let formats = [("csv", Format::Csv), ("xlsx", Format::Workbook)];
    let route = |id: &AuthorityId, extension: &str, format: Format| {
        let own = id.clone();
        Route::new(urls::plan(id, extension), move |site| {
            Ok(Body::Recipe(Arc::new(File::new(site, &own, format))))
        })
    };
    with_plan
        .flat_map(|authority| formats.map(|(extension, format)| route(&authority.id, extension, format)))
        .collect()
}

#[derive(Debug, Clone, Copy, Hash)]
enum Format {
    Csv,
    Workbook,
}

/// What a cell holds.
#[derive(Debug, Clone, Hash)]
enum Cell {
    Text(String),
    Euros(u64),
    Day(jiff::civil::Date),
    Link(String),
    Empty,
}

/// A file with all that stands in it.
#[derive(Debug, Hash)]
struct File {
    format: Format,
    title: String,
    head: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

/// The columns, by their names in the interface texts.
const COLUMNS: [&str; 18] = [
    "group",
    "service",
    "title",
    "status",
    "step",
    "detail",
    "reason",
    "date_kind",
    "date",
    "once",
    "yearly",
    "cost_status",
    "authority_key",
    "authority",
    "contact",
    "email",
    "phone",
    "url",
];

impl File {
    fn new(site: &Site, id: &AuthorityId, format: Format) -> Self {
        let authority = site.portal.authorities.get(id);
        let plan = authority.and_then(|authority| plan(site, authority));
        let head = |column: &&str| site.theme.text(&format!("plan.file.{column}")).to_owned();
        Self {
            format,
            title: site.theme.text("plan.title").to_owned(),
            head: COLUMNS.iter().map(head).collect(),
            rows: plan.map_or_else(Vec::new, |plan| all_rows(site, &plan)),
        }
    }

    fn csv(&self) -> std::io::Result<Vec<u8>> {
        let mut sheet = Spreadsheet::new(Vec::new())?;
        sheet.row(self.head.iter().map(String::as_str))?;
        for row in &self.rows {
            for cell in row {
                match cell {
                    Cell::Text(text) | Cell::Link(text) => sheet.text(text)?,
                    Cell::Euros(cents) => sheet.number(&euros(*cents))?,
                    Cell::Day(day) => sheet.text(&day.to_string())?,
                    Cell::Empty => sheet.text("")?,
                }
            }
            sheet.end_row()?;
        }
        sheet.finish()
    }
}

/// Whole euros without cents, as they are in almost all records.
fn euros(cents: u64) -> String {
    match cents % 100 {
        0 => (cents / 100).to_string(),
        rest => format!("{}.{rest:02}", cents / 100),
    }
}

/// The rows of a plan, group by group; where a group has more than the plan lists, a row says so.
fn all_rows(site: &Site, plan: &Plan) -> Vec<Vec<Cell>> {
    let listed = rows(site, plan).map(|row| cells(site, row));
    let rest = Group::ALL.iter().map(|group| (*group, plan.unlisted(*group)));
    let rest = rest.filter(|(_, unlisted)| *unlisted > 0);
    let rest = rest.map(|(group, unlisted)| unlisted_row(site, plan.authority, group, unlisted));
    listed.chain(rest).collect()
}

fn unlisted_row(site: &Site, authority: &Authority, group: Group, unlisted: usize) -> Vec<Cell> {
    let mut row = vec![Cell::Empty; COLUMNS.len()];
    if let [first, _, rest, .., link] = row.as_mut_slice() {
        *first = Cell::Text(site.theme.text(&format!("plan.group.{}", group.key())).to_owned());
        *rest = Cell::Text(site.fill("plan.file.rest", &[("n", &unlisted.to_string())]));
        *link = Cell::Link(site.absolute(&list_url(site, authority)));
    }
    row
}

fn cells(site: &Site, row: PlanRow) -> Vec<Cell> {
    let word = |path: &str, key: &str| Cell::Text(site.theme.text(&format!("{path}.{key}")).to_owned());
    let text = |text: Option<String>| text.map_or(Cell::Empty, Cell::Text);
    let amount = |cents: Option<u64>| cents.map_or(Cell::Empty, Cell::Euros);
    let date = |date: String| date.parse().map_or_else(|_| Cell::Text(date), Cell::Day);
    vec![
        word("plan.group", row.group),
        Cell::Text(row.service),
        Cell::Text(row.title),
        row.status.map_or(Cell::Empty, |status| word("reuse", status)),
        Cell::Text(row.action),
        text(row.detail),
        Cell::Text(row.reason),
        row.date_kind.map_or(Cell::Empty, |kind| word("plan.date", kind)),
        row.date.map_or(Cell::Empty, date),
        amount(row.once_cents),
        amount(row.yearly_cents),
        word("plan.cost_status", row.cost_status),
        Cell::Text(row.authority),
        Cell::Text(row.authority_name),
        text(row.contact),
        text(row.email),
        text(row.phone),
        Cell::Link(row.url),
    ]
}

impl Recipe for File {
    fn fingerprint(&self, _: &Site) -> u64 {
        fingerprint_of(self)
    }

    fn make(&self, _: &Site) -> Result<Vec<u8>, Box<Diagnostic>> {
        // Writing into memory cannot fail.
        Ok(match self.format {
            Format::Csv => self.csv().unwrap_or_default(),
            Format::Workbook => workbook::write(self).unwrap_or_default(),
        })
    }
}
