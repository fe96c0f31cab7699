//! Authorities, and what each of them re-uses.

use schemars::JsonSchema;
use serde::Serialize;

use super::text;
use super::texts;
use super::words;
use super::{Row, Sample};
use crate::model::{Authority, AuthorityKind, EntityId, Reuse, ReuseStatus, Service};
use crate::site::edition::Site;

/// An authority.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Eine Gemeinde, ein Amt, ein Landkreis oder eine andere Stelle")]
pub(in crate::site) struct AuthorityRow {
    #[schemars(description = "Amtlicher Regionalschlüssel (12 Ziffern) oder eigene Kennung")]
    pub id: String,
    #[schemars(description = "Adresse der Seite")]
    pub url: String,
    #[schemars(description = "Name")]
    pub name: String,
    #[schemars(description = "Art der Stelle", extend("enum" = words!(AuthorityKind)))]
    pub kind: &'static str,
    #[schemars(description = "Amtliche Bezeichnung")]
    pub designation: Option<String>,
    #[schemars(description = "Kennung der Stelle, zu der sie gehört")]
    pub parent: Option<String>,
    #[schemars(description = "Kennung der Gemeinde, die sie mitverwaltet")]
    pub administered_by: Option<String>,
    #[schemars(description = "Erster Tag, an dem es die Stelle gibt; leer, wenn es sie schon immer gab")]
    pub valid_from: Option<String>,
    #[schemars(
        description = "Kennungen, aus denen sie hervorging: Stellen, die nicht mehr bestehen, und ihre eigenen früheren Schlüssel"
    )]
    pub predecessors: Vec<String>,
    #[schemars(description = "Amtlicher Gemeindeschlüssel (AGS)")]
    pub ags: Option<String>,
    #[schemars(description = "Zahl der Einwohnerinnen und Einwohner")]
    pub population: Option<u64>,
    #[schemars(description = "Fläche in Quadratkilometern")]
    pub area_km2: Option<f64>,
    #[schemars(description = "Geografische Länge in Grad (WGS 84)")]
    pub lon: Option<f64>,
    #[schemars(description = "Geografische Breite in Grad (WGS 84)")]
    pub lat: Option<f64>,
    #[schemars(description = "Statistische Region (NUTS 3)")]
    pub nuts3: Option<String>,
    #[schemars(description = "Straße und Hausnummer")]
    pub street: Option<String>,
    #[schemars(description = "Postleitzahl")]
    pub postcode: Option<String>,
    #[schemars(description = "Ort der Anschrift")]
    pub town: Option<String>,
    #[schemars(description = "E-Mail-Adresse")]
    pub email: Option<String>,
    #[schemars(description = "Telefonnummer")]
    pub phone: Option<String>,
    #[schemars(description = "Webauftritt")]
    pub website: Option<String>,
    #[schemars(description = "Ob die Angaben erfunden sind (Beispieldaten)")]
    pub sample: bool,
}

impl AuthorityRow {
    pub fn of(site: &Site, authority: &Authority) -> Self {
        Self {
            id: authority.id.to_string(),
            url: site.absolute_entity(&EntityId::Authority(authority.id.clone())),
            name: authority.name.clone(),
            kind: authority.kind.key(),
            designation: authority.designation.clone(),
            parent: text(authority.parent.as_ref()),
            administered_by: text(authority.administered_by.as_ref()),
            valid_from: text(authority.valid_from.as_ref()),
            predecessors: site
                .portal
                .predecessors_of(authority)
                .iter()
                .map(|other| other.id.to_string())
                .collect(),
            ags: authority.ags.clone(),
            population: authority.population.map(u64::from),
            area_km2: authority.area_km2,
            lon: authority.position.map(|position| position.lon),
            lat: authority.position.map(|position| position.lat),
            nuts3: authority.nuts3.clone(),
            street: authority.street.clone(),
            postcode: text(authority.postcode.as_ref()),
            town: authority.town.clone(),
            email: text(authority.email.as_ref()),
            phone: authority.phone.clone(),
            website: text(authority.website.as_ref()),
            sample: authority.sample,
        }
    }
}

impl Sample for AuthorityRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}

impl Row for AuthorityRow {
    const NAME: &'static str = "stellen";
    const KEY: &'static str = "authorities";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        site.portal
            .authorities
            .values()
            .map(move |authority| Self::of(site, authority))
    }
}

/// An authority that has ended, or a key that a municipality no longer has.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Eine Stelle, die es nicht mehr gibt, oder ein früherer Schlüssel einer Gemeinde")]
pub(in crate::site) struct FormerAuthorityRow {
    #[schemars(description = "Amtlicher Regionalschlüssel (12 Ziffern) oder eigene Kennung")]
    pub id: String,
    #[schemars(description = "Adresse der Seite")]
    pub url: String,
    #[schemars(description = "Name")]
    pub name: String,
    #[schemars(description = "Art der Stelle", extend("enum" = words!(AuthorityKind)))]
    pub kind: &'static str,
    #[schemars(description = "Kennung der Stelle, zu der sie gehörte")]
    pub parent: Option<String>,
    #[schemars(description = "Amtlicher Gemeindeschlüssel (AGS)")]
    pub ags: Option<String>,
    #[schemars(description = "Erster Tag; leer, wenn es die Stelle schon immer gab")]
    pub valid_from: Option<String>,
    #[schemars(description = "Letzter Tag")]
    pub valid_until: Option<String>,
    #[schemars(description = "Kennungen der Stellen, die nachfolgten")]
    pub successors: Vec<String>,
    #[schemars(description = "Ob die Gemeinde weiterbesteht und nur ihr Schlüssel ein anderer ist")]
    pub goes_on: bool,
    #[schemars(description = "Ob die Angaben erfunden sind (Beispieldaten)")]
    pub sample: bool,
}

impl FormerAuthorityRow {
    fn of(site: &Site, authority: &Authority) -> Self {
        Self {
            id: authority.id.to_string(),
            url: site.absolute_entity(&EntityId::Authority(authority.id.clone())),
            name: authority.name.clone(),
            kind: authority.kind.key(),
            parent: text(authority.parent.as_ref()),
            ags: authority.ags.clone(),
            valid_from: text(authority.valid_from.as_ref()),
            valid_until: text(authority.valid_until.as_ref()),
            successors: texts(&authority.successors),
            goes_on: site.portal.goes_on_as(authority).is_some(),
            sample: authority.sample,
        }
    }
}

impl Sample for FormerAuthorityRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}

impl Row for FormerAuthorityRow {
    const NAME: &'static str = "fruehere-stellen";
    const KEY: &'static str = "former_authorities";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        let former = site.portal.former_authorities.values();
        former.map(move |authority| Self::of(site, authority))
    }
}

/// What one authority says of one service.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Wie weit eine Stelle mit einer Leistung ist")]
pub(in crate::site) struct ReuseRow {
    #[schemars(description = "Kennung der Leistung")]
    pub service: String,
    #[schemars(description = "Kennung der Stelle")]
    pub authority: String,
    #[schemars(description = "Wie weit die Stelle ist", extend("enum" = words!(ReuseStatus)))]
    pub status: &'static str,
    #[schemars(description = "Seit wann: Tag, Monat, Quartal oder Jahr")]
    pub since: Option<String>,
    #[schemars(description = "Adresse des Online-Dienstes bei dieser Stelle")]
    pub online_url: Option<String>,
    #[schemars(description = "Bemerkung")]
    pub remark: Option<String>,
    #[schemars(description = "Ob die Angaben erfunden sind (Beispieldaten)")]
    pub sample: bool,
}

impl ReuseRow {
    pub fn of(service: &Service, reuse: &Reuse) -> Self {
        Self {
            service: service.id.to_string(),
            authority: reuse.authority.to_string(),
            status: reuse.status.key(),
            since: text(reuse.since.as_ref()),
            online_url: text(reuse.url.as_ref()),
            remark: reuse.remark.clone(),
            sample: service.sample,
        }
    }
}

impl Sample for ReuseRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}

impl Row for ReuseRow {
    const NAME: &'static str = "nachnutzung";
    const KEY: &'static str = "reuse";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        let services = site.portal.services.values();
        services.flat_map(|service| service.reuse.iter().map(|reuse| Self::of(service, reuse)))
    }
}
