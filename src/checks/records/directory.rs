//! The directory in time: what begins, ends and succeeds fits together, and nobody is named on a day on which they do
//! not exist.

use std::collections::BTreeSet;

use crate::checks::rule::{Rule, check};
use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Authority, AuthorityId, AuthorityKind, Day, Portal, Reuse, ReuseStatus, Service};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::error(
        "stelle-zeitraum",
        "Eine Stelle, die endet, bevor sie beginnt",
        "An keinem Tag gäbe es die Stelle: Sie stünde in keiner Liste und zählte in keiner Zahl.",
        "Prüfen Sie `gueltig_ab` und `gueltig_bis` der Stelle.",
    )
    .by(&[check!(ends_before_it_begins)]),
    Rule::error(
        "mitverwaltung",
        "Eine Mitverwaltung, der eine Angabe fehlt",
        "Wer für eine mitverwaltete Gemeinde zuständig ist, steht nur in dieser Angabe.",
        "Tragen Sie bei der Art `mitverwaltete_gemeinde` unter `mitverwaltet_von` den Schlüssel der Gemeinde ein, die sie mitverwaltet, und nur dort.",
    )
    .by(&[check!(administration_by_another)]),
    Rule::warning(
        "nachfolger-passt-nicht",
        "Eine Nachfolgerin, die es nach dem Ende nicht gibt",
        "Die Seite der früheren Stelle würde auf eine Stelle verweisen, die es da noch nicht oder nicht mehr gab.",
        "Prüfen Sie `gueltig_bis` der Stelle und `gueltig_ab` der Nachfolgerin: Sie folgen Tag auf Tag.",
    )
    .by(&[check!(successors_are_there)]),
    Rule::warning(
        "stelle-beendet",
        "Ein Verweis auf eine Stelle, die es an diesem Tag nicht gibt",
        "Zuständig kann nur sein, wen es gibt, und gemeldet haben kann nur, wen es damals gab.",
        "Nennen Sie die Stelle, die nachgefolgt ist, oder berichtigen Sie den Tag.",
    )
    .by(&[
        check!(parents_exist),
        check!(bodies_exist),
        check!(reuses_lie_within_the_time),
    ]),
    Rule::hint(
        "nachnutzung-beendet",
        "Eine Angabe zur Nachnutzung von einer Stelle, die es nicht mehr gibt",
        "Die Angabe bleibt wahr und steht weiter bei der Leistung, aber sie zählt nicht mehr mit. Für die Nachfolgerin liegt noch keine Angabe vor.",
        "Fragen Sie die Nachfolgerin, und ergänzen Sie für sie eine eigene Zeile in nachnutzung.csv. Die alte Zeile bleibt stehen.",
    )
    .by(&[check!(reuses_to_carry_over)]),
];

fn cell(authority: &Authority, column: &'static str) -> Place {
    match authority.line {
        0 => Place::file(&authority.source.path),
        line => Place::cell(&authority.source.path, line, column),
    }
}

fn ends_before_it_begins(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.authorities.values().filter_map(|authority| {
        let (from, until) = (authority.valid_from?, authority.valid_until?);
        (until < from).then(|| {
            let message = format!(
                "{} endet am {} und beginnt erst am {}",
                authority.full_name(),
                until.in_german(),
                from.in_german()
            );
            Diagnostic::error("stelle-zeitraum", cell(authority, "gueltig_bis"), message)
                .with_help("Prüfen Sie beide Tage: `gueltig_bis` ist der letzte Tag, an dem es die Stelle gibt.")
        })
    })
}

fn administration_by_another(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.authorities.values().filter_map(|authority| {
        let is_of_the_kind = authority.kind == AuthorityKind::AdministeredMunicipality;
        let message = match &authority.administered_by {
            None if is_of_the_kind => format!("bei {} fehlt, wer die Gemeinde mitverwaltet", authority.name),
            Some(_) if !is_of_the_kind => format!(
                "{} hat die Art `{}`, kann also nicht mitverwaltet sein",
                authority.full_name(),
                authority.kind.word()
            ),
            Some(by) => {
                let by = portal.authorities.get(by).filter(|by| {
                    !by.kind.is_municipality() || by.kind == AuthorityKind::AdministeredMunicipality
                })?;
                format!("{} ist keine Gemeinde, die andere mitverwalten kann", by.full_name())
            }
            None => return None,
        };
        Some(
            Diagnostic::error("mitverwaltung", cell(authority, "mitverwaltet_von"), message).with_help(
                "Zur Art `mitverwaltete_gemeinde` gehört der Schlüssel der Gemeinde, die sie mitverwaltet; bei jeder anderen Art bleibt die Angabe leer.",
            ),
        )
    })
}

fn successors_are_there(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.authorities.values().flat_map(move |authority| {
        let next = authority.valid_until.map(|until| until.plus_days(1));
        authority.successors.iter().filter_map(move |id| {
            let other = portal.authorities.get(id)?;
            let message = match next {
                Some(next) if other.exists_on(next) => return None,
                Some(next) => format!("{} gibt es am {} nicht", other.full_name(), next.in_german()),
                None => format!("{} hat eine Nachfolgerin, aber kein Ende", authority.full_name()),
            };
            Some(
                Diagnostic::warning("nachfolger-passt-nicht", cell(authority, "nachfolger"), message).with_help(
                    "Am Tag nach `gueltig_bis` muss es die Nachfolgerin geben. Prüfen Sie die Tage beider Stellen.",
                ),
            )
        })
    })
}

/// Who exists on the reference date belongs to those who do.
fn parents_exist(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let present = portal
        .authorities
        .values()
        .filter(|authority| authority.exists_on(portal.as_of));
    present.flat_map(move |authority| {
        let above = [
            ("uebergeordnet", &authority.parent),
            ("mitverwaltet_von", &authority.administered_by),
        ];
        above.into_iter().filter_map(move |(column, id)| {
            let other = portal.authorities.get(id.as_ref()?)?;
            absent(portal, other, portal.as_of, cell(authority, column))
        })
    })
}

/// Bodies that carry a service out by themselves.
fn bodies_exist(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().flat_map(move |service| {
        service
            .carried_out_by_bodies
            .iter()
            .enumerate()
            .filter_map(move |(index, id)| {
                let body = portal.authorities.get(portal.present_key(id))?;
                let place = Place::field(&service.source.path, format!("/vollzug_stellen/{index}"));
                absent(portal, body, portal.as_of, place)
            })
    })
}

/// What somebody says began on a day on which they existed. A municipality with a new key is the same.
fn reuses_lie_within_the_time(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    lines(portal).filter_map(move |(service, reuse, authority)| {
        let since = Day(reuse.since?.first_day());
        let latest = Day(reuse.since?.last_day());
        let began_too_late = authority.has_ended(since);
        let began_too_early = authority.valid_from.is_some_and(|from| latest < from);
        // Almost all lie within it; only of the others it matters under which other keys the authority goes.
        if !(began_too_late || began_too_early) {
            return None;
        }
        let has_other_key = portal.authorities.values().any(|other| {
            other.id != authority.id
                && other.is_same_as(authority)
                && (other.exists_on(since) || other.exists_on(latest))
        });
        if has_other_key {
            return None;
        }
        let place = Place::cell(&service.reuse_path(), reuse.line, "seit");
        absent(portal, authority, if began_too_late { since } else { latest }, place)
    })
}

fn reuses_to_carry_over(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let ended = lines(portal).filter(|(_, reuse, authority)| {
        let goes_on = portal.present_key(&authority.id) != &authority.id;
        authority.has_ended(portal.as_of) && !goes_on && reuse.status != ReuseStatus::Ended
    });
    ended.filter_map(move |(service, reuse, authority)| {
        let stated: BTreeSet<&AuthorityId> = service
            .reuse
            .iter()
            .map(|other| portal.present_key(&other.authority))
            .collect();
        let silent = authority.successors.iter().map(|id| portal.present_key(id));
        let silent: Vec<&AuthorityId> = silent.filter(|id| !stated.contains(id)).collect();
        let silent: Vec<String> = silent.into_iter().filter_map(|id| named(portal, id)).collect();
        if silent.is_empty() {
            return None;
        }
        let until = authority.valid_until?.in_german();
        let message = format!(
            "{} gab es bis zum {until}; die Angabe zählt nicht mehr mit",
            authority.full_name()
        );
        let place = Place::cell(&service.reuse_path(), reuse.line, "ars");
        Some(
            Diagnostic::hint("nachnutzung-beendet", place, message).with_help(format!(
                "Lassen Sie die Zeile stehen, und ergänzen Sie eine für: {}.",
                silent.join("; ")
            )),
        )
    })
}

/// All lines about re-use of authorities that the directory knows.
fn lines(portal: &Portal) -> impl Iterator<Item = (&Service, &Reuse, &Authority)> {
    portal.services.values().flat_map(move |service| {
        let lines = service.reuse.iter();
        lines.filter_map(move |reuse| Some((&**service, reuse, &**portal.authorities.get(&reuse.authority)?)))
    })
}

fn named(portal: &Portal, id: &AuthorityId) -> Option<String> {
    let authority = portal.authorities.get(id)?;
    Some(format!("{} ({id})", authority.full_name()))
}

/// That an authority does not exist on a day, if it does not.
fn absent(portal: &Portal, authority: &Authority, day: Day, place: Place) -> Option<Diagnostic> {
    if authority.exists_on(day) {
        return None;
    }
    let name = authority.full_name();
    let message = match (authority.valid_from, authority.valid_until) {
        (_, Some(until)) if until < day => format!("{name} gab es bis zum {}", until.in_german()),
        (Some(from), _) => format!("{name} gibt es erst seit dem {}", from.in_german()),
        _ => return None,
    };
    let successors: Vec<String> = authority.successors.iter().filter_map(|id| named(portal, id)).collect();
    let help = match successors.as_slice() {
        [] => "Nennen Sie die Stelle, die es an diesem Tag gibt.".to_owned(),
        successors => format!("Nachfolge: {}.", successors.join("; ")),
    };
    Some(Diagnostic::warning("stelle-beendet", place, message).with_help(help))
}
