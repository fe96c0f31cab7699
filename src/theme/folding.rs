//! Templates in which stands already what is the same on every page: interface texts, also around their gaps, icons,
//! tags, the addresses of assets, components that are given nothing but literals. To look them up on every page took a
//! large part of its time.

use std::collections::HashSet;

use tera::{Context, Tera, Value};

use super::{assets::Assets, delimiters::between};
use crate::extent::Whole;

/// What is known before a page is rendered.
pub(super) struct Known<'a> {
    tera: &'a Tera,
    globals: &'a Context,
    assets: &'a Assets,
    /// Names that templates give to values of their own.
    bound: HashSet<&'a str>,
    /// Whether no text is in another language than its page.
    is_native: bool,
}

impl<'a> Known<'a> {
    pub fn new(
        tera: &'a Tera,
        globals: &'a Context,
        assets: &'a Assets,
        templates: &'a [(String, String)],
        is_native: bool,
    ) -> Self {
        let sources = templates.iter().map(|(_, source)| source.as_str());
        Self {
            tera,
            globals,
            assets,
            bound: sources.flat_map(tags).flat_map(bound_by).collect(),
            is_native,
        }
    }

    /// A template with all that is known filled in.
    pub fn fold(&self, template: &str) -> String {
        if tags(template).any(|tag| tag == "raw") {
            return template.to_owned();
        }
        let mut folded = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, (expression, after))) = between(rest, "{{", "}}") {
            folded.push_str(before);
            match self.written(expression.trim(), after) {
                Some(text) => folded.push_str(&text),
                None => folded.extend(["{{", expression, "}}"]),
            }
            rest = after;
        }
        folded.push_str(rest);
        without_idle_arguments(&folded)
    }

    /// What a template may say instead of an expression.
    fn written(&self, expression: &str, after: &str) -> Option<String> {
        if let Some((text, gaps)) = expression.split_once(" | fill(") {
            return self.with_gaps(text, gaps.strip_suffix(')')?);
        }
        // The attribute ends a tag of HTML, so nothing that is trimmed stands beside it.
        if self.is_native && expression.ends_with(" | lang") && after.starts_with('>') {
            return Some(String::new());
        }
        self.html(expression).or_else(|| self.component(expression))
    }

    /// A component whose arguments are literals: what else it sees are the globals, unless a template has a value of its
    /// own by the name of one.
    fn component(&self, expression: &str) -> Option<String> {
        let call = expression.strip_prefix('<')?.strip_suffix("/>")?.trim();
        let (name, list) = call.split_once(' ').unwrap_or((call, ""));
        let mut context = Context::new();
        for (name, value) in literals(list)? {
            context.insert_value(name.to_owned(), value);
        }
        if self.bound.iter().any(|name| self.globals.contains_key(name)) {
            return None;
        }
        let render = |escaped| self.tera.render_component(name, &context, None, escaped).ok();
        let html = render(true)?;
        // A component may be rendered as plain text too.
        let is_plain = render(false).is_some_and(|text| text == html);
        (is_plain && is_solid(&html) && !html.contains(['{', '}'])).then_some(html)
    }

    /// An interface text with the expressions for its gaps standing in them.
    fn with_gaps(&self, text: &str, gaps: &str) -> Option<String> {
        let gaps: Option<Vec<(&str, &str)>> = arguments(gaps).map(|gap| gap.split_once('=')).collect();
        let gaps = gaps?;
        let value = self.value(text)?;
        let text = value.as_str().filter(|text| is_plain(text))?;
        let mut filled = String::with_capacity(text.len().plus(64));
        let mut rest = text;
        while let Some((before, (gap, after))) = between(rest, "{", "}") {
            let (_, expression) = gaps.iter().find(|(name, _)| name.trim() == gap)?;
            filled.extend([before, "{{ ", expression, " }}"]);
            rest = after;
        }
        filled.push_str(rest);
        is_solid(text).then_some(filled)
    }

    /// What an expression is on every page, if that may be written into a template.
    fn html(&self, expression: &str) -> Option<String> {
        let value = self.value(expression)?;
        let text = value.as_str()?;
        let may_be_written = is_solid(text) && !text.contains(['{', '}']) && (value.is_safe() || is_plain(text));
        may_be_written.then(|| text.to_owned())
    }

    fn value(&self, expression: &str) -> Option<Value> {
        let path_of_asset = expression
            .strip_prefix("asset(path=\"")
            .and_then(|rest| rest.strip_suffix("\")"));
        if let Some(path) = path_of_asset {
            return self.assets.url(path).map(Value::from);
        }
        let is_path = expression
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || "_.".contains(character));
        let (name, path) = expression.split_once('.').filter(|_| is_path)?;
        let global = self.globals.get(name).filter(|_| !self.bound.contains(name))?;
        global.get_from_path(path).cloned()
    }
}

/// Whether tags beside a text find no white space of it to trim.
fn is_solid(text: &str) -> bool {
    !text.is_empty() && text.trim() == text
}

/// Whether a text stays as it is when it is escaped: a component may be rendered as plain text too.
fn is_plain(text: &str) -> bool {
    !text.contains(['&', '<', '>', '"', '\''])
}

/// The arguments of a call, which may be calls themselves.
fn arguments(call: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    let mut is_quoted = false;
    call.split(move |character| {
        match character {
            '"' => is_quoted = !is_quoted,
            '(' | '[' | '{' if !is_quoted => depth.raise(1),
            ')' | ']' | '}' if !is_quoted => depth.lower(1),
            _ => {}
        }
        character == ',' && depth == 0 && !is_quoted
    })
}

/// The arguments of a call of a component (`id="suche" filterable={false}`), if all are texts or say yes or no.
fn literals(list: &str) -> Option<Vec<(&str, Value)>> {
    let mut arguments = Vec::new();
    let mut rest = list.trim();
    while !rest.is_empty() {
        let (name, value) = rest.split_once('=')?;
        let (value, after) = if let Some(text) = value.strip_prefix('"') {
            let (text, after) = text.split_once('"').filter(|(text, _)| !text.contains('\\'))?;
            (Value::from(text), after)
        } else {
            let (literal, after) = value.strip_prefix('{')?.split_once('}')?;
            (Value::from(literal.parse::<bool>().ok()?), after)
        };
        arguments.push((name, value));
        rest = after.trim_start();
    }
    Some(arguments)
}

/// Components without the implicit arguments (`@t`) that they no longer read: each is looked up through all scopes.
fn without_idle_arguments(template: &str) -> String {
    const COMPONENT: &str = "{% component ";
    let mut kept = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, (head, after))) = between(rest, COMPONENT, "%}") {
        let body = after.split("endcomponent").next().unwrap_or_default();
        kept.extend([before, COMPONENT, &read_by(body, head), "%}"]);
        rest = after;
    }
    kept.push_str(rest);
    kept
}

/// The head of a component with those of its arguments that are given to it or that its body reads.
fn read_by(body: &str, head: &str) -> String {
    let Some((name, (list, end))) = between(head, "(", ")").filter(|(_, (list, _))| !list.contains('(')) else {
        return head.to_owned();
    };
    let is_read = |name: &str| {
        body.split(|c: char| c != '_' && !c.is_alphanumeric())
            .any(|word| word == name)
    };
    let kept = arguments(list).filter(|argument| argument.trim().strip_prefix('@').is_none_or(is_read));
    format!("{name}({}){end}", kept.collect::<Vec<_>>().join(","))
}

/// The tags of a template, without their delimiters.
pub(super) fn tags(template: &str) -> impl Iterator<Item = &str> {
    let mut rest = template;
    std::iter::from_fn(move || {
        let (_, (tag, after)) = between(rest, "{%", "%}")?;
        rest = after;
        Some(tag.trim_matches(['-', ' ', '\n']))
    })
}

/// The names that a tag gives to values; those of implicit arguments (`@t`) are the global ones.
fn bound_by(tag: &str) -> Vec<&str> {
    let names = match tag.split_once(char::is_whitespace) {
        Some(("set" | "set_global", rest)) => rest.split('=').next(),
        Some(("for", rest)) => rest.split(" in ").next(),
        Some(("component", rest)) => rest.split_once('(').map(|(_, arguments)| arguments),
        _ => None,
    };
    let names = names.unwrap_or_default().split(',');
    names
        .map(|name| name.trim_start().split([':', '=', ' ', ')']).next().unwrap_or_default())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme;

    #[test]
    fn all_templates_of_the_standard_theme_can_be_folded() {
        let setup = theme::Setup {
            name: theme::folder::STANDARD_NAME,
            prefix: "",
            brand: None,
            leading_css: "",
            languages: &[],
        };
        let nowhere = tempfile::tempdir().expect("folder");
        let theme = theme::Themes::load(nowhere.path(), setup).expect("theme").german;
        assert!(theme.fold().is_ok());
    }

    #[test]
    fn arguments_are_literals_or_unknown() {
        let text = |list| literals(list).map(|found| format!("{found:?}"));
        assert_eq!(literals("").expect("none").len(), 0);
        assert!(text("id=\"suche\" open={true}").is_some_and(|text| text.contains("suche") && text.contains("true")));
        for unknown in [
            "date",
            "date={row.since}",
            "title={t.a}",
            "n={2}",
            "a=\"b",
            "a=\"\\\"\"",
        ] {
            assert_eq!(text(unknown), None, "{unknown}");
        }
    }
}
