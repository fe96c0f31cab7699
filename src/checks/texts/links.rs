//! Links in texts.

use crate::content::link::{self, Target};
use crate::content::markdown::{self, Link, Survey};
use crate::diagnostics::{Diagnostic, Place, did_you_mean};
use crate::model::{EntityId, Language, Portal, Translation};

use crate::checks::publication::external;
use crate::checks::rule::Rule;
use crate::checks::texts::Text;

pub(in crate::checks) const RULES: &[Rule] = &[
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

const TEMPLATES: &str = "content/vorlagen/";

const HELP: &str = "Verweisen Sie auf eine Kennung (`leistung:wohngeld`) oder auf den Pfad einer Datei in content.";

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
        .with_help(HELP)
    };
    // A gap of a template is filled with an address when the letter is written.
    if text.path.starts_with(TEMPLATES) && link.target.contains('{') {
        return None;
    }
    match link::target(&link.target, text.path) {
        // Which addresses there are, the site knows ([`portal_links`]).
        Target::External(_) | Target::Portal(_) => None,
        Target::Invalid(why) => Some(mended(&link.target).into_iter().fold(dead(why), Diagnostic::with_help)),
        Target::File(path, _) => {
            let is_there = portal.attachment(&path).is_some() || portal.broken_files.contains(&path);
            (!is_there).then(|| missing_file(portal, link, &path, dead(format!("die Datei {path} gibt es nicht"))))
        }
        Target::Anchor(anchor) => missing_anchor(&anchor, survey).map(|help| unknown_anchor(link, place(), help)),
        Target::Entity(id, anchor) => {
            if !portal.contains(&id) {
                return (!portal.is_broken(&id)).then(|| dead("das Ziel gibt es nicht".to_owned()));
            }
            let anchor = anchor?;
            let target = markdown::survey(prose_of(portal, &id, text.language().as_ref()).unwrap_or_default());
            missing_anchor(&anchor, &target).map(|help| unknown_anchor(link, place(), help))
        }
    }
}

/// A link to an address of the portal itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalLink {
    /// The link as written.
    pub written: String,
    /// The address, from the root of the portal on.
    pub url: String,
    /// Where it stands.
    pub place: Place,
    /// Whether it stands in a field, which takes whole web addresses only.
    pub in_field: bool,
}

/// All links in texts and fields that name an address of the portal; the site knows which there are.
pub fn portal_links(portal: &Portal) -> Vec<PortalLink> {
    let base_url = portal.settings.base_url.as_str().trim_end_matches('/');
    let of_text = |text: &Text| {
        // Most texts have none, and parsing takes long.
        let may_have_one = ["(/", "</", "=/", "\"/", "'/", ": /", base_url]
            .iter()
            .any(|start| text.markdown.contains(start));
        let links = if may_have_one {
            markdown::links(text.markdown)
        } else {
            Vec::new()
        };
        let own = links.into_iter().filter_map(|link| {
            let url = match link::target(&link.target, text.path) {
                Target::Portal(url) => url,
                Target::External(url) => url.strip_prefix(base_url)?.to_owned(),
                _ => return None,
            };
            let place = text.place(link.line, link.column, link.length);
            url.starts_with('/').then_some(PortalLink {
                written: link.target,
                url,
                place,
                in_field: false,
            })
        });
        own.collect::<Vec<_>>()
    };
    let of_fields = external::in_fields(portal).filter_map(|link| {
        let url = link.url.strip_prefix(base_url)?.to_owned();
        url.starts_with('/').then_some(PortalLink {
            written: link.url,
            url,
            place: link.place,
            in_field: true,
        })
    });
    let of_texts = crate::checks::texts::all(portal).flat_map(|text| of_text(&text));
    of_texts.chain(of_fields).collect()
}

/// The problem of a link to an address that there is not.
pub fn dead_address(link: &PortalLink, meant: Option<String>) -> Diagnostic {
    let message = format!("der Link `{}` führt ins Leere: die Adresse gibt es nicht", link.written);
    let help = match meant {
        Some(meant) if link.in_field => {
            let base = link.written.strip_suffix(&link.url).unwrap_or_default();
            format!("Meinten Sie `{base}{meant}`?")
        }
        Some(meant) => format!("Meinten Sie `{meant}`?"),
        None if link.in_field => "Unter dieser Adresse erscheint das Portal selbst. Rufen Sie die Seite in der Vorschau auf, und übernehmen Sie ihre Adresse.".to_owned(),
        None => HELP.to_owned(),
    };
    Diagnostic::error("link-ins-leere", link.place.clone(), message).with_help(help)
}

/// The help for an anchor that is not there.
fn missing_anchor(anchor: &str, target: &Survey) -> Option<String> {
    let mut known = target.anchors();
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

fn unknown_anchor(link: &Link, place: Place, help: String) -> Diagnostic {
    let message = format!(
        "der Link `{}` nennt eine Überschrift, die es dort nicht gibt",
        link.target
    );
    Diagnostic::error("anker-fehlt", place, message).with_help(help)
}

/// The help for a target that lacks its beginning or has the slashes of Windows.
fn mended(target: &str) -> Option<String> {
    let mended = if target.contains('\\') && !target.contains(':') {
        target.replace('\\', "/")
    } else if target.starts_with("www.") {
        format!("https://{target}")
    } else if target.starts_with("//") {
        format!("https:{target}")
    } else if target.contains('@') && !target.contains([':', '/', '#']) {
        format!("mailto:{target}")
    } else {
        return None;
    };
    Some(format!("Schreiben Sie `{mended}`."))
}

/// What to do about a link to a file that is not there.
fn missing_file(portal: &Portal, link: &Link, path: &str, dead: Diagnostic) -> Diagnostic {
    // A `#` begins a place in the file, unless it is a part of the name.
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let name = link.target.rsplit('/').next().unwrap_or_default();
    if portal.attachment(&format!("{folder}/{name}")).is_some() {
        return dead.with_help(format!(
            "Schreiben Sie den Namen der Datei so: `{}`.",
            link::encoded(name)
        ));
    }
    let names = portal.attachments.keys();
    let names = names.filter_map(|other| other.strip_prefix(folder)?.strip_prefix('/'));
    let wanted = path.rsplit('/').next().unwrap_or_default();
    match did_you_mean(wanted, names) {
        Some(meant) => dead.with_help(format!("Meinten Sie `{}`?", link::encoded(meant))),
        None => dead,
    }
}

/// The text whose headings are anchors on the page of an entity, in a language or, where it has none, in German.
fn prose_of<'a>(portal: &'a Portal, id: &EntityId, language: Option<&Language>) -> Option<&'a str> {
    let translation = language.and_then(|language| portal.translations.get(language));
    translation
        .and_then(|texts| translated(texts, id))
        .or_else(|| german(portal, id))
}

fn german<'a>(portal: &'a Portal, id: &EntityId) -> Option<&'a str> {
    let prose = match id {
        EntityId::Chapter(guide, id) => {
            let mut chapters = portal.guides.get(guide)?.chapters.iter();
            chapters.find(|chapter| chapter.id == *id).map(|chapter| &chapter.text)
        }
        EntityId::Ministry(id) => return Some(&portal.ministries.get(id)?.text.as_ref()?.0),
        EntityId::Topic(id) => return Some(&portal.topics.get(id)?.text.as_ref()?.0),
        EntityId::Authority(id) => return Some(&portal.authorities.get(id)?.text.as_ref()?.0),
        _ => portal.entity(id)?.prose(),
    };
    prose.map(|prose| prose.markdown.as_ref())
}

fn translated<'a>(texts: &'a Translation, id: &EntityId) -> Option<&'a str> {
    let prose = match id {
        EntityId::Service(id) => texts.service_prose.get(id).map(AsRef::as_ref),
        EntityId::Chapter(guide, id) => texts
            .chapters
            .get(&(guide.clone(), id.clone()))
            .map(|chapter| &chapter.1),
        EntityId::Ministry(id) => return Some(&texts.ministries.get(id)?.texts.text.as_ref()?.0),
        EntityId::Topic(id) => return Some(&texts.topics.get(id)?.texts.text.as_ref()?.0),
        _ => texts.prose_of(id),
    };
    prose.map(|prose| prose.markdown.as_ref())
}
