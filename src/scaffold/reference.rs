//! The field reference: a chapter of the handbook with a table for every record and every vocabulary.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use indexmap::IndexMap;

use super::KINDS;
use super::node::{Field, Form, Node};
use crate::extent::Whole;

const INTRODUCTION: &str = "\
# Alle Felder im Überblick

Diese Tabellen nennen jedes Feld, das es gibt. Sie werden aus dem Programm erzeugt und stimmen deshalb immer mit dem
überein, was `ozg check` prüft. Ändern Sie dieses Kapitel nicht von Hand. Wie man die Felder gut ausfüllt, erklären die
anderen Kapitel.

Steht unter \"Pflicht\" kein \"ja\", lassen Sie das Feld weg, wenn Sie die Angabe nicht haben.
";

/// The records and vocabularies that tables point to, found while the tables are made.
#[derive(Default)]
struct Found<'a> {
    records: IndexMap<String, &'a Node>,
    words: IndexMap<String, &'a Node>,
}

/// The Markdown of the chapter.
pub fn field_reference() -> String {
    let nodes: Vec<Node> = KINDS.iter().map(|kind| Node::of(&kind.schema())).collect();
    let common = common_fields(&nodes);
    let mut shared = Found::default();
    let mut text = INTRODUCTION.to_owned();
    for (kind, node) in KINDS.iter().zip(&nodes) {
        _ = write!(
            text,
            "\n## {} {{#felder-{}}}\n\n`{}`",
            kind.title,
            kind.name,
            kind.files.replace('*', "…")
        );
        text.push_str(match &node.form {
            Form::List(_) => ", eine Liste mit diesen Feldern:\n\n",
            _ if kind.has_schema() => " mit diesen Feldern:\n\n",
            _ => " mit diesen Spalten:\n\n",
        });
        let own = node.fields().iter().filter(|field| !common.contains(&key(field)));
        write_table(&mut text, own);
        if has_common(node, &common) {
            text.push_str("\nDazu kommen die [Felder aller Inhalte](#felder-alle).\n");
        }
        let mut nested = Found::default();
        nested.add(node);
        for (title, node) in nested.records {
            if is_used_by_others(&title, &kind.name, &nodes) {
                shared.records.insert(title, node);
            } else {
                write_record(&mut text, &title, node);
            }
        }
        shared.words.extend(nested.words);
    }
    write_common(&mut text, &nodes, &common);
    text.push_str(
        "\n## Gemeinsam genutzte Angaben {#felder-gemeinsam}\n\nDiese Angaben kommen an mehreren Stellen vor.\n",
    );
    shared
        .records
        .iter()
        .for_each(|(title, node)| write_record(&mut text, title, node));
    text.push_str("\n## Wörter {#woerter}\n\nFür diese Felder gibt es nur die Wörter in der Tabelle.\n");
    shared
        .words
        .iter()
        .for_each(|(title, node)| write_words(&mut text, title, node));
    text
}

impl<'a> Found<'a> {
    /// Adds what the fields of a record hold, depth first.
    fn add(&mut self, node: &'a Node) {
        for field in node.fields() {
            let inner = innermost(&field.node);
            match inner.form {
                Form::Record(_) => {
                    self.records.entry(inner.title.clone()).or_insert(inner);
                    self.add(inner);
                }
                Form::Words(_) => {
                    self.words.entry(inner.title.clone()).or_insert(inner);
                }
                _ => {}
            }
        }
    }
}

fn innermost(node: &Node) -> &Node {
    match &node.form {
        Form::List(items) | Form::PlainOrList(items) => innermost(items),
        _ => node,
    }
}

type Key = (String, String);

fn key(field: &Field) -> Key {
    (field.name.clone(), field.node.description.clone())
}

/// The fields that all entities have: those of the first kind that most others have, too.
fn common_fields(nodes: &[Node]) -> BTreeSet<Key> {
    let entities = KINDS.iter().zip(nodes).filter(|(kind, _)| !kind.is_translation());
    let nodes: Vec<&Node> = entities.map(|(_, node)| node).collect();
    let has = |node: &Node, wanted: &Key| node.fields().iter().any(|field| key(field) == *wanted);
    let fields = nodes.first().map(|node| node.fields()).unwrap_or_default();
    let keys = fields.iter().map(key);
    keys.filter(|wanted| nodes.iter().filter(|node| has(node, wanted)).count().times(2) > nodes.len())
        .collect()
}

fn has_common(node: &Node, common: &BTreeSet<Key>) -> bool {
    node.fields().iter().any(|field| common.contains(&key(field)))
}

fn write_common(text: &mut String, nodes: &[Node], common: &BTreeSet<Key>) {
    text.push_str("\n## Felder aller Inhalte {#felder-alle}\n\n");
    text.push_str("Mehr dazu steht im Kapitel [Sichtbarkeit](10-sichtbarkeit.md).\n\n");
    let fields = nodes.first().map(Node::fields).unwrap_or_default();
    write_table(text, fields.iter().filter(|field| common.contains(&key(field))));
}

fn is_used_by_others(title: &str, kind: &str, nodes: &[Node]) -> bool {
    let uses = |other: &Node| {
        let mut found = Found::default();
        found.add(other);
        found.records.contains_key(title)
    };
    KINDS
        .iter()
        .zip(nodes)
        .any(|(other, node)| other.name != kind && uses(node))
}

fn write_record(text: &mut String, title: &str, node: &Node) {
    _ = write!(text, "\n### {title} {{#{}}}\n\n", anchor(title));
    write_table(text, node.fields().iter());
}

fn write_words(text: &mut String, title: &str, node: &Node) {
    _ = write!(
        text,
        "\n### {title} {{#{}}}\n\n| Wort | Bedeutung |\n| --- | --- |\n",
        words_anchor(title)
    );
    if let Form::Words(words) = &node.form {
        words
            .iter()
            .for_each(|(word, meaning)| _ = writeln!(text, "| `{word}` | {} |", cell(meaning)));
    }
}

fn write_table<'a>(text: &mut String, fields: impl Iterator<Item = &'a Field>) {
    text.push_str("| Feld | Art | Pflicht | Bedeutung |\n| --- | --- | --- | --- |\n");
    for field in fields {
        let required = if field.is_required { "ja" } else { "" };
        let (kind, meaning) = (kind_of(&field.node), cell(&field.node.description));
        _ = writeln!(text, "| `{}` | {kind} | {required} | {meaning} |", field.name);
    }
}

/// The kind of a value, with a link to its own table.
fn kind_of(node: &Node) -> String {
    match &node.form {
        Form::Plain(_) => node.title.clone(),
        Form::Words(_) => format!("Wort: [{}](#{})", node.title, words_anchor(&node.title)),
        Form::Record(_) => format!("[{}](#{})", node.title, anchor(&node.title)),
        Form::List(items) => match &items.form {
            Form::Words(_) => format!("Liste von Wörtern: [{}](#{})", items.title, words_anchor(&items.title)),
            Form::List(_) => "Liste von Listen".to_owned(),
            _ => format!("Liste: {}", kind_of(items)),
        },
        Form::PlainOrList(items) => format!("Betrag oder Liste: {}", kind_of(items)),
    }
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn anchor(title: &str) -> String {
    format!("angabe-{}", slug(title))
}

fn words_anchor(title: &str) -> String {
    format!("wort-{}", slug(title))
}

fn slug(title: &str) -> String {
    let plain = title
        .to_lowercase()
        .replace('ä', "ae")
        .replace('ö', "oe")
        .replace('ü', "ue")
        .replace('ß', "ss");
    let parts: Vec<&str> = plain
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("-")
}
