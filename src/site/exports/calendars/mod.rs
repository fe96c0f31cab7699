//! Calendars to subscribe to, and events to keep (iCalendar, RFC 5545).

mod collect;
mod entry;
mod milestones;
mod plan;
mod time_zone;
mod written;

use std::io;
use std::sync::Arc;

use crate::content_lines::Writer;
use crate::diagnostics::Diagnostic;
use crate::model::{Event, MinistryId, Service};
use crate::site::edition::Site;
use crate::site::frame::subscriptions::CalendarScope as Scope;
use crate::site::route::recipe::fingerprint_of;
use crate::site::route::{Body, Recipe, Route};
use entry::Entry;
use written::Written;

const CALENDAR: &str = "VCALENDAR";

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    Scope::all(site).into_iter().map(file).collect()
}

/// The file of a calendar.
pub(in crate::site) fn file(scope: Scope) -> Route {
    match scope {
        Scope::Milestones => Route::in_pieces(scope.url(), write_milestones),
        _ => Route::new(scope.url(), move |site| {
            Ok(Body::Recipe(Arc::new(Calendar::new(site, &scope))))
        }),
    }
}

/// A calendar as a file.
pub(in crate::site) fn write(site: &Site, scope: &Scope) -> Vec<u8> {
    Calendar::new(site, scope).write()
}

/// A calendar with all that is written of it.
#[derive(Debug, Hash)]
struct Calendar {
    head: Head,
    entries: Entries,
}

/// What stands in a calendar, by date.
#[derive(Debug, Hash)]
enum Entries {
    Own(Vec<Entry>),
    /// Of the plan of an authority, as others have them too.
    Shared(Vec<Arc<Written>>),
}

/// What a calendar says of itself.
#[derive(Debug, Hash)]
struct Head {
    product: String,
    title: String,
}

impl Calendar {
    fn new(site: &Site, scope: &Scope) -> Self {
        Self {
            head: Head::new(site, scope),
            entries: Entries::of(site, scope),
        }
    }

    fn write(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        self.head.begin(&mut writer);
        match &self.entries {
            Entries::Own(entries) => entries.iter().for_each(|entry| entry.write(&mut writer)),
            Entries::Shared(entries) => entries.iter().for_each(|entry| entry.write(&mut writer)),
        }
        Head::end(&mut writer);
        writer.into_text().into_bytes()
    }
}

impl Recipe for Calendar {
    fn fingerprint(&self, _: &Site) -> u64 {
        fingerprint_of(self)
    }

    fn make(&self, _: &Site) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(self.write())
    }
}

impl Head {
    fn new(site: &Site, scope: &Scope) -> Self {
        let settings = &site.portal.settings;
        Self {
            product: format!("-//{}//{}//DE", settings.publisher.name, settings.title),
            title: scope.title(site),
        }
    }

    fn begin(&self, writer: &mut Writer) {
        writer.line("BEGIN", CALENDAR);
        writer.line("VERSION", "2.0");
        writer.text("PRODID", &self.product);
        writer.line("CALSCALE", "GREGORIAN");
        writer.line("METHOD", "PUBLISH");
        // RFC 7986, and the older name that some programs still ask for.
        writer.text("NAME", &self.title);
        writer.text("X-WR-CALNAME", &self.title);
        writer.line("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
        time_zone::write(writer);
    }

    fn end(writer: &mut Writer) {
        writer.line("END", CALENDAR);
    }
}

/// The calendar of all milestones, one after the other.
fn write_milestones(site: &Site, out: &mut dyn io::Write) -> io::Result<()> {
    let mut writer = Writer::default();
    Head::new(site, &Scope::Milestones).begin(&mut writer);
    milestones::write(site, &mut writer, out)?;
    Head::end(&mut writer);
    writer.move_to(out)
}

impl Entries {
    fn of(site: &Site, scope: &Scope) -> Self {
        match scope {
            Scope::Authority(id) => {
                let authority = site.portal.authorities.get(id);
                Self::Shared(authority.map_or_else(Vec::new, |authority| plan::of_authority(site, authority)))
            }
            _ => Self::Own(entries(site, scope)),
        }
    }
}

/// The entries of a calendar by date, each once.
fn entries(site: &Site, scope: &Scope) -> Vec<Entry> {
    let portal = &site.portal;
    let event = |event: &Event| collect::event(site, event);
    let events = || portal.events.values().map(|event| &**event);
    let mut entries: Vec<Entry> = match scope {
        Scope::All => events().map(event).collect(),
        Scope::Kind(kind) => events().filter(|event| event.kind == *kind).map(event).collect(),
        Scope::Event(id) => portal.events.get(id).iter().map(|found| event(found)).collect(),
        Scope::Ministry(id) => events().filter(|event| concerns(site, event, id)).map(event).collect(),
        Scope::Service(id) => portal
            .services
            .get(id)
            .map(|service| of_service(site, service))
            .unwrap_or_default(),
        // By far the most, written one by one, and those that are shared.
        Scope::Milestones | Scope::Authority(_) => Vec::new(),
        Scope::Deadlines => {
            let calls = portal
                .services
                .values()
                .filter_map(|service| collect::participation_end(site, service));
            events()
                .filter_map(|event| collect::registration_end(site, event))
                .chain(calls)
                .collect()
        }
    };
    entries.sort_by(|a, b| a.order().cmp(&b.order()));
    entries
}

fn of_service(site: &Site, service: &Service) -> Vec<Entry> {
    let events = site.portal.events_of_service(&service.id).iter();
    let registrations = events
        .clone()
        .filter_map(|event| collect::registration_end(site, event));
    let deadlines = registrations.chain(collect::participation_end(site, service));
    let events = events.map(|event| collect::event(site, event));
    events
        .chain(milestones::of(service).into_iter().map(|due| due.entry(site)))
        .chain(deadlines)
        .collect()
}

/// Whether an event is a ministry's own, or about one of its services.
fn concerns(site: &Site, event: &Event, ministry: &MinistryId) -> bool {
    event.ministry.as_ref() == Some(ministry) || is_about(site, event, |service| service.ministry == *ministry)
}

/// Whether an event is about a service of which something is true. An event has few services, and a ministry many.
fn is_about(site: &Site, event: &Event, is_wanted: impl Fn(&Service) -> bool) -> bool {
    let services = event.services.iter().filter_map(|id| site.portal.services.get(id));
    services.into_iter().any(|service| is_wanted(service))
}
