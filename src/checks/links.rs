//! Links in texts.

use rayon::prelude::*;

use crate::content::link::{self, Target};
use crate::content::markdown::{self, Link};
use crate::diagnostics::{Diagnostic, did_you_mean};
use crate::model::{EntityId, Portal, Prose};

use super::rule::{Rule, check};
use super::texts::{self, Text};

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "link-ins-leere",
        "Ein Link führt ins Leere",
        "Wer ihm folgt, findet nichts.",
        "Verweisen Sie auf eine Kennung wie `leistung:wohngeld` oder auf den Pfad einer Datei.",
    )
    .by(&[check!(lead_somewhere)]),
    Rule::error(
        "anker-fehlt",
        "Ein Link nennt eine Überschrift, die es nicht gibt",
        "Wer ihm folgt, landet am Anfang der Seite und muss suchen.",
        "Übernehmen Sie die Adresse der Überschrift aus der Vorschau. Mit `{#name}` hinter der Überschrift können Sie sie festlegen.",
    ),
];

/// Every link must lead to something that is there, anchors included.
fn lead_somewhere(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let texts: Vec<Text> = texts::all(portal).collect();
    let dead = texts.par_iter().flat_map_iter(|text| {
        let links = markdown::links(text.markdown).into_iter();
        links.filter_map(|link| examine(portal, text, &link))
    });
    // All texts have to be parsed for it, which is by far the most work of all rules.
    dead.collect::<Vec<_>>().into_iter()
}

fn examine(portal: &Portal, text: &Text, link: &Link) -> Option<Diagnostic> {
    let place = || text.place(link.line, link.column, link.length);
    let dead = |why: String| {
        Diagnostic::error(
            "link-ins-leere",
            place(),
            format!("der Link `{}` führt ins Leere: {why}", link.target),
        )
        .with_help("Verweisen Sie auf eine Kennung (`leistung:wohngeld`) oder auf den Pfad einer Datei in content.")
    };
    match link::target(&link.target, text.path) {
        Target::External(_) | Target::Portal(_) => None,
        Target::Invalid(why) => Some(dead(why)),
        Target::File(path) => {
            let why = || format!("die Datei {path} gibt es nicht");
            (!portal.attachments.contains_key(&path) && !portal.broken_files.contains(&path)).then(|| dead(why()))
        }
        Target::Anchor(anchor) => {
            missing_anchor(&anchor, &anchors(text.markdown)).map(|help| unknown_anchor(link, place(), help))
        }
        Target::Entity(id, anchor) => {
            if !portal.contains(&id) {
                return (!is_broken(portal, &id)).then(|| dead("das Ziel gibt es nicht".to_owned()));
            }
            let known = anchors(prose_of(portal, &id).map_or("", |prose| &prose.markdown));
            missing_anchor(&anchor?, &known).map(|help| unknown_anchor(link, place(), help))
        }
    }
}

fn anchors(markdown: &str) -> Vec<String> {
    markdown::outline(markdown)
        .into_iter()
        .map(|heading| heading.id)
        .collect()
}

/// The help for an anchor that is not there.
fn missing_anchor(anchor: &str, known: &[String]) -> Option<String> {
    if known.iter().any(|id| id == anchor) {
        return None;
    }
    Some(match did_you_mean(anchor, known.iter().map(String::as_str)) {
        Some(meant) => format!("Meinten Sie `#{meant}`?"),
        None => {
            "Die Adresse einer Überschrift entsteht aus ihrem Text; mit `{#name}` dahinter können Sie sie festlegen."
                .to_owned()
        }
    })
}

fn unknown_anchor(link: &Link, place: crate::diagnostics::Place, help: String) -> Diagnostic {
    let message = format!(
        "der Link `{}` nennt eine Überschrift, die es dort nicht gibt",
        link.target
    );
    Diagnostic::error("anker-fehlt", place, message).with_help(help)
}

/// The text whose headings are anchors on the page of an entity.
fn prose_of<'a>(portal: &'a Portal, id: &EntityId) -> Option<&'a Prose> {
    match id {
        EntityId::Service(id) => portal.services.get(id)?.text.as_ref(),
        EntityId::Event(id) => portal.events.get(id)?.text.as_ref(),
        EntityId::PressRelease(id) => portal.press_releases.get(id)?.text.as_ref(),
        EntityId::Page(id) => portal.pages.get(id)?.text.as_ref(),
        EntityId::Chapter(guide, id) => portal
            .guides
            .get(guide)?
            .chapters
            .iter()
            .find(|chapter| chapter.id == *id)
            .map(|chapter| &chapter.text),
        EntityId::Ministry(_) | EntityId::Topic(_) | EntityId::Authority(_) | EntityId::Guide(_) => None,
    }
}

/// Whether the file that would hold an entity could not be understood.
fn is_broken(portal: &Portal, id: &EntityId) -> bool {
    let broken = |path: String| portal.broken_files.contains(path.as_str());
    match id {
        EntityId::Ministry(id) => broken(format!("content/ressorts/{id}.yaml")),
        EntityId::Service(id) => broken(format!("content/leistungen/{id}/leistung.yaml")),
        EntityId::Event(id) => broken(format!("content/termine/{id}.md")),
        EntityId::PressRelease(id) => broken(format!("content/presse/{id}.md")),
        EntityId::Guide(id) => broken(format!("content/leitfaeden/{id}/leitfaden.yaml")),
        EntityId::Chapter(guide, _) => portal
            .broken_files
            .iter()
            .any(|path| path.starts_with(&format!("content/leitfaeden/{guide}/"))),
        EntityId::Page(id) => broken(format!("content/seiten/{id}.md")),
        EntityId::Topic(_) => broken("content/themenfelder.yaml".to_owned()),
        EntityId::Authority(_) => ["gebietskoerperschaften.csv", "weitere.yaml"]
            .iter()
            .any(|file| broken(format!("content/stellen/{file}"))),
    }
}
