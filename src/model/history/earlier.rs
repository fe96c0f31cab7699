//! What the records said on an earlier day.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Day, Portal, Service, ServiceId};

/// The services that commits have touched, as they were a quarter before the reference date. What no commit touched was
/// then as it is now.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// The day.
    pub day: Day,
    /// What was public of them; none where a service was not there, or not under this id.
    touched: BTreeMap<ServiceId, Option<Arc<Service>>>,
}

impl Earlier {
    /// Of a day, from what was touched.
    pub fn new(day: Day, touched: BTreeMap<ServiceId, Option<Arc<Service>>>) -> Self {
        Self { day, touched }
    }

    /// All services of that day.
    pub fn services<'a>(&'a self, portal: &'a Portal) -> impl Iterator<Item = &'a Arc<Service>> {
        let same = portal.services.values().filter(|service| {
            !self.touched.contains_key(&service.id) && service.lifecycle().is_public(self.day, false)
        });
        same.chain(self.touched.values().flatten())
    }
}
