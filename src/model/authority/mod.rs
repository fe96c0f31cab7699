//! An authority (Stelle): who carries out.

mod boundaries;
pub(in crate::model) mod succession;

use serde::{Deserialize, Serialize};

use crate::model::{
    AuthorityId, AuthorityKind, Day, Email, Markdown, Portal, Postcode, RegionalKey, WebAddress, lifecycle::entity,
};

pub use boundaries::{Area, Boundaries, BoundaryLevel, Ring};

entity! {
    outlived: "Letzter Tag, an dem es die Stelle gibt; ihre Seite bleibt und nennt, was nachfolgt";
    /// A municipality, office, county or another body of the directory: a line of `gebietskoerperschaften.csv` or an
    /// entry of `weitere.yaml`.
    #[schemars(title = "Stelle", description = "Eine weitere Stelle")]
    pub struct Authority {
        /// Regional key (ARS) or id of its own.
        #[schemars(description = "Kennung der Stelle")]
        pub id: AuthorityId,
        /// Name; may be bilingual (Cottbus/Chóśebuz).
        #[schemars(description = "Name der Stelle", example = &"Rechenzentrum des Landes")]
        pub name: String,
        /// Kind.
        #[serde(rename(deserialize = "art"))]
        #[schemars(description = "Art der Stelle")]
        pub kind: AuthorityKind,
        /// Official designation, such as Stadt or Gemeinde.
        #[serde(rename(deserialize = "bezeichnung"), default)]
        #[schemars(description = "Amtliche Bezeichnung, zum Beispiel Stadt", example = &"Stadt")]
        pub designation: Option<String>,
        /// The authority above it: the office or county that it belongs to.
        #[serde(rename(deserialize = "uebergeordnet"), default)]
        #[schemars(description = "Kennung der Stelle, zu der sie gehört")]
        pub parent: Option<AuthorityId>,
        /// The municipality that administers it, where it has neither an administration of its own nor an office.
        #[serde(rename(deserialize = "mitverwaltet_von"), default)]
        #[schemars(description = "Kennung der Gemeinde, die sie mitverwaltet")]
        pub administered_by: Option<AuthorityId>,
        /// The first day on which it exists; none where it has always been there.
        #[serde(rename(deserialize = "gueltig_ab"), default)]
        #[schemars(description = "Erster Tag, an dem es die Stelle gibt; ohne Angabe gab es sie schon immer")]
        pub valid_from: Option<Day>,
        /// What came of it when it ended.
        #[serde(rename(deserialize = "nachfolger"), default)]
        #[schemars(description = "Kennungen der Stellen, die ihr nachfolgen")]
        pub successors: Vec<AuthorityId>,
        /// Municipality key (AGS), 8 digits; offices have none, counties 5.
        #[serde(default)]
        #[schemars(description = "Amtlicher Gemeindeschlüssel (AGS)", example = &"99001000")]
        pub ags: Option<String>,
        /// Inhabitants.
        #[serde(rename(deserialize = "einwohner"), default)]
        #[schemars(description = "Zahl der Einwohnerinnen und Einwohner", example = 5000)]
        pub population: Option<crate::model::Population>,
        /// Area in square kilometres.
        #[serde(rename(deserialize = "flaeche_km2"), default)]
        #[schemars(description = "Fläche in Quadratkilometern", example = 42.5)]
        pub area_km2: Option<f64>,
        /// Position of its seat (WGS 84).
        #[serde(rename(deserialize = "lage"), default)]
        #[schemars(description = "Lage (WGS 84)")]
        pub position: Option<Position>,
        /// Statistical region (NUTS 3).
        #[serde(default)]
        #[schemars(description = "Statistische Region (NUTS 3)", example = &"DE300")]
        pub nuts3: Option<String>,
        /// Street and number.
        #[serde(rename(deserialize = "strasse"), default)]
        #[schemars(description = "Straße und Hausnummer", example = &"Musterstraße 1")]
        pub street: Option<String>,
        /// Postcode.
        #[serde(rename(deserialize = "plz"), default)]
        #[schemars(description = "Postleitzahl")]
        pub postcode: Option<Postcode>,
        /// Town of the address.
        #[serde(rename(deserialize = "ort"), default)]
        #[schemars(description = "Ort der Anschrift", example = &"Musterstadt")]
        pub town: Option<String>,
        /// E-mail address.
        #[serde(default)]
        #[schemars(description = "E-Mail-Adresse")]
        pub email: Option<Email>,
        /// Phone number as written.
        #[serde(rename(deserialize = "telefon"), default)]
        #[schemars(description = "Telefonnummer", example = &"+49 30 23125 000")]
        pub phone: Option<String>,
        /// Website.
        #[serde(default)]
        #[schemars(description = "Webauftritt")]
        pub website: Option<WebAddress>,
        /// What it does and how it helps.
        #[serde(default)]
        #[schemars(description = "Wofür die Stelle zuständig ist (Markdown)")]
        pub text: Option<Markdown>,
        /// The line of the table, counted from 1; 0 for an entry of `weitere.yaml`.
        #[serde(skip)]
        pub line: u32,
    }
}

/// A point on the globe (WGS 84), in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Lage", description = "Ein Punkt auf der Karte (WGS 84)")]
pub struct Position {
    /// Longitude, east positive.
    #[schemars(description = "Geografische Länge in Grad", range(min = -180.0, max = 180.0), example = 13.4)]
    pub lon: f64,
    /// Latitude, north positive.
    #[schemars(description = "Geografische Breite in Grad", range(min = -90.0, max = 90.0), example = 52.5)]
    pub lat: f64,
}

/// How many people live in an area, and how large it is.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Extent {
    /// Inhabitants.
    pub population: Option<u64>,
    /// Square kilometres.
    pub area_km2: Option<f64>,
    /// Of how many municipalities these are the sum; none where the directory says them itself.
    pub sum_of: Option<usize>,
}

impl Portal {
    /// Population and area of an authority: as the directory says them, or as the sums of all its municipalities, where
    /// these are known of each.
    pub fn extent_of(&self, authority: &Authority) -> Extent {
        if authority.population.is_some() || authority.area_km2.is_some() {
            return Extent {
                population: authority.population.map(u64::from),
                area_km2: authority.area_km2,
                sum_of: None,
            };
        }
        let members = self.members_of_authority(&authority.id);
        let below = members.iter().flat_map(|member| {
            let own = std::slice::from_ref(member);
            own.iter().chain(self.members_of_authority(&member.id))
        });
        let municipalities: Vec<_> = below.filter(|member| member.kind.is_municipality()).collect();
        if municipalities.is_empty() {
            return Extent::default();
        }
        let populations = municipalities.iter().map(|place| place.population.map(u64::from));
        Extent {
            population: populations.sum(),
            area_km2: municipalities.iter().map(|place| place.area_km2).sum(),
            sum_of: Some(municipalities.len()),
        }
    }
}

impl Authority {
    /// The regional key, where the authority is a territorial one.
    pub fn regional_key(&self) -> Option<RegionalKey> {
        self.id.as_str().parse().ok()
    }

    /// The name as one speaks of it: counties and offices are called by their kind, municipalities by their name alone.
    pub fn full_name(&self) -> String {
        use AuthorityKind::{County, JointMunicipality, Office};
        match (&self.designation, self.kind) {
            (Some(designation), County | Office | JointMunicipality) => format!("{designation} {}", self.name),
            _ => self.name.clone(),
        }
    }
}
