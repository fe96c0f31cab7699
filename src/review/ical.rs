//! The list as a calendar (iCalendar, RFC 5545): one whole day for each record.

use icalendar::{Calendar, Component, Event, Property};

use super::Agenda;
use super::text::when;
use crate::model::Day;

/// Renders the calendar. What is overdue or was never confirmed stands on the reference date: that is when it is to be
/// done. `site` names the portal in the ids, which stay the same from one calendar to the next.
pub fn render(agenda: &Agenda, title: &str, site: &str) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//ozg//Pruefung//DE"));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("X-WR-CALNAME", format!("{title}: zu prüfen")));
    for due in &agenda.due {
        let day = due.due_on.unwrap_or(agenda.as_of).max(agenda.as_of);
        let contacts = due.contacts.iter().map(|person| match &person.email {
            Some(email) => format!("\n{} <{email}>", person.name),
            None => format!("\n{}", person.name),
        });
        let description = format!("{}\n{}{}", when(due), due.path, contacts.collect::<String>());
        let mut event = Event::new();
        event
            .uid(&format!("pruefung-{}@{site}", due.service))
            .add_property("DTSTAMP", format!("{}T000000Z", compact(agenda.as_of)))
            .append_property(date("DTSTART", day))
            .append_property(date("DTEND", day.plus_days(1)))
            .summary(&format!("{} prüfen ({})", due.title, due.ministry.abbreviation))
            .description(&description)
            .add_property("TRANSP", "TRANSPARENT");
        calendar.push(event.done());
    }
    calendar.to_string()
}

fn date(name: &str, day: Day) -> Property {
    Property::new(name, compact(day)).add_parameter("VALUE", "DATE").done()
}

fn compact(day: Day) -> String {
    day.to_string().replace('-', "")
}
