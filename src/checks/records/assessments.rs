//! Maturity, single LeiKa keys, base services and usage: statements that must go together.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Place, Repair, did_you_mean};
use crate::model::{LeikaKey, PartialDate, Portal, Service, Usage};

use crate::checks::records::figures::assessments;
use crate::checks::rule::{Rule, check};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::warning(
        "reifegrad-kriterien",
        "Die Stufe passt nicht zu den Kriterien",
        "Das Kriterium mit der niedrigsten Stufe bestimmt den Reifegrad. Eine höhere Stufe verspricht zu viel.",
        "Prüfen Sie `stufe` und die Stufen unter `kriterien`.",
    )
    .by(&[check!(lowest_criterion_counts)]),
    Rule::warning(
        "kriterium-unbekannt",
        "Ein Kriterium, das in portal.yaml nicht steht",
        "Die Kriterien eines Reifegradmodells sind festgelegt. Nur mit denselben Namen lassen sich Leistungen vergleichen.",
        "Übernehmen Sie den Namen aus portal.yaml, oder ergänzen Sie ihn dort unter `reifegradmodelle`.",
    )
    .by(&[check!(criteria_of_the_model)]),
    Rule::warning(
        "kriterien-zahl",
        "In portal.yaml stehen mehr oder weniger Kriterien, als das Modell hat",
        "Das Modell 1.1 hat zehn Kriterien, das Modell 2.0 hat dreizehn. Fehlt eines, fällt es bei keiner Leistung auf.",
        "Vergleichen Sie die Liste unter `reifegradmodelle` mit der Veröffentlichung des Modells.",
    )
    .by(&[check!(criteria_are_complete)]),
    Rule::warning(
        "reifegrad-doppelt",
        "Zwei Einstufungen nach demselben Modell",
        "Es ist nicht zu erkennen, welche Stufe gilt.",
        "Löschen Sie die ältere Einstufung.",
    )
    .by(&[check!(one_assessment_per_model)]),
    Rule::warning(
        "leika-stand-widerspruch",
        "Der Stand eines Schlüssels passt nicht zu den Schlüsseln der Leistung",
        "Stände gibt es nur zu Schlüsseln, die die Leistung hat, und zu jedem einen.",
        "Prüfen Sie `leika` und `leika_stand`.",
    )
    .by(&[check!(states_of_own_keys)]),
    Rule::warning(
        "basisdienst-unbekannt",
        "Eine Basiskomponente, die portal.yaml nicht kennt",
        "Auf der Seite stünde seine Kennung statt seines Namens.",
        "Prüfen Sie die Kennung, oder ergänzen Sie die Basiskomponente in portal.yaml unter `basisdienste`.",
    )
    .by(&[check!(base_services_are_listed)]),
    Rule::hint(
        "basisdienst-umbenannt",
        "Eine Basiskomponente heißt heute anders",
        "Die frühere Kennung gilt weiter. Mit der heutigen ist der Eintrag leichter zu finden.",
        "Schreiben Sie die heutige Kennung; `ozg check --reparieren` tut das.",
    )
    .by(&[check!(base_services_of_today)]),
    Rule::warning(
        "nutzung-widerspruch",
        "Eine Zeile der Nutzung kann nicht stimmen",
        "Aus diesen Zahlen rechnet das Portal den Anteil, der online kommt. Ein falscher Anteil führt zu falschen Schlüssen.",
        "Prüfen Sie Monat und Zahlen in nutzung.csv.",
    )
    .by(&[check!(usage_makes_sense)]),
];

fn lowest_criterion_counts(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().flat_map(|service| {
        let wrong = assessments(service).filter_map(|(field, maturity)| {
            let lowest = maturity.lowest().filter(|lowest| *lowest != maturity.level)?;
            Some((field, maturity.level, lowest))
        });
        wrong.map(|(field, level, lowest)| {
            let place = Place::field(&service.source.path, format!("{field}/stufe"));
            let message = format!("die Stufe ist {level}, das niedrigste Kriterium hat aber die Stufe {lowest}");
            Diagnostic::warning("reifegrad-kriterien", place, message).with_help(format!(
                "Schreiben Sie `stufe: {lowest}`, oder berichtigen Sie die Kriterien."
            ))
        })
    })
}

fn criteria_of_the_model(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().flat_map(move |service| {
        assessments(service).flat_map(move |(field, maturity)| {
            let names = portal
                .settings
                .names_of(maturity.model)
                .map_or(&[][..], |names| &names.criteria);
            let known = move |name: &String| names.is_empty() || names.contains(name);
            let unknown = maturity
                .criteria
                .iter()
                .enumerate()
                .filter(move |(_, one)| !known(&one.name));
            unknown.map(move |(index, criterion)| {
                let place = Place::field(&service.source.path, format!("{field}/kriterien/{index}/name"));
                let meant = did_you_mean(&criterion.name, names.iter().map(String::as_str));
                let meant = meant
                    .map(|meant| format!(", meinten Sie „{meant}“?"))
                    .unwrap_or_default();
                let message = format!(
                    "das Modell {} hat kein Kriterium „{}“{meant}",
                    maturity.model, criterion.name
                );
                Diagnostic::warning("kriterium-unbekannt", place, message)
                    .with_help(format!("In portal.yaml stehen: {}.", names.join(", ")))
            })
        })
    })
}

fn criteria_are_complete(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let models = portal.settings.maturity_names.iter().enumerate();
    models.filter_map(|(index, names)| {
        let (found, wanted) = (names.criteria.len(), names.model.criteria());
        (found > 0 && found != wanted).then(|| {
            let place = Place::field(
                &"content/portal.yaml".into(),
                format!("/reifegradmodelle/{index}/kriterien"),
            );
            let message = format!("das Modell {} hat {wanted} Kriterien, hier stehen {found}", names.model);
            Diagnostic::warning("kriterien-zahl", place, message)
                .with_help("Vergleichen Sie die Liste mit der Veröffentlichung des Modells.")
        })
    })
}

fn one_assessment_per_model(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().flat_map(|service| {
        let mut seen = BTreeSet::new();
        let twice = assessments(service).filter(move |(_, maturity)| !seen.insert(maturity.model));
        twice.map(|(field, maturity)| {
            let place = Place::field(&service.source.path, format!("{field}/modell"));
            let message = format!("nach dem Modell {} ist die Leistung schon eingestuft", maturity.model);
            Diagnostic::warning("reifegrad-doppelt", place, message).with_help("Löschen Sie die ältere Einstufung.")
        })
    })
}

fn states_of_own_keys(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().flat_map(|service| {
        let mut seen: BTreeSet<&LeikaKey> = BTreeSet::new();
        let states = service.key_states.iter().enumerate();
        states.filter_map(move |(index, state)| {
            let message = match (service.leika.contains(&state.key), seen.insert(&state.key)) {
                (false, _) => format!("den Schlüssel {} hat die Leistung nicht", state.key),
                (true, false) => format!("der Stand des Schlüssels {} steht schon da", state.key),
                (true, true) => return None,
            };
            let place = Place::field(&service.source.path, format!("/leika_stand/{index}/leika"));
            let problem = Diagnostic::warning("leika-stand-widerspruch", place, message);
            Some(problem.with_help("Prüfen Sie `leika` und `leika_stand`."))
        })
    })
}

fn base_services_are_listed(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().flat_map(move |service| {
        let named = service.base_services.iter().enumerate();
        named.filter_map(move |(index, id)| {
            let settings = &portal.settings;
            if settings.base_service(id).is_some() {
                return None;
            }
            let known = settings.known_base_services();
            let known: Vec<&str> = known.iter().map(|service| service.id.as_str()).collect();
            let meant = did_you_mean(id.as_str(), known.iter().copied());
            let meant = meant
                .map(|meant| format!(", meinten Sie `{meant}`?"))
                .unwrap_or_default();
            let place = Place::field(&service.source.path, format!("/basisdienste/{index}"));
            let problem = Diagnostic::warning(
                "basisdienst-unbekannt",
                place,
                format!("die Basiskomponente `{id}` gibt es nicht{meant}"),
            );
            Some(problem.with_help(format!("Bekannt sind: {}.", known.join(", "))))
        })
    })
}

fn base_services_of_today(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().flat_map(move |service| {
        let named = service.base_services.iter().enumerate();
        named.filter_map(move |(index, id)| {
            let known = portal.settings.base_service(id).filter(|known| known.id != *id)?;
            let field = format!("/basisdienste/{index}");
            let message = format!(
                "die Basiskomponente `{id}` hat heute die Kennung `{}` ({})",
                known.id, known.name
            );
            // Where both stand there, one of them goes; which, the editor decides.
            let is_there = service.base_services.contains(&known.id);
            let repair = (!is_there).then(|| Repair::text(&field, known.id.as_str()));
            let problem = Diagnostic::hint(
                "basisdienst-umbenannt",
                Place::field(&service.source.path, field),
                message,
            );
            let problem = problem.with_help(format!("Schreiben Sie `{}`.", known.id));
            Some(match repair {
                Some(repair) => problem.with_repair(repair),
                None => problem,
            })
        })
    })
}

fn usage_makes_sense(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().flat_map(move |service| {
        let mut seen = BTreeSet::new();
        let lines = service.usage.iter();
        lines.filter_map(move |line| {
            let (column, message) = fault_of(portal, line, !seen.insert(line.month))?;
            let place = Place::cell(&usage_path(service), line.line, column);
            let problem = Diagnostic::warning("nutzung-widerspruch", place, message);
            Some(problem.with_help("Prüfen Sie Monat und Zahlen dieser Zeile."))
        })
    })
}

fn fault_of(portal: &Portal, line: &Usage, is_repeated: bool) -> Option<(&'static str, String)> {
    if !matches!(line.month, PartialDate::Month(..)) {
        return Some((
            "monat",
            format!("`{}` ist kein Monat, zum Beispiel 2022-01", line.month),
        ));
    }
    if is_repeated {
        return Some(("monat", format!("der Monat {} steht schon in der Tabelle", line.month)));
    }
    if line.month.first_day() > portal.as_of.0 {
        return Some(("monat", format!("der Monat {} hat noch nicht begonnen", line.month)));
    }
    let (cases, online) = (line.cases?, line.online?);
    (online > cases).then(|| {
        (
            "online",
            format!("von {cases} Fällen können nicht {online} online gekommen sein"),
        )
    })
}

fn usage_path(service: &Service) -> std::sync::Arc<str> {
    service.usage_path()
}
