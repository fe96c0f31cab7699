//! Calls for participation as pages of ministries and authorities show them.

use std::sync::Arc;

use serde::Serialize;
use tera::Value;

use crate::model::{Participation, Service, open_calls};
use crate::site::edition::Site;

/// An open call for participation.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Call<'a> {
    service: Value,
    call: &'a Participation,
}

impl Site {
    /// The open calls of some services, the most urgent first.
    pub(in crate::site) fn open_calls<'a>(
        &self,
        services: impl IntoIterator<Item = &'a Arc<Service>>,
    ) -> Vec<Call<'a>> {
        let calls = open_calls(services, self.portal.as_of).into_iter();
        let call = |(service, call): (&Arc<Service>, _)| Call {
            service: self.items().service(&service.id),
            call,
        };
        calls.map(call).collect()
    }
}
