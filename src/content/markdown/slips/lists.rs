//! Lists that are none, and numbers that readers would see as others.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::shown::Line;
use super::unseen::is_unseen;
use super::{Found, SlipKind, code};
use crate::content::decode::characters;
use crate::extent::{Slicing, Whole, span};

/// Signs that Word and others put before the items of a list.
const BULLETS: [char; 14] = [
    '•', '·', '▪', '▫', '‣', '◦', '●', '○', '■', '□', '➢', '\u{f0b7}', '\u{f0a7}', '❖',
];

/// Dashes before items; one alone may be a dash of a sentence.
const DASHES: [char; 3] = ['–', '—', '−'];

/// Lines that begin with another sign than Markdown has for lists.
pub(super) fn bullets(lines: &[Line]) -> Vec<Found> {
    let marks: Vec<Option<Mark>> = lines.iter().map(|line| mark(line.text())).collect();
    let problem = |(number, (line, mark)): (usize, (&Line, &Option<Mark>))| {
        let mark = mark.as_ref()?;
        let same = |other: Option<&Option<Mark>>| matches!(other, Some(Some(other)) if other.kind == mark.kind);
        let after = !line.ends_paragraph && same(marks.get(number.plus(1)));
        let before = !line.begins_paragraph && number > 0 && same(marks.get(number.minus(1)));
        (mark.is_certain || after || before).then(|| bullet(line, mark))
    };
    lines.iter().zip(&marks).enumerate().filter_map(problem).collect()
}

/// A sign before an item.
struct Mark {
    kind: &'static str,
    /// How many bytes it has, with the space after it.
    length: usize,
    is_certain: bool,
}

fn mark(text: &str) -> Option<Mark> {
    let first = text.chars().next()?;
    let rest = text.part(first.len_utf8()..);
    let content = rest.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c));
    let spaces = rest.len().minus(content.len());
    let length = first.len_utf8().plus(spaces);
    if content.is_empty() {
        return None;
    }
    let mark = |kind, is_certain| {
        Some(Mark {
            kind,
            length,
            is_certain,
        })
    };
    match first {
        _ if BULLETS.contains(&first) => mark("bullet", true),
        _ if DASHES.contains(&first) && spaces > 0 => mark("dash", rest.starts_with('\t')),
        'o' if spaces > 0 => mark("o", rest.starts_with('\t')),
        '-' | '*' | '+' if rest.starts_with(is_unseen) => mark("unseen", true),
        '-' if spaces == 0 && content.starts_with(char::is_alphabetic) => mark("no-space", false),
        _ => None,
    }
}

fn bullet(line: &Line, mark: &Mark) -> Found {
    let mut signs = line.text().chars();
    let (sign, behind) = (signs.next().unwrap_or_default(), signs.next().unwrap_or_default());
    let message = match mark.kind {
        "unseen" => format!(
            "nach `{sign}` steht {}, deshalb wird daraus keine Liste",
            characters::name(behind)
        ),
        "no-space" => "nach `-` fehlt ein Leerzeichen, deshalb wird daraus keine Liste".to_owned(),
        _ => format!("das Zeichen „{sign}“ beginnt keine Liste, die Zeilen laufen zusammen"),
    };
    let item = line
        .written
        .get(line.indent.plus(mark.length)..)
        .unwrap_or_default()
        .trim();
    // `- 5 Grad` may be an item, and it may be a number below zero.
    let is_number = matches!(mark.kind, "unseen" | "dash") && item.starts_with(|first: char| first.is_ascii_digit());
    if is_number && matches!(sign, '-' | '+' | '–' | '−') {
        let (listed, number) = (code(&format!("- {item}")), code(&format!("−{item}")));
        let help = format!("Als Punkt einer Liste schreiben Sie {listed}, als Zahl mit Vorzeichen {number}.");
        return Found::new(SlipKind::List, line.whole(), message, help);
    }
    Found::instead(SlipKind::List, line.whole(), message, format!("- {item}"))
}

/// Lines that begin with a date. They are kept from being lists; what the editor sees elsewhere is one.
pub(super) fn dates(dates: &[Range<usize>], text: &str) -> Vec<Found> {
    let problem = |date: &Range<usize>| {
        let written = text.part(date.clone()).replace('\u{a0}', " ");
        let instead = written.replacen('.', "\\.", 1);
        let message = format!("die Zeile beginnt mit „{written}“, das liest Markdown als Nummer einer Liste");
        Found::instead(SlipKind::List, date.clone(), message, instead)
    };
    dates.iter().map(problem).collect()
}

/// The numbers of ordered lists, as written and as shown.
#[derive(Default)]
pub(super) struct Lists {
    open: Vec<List>,
}

struct List {
    first: Option<u64>,
    /// The numbers as written, with their places.
    written: Vec<(u64, Range<usize>)>,
}

impl Lists {
    pub fn see(&mut self, event: &Event, range: &Range<usize>, text: &str) -> Option<Found> {
        match event {
            Event::Start(Tag::List(first)) => self.open.push(List {
                first: *first,
                written: Vec::new(),
            }),
            Event::Start(Tag::Item) => {
                let list = self.open.last_mut().filter(|list| list.first.is_some())?;
                let item = text.get(range.clone())?;
                let digits = item.bytes().take_while(u8::is_ascii_digit).count();
                let number = item.part(..digits).parse().ok()?;
                list.written.push((number, span(range.start, digits.plus(1))));
            }
            Event::End(TagEnd::List(_)) => return self.open.pop().and_then(misnumbered),
            _ => {}
        }
        None
    }
}

/// The first number that readers would see as another. Who writes the same one before all items lets the program count.
fn misnumbered(list: List) -> Option<Found> {
    let first = list.first?;
    if list.written.iter().all(|(number, _)| *number == first) {
        return year(list);
    }
    let mut shown = first..;
    let wrong = list.written.into_iter().find_map(|(number, place)| {
        let shown = shown.next()?;
        (number != shown).then_some((number, shown, place))
    });
    let (number, shown, place) = wrong?;
    let message = format!("hier steht {number}., auf der Seite erscheint {shown}.: Markdown zählt Listen selbst");
    let help = format!(
        "Soll die Zeile eine Nummer behalten, die nicht zu einer Liste gehört, schreiben Sie {}.",
        code(&format!("{number}\\."))
    );
    Some(Found::new(SlipKind::List, place, message, help))
}

/// A paragraph that begins with a year, `2022. Danach …`, is no item.
fn year(list: List) -> Option<Found> {
    let (number, place) = list.written.into_iter().next()?;
    let message = format!("die Zeile beginnt mit „{number}.“, das liest Markdown als Nummer einer Liste");
    (number > 99).then(|| Found::instead(SlipKind::List, place, message, format!("{number}\\.")))
}
