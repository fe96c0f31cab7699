//! A schema as a tree of records, lists, words and plain values: what comments, examples and tables are made of.

use serde_json::{Map, Value};

use crate::extent::Whole;
use crate::model::Day;

/// What a field, an entry of a list or a whole file holds.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// The kind of thing, such as "Datum" or "Kontakt".
    pub title: String,
    /// What it means here.
    pub description: String,
    pub example: Option<Value>,
    pub form: Form,
}

/// The forms that a value can have.
#[derive(Debug, Clone)]
pub(super) enum Form {
    /// Text, number, yes or no; with the format that its text must have.
    Plain(Option<String>),
    /// One of some words, each with its meaning.
    Words(Vec<(String, String)>),
    Record(Vec<Field>),
    List(Box<Node>),
    /// One value for all, or a list of cases.
    PlainOrList(Box<Node>),
}

/// A field of a record.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub name: String,
    pub is_required: bool,
    pub node: Node,
}

impl Node {
    /// Reads a schema that was [simplified](simplify).
    pub fn of(schema: &Value) -> Self {
        let title = text(schema, "title");
        let is_array = has_type(schema, "array");
        let form = if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            Form::Record(fields(schema, properties))
        } else if let Some(words) = schema.get("enum").and_then(Value::as_array) {
            Form::Words(words_with_meaning(words, schema))
        } else if let (true, Some(items)) = (is_array, schema.get("items")) {
            let items = Box::new(Self::of(items));
            match has_type(schema, "number") {
                true => Form::PlainOrList(items),
                false => Form::List(items),
            }
        } else {
            Form::Plain(schema.get("format").and_then(Value::as_str).map(str::to_owned))
        };
        Self {
            title: if title.is_empty() {
                type_title(schema).to_owned()
            } else {
                title
            },
            description: text(schema, "description"),
            example: schema.pointer("/examples/0").cloned(),
            form,
        }
    }

    /// The fields of a record, or of the records of a list.
    pub fn fields(&self) -> &[Field] {
        match &self.form {
            Form::Record(fields) => fields,
            Form::List(items) | Form::PlainOrList(items) => items.fields(),
            Form::Plain(_) | Form::Words(_) => &[],
        }
    }

    /// A value that the field could have on a day.
    pub fn example_on(&self, day: Day) -> Value {
        match &self.form {
            Form::Record(fields) => fields
                .iter()
                .map(|field| (field.name.clone(), field.node.example_on(day)))
                .collect::<Map<_, _>>()
                .into(),
            Form::List(items) => self
                .example
                .clone()
                .unwrap_or_else(|| vec![items.example_on(day)].into()),
            Form::Words(words) => words.first().map(|(word, _)| word.as_str()).into(),
            Form::Plain(format) => match dated(format.as_deref(), day) {
                Some(date) => date.into(),
                None => self.example.clone().unwrap_or(Value::Bool(true)),
            },
            Form::PlainOrList(_) => self.example.clone().unwrap_or_default(),
        }
    }
}

/// Examples of dates lie near the day on which the file is made.
fn dated(format: Option<&str>, day: Day) -> Option<String> {
    let quarter = (day.0.month().minus(1) / 3).plus(1);
    match format? {
        "datum" => Some(day.to_string()),
        "zeitpunkt" => Some(format!("{day} 10:00")),
        "teildatum" | "verfuegbarkeit" => Some(format!("{}-Q{quarter}", day.0.year())),
        _ => None,
    }
}

fn fields(schema: &Value, properties: &Map<String, Value>) -> Vec<Field> {
    let required = schema.get("required").and_then(Value::as_array);
    let is_required = |name: &str| required.is_some_and(|names| names.iter().any(|required| required == name));
    let field = |(name, schema): (&String, &Value)| Field {
        name: name.clone(),
        is_required: is_required(name),
        node: Node::of(schema),
    };
    properties.iter().map(field).collect()
}

fn words_with_meaning(words: &[Value], schema: &Value) -> Vec<(String, String)> {
    let meanings = schema.get("enumDescriptions").and_then(Value::as_array);
    let meaning = |index: usize| meanings.and_then(|meanings| meanings.get(index)?.as_str());
    let word =
        |(index, word): (usize, &Value)| Some((word.as_str()?.to_owned(), meaning(index).unwrap_or("").to_owned()));
    words.iter().enumerate().filter_map(word).collect()
}

fn text(schema: &Value, key: &str) -> String {
    schema.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn has_type(schema: &Value, name: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(kind)) => kind == name,
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == name),
        _ => false,
    }
}

fn type_title(schema: &Value) -> &'static str {
    let kinds = [
        ("array", "Liste"),
        ("boolean", "`true` oder `false`"),
        ("integer", "Zahl"),
        ("number", "Zahl"),
    ];
    let known = kinds.into_iter().find(|(kind, _)| has_type(schema, kind));
    known.map_or("Text", |(_, title)| title)
}

/// Makes a schema easier to read for tools and people without changing what it allows: "this or nothing" becomes "this,
/// which may be nothing", and default values that stand for "not given" go.
pub(super) fn simplify(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            unwrap_optional(map);
            if !matches!(map.get("default"), Some(Value::Bool(_) | Value::Number(_))) {
                map.remove("default");
            }
            map.values_mut().for_each(simplify);
        }
        Value::Array(items) => items.iter_mut().for_each(simplify),
        _ => {}
    }
}

/// `anyOf: [X, null]` becomes X that allows null; what was said about the field goes before what X says about itself.
fn unwrap_optional(map: &mut Map<String, Value>) {
    let Some(Value::Array(choices)) = map.get_mut("anyOf") else {
        return;
    };
    let [first, second] = choices.as_mut_slice() else {
        return;
    };
    if second.get("type").is_none_or(|kind| kind != "null") {
        return;
    }
    let Value::Object(inner) = first.take() else {
        return;
    };
    map.remove("anyOf");
    for (key, value) in inner {
        let value = match (key.as_str(), value) {
            ("type", Value::String(kind)) => vec![kind.as_str(), "null"].into(),
            ("enum", Value::Array(mut words)) => {
                words.push(Value::Null);
                words.into()
            }
            (_, value) => value,
        };
        map.entry(key).or_insert(value);
    }
}

#[cfg(test)]
mod tests {
    use super::super::KINDS;
    use super::{Form, Node};

    /// Walks a schema and lists the fields for which `test` holds.
    fn list(node: &Node, path: &str, test: &impl Fn(&Node) -> bool, found: &mut Vec<String>) {
        if test(node) {
            found.push(path.to_owned());
        }
        for field in node.fields() {
            list(&field.node, &format!("{path}/{}", field.name), test, found);
        }
    }

    fn every(test: impl Fn(&Node) -> bool) -> Vec<String> {
        let mut found = Vec::new();
        for kind in KINDS.iter() {
            list(&Node::of(&kind.schema()), &kind.name, &test, &mut found);
        }
        found
    }

    #[test]
    fn every_plain_field_has_an_example() {
        let lacks = |node: &Node| {
            let is_plain = matches!(node.form, Form::Plain(_)) && !node.title.contains("`true` oder");
            is_plain && node.example.is_none()
        };
        assert_eq!(every(lacks), Vec::<String>::new());
    }

    #[test]
    fn every_field_is_explained_in_german() {
        let is_unexplained = |node: &Node| {
            let words = [" the ", "The ", " of ", " and "];
            node.description.is_empty() || words.iter().any(|word| node.description.contains(word))
        };
        let mut unexplained = every(is_unexplained);
        // Lists of records are explained by their records.
        unexplained.retain(|path| path.contains('/'));
        assert_eq!(unexplained, Vec::<String>::new());
    }
}
