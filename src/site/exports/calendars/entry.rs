//! One entry of a calendar, before it is written.

use jiff::civil::{Date, DateTime};

use super::time_zone::ZONE;
use crate::content_lines::Writer;
use crate::extent::Whole;
use crate::model::{Day, Moment};

/// Begin and end as calendars know them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum When {
    /// From one local time to another; without an end where none is known.
    Timed(DateTime, Option<DateTime>),
    /// Whole days, first and last.
    Days(Date, Date),
}

impl When {
    pub fn day(date: Date) -> Self {
        Self::Days(date, date)
    }

    /// Whatever lacks a time of day lasts whole days; an end that is only a day is the end of that day.
    pub fn new(begin: Moment, end: Option<Moment>) -> Self {
        let last = end.map_or(begin.date, |end| end.date);
        let Some(time) = begin.time else {
            return Self::Days(begin.date, last);
        };
        let end = end.map(|end| match end.time {
            Some(time) => end.date.to_datetime(time),
            None => next_day(end.date).at(0, 0, 0, 0),
        });
        Self::Timed(begin.date.to_datetime(time), end)
    }

    pub fn first(self) -> Date {
        match self {
            Self::Timed(begin, _) => begin.date(),
            Self::Days(first, _) => first,
        }
    }

    fn write(self, writer: &mut Writer) {
        let zoned = |name: &str| format!("{name};TZID={ZONE}");
        match self {
            Self::Timed(begin, end) => {
                writer.line(&zoned("DTSTART"), &local(begin));
                if let Some(end) = end {
                    writer.line(&zoned("DTEND"), &local(end));
                }
            }
            // The end is the first day that no longer belongs to it (section 3.6.1).
            Self::Days(first, last) => {
                writer.line("DTSTART;VALUE=DATE", &basic(first));
                writer.line("DTEND;VALUE=DATE", &basic(next_day(last)));
            }
        }
    }
}

/// What a calendar says of an event, milestone or deadline.
#[derive(Debug, Hash)]
pub(super) struct Entry {
    /// Unique and permanent.
    pub uid: String,
    pub when: When,
    /// The last change, as far as git or the content tells of it; else the day that the entry is about.
    pub stamp: Day,
    pub title: String,
    /// Lines of the description.
    pub description: Vec<String>,
    pub location: Option<String>,
    /// Where one takes part from afar.
    pub conference: Option<String>,
    pub contact: Option<String>,
    pub category: String,
    /// The page.
    pub url: String,
    pub cancelled: bool,
    /// Whether it takes time: a deadline does not.
    pub busy: bool,
}

impl Entry {
    /// The order in a calendar.
    pub fn order(&self) -> (Date, &str) {
        (self.when.first(), &self.uid)
    }

    pub fn write(&self, writer: &mut Writer) {
        writer.component("VEVENT", |writer| {
            writer.line("UID", &self.uid);
            writer.line("DTSTAMP", &format!("{}T000000Z", basic(self.stamp.0)));
            // Content has no numbers of revision; being called off is the one change that clients must not miss.
            writer.line("SEQUENCE", if self.cancelled { "1" } else { "0" });
            self.when.write(writer);
            writer.text("SUMMARY", &self.title);
            writer.text("DESCRIPTION", &self.description.join("\n"));
            for (name, text) in [("LOCATION", &self.location), ("CONTACT", &self.contact)] {
                if let Some(text) = text {
                    writer.text(name, text);
                }
            }
            if let Some(url) = &self.conference {
                // RFC 7986, section 5.11.
                writer.line("CONFERENCE;VALUE=URI", url);
            }
            writer.text("CATEGORIES", &self.category);
            writer.line("URL", &self.url);
            writer.line("STATUS", if self.cancelled { "CANCELLED" } else { "CONFIRMED" });
            writer.line("TRANSP", if self.busy { "OPAQUE" } else { "TRANSPARENT" });
        });
    }
}

fn next_day(date: Date) -> Date {
    date.tomorrow().unwrap_or(date)
}

fn basic(date: Date) -> String {
    let number = i32::from(date.year())
        .times(10_000)
        .plus(i32::from(date.month()).times(100))
        .plus(i32::from(date.day()));
    format!("{number:08}")
}

fn local(moment: DateTime) -> String {
    let time = moment.time();
    format!(
        "{}T{:02}{:02}{:02}",
        basic(moment.date()),
        time.hour(),
        time.minute(),
        time.second()
    )
}
