//! Calls for participation as pages of ministries and authorities show them.

use std::sync::Arc;

use serde::Serialize;
use tera::Value;

use crate::model::{Participation, Service};
use crate::site::edition::Site;

/// An open call for participation.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Call<'a> {
    service: Value,
    call: &'a Participation,
}

impl Site {
    /// The open calls of some services.
    pub(in crate::site) fn open_calls<'a>(
        &self,
        services: impl IntoIterator<Item = &'a Arc<Service>>,
    ) -> Vec<Call<'a>> {
        let today = self.portal.as_of;
        services
            .into_iter()
            .filter_map(|service| {
                let call = service.participation.as_ref().filter(|call| call.is_open(today))?;
                Some(Call {
                    service: self.items().service(&service.id),
                    call,
                })
            })
            .collect()
    }
}
