//! The kinds of files that hold records.

use serde_json::{Value, json};

use super::node;
use crate::content::schema_of;
use crate::model::{
    Authority, Event, EventTexts, Guide, GuideTexts, Ministry, MinistryTexts, Page, PageTexts, PressRelease,
    PressReleaseTexts, Reuse, Service, ServiceTexts, Settings, SettingsTexts, Synonyms, TemplateHead, Topic,
    TopicTexts, Usage,
};

/// A kind of file: which files it are, and what they hold.
#[derive(Debug, Clone, Copy)]
pub struct FileKind {
    /// Name of the schema.
    pub name: &'static str,
    /// German name of the kind.
    pub title: &'static str,
    /// Pattern of the files below `content/`.
    pub files: &'static str,
    schema: fn() -> Value,
}

/// All kinds, in the order of the handbook.
pub const KINDS: &[FileKind] = &[
    kind(
        "leistung",
        "Leistung",
        "leistungen/*/leistung.yaml",
        schema_of::<Service>,
    ),
    kind(
        "nachnutzung",
        "Nachnutzung",
        "leistungen/*/nachnutzung.csv",
        schema_of::<Reuse>,
    ),
    kind("nutzung", "Nutzung", "leistungen/*/nutzung.csv", schema_of::<Usage>),
    kind("ressort", "Ressort", "ressorts/*.yaml", schema_of::<Ministry>),
    kind(
        "themenfelder",
        "Themenfelder",
        "themenfelder.yaml",
        schema_of::<Vec<Topic>>,
    ),
    kind(
        "stellen-weitere",
        "Weitere Stellen",
        "stellen/weitere.yaml",
        schema_of::<Vec<Authority>>,
    ),
    kind("termin", "Termin", "termine/*.md", schema_of::<Event>),
    kind("presse", "Pressemitteilung", "presse/*.md", schema_of::<PressRelease>),
    kind(
        "leitfaden",
        "Leitfaden",
        "leitfaeden/*/leitfaden.yaml",
        schema_of::<Guide>,
    ),
    kind("seite", "Seite", "seiten/*.md", schema_of::<Page>),
    kind("vorlage", "Vorlage", "vorlagen/*/*.md", schema_of::<TemplateHead>),
    kind("portal", "Portal", "portal.yaml", schema_of::<Settings>),
    kind("synonyme", "Synonyme", "synonyme.yaml", schema_of::<Synonyms>),
    kind(
        "uebersetzung-leistung",
        "Übersetzung einer Leistung",
        "leistungen/*/leistung.*.yaml",
        schema_of::<ServiceTexts>,
    ),
    kind(
        "uebersetzung-ressort",
        "Übersetzung eines Ressorts",
        "ressorts/*.*.yaml",
        schema_of::<MinistryTexts>,
    ),
    kind(
        "uebersetzung-themenfelder",
        "Übersetzung der Themenfelder",
        "themenfelder.*.yaml",
        schema_of::<Vec<TopicTexts>>,
    ),
    kind(
        "uebersetzung-termin",
        "Übersetzung eines Termins",
        "termine/*.*.md",
        schema_of::<EventTexts>,
    ),
    kind(
        "uebersetzung-presse",
        "Übersetzung einer Pressemitteilung",
        "presse/*.*.md",
        schema_of::<PressReleaseTexts>,
    ),
    kind(
        "uebersetzung-leitfaden",
        "Übersetzung eines Leitfadens",
        "leitfaeden/*/leitfaden.*.yaml",
        schema_of::<GuideTexts>,
    ),
    kind(
        "uebersetzung-seite",
        "Übersetzung einer Seite",
        "seiten/*.*.md",
        schema_of::<PageTexts>,
    ),
    kind(
        "uebersetzung-portal",
        "Übersetzung der Einstellungen",
        "portal.*.yaml",
        schema_of::<SettingsTexts>,
    ),
];

const fn kind(name: &'static str, title: &'static str, files: &'static str, schema: fn() -> Value) -> FileKind {
    FileKind {
        name,
        title,
        files,
        schema,
    }
}

impl FileKind {
    /// Whether a file of the kind is YAML as a whole, and not a table or a text with fields at its top.
    pub fn is_yaml(&self) -> bool {
        self.files.ends_with(".yaml")
    }

    /// Whether it holds texts in another language.
    pub fn is_translation(&self) -> bool {
        self.name.starts_with("uebersetzung-")
    }

    /// The patterns by which an editor knows the files: where one of them would take in translations, they are left out.
    pub fn globs(&self) -> Vec<String> {
        let file = self.files.rsplit('/').next().unwrap_or_default();
        let mut globs = vec![self.files.to_owned()];
        if file.starts_with("*.") && !self.is_translation() {
            globs.push(format!("!{}", self.files.replace("*.", "*.*.")));
        }
        globs
    }

    /// Tables are checked by columns, not by a schema.
    pub fn has_schema(&self) -> bool {
        !self.files.ends_with(".csv")
    }

    /// The JSON Schema of the kind, as editors' tools understand it best.
    pub fn schema(&self) -> Value {
        let mut schema = (self.schema)();
        node::simplify(&mut schema);
        if let Value::Object(map) = &mut schema {
            let dialect = map.remove("$schema").unwrap_or_default();
            let rest = std::mem::take(map);
            map.insert("$schema".to_owned(), dialect);
            map.insert("title".to_owned(), json!(self.title));
            map.extend(rest.into_iter().filter(|(key, _)| key != "title"));
        }
        schema
    }
}
