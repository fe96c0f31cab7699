//! Texts that everyone can use: headings in order, links that say where they lead, pictures with a text.

use crate::content::markdown;
use crate::diagnostics::Diagnostic;
use crate::model::Portal;

use super::rule::{Rule, check};
use super::texts;

pub(super) const RULES: &[Rule] = &[
    Rule::warning(
        "bild-ohne-text",
        "Ein Bild hat keinen Alternativtext",
        "Wer das Bild nicht sieht, erfährt nicht, was es zeigt. Öffentliche Stellen sind dazu verpflichtet (BITV 2.0).",
        "Schreiben Sie in die eckigen Klammern, was auf dem Bild zu sehen ist: `![Ablauf in drei Schritten](ablauf.png)`.",
    )
    .by(&[check!(pictures_say_what_they_show)]),
    Rule::warning(
        "ueberschrift-stufe",
        "Eine Überschrift überspringt eine Stufe",
        "Vorleseprogramme springen von Überschrift zu Überschrift. Fehlt eine Stufe, scheint ein Abschnitt zu fehlen.",
        "Verwenden Sie unter `##` als Nächstes `###`.",
    )
    .by(&[check!(headings_step_by_step)]),
    Rule::warning(
        "link-text",
        "Ein Link sagt nicht, wohin er führt",
        "Vorleseprogramme lesen Links als Liste vor. „Hier“ oder eine lange Adresse hilft dort niemandem.",
        "Nennen Sie das Ziel: `[Antrag auf Wohngeld](…)` statt `[hier](…)`.",
    )
    .by(&[check!(links_say_where_they_lead)]),
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
fn pictures_say_what_they_show(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    texts::all(portal).flat_map(|text| {
        let pictures = markdown::links(text.markdown);
        let silent = pictures
            .into_iter()
            .filter(|link| link.is_image && link.text.trim().is_empty());
        silent.map(move |picture| {
            Diagnostic::warning(
                "bild-ohne-text",
                text.place(picture.line, picture.column, picture.length),
                format!("das Bild `{}` hat keinen Alternativtext", picture.target),
            )
            .with_help("Schreiben Sie in die eckigen Klammern, was auf dem Bild zu sehen ist.")
        })
    })
}

/// A heading is at most one level below the one before it.
fn headings_step_by_step(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    texts::all(portal).flat_map(|text| {
        let headings = markdown::outline(text.markdown);
        let pairs: Vec<_> = headings
            .windows(2)
            .map(|pair| (pair[0].level, pair[1].clone()))
            .collect();
        let leaps = pairs.into_iter().filter(|(before, heading)| heading.level > before + 1);
        leaps.map(move |(before, heading)| {
            let length = text
                .markdown
                .lines()
                .nth(heading.line.saturating_sub(1) as usize)
                .map_or(1, |line| line.chars().count());
            let marks = |level: u8| "#".repeat(usize::from(level));
            Diagnostic::warning(
                "ueberschrift-stufe",
                text.place(heading.line, 1, length as u32),
                format!(
                    "auf eine Überschrift der Stufe {before} folgt eine der Stufe {}",
                    heading.level
                ),
            )
            .with_help(format!("Schreiben Sie `{} {}`.", marks(before + 1), heading.title))
        })
    })
}

/// A link says where it leads.
fn links_say_where_they_lead(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    texts::all(portal).flat_map(|text| {
        let links = markdown::links(text.markdown).into_iter().filter(|link| !link.is_image);
        links.filter_map(move |link| {
            let said = link
                .text
                .trim()
                .trim_end_matches(['.', '…', ':', '!', '>', '»'])
                .trim_end()
                .to_lowercase();
            let is_address = ["http://", "https://", "www."]
                .iter()
                .any(|start| said.starts_with(start));
            let message = if said.is_empty() {
                "der Link hat keinen Text".to_owned()
            } else if is_address {
                "der Text des Links ist nur seine Adresse".to_owned()
            } else if EMPTY_WORDS.contains(&said.as_str()) && !is_title_of_target(&said, &link.target, text.markdown) {
                format!("der Link „{}“ sagt nicht, wohin er führt", link.text.trim())
            } else {
                return None;
            };
            let place = text.place(link.line, link.column, link.length);
            Some(Diagnostic::warning("link-text", place, message).with_help("Nennen Sie im Text des Links sein Ziel."))
        })
    })
}

/// Whether a link to a heading of the same text is named as that heading is: it says where it leads, whatever the word.
fn is_title_of_target(said: &str, target: &str, markdown: &str) -> bool {
    let Some(anchor) = target.strip_prefix('#') else {
        return false;
    };
    let headings = markdown::outline(markdown);
    headings
        .iter()
        .any(|heading| heading.id == anchor && heading.title.to_lowercase() == said)
}
