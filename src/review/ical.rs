//! The list as a calendar (iCalendar, RFC 5545): one whole day for each record.

use super::Agenda;
use super::text::{what, when};
use crate::content_lines::Writer;
use crate::extent::Slicing;
use crate::model::Day;

/// Renders the calendar. What is overdue or was never confirmed stands on the reference date: that is when it is to be
/// done. `site` names the portal in the ids, which stay the same from one calendar to the next.
pub fn render(agenda: &Agenda, title: &str, site: &str) -> String {
    let mut writer = Writer::default();
    writer.component("VCALENDAR", |writer| {
        writer.line("VERSION", "2.0");
        writer.line("PRODID", "-//ozg//Pruefung//DE");
        writer.line("CALSCALE", "GREGORIAN");
        writer.text("X-WR-CALNAME", &format!("{title}: zu prüfen"));
        for due in &agenda.due {
            let day = due.due_on.unwrap_or(agenda.as_of).max(agenda.as_of);
            let contacts = due.contacts.iter().map(|person| match &person.email {
                Some(email) => format!("\n{} <{email}>", person.name),
                None => format!("\n{}", person.name),
            });
            let description = format!("{}\n{}{}", when(due), due.path, contacts.collect::<String>());
            writer.component("VEVENT", |writer| {
                writer.text("UID", &format!("pruefung-{}@{site}", due.service));
                writer.line("DTSTAMP", &format!("{}T000000Z", compact(agenda.as_of)));
                writer.line("DTSTART;VALUE=DATE", &compact(day));
                writer.line("DTEND;VALUE=DATE", &compact(day.plus_days(1)));
                writer.text(
                    "SUMMARY",
                    &format!("{} prüfen ({})", due.title, due.ministry.abbreviation),
                );
                writer.text("DESCRIPTION", &description);
                writer.line("TRANSP", "TRANSPARENT");
            });
        }
        for task in &agenda.tasks {
            let day = task.due_on.max(agenda.as_of);
            let step = task.milestone.as_deref().unwrap_or_default();
            let name = blake3::hash(format!("{} {step}", task.kind.word()).as_bytes()).to_hex();
            writer.component("VEVENT", |writer| {
                writer.text("UID", &format!("aufgabe-{}-{}@{site}", task.service, name.part(..12)));
                writer.line("DTSTAMP", &format!("{}T000000Z", compact(agenda.as_of)));
                writer.line("DTSTART;VALUE=DATE", &compact(day));
                writer.line("DTEND;VALUE=DATE", &compact(day.plus_days(1)));
                writer.text("SUMMARY", &format!("{} ({})", task.title, task.ministry.abbreviation));
                writer.text("DESCRIPTION", &format!("{}\n{}", what(task), task.path));
                writer.line("TRANSP", "TRANSPARENT");
            });
        }
    });
    writer.into_text()
}

fn compact(day: Day) -> String {
    day.to_string().replace('-', "")
}
