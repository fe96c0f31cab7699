//! What stands between delimiters in the text of a template.

/// What stands before a pair of delimiters, in it and after it.
pub(super) fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<(&'t str, (&'t str, &'t str))> {
    let (before, rest) = text.split_once(open)?;
    Some((before, rest.split_once(close)?))
}
