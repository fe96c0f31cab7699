//! When content last changed, as far as the content itself says. The day of the build never counts: it would make
//! everything look new every day.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::ToSpan;
use jiff::civil::Time;

use crate::model::{Day, Entity, Event, Moment, Portal, Service, german_time};
use crate::site::edition::{Site, urls};

/// How long before it begins an event counts as announced where nothing says when it was. Any day that follows the
/// reference date would make it new every day.
const NOTICE: i64 = 56;

/// The day of the latest change, which every table and feed asks for.
#[derive(Default)]
struct LatestChange(OnceLock<Option<Day>>);

/// When something became public, and when it was last changed after that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) struct Published {
    pub on: Day,
    pub updated: Day,
}

impl Published {
    /// Something that is said once.
    pub(in crate::site) fn on(day: Day) -> Self {
        Self::new(day, None)
    }

    fn new(on: Day, revised: Option<Day>) -> Self {
        Self {
            on,
            updated: revised.map_or(on, |day| day.max(on)),
        }
    }
}

/// When an event was announced: at the end of its embargo, or when its file came as git knows it; else some weeks before it
/// begins.
pub(in crate::site) fn of_event(portal: &Portal, event: &Event) -> Published {
    let path = &event.source.path;
    let notice = || Day(event.begin.date.saturating_sub(NOTICE.days()));
    let came = portal.history.came(path).filter(|day| day.0 <= event.begin.date);
    let on = event.publish_from.or(came).unwrap_or_else(notice);
    Published::new(on, portal.history.revised(path))
}

/// When a text was published by the date that it bears, and last corrected. Without a date, it came when git says; where
/// neither tells, no day is made up: it would be new every day.
pub(in crate::site) fn of_text(portal: &Portal, text: &dyn Entity) -> Option<Published> {
    let path = &text.source().path;
    let told = text.told_change().or_else(|| portal.history.came(path));
    Some(Published::new(told?, portal.history.revised(path)))
}

/// When a service was last changed or confirmed, as far as anything says so.
pub(in crate::site) fn of_service(portal: &Portal, service: &Service) -> Option<Day> {
    service
        .reviewed_on
        .max(portal.history.last_change(&service.source.path))
}

/// The day as a point in time, as Atom and iCalendar ask for it.
pub(in crate::site) fn midnight(day: Day) -> String {
    format!("{day}T00:00:00Z")
}

/// A local moment with its offset (`2022-03-01T10:00:00+01:00`); a day without a time stays a day.
pub(in crate::site) fn with_offset(moment: Moment) -> String {
    let Some(time) = moment.time else {
        return moment.date.to_string();
    };
    let offset = offset_hours(moment.date.to_datetime(time));
    format!("{}T{}+{offset:02}:00", moment.date, clock(time))
}

fn offset_hours(local: jiff::civil::DateTime) -> i32 {
    let seconds = german_time()
        .to_ambiguous_zoned(local)
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

    /// When anything in the content last changed, as far as the content or git says so.
    pub(in crate::site) fn latest_change(&self) -> Option<Day> {
        let told = || {
            let changes = self.portal.entities().filter_map(Entity::told_change);
            changes.filter(|day| *day <= self.portal.as_of).max()
        };
        *self
            .remembered(LatestChange::default)
            .0
            .get_or_init(|| told().max(self.portal.history.latest_change()))
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
