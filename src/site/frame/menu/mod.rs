//! The main menu as it stands on pages: the same on all pages of a family, but for the overview itself.

mod navigation;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tera::Value;

use crate::diagnostics::Diagnostic;
use crate::site::edition::{Site, urls};
pub(super) use navigation::{main, of_page};

/// The menus that pages have asked for so far, by the family of the page and whether it is the overview.
#[derive(Debug, Default)]
struct Store(Mutex<BTreeMap<(String, bool), Value>>);

impl Site {
    /// The main menu of a page, by the address of the page.
    ///
    /// # Errors
    /// A fault in the component.
    pub(in crate::site) fn main_menu(&self, url: &str) -> Result<Value, Box<Diagnostic>> {
        let family = urls::family(url);
        let is_overview = family == url;
        let mut kept = self
            .remembered(Store::default)
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(menu) = kept.get(&(family.to_owned(), is_overview)) {
            return Ok(menu.clone());
        }
        let menu = self.render_component(
            "main_menu",
            [
                ("family", Value::from(self.href(family))),
                ("is_overview", Value::from(is_overview)),
            ],
        )?;
        kept.insert((family.to_owned(), is_overview), menu.clone());
        Ok(menu)
    }
}
