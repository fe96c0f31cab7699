//! When content last changed, as far as the content itself says. The day of the build never counts: it would make
//! everything look new every day.

use std::collections::BTreeMap;

use jiff::civil::Time;
use jiff::tz::TimeZone;

use crate::model::{Day, EntityId, Event, Moment};
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
        let portal = &self.portal;
        let services = portal.services.values();
        let services = services.filter_map(|s| Some((EntityId::Service(s.id.clone()), s.reviewed_on?)));
        let press = portal.press_releases.values();
        let press = press.map(|p| (EntityId::PressRelease(p.id.clone()), p.date));
        let events = portal.events.values();
        let events = events.map(|e| (EntityId::Event(e.id.clone()), announced(e, Day(e.begin.date))));
        let guides = portal.guides.values();
        let guides = guides.filter_map(|g| Some((EntityId::Guide(g.id.clone()), g.as_of?)));
        let pages = portal.pages.values();
        let pages = pages.filter_map(|p| Some((EntityId::Page(p.id.clone()), p.as_of?)));
        let known = services.chain(press).chain(events).chain(guides).chain(pages);
        known
            .filter(|(_, day)| *day <= portal.as_of)
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
