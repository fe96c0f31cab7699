//! Lines that begin with a date: `15. Februar 2022` is no fifteenth item of a list.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::dialect::parser;
use crate::extent::{Slicing, Whole, span};

const MONTHS: [&str; 25] = [
    "Januar",
    "Jänner",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
    "Jan.",
    "Feb.",
    "Febr.",
    "Mrz.",
    "Apr.",
    "Jun.",
    "Jul.",
    "Aug.",
    "Sept.",
    "Okt.",
    "Nov.",
    "Dez.",
];

/// The text with a no-break space between the day and the month of such dates: then it is text, and it has as many
/// characters as before. With it, where they stand.
pub(super) fn keep(markdown: &str) -> (Cow<'_, str>, Vec<Range<usize>>) {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in markdown.split_inclusive('\n') {
        let content = after_markers(line);
        if let Some(length) = date_length(content) {
            let at = start.plus(line.len()).minus(content.len());
            found.push(span(at, length));
        }
        start.raise(line.len());
    }
    if found.is_empty() {
        return (markdown.into(), found);
    }
    let code = code_blocks(markdown);
    found.retain(|date| !code.iter().any(|block| block.contains(&date.start)));
    let mut kept = String::with_capacity(markdown.len().plus(found.len()));
    let mut written = 0;
    for date in &mut found {
        let point = date
            .start
            .plus(markdown.part(date.start..).find('.').unwrap_or(0))
            .plus(1);
        kept.push_str(markdown.part(written..point));
        let moved = kept.len().minus(point);
        kept.push('\u{a0}');
        written = point.plus(1);
        *date = date.start.plus(moved)..date.end.plus(moved).plus(1);
    }
    kept.push_str(markdown.part(written..));
    (kept.into(), found)
}

/// A line without the marks of quotes and lists before it.
fn after_markers(line: &str) -> &str {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let Some(after) = rest.strip_prefix(['>', '-', '*', '+']) else {
            return rest;
        };
        if !rest.starts_with('>') && !after.starts_with([' ', '\t']) {
            return rest;
        }
        rest = after;
    }
}

/// How many bytes the date has with which a text begins: `15. Februar`, or `15. 2. 2022`.
fn date_length(text: &str) -> Option<usize> {
    let day = day_length(text)?;
    let rest = text.part(day..).strip_prefix(' ')?;
    if let Some(month) = MONTHS.iter().find(|month| rest.starts_with(**month)) {
        let after = rest.part(month.len()..).chars().next();
        let ends = month.ends_with('.') || !after.is_some_and(char::is_alphanumeric);
        return ends.then_some(day.plus(1).plus(month.len()));
    }
    let month = day_length(rest)?;
    let year = rest.part(month..).trim_start_matches(' ').bytes().take(4);
    let is_year = year.filter(u8::is_ascii_digit).count() == 4;
    is_year.then_some(day.plus(1).plus(month))
}

/// How many bytes `15.` has.
fn day_length(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number: u8 = text.part(..digits).parse().ok()?;
    ((1..=31).contains(&number) && text.part(digits..).starts_with('.')).then_some(digits.plus(1))
}

/// The blocks of code of a text, where everything stays as it is.
fn code_blocks(markdown: &str) -> Vec<Range<usize>> {
    let blocks = parser(markdown).filter_map(|(event, range)| match event {
        Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => Some(range),
        Event::End(TagEnd::CodeBlock) => None,
        _ => None,
    });
    blocks.collect()
}

#[cfg(test)]
mod tests {
    use super::keep;

    #[test]
    fn dates_are_no_numbers_of_lists() {
        let (text, dates) = keep("ab dem\n1. Januar 2023\n\n- 15. Februar\n\n```\n2. März\n```\n");
        assert_eq!(
            text,
            "ab dem\n1.\u{a0}Januar 2023\n\n- 15.\u{a0}Februar\n\n```\n2. März\n```\n"
        );
        let shown: Vec<&str> = dates.into_iter().map(|date| &text[date]).collect();
        assert_eq!(shown, ["1.\u{a0}Januar", "15.\u{a0}Februar"]);
    }

    #[test]
    fn lists_stay_lists() {
        for list in ["1. Januarwetter", "1. Antrag", "32. Januar", "1.Januar", "2. 3 Seiten"] {
            assert_eq!(keep(list), (list.into(), Vec::new()), "{list}");
        }
        assert_eq!(keep("1. 2. 2022").0, "1.\u{a0}2. 2022");
    }
}
