//! How deep templates may go into each other. Whoever reads and renders them goes as deep as they do, and counts neither the
//! cases of a condition nor what is included.

use std::collections::{BTreeMap, HashMap};

use super::folding::between;
use crate::diagnostics::{Diagnostic, Place};

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
        let (sign, rest) = self.text[quote..].split_at(1);
        rest.split_once(sign).map(|(name, _)| name)
    }
}

fn tags(template: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let (mut line, mut rest) = (1, template);
    while let Some((before, (tag, after))) = between(rest, "{%", "%}") {
        line += before.matches('\n').count() as u32 + tag.matches('\n').count() as u32;
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
                *cases += 1;
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
    let brought: Vec<Vec<(usize, u32)>> = tags
        .iter()
        .map(|tags| tags.iter().filter_map(known).collect())
        .collect();
    let mut bringing = vec![Vec::new(); templates.len()];
    let mut waits_for: Vec<usize> = brought.iter().map(Vec::len).collect();
    for (outer, inner) in brought.iter().enumerate() {
        inner
            .iter()
            .for_each(|(inner, line)| bringing[*inner].push((outer, *line)));
    }
    // From those that bring in nothing to those that bring them in.
    let mut ready: Vec<usize> = (0..templates.len()).filter(|number| waits_for[*number] == 0).collect();
    let mut depths = vec![0; templates.len()];
    while let Some(inner) = ready.pop() {
        for (outer, line) in &bringing[inner] {
            depths[*outer] = depths[*outer].max(depths[inner] + 1);
            if depths[*outer] > MOST_DEPTH {
                return Some((templates[*outer].0.as_str(), *line));
            }
            waits_for[*outer] -= 1;
            if waits_for[*outer] == 0 {
                ready.push(*outer);
            }
        }
    }
    None
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
