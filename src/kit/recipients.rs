//! Whom the kit goes to: those who carry the service out and whom the step is about, and the umbrella associations.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::{KitFile, Request};
use crate::model::plan::{NextStep, Situation, next_step};
use crate::model::{Authority, AuthorityId, AuthorityKind, ReuseStatus};
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

/// What the list of recipients says besides: how far they are, and what they do next.
const STEP_COLUMNS: [&str; 4] = ["stand", "naechster_schritt", "datum_art", "datum"];

/// Somebody to write to.
struct Recipient<'a> {
    authority: &'a Authority,
    status: Option<ReuseStatus>,
}

/// Both lists. Nobody is left out for want of an address: a column says what is missing.
pub(super) fn files(site: &Site, request: Request) -> [KitFile; 2] {
    let situation = Situation::of(&site.portal, request.service);
    let recipients = recipients(site, request).map(|recipient| {
        let next = next_step(&situation, recipient.status);
        row(site, recipient.authority)
            .into_iter()
            .chain(step(site, recipient.status, &next))
    });
    let associations = site.portal.authorities_of_kind(AuthorityKind::UmbrellaAssociation);
    let associations = associations.iter().map(|authority| row(site, authority));
    [
        list("empfaenger", COLUMNS.iter().chain(&STEP_COLUMNS), recipients),
        list("multiplikatoren", COLUMNS.iter(), associations),
    ]
}

/// How many there are to write to, and of how many the directory has no address.
pub(super) fn count(site: &Site, request: Request) -> (usize, usize) {
    let without = recipients(site, request).filter(|recipient| recipient.authority.email.is_none());
    (recipients(site, request).count(), without.count())
}

/// Of those who carry the service out: for step 1 all that have not stated anything, for step 2 all that have not begun, for
/// step 3 all that do not have it yet.
fn recipients<'a>(site: &'a Site, request: Request<'a>) -> impl Iterator<Item = Recipient<'a>> {
    use ReuseStatus::{Interested, Introducing, Pilot};
    let service = request.service;
    let stated: BTreeMap<&AuthorityId, ReuseStatus> = service
        .reuse
        .iter()
        .map(|reuse| (&reuse.authority, reuse.status))
        .collect();
    let pilots = service.piloting.iter().flat_map(|piloting| &piloting.authorities);
    let pilots: BTreeSet<&AuthorityId> = pilots.collect();
    let responsible = site.portal.responsible_authorities(service);
    let all = responsible.map(move |authority| {
        let pilot = || pilots.contains(&authority.id).then_some(Pilot);
        Recipient {
            authority,
            status: stated.get(&authority.id).copied().or_else(pilot),
        }
    });
    all.filter(move |recipient| match (request.step.number(), recipient.status) {
        (_, None) => true,
        (2, Some(status)) => status == Interested,
        (3, Some(status)) => matches!(status, Interested | Pilot | Introducing),
        _ => false,
    })
}

fn step(site: &Site, status: Option<ReuseStatus>, next: &NextStep) -> [String; 4] {
    let text = |path: String| site.text(&path).to_owned();
    [
        status.map_or_else(String::new, |status| text(format!("reuse.{}", status.key()))),
        text(next.text()),
        next.date_kind
            .map_or_else(String::new, |kind| text(format!("plan.date.{}", kind.key()))),
        next.date.map_or_else(String::new, |date| date.to_string()),
    ]
}

/// A table in the CSV dialect of the open data.
fn list<'a, R: IntoIterator<Item = String>>(
    name: &str,
    head: impl Iterator<Item = &'a &'a str>,
    rows: impl Iterator<Item = R>,
) -> KitFile {
    let write = || -> io::Result<Vec<u8>> {
        let mut sheet = Spreadsheet::new(Vec::new())?;
        sheet.row(head.copied())?;
        for row in rows {
            for cell in row {
                sheet.text(&cell)?;
            }
            sheet.end_row()?;
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
