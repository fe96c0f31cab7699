//! The figures behind a picture: one table that pages show below it and that can be had as CSV, so that both are equal.

use std::io;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{Authority, EntityId};
use crate::site::edition::{Site, urls};
use crate::site::figures::Spreadsheet;
use crate::site::route::{Body, Route};

/// A table of figures.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct FigureTable {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

/// A column, named by the theme.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct Column {
    pub title: String,
    /// Whether it holds numbers.
    pub number: bool,
    /// Whether only the CSV has it: keys, and what the page says once for all rows.
    pub data_only: bool,
}

/// A cell.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(in crate::site) enum Cell {
    /// Words; they may be German on a page that is not.
    Text {
        text: String,
        url: Option<String>,
        foreign: bool,
    },
    /// A whole number.
    Number { number: usize },
    /// A whole or partial date as it is written in the files.
    Date { date: String },
    /// Nothing is known.
    Missing,
}

impl Column {
    /// A column of words or dates; `name` is the path of its title in the interface texts.
    pub fn words(site: &Site, name: &str) -> Self {
        Self {
            title: site.theme.text(name).to_owned(),
            number: false,
            data_only: false,
        }
    }

    /// A column of numbers.
    pub fn numbers(site: &Site, name: &str) -> Self {
        Self {
            number: true,
            ..Self::words(site, name)
        }
    }

    /// A column that only the CSV has.
    pub fn data(site: &Site, name: &str) -> Self {
        Self {
            data_only: true,
            ..Self::words(site, name)
        }
    }
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text {
            text: text.into(),
            url: None,
            foreign: false,
        }
    }

    /// The name that an entity has in the content, with a link to its page.
    pub fn entity(site: &Site, name: &str, id: EntityId) -> Self {
        Self::Text {
            text: name.to_owned(),
            url: Some(site.href(&urls::entity(&id))),
            foreign: site.portal.is_foreign(name) && !matches!(id, EntityId::Authority(_)),
        }
    }

    /// The name of an authority, with a link to its page.
    pub fn authority(site: &Site, authority: &Authority) -> Self {
        Self::entity(site, &authority.name, EntityId::Authority(authority.id.clone()))
    }

    pub fn number(number: usize) -> Self {
        Self::Number { number }
    }

    pub fn date(date: Option<impl ToString>) -> Self {
        date.map_or(Self::Missing, |date| Self::Date { date: date.to_string() })
    }
}

impl FigureTable {
    /// The table in the CSV dialect of the open data.
    pub fn csv(&self) -> Vec<u8> {
        // Writing into memory cannot fail.
        self.write(Vec::new()).unwrap_or_default()
    }

    fn write(&self, out: Vec<u8>) -> io::Result<Vec<u8>> {
        let mut sheet = Spreadsheet::new(out)?;
        sheet.row(self.columns.iter().map(|column| column.title.as_str()))?;
        for row in &self.rows {
            for cell in row {
                match cell {
                    Cell::Number { number } => sheet.number(&number.to_string())?,
                    Cell::Text { text, .. } => sheet.text(text)?,
                    Cell::Date { date } => sheet.text(date)?,
                    Cell::Missing => sheet.text("")?,
                }
            }
            sheet.end_row()?;
        }
        sheet.finish()
    }
}

/// A route to the CSV of a table that is made when it is asked for; without a table an empty file.
pub(in crate::site) fn csv_route(
    url: String,
    table: impl Fn(&Site) -> Option<FigureTable> + Send + Sync + 'static,
) -> Route {
    Route::new(url, move |site| -> Result<Body, Box<Diagnostic>> {
        Ok(Body::Bytes(table(site).map(|table| table.csv()).unwrap_or_default()))
    })
}
