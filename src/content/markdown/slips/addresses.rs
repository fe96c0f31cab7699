//! Web and e-mail addresses that are no links.

use std::ops::Range;

use super::shown::Line;
use super::{Found, SlipKind, code};
use crate::extent::{Slicing, offset, span};

/// The addresses of a line that stand outside of links.
pub(super) fn of_line(line: &Line, links: &[Range<usize>]) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, word) in words(line.shown) {
        let place = line.range(span(at, word.len()));
        let in_link = links.partition_point(|link| link.start <= place.start);
        if in_link > 0
            && links
                .part(..in_link)
                .iter()
                .rev()
                .take(2)
                .any(|link| link.end > place.start)
        {
            continue;
        }
        if is_web(word) {
            let url = if word.starts_with("www.") {
                format!("https://{word}")
            } else {
                word.to_owned()
            };
            let help = format!("Schreiben Sie {}.", code(&format!("[Titel der Seite]({url})")));
            let message = format!("die Webadresse {} ist kein Link", code(word));
            found.push(Found::new(SlipKind::Address, place, message, help));
        } else if let Some(mail) = mail(word) {
            let message = format!("die E-Mail-Adresse {} ist kein Link", code(mail));
            let place = line.range(span(at, mail.len()));
            found.push(Found::instead(SlipKind::Address, place, message, format!("<{mail}>")));
        }
    }
    found
}

/// The words of a line without the punctuation around them.
fn words(shown: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_outer =
        |c: char| c.is_whitespace() || matches!(c, '\0' | '(' | '[' | '<' | '„' | '“' | '"' | '|' | ';' | ',');
    shown.split(is_outer).filter_map(move |word| {
        let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '>', '*', '_', '\'']);
        (!word.is_empty()).then(|| (offset(shown, word), word))
    })
}

fn is_web(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    match (rest, lower.strip_prefix("www.")) {
        (Some(rest), _) => rest.starts_with(|c: char| c.is_alphanumeric()),
        (_, Some(rest)) => rest.contains('.') && !rest.starts_with('.'),
        _ => false,
    }
}

/// The address that a word begins with, if it is one that becomes a link in angle brackets (CommonMark 0.31, 6.5). What ends
/// a sentence, or a dash, ends no address.
fn mail(word: &str) -> Option<&str> {
    const LONGEST_LABEL: usize = 63;
    let word = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
    let (name, host) = word.split_once('@')?;
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let is_label = |label: &str| {
        (1..=LONGEST_LABEL).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let (_, end) = host.rsplit_once('.')?;
    let is_mail = !name.is_empty() && name.chars().all(is_of_name) && host.split('.').all(is_label) && end.len() > 1;
    is_mail.then_some(word)
}
