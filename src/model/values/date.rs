//! Dates as ministries give them: to the day, or only to the month, quarter or year.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::extent::Whole;
use crate::model::values::scalar::textual;

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDate {
    /// The form is right, but the calendar has no such day, month or quarter.
    #[error("das Datum `{0}` gibt es nicht")]
    NoSuchDate(String),
    /// On this day the clock is changed, and the hour is left out or comes twice.
    #[error("am {0} wird die Uhr umgestellt, {1} Uhr gibt es an diesem Tag {2}")]
    ChangeOfClock(String, String, &'static str),
    /// The year is not one that the programme knows.
    #[error("das Datum `{0}` liegt außerhalb des Erlaubten: Jahre von 2000 bis 2100")]
    OutOfRange(String),
    /// The form is not known.
    #[error("`{0}` ist kein Datum in der Form {1}")]
    Form(String, &'static str),
}

/// The years that dates may lie in. The programme began in 2017; what is given as year 1 or 9999 is a slip, and would
/// make curves and calendars as long. Pattern and range are one rule in two forms (a test compares them).
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// The same as a pattern for the JSON Schema.
macro_rules! year {
    () => {
        "(20[0-9]{2}|2100)"
    };
}
pub(super) use year;

fn check_year(year: i16, text: &str) -> Result<(), InvalidDate> {
    let out_of_range = || InvalidDate::OutOfRange(text.to_owned());
    YEARS.contains(&year).then_some(()).ok_or_else(out_of_range)
}

/// Reads `JJJJ-MM-TT` and tells a wrong form from a day that does not exist.
pub(super) fn parse_day(text: &str, forms: &'static str) -> Result<Date, InvalidDate> {
    let [year, month, day] = numbers(text, [4, 2, 2]).ok_or_else(|| InvalidDate::Form(text.to_owned(), forms))?;
    let date = Date::new(year, month as i8, day as i8).map_err(|_| InvalidDate::NoSuchDate(text.to_owned()))?;
    check_year(year, text).map(|()| date)
}

/// Splits at hyphens into numbers of exactly the given widths.
pub(super) fn numbers<const N: usize>(text: &str, widths: [usize; N]) -> Option<[i16; N]> {
    let mut parts = text.split('-');
    let mut values = [0; N];
    for (value, width) in values.iter_mut().zip(widths) {
        let part = parts.next()?;
        if part.len() != width || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *value = part.parse().ok()?;
    }
    parts.next().is_none().then_some(values)
}

/// The time of Germany: since 1996, summer time from the last Sunday of March to that of October (Directive 2000/84/EC).
/// Said as a rule, so that no database of the machine is asked.
pub const GERMAN_TIME: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

/// The same to compute with.
pub fn german_time() -> TimeZone {
    #[expect(clippy::expect_used, reason = "a constant, without which no day could be told")]
    static ZONE: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::posix(GERMAN_TIME).expect("a rule as POSIX has it"));
    ZONE.clone()
}

/// A calendar day (`2022-02-15`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub Date);

impl Day {
    /// The day that it was in Germany.
    pub fn in_germany(moment: Timestamp) -> Self {
        Self(german_time().to_datetime(moment).date())
    }

    /// The day that lies `days` later, or the last that there is.
    pub fn plus_days(self, days: u32) -> Self {
        let span = jiff::Span::new().try_days(i64::from(days));
        Self(span.map_or(Date::MAX, |span| self.0.saturating_add(span)))
    }

    /// The day that lies `days` earlier, or the first that there is.
    pub fn minus_days(self, days: u32) -> Self {
        let span = jiff::Span::new().try_days(i64::from(days));
        Self(span.map_or(Date::MIN, |span| self.0.saturating_sub(span)))
    }

    /// The day that lies three months earlier; the last of its month where that has no such day.
    pub fn a_quarter_before(self) -> Self {
        Self(self.0.saturating_sub(jiff::Span::new().months(3)))
    }

    /// How many days it lies after another day; before it, the number is negative.
    pub fn days_since(self, other: Self) -> i32 {
        self.0.since(other.0).map_or(0, |span| span.get_days())
    }

    /// As a German sentence says it: `1. März 2022`.
    pub fn in_german(self) -> String {
        const MONTHS: [&str; 12] = [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ];
        let month = MONTHS
            .get((self.0.month() as usize).minus(1))
            .copied()
            .unwrap_or_default();
        format!("{}. {month} {}", self.0.day(), self.0.year())
    }
}

impl FromStr for Day {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        parse_day(text, "JJJJ-MM-TT").map(Self)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

textual!(Day, title: "Datum", format: "datum", pattern: concat!("^", year!(), "-[0-9]{2}-[0-9]{2}$"), types: ["string"], example: "2022-02-15", "Datum, zum Beispiel 2022-02-15");

/// A date that may be known only to the month (`2022-09`), quarter (`2022-Q3`) or year (`2022`).
///
/// Ordered by the first day that it may mean, exact dates first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// Known to the day.
    Day(Date),
    /// Known to the month (1 to 12).
    Month(i16, i8),
    /// Known to the quarter (1 to 4).
    Quarter(i16, i8),
    /// Known to the year.
    Year(i16),
}

impl PartialDate {
    /// The first day that the date may mean.
    pub fn first_day(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::Month(year, month) => jiff::civil::date(year, month, 1),
            Self::Quarter(year, quarter) => jiff::civil::date(year, quarter.times(3).minus(2), 1),
            Self::Year(year) => jiff::civil::date(year, 1, 1),
        }
    }

    /// The last day that the date may mean: a promise for a quarter is broken only after its end.
    pub fn last_day(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::Month(..) => self.first_day().last_of_month(),
            Self::Quarter(..) => self.first_day().saturating_add(2.months()).last_of_month(),
            Self::Year(year) => jiff::civil::date(year, 12, 31),
        }
    }

    fn sort_key(self) -> (Date, Date) {
        (self.first_day(), self.last_day())
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.sort_key().cmp(&other.sort_key())
    }
}

const PARTIAL_FORMS: &str = "JJJJ-MM-TT, JJJJ-MM, JJJJ-Q1 bis JJJJ-Q4 oder JJJJ";

impl FromStr for PartialDate {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let impossible = || InvalidDate::NoSuchDate(text.to_owned());
        if let Some([year]) = numbers(text, [4]) {
            return check_year(year, text).map(|()| Self::Year(year));
        }
        if let Some([year, month]) = numbers(text, [4, 2]) {
            Date::new(year, month as i8, 1).map_err(|_| impossible())?;
            check_year(year, text)?;
            return Ok(Self::Month(year, month as i8));
        }
        if let Some((year, quarter)) = text.split_once("-Q")
            && let (Some([year]), Some([quarter])) = (numbers(year, [4]), numbers(quarter, [1]))
        {
            let known = (1..=4).contains(&quarter);
            check_year(year, text)?;
            return if known {
                Ok(Self::Quarter(year, quarter as i8))
            } else {
                Err(impossible())
            };
        }
        parse_day(text, PARTIAL_FORMS).map(Self::Day)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Day(date) => date.fmt(formatter),
            Self::Month(year, month) => write!(formatter, "{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => write!(formatter, "{year:04}-Q{quarter}"),
            Self::Year(year) => write!(formatter, "{year:04}"),
        }
    }
}

textual!(PartialDate, title: "Datum, auch ungenau", format: "teildatum", pattern: concat!("^", year!(), "(-Q[1-4]|-[0-9]{2}(-[0-9]{2})?)?$"), types: ["string", "integer"], example: "2022-Q3",
    "Datum, Monat, Quartal oder Jahr, zum Beispiel 2022-02-15, 2022-02, 2022-Q1 oder 2022");

/// Question 1: from when a service can be re-used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Availability {
    /// From a date on that may be partial.
    From(PartialDate),
    /// The ministry does not know yet, and says so.
    Unknown,
}

impl FromStr for Availability {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        if text == "unbekannt" {
            Ok(Self::Unknown)
        } else {
            text.parse().map(Self::From)
        }
    }
}

impl fmt::Display for Availability {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::From(date) => date.fmt(formatter),
            Self::Unknown => formatter.write_str("unknown"),
        }
    }
}

textual!(Availability, title: "Datum, auch ungenau, oder `unbekannt`", format: "verfuegbarkeit", pattern: concat!("^(unbekannt|", year!(), "(-Q[1-4]|-[0-9]{2}(-[0-9]{2})?)?)$"),
    types: ["string", "integer"], example: "2022-Q3", "Datum, Monat, Quartal oder Jahr, zum Beispiel 2022-Q3, oder `unbekannt`");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partial_dates_are_read_written_and_ordered() {
        let mut dates: Vec<PartialDate> = ["2022", "2022-Q1", "2022-02", "2022-02-28", "2021-12-31"]
            .map(|text| text.parse().expect(text))
            .into();
        dates.sort();
        let texts: Vec<String> = dates.iter().map(ToString::to_string).collect();
        assert_eq!(texts, ["2021-12-31", "2022-Q1", "2022", "2022-02", "2022-02-28"]);
        assert_eq!(dates[1].last_day(), jiff::civil::date(2022, 3, 31));
    }

    #[test]
    fn a_date_that_does_not_exist_is_told_from_a_wrong_form() {
        assert_eq!(
            "2022-02-30".parse::<Day>(),
            Err(InvalidDate::NoSuchDate("2022-02-30".into()))
        );
        assert!(matches!("15.02.2022".parse::<Day>(), Err(InvalidDate::Form(..))));
        assert!(matches!(
            "2022-Q5".parse::<PartialDate>(),
            Err(InvalidDate::NoSuchDate(_))
        ));
        assert!(matches!("2022-2-3".parse::<PartialDate>(), Err(InvalidDate::Form(..))));
    }

    #[test]
    fn years_are_those_of_the_programme_in_dates_and_patterns() {
        let pattern = |year: i16| {
            let text = format!("{year:04}");
            text.starts_with("20") || text == "2100"
        };
        assert_eq!(year!(), "(20[0-9]{2}|2100)");
        for year in 0..=9999 {
            let read = format!("{year:04}").parse::<PartialDate>().is_ok();
            assert_eq!(read, pattern(year), "{year}");
        }
        for text in ["0001-05", "1999-Q4", "2101-01-01", "9999"] {
            let outside = Err(InvalidDate::OutOfRange(text.to_owned()));
            assert_eq!(text.parse::<PartialDate>(), outside);
        }
    }

    #[test]
    fn no_number_of_days_is_too_much() {
        let day = |text: &str| text.parse::<Day>().expect(text);
        assert_eq!(day("2022-02-28").plus_days(1), day("2022-03-01"));
        assert_eq!(day("2022-02-28").plus_days(u32::MAX).0, Date::MAX);
    }

    #[test]
    fn a_day_begins_at_midnight_in_germany() {
        let day = |moment: &str| Day::in_germany(moment.parse().expect(moment)).to_string();
        assert_eq!(day("2022-02-14T22:59:59Z"), "2022-02-14");
        assert_eq!(day("2022-02-14T23:00:00Z"), "2022-02-15");
        assert_eq!(day("2022-07-01T21:59:59Z"), "2022-07-01");
        assert_eq!(day("2022-07-01T22:00:00Z"), "2022-07-02");
    }
}
