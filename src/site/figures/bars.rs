//! Stacked bars: how many things of each kind stand in each row, as a drawing and as a table.

use serde::Serialize;

use crate::extent::Whole;
use crate::site::edition::Site;
use crate::site::figures::figure_table::{Cell, Column, FigureTable};

/// The drawing, in units of its view box: as narrow as a phone, so that nobody has to move it sideways.
const WIDTH: usize = 420;
const LEFT: usize = 84;
const LONGEST: usize = 280;
const ROW: usize = 24;
const BAR: usize = 16;

/// A part that is not nothing can be seen.
const VISIBLE: usize = 4;

/// From so many units on a number fits into its part.
const ROOM_FOR_A_DIGIT: usize = 11;

/// What is counted in a row.
#[derive(Debug)]
pub(in crate::site) struct Counts {
    pub label: String,
    /// How the table names the row.
    pub name: Cell,
    /// A number for each kind.
    pub numbers: Vec<usize>,
}

/// A kind of thing that is counted: how the theme paints it, and what it is.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct Kind {
    pub paint: &'static str,
    pub meaning: String,
}

/// What a figure is called, and where its CSV lies.
#[derive(Debug)]
pub(in crate::site) struct Naming {
    /// Begins the ids of the figure.
    pub id: &'static str,
    pub title: String,
    pub note: String,
    /// What a row is.
    pub row: String,
    /// Address of the CSV, without the prefix.
    pub csv: String,
}

/// Stacked bars, as the component `bars_figure` shows them.
#[derive(Debug, Serialize)]
pub(in crate::site) struct BarsView {
    id: &'static str,
    title: String,
    note: String,
    description: String,
    width: usize,
    height: usize,
    left: usize,
    bar: usize,
    rows: Vec<Row>,
    /// Kinds of which there is at least one, and how many.
    legend: Vec<(Kind, usize)>,
    table: FigureTable,
    csv: String,
}

#[derive(Debug, Serialize)]
struct Row {
    label: String,
    y: usize,
    parts: Vec<Part>,
    /// Where the last part ends, and the sum.
    end: usize,
    total: usize,
}

#[derive(Debug, Serialize)]
struct Part {
    paint: &'static str,
    x: usize,
    width: usize,
    number: usize,
    /// Whether the number fits into it.
    roomy: bool,
}

/// Draws the bars; `None` where there is nothing to count.
pub(in crate::site) fn bars(site: &Site, naming: Naming, kinds: &[Kind], counts: &[Counts]) -> Option<BarsView> {
    let total = |counts: &Counts| counts.numbers.iter().sum::<usize>();
    let most = counts.iter().map(total).max().filter(|most| *most > 0)?;
    let rows = counts
        .iter()
        .enumerate()
        .map(|(index, counts)| row(kinds, counts, index.times(ROW), most));
    let sum_of = |index: usize| counts.iter().filter_map(|row| row.numbers.get(index)).sum::<usize>();
    let sums = kinds
        .iter()
        .enumerate()
        .map(|(index, kind)| (kind.clone(), sum_of(index)));
    let legend: Vec<(Kind, usize)> = sums.filter(|(_, sum)| *sum > 0).collect();
    let description = legend
        .iter()
        .map(|(kind, sum)| site.fill("map.count", &[("meaning", &kind.meaning), ("n", &sum.to_string())]));
    Some(BarsView {
        id: naming.id,
        title: naming.title,
        note: naming.note,
        description: description.collect::<Vec<_>>().join(" "),
        width: WIDTH,
        height: counts.len().times(ROW),
        left: LEFT,
        bar: BAR,
        rows: rows.collect(),
        legend,
        table: table(site, naming.row, kinds, counts),
        csv: site.href(&naming.csv),
    })
}

fn row(kinds: &[Kind], counts: &Counts, y: usize, most: usize) -> Row {
    let mut x = LEFT;
    let mut parts = Vec::new();
    for (kind, number) in kinds.iter().zip(&counts.numbers).filter(|(_, number)| **number > 0) {
        let width = number.times(LONGEST).checked_div(most).unwrap_or_default().max(VISIBLE);
        let digits = number.to_string().len();
        parts.push(Part {
            paint: kind.paint,
            x,
            width,
            number: *number,
            roomy: width >= ROOM_FOR_A_DIGIT.times(digits),
        });
        x.raise(width);
    }
    Row {
        label: counts.label.clone(),
        y,
        end: x,
        total: counts.numbers.iter().sum(),
        parts,
    }
}

/// The figures of the bars.
pub(in crate::site) fn table(site: &Site, row: String, kinds: &[Kind], counts: &[Counts]) -> FigureTable {
    let first = Column {
        title: row,
        ..Column::words(site, "")
    };
    let kinds = kinds.iter().map(|kind| Column {
        title: kind.meaning.clone(),
        ..Column::numbers(site, "")
    });
    let total = Column::numbers(site, "status_table.total");
    let rows = counts.iter().map(|counts| {
        let numbers = counts.numbers.iter().map(|number| Cell::number(*number));
        let total = Cell::number(counts.numbers.iter().sum());
        std::iter::once(counts.name.clone())
            .chain(numbers)
            .chain([total])
            .collect()
    });
    FigureTable {
        columns: std::iter::once(first).chain(kinds).chain([total]).collect(),
        rows: rows.collect(),
    }
}
