//! Services, ministries, authorities, events and press releases in the words of schema.org.

use super::node::Node;
use super::node::object;
use crate::model::{Authority, EntityId, Event, Ministry, PressRelease, Service, TargetGroup, WebAddress};
use crate::site::edition::Site;
use crate::site::frame::content_dates;

/// What is said of an entity; nothing of those that schema.org has no word for.
pub(super) fn of<'a>(site: &'a Site, id: &EntityId) -> Option<Node<'a>> {
    let portal = &site.portal;
    let (mut data, sample) = match id {
        EntityId::Service(key) => portal
            .services
            .get(key)
            .map(|found| (service(site, found), found.sample)),
        EntityId::Ministry(key) => portal
            .ministries
            .get(key)
            .map(|found| (ministry(site, found), found.sample)),
        EntityId::Authority(key) => portal
            .authorities
            .get(key)
            .map(|found| (authority(site, found), found.sample)),
        EntityId::Event(key) => portal.events.get(key).map(|found| (event(site, found), found.sample)),
        EntityId::PressRelease(key) => portal
            .press_releases
            .get(key)
            .map(|found| (press(site, found), found.sample)),
        _ => None,
    }?;
    if sample {
        data.rename(|name| site.named(name, true));
    }
    let note = sample.then(|| site.theme.text("sample.text"));
    Some(
        data.with("url", site.absolute_entity(id))
            .with("disambiguatingDescription", note),
    )
}

fn service<'a>(site: &'a Site, service: &'a Service) -> Node<'a> {
    let provider = site.portal.ministries.get(&service.ministry);
    let online = service.efa.as_ref().and_then(|efa| efa.service_url.as_ref());
    let channel = online.map(|url| object("ServiceChannel", [("serviceUrl", url.as_str().into())]));
    object(
        "GovernmentService",
        [
            ("name", (&service.title).into()),
            ("alternateName", service.search_words.iter().collect()),
            ("description", (&service.summary).into()),
            ("identifier", service.leika.iter().map(|key| key.as_str()).collect()),
            (
                "serviceOperator",
                provider.map(|found| organization_link(site, found)).into(),
            ),
            ("areaServed", state(site)),
            (
                "audience",
                service
                    .target_groups
                    .iter()
                    .map(|group| audience(site, *group))
                    .collect(),
            ),
            ("availableChannel", channel.into()),
        ],
    )
}

fn state(site: &Site) -> Node<'_> {
    object(
        "AdministrativeArea",
        [("name", (&site.portal.settings.state.name).into())],
    )
}

fn audience(site: &Site, group: TargetGroup) -> Node<'_> {
    let name = site.theme.text(&format!("target_group.{}", group.key())).to_owned();
    object("Audience", [("audienceType", name.into())])
}

fn organization_link<'a>(site: &Site, ministry: &'a Ministry) -> Node<'a> {
    let url = site.absolute_entity(&EntityId::Ministry(ministry.id.clone()));
    object(
        "GovernmentOrganization",
        [("name", (&ministry.name).into()), ("url", url.into())],
    )
}

fn ministry<'a>(site: &'a Site, ministry: &'a Ministry) -> Node<'a> {
    object(
        "GovernmentOrganization",
        [
            ("name", (&ministry.name).into()),
            ("alternateName", (&ministry.abbreviation).into()),
            ("sameAs", address(ministry.website.as_ref())),
            ("foundingDate", ministry.from.map(|day| day.to_string()).into()),
            ("dissolutionDate", ministry.until.map(|day| day.to_string()).into()),
            ("areaServed", state(site)),
        ],
    )
}

/// Territorial authorities are areas; all others are organisations.
fn authority<'a>(site: &'a Site, authority: &'a Authority) -> Node<'a> {
    if !authority.kind.is_territorial() {
        return object(
            "GovernmentOrganization",
            [
                ("name", (&authority.name).into()),
                ("sameAs", address(authority.website.as_ref())),
                ("email", authority.email.as_ref().map(|email| email.as_str()).into()),
                ("telephone", authority.phone.as_deref().into()),
            ],
        );
    }
    let county = site
        .portal
        .county_of(authority)
        .filter(|county| county.id != authority.id);
    let county = county.map(|county| object("AdministrativeArea", [("name", (&county.name).into())]));
    let position = authority.position.map(|at| {
        let (longitude, latitude) = (Node::Degrees(at.lon), Node::Degrees(at.lat));
        object("GeoCoordinates", [("longitude", longitude), ("latitude", latitude)])
    });
    object(
        "AdministrativeArea",
        [
            ("name", (&authority.name).into()),
            ("identifier", authority.id.as_str().into()),
            ("sameAs", address(authority.website.as_ref())),
            ("geo", position.into()),
            ("containedInPlace", county.into()),
        ],
    )
}

fn event<'a>(site: &'a Site, event: &'a Event) -> Node<'a> {
    let status = if event.cancelled {
        "EventCancelled"
    } else {
        "EventScheduled"
    };
    let mode = match (&event.join_link, &event.place) {
        (Some(_), Some(_)) => "MixedEventAttendanceMode",
        (_, None) => "OnlineEventAttendanceMode",
        (None, Some(_)) => "OfflineEventAttendanceMode",
    };
    // Who may not have the link finds on the page how to get it.
    let page = || site.absolute_entity(&EntityId::Event(event.id.clone()));
    let link = event.join_link.as_ref();
    let link = link.map(|_| event.public_link().map_or_else(page, ToString::to_string));
    let online = link.map(|url| object("VirtualLocation", [("url", url.into())]));
    let place = event.place.as_ref();
    let place = place.map(|place| object("Place", [("name", place.into()), ("address", place.into())]));
    let organizer = event.organizer.as_ref().unwrap_or(&site.portal.settings.publisher.name);
    object(
        "Event",
        [
            ("name", (&event.title).into()),
            ("description", event.summary.as_deref().into()),
            ("startDate", content_dates::with_offset(event.begin).into()),
            ("endDate", event.end.map(content_dates::with_offset).into()),
            ("eventStatus", format!("https://schema.org/{status}").into()),
            ("eventAttendanceMode", format!("https://schema.org/{mode}").into()),
            ("location", online.into_iter().chain(place).collect()),
            ("organizer", object("Organization", [("name", organizer.into())])),
            ("inLanguage", site.language_of(event.translation.as_ref()).into()),
        ],
    )
}

fn press<'a>(site: &'a Site, release: &'a PressRelease) -> Node<'a> {
    let ministry = release.ministry.as_ref().and_then(|id| site.portal.ministries.get(id));
    let name = &site.portal.settings.publisher.name;
    let publisher = || object("GovernmentOrganization", [("name", name.into())]);
    object(
        "NewsArticle",
        [
            ("headline", (&release.title).into()),
            ("description", release.summary.as_deref().into()),
            ("datePublished", release.date.to_string().into()),
            (
                "author",
                ministry.map_or_else(publisher, |found| organization_link(site, found)),
            ),
            ("publisher", publisher()),
            ("inLanguage", site.language_of(release.translation.as_ref()).into()),
        ],
    )
}

fn address(address: Option<&WebAddress>) -> Node<'_> {
    address.map(WebAddress::as_str).into()
}
