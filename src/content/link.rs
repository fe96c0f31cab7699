//! Where a link in a text leads: to another entity by id or by the path of its file, to a document, or elsewhere.

use std::sync::Arc;

use super::kind::{self, Kind};
use crate::model::{EntityId, NAMINGS};
pub use crate::percent::{decoded, encoded};

/// Where a link leads, as far as its own text tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To an entity, and perhaps an anchor on its page.
    Entity(EntityId, Option<String>),
    /// To an anchor of the same text.
    Anchor(String),
    /// To a file below `content/`, a document or a picture, and perhaps a place in it (`page=3`).
    File(Arc<str>, Option<String>),
    /// To another website, an e-mail address or a phone number.
    External(String),
    /// To an address on the portal, from its root on.
    Portal(String),
    /// Nowhere: what is wrong with it.
    Invalid(String),
}

/// Whether a link names an entity by its id.
pub fn names_an_entity(link: &str) -> bool {
    link.split_once(':')
        .is_some_and(|(kind, _)| NAMINGS.iter().any(|naming| naming.word == kind))
}

/// Reads a link that stands in the file `from` (relative to the portal root).
pub fn target(link: &str, from: &str) -> Target {
    let link = link.trim();
    let (address, anchor) = match link.split_once('#') {
        Some((address, anchor)) => (address, Some(anchor.to_owned())),
        None => (link, None),
    };
    if address.is_empty() {
        let anchor = anchor.filter(|anchor| !anchor.is_empty());
        return anchor.map_or_else(
            || Target::Invalid("der Link hat kein Ziel".to_owned()),
            |anchor| Target::Anchor(decoded(&anchor).into_owned()),
        );
    }
    if address.contains('\\') {
        return Target::Invalid("in Adressen steht `/`, nicht `\\`".to_owned());
    }
    if let Some((scheme, rest)) = address
        .split_once(':')
        .filter(|(scheme, _)| !scheme.contains(['/', '.']))
    {
        return match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" => web(link, rest),
            "mailto" | "tel" => Target::External(link.to_owned()),
            _ => by_id(scheme, rest, anchor),
        };
    }
    if address.starts_with("//") {
        return Target::Invalid("dem Link fehlt https:".to_owned());
    }
    if address.starts_with('/') {
        return Target::Portal(link.to_owned());
    }
    if address.starts_with("www.") {
        return Target::Invalid("dem Link fehlt https:// am Anfang".to_owned());
    }
    if address.contains('@') && !address.contains('/') {
        return Target::Invalid("dem Link fehlt mailto: am Anfang".to_owned());
    }
    by_path(&decoded(address), from, anchor)
}

/// `https://…`
fn web(link: &str, rest: &str) -> Target {
    let host = rest.strip_prefix("//").unwrap_or_default();
    if host.is_empty() || host.starts_with('/') {
        return Target::Invalid("nach https:// fehlt der Name der Website".to_owned());
    }
    Target::External(link.to_owned())
}

/// `leistung:wohngeld`
fn by_id(scheme: &str, rest: &str, anchor: Option<String>) -> Target {
    let Some(naming) = NAMINGS.iter().find(|naming| naming.word == scheme) else {
        return Target::Invalid(format!("die Art `{scheme}:` ist nicht bekannt"));
    };
    match (naming.id)(rest) {
        Ok(id) => Target::Entity(id, anchor),
        Err(error) => Target::Invalid(error.to_string()),
    }
}

/// `../wohngeld/leistung.yaml`, from the folder of the file that the link stands in.
fn by_path(address: &str, from: &str, anchor: Option<String>) -> Target {
    let Some(path) = join(from, address) else {
        return Target::Invalid("der Link verlässt den Ordner content".to_owned());
    };
    let entity = match kind::of(&path).map(Kind::original) {
        Ok(Kind::Service(id) | Kind::ServiceText(id) | Kind::Reuse(id)) => EntityId::Service(id),
        Ok(Kind::Ministry(id)) => EntityId::Ministry(id),
        Ok(Kind::Guide(id)) => EntityId::Guide(id),
        Ok(Kind::Chapter(guide, _, id)) => EntityId::Chapter(guide, id),
        Ok(Kind::Text(_, id)) => id,
        Ok(_) => return Target::File(path.into(), anchor),
        Err(error) => return Target::Invalid(error.to_string()),
    };
    Target::Entity(entity, anchor)
}

/// Resolves `.` and `..`; `None` if that leads out of `content/`.
fn join(from: &str, address: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    (parts.first() == Some(&super::CONTENT) && parts.len() > 1).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "content/leistungen/wohngeld/text.md";

    #[test]
    fn ids_and_paths_lead_to_the_same_entity() {
        let service = Target::Entity(EntityId::Service("elterngeld".parse().expect("id")), None);
        assert_eq!(target("leistung:elterngeld", FROM), service);
        assert_eq!(target("../elterngeld/leistung.yaml", FROM), service);
        assert_eq!(target("../elterngeld/text.md", FROM), service);
        assert_eq!(target("../elterngeld/text.en.md", FROM), service);
        let chapter = EntityId::Chapter("drei-schritte".parse().expect("id"), "pilot".parse().expect("id"));
        assert_eq!(
            target("leitfaden:drei-schritte/pilot#wer", FROM),
            Target::Entity(chapter.clone(), Some("wer".into()))
        );
        assert_eq!(
            target("../../leitfaeden/drei-schritte/02-pilot.md#wer", FROM),
            Target::Entity(chapter, Some("wer".into()))
        );
    }

    #[test]
    fn nothing_leads_out() {
        assert!(matches!(target("../../../Cargo.toml", FROM), Target::Invalid(_)));
        assert!(matches!(target("../../../../../etc/passwd", FROM), Target::Invalid(_)));
        assert!(matches!(target("javascript:alert(1)", FROM), Target::Invalid(_)));
        assert!(matches!(target("//example.org", FROM), Target::Invalid(_)));
        assert!(matches!(target("", FROM), Target::Invalid(_)));
    }

    #[test]
    fn other_targets() {
        assert_eq!(
            target("antrag.pdf", FROM),
            Target::File("content/leistungen/wohngeld/antrag.pdf".into(), None)
        );
        assert_eq!(
            target("Mein%20Antrag%20%231.pdf#page=3", FROM),
            Target::File(
                "content/leistungen/wohngeld/Mein Antrag #1.pdf".into(),
                Some("page=3".into())
            )
        );
        assert_eq!(target("#kosten", FROM), Target::Anchor("kosten".into()));
        assert_eq!(target("/suche/", FROM), Target::Portal("/suche/".into()));
        for link in ["https://example.org/#a", "HTTPS://example.org", "mailto:a@example.org"] {
            assert!(matches!(target(link, FROM), Target::External(_)), "{link}");
        }
        for link in [
            "www.example.org",
            "post@example.org",
            "anlagen\\plan.pdf",
            "https://",
            "#",
        ] {
            assert!(matches!(target(link, FROM), Target::Invalid(_)), "{link}");
        }
    }
}
