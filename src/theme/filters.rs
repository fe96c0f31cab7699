//! Filters for templates: dates, numbers and amounts as the language writes them, and texts with gaps.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use tera::value::Key;
use tera::{Kwargs, State, StringInput, Tera, TeraResult, Value};

use super::texts::{Formats, Texts, fill_gaps};
use crate::extent::Whole;

/// Registers all filters.
pub(super) fn register(tera: &mut Tera, texts: &Texts) {
    let formats = &texts.formats;
    date_filter(tera, formats, "date", long_date);
    date_filter(tera, formats, "date_short", numeric_date);
    date_filter(tera, formats, "weekday", |formats, text| {
        weekday(formats, text).cloned()
    });
    date_filter(tera, formats, "weekday_date", weekday_date);
    date_filter(tera, formats, "month_short", |formats, text| {
        let month = usize::try_from(day(text)?.month()).ok()?;
        formats.months_short.get(month.minus(1)).cloned()
    });
    date_filter(tera, formats, "day_of_month", |_, text| {
        day(text).map(|date| date.day().to_string())
    });
    date_filter(tera, formats, "time", |formats, text| {
        let (_, clock) = text.split_once('T')?;
        Some(formats.time.replace("{time}", clock))
    });
    let shared = formats.clone();
    tera.register_filter("day", move |date: Cow<'_, str>, attributes: Kwargs, state: &State| {
        day_element(&shared, &date, attributes.get("class")?, state)
    });
    let shared = formats.clone();
    tera.register_filter("number", move |number: f64, _: Kwargs, _: &State| {
        decimal(&shared, number)
    });
    let shared = formats.clone();
    tera.register_filter("euro", move |cents: u64, _: Kwargs, _: &State| euro(&shared, cents));
    let states = texts.states.clone();
    // The content names a state in German; what is no state stays as it is.
    tera.register_filter("state_name", move |name: Cow<'_, str>, _: Kwargs, _: &State| {
        states.get(&*name).cloned().unwrap_or_else(|| name.into_owned())
    });
    tera.register_filter("fill", fill);
    tera.register_filter("replace", replace);
    mark_foreign(tera, |_| false);
}

/// The filters for what is German on a page in another language: `lang` is the attribute for an element that has the text
/// for itself, `marked` puts an element around a text that stands within a sentence (`fill` leaves it as it is).
pub(super) fn mark_foreign(tera: &mut Tera, is_foreign: impl Fn(&str) -> bool + Send + Sync + 'static) {
    let is_foreign = Arc::new(is_foreign);
    let also = is_foreign.clone();
    tera.register_filter("lang", move |text: Value, _: Kwargs, _: &State| {
        let is_foreign = text.as_str().is_some_and(&*is_foreign);
        Value::safe_string(if is_foreign { " lang=\"de\"" } else { "" })
    });
    tera.register_filter("marked", move |text: Value, _: Kwargs, state: &State| {
        if !state.autoescaping_enabled() || !text.as_str().is_some_and(&*also) {
            return Ok(text);
        }
        let text = state.escape_if_needed(&text)?;
        TeraResult::Ok(Value::safe_string(&format!("<span lang=\"de\">{text}</span>")))
    });
}

/// A filter over dates; what is no date stays as it is.
fn date_filter(
    tera: &mut Tera,
    formats: &Arc<Formats>,
    name: &'static str,
    format: impl Fn(&Formats, &str) -> Option<String> + Send + Sync + 'static,
) {
    let formats = formats.clone();
    tera.register_filter(name, move |text: Cow<'_, str>, _: Kwargs, _: &State| {
        format(&formats, &text).unwrap_or_else(|| text.into_owned())
    });
}

/// The day of a date or of a date with time.
fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// `15. Februar 2022`, `Februar 2022`, `1. Quartal 2022`; a year stays as it is.
pub(super) fn long_date(formats: &Formats, text: &str) -> Option<String> {
    let fill = |pattern: &str, year: &str, month: usize, day: &str| {
        let month = formats.months.get(month.checked_sub(1)?)?;
        let part = |gap: &str| match gap {
            "year" => Some(year.into()),
            "month" => Some(month.as_str().into()),
            "day" => Some(day.into()),
            _ => None,
        };
        Some(fill_gaps(pattern, part))
    };
    if let Some(date) = day(text) {
        return fill(
            &formats.date,
            &date.year().to_string(),
            date.month() as usize,
            &date.day().to_string(),
        );
    }
    let (year, rest) = text.split_once('-')?;
    match rest.strip_prefix('Q') {
        Some(quarter) => Some(fill_gaps(&formats.quarter, |gap| match gap {
            "n" => Some(quarter.into()),
            "year" => Some(year.into()),
            _ => None,
        })),
        None => fill(&formats.month, year, rest.parse().ok()?, ""),
    }
}

/// `Dienstag, 15. Februar 2022`
fn weekday<'a>(formats: &'a Formats, text: &str) -> Option<&'a String> {
    let number = day(text)?.weekday().to_monday_zero_offset();
    formats.weekdays.get(usize::try_from(number).ok()?)
}

pub(super) fn weekday_date(formats: &Formats, text: &str) -> Option<String> {
    let weekday = weekday(formats, text)?;
    Some(format!("{weekday}, {}", long_date(formats, text)?))
}

/// `Feb. 2022`, of a month.
pub(super) fn short_month(formats: &Formats, text: &str) -> Option<String> {
    let (year, month) = text.split_once('-')?;
    let name = formats.months_short.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    Some(formats.month.replace("{year}", year).replace("{month}", name))
}

/// `15.02.2022`, `02.2022`; quarters and years stay as they are.
fn numeric_date(formats: &Formats, text: &str) -> Option<String> {
    let fill = |pattern: &str, year: &str, month: &str| pattern.replace("{year}", year).replace("{month}", month);
    if day(text).is_some() {
        let pattern = formats.date_short.replace("{day}", text.get(8..10)?);
        return Some(fill(&pattern, text.get(..4)?, text.get(5..7)?));
    }
    let (year, rest) = text.split_once('-')?;
    (!rest.starts_with('Q')).then(|| fill(&formats.month_numeric, year, rest))
}

/// A whole or partial date in words, as an element that tells it to machines. A quarter is no value that `time` knows.
fn day_element(formats: &Formats, date: &str, class: Option<&str>, state: &State) -> TeraResult<Value> {
    let words = state.escape(&long_date(formats, date).unwrap_or_else(|| date.to_owned()))?;
    let class = match class {
        Some(class) => format!(" class=\"{}\"", state.escape(class)?),
        None => String::new(),
    };
    Ok(Value::safe_string(&if date.contains('Q') {
        format!("<span{class}>{words}</span>")
    } else {
        format!("<time{class} datetime=\"{}\">{words}</time>", state.escape(date)?)
    }))
}

/// `1.234.567` or `229,7`: at most one decimal.
fn decimal(formats: &Formats, number: f64) -> String {
    let tenths = (number.abs() * 10.0).round() as u64;
    let sign = if number < 0.0 && tenths > 0 { "−" } else { "" };
    let whole = grouped(formats, tenths / 10);
    match tenths % 10 {
        0 => format!("{sign}{whole}"),
        rest => format!("{sign}{whole}{}{rest}", formats.decimal),
    }
}

/// Groups of three digits, from 10,000 on or from four digits on, as the language has it: 1.234.
pub(super) fn grouped(formats: &Formats, number: u64) -> String {
    let digits = number.to_string();
    let first = (digits.len().minus(1) % 3).plus(1);
    let (head, tail) = digits.split_at(first);
    let tail = tail.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group));
    std::iter::once(head.into())
        .chain(tail)
        .collect::<Vec<_>>()
        .join(&formats.thousands)
}

/// `1.200 €` or `12,50 €`.
pub(super) fn euro(formats: &Formats, cents: u64) -> String {
    let whole = grouped(formats, cents / 100);
    let amount = match cents % 100 {
        0 => whole,
        rest => format!("{whole}{}{rest:02}", formats.decimal),
    };
    formats.euro.replace("{amount}", &amount)
}

/// Fills the gaps of a text: `{{ t.of | fill(n=3, of=10) }}`. Where something in it is HTML already, the result is too.
fn fill(text: StringInput, gaps: Kwargs, state: &State) -> TeraResult<Value> {
    let is_html = |value: &Value| value.is_string() && value.is_safe();
    if state.autoescaping_enabled() && (text.is_safe() || gaps.iter().any(|(_, value)| is_html(value))) {
        return fill_html(&text, &gaps, state);
    }
    let value = |gap: &str| {
        let value = value_of(&gaps, gap)?;
        Some(match value.as_str() {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(value.to_string()),
        })
    };
    Ok(Value::from(fill_gaps(text.as_str(), value)))
}

/// Longer than any page: what `replace` makes of a text can be as long as the product of two.
const MOST_BYTES: usize = 64 << 20;

/// The filter of Tera, with a limit.
fn replace(text: StringInput, arguments: Kwargs, state: &State) -> TeraResult<Value> {
    let from = arguments.must_get::<&str>("from")?;
    let to = arguments.must_get::<StringInput>("to")?;
    let is_html = state.autoescaping_enabled() && (text.is_safe() || to.is_safe());
    let (text, to) = match is_html {
        true => (text.rendered(state)?, to.rendered(state)?),
        false => (Cow::Borrowed(text.as_str()), Cow::Borrowed(to.as_str())),
    };
    let longest = text
        .matches(from)
        .count()
        .saturating_mul(to.len())
        .saturating_add(text.len());
    if longest > MOST_BYTES {
        return Err(tera::Error::message("der Text wird zu lang"));
    }
    let replaced = text.replace(from, &to);
    Ok(match is_html {
        true => Value::safe_string(&replaced),
        false => Value::from(replaced),
    })
}

fn fill_html(text: &StringInput, gaps: &Kwargs, state: &State) -> TeraResult<Value> {
    let escaped = |(name, value): (&Key<'static>, &Value)| Ok((name.to_string(), state.escape_if_needed(value)?));
    let values: TeraResult<BTreeMap<String, String>> = gaps.iter().map(escaped).collect();
    let values = values?;
    let html = fill_gaps(&text.rendered(state)?, |gap| {
        Some(Cow::Borrowed(values.get(gap)?.as_str()))
    });
    Ok(Value::safe_string(&html))
}

fn value_of<'a>(gaps: &'a Kwargs, gap: &str) -> Option<&'a Value> {
    let (_, value) = gaps.iter().find(|(name, _)| name.as_str() == Some(gap))?;
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formats() -> Formats {
        let yaml = include_str!("../../themes/standard/i18n/de.yaml");
        let texts: serde_json::Value = serde_yaml::from_str(yaml).expect("YAML");
        serde_json::from_value(texts["formats"].clone()).expect("formats")
    }

    #[test]
    fn a_date_is_an_element_that_machines_understand() {
        let context = tera::Context::new();
        let day = |date, class| {
            let html = day_element(&formats(), date, class, &State::new(&context)).expect("HTML");
            assert!(html.is_safe());
            html.as_str().unwrap_or_default().to_owned()
        };
        let expected = "<time datetime=\"2022-02-15\">15. Februar 2022</time>";
        assert_eq!(day("2022-02-15", None), expected);
        let expected = "<time class=\"small\" datetime=\"2022-02\">Februar 2022</time>";
        assert_eq!(day("2022-02", Some("small")), expected);
        assert_eq!(day("2022-Q3", None), "<span>3. Quartal 2022</span>");
        assert_eq!(
            day("<bald>", None),
            "<time datetime=\"&lt;bald&gt;\">&lt;bald&gt;</time>"
        );
    }

    #[test]
    fn dates_in_german() {
        let formats = formats();
        let long = |text| long_date(&formats, text).unwrap_or_else(|| text.to_owned());
        assert_eq!(long("2022-02-05"), "5. Februar 2022");
        assert_eq!(long("2022-02-05T10:00"), "5. Februar 2022");
        assert_eq!(long("2022-03"), "März 2022");
        assert_eq!(long("2022-Q3"), "3. Quartal 2022");
        assert_eq!(long("2022"), "2022");
        assert_eq!(numeric_date(&formats, "2022-02-05").as_deref(), Some("05.02.2022"));
        assert_eq!(numeric_date(&formats, "2022-02").as_deref(), Some("02.2022"));
    }

    #[test]
    fn numbers_in_german() {
        let formats = formats();
        assert_eq!(decimal(&formats, 1_234_567.0), "1.234.567");
        assert_eq!(decimal(&formats, 229.72), "229,7");
        assert_eq!(decimal(&formats, 12.0), "12");
        assert_eq!(euro(&formats, 120_000), "1.200\u{a0}€");
        assert_eq!(euro(&formats, 1_250), "12,50\u{a0}€");
    }
}
