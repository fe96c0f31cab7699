//! When content last changed, as far as the content itself says. The day of the build never counts: it would make
//! everything look new every day.

use std::collections::BTreeMap;

use jiff::civil::Time;
use jiff::tz::TimeZone;

use crate::model::{Day, Event, Moment};
use crate::site::edition::{Site, urls};

/// When an event was announced: the end of its embargo where one is stated; otherwise no later than it begins.
pub(in crate::site) fn announced(event: &Event, as_of: Day) -> Day {
    event.publish_from.unwrap_or(Day(event.begin.date).min(as_of))
}

/// The day as a point in time, as Atom and iCalendar ask for it.
pub(in crate::site) fn midnight(day: Day) -> String {
    format!("{day}T00:00:00Z")
}

/// The time of Germany: since 1996, summer time from the last Sunday of March to that of October (Directive 2000/84/EC).
/// Said as a rule, so that no database of the machine is asked.
pub(in crate::site) const GERMAN_TIME: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

/// A local moment with its offset (`2022-03-01T10:00:00+01:00`); a day without a time stays a day.
pub(in crate::site) fn with_offset(moment: Moment) -> String {
    let Some(time) = moment.time else {
        return moment.date.to_string();
    };
    let offset = offset_hours(moment.date.to_datetime(time));
    format!("{}T{}+{offset:02}:00", moment.date, clock(time))
}

fn offset_hours(local: jiff::civil::DateTime) -> i32 {
    let zone = TimeZone::posix(GERMAN_TIME).unwrap_or(TimeZone::UTC);
    let seconds = zone
        .to_ambiguous_zoned_datetime(local)
        .compatible()
        .map_or(3600, |zoned| zoned.offset().seconds());
    seconds / 3600
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
}

impl Site {
    /// The last change of each entity's page that its content tells of; pages of other entities are not in it.
    pub(in crate::site) fn content_dates(&self) -> BTreeMap<String, Day> {
        let entities = self.portal.entities();
        let known = entities.filter_map(|entity| Some((entity.entity_id(), entity.told_change()?)));
        known
            .filter(|(_, day)| *day <= self.portal.as_of)
            .map(|(id, day)| (urls::entity(&id), day))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::with_offset;

    #[test]
    fn summer_time_begins_and_ends_on_its_sundays() {
        let moment = |text: &str| with_offset(text.parse().expect(text));
        assert_eq!(moment("2022-03-26 10:00"), "2022-03-26T10:00:00+01:00");
        assert_eq!(moment("2022-03-27 10:00"), "2022-03-27T10:00:00+02:00");
        assert_eq!(moment("2022-10-29 10:00"), "2022-10-29T10:00:00+02:00");
        assert_eq!(moment("2022-10-30 10:00"), "2022-10-30T10:00:00+01:00");
        assert_eq!(moment("2022-10-30"), "2022-10-30");
    }
}
