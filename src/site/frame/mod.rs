//! What every page has and every family needs: head and menu, list items, prose, pictures, documents, and how a template
//! becomes a page. Knows no family.

mod carriers;
pub(in crate::site) mod content_dates;
pub(in crate::site) mod documents;
pub(in crate::site) mod items;
pub(in crate::site) mod letters;
mod menu;
mod page;
pub(in crate::site) mod pagination;
pub(in crate::site) mod photos;
pub(in crate::site) mod pictures;
mod portal_view;
mod prose;
mod render;
mod samples;
pub(in crate::site) mod service_facets;
pub(in crate::site) mod structured;
pub(in crate::site) mod subscriptions;

use tera::Value;

pub(in crate::site) use page::{Crumb, Page};
use portal_view::PortalView;
pub(in crate::site) use prose::SECTION;

use super::edition::Site;

/// Tells the templates of a site what they see of the portal, in all its languages.
pub(in crate::site) fn introduce(site: &mut Site) {
    site.theme
        .set_global("portal", Value::from_serializable(&PortalView::new(site)));
    site.translations.iter_mut().for_each(introduce);
}
