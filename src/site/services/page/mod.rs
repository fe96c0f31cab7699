//! The page of a service: where it stands, the five answers, the three steps, who re-uses it, and all its data.

mod answers;
mod costs;
mod facts;
mod reuse;
mod status;
mod steps;
mod tasks;
mod verdict;

use serde::Serialize;

use crate::content::markdown::Heading;
use crate::diagnostics::Diagnostic;
use crate::model::{AuthorityId, Contact, EntityId, Freshness, Participation, Service};
use crate::site::edition::{Site, urls};
use crate::site::frame::documents::DocumentItem;
use crate::site::frame::{Crumb, Page};
use crate::site::route::{Body, Route};

use answers::Answers;
use facts::Facts;
use reuse::ReuseView;
use status::Status;
use steps::Steps;
use verdict::Verdict;

/// Anchors of Markdown fields must not meet those of the page's own text.
mod prefix {
    pub(in crate::site) const STATE_OF_PLAY: &str = "sachstand-";
    pub(in crate::site) const LAW: &str = "fachrecht-";
    pub(in crate::site) const COSTS: &str = "kosten-";
    pub(in crate::site) const LESSONS: &str = "erfahrungen-";
}

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let services = site.portal.services.values();
    services
        .map(|service| {
            let own = service.clone();
            let url = urls::entity(&EntityId::Service(service.id.clone()));
            Route::new(url, move |site| render(site, &own)).from_file(&service.source.path)
        })
        .collect()
}

fn render(site: &Site, service: &Service) -> Result<Body, Box<Diagnostic>> {
    let view = View::new(site, service);
    let lists = [
        (
            "events",
            site.items().events(site.portal.events_of_service(&service.id)),
        ),
        ("press", site.items().press(site.portal.press_of_service(&service.id))),
        ("changes", site.changes(site.portal.history.of_service(&service.id))),
    ];
    site.render_with("service.html", head(site, service), &view, lists)
}

fn head<'a>(site: &Site, service: &'a Service) -> Page<'a> {
    let page = Page {
        updated: service.reviewed_on,
        unconfirmed: site.portal.freshness(service) == Freshness::Never,
        source: Some(&service.source),
        sample: service.sample,
        ..Page::new(
            "service",
            urls::entity(&EntityId::Service(service.id.clone())),
            &service.title,
            &service.summary,
        )
    };
    page.below(site.theme.text("family.services"), urls::SERVICES)
}

/// What `service.html` shows, beside the lists `events`, `press` and `changes`.
#[derive(Debug, Serialize)]
struct View<'a> {
    summary: &'a str,
    verdict: Verdict<'a>,
    status: Status<'a>,
    answers: Answers<'a>,
    steps: Steps<'a>,
    reuse: ReuseView<'a>,
    call: Option<Call<'a>>,
    facts: Facts<'a>,
    contacts: &'a [Contact],
    /// Whether the contacts are those of the ministry, because the service names none.
    contacts_of_ministry: bool,
    /// Documents, then links.
    documents: Vec<DocumentItem<'a>>,
    text: Option<TextView>,
}

impl<'a> View<'a> {
    fn new(site: &'a Site, service: &'a Service) -> Self {
        let coordinators = || {
            let ministry = site.portal.ministries.get(&service.ministry);
            ministry.map_or(&[][..], |ministry| &ministry.coordinators)
        };
        let links = service.links.iter().map(DocumentItem::from);
        let contacts_of_ministry = service.contacts.is_empty();
        let contacts = if contacts_of_ministry {
            coordinators()
        } else {
            &service.contacts
        };
        Self {
            summary: &service.summary,
            verdict: Verdict::new(site, service, contacts),
            status: Status::new(site, service),
            answers: Answers::new(site, service),
            steps: Steps::new(site, service),
            reuse: ReuseView::new(site, service),
            call: service.participation.as_ref().map(|call| Call {
                open: call.is_open(site.portal.as_of),
                call,
            }),
            facts: Facts::new(site, service),
            contacts,
            contacts_of_ministry,
            documents: site
                .documents(&service.documents, &service.source)
                .into_iter()
                .chain(links)
                .collect(),
            text: text(site, service),
        }
    }
}

/// The call for participation.
#[derive(Debug, Serialize)]
struct Call<'a> {
    open: bool,
    #[serde(flatten)]
    call: &'a Participation,
}

/// Prose, with its table of contents where it is long.
#[derive(Debug, Serialize)]
struct TextView {
    html: String,
    contents: Vec<Heading>,
    /// Whether it is German on a page that is not.
    foreign: bool,
}

/// From so many headings on a text gets a table of contents.
const LONG_TEXT: usize = 4;

fn text(site: &Site, service: &Service) -> Option<TextView> {
    let rendered = site.prose_below(service.text.as_ref()?, 3);
    let top = rendered.headings.into_iter().filter(|heading| heading.level <= 3);
    let contents: Vec<Heading> = top.collect();
    Some(TextView {
        html: rendered.html,
        foreign: rendered.foreign,
        contents: if contents.len() < LONG_TEXT {
            Vec::new()
        } else {
            contents
        },
    })
}

fn authority(site: &Site, id: &AuthorityId) -> Option<Crumb> {
    let authority = site.portal.authority(id)?;
    Some(Crumb {
        title: authority.name.clone(),
        url: site.href(&urls::entity(&EntityId::Authority(id.clone()))),
    })
}
