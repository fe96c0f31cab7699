//! Changes of content files that differ in what was meant, and in nothing else: over all the content of this repository.

use std::path::Path;

use ozg::content::edit::{Refusal, edit};
use ozg::diagnostics::{Change, NewValue};
use serde_yaml::Value;

use crate::harness::files;
use crate::record::is_thorough;

/// All YAML of the repository: path, text, and what it says.
fn records() -> Vec<(String, String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let records = files(&folder).into_iter().filter_map(|(path, bytes)| {
        let text = String::from_utf8(bytes).ok()?;
        let value = serde_yaml::from_str(yaml(&path, &text)?).unwrap();
        Some((path, text, value))
    });
    records.collect()
}

fn yaml<'a>(path: &str, text: &'a str) -> Option<&'a str> {
    match path.rsplit_once('.')?.1 {
        "yaml" => Some(text),
        "md" => text.strip_prefix("---\n")?.split_once("\n---\n").map(|(yaml, _)| yaml),
        _ => None,
    }
}

/// All scalars below a value, and all lists.
fn places(value: &Value, path: &str, scalars: &mut Vec<(String, Value)>, lists: &mut Vec<(String, Vec<Value>)>) {
    match value {
        Value::Mapping(fields) => {
            for (name, value) in fields {
                places(value, &format!("{path}/{}", name.as_str().unwrap()), scalars, lists);
            }
        }
        Value::Sequence(items) => {
            lists.push((path.to_owned(), items.clone()));
            for (index, value) in items.iter().enumerate() {
                places(value, &format!("{path}/{index}"), scalars, lists);
            }
        }
        scalar => scalars.push((path.to_owned(), scalar.clone())),
    }
}

fn set(field: &str, value: NewValue) -> Change {
    Change::Set {
        field: field.to_owned(),
        value,
    }
}

fn changed(path: &str, text: &str, change: Change) -> String {
    let context = format!("{path}: {change:?}");
    let bytes = edit(path, text.as_bytes(), &[change]).unwrap_or_else(|refusal| panic!("{context}: {refusal}"));
    String::from_utf8(bytes).unwrap()
}

/// How many lines differ, where the rest is in the same order.
fn lines_changed(before: &str, after: &str) -> (usize, usize) {
    let (before, after): (Vec<_>, Vec<_>) = (before.split('\n').collect(), after.split('\n').collect());
    let first = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let most = before.len().min(after.len()) - first;
    let last = before
        .iter()
        .rev()
        .zip(after.iter().rev())
        .take(most)
        .take_while(|(a, b)| a == b)
        .count();
    (before.len() - first - last, after.len() - first - last)
}

/// `edit` compares what it has written with what was wanted; here it is seen that it never refuses, and that nothing but
/// the line in question changes. Each day every fourth value is changed: lines are alike.
#[test]
fn every_value_of_the_content_can_be_set_alone() {
    let records = records();
    let (mut count, mut appended) = (0, 0);
    let (mut number, step) = (0, if is_thorough() { 1 } else { 4 });
    let mut is_its_turn = || {
        number += 1;
        number % step == 0
    };
    for (path, text, value) in &records {
        assert_eq!(edit(path, text.as_bytes(), &[]).unwrap(), text.as_bytes(), "{path}");
        let (mut scalars, mut lists) = (Vec::new(), Vec::new());
        places(value, "", &mut scalars, &mut lists);
        for (field, scalar) in scalars {
            if !is_its_turn() {
                continue;
            }
            let new = match &scalar {
                Value::String(old) => NewValue::Text(format!("{}: neu, #1 \"x\"", old.trim_end())),
                Value::Bool(old) => NewValue::Literal((!old).to_string()),
                _ => NewValue::Literal("12.50".to_owned()),
            };
            let after = changed(path, text, set(&field, new));
            let (lines, _) = lines_changed(text, &after);
            let spans = scalar
                .as_str()
                .map_or(1, |old| old.len() / 40 + old.matches('\n').count() + 2);
            assert!((1..=spans).contains(&lines), "{path} {field}: {lines} lines\n{after}");
            count += 1;
        }
        for (field, items) in lists {
            let Some(last) = items.last().filter(|_| is_its_turn()) else {
                continue;
            };
            let new = NewValue::Data(serde_json::to_value(last).unwrap());
            let after = changed(path, text, set(&format!("{field}/{}", items.len()), new));
            let (lines, _) = lines_changed(text, &after);
            assert!(lines <= 1, "{path} {field}: {lines} lines\n{after}");
            appended += 1;
        }
    }
    assert!(
        count * step > 5000 && appended * step > 500,
        "{count} values, {appended} lists"
    );
}

const RECORD: &str = "\
# Oben
titel: 'Wohngeld' # fest
kurz: >-
  Ein Zuschuss zur Miete, der auf Antrag gezahlt wird,
  an Mieter.
auskunft:
  kosten:
    stand: bekannt
    anbindung: 1.200 # Euro
  text: |
    Erste Zeile

    Zweite Zeile

suchbegriffe: [Miete, 'Zuschuss']
leer:
kontakt:
  # Die Leitung
  - name: Muster
    ort: Potsdam

  - name: Beispiel

# Unten
phase: rollout
";

fn remove(field: &str) -> Change {
    Change::Remove {
        field: field.to_owned(),
    }
}

fn text(field: &str, value: &str) -> Change {
    set(field, NewValue::Text(value.to_owned()))
}

fn literal(field: &str, value: &str) -> Change {
    set(field, NewValue::Literal(value.to_owned()))
}

fn data(field: &str, value: serde_json::Value) -> Change {
    set(field, NewValue::Data(value))
}

/// What is changed, the piece of the record that it concerns, and what stands there from then on.
fn cases() -> Vec<(Change, &'static str, &'static str)> {
    use serde_json::json;
    let rename = |field: &str, name: &str| Change::Rename {
        field: field.to_owned(),
        name: name.to_owned(),
    };
    vec![
        // Quotation marks, remarks and blocks stay.
        (
            text("/titel", "Mama's Geld"),
            "'Wohngeld' # fest",
            "'Mama''s Geld' # fest",
        ),
        (
            literal("/auskunft/kosten/anbindung", "1200.50"),
            "1.200 # Euro",
            "1200.50 # Euro",
        ),
        (
            text("/auskunft/kosten/stand", "2022"),
            "stand: bekannt",
            "stand: '2022'",
        ),
        (
            text("/auskunft/text", "Neu\n"),
            "    Erste Zeile\n\n    Zweite Zeile\n",
            "    Neu\n",
        ),
        (
            text(
                "/kurz",
                "Ein Zuschuss zur Miete, der auf Antrag gezahlt wird, an Mieterinnen und an Mieter im ganzen Land.",
            ),
            "gezahlt wird,\n  an Mieter.\n",
            "gezahlt wird, an\n  Mieterinnen und an Mieter im ganzen Land.\n",
        ),
        (text("/leer", "voll"), "leer:\n", "leer: voll\n"),
        (text("/phase", "a\nb"), "phase: rollout\n", "phase: |-\n  a\n  b\n"),
        // What is new stands behind the last of its kind, before the empty line.
        (
            text("/auskunft/hinweis", "a: b"),
            "    Zweite Zeile\n",
            "    Zweite Zeile\n  hinweis: 'a: b'\n",
        ),
        (
            text("/auskunft/kosten/neu/tief", "x"),
            "1.200 # Euro\n",
            "1.200 # Euro\n    neu:\n      tief: x\n",
        ),
        (text("/neu", "x"), "phase: rollout\n", "phase: rollout\nneu: x\n"),
        (
            text("/kontakt/1/ort", "Berlin"),
            "name: Beispiel\n",
            "name: Beispiel\n    ort: Berlin\n",
        ),
        (
            data("/kontakt/2", json!({ "name": "Drei", "orte": ["A", "B: C"] })),
            "name: Beispiel\n",
            "name: Beispiel\n  - name: Drei\n    orte:\n      - A\n      - 'B: C'\n",
        ),
        (
            text("/suchbegriffe/2", "Wohnung, Haus"),
            "'Zuschuss']",
            "'Zuschuss', \"Wohnung, Haus\"]",
        ),
        (text("/suchbegriffe/1", "b, c"), "'Zuschuss']", "'b, c']"),
        (data("/suchbegriffe", json!(["x"])), "[Miete, 'Zuschuss']", "[x]"),
        (
            data("/phase", json!(["x", "y"])),
            "phase: rollout\n",
            "phase:\n  - x\n  - y\n",
        ),
        (
            text("/auskunft/kosten", "keine"),
            "kosten:\n    stand: bekannt\n    anbindung: 1.200",
            "kosten: keine",
        ),
        // What goes takes its lines with it, and nothing else.
        (remove("/titel"), "titel: 'Wohngeld' # fest\n", ""),
        (remove("/phase"), "phase: rollout\n", ""),
        (remove("/kontakt/0"), "  - name: Muster\n    ort: Potsdam\n", ""),
        (remove("/kontakt/0/name"), "- name: Muster\n    ort", "- ort"),
        (remove("/kontakt/1/name"), "- name: Beispiel", "- {}"),
        (remove("/suchbegriffe/0"), "[Miete, 'Zuschuss']", "['Zuschuss']"),
        (remove("/suchbegriffe/1"), "[Miete, 'Zuschuss']", "[Miete]"),
        (
            remove("/auskunft/text"),
            "  text: |\n    Erste Zeile\n\n    Zweite Zeile\n",
            "",
        ),
        (rename("/auskunft/kosten/stand", "status"), "    stand:", "    status:"),
    ]
}

#[test]
fn a_change_concerns_its_piece_alone() {
    for (change, from, to) in cases() {
        for line_break in ["\n", "\r\n"] {
            let lines = |text: &str| text.replace('\n', line_break);
            assert_eq!(RECORD.matches(from).count(), 1, "{from:?}");
            let wanted = lines(&RECORD.replacen(from, to, 1));
            assert_eq!(changed("a.yaml", &lines(RECORD), change.clone()), wanted, "{change:?}");
            let page = |record: &str| lines(&format!("---\n{record}---\n\nText: -\n"));
            let wanted = page(&RECORD.replacen(from, to, 1));
            assert_eq!(changed("a.md", &page(RECORD), change.clone()), wanted, "{change:?}");
        }
    }
}

#[test]
fn a_file_that_is_a_list_is_reached_too() {
    let text = "- id: a\n  titel: A\n\n- id: b\n";
    let after = changed("a.yaml", text, self::text("/0/kurz", "k"));
    assert_eq!(after, "- id: a\n  titel: A\n  kurz: k\n\n- id: b\n");
    let after = changed("a.yaml", text, data("/2", serde_json::json!({ "id": "c" })));
    assert_eq!(after, format!("{text}- id: c\n"));
    assert_eq!(changed("a.yaml", "- id: b", self::text("/0/t", "x")), "- id: b\n  t: x");
}

#[test]
fn many_changes_are_made_at_once() {
    let changes = [
        literal("/auskunft/kosten/anbindung", "1200"),
        remove("/leer"),
        text("/kontakt/1/ort", "Berlin"),
        text("/kontakt/1/land", "Berlin"),
    ];
    let after = String::from_utf8(edit("a.yaml", RECORD.as_bytes(), &changes).unwrap()).unwrap();
    let wanted = RECORD.replace("1.200", "1200").replace("leer:\n", "").replace(
        "name: Beispiel\n",
        "name: Beispiel\n    ort: Berlin\n    land: Berlin\n",
    );
    assert_eq!(after, wanted);
}

/// Better no change than another one than was meant.
#[test]
fn what_cannot_be_done_is_refused() {
    let refusal = |text: &str, change: Change| edit("a.yaml", text.as_bytes(), &[change]).unwrap_err();
    let no_field = |field: &str| Refusal::NoField(field.to_owned());
    assert_eq!(refusal(RECORD, remove("/gibt/es/nicht")), no_field("/gibt/es/nicht"));
    assert_eq!(refusal(RECORD, text("/titel/tiefer", "x")), no_field("/titel/tiefer"));
    assert_eq!(refusal("a: [1\nb: 2\n", text("/b", "x")), Refusal::Syntax);
    assert_eq!(refusal("a: &x 1\nb: *x\n", text("/a", "x")), Refusal::Syntax);
    assert_eq!(refusal("a: 1\na: 2\n", text("/a", "x")), Refusal::Syntax);
    assert_eq!(
        refusal(
            RECORD,
            Change::Rename {
                field: "/titel".into(),
                name: "kurz".into()
            }
        ),
        Refusal::Unmeant
    );
    let piece = Change::Text {
        range: 7..9,
        text: "[".to_owned(),
    };
    assert_eq!(refusal("titel: abc\n", piece), Refusal::Unmeant);
    let windows = edit("a.yaml", b"titel: B\xe4r\n", &[text("/titel", "x")]);
    assert_eq!(windows, Err(Refusal::Encoding));
}
