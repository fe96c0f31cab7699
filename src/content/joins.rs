//! Services with their texts and re-uses: joined once, and again only where one of the files changed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::model::{Prose, Reuse, Service, ServiceId, Usage};

/// What was joined before.
#[derive(Debug, Default)]
pub(super) struct Joins(Mutex<HashMap<ServiceId, Join>>);

/// What lies beside the record of a service.
#[derive(Debug, Clone, Default)]
pub(super) struct Beside {
    pub text: Option<Arc<Prose>>,
    pub reuse: Option<Arc<Vec<Reuse>>>,
    pub usage: Option<Arc<Vec<Usage>>>,
}

/// The parts of a service, and what they make.
#[derive(Debug)]
struct Join {
    record: Arc<Service>,
    beside: Beside,
    service: Arc<Service>,
}

impl Joins {
    /// The service with its text, its re-uses and the figures of its use.
    pub fn join(&self, record: &Arc<Service>, beside: Beside) -> Arc<Service> {
        if beside.is_empty() {
            return record.clone();
        }
        if let Some(join) = self.all().get(&record.id).filter(|join| join.is_of(record, &beside)) {
            return join.service.clone();
        }
        let service = Arc::new(Service {
            text: beside.text.as_deref().cloned(),
            reuse: beside.reuse.as_deref().cloned().unwrap_or_default(),
            usage: beside.usage.as_deref().cloned().unwrap_or_default(),
            ..Service::clone(record)
        });
        let join = Join {
            record: record.clone(),
            beside,
            service: service.clone(),
        };
        self.all().insert(record.id.clone(), join);
        service
    }

    fn all(&self) -> MutexGuard<'_, HashMap<ServiceId, Join>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Beside {
    fn is_empty(&self) -> bool {
        self.text.is_none() && self.reuse.is_none() && self.usage.is_none()
    }
}

impl Join {
    fn is_of(&self, record: &Arc<Service>, beside: &Beside) -> bool {
        Arc::ptr_eq(&self.record, record)
            && same(&self.beside.text, &beside.text)
            && same(&self.beside.reuse, &beside.reuse)
            && same(&self.beside.usage, &beside.usage)
    }
}

fn same<T>(one: &Option<Arc<T>>, other: &Option<Arc<T>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (None, None) => true,
        _ => false,
    }
}
