//! Services with their texts and re-uses: joined once, and again only where one of the three files changed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::model::{Prose, Reuse, Service, ServiceId};

/// What was joined before.
#[derive(Debug, Default)]
pub(super) struct Joins(Mutex<HashMap<ServiceId, Join>>);

/// The three parts of a service, and what they make.
#[derive(Debug)]
struct Join {
    record: Arc<Service>,
    text: Option<Arc<Prose>>,
    reuse: Option<Arc<Vec<Reuse>>>,
    service: Arc<Service>,
}

impl Joins {
    /// The service with its text and its re-uses.
    pub fn join(
        &self,
        record: &Arc<Service>,
        text: Option<Arc<Prose>>,
        reuse: Option<Arc<Vec<Reuse>>>,
    ) -> Arc<Service> {
        if text.is_none() && reuse.is_none() {
            return record.clone();
        }
        if let Some(join) = self
            .all()
            .get(&record.id)
            .filter(|join| join.is_of(record, &text, &reuse))
        {
            return join.service.clone();
        }
        let service = Arc::new(Service {
            text: text.as_deref().cloned(),
            reuse: reuse.as_deref().cloned().unwrap_or_default(),
            ..Service::clone(record)
        });
        let join = Join {
            record: record.clone(),
            text,
            reuse,
            service: service.clone(),
        };
        self.all().insert(record.id.clone(), join);
        service
    }

    fn all(&self) -> MutexGuard<'_, HashMap<ServiceId, Join>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Join {
    fn is_of(&self, record: &Arc<Service>, text: &Option<Arc<Prose>>, reuse: &Option<Arc<Vec<Reuse>>>) -> bool {
        Arc::ptr_eq(&self.record, record) && same(&self.text, text) && same(&self.reuse, reuse)
    }
}

fn same<T>(one: &Option<Arc<T>>, other: &Option<Arc<T>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (None, None) => true,
        _ => false,
    }
}
