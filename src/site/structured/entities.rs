//! Services, ministries, authorities, events and press releases in the words of schema.org.

use serde_json::{Value, json};

use crate::model::{Authority, EntityId, Event, Ministry, PressRelease, Service, TargetGroup};
use crate::site::{Site, content_dates};

/// What is said of an entity; nothing of those that schema.org has no word for.
pub(super) fn of(site: &Site, id: &EntityId) -> Option<Value> {
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
        EntityId::Topic(_) | EntityId::Guide(_) | EntityId::Chapter(..) | EntityId::Page(_) => None,
    }?;
    data["url"] = json!(site.absolute_entity(id));
    if sample {
        data["disambiguatingDescription"] = json!(site.theme.text("sample.text"));
    }
    without_gaps(&mut data);
    Some(data)
}

fn service(site: &Site, service: &Service) -> Value {
    let portal = &site.portal;
    let provider = portal
        .ministries
        .get(&service.ministry)
        .map(|found| organization_link(site, found));
    let audiences: Vec<Value> = service
        .target_groups
        .iter()
        .map(|group| audience(site, *group))
        .collect();
    let online = service.efa.as_ref().and_then(|efa| efa.service_url.as_ref());
    json!({
        "@type": "GovernmentService",
        "name": service.title,
        "alternateName": service.search_words,
        "description": service.summary,
        "identifier": service.leika,
        "serviceOperator": provider,
        "areaServed": { "@type": "AdministrativeArea", "name": portal.settings.state.name },
        "audience": audiences,
        "availableChannel": online.map(|url| json!({ "@type": "ServiceChannel", "serviceUrl": url })),
    })
}

fn audience(site: &Site, group: TargetGroup) -> Value {
    json!({ "@type": "Audience", "audienceType": site.theme.text(&format!("target_group.{}", group.key())) })
}

fn organization_link(site: &Site, ministry: &Ministry) -> Value {
    json!({
        "@type": "GovernmentOrganization",
        "name": ministry.name,
        "url": site.absolute_entity(&EntityId::Ministry(ministry.id.clone())),
    })
}

fn ministry(site: &Site, ministry: &Ministry) -> Value {
    json!({
        "@type": "GovernmentOrganization",
        "name": ministry.name,
        "alternateName": ministry.abbreviation,
        "sameAs": ministry.website,
        "foundingDate": ministry.from,
        "dissolutionDate": ministry.until,
        "areaServed": { "@type": "AdministrativeArea", "name": site.portal.settings.state.name },
    })
}

/// Territorial authorities are areas; all others are organisations.
fn authority(site: &Site, authority: &Authority) -> Value {
    let county = site
        .portal
        .county_of(authority)
        .filter(|county| county.id != authority.id);
    if authority.kind.is_territorial() {
        return json!({
            "@type": "AdministrativeArea",
            "name": authority.name,
            "identifier": authority.id,
            "sameAs": authority.website,
            "geo": authority.position.map(|at| json!({ "@type": "GeoCoordinates", "longitude": at.lon, "latitude": at.lat })),
            "containedInPlace": county.map(|county| json!({ "@type": "AdministrativeArea", "name": county.name })),
        });
    }
    json!({
        "@type": "GovernmentOrganization",
        "name": authority.name,
        "sameAs": authority.website,
        "email": authority.email,
        "telephone": authority.phone,
    })
}

fn event(site: &Site, event: &Event) -> Value {
    let status = if event.cancelled {
        "EventCancelled"
    } else {
        "EventScheduled"
    };
    let online = event
        .online
        .as_ref()
        .map(|url| json!({ "@type": "VirtualLocation", "url": url }));
    let place = event
        .place
        .as_ref()
        .map(|place| json!({ "@type": "Place", "name": place, "address": place }));
    let mode = match (&online, &place) {
        (Some(_), Some(_)) => "MixedEventAttendanceMode",
        (_, None) => "OnlineEventAttendanceMode",
        (None, Some(_)) => "OfflineEventAttendanceMode",
    };
    let locations: Vec<Value> = online.into_iter().chain(place).collect();
    let organizer = event.organizer.as_ref().unwrap_or(&site.portal.settings.publisher.name);
    json!({
        "@type": "Event",
        "name": event.title,
        "description": event.summary,
        "startDate": content_dates::with_offset(event.begin),
        "endDate": event.end.map(content_dates::with_offset),
        "eventStatus": format!("https://schema.org/{status}"),
        "eventAttendanceMode": format!("https://schema.org/{mode}"),
        "location": locations,
        "organizer": { "@type": "Organization", "name": organizer },
        "inLanguage": site.language_of(event.translation.as_ref()),
    })
}

fn press(site: &Site, release: &PressRelease) -> Value {
    let ministry = release.ministry.as_ref().and_then(|id| site.portal.ministries.get(id));
    let publisher = json!({ "@type": "GovernmentOrganization", "name": site.portal.settings.publisher.name });
    json!({
        "@type": "NewsArticle",
        "headline": release.title,
        "description": release.summary,
        "datePublished": release.date,
        "author": ministry.map_or_else(|| publisher.clone(), |found| organization_link(site, found)),
        "publisher": publisher,
        "inLanguage": site.language_of(release.translation.as_ref()),
    })
}

/// Nothing is said of what is not known.
fn without_gaps(data: &mut Value) {
    if let Some(object) = data.as_object_mut() {
        object.retain(|_, value| !value.is_null() && value.as_array().is_none_or(|items| !items.is_empty()));
    }
}
