//! Plans that the calendar has overtaken, and events of the past that lie in the future.

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Day, EntityId, MilestoneState, Portal, ReuseStatus, Service};

use crate::checks::records::figures::assessments;
use crate::checks::rule::{Rule, check};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::warning(
        "schritt-ueberfaellig",
        "Ein geplanter Schritt liegt in der Vergangenheit",
        "Leserinnen und Leser fragen sich, ob der Schritt getan ist oder ob sich alles verschiebt.",
        "Ist er getan, ergänzen Sie `erledigt: true`. Sonst tragen Sie das neue Datum ein.",
    )
    .by(&[check!(past_steps)]),
    Rule::hint(
        "mitarbeit-abgelaufen",
        "Die Frist für die Mitarbeit ist vorbei",
        "Der Aufruf erscheint nicht mehr in der Liste „Kommunale Mitarbeit gesucht“.",
        "Verlängern Sie die Frist, oder löschen Sie den Aufruf.",
    )
    .by(&[check!(participation_over)]),
    Rule::warning(
        "datum-in-zukunft",
        "Etwas ist geschehen, aber an einem Tag, der noch kommt",
        "Was als geschehen gilt, kann nicht in der Zukunft liegen. Meist ist es ein Tippfehler im Jahr.",
        "Berichtigen Sie das Datum. Was geplant ist, gehört unter `naechste_schritte`.",
    )
    .by(&[check!(happened_in_the_future)]),
    Rule::hint(
        "presse-erscheint-spaeter",
        "Eine Pressemitteilung trägt ein Datum, das noch kommt",
        "Vor ihrem Datum erscheint eine Mitteilung nicht, ganz wie mit einer Sperrfrist.",
        "Ist das gewollt, tragen Sie den Tag auch unter `veroeffentlichen_ab` ein. Sonst berichtigen Sie das Datum.",
    )
    .by(&[check!(press_of_the_future)]),
    Rule::warning(
        "nie-sichtbar",
        "Die Seite endet, bevor sie beginnt",
        "Nach `gueltig_bis` erscheint eine Seite nicht mehr, vor `veroeffentlichen_ab` noch nicht. Liegt das eine vor dem anderen, sieht sie nie jemand.",
        "Prüfen Sie beide Daten.",
    )
    .by(&[check!(never_public)]),
];

/// A release that waits for its date without saying so.
fn press_of_the_future(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let releases = portal
        .press_releases
        .values()
        .filter(|release| !release.draft && release.date > portal.as_of);
    let silent = releases.filter(|release| release.publish_from.is_none_or(|day| day < release.date));
    silent.map(|release| {
        let message = format!("die Mitteilung erscheint erst am {}", release.date.in_german());
        Diagnostic::hint(
            "presse-erscheint-spaeter",
            Place::field(&release.source.path, "/datum"),
            message,
        )
        .with_help(format!(
            "Ist das gewollt, tragen Sie `veroeffentlichen_ab: {}` ein. Sonst berichtigen Sie das Datum.",
            release.date
        ))
    })
}

/// A next step whose time is over is done or late. A step of a quarter is late only after its end.
fn past_steps(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().flat_map(move |service| {
        let steps = service.answers.next_steps.iter().flatten().enumerate();
        let late = steps.filter(|(_, step)| step.state(portal.as_of) == MilestoneState::Overdue);
        late.map(|(i, step)| {
            Diagnostic::warning(
                "schritt-ueberfaellig",
                Place::field(&service.source.path, format!("/auskunft/naechste_schritte/{i}/datum")),
                format!(
                    "der Schritt „{}“ liegt in der Vergangenheit und ist nicht erledigt",
                    step.title
                ),
            )
            .with_help("Ergänzen Sie `erledigt: true`, oder tragen Sie das neue Datum ein.")
        })
    })
}

/// A call whose deadline is over.
fn participation_over(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().filter_map(move |service| {
        let until = service.participation.as_ref()?.until?;
        (until < portal.as_of).then(|| {
            Diagnostic::hint(
                "mitarbeit-abgelaufen",
                Place::field(&service.source.path, "/mitarbeit_gesucht/bis"),
                "die Frist für die Mitarbeit ist vorbei",
            )
            .with_help("Verlängern Sie die Frist, oder löschen Sie `mitarbeit_gesucht`.")
        })
    })
}

/// What has happened has happened by the reference date, or by the day on which it is published.
fn happened_in_the_future(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let services = portal.services.values().flat_map(move |service| {
        let past = of_record(service).chain(of_reuse(service));
        let help = "Berichtigen Sie das Datum. Was erst geplant ist, gehört unter `naechste_schritte`.";
        past.filter_map(move |dated| in_the_future(portal, service.publish_from, dated, help))
    });
    let texts = of_texts(portal).chain(of_settings(portal).map(|dated| (None, dated)));
    let texts = texts.filter_map(move |(from, dated)| in_the_future(portal, from, dated, "Berichtigen Sie das Datum."));
    services.chain(texts)
}

fn in_the_future(portal: &Portal, from: Option<Day>, (day, place): Dated, help: &str) -> Option<Diagnostic> {
    let seen_on = from.map_or(portal.as_of, |from| from.max(portal.as_of));
    (day > seen_on).then(|| {
        let day = day.in_german();
        let message = format!("der {day} liegt in der Zukunft, hier steht aber, was schon geschehen ist");
        Diagnostic::warning("datum-in-zukunft", place, message).with_help(help)
    })
}

/// The days of which guides and pages are, with the day on which they appear.
fn of_texts(portal: &Portal) -> impl Iterator<Item = (Option<Day>, Dated)> {
    let guides = portal.guides.values();
    let guides = guides.map(|guide| (guide.as_of, guide.publish_from, &guide.source.path));
    let pages = portal.pages.values();
    let pages = pages.map(|page| (page.as_of, page.publish_from, &page.source.path));
    let all = guides.chain(pages);
    all.filter_map(|(day, from, path)| Some((from, (day?, Place::field(path, "/stand")))))
}

fn of_settings(portal: &Portal) -> impl Iterator<Item = Dated> {
    let settings = &portal.settings;
    let statement = &settings.legal.accessibility;
    let days = [
        ("/quellen/gebietsstand", settings.sources.directory_as_of),
        ("/rechtliches/barrierefreiheit/erstellt_am", statement.created_on),
        ("/rechtliches/barrierefreiheit/geprueft_am", statement.reviewed_on),
    ];
    let path: Arc<str> = "content/portal.yaml".into();
    days.into_iter()
        .filter_map(move |(field, day)| Some((day?, Place::field(&path, field))))
}

type Dated = (Day, Place);

fn of_record(service: &Service) -> impl Iterator<Item = Dated> {
    let path = &service.source.path;
    let field = move |field: String| Place::field(path, field);
    let reviewed = service.reviewed_on.map(|day| (day, field("/geprueft_am".to_owned())));
    let ministry = service
        .ministry_since
        .map(|day| (day, field("/ressort_seit".to_owned())));
    let approved = service.approval.as_ref().and_then(|approval| approval.on);
    let approved = approved.map(|day| (day, field("/freigabe/am".to_owned())));
    let assessed = assessments(service).filter_map(move |(name, maturity)| {
        let day = maturity.assessed_on?;
        Some((day, field(format!("{name}/ermittelt_am"))))
    });
    let informed = service.initial_information.iter().enumerate();
    let informed = informed.map(move |(i, information)| (information.on, field(format!("/erstinformation/{i}/am"))));
    reviewed
        .into_iter()
        .chain(ministry)
        .chain(approved)
        .chain(assessed)
        .chain(informed)
        .chain(of_tasks(service, path))
}

fn of_tasks<'a>(service: &'a Service, path: &'a Arc<str>) -> impl Iterator<Item = Dated> + 'a {
    let done = service.onboarding_tasks().into_iter().filter(|step| !step.is_open());
    done.filter_map(move |step| Some((step.on?, Place::field(path, format!("{}/am", step.field)))))
}

fn of_reuse(service: &Service) -> impl Iterator<Item = Dated> {
    let path = service.reuse_path();
    let happened = |status| matches!(status, ReuseStatus::Live | ReuseStatus::Ended);
    service.reuse.iter().filter_map(move |reuse| {
        let since = reuse.since.filter(|_| happened(reuse.status))?;
        Some((Day(since.first_day()), Place::cell(&path, reuse.line, "seit")))
    })
}

/// What ends before it begins is never seen.
fn never_public(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let in_lists = |id: &EntityId| matches!(id, EntityId::Topic(_) | EntityId::Authority(_));
    let all = portal.entities().filter(move |entity| !in_lists(&entity.entity_id()));
    all.filter_map(|entity| {
        let (lifecycle, path) = (entity.lifecycle(), &entity.source().path);
        let (from, until) = (lifecycle.publish_from?, lifecycle.valid_until?);
        (until < from).then(|| {
            let message = format!(
                "die Seite endet vor ihrem Beginn am {}: Niemand sieht sie je",
                from.in_german()
            );
            Diagnostic::warning("nie-sichtbar", Place::field(path, "/gueltig_bis"), message)
                .with_help("Prüfen Sie `veroeffentlichen_ab` und `gueltig_bis`.")
        })
    })
}
