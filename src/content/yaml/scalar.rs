//! What a text without quotation marks stands for: the core schema of YAML 1.2, as far as records need it.

/// A scalar by its kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::content) enum Scalar {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text,
}

impl Scalar {
    /// What a plain text stands for. A number that is written in a way of its own (`007`, `1.200`, `1e3`) is a text to
    /// those who take anything: who wants a number must look at how it is written.
    pub fn of(text: &str) -> Self {
        match text {
            "" | "~" | "null" | "Null" | "NULL" => return Self::Null,
            "true" | "True" | "TRUE" => return Self::Bool(true),
            "false" | "False" | "FALSE" => return Self::Bool(false),
            _ => {}
        }
        if !text.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            return Self::Text;
        }
        if let Ok(number) = text.parse::<u64>()
            && number.to_string() == text
        {
            return Self::Unsigned(number);
        }
        if let Ok(number) = text.parse::<i64>()
            && number.to_string() == text
        {
            return Self::Signed(number);
        }
        match float(text) {
            Some(number) if format!("{number:?}") == text => Self::Float(number),
            _ => Self::Text,
        }
    }
}

/// A number with digits before and behind its point.
pub(in crate::content) fn float(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let has_leading_zero = whole.len() > 1 && whole.starts_with('0');
    (is_number(whole) && is_number(part) && !has_leading_zero)
        .then(|| text.parse().ok())
        .flatten()
}

/// Whether a text shows nothing: it is empty, or has only characters that nobody sees.
pub(in crate::content) fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || crate::content::decode::characters::is_invisible(c))
}
