//! What the law wants on a public website. What is not known yet stays empty and is named by `ozg check --streng` alone: an
//! editor who changes a date cannot mend it, and readers are told nothing of unfinished work.

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Contact, Day, LegalPage, Markdown, Page, Portal, Settings};

use crate::checks::rule::{Rule, check};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::error(
        "pflichtangabe-fehlt",
        "Auf einer rechtlichen Seite fehlt eine Pflichtangabe",
        "Impressum, Datenschutzerklärung und Erklärung zur Barrierefreiheit müssen bestimmte Angaben enthalten (§ 18 MStV, Artikel 13 DSGVO, Durchführungsbeschluss (EU) 2018/1523). Diese Meldung gibt es nur mit `ozg check --streng`: Solange sie fehlt, lässt sich das Portal erzeugen, aber es sollte nicht veröffentlicht werden.",
        "Ergänzen Sie die Angabe in portal.yaml unter `herausgeber` oder `rechtliches`. Erfinden Sie nichts: Fragen Sie die Stelle, die es weiß.",
    )
    .strictly(&[check!(facts_are_there)]),
    Rule::error(
        "adresse-ist-platzhalter",
        "Eine Kontaktadresse ist ein Platzhalter",
        "Adressen mit der Endung example.org sind für Beispiele reserviert. Wer dorthin schreibt, erreicht niemanden. Diese Meldung gibt es nur mit `ozg check --streng`.",
        "Tragen Sie die wirkliche Adresse ein.",
    )
    .strictly(&[check!(addresses_reach_someone)]),
    Rule::error(
        "quelle-ohne-adresse",
        "Ein Quellenvermerk nennt keine Webadresse",
        "Lizenzen verlangen, dass die Quelle wiederzufinden ist: die Datenlizenz Deutschland einen Verweis auf den Datensatz, die MIT-Lizenz den Vermerk mit Jahr und Namen. Diese Meldung gibt es nur mit `ozg check --streng`.",
        "Verlinken Sie im Vermerk den Datensatz, und nennen Sie Jahr, Lizenz und was Sie verändert haben.",
    )
    .strictly(&[check!(sources_can_be_found)]),
    Rule::warning(
        "barrierefreiheit-pruefen",
        "Die Erklärung zur Barrierefreiheit ist wieder zu prüfen",
        "Die Erklärung muss mindestens einmal im Jahr überprüft werden. Danach darf sich niemand mehr auf sie verlassen.",
        "Prüfen Sie die Erklärung, und setzen Sie in portal.yaml unter `rechtliches: barrierefreiheit:` das Feld `geprueft_am` auf den Tag der Prüfung.",
    )
    .by(&[check!(statement_is_reviewed_yearly)]),
];

/// The statement holds for a year.
const YEAR_DAYS: u32 = 365;
/// So many days before, the review should be begun.
const NOTICE_DAYS: u32 = 30;

/// A fact: where it stands in `portal.yaml`, what it is, and whether it is known.
type Fact = (&'static str, &'static str, bool);

/// The facts of all legal pages that the portal has.
fn facts_are_there(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let pages = portal.pages.values();
    let pages = pages.filter_map(|page| Some((&**page, page.legal?)));
    pages.flat_map(|(page, kind)| {
        let facts = facts(&portal.settings, kind).into_iter();
        facts
            .filter(|(.., known)| !known)
            .map(move |(field, name, _)| missing(page, field, name))
    })
}

fn facts(settings: &Settings, page: LegalPage) -> Vec<Fact> {
    let (publisher, legal) = (&settings.publisher, &settings.legal);
    let address = (
        "herausgeber: anschrift",
        "die Anschrift des Herausgebers",
        !publisher.address.is_empty(),
    );
    let phone = (
        "herausgeber: telefon",
        "die Telefonnummer des Herausgebers",
        publisher.phone.is_some(),
    );
    let email = (
        "herausgeber: email",
        "die E-Mail-Adresse des Herausgebers",
        publisher.email.is_some(),
    );
    match page {
        LegalPage::Imprint => vec![
            address,
            phone,
            email,
            (
                "rechtliches: vertretung",
                "wer den Herausgeber vertritt",
                legal.represented_by.is_some(),
            ),
            (
                "rechtliches: inhalt",
                "wer für den Inhalt verantwortlich ist",
                legal.responsible.is_some(),
            ),
        ],
        LegalPage::Privacy => vec![
            address,
            email,
            (
                "rechtliches: datenschutzbeauftragte",
                "ein Weg zur Datenschutzbeauftragten oder zum Datenschutzbeauftragten",
                legal.privacy_officer.as_ref().is_some_and(can_be_reached),
            ),
            (
                "rechtliches: betrieb",
                "wer den Server betreibt",
                legal.hosting.is_some(),
            ),
            (
                "rechtliches: protokoll",
                "was der Server protokolliert",
                legal.log.is_some(),
            ),
        ],
        LegalPage::Accessibility => vec![
            phone,
            (
                "rechtliches: barrierefreiheit: erstellt_am",
                "wann die Erklärung erstellt wurde",
                legal.accessibility.created_on.is_some(),
            ),
            (
                "rechtliches: barrierefreiheit: geprueft_am",
                "wann die Erklärung zuletzt überprüft wurde",
                legal.accessibility.reviewed_on.is_some(),
            ),
            (
                "rechtliches: barrierefreiheit: antwort",
                "bis wann Meldungen beantwortet werden",
                legal.accessibility.reply_within.is_some(),
            ),
        ],
    }
}

fn can_be_reached(contact: &Contact) -> bool {
    contact.email.is_some() || contact.phone.is_some()
}

/// The message stands at the page, for the field is not there.
fn missing(page: &Page, field: &str, name: &str) -> Diagnostic {
    let message = format!("auf der Seite „{}“ fehlt: {name}", page.title);
    Diagnostic::error(
        "pflichtangabe-fehlt",
        Place::field(&page.source.path, "/pflichtangaben"),
        message,
    )
    .with_help(format!("Ergänzen Sie in content/portal.yaml `{field}:`."))
}

/// A note on a source leads to the source.
fn sources_can_be_found(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let sources = &portal.settings.sources;
    let notes = [
        ("verzeichnis", &sources.directory),
        ("katalog", &sources.catalogue),
        ("karten", &sources.maps),
    ];
    let lost = |(field, note): (&str, &Option<Markdown>)| {
        let text = note.as_ref()?.0.as_str();
        let leads_somewhere = ["](http", "<http"].iter().any(|link| text.contains(link));
        (!leads_somewhere).then(|| {
            Diagnostic::error(
                "quelle-ohne-adresse",
                Place::field(&"content/portal.yaml".into(), format!("/quellen/{field}")),
                "dieser Quellenvermerk führt nicht zur Quelle",
            )
            .with_help("Verlinken Sie den Datensatz, und nennen Sie Jahr, Lizenz und den Vermerk, den sie verlangt.")
        })
    };
    notes.into_iter().filter_map(lost)
}

/// Nobody reads what is sent to an address that is reserved for samples (RFC 2606).
fn addresses_reach_someone(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let settings = &portal.settings;
    let officer = settings.legal.privacy_officer.as_ref();
    let addresses = [
        ("/barriere_melden", Some(&settings.barrier_email)),
        ("/herausgeber/email", settings.publisher.email.as_ref()),
        (
            "/redaktion/email",
            settings.editors.as_ref().and_then(|contact| contact.email.as_ref()),
        ),
        (
            "/sicherheit/kontakt",
            settings.security.as_ref().map(|contact| &contact.email),
        ),
        (
            "/rechtliches/datenschutzbeauftragte/email",
            officer.and_then(|contact| contact.email.as_ref()),
        ),
    ];
    // Only a portal that shows its legal facts means to be published.
    let is_meant = portal.pages.values().any(|page| page.legal.is_some());
    let addresses = addresses.into_iter().filter(move |_| is_meant);
    addresses.filter_map(|(field, email)| {
        let email = email?.as_str();
        is_reserved(email).then(|| {
            Diagnostic::error(
                "adresse-ist-platzhalter",
                Place::field(&"content/portal.yaml".into(), field),
                format!("`{email}` ist eine Adresse für Beispiele"),
            )
            .with_help("Tragen Sie die wirkliche Adresse ein.")
        })
    })
}

fn is_reserved(email: &str) -> bool {
    let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
    let reserved = ["example.org", "example.com", "example.net"];
    let within = |name: &&str| domain == *name || domain.strip_suffix(*name).is_some_and(|rest| rest.ends_with('.'));
    reserved.iter().any(within) || domain.ends_with(".example") || domain.ends_with(".invalid")
}

/// The accessibility statement is reviewed once a year.
fn statement_is_reviewed_yearly(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let reviewed: Option<Day> = portal.settings.legal.accessibility.reviewed_on;
    reviewed
        .and_then(|day| {
            let due = day.plus_days(YEAR_DAYS);
            (due <= portal.as_of.plus_days(NOTICE_DAYS)).then(|| {
                let was_or_is = if due < portal.as_of { "war" } else { "ist" };
                Diagnostic::warning(
                    "barrierefreiheit-pruefen",
                    Place::field(
                        &"content/portal.yaml".into(),
                        "/rechtliches/barrierefreiheit/geprueft_am",
                    ),
                    format!(
                        "die Erklärung zur Barrierefreiheit {was_or_is} bis zum {} zu prüfen",
                        due.in_german()
                    ),
                )
                .with_help("Prüfen Sie die Erklärung, und tragen Sie den Tag der Prüfung ein.")
            })
        })
        .into_iter()
}
