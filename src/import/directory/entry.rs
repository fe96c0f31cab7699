//! What a file says of one authority.

use crate::content::tables::cells::{self, Cell};
use crate::diagnostics::Place;
use crate::model::{AuthorityKind, Population};

/// Names of columns of the directory.
pub(super) mod column {
    pub const KEY: &str = "ars";
    pub const NAME: &str = "name";
    pub const KIND: &str = "art";
    pub const DESIGNATION: &str = "bezeichnung";
    pub const PARENT: &str = "uebergeordnet";
    pub const AGS: &str = "ags";
    pub const POPULATION: &str = "einwohner";
    pub const AREA: &str = "flaeche_km2";
    pub const POSTCODE: &str = "plz";
    pub const LON: &str = "lon";
    pub const LAT: &str = "lat";
    pub const NUTS3: &str = "nuts3";
    pub const STREET: &str = "strasse";
    pub const TOWN: &str = "ort";
    pub const EMAIL: &str = "email";
    pub const PHONE: &str = "telefon";
    pub const WEBSITE: &str = "website";
    pub const ADMINISTERED_BY: &str = "mitverwaltet_von";
    pub const VALID_FROM: &str = "gueltig_ab";
    pub const VALID_UNTIL: &str = "gueltig_bis";
    pub const SUCCESSORS: &str = "nachfolger";

    /// What statistical offices say: the file that comes in is right.
    pub const OFFICIAL: [&str; 15] = [
        NAME,
        KIND,
        DESIGNATION,
        PARENT,
        AGS,
        POPULATION,
        AREA,
        POSTCODE,
        LON,
        LAT,
        NUTS3,
        ADMINISTERED_BY,
        VALID_FROM,
        VALID_UNTIL,
        SUCCESSORS,
    ];

    /// What editors maintain: what they wrote stays.
    pub const EDITORIAL: [&str; 5] = [STREET, TOWN, EMAIL, PHONE, WEBSITE];
}

/// An authority as a file describes it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The regional key.
    pub key: String,
    /// Where it stands in the file.
    pub place: Place,
    /// Where its parent is named, for the message that there is none of that key.
    pub parent_place: Place,
    /// What is said, by column, as the directory writes it; what is not said is not there.
    pub values: Vec<(&'static str, String)>,
}

impl Entry {
    /// What is said in a column.
    pub fn value(&self, column: &str) -> Option<&str> {
        let found = self.values.iter().find(|(name, _)| *name == column);
        found.map(|(_, value)| value.as_str())
    }
}

/// The key of the office or county to which a key belongs by its digits: none for counties and independent towns.
pub(super) fn county_of(key: &str) -> Option<String> {
    let county = format!("{}0000000", key.get(..5)?);
    (county != key).then_some(county)
}

/// Whether two values mean the same: numbers may be written in several ways.
pub(super) fn is_same(column: &str, a: &str, b: &str) -> bool {
    let number = |text: &str| match column {
        column::POPULATION => Population::read(text).ok().map(|number| f64::from(number.get())),
        _ => f64::read(text).ok(),
    };
    let is_number = [column::POPULATION, column::AREA, column::LON, column::LAT].contains(&column);
    let kind = |text: &str| cells::word::<AuthorityKind>(text);
    let is_same_kind = column == column::KIND && kind(a).is_some() && kind(a) == kind(b);
    a == b || is_same_kind || (is_number && number(a).is_some() && number(a) == number(b))
}
