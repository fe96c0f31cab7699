//! How deep templates may go into each other. Whoever reads and renders them goes as deep as they do, and counts neither the
//! cases of a condition nor what is included.

use std::collections::{BTreeMap, HashMap};
use std::mem;

use super::delimiters::between;
use crate::diagnostics::{Diagnostic, Place};
use crate::extent::{Slicing, Whole, quantity};

/// More cases of a condition are a table.
const MOST_CASES: usize = 200;
/// More templates in each other nobody can follow.
const MOST_DEPTH: usize = 30;

/// Templates that go too deep.
pub(super) fn faults(templates: &[(String, String)], origins: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let tags: Vec<Vec<Tag>> = templates.iter().map(|(_, text)| tags(text)).collect();
    let place = |name: &str, line: u32| {
        let origin = origins.get(name).map_or(name, String::as_str);
        Place::line_of(&origin.into(), line)
    };
    let mut faults = Vec::new();
    for ((name, _), tags) in templates.iter().zip(&tags) {
        if let Some(line) = too_many_cases(tags) {
            let message = format!("die Bedingung hat mehr als {MOST_CASES} Fälle (`elif`)");
            let problem = Diagnostic::error("vorlage", place(name, line), message);
            faults.push(problem.with_help("Teilen Sie sie auf."));
        }
    }
    if let Some((name, line)) = too_deep(templates, &tags) {
        let message = format!("hier beginnen mehr als {MOST_DEPTH} Vorlagen, von denen eine die andere enthält");
        let problem = Diagnostic::error("vorlage", place(name, line), message);
        faults.push(problem.with_help("Fassen Sie einige von ihnen zusammen."));
    }
    faults
}

/// A tag with the line on which it ends.
struct Tag<'a> {
    text: &'a str,
    line: u32,
}

impl<'a> Tag<'a> {
    fn word(&self) -> &'a str {
        self.text.split_whitespace().next().unwrap_or_default()
    }

    /// The template that it brings in.
    fn brings(&self) -> Option<&'a str> {
        matches!(self.word(), "include" | "extends").then_some(())?;
        let quote = self.text.find(['"', '\'', '`'])?;
        let (sign, rest) = self.text.part(quote..).split_at(1);
        rest.split_once(sign).map(|(name, _)| name)
    }
}

fn tags(template: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let (mut line, mut rest) = (1, template);
    while let Some((before, (tag, after))) = between(rest, "{%", "%}") {
        let passed = before.matches('\n').chain(tag.matches('\n')).count();
        line.raise(quantity(passed));
        let text = tag.trim_matches('-').trim();
        tags.push(Tag { text, line });
        rest = after;
    }
    tags
}

/// The line of the first case that is too much.
fn too_many_cases(tags: &[Tag]) -> Option<u32> {
    let mut open = Vec::new();
    for tag in tags {
        match tag.word() {
            "if" => open.push(0),
            "endif" => drop(open.pop()),
            "elif" => {
                let cases: &mut usize = open.last_mut()?;
                cases.raise(1);
                if *cases > MOST_CASES {
                    return Some(tag.line);
                }
            }
            _ => {}
        }
    }
    None
}

/// A template that brings in one that brings in one, and so on, and the line where it does. Circles are told by the engine.
fn too_deep<'a>(templates: &'a [(String, String)], tags: &[Vec<Tag>]) -> Option<(&'a str, u32)> {
    let numbers: HashMap<&str, usize> = templates
        .iter()
        .enumerate()
        .map(|(n, (name, _))| (name.as_str(), n))
        .collect();
    let known = |tag: &Tag| Some((*numbers.get(tag.brings()?)?, tag.line));
    let mut standings: Vec<Standing> = templates.iter().map(|(name, _)| Standing::of(name)).collect();
    for (outer, tags) in tags.iter().enumerate() {
        for (inner, line) in tags.iter().filter_map(known) {
            if let Some(standing) = standings.get_mut(inner) {
                standing.brought_in.push((outer, line));
            }
            if let Some(standing) = standings.get_mut(outer) {
                standing.waits_for.raise(1);
            }
        }
    }
    // From those that bring in nothing to those that bring them in.
    let is_ready = |(number, standing): (usize, &Standing)| (standing.waits_for == 0).then_some(number);
    let mut ready: Vec<usize> = standings.iter().enumerate().filter_map(is_ready).collect();
    while let Some(inner) = ready.pop() {
        let Some(standing) = standings.get_mut(inner) else {
            continue;
        };
        let (depth, brought_in) = (standing.depth.plus(1), mem::take(&mut standing.brought_in));
        for (outer, line) in brought_in {
            let Some(standing) = standings.get_mut(outer) else {
                continue;
            };
            standing.depth = standing.depth.max(depth);
            if standing.depth > MOST_DEPTH {
                return Some((standing.name, line));
            }
            standing.waits_for.lower(1);
            if standing.waits_for == 0 {
                ready.push(outer);
            }
        }
    }
    None
}

/// Where a template stands among the others.
struct Standing<'a> {
    name: &'a str,
    /// By which others, and on which of their lines.
    brought_in: Vec<(usize, u32)>,
    /// How many of those that it brings in have not been looked at yet.
    waits_for: usize,
    /// How many templates in each other it brings in.
    depth: usize,
}

impl<'a> Standing<'a> {
    fn of(name: &'a str) -> Self {
        Self {
            name,
            brought_in: Vec::new(),
            waits_for: 0,
            depth: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(templates: &[(&str, String)]) -> Vec<String> {
        let templates: Vec<_> = templates
            .iter()
            .map(|(name, text)| ((*name).to_owned(), text.clone()))
            .collect();
        let faults = faults(&templates, &BTreeMap::new());
        faults
            .iter()
            .map(|fault| format!("{}:{} {}", fault.place.path, fault.place.line(), fault.message))
            .collect()
    }

    #[test]
    fn cases_and_templates_in_each_other_are_counted() {
        let cases = |count| format!("{{% if a %}}\n{}{{% endif %}}", "{% elif b %}\n".repeat(count));
        assert_eq!(messages(&[("a", cases(MOST_CASES) + &cases(MOST_CASES))]), [""; 0]);
        let told = messages(&[("a", cases(MOST_CASES + 1))]);
        assert!(
            told[0].starts_with("a:202 die Bedingung hat mehr als 200 Fälle"),
            "{told:?}"
        );
        let chain = |length: usize| -> Vec<(String, String)> {
            (0..length)
                .map(|n| (n.to_string(), format!("\n{{%- include \"{}\" %}}", n + 1)))
                .collect()
        };
        let told = |length| faults(&chain(length), &BTreeMap::new()).len();
        assert_eq!((told(MOST_DEPTH), told(MOST_DEPTH + 2)), (0, 1));
        assert_eq!(
            messages(&[("a", "{% extends 'b' %}".into()), ("b", "{% include \"a\" %}".into())]),
            [""; 0]
        );
    }
}
