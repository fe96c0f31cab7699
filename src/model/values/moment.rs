//! Points in time as events have them: a day, with or without a time of day.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time};
use jiff::tz::AmbiguousOffset;

use super::date::{Day, InvalidDate, german_time, numbers, parse_day, year};
use crate::model::values::scalar::textual;

/// A point in local time (Europe/Berlin), or a whole day where no time is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time of day, to the minute.
    pub time: Option<Time>,
}

const MOMENT_FORMS: &str = "JJJJ-MM-TT oder JJJJ-MM-TT HH:MM";

impl FromStr for Moment {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let Some((day, clock)) = text.split_once(['T', ' ']) else {
            return Ok(Self {
                date: parse_day(text, MOMENT_FORMS)?,
                time: None,
            });
        };
        let form = || InvalidDate::Form(text.to_owned(), MOMENT_FORMS);
        let clock = clock
            .strip_suffix(":00")
            .filter(|rest| rest.contains(':'))
            .unwrap_or(clock);
        let [hour, minute] = numbers(&clock.replacen(':', "-", 1), [2, 2]).ok_or_else(form)?;
        let time = Time::new(hour as i8, minute as i8, 0, 0).map_err(|_| InvalidDate::NoSuchDate(text.to_owned()))?;
        let date = parse_day(day, MOMENT_FORMS)?;
        change_of_clock(date, time)?;
        Ok(Self { date, time: Some(time) })
    }
}

/// A time that does not exist, or twice, cannot be told in a calendar.
fn change_of_clock(date: Date, time: Time) -> Result<(), InvalidDate> {
    let zone = german_time();
    let how_often = match zone.to_ambiguous_timestamp(date.to_datetime(time)).offset() {
        AmbiguousOffset::Unambiguous { .. } => return Ok(()),
        AmbiguousOffset::Gap { .. } => "nicht",
        AmbiguousOffset::Fold { .. } => "zweimal",
    };
    let clock = format!("{:02}:{:02}", time.hour(), time.minute());
    Err(InvalidDate::ChangeOfClock(Day(date).in_german(), clock, how_often))
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self.time {
            Some(time) => write!(formatter, "{}T{:02}:{:02}", self.date, time.hour(), time.minute()),
            None => self.date.fmt(formatter),
        }
    }
}

textual!(Moment, title: "Zeitpunkt", format: "zeitpunkt", pattern: concat!("^", year!(), "-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:00)?)?$"), types: ["string"], example: "2022-03-01 10:00",
    "Datum mit oder ohne Uhrzeit, zum Beispiel 2022-03-01 10:00");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_a_time_or_none() {
        assert_eq!(
            "2022-03-01 10:00".parse::<Moment>().expect("valid").to_string(),
            "2022-03-01T10:00"
        );
        assert_eq!(
            "2022-03-01T10:00:00".parse::<Moment>().expect("valid").to_string(),
            "2022-03-01T10:00"
        );
        assert_eq!("2022-03-01".parse::<Moment>().expect("valid").to_string(), "2022-03-01");
        assert!("2022-03-01 25:00".parse::<Moment>().is_err());
        // Years are those of dates.
        assert!("0022-03-01 10:00".parse::<Moment>().is_err());
        for (text, is_told) in [
            ("2022-03-27 01:59", true),
            ("2022-03-27 02:30", false),
            ("2022-03-27 03:00", true),
            ("2022-10-30 02:00", false),
            ("2022-10-30 03:00", true),
        ] {
            assert_eq!(text.parse::<Moment>().is_ok(), is_told, "{text}");
        }
    }
}
