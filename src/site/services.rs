//! The list of services, whole and by each value of each facet.

use std::sync::Arc;

use serde::Serialize;

use super::figures::is_reusable_now;
use super::pagination::{self, Pagination, Slice};
use super::service_facets::{Choice, Group, Index};
use super::{Body, Crumb, Page, Route, Site, urls};
use crate::diagnostics::Diagnostic;
use crate::model::{EntityId, Service};

pub(super) fn routes(site: &Site) -> Vec<Route> {
    let index = Arc::new(Index::new(&site.portal));
    let whole = std::iter::once(None);
    let lists = whole.chain(index.choices().cloned().map(Some));
    lists.flat_map(|choice| routes_of_list(site, &index, choice)).collect()
}

fn routes_of_list(site: &Site, index: &Arc<Index>, choice: Option<Choice>) -> Vec<Route> {
    let (url, entries) = match &choice {
        Some(choice) => (choice.url(), index.services(choice).len()),
        None => (urls::SERVICES.to_owned(), site.portal.services.len()),
    };
    let route = |slice: Slice| {
        let (index, choice) = (index.clone(), choice.clone());
        Route::new(slice.url(), move |site| render(site, &index, choice.as_ref(), &slice))
    };
    pagination::slices(&url, entries).map(route).collect()
}

/// What `services.html` shows, beside the list `services`.
#[derive(Debug, Serialize)]
struct View {
    facets: Vec<Group>,
    /// Whether a script may turn the facets into a filter: only where all services are on one page.
    filterable: bool,
    /// Number of services on all pages of the list.
    total: usize,
    /// … of which can be re-used today.
    reusable_now: usize,
    choice: Option<ChoiceView>,
    pagination: Option<Pagination>,
}

/// The value of a facet that the page is about.
#[derive(Debug, Serialize)]
struct ChoiceView {
    facet: &'static str,
    /// Name in the interface texts, where the value is a word of a vocabulary.
    key: Option<&'static str>,
    title: String,
    /// The page of the ministry or topic.
    about: Option<Crumb>,
}

fn render(site: &Site, index: &Index, choice: Option<&Choice>, slice: &Slice) -> Result<Body, Box<Diagnostic>> {
    let services: Vec<&Arc<Service>> = match choice {
        Some(choice) => index.services(choice).iter().collect(),
        None => site.portal.services.values().collect(),
    };
    let view = View {
        facets: index.groups(site, choice),
        filterable: choice.is_none() && slice.of == 1,
        total: services.len(),
        reusable_now: services.iter().filter(|service| is_reusable_now(service)).count(),
        choice: choice.map(|choice| ChoiceView {
            facet: choice.facet().key(),
            key: choice.key(),
            title: choice.title(site),
            about: about(site, choice),
        }),
        pagination: slice.links(site),
    };
    let listed = services.get(slice.range.clone()).unwrap_or_default();
    let lists = [("services", site.items.services(listed.iter().copied()))];
    site.render_with("services.html", head(site, choice, slice), &view, lists)
}

fn head(site: &Site, choice: Option<&Choice>, slice: &Slice) -> Page<'static> {
    let whole = site.theme.text("family.services");
    let (title, description, is_part) = match choice {
        Some(choice) => {
            let value = choice.title(site);
            let facet = site.fill(&format!("services.facet.{}", choice.facet().key()), &[]);
            let title = site.fill(
                &format!("services.title_of.{}", choice.facet().key()),
                &[("value", &value)],
            );
            let description = site.fill("services.description_of", &[("facet", &facet), ("value", &value)]);
            (title, description, true)
        }
        None => {
            let description = site.theme.text("services.description").to_owned();
            (whole.to_owned(), description, slice.number > 1)
        }
    };
    let title = match slice.number {
        1 => title,
        number => site.fill(
            "services.title_of_page",
            &[("title", &title), ("n", &number.to_string())],
        ),
    };
    let page = Page::new("services", slice.url(), title, description);
    if is_part {
        page.below(whole, urls::SERVICES)
    } else {
        page
    }
}

/// The page of the ministry or topic that the list is cut by.
fn about(site: &Site, choice: &Choice) -> Option<Crumb> {
    let id = match choice {
        Choice::Ministry(id) => EntityId::Ministry(id.clone()),
        Choice::Topic(id) => EntityId::Topic(id.clone()),
        _ => return None,
    };
    site.portal.contains(&id).then(|| Crumb {
        title: choice.title(site),
        url: site.href(&urls::entity(&id)),
    })
}
