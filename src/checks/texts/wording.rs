//! Texts that everyone can use: headings in order, links that say where they lead, pictures with a text.

use crate::content::markdown::{Heading, Link, Survey};
use crate::diagnostics::Diagnostic;
use crate::model::Portal;

use crate::checks::rule::Rule;
use crate::checks::texts::Text;
use crate::extent::{Whole, quantity};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::warning(
        "bild-ohne-text",
        "Ein Bild hat keinen Alternativtext",
        "Wer das Bild nicht sieht, erfährt nicht, was es zeigt. Öffentliche Stellen sind dazu verpflichtet (BITV 2.0).",
        "Schreiben Sie in die eckigen Klammern, was auf dem Bild zu sehen ist: `![Ablauf in drei Schritten](ablauf.png)`.",
    )
    .by_text(&[pictures_say_what_they_show]),
    Rule::warning(
        "ueberschrift-stufe",
        "Eine Überschrift überspringt eine Stufe",
        "Vorleseprogramme springen von Überschrift zu Überschrift. Fehlt eine Stufe, scheint ein Abschnitt zu fehlen.",
        "Verwenden Sie unter `##` als Nächstes `###`.",
    )
    .by_text(&[headings_step_by_step]),
    Rule::warning(
        "link-text",
        "Ein Link sagt nicht, wohin er führt",
        "Vorleseprogramme lesen Links als Liste vor. „Hier“ oder eine lange Adresse hilft dort niemandem.",
        "Nennen Sie das Ziel: `[Antrag auf Wohngeld](…)` statt `[hier](…)`.",
    )
    .by_text(&[links_say_where_they_lead]),
];

/// Link texts that mean nothing out of their sentence.
const EMPTY_WORDS: &[&str] = &[
    "",
    "da",
    "dort",
    "download",
    "externer link",
    "hier",
    "hier klicken",
    "klick",
    "klicken sie hier",
    "link",
    "mehr",
    "mehr dazu",
    "mehr erfahren",
    "mehr informationen",
    "siehe hier",
    "weiter",
    "weiterlesen",
    "weitere informationen",
];

/// A picture has a text for those who do not see it.
fn pictures_say_what_they_show(_: &Portal, text: &Text, survey: &Survey) -> Vec<Diagnostic> {
    let pictures = survey.links.iter().filter(|link| link.is_image);
    let silent = pictures.filter(|picture| picture.text.trim().is_empty());
    let problem = |picture: &Link| {
        let message = format!("das Bild `{}` hat keinen Alternativtext", picture.target);
        let place = text.place(picture.line, picture.column, picture.length);
        Diagnostic::warning("bild-ohne-text", place, message)
            .with_help("Schreiben Sie in die eckigen Klammern, was auf dem Bild zu sehen ist.")
    };
    silent.map(problem).collect()
}

/// A heading is at most one level below the one before it.
fn headings_step_by_step(_: &Portal, text: &Text, survey: &Survey) -> Vec<Diagnostic> {
    let pairs = survey.headings.array_windows();
    let leaps = pairs.filter(|[before, next]| next.level > before.level.plus(1));
    leaps.map(|[before, next]| leap(text, before.level, next)).collect()
}

fn leap(text: &Text, before: u8, heading: &Heading) -> Diagnostic {
    let length = text.lines().line(heading.line).chars().count();
    let place = text.place(heading.line, 1, quantity(length));
    let message = format!(
        "auf eine Überschrift der Stufe {before} folgt eine der Stufe {}",
        heading.level
    );
    let marks = "#".repeat(usize::from(before.plus(1)));
    Diagnostic::warning("ueberschrift-stufe", place, message)
        .with_help(format!("Schreiben Sie `{marks} {}`.", heading.title))
}

/// A link says where it leads.
fn links_say_where_they_lead(_: &Portal, text: &Text, survey: &Survey) -> Vec<Diagnostic> {
    let links = survey.links.iter().filter(|link| !link.is_image);
    let silent = links.filter_map(|link| {
        let place = text.place(link.line, link.column, link.length);
        let problem = Diagnostic::warning("link-text", place, why_silent(link, &survey.headings)?);
        Some(problem.with_help("Nennen Sie im Text des Links sein Ziel."))
    });
    silent.collect()
}

fn why_silent(link: &Link, headings: &[Heading]) -> Option<String> {
    let said = link.text.trim().trim_end_matches(['.', '…', ':', '!', '>', '»']);
    let said = said.trim_end().to_lowercase();
    let is_address = ["http://", "https://", "www."]
        .iter()
        .any(|start| said.starts_with(start));
    if said.is_empty() {
        Some("der Link hat keinen Text".to_owned())
    } else if is_address {
        Some("der Text des Links ist nur seine Adresse".to_owned())
    } else if EMPTY_WORDS.contains(&said.as_str()) && !is_title_of_target(&said, &link.target, headings) {
        Some(format!("der Link „{}“ sagt nicht, wohin er führt", link.text.trim()))
    } else {
        None
    }
}

/// Whether a link to a heading of the same text is named as that heading is: it says where it leads, whatever the word.
fn is_title_of_target(said: &str, target: &str, headings: &[Heading]) -> bool {
    let Some(anchor) = target.strip_prefix('#') else {
        return false;
    };
    headings
        .iter()
        .any(|heading| heading.id == anchor && heading.title.to_lowercase() == said)
}
