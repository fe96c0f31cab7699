//! Entries that many calendars have: written once, for all of them.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use super::collect;
use super::entry::Entry;
use crate::content_lines::Writer;
use crate::model::{Event, EventId, Portal, Service, ServiceId};
use crate::site::edition::Site;
use crate::site::route::recipe::fingerprint_of;

/// An entry as it stands in a calendar.
#[derive(Debug)]
pub(super) struct Written {
    day: Date,
    uid: String,
    text: String,
    /// Of all that it says.
    fingerprint: u64,
}

/// The date of a service that a plan can be about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Dated {
    Call,
    FirstDay,
    Milestone,
}

/// A place for everything that the calendars of authorities can have.
pub(super) struct Store {
    events: HashMap<EventId, [OnceLock<Option<Arc<Written>>>; 2]>,
    services: HashMap<ServiceId, [OnceLock<Option<Arc<Written>>>; 3]>,
}

impl Store {
    pub fn of(portal: &Portal) -> Self {
        Self {
            events: portal
                .events
                .keys()
                .map(|id| (id.clone(), Default::default()))
                .collect(),
            services: portal
                .services
                .keys()
                .map(|id| (id.clone(), Default::default()))
                .collect(),
        }
    }

    pub fn event(&self, site: &Site, event: &Event) -> Option<Arc<Written>> {
        let [place, _] = self.events.get(&event.id)?;
        let make = || Some(Written::new(&collect::event(site, event)));
        place.get_or_init(make).clone()
    }

    pub fn registration_end(&self, site: &Site, event: &Event) -> Option<Arc<Written>> {
        let [_, place] = self.events.get(&event.id)?;
        let make = || collect::registration_end(site, event).map(|entry| Written::new(&entry));
        place.get_or_init(make).clone()
    }

    pub fn dated(&self, service: &Service, what: Dated, make: impl FnOnce() -> Option<Entry>) -> Option<Arc<Written>> {
        let place = self.services.get(&service.id)?.get(what as usize)?;
        place.get_or_init(|| make().map(|entry| Written::new(&entry))).clone()
    }
}

impl Written {
    fn new(entry: &Entry) -> Arc<Self> {
        let mut writer = Writer::default();
        entry.write(&mut writer);
        let (day, uid) = entry.order();
        Arc::new(Self {
            day,
            uid: uid.to_owned(),
            text: writer.into_text(),
            fingerprint: fingerprint_of(entry),
        })
    }

    /// The order in a calendar.
    pub fn order(&self) -> (Date, &str) {
        (self.day, &self.uid)
    }

    pub fn write(&self, writer: &mut Writer) {
        writer.written(&self.text);
    }
}

impl Hash for Written {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}
