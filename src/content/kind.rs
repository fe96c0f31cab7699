//! What a file is, by its path alone.

use super::copied;
use crate::model::{
    BoundaryLevel, ChapterId, EntityId, GuideId, Instrument, InvalidId, Language, MinistryId, NAMINGS, ServiceId, Step,
    TextKind,
};

/// The part that a file plays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Settings,
    Synonyms,
    Topics,
    Ministry(MinistryId),
    Service(ServiceId),
    ServiceText(ServiceId),
    Reuse(ServiceId),
    Usage(ServiceId),
    Authorities,
    OtherBodies,
    Boundaries(BoundaryLevel),
    Template(Step, Instrument),
    Guide(GuideId),
    Chapter(GuideId, u32, ChapterId),
    /// A record that is one Markdown file, and the name of that file.
    Text(TextKind, EntityId),
    /// The texts of one of the above in another language.
    Translation(Language, Box<Kind>),
    /// A document, picture or other file that a record may name.
    Attachment,
    /// What a program left behind.
    Debris,
    /// Nobody asked for it.
    Unrecognised,
}

impl Kind {
    /// Whether it holds texts that can be put into another language.
    fn is_translatable(&self) -> bool {
        match self {
            Self::Settings
            | Self::Synonyms
            | Self::Topics
            | Self::Ministry(_)
            | Self::Service(_)
            | Self::ServiceText(_)
            | Self::Guide(_)
            | Self::Chapter(..)
            | Self::Text(..) => true,
            Self::Reuse(_)
            | Self::Usage(_)
            | Self::Boundaries(_)
            | Self::Template(..)
            | Self::Authorities
            | Self::OtherBodies
            | Self::Translation(..)
            | Self::Attachment
            | Self::Debris
            | Self::Unrecognised => false,
        }
    }

    /// The part that the German original of a translation plays.
    pub fn original(self) -> Self {
        match self {
            Self::Translation(_, original) => *original,
            kind => kind,
        }
    }
}

/// The part that a file plays; an error where its name should be an id and is none.
pub(super) fn of(path: &str) -> Result<Kind, InvalidId> {
    if is_debris(path) {
        return Ok(Kind::Debris);
    }
    // `text.alt.md` is a copy, and no text in Altai.
    let language = Language::of_path(path).filter(|language| !copied::is_mark(language.as_str()));
    let Some((language, original)) = language.zip(Language::original_of(path)) else {
        return german(path);
    };
    let original = german(&original)?;
    Ok(match original.is_translatable() {
        true => Kind::Translation(language, Box::new(original)),
        false => Kind::Unrecognised,
    })
}

/// The entity that a file is the record or the text of. Tables and chapters can be the same for several, as they begin.
pub(super) fn entity_of(path: &str) -> Option<EntityId> {
    Some(match of(path).ok()?.original() {
        Kind::Service(id) | Kind::ServiceText(id) => EntityId::Service(id),
        Kind::Ministry(id) => EntityId::Ministry(id),
        Kind::Guide(id) => EntityId::Guide(id),
        Kind::Text(_, id) => id,
        _ => return None,
    })
}

fn german(path: &str) -> Result<Kind, InvalidId> {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    Ok(match parts.as_slice() {
        ["portal.yaml"] => Kind::Settings,
        ["synonyme.yaml"] => Kind::Synonyms,
        ["themenfelder.yaml"] => Kind::Topics,
        ["ressorts", file] => match file.strip_suffix(".yaml") {
            Some(name) => Kind::Ministry(name.parse()?),
            None => Kind::Unrecognised,
        },
        ["leistungen", folder, "leistung.yaml"] => Kind::Service(folder.parse()?),
        ["leistungen", folder, "text.md"] => Kind::ServiceText(folder.parse()?),
        ["leistungen", folder, "nachnutzung.csv"] => Kind::Reuse(folder.parse()?),
        ["leistungen", folder, "nutzung.csv"] => Kind::Usage(folder.parse()?),
        ["stellen", "gebietskoerperschaften.csv"] => Kind::Authorities,
        ["stellen", "weitere.yaml"] => Kind::OtherBodies,
        ["karten", "kreise.geojson"] => Kind::Boundaries(BoundaryLevel::Counties),
        ["karten", "gemeinden.geojson"] => Kind::Boundaries(BoundaryLevel::Municipalities),
        ["vorlagen", folder, file] => template(folder, file),
        ["leitfaeden", folder, "leitfaden.yaml"] => Kind::Guide(folder.parse()?),
        ["leitfaeden", folder, file] if file.ends_with(".md") => chapter(folder, stem(file))?,
        ["leistungen" | "leitfaeden", _, file] if is_attachment(file) => Kind::Attachment,
        [folder, file] => text(folder, file)?,
        _ => Kind::Unrecognised,
    })
}

/// A file in the folder of a kind of records that are one Markdown file each.
fn text(folder: &str, file: &str) -> Result<Kind, InvalidId> {
    let in_folder = NAMINGS.iter().find(|naming| naming.folder == folder);
    let Some((naming, kind)) = in_folder.and_then(|naming| Some((naming, naming.text_kind()?))) else {
        return Ok(Kind::Unrecognised);
    };
    Ok(match file.strip_suffix(".md") {
        Some(name) => Kind::Text(kind, (naming.id)(name)?),
        None if is_attachment(file) => Kind::Attachment,
        None => Kind::Unrecognised,
    })
}

fn stem(file: &str) -> &str {
    file.strip_suffix(".md").unwrap_or(file)
}

/// `schritt-1/mail.md`
fn template(folder: &str, file: &str) -> Kind {
    let step = folder.strip_prefix("schritt-").and_then(|step| step.parse().ok());
    let instrument = file.strip_suffix(".md").and_then(|instrument| instrument.parse().ok());
    match step.zip(instrument) {
        Some((step, instrument)) => Kind::Template(step, instrument),
        None => Kind::Unrecognised,
    }
}

/// `01-ansprache` in the folder of a guide.
fn chapter(folder: &str, stem: &str) -> Result<Kind, InvalidId> {
    let (number, name) = stem.split_once('-').unwrap_or(("", stem));
    match number.parse() {
        Ok(number) => Ok(Kind::Chapter(folder.parse()?, number, name.parse()?)),
        Err(_) => Ok(Kind::Unrecognised),
    }
}

/// Whether a file is what file managers and office programs leave behind: nobody made it on purpose. (The walk does not
/// even see what is hidden.)
pub fn is_debris(path: &str) -> bool {
    let name = path
        .rsplit_once('/')
        .map_or(path, |(_, name)| name)
        .to_ascii_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    name.starts_with("~$")
        || matches!(name.as_str(), "thumbs.db" | "ehthumbs.db" | "desktop.ini" | "icon\r")
        || matches!(
            ending,
            "tmp" | "bak" | "orig" | "rej" | "swp" | "lnk" | "part" | "crdownload"
        )
}

/// Whether a file can be a document or a picture: anything but the formats that records are written in.
fn is_attachment(file: &str) -> bool {
    file.rsplit_once('.')
        .is_some_and(|(_, extension)| !matches!(extension.to_ascii_lowercase().as_str(), "yaml" | "yml" | "md"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_tell_what_a_file_is() {
        let kind = |path: &str| of(path).expect(path);
        assert_eq!(
            kind("content/leistungen/wohngeld/leistung.yaml"),
            Kind::Service("wohngeld".parse().expect("id"))
        );
        assert_eq!(
            kind("content/leitfaeden/a/02-pilot.md"),
            Kind::Chapter("a".parse().expect("id"), 2, "pilot".parse().expect("id"))
        );
        assert_eq!(kind("content/leistungen/wohngeld/antrag.pdf"), Kind::Attachment);
        assert_eq!(kind("content/leistungen/wohngeld/notizen.md"), Kind::Unrecognised);
        assert_eq!(kind("content/ressorts/mik.yml"), Kind::Unrecognised);
        assert_eq!(kind("content/leitfaeden/a/einleitung.md"), Kind::Unrecognised);
        for debris in [
            "~$antrag.docx",
            "Thumbs.db",
            "desktop.ini",
            "text.md.orig",
            "leistung.yaml.bak",
        ] {
            assert_eq!(
                kind(&format!("content/leistungen/wohngeld/{debris}")),
                Kind::Debris,
                "{debris}"
            );
        }
        assert!(of("content/seiten/Über uns.md").is_err());
        let translation = |code: &str, kind| Kind::Translation(code.parse().expect("language"), Box::new(kind));
        let page = Kind::Text(TextKind::Page, EntityId::Page("start".parse().expect("id")));
        assert_eq!(kind("content/seiten/start.leicht.md"), translation("leicht", page));
        assert_eq!(kind("content/portal.en.yaml"), translation("en", Kind::Settings));
        assert_eq!(kind("content/leistungen/a/notizen.en.md"), Kind::Unrecognised);
        assert_eq!(kind("content/stellen/weitere.en.yaml"), Kind::Unrecognised);
    }
}
