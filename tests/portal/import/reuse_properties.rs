//! What holds of every table of re-uses and every spreadsheet: checked on some thousand made-up ones, always the same.

use std::collections::BTreeMap;

use ozg::content::Library;
use ozg::content::decode_table as decode;
use ozg::import::Document;
use ozg::import::reuse::{self, Line, Merge, Options, Outcome};
use ozg::model::{Audience, Portal, ServiceId};

use crate::harness::{AS_OF, Dice, Tree};

/// Columns of a table; the first is its key.
const COLUMNS: [&str; 5] = ["ars", "stand", "seit", "url", "bemerkung"];
const STATUS: usize = 1;
const SINCE: usize = 2;

const AUTHORITIES: [&str; 8] = [
    "990010000000",
    "990020000000",
    "990020001001",
    "990020002002",
    "990020003003",
    "990025001000",
    "990025001004",
    "rechenzentrum",
];
const STATES: [&str; 5] = ["interessiert", "pilot", "in_einfuehrung", "live", "beendet"];
/// Dates with the first and the last day that they may mean.
const DATES: [(&str, &str, &str); 8] = [
    ("2021", "2021-01-01", "2021-12-31"),
    ("2021-Q4", "2021-10-01", "2021-12-31"),
    ("2021-12", "2021-12-01", "2021-12-31"),
    ("2021-12-31", "2021-12-31", "2021-12-31"),
    ("2022", "2022-01-01", "2022-12-31"),
    ("2022-Q1", "2022-01-01", "2022-03-31"),
    ("2022-01", "2022-01-01", "2022-01-31"),
    ("2022-02-01", "2022-02-01", "2022-02-01"),
];
const REMARKS: [&str; 5] = ["", "läuft", "erste; Stelle", "sagt \"ja\"", "mit  zwei Leerzeichen"];

type Row = [String; 5];
type Rows = BTreeMap<String, Row>;

fn portal() -> Portal {
    let tree = Tree::base();
    tree.write(
        "content/stellen/gebietskoerperschaften.csv",
        "ars;name;art;uebergeordnet\n\
         990010000000;Musterstadt;kreisfreie_stadt;\n\
         990020000000;Musterkreis;landkreis;\n\
         990020001001;Musterdorf;amtsfreie_gemeinde;990020000000\n\
         990020002002;Neudorf;amtsfreie_gemeinde;990020000000\n\
         990020003003;Altdorf;amtsfreie_gemeinde;990020000000\n\
         990025001000;Amt Nord;amt;990020000000\n\
         990025001004;Norddorf;amtsangehoerige_gemeinde;990025001000\n",
    );
    let loaded = Library::open(tree.path()).load();
    Portal::new(&loaded.contents, AS_OF.parse().unwrap(), Audience::Checks)
}

fn pick<'a>(dice: &mut Dice, words: &[&'a str]) -> &'a str {
    words[dice.roll(words.len() as u64) as usize]
}

fn row(dice: &mut Dice, key: &str) -> Row {
    let since = match dice.roll(4) {
        0 => "",
        _ => DATES[dice.roll(DATES.len() as u64) as usize].0,
    };
    let url = match dice.roll(3) {
        0 => format!("https://ort{}.example.org/", dice.roll(2)),
        _ => String::new(),
    };
    let status = pick(dice, &STATES).to_owned();
    let remark = pick(dice, &REMARKS).to_owned();
    [key.to_owned(), status, since.to_owned(), url, remark]
}

fn rows(dice: &mut Dice) -> Rows {
    let mut rows = Rows::new();
    for key in AUTHORITIES {
        if dice.roll(3) > 0 {
            rows.insert(key.to_owned(), row(dice, key));
        }
    }
    rows
}

/// What somebody else knows: some of it the same, some of it new.
fn another_view(dice: &mut Dice, rows: &Rows) -> Rows {
    let mut other = Rows::new();
    for key in AUTHORITIES {
        match (dice.roll(4), rows.get(key)) {
            (0, _) => {}
            (1, Some(same)) => {
                other.insert(key.to_owned(), same.clone());
            }
            (2, Some(same)) => {
                let mut changed = same.clone();
                let column = 1 + dice.roll(4) as usize;
                changed[column].clone_from(&row(dice, key)[column]);
                other.insert(key.to_owned(), changed);
            }
            _ => {
                other.insert(key.to_owned(), row(dice, key));
            }
        }
    }
    other
}

/// A table as somebody might have written it: columns and lines in any order, needless quotes, any line breaks.
fn written<'a>(dice: &mut Dice, rows: impl Iterator<Item = &'a Row>, delimiter: char) -> String {
    let line_break = pick(dice, &["\n", "\r\n"]);
    let mut columns = [0, 1, 2, 3, 4];
    shuffle(dice, &mut columns);
    let mut lines: Vec<&Row> = rows.collect();
    if dice.roll(2) == 0 {
        shuffle(dice, &mut lines);
    }
    let mut text = columns.map(|column| COLUMNS[column]).join(&delimiter.to_string()) + line_break;
    for row in lines {
        let cells = columns.map(|column| {
            let cell = &row[column];
            if cell.contains([delimiter, '"']) || dice.roll(5) == 0 {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.clone()
            }
        });
        text.push_str(&cells.join(&delimiter.to_string()));
        text.push_str(line_break);
    }
    text
}

fn shuffle<T>(dice: &mut Dice, things: &mut [T]) {
    for place in (1..things.len()).rev() {
        things.swap(place, dice.roll(place as u64 + 1) as usize);
    }
}

fn parsed(text: &str) -> Rows {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        let row = COLUMNS.map(|column| record[header.iter().position(|name| name == column).unwrap()].to_owned());
        (row[0].clone(), row)
    });
    rows.collect()
}

fn document(name: &str, text: &str) -> Document {
    Document {
        path: name.into(),
        text: text.to_owned(),
    }
}

fn service() -> ServiceId {
    "wohngeld".parse().unwrap()
}

fn read(portal: &Portal, file: &str) -> Vec<Line> {
    let read = reuse::read(document("eingang.csv", file), portal, Some(&service()));
    read.unwrap_or_else(|faults| panic!("{faults:?}\n{file}")).0
}

fn merged(portal: &Portal, before: &str, file: &str, overwrite: bool) -> Merge {
    let merge = reuse::merge(
        document("nachnutzung.csv", before),
        &read(portal, file),
        Options { overwrite },
    );
    merge.unwrap_or_else(|faults| panic!("{faults:?}\n{before}"))
}

/// Whether one date lies wholly after another.
fn is_after(one: &str, other: &str) -> bool {
    let days = |date: &str| DATES.iter().find(|(name, ..)| *name == date);
    match (days(one), days(other)) {
        (Some((_, first, _)), Some((_, _, last))) => first > last,
        _ => false,
    }
}

/// What has to become of a line: the rule of the handbook, written a second time.
#[derive(Debug, PartialEq, Eq)]
enum Fate {
    Added,
    Updated,
    Unchanged,
    Reached,
    Older,
    Conflict,
}

fn fate(before: Option<&Row>, new: &Row, overwrite: bool) -> (Fate, Row) {
    let Some(before) = before else {
        // Blanks within a remark are what a spreadsheet makes of line breaks.
        let row = new
            .each_ref()
            .map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" "));
        return (Fate::Added, row);
    };
    if is_after(&before[SINCE], &new[SINCE]) {
        return (Fate::Older, before.clone());
    }
    let differ = |column: usize| !before[column].is_empty() && !new[column].is_empty() && before[column] != new[column];
    let contradict = (STATUS..COLUMNS.len()).any(differ);
    if contradict && !is_after(&new[SINCE], &before[SINCE]) && !overwrite {
        return (Fate::Conflict, before.clone());
    }
    // The first day of a state stays.
    let is_reached = before[STATUS] == new[STATUS] && is_after(&new[SINCE], &before[SINCE]) && !overwrite;
    let mut after = before.clone();
    for column in (STATUS..COLUMNS.len()).filter(|column| !(is_reached && *column == SINCE)) {
        if !new[column].is_empty() && new[column] != before[column] {
            after[column] = new[column].split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
    match after == *before {
        true if is_reached => (Fate::Reached, after),
        true => (Fate::Unchanged, after),
        false => (Fate::Updated, after),
    }
}

fn fate_of(outcome: &Outcome) -> Fate {
    match outcome {
        Outcome::Added => Fate::Added,
        Outcome::Updated { .. } => Fate::Updated,
        Outcome::Unchanged => Fate::Unchanged,
        Outcome::Reached { .. } => Fate::Reached,
        Outcome::Superseded { .. } => panic!("a key stands in a file once"),
        Outcome::Older { .. } => Fate::Older,
        Outcome::Conflict { .. } => Fate::Conflict,
    }
}

#[test]
fn a_table_put_into_itself_is_itself() {
    let portal = portal();
    let mut dice = Dice(11);
    for _ in 0..400 {
        let rows = rows(&mut dice);
        let before = written(&mut dice, rows.values(), ';');
        let overwrite = dice.roll(2) == 0;
        let merge = merged(&portal, &before, &before, overwrite);
        assert_eq!(merge.text, before);
        assert!(merge.report.is_empty());
        let unchanged = merge
            .report
            .lines
            .iter()
            .filter(|told| told.outcome == Outcome::Unchanged);
        assert_eq!(unchanged.count(), rows.len());
    }
}

#[test]
fn the_newer_statement_holds_and_every_line_is_told() {
    let portal = portal();
    let mut dice = Dice(12);
    let mut seen = BTreeMap::new();
    for _ in 0..600 {
        let old = rows(&mut dice);
        let before = written(&mut dice, old.values(), ';');
        let new = another_view(&mut dice, &old);
        let delimiter = [';', ',', '\t'][dice.roll(3) as usize];
        let file = written(&mut dice, new.values(), delimiter);
        let overwrite = dice.roll(4) == 0;
        let merge = merged(&portal, &before, &file, overwrite);
        let after = parsed(&merge.text);
        // Nothing is lost, nothing is made up.
        let mut expected = old.clone();
        let mut fates = BTreeMap::new();
        for (key, row) in &new {
            let (fate, row) = fate(old.get(key), row, overwrite);
            expected.insert(key.clone(), row);
            fates.insert(key.clone(), fate);
        }
        assert_eq!(after, expected, "{before}\n{file}");
        // Every line of the file is told once, with what became of it.
        assert_eq!(merge.report.lines.len(), new.len());
        for told in &merge.report.lines {
            let key = told.authority.split(' ').next().unwrap();
            assert_eq!(fate_of(&told.outcome), fates[key], "{told}\n{before}\n{file}");
            *seen.entry(format!("{:?}", fates[key])).or_insert(0) += 1;
        }
        assert_eq!(merge.text == before, merge.report.is_empty());
        // Lines that do not change keep their bytes, and their order.
        let unchanged = |line: &&str| {
            let key = AUTHORITIES.iter().find(|key| line.contains(**key));
            key.is_none_or(|key| old.get(*key) == after.get(*key))
        };
        let kept: Vec<&str> = before.lines().filter(unchanged).collect();
        let mut lines = merge.text.lines();
        assert!(
            kept.iter().all(|line| lines.any(|other| other == *line)),
            "{before}\n{}",
            merge.text
        );
        // A second time changes nothing.
        let again = merged(&portal, &merge.text, &file, overwrite);
        assert_eq!(again.text, merge.text);
        assert!(again.report.is_empty());
    }
    assert!(seen.len() == 6 && seen.values().all(|count| *count > 20), "{seen:?}");
}

/// Bytes that somebody's program might write: whatever they are, the answer is a table or what is wrong in which line.
#[test]
fn no_file_is_too_broken_to_be_answered() {
    let portal = portal();
    let mut dice = Dice(13);
    let mut answers = [0, 0];
    for _ in 0..3000 {
        let old = rows(&mut dice);
        let before = written(&mut dice, old.values(), ';');
        let table = written(&mut dice, old.values(), ';');
        let bytes = dice.spoilt(table, b"live");
        let path = "eingang.csv".into();
        let Ok(text) = decode(&bytes, &path) else {
            continue;
        };
        match reuse::read(Document { path, text }, &portal, Some(&service())) {
            Ok((lines, _)) => {
                let merge = reuse::merge(
                    document("nachnutzung.csv", &before),
                    &lines,
                    Options { overwrite: true },
                );
                let after = parsed(&merge.unwrap().text);
                assert!(old.keys().all(|key| after.contains_key(key)));
                answers[0] += 1;
            }
            Err(faults) => {
                assert!(!faults.is_empty() && faults.iter().all(|fault| !fault.message.is_empty()));
                answers[1] += 1;
            }
        }
    }
    assert!(answers.iter().all(|count| *count > 200), "{answers:?}");
}
