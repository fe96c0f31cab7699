//! Entities that were renamed: who knows the old address finds nothing there unless the record names it.

use std::collections::HashSet;

use serde_json::json;

use crate::checks::rule::{Rule, check};
use crate::diagnostics::{Change, Diagnostic, NewValue, Place, Repair};
use crate::model::{EntityId, Portal, Renamed};
use crate::percent;

pub(in crate::checks) const RULES: &[Rule] = &[Rule::hint(
    "umbenannt",
    "Ein Inhalt wurde umbenannt, und seine frühere Adresse führt ins Leere",
    "Aus dem Namen der Datei oder des Ordners entsteht die Adresse. Wer sich die frühere gemerkt oder verlinkt hat, findet dort nichts mehr. Ob etwas umbenannt wurde, sagt git.",
    "Tragen Sie die frühere Adresse unter `frueher` ein; von dort wird weitergeleitet. Mit `ozg umbenennen` geschieht beides zugleich.",
)
.by(&[check!(former_addresses_lead_on)])];

fn former_addresses_lead_on(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let known: HashSet<String> = portal
        .former_addresses()
        .filter(|former| former.url.query().is_none())
        .map(|former| page(&former.url.path()).to_owned())
        .collect();
    let mut told = HashSet::new();
    let renamed = portal.history.renamed().iter();
    renamed.filter_map(move |Renamed { from, to }| {
        let address = from.address();
        let is_reached =
            portal.contains(from) || portal.is_broken(from) || known.contains(page(&percent::decoded(&address)));
        (!is_reached && told.insert(from.clone())).then(|| hint(portal, to, &address))?
    })
}

/// An address without what may stand at its end or not.
fn page(url: &str) -> &str {
    url.strip_suffix("index.html").unwrap_or(url).trim_end_matches('/')
}

fn hint(portal: &Portal, to: &EntityId, address: &str) -> Option<Diagnostic> {
    let (change, line) = former_address(portal, to, address)?;
    let path = &portal.entity(to)?.source().path;
    let message = format!("das stand bisher unter {address}; dort ist jetzt nichts mehr");
    let help = format!("Damit von dort weitergeleitet wird, fügen Sie unter `frueher` hinzu: `{line}`");
    Some(
        Diagnostic::hint("umbenannt", Place::file(path), message)
            .with_help(help)
            .with_repair(Repair(vec![change])),
    )
}

/// How an entity comes to name an address that it had before, and the line that says so; nothing for what nobody could see
/// there.
pub fn former_address(portal: &Portal, id: &EntityId, address: &str) -> Option<(Change, String)> {
    let entity = portal.entity(id)?;
    if !entity.lifecycle().is_public(portal.as_of, false) {
        return None;
    }
    let count = entity.former_urls().len();
    Some(match count {
        0 => (
            Change::Set {
                field: "/frueher".to_owned(),
                value: NewValue::Data(json!([address])),
            },
            format!("frueher: [{address}]"),
        ),
        _ => (
            Change::Set {
                field: format!("/frueher/{count}"),
                value: NewValue::Text(address.to_owned()),
            },
            format!("- {address}"),
        ),
    })
}
