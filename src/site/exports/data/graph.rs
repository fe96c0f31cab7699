//! A small RDF graph, written by libraries as Turtle and as JSON-LD: two notations of the same triples.

use oxjsonld::JsonLdSerializer;
use oxrdf::{Literal, NamedNode, Triple};
use oxttl::TurtleSerializer;

/// The vocabularies of DCAT-AP.de 2.0.
const PREFIXES: [(&str, &str); 8] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatap", "http://data.europa.eu/r5r/"),
    ("dcatde", "http://dcat-ap.de/def/dcatde/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Triples in the order in which they were said.
#[derive(Debug, Default)]
pub(super) struct Graph(Vec<Triple>);

impl Graph {
    /// Says of what kind something is.
    pub fn kind(&mut self, subject: &str, class: &str) {
        self.link(subject, "rdf:type", &expand(class));
    }

    /// Relates something to something else.
    pub fn link(&mut self, subject: &str, predicate: &str, object: &str) {
        if let Ok(object) = NamedNode::new(expand(object)) {
            self.add(subject, predicate, object);
        }
    }

    /// Says something in German.
    pub fn text(&mut self, subject: &str, predicate: &str, text: &str) {
        self.add(
            subject,
            predicate,
            Literal::new_language_tagged_literal_unchecked(text, "de"),
        );
    }

    /// Says something in no language: names, keys.
    pub fn plain(&mut self, subject: &str, predicate: &str, text: &str) {
        self.add(subject, predicate, Literal::new_simple_literal(text));
    }

    /// Gives a day.
    pub fn day(&mut self, subject: &str, predicate: &str, day: &str) {
        let date = NamedNode::new_unchecked(expand("xsd:date"));
        self.add(subject, predicate, Literal::new_typed_literal(day, date));
    }

    /// An address that is none leaves its triple out.
    fn add(&mut self, subject: &str, predicate: &str, object: impl Into<oxrdf::Term>) {
        if let (Ok(subject), Ok(predicate)) = (NamedNode::new(expand(subject)), NamedNode::new(expand(predicate))) {
            self.0.push(Triple::new(subject, predicate, object));
        }
    }

    pub fn turtle(&self) -> Vec<u8> {
        let serializer = PREFIXES
            .iter()
            .fold(TurtleSerializer::new(), |serializer, (name, iri)| {
                serializer.clone().with_prefix(*name, *iri).unwrap_or(serializer)
            });
        let mut writer = serializer.for_writer(Vec::new());
        for triple in &self.0 {
            // Writing into memory cannot fail.
            let _ = writer.serialize_triple(triple);
        }
        with_sorted_prefixes(&writer.finish().unwrap_or_default())
    }

    pub fn json_ld(&self) -> Vec<u8> {
        let serializer = PREFIXES
            .iter()
            .fold(JsonLdSerializer::new(), |serializer, (name, iri)| {
                serializer.clone().with_prefix(*name, *iri).unwrap_or(serializer)
            });
        let mut writer = serializer.for_writer(Vec::new());
        for triple in &self.0 {
            let _ = writer.serialize_quad(triple.as_ref().in_graph(oxrdf::GraphNameRef::DefaultGraph));
        }
        writer.finish().unwrap_or_default()
    }
}

/// The serializer keeps its prefixes in a hash map; two builds must not differ by that.
fn with_sorted_prefixes(turtle: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(turtle);
    let (mut prefixes, rest): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with("@prefix "));
    prefixes.sort_unstable();
    let lines = prefixes.into_iter().chain(rest).map(|line| format!("{line}\n"));
    lines.collect::<String>().into_bytes()
}

/// `dct:title` as a whole address; what has no known prefix is one already.
fn expand(name: &str) -> String {
    let known = name.split_once(':').and_then(|(prefix, local)| {
        let (_, iri) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
        Some(format!("{iri}{local}"))
    });
    known.unwrap_or_else(|| name.to_owned())
}
