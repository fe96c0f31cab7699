//! A page before it is rendered.

use tera::Value;

use super::{Recipe, Site};
use crate::diagnostics::Diagnostic;

/// A template, and all that it is given. That decides how the page comes out, together with the theme.
#[derive(Debug)]
pub(super) struct Rendering {
    edition: usize,
    template: &'static str,
    values: Vec<(&'static str, Value)>,
}

impl Rendering {
    pub(super) fn new(edition: usize, template: &'static str, values: Vec<(&'static str, Value)>) -> Self {
        Self {
            edition,
            template,
            values,
        }
    }
}

impl Recipe for Rendering {
    fn fingerprint(&self, site: &Site) -> u64 {
        let theme = &site.in_edition(self.edition).theme;
        theme.fingerprint(self.template, &self.values)
    }

    fn make(&self, site: &Site) -> Result<Vec<u8>, Box<Diagnostic>> {
        let theme = &site.in_edition(self.edition).theme;
        site.profile()
            .template(self.template, || theme.render(self.template, &self.values))
    }
}
