//! What people write for dates, amounts, numbers, yes and no, and how it is written here.
//!
//! One rule for records, tables and front matter: what is not accepted is told with what to write instead.

use crate::extent::Whole;
use crate::model::{Day, Moment};

/// What was probably meant by a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// There is no other way to understand it.
    Certainly(String),
    /// It is a good guess.
    Perhaps(String),
    /// It is the id of something, if there is one.
    Id(String),
}

impl Meant {
    /// How it is written here.
    pub fn text(&self) -> &str {
        match self {
            Self::Certainly(text) | Self::Perhaps(text) | Self::Id(text) => text,
        }
    }
}

/// One kind of blank, none at the ends, and nothing that nobody sees.
pub(in crate::model) fn squeezed(text: &str) -> String {
    let visible = text.chars().filter(|c| {
        !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
            && (!c.is_control() || c.is_whitespace())
    });
    let blanks: String = visible.map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    blanks
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// `15.02.2022`, `Februar 2022`, `2. Quartal 2022`: a date as it is written here. Whether the calendar has it, its type
/// tells.
pub fn date(text: &str) -> Option<String> {
    let text = squeezed(text).to_lowercase();
    let words: Vec<&str> = text
        .split([' ', '.', '/', '-', ','])
        .filter(|word| !word.is_empty())
        .collect();
    match words.as_slice() {
        // The year is first: the order is that of ISO 8601.
        [y, m, d] if is_year(y) => Some(format!("{y}-{}-{}", two(number(m)?), two(number(d)?))),
        [d, m, y] => Some(match quarter(d).filter(|_| m.starts_with("quartal")) {
            Some(quarter) => format!("{}-Q{quarter}", year(y)?),
            None => format!("{}-{}-{}", year(y)?, two(month(m)?), two(number(d)?)),
        }),
        [y, q] if is_year(y) && q.starts_with('q') => Some(format!("{y}-Q{}", quarter(q)?)),
        [y, m] if is_year(y) => Some(format!("{y}-{}", two(number(m)?))),
        [q, y] if q.starts_with('q') => Some(format!("{}-Q{}", full_year(y)?, quarter(q)?)),
        [m, y] => Some(format!("{}-{}", full_year(y)?, two(month(m)?))),
        [y] if is_year(y) => Some((*y).to_owned()),
        [y] => {
            let (y, q) = y.split_once('q')?;
            Some(format!("{}-Q{}", full_year(y)?, quarter(q)?))
        }
        _ => None,
    }
}

/// Whether the order of a date's numbers is anybody's guess: `03/04/2022` is April in one country and March in another, and
/// `22-03-04` may begin with its year.
pub fn is_ambiguous(text: &str) -> bool {
    let text = squeezed(text);
    let numbers = |sign: char| {
        text.split(sign)
            .map(|part| part.trim().parse::<u8>().ok())
            .collect::<Vec<_>>()
    };
    match (numbers('/').as_slice(), numbers('-').as_slice()) {
        ([Some(first), Some(second), _], _) => first != second && *first <= 12 && *second <= 12,
        (_, [Some(_), Some(_), Some(_)]) => true,
        _ => false,
    }
}

/// `01.03.2022, 10 Uhr`: a day with a time as it is written here.
pub fn moment(text: &str) -> Option<String> {
    let text = squeezed(text).to_lowercase();
    let text = text.replace("uhr", " ").replace([',', ';'], " ").replace(" um ", " ");
    let text = text.trim();
    if let Some(day) = date(text).filter(|day| day.parse::<Day>().is_ok()) {
        return Some(day);
    }
    let (day, clock) = text.rsplit_once([' ', 't'])?;
    let day = date(day)?;
    let (hour, minute) = clock.split_once([':', '.']).unwrap_or((clock, "00"));
    let minute = minute.strip_suffix(":00").unwrap_or(minute);
    let moment = format!("{day} {}:{}", two(number(hour)?), two(number(minute)?));
    moment.parse::<Moment>().is_ok().then_some(moment)
}

fn number(word: &str) -> Option<u8> {
    let is_number = (1..=2).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| word.parse().ok()).flatten()
}

fn two(number: u8) -> String {
    format!("{number:02}")
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn full_year(word: &str) -> Option<&str> {
    is_year(word).then_some(word)
}

/// Two digits are of this century: nothing here was digital in the last one.
fn year(word: &str) -> Option<String> {
    match word.len() {
        2 => Some(format!("20{}", two(number(word)?))),
        _ => full_year(word).map(str::to_owned),
    }
}

fn month(word: &str) -> Option<u8> {
    const NAMES: [&str; 12] = [
        "jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez",
    ];
    if let Some(number) = number(word) {
        return Some(number);
    }
    let word = word
        .replace("mrz", "mär")
        .replace("maerz", "mär")
        .replace("jänner", "jan");
    let known = NAMES.iter().position(|name| word.starts_with(name))?;
    Some((known as u8).plus(1))
}

fn quarter(word: &str) -> Option<u8> {
    match word.trim_start_matches('q') {
        "1" | "i" => Some(1),
        "2" | "ii" => Some(2),
        "3" | "iii" => Some(3),
        "4" | "iv" => Some(4),
        _ => None,
    }
}

/// `ja` and `nein`.
pub fn yes_or_no(text: &str) -> Option<bool> {
    match squeezed(text).to_lowercase().as_str() {
        "ja" | "j" | "wahr" | "yes" | "y" | "true" | "an" | "on" => Some(true),
        "nein" | "n" | "falsch" | "no" | "false" | "aus" | "off" => Some(false),
        _ => None,
    }
}

/// `180.334` as a number of people: `180334`.
pub fn whole_number(text: &str) -> Option<String> {
    let text = squeezed(text);
    let groups: Vec<&str> = text.split(['.', ' ', '\'', '’']).collect();
    let digits = grouped(&groups)?;
    (digits != text).then_some(digits)
}

/// `12,5` as a number: `12.5`.
pub fn decimal_number(text: &str) -> Option<String> {
    let text = squeezed(text);
    let (whole, part) = text.split_once(',')?;
    let groups: Vec<&str> = whole.trim_start_matches('-').split(['.', ' ']).collect();
    let sign = if whole.starts_with('-') { "-" } else { "" };
    let is_part = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    Some(format!("{sign}{}.{part}", grouped(&groups)?)).filter(|_| is_part)
}

/// Digits in groups of three, as one number; or one group of any length.
pub(in crate::model) fn grouped(groups: &[&str]) -> Option<String> {
    let (first, others) = groups.split_first()?;
    let is_number = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let fits = is_number(first)
        && (others.is_empty() || first.len() <= 3)
        && others.iter().all(|group| group.len() == 3 && is_number(group));
    let digits = groups.concat();
    let trimmed = digits.trim_start_matches('0');
    fits.then(|| if trimmed.is_empty() { "0" } else { trimmed }.to_owned())
}

/// A name as an id: `Bauen & Wohnen` becomes `bauen-wohnen`.
pub fn id(text: &str) -> Option<String> {
    let slug = crate::model::slug(&squeezed(text));
    (!slug.is_empty()).then_some(slug)
}

/// A key without the blanks and points that make it readable.
pub fn key(text: &str) -> Option<String> {
    let digits: String = squeezed(text).split([' ', '.', '-', '/', '\'']).collect();
    (digits != text && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// An address of the web without its beginning.
pub fn web_address(text: &str) -> Option<String> {
    let text = squeezed(text);
    let is_address = text.contains('.') && !text.contains([' ', '@', ':']);
    is_address.then(|| format!("https://{}", text.trim_start_matches('/')))
}

/// An address of e-mail with what people put around it.
pub fn email(text: &str) -> Option<String> {
    let text = squeezed(text);
    let text = text.strip_prefix("mailto:").unwrap_or(&text);
    let at = text.replace("(at)", "@").replace("[at]", "@").replace(" @ ", "@");
    let address = at.split(['<', '>', ' ']).find(|part| part.contains('@'))?;
    Some(address.trim_end_matches(['.', ',', ';']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_understood_as_people_write_them() {
        for (written, meant) in [
            ("15.02.2022", "2022-02-15"),
            ("15.2.2022", "2022-02-15"),
            ("15. 2. 22", "2022-02-15"),
            ("15.\u{a0}Februar 2022", "2022-02-15"),
            ("1. März 2022", "2022-03-01"),
            ("2022-2-3", "2022-02-03"),
            ("2022.02.15", "2022-02-15"),
            ("04.2022", "2022-04"),
            ("4/2022", "2022-04"),
            ("April 2022", "2022-04"),
            ("Dez. 2022", "2022-12"),
            ("2. Quartal 2022", "2022-Q2"),
            ("III. Quartal 2022", "2022-Q3"),
            ("Q2 2022", "2022-Q2"),
            ("q2/2022", "2022-Q2"),
            ("2022 Q2", "2022-Q2"),
            ("2022Q2", "2022-Q2"),
            ("2022-q2", "2022-Q2"),
            (" 2022 ", "2022"),
        ] {
            assert_eq!(date(written).as_deref(), Some(meant), "{written}");
        }
        for text in [
            "",
            "Frühjahr",
            "Ende 2022",
            "Frühjahr 2022",
            "22",
            "1.2.3.4",
            "02.22",
            "https://a.b.c",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn moments_are_understood_as_people_write_them() {
        for (written, meant) in [
            ("01.03.2022 10:00", "2022-03-01 10:00"),
            ("1.3.2022, 10 Uhr", "2022-03-01 10:00"),
            ("1. März 2022 um 9.30 Uhr", "2022-03-01 09:30"),
            ("2022-03-01, 10:00 Uhr", "2022-03-01 10:00"),
            ("2022-03-01 9:30", "2022-03-01 09:30"),
            ("01.03.2022", "2022-03-01"),
        ] {
            assert_eq!(moment(written).as_deref(), Some(meant), "{written}");
        }
        assert_eq!(moment("morgen 10 Uhr"), None);
        for (text, expected) in [
            ("03/04/2022", true),
            ("22-03-04", true),
            ("15/02/2022", false),
            ("3.4.22", false),
        ] {
            assert_eq!(is_ambiguous(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_are_understood_as_people_write_them() {
        assert_eq!(whole_number("180.334").as_deref(), Some("180334"));
        assert_eq!(whole_number("1\u{202f}180 334").as_deref(), Some("1180334"));
        assert_eq!(whole_number("12.5"), None);
        assert_eq!(whole_number("334"), None);
        assert_eq!(decimal_number("1.234,5").as_deref(), Some("1234.5"));
        assert_eq!(decimal_number("13,06").as_deref(), Some("13.06"));
    }
}
