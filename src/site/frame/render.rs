//! From a template and what it shows to a response body.

use std::sync::Arc;

use serde::Serialize;
use tera::Value;

use super::Page;
use crate::diagnostics::Diagnostic;
use crate::site::edition::Site;
use crate::site::route::{Body, Recipe};

impl Site {
    /// A page made by a template, and what it shows.
    pub(in crate::site) fn render(
        &self,
        template: &'static str,
        page: Page,
        view: &impl Serialize,
    ) -> Result<Body, Box<Diagnostic>> {
        self.render_with(template, page, view, [])
    }

    /// The same; `lists` are shared values that need not be made anew for each page.
    pub(in crate::site) fn render_with<const N: usize>(
        &self,
        template: &'static str,
        page: Page,
        view: &impl Serialize,
        lists: [(&'static str, Value); N],
    ) -> Result<Body, Box<Diagnostic>> {
        let mut values = vec![
            ("menu", self.main_menu(&page.url)?),
            ("page", Value::from_serializable(&page.into_view(self))),
            ("view", Value::from_serializable(view)),
        ];
        values.extend(lists);
        Ok(Body::Recipe(Arc::new(Rendering::new(self.edition, template, values))))
    }

    /// Renders a component as plain text, for those who read outside of pages; a faulty one is told of by the pages that
    /// show it.
    pub(in crate::site) fn plain_component<const N: usize>(
        &self,
        component: &'static str,
        arguments: [(&'static str, Value); N],
    ) -> String {
        let text = self.theme.render_plain_component(component, &arguments);
        text.map_or_else(|_| String::new(), |text| text.trim().to_owned())
    }

    /// Renders a component on its own, for what many pages show alike.
    pub(in crate::site) fn render_component<const N: usize>(
        &self,
        component: &'static str,
        arguments: [(&'static str, Value); N],
    ) -> Result<Value, Box<Diagnostic>> {
        let html = self
            .profile()
            .template(component, || self.theme.render_component(component, &arguments));
        html.map(|html| Value::safe_string(&html))
    }
}

/// A template, and all that it is given. That decides how the page comes out, together with the theme.
#[derive(Debug)]
struct Rendering {
    edition: usize,
    template: &'static str,
    values: Vec<(&'static str, Value)>,
}

impl Rendering {
    fn new(edition: usize, template: &'static str, values: Vec<(&'static str, Value)>) -> Self {
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
