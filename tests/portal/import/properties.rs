//! What holds of every directory and every file: checked on some thousand made-up ones, always the same.

use std::collections::{BTreeMap, BTreeSet};

use ozg::import::{Document, directory, mentions};

use crate::harness::Dice;

/// Columns: key, what statistical offices say, what editors maintain.
const COLUMNS: [&str; 7] = [
    "ars",
    "name",
    "art",
    "uebergeordnet",
    "einwohner",
    "bezeichnung",
    "email",
];
const EDITORIAL: usize = 6;

/// A table as values; the first is its key.
type Rows = BTreeMap<String, [String; 7]>;

/// What chance puts into a directory.
impl Dice {
    fn one_in(&mut self, sides: u64) -> bool {
        self.roll(sides) == 0
    }

    fn name(&mut self) -> String {
        let start = ["Alt", "Groß ", "Neu", "Klein-", "Süd", "Ober; ", "\"Hof\" "][self.roll(7) as usize];
        let end = ["dorf", "hausen", "bórk", "münde (See)", "stadt/Městno"][self.roll(5) as usize];
        format!("{start}{end}").trim().to_owned()
    }

    fn email(&mut self) -> String {
        if self.one_in(3) {
            String::new()
        } else {
            format!("rathaus{}@example.org", self.roll(4))
        }
    }
}

/// A county with municipalities of its own and in offices.
fn rows(dice: &mut Dice) -> Rows {
    let mut rows = Rows::new();
    let row = |dice: &mut Dice, key: String, kind: &str, parent: &str| {
        let population = if dice.one_in(4) {
            String::new()
        } else {
            dice.roll(90_000).to_string()
        };
        [
            key,
            dice.name(),
            kind.to_owned(),
            parent.to_owned(),
            population,
            "Ort".to_owned(),
            dice.email(),
        ]
    };
    let mut add = |row: [String; 7]| rows.insert(row[0].clone(), row);
    for county in 0..=dice.roll(2) {
        let county = format!("9900{county}");
        let county_key = format!("{county}0000000");
        add(row(dice, county_key.clone(), "landkreis", ""));
        for number in 1..=dice.roll(5) {
            add(row(
                dice,
                format!("{county}000{number}00{number}"),
                "amtsfreie_gemeinde",
                &county_key,
            ));
        }
        for office in 1..=dice.roll(3) {
            let office_key = format!("{county}500{office}000");
            add(row(dice, office_key.clone(), "amt", &county_key));
            for number in 1..=dice.roll(4) {
                let key = format!("{county}500{office}{office}0{number}");
                add(row(dice, key, "amtsangehoerige_gemeinde", &office_key));
            }
        }
    }
    rows
}

/// The table as somebody might have written it: with needless quotes, empty lines and any line breaks.
fn written(dice: &mut Dice, rows: &Rows, columns: &[usize], delimiter: char) -> String {
    let line_break = if dice.one_in(2) { "\r\n" } else { "\n" };
    let mut text = if dice.one_in(4) {
        "\u{feff}".to_owned()
    } else {
        String::new()
    };
    let mut line = |dice: &mut Dice, cells: Vec<&str>, is_header: bool| {
        let cells: Vec<String> = cells
            .into_iter()
            .map(|cell| {
                let needs_quotes = cell.contains(delimiter) || cell.starts_with('"');
                let has_quotes = needs_quotes || (!is_header && dice.one_in(6));
                if has_quotes {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell.to_owned()
                }
            })
            .collect();
        text.push_str(&cells.join(&delimiter.to_string()));
        text.push_str(line_break);
        if !is_header && dice.one_in(9) {
            text.push_str(line_break);
        }
    };
    line(dice, columns.iter().map(|column| COLUMNS[*column]).collect(), true);
    for row in rows.values() {
        line(
            dice,
            columns.iter().map(|column| row[*column].as_str()).collect(),
            false,
        );
    }
    if dice.one_in(3) {
        text.truncate(text.trim_end_matches(['\r', '\n']).len());
    }
    text
}

fn document(name: &str, text: &str) -> Document {
    Document {
        path: name.into(),
        text: text.to_owned(),
    }
}

/// The directory after an import.
fn merged(before: &str, file: &str, end: bool) -> directory::Merge {
    let incoming = directory::read(document("eingang.csv", file), "Musterland", None)
        .unwrap_or_else(|faults| panic!("{faults:?}\n{file}"));
    let options = directory::Options {
        day: "2022-02-01".parse().unwrap(),
        directory_as_of: None,
        end,
    };
    let merge = directory::merge(document(directory::PATH, before), &incoming, options, &|key| {
        mentions(&BTreeMap::new(), key)
    });
    merge.unwrap_or_else(|faults| panic!("{faults:?}\n{before}\n{file}"))
}

fn parsed(text: &str) -> Rows {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        let row = COLUMNS.map(|column| {
            let place = header.iter().position(|name| name == column);
            place.map_or(String::new(), |place| record[place].trim().to_owned())
        });
        (row[0].clone(), row)
    });
    rows.collect()
}

/// What another office of statistics might say a year later.
fn a_year_later(dice: &mut Dice, rows: &Rows) -> Rows {
    let mut later = Rows::new();
    for (key, row) in rows {
        let is_parent = rows.values().any(|other| other[3] == *key);
        if !is_parent && !later.is_empty() && dice.one_in(5) {
            continue;
        }
        let mut row = row.clone();
        if dice.one_in(4) {
            row[1] = dice.name();
        }
        if dice.one_in(2) {
            row[4] = dice.roll(90_000).to_string();
        }
        if dice.one_in(3) {
            row[EDITORIAL] = dice.email();
        }
        later.insert(key.clone(), row);
    }
    for (key, row) in rows.iter().filter(|(_, row)| row[2] == "landkreis") {
        for number in 7..7 + dice.roll(3) {
            let new = format!("{}000{number}00{number}", &key[..5]);
            let row = [
                new.clone(),
                dice.name(),
                "amtsfreie_gemeinde".to_owned(),
                row[0].clone(),
                String::new(),
                String::new(),
                dice.email(),
            ];
            later.insert(new, row);
        }
    }
    later
}

#[test]
fn a_directory_put_into_itself_is_itself() {
    let mut dice = Dice(1);
    for _ in 0..400 {
        let rows = rows(&mut dice);
        let before = written(&mut dice, &rows, &[0, 1, 2, 3, 4, 5, 6], ';');
        let merge = merged(&before, &before, dice.one_in(2));
        assert_eq!(merge.text, before);
        assert!(merge.report.is_empty());
        assert_eq!(merge.report.unchanged, rows.len());
    }
}

#[test]
fn what_the_file_says_holds_afterwards_and_everything_else_as_before() {
    let mut dice = Dice(2);
    for _ in 0..400 {
        let old = rows(&mut dice);
        let before = written(&mut dice, &old, &[0, 1, 2, 3, 4, 5, 6], ';');
        let new = a_year_later(&mut dice, &old);
        let delimiter = [';', ',', '\t'][dice.roll(3) as usize];
        let mut columns = vec![0, 1, 2, 3, 4, 5, 6];
        for place in (1..columns.len()).rev() {
            columns.swap(place, dice.roll(place as u64 + 1) as usize);
        }
        let file = written(&mut dice, &new, &columns, delimiter);
        let merge = merged(&before, &file, false);
        let after = parsed(&merge.text);
        let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        assert_eq!(
            after.keys().collect::<BTreeSet<_>>(),
            keys,
            "nothing is lost, nothing is made up"
        );
        for key in keys {
            match (old.get(key), new.get(key)) {
                (Some(old), None) => assert_eq!(after[key], *old),
                (old, Some(new)) => {
                    for column in 0..COLUMNS.len() {
                        let was = old.map_or("", |old| old[column].as_str());
                        let is_kept = new[column].is_empty() || (column == EDITORIAL && !was.is_empty());
                        let expected = if is_kept { was } else { &new[column] };
                        assert_eq!(after[key][column], expected, "{key} {}", COLUMNS[column]);
                    }
                }
                (None, None) => unreachable!(),
            }
        }
        // Lines that do not change keep their bytes.
        let lines: BTreeSet<&str> = merge.text.lines().collect();
        for (line, key) in before
            .lines()
            .skip(1)
            .filter_map(|line| Some((line, line.trim_matches('"').get(..12)?)))
        {
            if old.get(key) == after.get(key) {
                assert!(lines.contains(line), "{line}");
            }
        }
        let again = merged(&merge.text, &file, false);
        assert_eq!(again.text, merge.text, "a second time changes nothing");
        assert!(again.report.is_empty());
    }
}

#[test]
fn what_is_told_is_what_changed() {
    let mut dice = Dice(3);
    for _ in 0..400 {
        let old = rows(&mut dice);
        let before = written(&mut dice, &old, &[0, 1, 2, 3, 4, 5, 6], ';');
        let new = a_year_later(&mut dice, &old);
        let file = written(&mut dice, &new, &[0, 1, 2, 3, 4, 5, 6], ';');
        let gone = old.keys().filter(|key| !new.contains_key(*key)).count();
        let merge = merged(&before, &file, gone * 2 <= old.len());
        let after = parsed(&merge.text);
        let report = &merge.report;
        let added: BTreeSet<&str> = report.added.iter().map(|added| added.key.as_str()).collect();
        let ended: BTreeSet<&str> = report
            .gone
            .iter()
            .filter(|gone| gone.ended.is_some())
            .map(|gone| gone.authority.key.as_str())
            .collect();
        let changed = report.changed.iter().chain(&report.renamed);
        let changed: BTreeSet<(&str, &str)> = changed
            .map(|change| (change.authority.key.as_str(), change.column))
            .collect();
        let mut differences = BTreeSet::new();
        for key in old.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
            match (old.get(key), after.get(key)) {
                (Some(old), Some(after)) => differences.extend(
                    (0..COLUMNS.len())
                        .filter(|column| old[*column] != after[*column])
                        .map(|column| (key.as_str(), COLUMNS[column])),
                ),
                (None, Some(_)) => assert!(added.contains(key.as_str())),
                (Some(_), None) => panic!("{key} is lost"),
                (None, None) => unreachable!(),
            }
        }
        assert_eq!(changed, differences);
        let closed = merge.text.lines().filter(|line| line.contains("2022-01-31"));
        let closed: BTreeSet<&str> = closed.filter_map(|line| line.trim_matches('"').get(..12)).collect();
        assert_eq!(ended, closed);
        assert_eq!(merge.text == before, report.is_empty());
    }
}

/// Bytes that somebody's program might write: whatever they are, the answer is a directory or what is wrong.
#[test]
fn no_file_is_too_broken_to_be_answered() {
    let mut dice = Dice(4);
    for _ in 0..3000 {
        let rows = rows(&mut dice);
        let before = written(&mut dice, &rows, &[0, 1, 2, 3, 4, 5, 6], ';');
        let bytes = dice.spoilt(before.clone(), b"60");
        let path = "eingang.csv".into();
        let Ok(text) = ozg::content::decode_table(&bytes, &path) else {
            continue;
        };
        let Ok(incoming) = directory::read(Document { path, text }, "Musterland", None) else {
            continue;
        };
        let options = directory::Options {
            day: "2022-02-01".parse().unwrap(),
            directory_as_of: None,
            end: true,
        };
        if let Ok(merge) = directory::merge(document(directory::PATH, &before), &incoming, options, &|_| Vec::new()) {
            assert!(parsed(&merge.text).len() >= rows.len() / 2);
        }
    }
}
