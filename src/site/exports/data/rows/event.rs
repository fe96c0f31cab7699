//! Events and press releases.

use schemars::JsonSchema;
use serde::Serialize;

use super::items;
use super::text;
use super::texts;
use super::words;
use super::{Row, Sample};
use crate::model::{EntityId, Event, EventKind, PressRelease, TargetGroup};
use crate::site::edition::Site;
use crate::site::frame::content_dates;

/// An event.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Ein Termin")]
pub(in crate::site) struct EventRow {
    #[schemars(description = "Kennung des Termins")]
    pub id: String,
    #[schemars(description = "Adresse der Seite")]
    pub url: String,
    #[schemars(description = "Name")]
    pub title: String,
    #[schemars(description = "Ein Satz über den Termin")]
    pub summary: Option<String>,
    #[schemars(description = "Art des Termins", extend("enum" = words!(EventKind)))]
    pub kind: &'static str,
    #[schemars(description = "Beginn: Zeitpunkt mit Abstand zur Weltzeit, oder Tag ohne Uhrzeit")]
    pub begin: String,
    #[schemars(description = "Ende, in derselben Form")]
    pub end: Option<String>,
    #[schemars(description = "Ort der Veranstaltung")]
    pub place: Option<String>,
    #[schemars(description = "Ob man online teilnehmen kann")]
    pub online: bool,
    #[schemars(description = "Adresse der Online-Veranstaltung, wenn sie für alle ist")]
    pub online_url: Option<String>,
    #[schemars(description = "Wer den Termin veranstaltet")]
    pub organizer: Option<String>,
    #[schemars(description = "Kennung des Ressorts")]
    pub ministry: Option<String>,
    #[schemars(description = "Für wen der Termin ist", extend("items" = items(&words!(TargetGroup))))]
    pub target_groups: Vec<&'static str>,
    #[schemars(description = "Kennungen der Leistungen, um die es geht")]
    pub services: Vec<String>,
    #[schemars(description = "Adresse der Anmeldung")]
    pub registration_url: Option<String>,
    #[schemars(description = "E-Mail-Adresse für die Anmeldung")]
    pub registration_email: Option<String>,
    #[schemars(description = "Letzter Tag der Anmeldung")]
    pub registration_until: Option<String>,
    #[schemars(description = "Ob der Termin abgesagt ist")]
    pub cancelled: bool,
    #[schemars(description = "Ob die Angaben erfunden sind (Beispieldaten)")]
    pub sample: bool,
}

impl EventRow {
    pub fn of(site: &Site, event: &Event) -> Self {
        let registration = event.registration.as_ref();
        Self {
            id: event.id.to_string(),
            url: site.absolute_entity(&EntityId::Event(event.id.clone())),
            title: event.title.clone(),
            summary: event.summary.clone(),
            kind: event.kind.key(),
            begin: content_dates::with_offset(event.begin),
            end: event.end.map(content_dates::with_offset),
            place: event.place.clone(),
            online: event.join_link.is_some(),
            online_url: text(event.public_link()),
            organizer: event.organizer.clone(),
            ministry: text(event.ministry.as_ref()),
            target_groups: event.target_groups.iter().map(|group| group.key()).collect(),
            services: texts(&event.services),
            registration_url: registration.and_then(|registration| text(registration.url.as_ref())),
            registration_email: registration.and_then(|registration| text(registration.email.as_ref())),
            registration_until: registration.and_then(|registration| text(registration.until.as_ref())),
            cancelled: event.cancelled,
            sample: event.sample,
        }
    }
}

impl Sample for EventRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}

impl Row for EventRow {
    const NAME: &'static str = "termine";
    const KEY: &'static str = "events";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        site.portal.events.values().map(move |event| Self::of(site, event))
    }
}

/// A press release.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Eine Pressemitteilung")]
pub(in crate::site) struct PressRow {
    #[schemars(description = "Kennung der Pressemitteilung")]
    pub id: String,
    #[schemars(description = "Adresse der Seite")]
    pub url: String,
    #[schemars(description = "Überschrift")]
    pub title: String,
    #[schemars(description = "Ein Satz über den Inhalt")]
    pub summary: Option<String>,
    #[schemars(description = "Tag der Veröffentlichung")]
    pub date: String,
    #[schemars(description = "Kennung des Ressorts")]
    pub ministry: Option<String>,
    #[schemars(description = "Kennungen der Leistungen, um die es geht")]
    pub services: Vec<String>,
    #[schemars(description = "Ob die Angaben erfunden sind (Beispieldaten)")]
    pub sample: bool,
}

impl PressRow {
    pub fn of(site: &Site, release: &PressRelease) -> Self {
        Self {
            id: release.id.to_string(),
            url: site.absolute_entity(&EntityId::PressRelease(release.id.clone())),
            title: release.title.clone(),
            summary: release.summary.clone(),
            date: release.date.to_string(),
            ministry: text(release.ministry.as_ref()),
            services: texts(&release.services),
            sample: release.sample,
        }
    }
}

impl Sample for PressRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}

impl Row for PressRow {
    const NAME: &'static str = "presse";
    const KEY: &'static str = "press";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        site.portal
            .press_releases
            .values()
            .map(move |release| Self::of(site, release))
    }
}
