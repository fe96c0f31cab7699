//! The curve of adoption: how many authorities had a service at the end of each month.

use std::fmt::Write;

use jiff::civil::Date;
use serde::Serialize;

use super::scope::Scope;
use crate::charts;
use crate::extent::Whole;
use crate::model::{PartialDate, ReuseStatus};
use crate::site::edition::Site;
use crate::site::figures::figure_table::{Cell, Column, FigureTable};

/// The drawing, in units of its view box: as narrow as a phone, so that its end is seen there.
const WIDTH: i32 = 420;
const HEIGHT: i32 = 220;
const LEFT: i32 = 44;
const RIGHT: i32 = 92;
const TOP: i32 = 18;
const BOTTOM: i32 = 34;

const MONTHS_OF_A_QUARTER: Month = 3;

/// Names of months below the curve.
const MOST_MONTHS: i32 = 4;

/// The curve, as the component `curve_figure` shows it.
#[derive(Debug, Serialize)]
pub(in crate::site) struct CurveView {
    title: String,
    note: String,
    description: String,
    width: i32,
    height: i32,
    left: i32,
    right_edge: i32,
    base: i32,
    /// Path of the line, and of the ground below it.
    line: String,
    area: String,
    months: Vec<Mark>,
    numbers: Vec<Mark>,
    /// Where the line ends, and how many are live there.
    end: (i32, i32),
    total: usize,
    /// The month of the end, and how it was a quarter before; none where the curve begins later.
    date: String,
    earlier: Option<Earlier>,
    /// Live, but since when is not known.
    undated: usize,
    table: FigureTable,
    csv: String,
}

/// How many were live at the end of an earlier month.
#[derive(Debug, Serialize)]
struct Earlier {
    date: String,
    total: usize,
}

/// How many are live, and how many were a quarter before, with the months of both.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Trend {
    /// Live at the end of the latest month, which is `date`.
    pub total: usize,
    date: String,
    earlier: Earlier,
}

/// How a scope has gone on in a quarter; `None` where its curve begins later.
pub(in crate::site) fn trend(site: &Site, scope: Scope) -> Option<Trend> {
    let months = Adoption::of(site, scope).months;
    let (last, _, total) = *months.last()?;
    Some(Trend {
        total,
        date: name_of(last).to_string(),
        earlier: a_quarter_before(&months)?,
    })
}

fn a_quarter_before(months: &[(Month, usize, usize)]) -> Option<Earlier> {
    let (last, ..) = *months.last()?;
    let found = months
        .iter()
        .find(|(month, ..)| *month == last.minus(MONTHS_OF_A_QUARTER));
    found.map(|(month, _, total)| Earlier {
        date: name_of(*month).to_string(),
        total: *total,
    })
}

/// A mark of an axis.
#[derive(Debug, Serialize)]
struct Mark {
    at: i32,
    label: String,
}

/// A month, counted from the year 0.
type Month = i32;

fn month_of(date: Date) -> Month {
    i32::from(date.year()).times(12).plus(i32::from(date.month())).minus(1)
}

fn name_of(month: Month) -> PartialDate {
    PartialDate::Month((month.div_euclid(12)) as i16, month.rem_euclid(12).plus(1) as i8)
}

/// How many became live in which month.
struct Adoption {
    /// Month, newly live, live in all; every month from the first to that of the reference date.
    months: Vec<(Month, usize, usize)>,
    undated: usize,
}

impl Adoption {
    /// A date that is not known to the day counts from the end of its month, quarter or year on: no curve runs ahead. Who
    /// has ended counts to the last day.
    fn of(site: &Site, scope: Scope) -> Self {
        let today = site.portal.as_of.0;
        let answers = scope.answers(&site.portal);
        let live = answers.iter().filter(|reuse| reuse.status == ReuseStatus::Live);
        let mut dated: Vec<Month> = Vec::new();
        let mut undated = 0;
        for reuse in live {
            match reuse.since.filter(|since| since.first_day() <= today) {
                Some(since) => dated.push(month_of(since.last_day().min(today))),
                None => undated.raise(1),
            }
        }
        let mut ended: Vec<Month> = Vec::new();
        let former = scope.former_answers(&site.portal);
        for (reuse, last_day) in former.iter().filter(|(reuse, _)| reuse.status == ReuseStatus::Live) {
            if let Some(since) = reuse.since.filter(|since| since.first_day() <= last_day.0) {
                dated.push(month_of(since.last_day().min(last_day.0)));
                // It counted on its last day and not on the day after.
                ended.push(month_of(last_day.plus_days(1).0));
            }
        }
        dated.sort_unstable();
        let months = dated
            .first()
            .map(|first| *first..=month_of(today))
            .into_iter()
            .flatten();
        let mut total = 0;
        let months = months.map(|month| {
            let new = dated.iter().filter(|other| **other == month).count();
            let gone = ended.iter().filter(|other| **other == month).count();
            total = total.plus(new).saturating_sub(gone);
            (month, new, total)
        });
        Self {
            months: months.collect(),
            undated,
        }
    }
}

/// The curve of a scope; `None` where no date is known.
pub(in crate::site) fn curve(site: &Site, scope: Scope) -> Option<CurveView> {
    let adoption = Adoption::of(site, scope);
    let (first, ..) = *adoption.months.first()?;
    let (last, _, total) = *adoption.months.last()?;
    let numbers = charts::marks(total);
    let most = *numbers.last()?;
    let plane = Plane { first, last, most };
    let points: Vec<(i32, i32)> = adoption
        .months
        .iter()
        .map(|(month, _, total)| plane.place(*month, *total))
        .collect();
    let end = *points.last()?;
    let line = stairs(&points);
    let date = site.theme.date(&name_of(last).to_string());
    let begin = site.theme.date(&name_of(first).to_string());
    let gaps = [("n", &*total.to_string()), ("begin", &*begin), ("date", &*date)];
    Some(CurveView {
        title: site.theme.text("curve.title").to_owned(),
        note: scope.rule(site),
        description: site.fill("curve.description", &gaps),
        width: WIDTH,
        height: HEIGHT,
        left: LEFT,
        right_edge: WIDTH - RIGHT,
        base: HEIGHT - BOTTOM,
        area: format!("{line}V{}H{LEFT}z", HEIGHT - BOTTOM),
        line,
        months: month_marks(site, &plane),
        numbers: numbers
            .iter()
            .map(|number| Mark {
                at: plane.place(first, *number).1,
                label: number.to_string(),
            })
            .collect(),
        end,
        total,
        date: name_of(last).to_string(),
        earlier: a_quarter_before(&adoption.months),
        undated: adoption.undated,
        table: rows(site, &adoption),
        csv: site.href(&scope.file_url("verlauf.csv")),
    })
}

/// The figures of the curve.
pub(super) fn table(site: &Site, scope: Scope) -> Option<FigureTable> {
    let adoption = Adoption::of(site, scope);
    (!adoption.months.is_empty()).then(|| rows(site, &adoption))
}

/// Where a month and a number lie in the drawing.
struct Plane {
    first: Month,
    last: Month,
    most: usize,
}

impl Plane {
    fn place(&self, month: Month, number: usize) -> (i32, i32) {
        let months = self.last.minus(self.first);
        let x = month.minus(self.first).times(WIDTH - LEFT - RIGHT).checked_div(months);
        let height = (HEIGHT - TOP - BOTTOM) as usize;
        let y = number
            .saturating_mul(height)
            .checked_div(self.most)
            .unwrap_or_default()
            .min(height);
        // A curve of one month is a line, not a point.
        let x = x.map_or(WIDTH - RIGHT, |x| LEFT.plus(x));
        (x, HEIGHT.minus(BOTTOM).minus(y as i32))
    }
}

/// A line that rises at each month and runs level in between: nobody knows what lies between.
fn stairs(points: &[(i32, i32)]) -> String {
    let mut path = format!("M{LEFT} {}", HEIGHT - BOTTOM);
    let mut height = HEIGHT - BOTTOM;
    for (x, y) in points {
        // Writing into a string cannot fail.
        let _ = write!(path, "H{x}");
        if *y != height {
            let _ = write!(path, "V{y}");
            height = *y;
        }
    }
    path
}

/// Month names at even distances, from the last backwards.
fn month_marks(site: &Site, plane: &Plane) -> Vec<Mark> {
    let span = plane.last.minus(plane.first);
    let steps = [1, 2, 3, 6, 12, 24, 60, 120, 600];
    let step = steps
        .into_iter()
        .find(|step| span < step.times(MOST_MONTHS))
        .unwrap_or(span.max(1));
    let months = (plane.first..=plane.last).rev().step_by(step.max(1) as usize);
    let mut marks: Vec<Mark> = months
        .map(|month| Mark {
            at: plane.place(month, 0).0,
            label: site.theme.short_month(&name_of(month).to_string()),
        })
        .collect();
    marks.reverse();
    marks
}

fn rows(site: &Site, adoption: &Adoption) -> FigureTable {
    let row = |(month, new, total): &(Month, usize, usize)| {
        vec![
            Cell::date(Some(name_of(*month))),
            Cell::number(*new),
            Cell::number(*total),
        ]
    };
    FigureTable {
        columns: vec![
            Column::words(site, "curve.column.month"),
            Column::numbers(site, "curve.column.new"),
            Column::numbers(site, "curve.column.total"),
        ],
        rows: adoption.months.iter().map(row).collect(),
    }
}
