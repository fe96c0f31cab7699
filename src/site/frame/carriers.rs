//! Who carries a service out, in the words of the theme: the denominator of every coverage figure.

use crate::model::Service;
use crate::site::edition::Site;

impl Site {
    /// The kinds of authorities that carry a service out, and the single bodies that do.
    pub(crate) fn carriers_of(&self, service: &Service) -> Vec<String> {
        let kinds = service.carried_out_by.iter();
        let kinds = kinds.map(|kind| {
            self.theme
                .text(&format!("authority_kind_plural.{}", kind.key()))
                .to_owned()
        });
        let bodies = service.carried_out_by_bodies.iter();
        let bodies = bodies.filter_map(|id| self.portal.authorities.get(id));
        kinds.chain(bodies.map(|body| body.name.clone())).collect()
    }
}
