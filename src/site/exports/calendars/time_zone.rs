//! The time zone of all events, as calendars need it (RFC 5545, section 3.6.5).

use crate::content_lines::Writer;

use std::sync::LazyLock;

/// The name by which events refer to it.
pub(super) const ZONE: &str = "Europe/Berlin";

/// Its lines, the same in every calendar.
static LINES: LazyLock<String> = LazyLock::new(|| {
    let mut writer = Writer::default();
    write_rules(&mut writer);
    writer.into_text()
});

pub(super) fn write(writer: &mut Writer) {
    writer.written(&LINES);
}

/// The rules since 1996 (Directive 2000/84/EC and its predecessors): no portal has older events.
fn write_rules(writer: &mut Writer) {
    writer.component("VTIMEZONE", |writer| {
        writer.line("TZID", ZONE);
        writer.component("DAYLIGHT", |writer| {
            writer.line("DTSTART", "19960331T020000");
            writer.line("RRULE", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU");
            writer.line("TZOFFSETFROM", "+0100");
            writer.line("TZOFFSETTO", "+0200");
            writer.line("TZNAME", "CEST");
        });
        writer.component("STANDARD", |writer| {
            writer.line("DTSTART", "19961027T030000");
            writer.line("RRULE", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU");
            writer.line("TZOFFSETFROM", "+0200");
            writer.line("TZOFFSETTO", "+0100");
            writer.line("TZNAME", "CET");
        });
    });
}
