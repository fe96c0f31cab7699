//! English pages of the portal of this repository: figures, dates and quotation marks are written as English has them.

use scraper::{ElementRef, Html, Selector};

use crate::built::Built;
use crate::harness::files;

/// The names of months that are not English as well.
const MONTHS: [&str; 8] = [
    "Januar", "Februar", "März", "Mai", "Juni", "Juli", "Oktober", "Dezember",
];

/// The pieces of a text between blanks, without the marks around them.
fn words(text: &str) -> Vec<&str> {
    let is_around = |c: char| !c.is_alphanumeric() && c != '.';
    text.split_whitespace()
        .map(|word| word.trim_matches(is_around))
        .collect()
}

/// `1.066` and `12.345.678`.
fn is_german_number(word: &str) -> bool {
    let mut groups = word.trim_end_matches('.').split('.');
    let is_digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    let rest: Vec<_> = groups.collect();
    let first_is_right = is_digits(first) && first.len() <= 3 && !first.starts_with('0');
    first_is_right && !rest.is_empty() && rest.iter().all(|group| is_digits(group) && group.len() == 3)
}

/// `15.02.2022`.
fn is_german_date(word: &str) -> bool {
    let parts = word.trim_end_matches('.').split('.');
    let parts: Vec<_> = parts.map(|part| (part.len(), part.parse::<u32>())).collect();
    matches!(parts[..], [(1..=2, Ok(1..=31)), (1..=2, Ok(1..=12)), (2 | 4, Ok(_))])
}

/// What is written in a text as German has it.
fn german(text: &str) -> Option<String> {
    let words = words(text);
    let of_one = words.iter().find(|word| is_german_number(word) || is_german_date(word));
    let is_day = |word: &str| word.strip_suffix('.').is_some_and(|day| day.parse::<u8>().is_ok());
    let of_two = words.windows(2).find(|pair| {
        let month = pair[1].trim_end_matches('.');
        is_day(pair[0]) && (MONTHS.contains(&month) || month.starts_with("Sept"))
    });
    let mark = text.contains('„').then(|| "„".to_owned());
    mark.or(of_one.map(|word| (*word).to_owned()))
        .or(of_two.map(|pair| pair.join(" ")))
}

#[test]
fn what_is_german_is_told_from_what_is_english() {
    for text in [
        "of 1.066 bodies",
        "(12.345.678)",
        "1.066.",
        "on 15.02.2022.",
        "1.2.22",
        "15. Februar 2022",
        "the „portal“",
    ] {
        assert!(german(text).is_some(), "{text}");
    }
    for text in [
        "1,066",
        "1.5 million",
        "15 February 2022",
        "2022-02-15",
        "version 1.0.0",
        "step 3. May",
        "0.125",
        "the “portal”",
    ] {
        assert_eq!(german(text), None, "{text}");
    }
}

/// Outside of what says that it is German.
#[test]
fn english_pages_have_english_figures_dates_and_marks() {
    let body = Selector::parse("body").unwrap();
    let (mut pages, mut german_ones) = (0, Vec::new());
    for (path, bytes) in files(&Built::repository().public().join("en")) {
        if !path.ends_with(".html") {
            continue;
        }
        pages += 1;
        let html = Html::parse_document(std::str::from_utf8(&bytes).unwrap());
        for node in html.select(&body).next().unwrap().descendants() {
            let texts: Vec<&str> = match node.value() {
                scraper::Node::Text(text) => vec![text],
                scraper::Node::Element(element) => {
                    let spoken = ["aria-label", "title", "alt", "placeholder"];
                    spoken.iter().filter_map(|name| element.attr(name)).collect()
                }
                _ => continue,
            };
            let Some(found) = texts.into_iter().find_map(german) else {
                continue;
            };
            let itself = ElementRef::wrap(node).into_iter();
            let mut around = itself.chain(node.ancestors().filter_map(ElementRef::wrap));
            let says_so = |element: ElementRef| {
                element.attr("lang") == Some("de") || ["code", "script", "style"].contains(&element.value().name())
            };
            if !around.any(says_so) {
                german_ones.push(format!("{path}: {found}"));
            }
        }
    }
    assert!(pages > 500, "{pages}");
    assert_eq!(german_ones, Vec::<String>::new());
}
