//! Links in texts.

use crate::content::link::{self, Target};
use crate::content::markdown::{self, Heading, Link, Survey};
use crate::diagnostics::{Diagnostic, did_you_mean};
use crate::model::{EntityId, Portal, Prose};

use super::rule::Rule;
use super::texts::Text;

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "link-ins-leere",
        "Ein Link führt ins Leere",
        "Wer ihm folgt, findet nichts.",
        "Verweisen Sie auf eine Kennung wie `leistung:wohngeld` oder auf den Pfad einer Datei.",
    )
    .by_text(&[lead_somewhere]),
    Rule::error(
        "anker-fehlt",
        "Ein Link nennt eine Überschrift, die es nicht gibt",
        "Wer ihm folgt, landet am Anfang der Seite und muss suchen.",
        "Übernehmen Sie die Adresse der Überschrift aus der Vorschau. Mit `{#name}` hinter der Überschrift können Sie sie festlegen.",
    ),
];

/// Every link must lead to something that is there, anchors included.
fn lead_somewhere(portal: &Portal, text: &Text, survey: &Survey) -> Vec<Diagnostic> {
    let dead = survey
        .links
        .iter()
        .filter_map(|link| examine(portal, text, survey, link));
    dead.collect()
}

fn examine(portal: &Portal, text: &Text, survey: &Survey, link: &Link) -> Option<Diagnostic> {
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
            missing_anchor(&anchor, &survey.headings).map(|help| unknown_anchor(link, place(), help))
        }
        Target::Entity(id, anchor) => {
            if !portal.contains(&id) {
                return (!is_broken(portal, &id)).then(|| dead("das Ziel gibt es nicht".to_owned()));
            }
            let anchor = anchor?;
            let headings = markdown::outline(prose_of(portal, &id).map_or("", |prose| &prose.markdown));
            missing_anchor(&anchor, &headings).map(|help| unknown_anchor(link, place(), help))
        }
    }
}

/// The help for an anchor that is not there.
fn missing_anchor(anchor: &str, headings: &[Heading]) -> Option<String> {
    let mut known = headings.iter().map(|heading| heading.id.as_str());
    if known.clone().any(|id| id == anchor) {
        return None;
    }
    Some(match did_you_mean(anchor, &mut known) {
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
