//! Whom the kit goes to: everybody who carries the service out and has not answered yet, and the umbrella associations.

use std::collections::BTreeSet;
use std::io;

use super::KitFile;
use crate::model::{Authority, AuthorityId, AuthorityKind, Service};
use crate::site::{Site, Spreadsheet};

const COLUMNS: [&str; 9] = [
    "ars",
    "name",
    "art",
    "email",
    "strasse",
    "plz",
    "ort",
    "landkreis",
    "hinweis",
];

/// Both lists. Nobody is left out for want of an address: the last column says what is missing.
pub(super) fn files(site: &Site, service: &Service) -> [KitFile; 2] {
    let associations = site
        .portal
        .authorities_of_kind(AuthorityKind::UmbrellaAssociation)
        .iter();
    [
        list(site, "empfaenger", silent(site, service)),
        list(site, "multiplikatoren", associations.map(|authority| &**authority)),
    ]
}

/// How many there are to write to, and of how many the directory has no address.
pub(super) fn count(site: &Site, service: &Service) -> (usize, usize) {
    let without = silent(site, service).filter(|authority| authority.email.is_none());
    (silent(site, service).count(), without.count())
}

/// Those who carry the service out and have not answered.
fn silent<'a>(site: &'a Site, service: &'a Service) -> impl Iterator<Item = &'a Authority> {
    let answered: BTreeSet<&AuthorityId> = service.reuse.iter().map(|reuse| &reuse.authority).collect();
    let responsible = site.portal.responsible_authorities(service);
    let silent = responsible.filter(move |authority| !answered.contains(&authority.id));
    silent.map(|authority| &**authority)
}

/// A table in the CSV dialect of the open data.
fn list<'a>(site: &Site, name: &str, authorities: impl Iterator<Item = &'a Authority>) -> KitFile {
    let write = || -> io::Result<Vec<u8>> {
        let mut sheet = Spreadsheet::new(Vec::new())?;
        sheet.row(COLUMNS)?;
        for authority in authorities {
            sheet.row(row(site, authority).iter().map(String::as_str))?;
        }
        sheet.finish()
    };
    KitFile {
        name: format!("{name}.csv"),
        // Writing into memory cannot fail.
        bytes: write().unwrap_or_default(),
    }
}

fn row(site: &Site, authority: &Authority) -> [String; 9] {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let email = authority.email.as_ref().map(ToString::to_string);
    let county = site
        .portal
        .county_of(authority)
        .filter(|county| county.id != authority.id);
    [
        authority.id.to_string(),
        authority.name.clone(),
        site.text(&format!("authority_kind.{}", authority.kind.key()))
            .to_owned(),
        email.clone().unwrap_or_default(),
        text(authority.street.as_deref()),
        authority.postcode.as_ref().map(ToString::to_string).unwrap_or_default(),
        text(authority.town.as_deref()),
        text(county.map(|county| county.name.as_str())),
        match email {
            Some(_) => String::new(),
            None => site.text("kit.no_email"),
        },
    ]
}
