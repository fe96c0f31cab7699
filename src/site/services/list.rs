//! The list of services, whole and by each value of each facet.

use std::sync::Arc;

use serde::Serialize;
use tera::Value;

use crate::diagnostics::Diagnostic;
use crate::extent::Whole;
use crate::model::{EntityId, Reusability, Service, ServiceId};
use crate::site::edition::{Site, urls};
use crate::site::figures::spread;
use crate::site::frame::letters::{self, Letter};
use crate::site::frame::pagination::{self, Pagination, Slice};
use crate::site::frame::service_facets::{Choice, Group, Index};
use crate::site::frame::{Crumb, Page};
use crate::site::route::{Body, Route};

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let index = Arc::new(Index::new(&site.portal));
    let whole = std::iter::once(None);
    let lists = whole.chain(index.choices().cloned().map(Some));
    lists.flat_map(|choice| routes_of_list(site, &index, choice)).collect()
}

fn routes_of_list(site: &Site, index: &Arc<Index>, choice: Option<Choice>) -> Vec<Route> {
    let url = choice.as_ref().map_or(urls::SERVICES.to_owned(), Choice::url);
    let list = Arc::new(List::new(site, index, choice));
    let route = |slice: Slice| {
        let (index, list) = (index.clone(), list.clone());
        Route::new(slice.url(), move |site| render(site, &index, &list, &slice))
    };
    pagination::slices(&url, list.total).map(route).collect()
}

/// What all pages of a list have in common; counted once, for their number grows with that of the services.
struct List {
    choice: Option<Choice>,
    total: usize,
    reusable_now: usize,
}

impl List {
    fn new(site: &Site, index: &Index, choice: Option<Choice>) -> Self {
        let is_reusable = |service: &Service| site.portal.reusability(service) == Some(Reusability::Now);
        let count = |services: &mut dyn Iterator<Item = &Arc<Service>>| {
            services.fold((0, 0), |(total, reusable_now), service| {
                (total.plus(1), reusable_now.plus(usize::from(is_reusable(service))))
            })
        };
        let (total, reusable_now) = match &choice {
            Some(choice) => count(&mut index.services(choice).iter()),
            None => count(&mut site.portal.services.values()),
        };
        Self {
            choice,
            total,
            reusable_now,
        }
    }
}

/// What `services.html` shows, beside the list `rows`.
#[derive(Debug, Serialize)]
struct View {
    facets: Vec<Group>,
    /// Where the names of each letter begin, on a long page.
    letters: Vec<Letter>,
    /// The page that shows on maps how far they have spread.
    spread_url: Option<String>,
    /// Whether a script may turn the facets into a filter: only where all services are on one page.
    filterable: bool,
    /// Number of services on all pages of the list.
    total: usize,
    /// … of which can be re-used today.
    reusable_now: usize,
    choice: Option<ChoiceView>,
    /// Number of the page.
    number: usize,
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

fn render(site: &Site, index: &Index, list: &List, slice: &Slice) -> Result<Body, Box<Diagnostic>> {
    let choice = list.choice.as_ref();
    let range = slice.range.clone();
    let shown: Vec<&Arc<Service>> = match choice {
        Some(choice) => index.services(choice).get(range).into_iter().flatten().collect(),
        None => site
            .portal
            .services
            .get_range(range)
            .into_iter()
            .flat_map(|listed| listed.values())
            .collect(),
    };
    let view = View {
        facets: index.groups(site, choice),
        letters: letters_of(&shown),
        spread_url: spread::has_portal_page(site).then(|| site.href(urls::SPREAD)),
        filterable: choice.is_none() && slice.of == 1,
        total: list.total,
        reusable_now: list.reusable_now,
        choice: choice.map(|choice| ChoiceView {
            facet: choice.facet().key(),
            key: choice.key(),
            title: choice.title(site),
            about: about(site, choice),
        }),
        number: slice.number,
        pagination: slice.links(site),
    };
    let rows = site.service_rows(shown.into_iter());
    let lists = [("rows", rows?)];
    site.render_with("services.html", head(site, choice, slice), &view, lists)
}

/// Where the services of each letter begin; none where the page is short.
fn letters_of(shown: &[&Arc<Service>]) -> Vec<Letter> {
    if shown.len() < letters::FROM {
        return Vec::new();
    }
    let firsts = letters::firsts(shown.iter().map(|service| &*service.title));
    let url = |letter| {
        let first = shown.get(*firsts.get(&letter)?)?;
        Some(format!("#leistung-{}", first.id))
    };
    letters::bar(url)
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
    let page = Page {
        by_the_day: choice.is_some_and(Choice::depends_on_the_day),
        sample: site.shows_samples_only(),
        ..Page::new("services", slice.url(), title, description)
    };
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

impl Site {
    /// The rows of services in a table; each is rendered when it is first asked for, and shared by all lists.
    fn service_rows<'a>(&self, services: impl Iterator<Item = &'a Arc<Service>>) -> Result<Value, Box<Diagnostic>> {
        let rows: Result<Vec<Value>, _> = services.map(|service| self.service_row(&service.id)).collect();
        rows.map(Value::from)
    }

    fn service_row(&self, id: &ServiceId) -> Result<Value, Box<Diagnostic>> {
        let Some(kept) = self.items().service_row(id) else {
            return Ok(Value::none());
        };
        if let Some(row) = kept.get() {
            return Ok(row.clone());
        }
        let row = self.render_component(
            "service_row",
            [
                ("service", self.items().service_once(id)),
                ("tokens", self.items().tokens(id)),
            ],
        )?;
        Ok(kept.get_or_init(|| row).clone())
    }
}
