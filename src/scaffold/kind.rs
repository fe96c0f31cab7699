//! The kinds of files that hold records.

use std::sync::LazyLock;

use serde_json::{Value, json};

use super::node;
use crate::content::schema_of;
use crate::model::{
    Authority, Guide, GuideTexts, Ministry, MinistryTexts, NAMINGS, Reuse, Service, ServiceTexts, Settings,
    SettingsTexts, Synonyms, TemplateHead, TextKind, TextRecord, TextVisitor, Topic, TopicTexts, Usage,
};

/// A kind of file: which files it are, and what they hold.
#[derive(Debug, Clone)]
pub struct FileKind {
    /// Name of the schema.
    pub name: String,
    /// German name of the kind.
    pub title: String,
    /// Pattern of the files below `content/`.
    pub files: String,
    schema: fn() -> Value,
}

/// All kinds, in the order of the handbook.
pub static KINDS: LazyLock<Vec<FileKind>> = LazyLock::new(|| {
    let own = in_order(&RECORDS, |kind| kind.with(OwnFile));
    own.chain(in_order(&TRANSLATIONS, |kind| kind.with(Translation)))
        .collect()
});

/// Kinds of files that are no records of one Markdown file each, with the kind of entity that they belong to.
const RECORDS: [(&str, Row); 10] = [
    (
        "leistung",
        (
            "leistung",
            "Leistung",
            "leistungen/*/leistung.yaml",
            schema_of::<Service>,
        ),
    ),
    (
        "leistung",
        (
            "nachnutzung",
            "Nachnutzung",
            "leistungen/*/nachnutzung.csv",
            schema_of::<Reuse>,
        ),
    ),
    (
        "leistung",
        ("nutzung", "Nutzung", "leistungen/*/nutzung.csv", schema_of::<Usage>),
    ),
    (
        "ressort",
        ("ressort", "Ressort", "ressorts/*.yaml", schema_of::<Ministry>),
    ),
    (
        "themenfeld",
        (
            "themenfelder",
            "Themenfelder",
            "themenfelder.yaml",
            schema_of::<Vec<Topic>>,
        ),
    ),
    (
        "stelle",
        (
            "stellen-weitere",
            "Weitere Stellen",
            "stellen/weitere.yaml",
            schema_of::<Vec<Authority>>,
        ),
    ),
    (
        "leitfaden",
        (
            "leitfaden",
            "Leitfaden",
            "leitfaeden/*/leitfaden.yaml",
            schema_of::<Guide>,
        ),
    ),
    ("", ("vorlage", "Vorlage", "vorlagen/*/*.md", schema_of::<TemplateHead>)),
    ("", ("portal", "Portal", "portal.yaml", schema_of::<Settings>)),
    ("", ("synonyme", "Synonyme", "synonyme.yaml", schema_of::<Synonyms>)),
];

/// The files of their texts in other languages.
const TRANSLATIONS: [(&str, Row); 5] = [
    (
        "leistung",
        (
            "uebersetzung-leistung",
            "Übersetzung einer Leistung",
            "leistungen/*/leistung.*.yaml",
            schema_of::<ServiceTexts>,
        ),
    ),
    (
        "ressort",
        (
            "uebersetzung-ressort",
            "Übersetzung eines Ressorts",
            "ressorts/*.*.yaml",
            schema_of::<MinistryTexts>,
        ),
    ),
    (
        "themenfeld",
        (
            "uebersetzung-themenfelder",
            "Übersetzung der Themenfelder",
            "themenfelder.*.yaml",
            schema_of::<Vec<TopicTexts>>,
        ),
    ),
    (
        "leitfaden",
        (
            "uebersetzung-leitfaden",
            "Übersetzung eines Leitfadens",
            "leitfaeden/*/leitfaden.*.yaml",
            schema_of::<GuideTexts>,
        ),
    ),
    (
        "",
        (
            "uebersetzung-portal",
            "Übersetzung der Einstellungen",
            "portal.*.yaml",
            schema_of::<SettingsTexts>,
        ),
    ),
];

/// Name, title, pattern and schema.
type Row = (&'static str, &'static str, &'static str, fn() -> Value);

/// Files kind of entity by kind of entity, then those that belong to none.
fn in_order(rows: &'static [(&str, Row)], of_text: fn(TextKind) -> FileKind) -> impl Iterator<Item = FileKind> {
    let of = move |word: &'static str| {
        let rows = rows.iter().filter(move |(of, _)| *of == word);
        rows.map(|(_, (name, title, files, schema))| FileKind {
            name: (*name).to_owned(),
            title: (*title).to_owned(),
            files: (*files).to_owned(),
            schema: *schema,
        })
    };
    let of_entities = NAMINGS.iter().flat_map(move |naming| {
        let text = naming.text_kind().map(of_text);
        of(naming.word).chain(text)
    });
    of_entities.chain(of(""))
}

/// The file of a record that is one Markdown file.
struct OwnFile;

impl TextVisitor for OwnFile {
    type Output = FileKind;

    fn visit<T: TextRecord>(self) -> FileKind {
        FileKind {
            name: T::NAMING.word.to_owned(),
            title: T::NAMING.nouns[0].to_owned(),
            files: format!("{}/*.md", T::NAMING.folder),
            schema: schema_of::<T>,
        }
    }
}

/// The file of its texts in another language.
struct Translation;

impl TextVisitor for Translation {
    type Output = FileKind;

    fn visit<T: TextRecord>(self) -> FileKind {
        let title = schema_of::<T::Texts>();
        let title = title
            .get("title")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        FileKind {
            name: format!("uebersetzung-{}", T::NAMING.word),
            title,
            files: format!("{}/*.*.md", T::NAMING.folder),
            schema: schema_of::<T::Texts>,
        }
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
