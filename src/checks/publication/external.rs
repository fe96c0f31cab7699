//! Links to other websites: where they stand. Whether they answer, only the network knows ([`crate::external`]).

use std::sync::Arc;

use crate::content::link::{self, Target};
use crate::content::markdown;
use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Portal, Service, Settings, WebAddress};

use crate::checks::rule::Rule;
use crate::checks::texts;

/// The rule that is applied on request only.
pub(in crate::checks) const CODE: &str = "externer-link";

const SETTINGS: &str = "content/portal.yaml";

pub(in crate::checks) const RULES: &[Rule] = &[Rule::warning(
    CODE,
    "Eine fremde Webadresse antwortet nicht",
    "Fremde Seiten ziehen um oder verschwinden. Geprüft wird das nur mit `ozg check --externe-links`, denn dazu braucht es das Internet.",
    "Suchen Sie die neue Adresse der Seite, oder nehmen Sie den Link heraus.",
)];

/// A link to another website.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalLink {
    /// Where it leads.
    pub url: String,
    /// Where it stands.
    pub place: Place,
}

/// All links to other websites, in texts and in fields.
pub fn links(portal: &Portal) -> Vec<ExternalLink> {
    let in_texts = texts::all(portal).flat_map(|text| {
        let links = markdown::links(text.markdown).into_iter();
        links.filter_map(move |link| match link::target(&link.target, text.path) {
            Target::External(url) => Some(ExternalLink {
                url,
                place: text.place(link.line, link.column, link.length),
            }),
            _ => None,
        })
    });
    let mut links: Vec<ExternalLink> = in_texts.chain(in_fields(portal)).collect();
    links.retain(|link| link.url.starts_with("http"));
    links
}

/// All web addresses in fields and tables.
pub(in crate::checks) fn in_fields(portal: &Portal) -> impl Iterator<Item = ExternalLink> {
    let services = portal.services.values().flat_map(|service| of_service(service));
    let reuses = portal.services.values().flat_map(|service| {
        let path = service.reuse_path();
        let lines = service.reuse.iter();
        lines.filter_map(move |reuse| Some(external(reuse.url.as_ref()?, Place::cell(&path, reuse.line, "url"))))
    });
    services
        .chain(reuses)
        .chain(of_others(portal))
        .chain(of_settings(&portal.settings))
}

/// The problem of a link that leads nowhere.
pub fn unreachable(link: &ExternalLink, why: &str) -> Diagnostic {
    let message = format!("der Link `{}` ist nicht erreichbar: {why}", link.url);
    Diagnostic::warning(CODE, link.place.clone(), message)
        .with_help("Suchen Sie die neue Adresse der Seite, oder nehmen Sie den Link heraus.")
}

fn external(url: &WebAddress, place: Place) -> ExternalLink {
    ExternalLink {
        url: url.as_str().to_owned(),
        place,
    }
}

fn at(path: &Arc<str>, field: impl Into<String>, url: Option<&WebAddress>) -> Option<ExternalLink> {
    Some(external(url?, Place::field(path, field)))
}

fn of_service(service: &Service) -> impl Iterator<Item = ExternalLink> {
    let path = &service.source.path;
    let efa = service.efa.as_ref();
    let order = service.order.as_ref().and_then(|order| order.url.as_ref());
    let tasks = service.onboarding_tasks().into_iter();
    let tasks = tasks.filter_map(move |step| at(path, format!("{}/url", step.field), step.url));
    let links = service.links.iter().enumerate();
    let links = links.filter_map(move |(i, link)| at(path, format!("/links/{i}/url"), Some(&link.url)));
    at(path, "/efa/dienst", efa.and_then(|efa| efa.service_url.as_ref()))
        .into_iter()
        .chain(at(
            path,
            "/efa/marktplatz",
            efa.and_then(|efa| efa.marketplace_url.as_ref()),
        ))
        .chain(at(path, "/bestellung/url", order))
        .chain(tasks)
        .chain(links)
}

fn of_others(portal: &Portal) -> impl Iterator<Item = ExternalLink> {
    let ministries = portal.ministries.values();
    let ministries = ministries.filter_map(|m| at(&m.source.path, "/website", m.website.as_ref()));
    let guides = portal.guides.values();
    let guides = guides.filter_map(|g| {
        at(
            &g.source.path,
            "/quelle/url",
            g.origin.as_ref().map(|origin| &origin.url),
        )
    });
    let events = portal.events.values();
    let events = events.flat_map(|e| {
        let registration = e
            .registration
            .as_ref()
            .and_then(|registration| registration.url.as_ref());
        let links = [
            at(&e.source.path, "/online", e.public_link()),
            at(&e.source.path, "/anmeldung/url", registration),
        ];
        links.into_iter().flatten()
    });
    let bodies = portal.authorities.values().filter_map(|body| {
        let place = match body.line {
            0 => Place::file(&body.source.path),
            line => Place::cell(&body.source.path, line, "website"),
        };
        Some(external(body.website.as_ref()?, place))
    });
    let videos = portal.pages.values().filter_map(|page| {
        let video = page.sign_language.as_ref()?;
        at(&page.source.path, "/gebaerdensprache/url", video.url.as_ref())
    });
    ministries.chain(guides).chain(events).chain(bodies).chain(videos)
}

fn of_settings(settings: &Settings) -> impl Iterator<Item = ExternalLink> {
    let publisher = &settings.publisher;
    let partners = publisher.partners.iter().enumerate();
    let partners = partners.map(|(i, partner)| {
        (
            format!("/herausgeber/mitherausgeber/{i}/website"),
            partner.website.as_ref(),
        )
    });
    let base_services = settings.base_services.iter().enumerate();
    let base_services = base_services.map(|(i, service)| (format!("/basisdienste/{i}/url"), service.url.as_ref()));
    let models = settings.maturity_names.iter().enumerate();
    let models = models.map(|(i, model)| (format!("/reifegradmodelle/{i}/url"), model.url.as_ref()));
    let single = [
        ("/herausgeber/website", publisher.website.as_ref()),
        ("/namen/serviceportal_url", settings.names.service_portal_url.as_ref()),
        (
            "/sicherheit/richtlinie",
            settings.security.as_ref().and_then(|contact| contact.policy.as_ref()),
        ),
        ("/lizenz/url", settings.licence.as_ref().map(|licence| &licence.url)),
    ];
    let single = single.map(|(field, url)| (field.to_owned(), url));
    let all = single.into_iter().chain(partners).chain(base_services).chain(models);
    all.filter_map(|(field, url)| at(&SETTINGS.into(), field, url))
}
