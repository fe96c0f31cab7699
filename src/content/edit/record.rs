//! From changes of fields to the pieces of a YAML text that become others.

use std::ops::Range;

use super::Refusal;
use super::pieces::Piece;
use super::tree::{Field, Node, Shape};
use super::written::{self, Written};
use crate::extent::{Slicing, Whole};

/// A YAML text, taken apart.
pub(super) struct Record<'a> {
    pub yaml: &'a str,
    pub root: Node,
}

/// A path such as `/auskunft/kosten/stand`, taken apart.
pub(super) fn steps(field: &str) -> Vec<String> {
    let steps = field.split('/').skip(1);
    steps.map(|step| step.replace("~1", "/").replace("~0", "~")).collect()
}

impl Record<'_> {
    /// The piece by which a field gets a value.
    pub fn set(&self, field: &str, value: &Written) -> Result<Piece, Refusal> {
        let steps = steps(field);
        let Some((last, above)) = steps.split_last() else {
            return Err(Refusal::NoField(field.to_owned()));
        };
        let mut holder = &self.root;
        for (depth, step) in above.iter().enumerate() {
            match holder.child(step) {
                Some(child) => holder = child,
                // Records that are not there come with what they shall hold.
                None => {
                    let inner = steps.part(depth.plus(1)..).iter().rev();
                    let whole = inner.fold(value.clone(), |value, name| {
                        Written::Record(vec![(name.clone(), value)])
                    });
                    return self.put(holder, step, &whole).ok_or(Refusal::NoField(field.to_owned()));
                }
            }
        }
        self.put(holder, last, value).ok_or(Refusal::NoField(field.to_owned()))
    }

    /// The piece by which a field goes.
    pub fn remove(&self, field: &str) -> Result<Piece, Refusal> {
        let missing = || Refusal::NoField(field.to_owned());
        let (holder, last) = self.holder(field).ok_or_else(missing)?;
        match &holder.shape {
            Shape::Record { fields, in_brackets } => {
                let index = fields.iter().position(|field| field.name == last).ok_or_else(missing)?;
                let places: Vec<_> = fields
                    .iter()
                    .map(|field| field.key.start..field.value.range.end)
                    .collect();
                Ok(self.cut(holder, &places, index, *in_brackets, "{}"))
            }
            Shape::List { items, in_brackets } => {
                let index = last
                    .parse()
                    .ok()
                    .filter(|index| *index < items.len())
                    .ok_or_else(missing)?;
                let places = items.iter().map(|item| {
                    let start = if *in_brackets {
                        item.range.start
                    } else {
                        self.dash_before(item.range.start)
                    };
                    start..item.range.end
                });
                Ok(self.cut(holder, &places.collect::<Vec<_>>(), index, *in_brackets, "[]"))
            }
            Shape::Scalar => Err(missing()),
        }
    }

    /// The piece by which a field gets another name.
    pub fn rename(&self, field: &str, name: &str) -> Result<Piece, Refusal> {
        let missing = || Refusal::NoField(field.to_owned());
        let (holder, last) = self.holder(field).ok_or_else(missing)?;
        let Shape::Record { fields, .. } = &holder.shape else {
            return Err(missing());
        };
        let found = fields.iter().find(|field| field.name == last).ok_or_else(missing)?;
        let style = written::style_of(self.yaml.part(found.key.clone()));
        Ok(Piece {
            range: found.key.clone(),
            text: written::in_flow(name, style),
        })
    }

    /// Where the value of a field stands.
    pub fn range(&self, field: &str) -> Option<Range<usize>> {
        let (holder, last) = self.holder(field)?;
        Some(holder.child(&last)?.range.clone())
    }

    /// What holds a field, and its last step.
    fn holder(&self, field: &str) -> Option<(&Node, String)> {
        let mut steps = steps(field);
        let last = steps.pop()?;
        let holder = steps.iter().try_fold(&self.root, |node, step| node.child(step))?;
        Some((holder, last))
    }

    /// Gives a field or an entry of a list a value, or adds it behind the last one.
    fn put(&self, holder: &Node, step: &str, value: &Written) -> Option<Piece> {
        match &holder.shape {
            Shape::Record { fields, in_brackets } => {
                if let Some(field) = fields.iter().find(|field| field.name == step) {
                    return Some(self.replace_field(field, value, *in_brackets));
                }
                if *in_brackets {
                    let field = Written::Record(vec![(step.to_owned(), value.clone())]).in_brackets();
                    let field = field.trim_start_matches('{').strip_suffix('}')?.to_owned();
                    return Some(self.append_in_brackets(holder, fields.is_empty(), field));
                }
                let (first, last) = (fields.first()?, fields.last()?);
                let column = self.column(first.key.start);
                Some(self.append_line(last.value.range.end, column, written::field(step, value, column)))
            }
            Shape::List { items, in_brackets } => {
                let index: usize = step.parse().ok()?;
                if let Some(item) = items.get(index) {
                    return Some(self.replace_item(item, value, *in_brackets));
                }
                if *in_brackets {
                    return Some(self.append_in_brackets(holder, items.is_empty(), value.in_brackets()));
                }
                let column = self.column(holder.range.start);
                let gap = self.yaml.part(holder.range.start..items.first()?.range.start).len();
                let item = format!(
                    "-{}{}",
                    " ".repeat(gap.saturating_sub(1).max(1)),
                    value.at(column.plus(gap.max(2)))
                );
                Some(self.append_line(items.last()?.range.end, column, item))
            }
            Shape::Scalar => None,
        }
    }

    fn replace_field(&self, field: &Field, value: &Written, in_brackets: bool) -> Piece {
        let (key, old) = (&field.key, &field.value);
        let column = self.column(key.start);
        if in_brackets || (!value.takes_lines() && !self.has_lines(old)) {
            return self.replace_scalar(old, value, column, in_brackets);
        }
        // What stands in brackets stays there, and a list of lines remains one at its place.
        match (&old.shape, value) {
            (Shape::List { in_brackets: true, .. } | Shape::Record { in_brackets: true, .. }, _) => {
                return self.piece(old.range.clone(), value.in_brackets());
            }
            (Shape::List { .. } | Shape::Record { .. }, value) if value.takes_lines() => {
                return self.piece(old.range.clone(), value.at(self.column(old.range.start)));
            }
            _ => {}
        }
        let colon = self
            .yaml
            .part(key.end..)
            .find(':')
            .map_or(key.end, |at| key.end.plus(at).plus(1));
        let range = colon..old.range.end.max(colon);
        let text = match value.takes_lines() {
            true => format!("\n{}{}", " ".repeat(column.plus(2)), value.at(column.plus(2))),
            false => format!(" {}", value.at(column.plus(2))),
        };
        self.piece(range, text)
    }

    fn replace_item(&self, item: &Node, value: &Written, in_brackets: bool) -> Piece {
        let stays_in_brackets = matches!(
            item.shape,
            Shape::List { in_brackets: true, .. } | Shape::Record { in_brackets: true, .. }
        );
        if in_brackets || stays_in_brackets {
            return self.replace_scalar(item, value, 0, true);
        }
        let column = self.column(item.range.start);
        if self.has_lines(item) || value.takes_lines() {
            return self.piece(item.range.clone(), value.at(column));
        }
        self.replace_scalar(item, value, column.saturating_sub(2), false)
    }

    /// A value on the line of its field or dash, which stands in column `parent`.
    fn replace_scalar(&self, old: &Node, value: &Written, parent: usize, in_brackets: bool) -> Piece {
        let source = self.yaml.part(old.range.clone());
        let style = written::style_of(source);
        let text = match value {
            Written::Text(text) if in_brackets => written::in_flow(text, style),
            Written::Text(text) => written::like(text, parent, source),
            other => other.in_brackets(),
        };
        // Nothing stood there: the value follows the colon or the dash.
        let text = match old.range.is_empty() && self.yaml.part(..old.range.start).ends_with([':', '-', ',']) {
            true => format!(" {text}"),
            false => text,
        };
        self.piece(old.range.clone(), text)
    }

    fn has_lines(&self, node: &Node) -> bool {
        matches!(
            node.shape,
            Shape::List { in_brackets: false, .. } | Shape::Record { in_brackets: false, .. }
        )
    }

    fn piece(&self, range: Range<usize>, text: String) -> Piece {
        let text = match self.line_break() {
            "\n" => text,
            other => text.replace('\n', other),
        };
        Piece { range, text }
    }

    fn line_break(&self) -> &'static str {
        if self.yaml.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// How many characters stand before a place on its line.
    fn column(&self, at: usize) -> usize {
        let line = self.yaml.part(..at).rfind('\n').map_or(0, |at| at.plus(1));
        self.yaml.part(line..at).chars().count()
    }

    /// A line behind the one that ends what stands before, and its remark.
    fn append_line(&self, end: usize, column: usize, text: String) -> Piece {
        let rest = self.yaml.part(end..);
        let at = end.plus(rest.find(['\r', '\n']).unwrap_or(rest.len()));
        self.piece(at..at, format!("\n{}{text}", " ".repeat(column)))
    }

    fn append_in_brackets(&self, holder: &Node, is_empty: bool, text: String) -> Piece {
        let close = holder.range.end.minus(1);
        let inner = self.yaml.part(..close).trim_end();
        let text = match is_empty || inner.ends_with(',') {
            true => text,
            false => format!(", {text}"),
        };
        self.piece(inner.len()..inner.len(), text)
    }

    /// The place of the dash before an entry of a list.
    fn dash_before(&self, at: usize) -> usize {
        self.yaml.part(..at).rfind('-').unwrap_or(at)
    }

    /// The piece by which one of several neighbours goes; the last one leaves `empty` behind.
    fn cut(&self, holder: &Node, places: &[Range<usize>], index: usize, in_brackets: bool, empty: &str) -> Piece {
        let Some(place) = places.get(index).filter(|_| places.len() > 1) else {
            return self.piece(holder.range.clone(), empty.to_owned());
        };
        let before = self.yaml.part(..place.start).trim_end_matches([' ', '\t']);
        let is_behind_dash = before.ends_with('-');
        let range = match (places.get(index.plus(1)), in_brackets) {
            // What follows moves to its place: so a first field stays behind its dash.
            (Some(next), true) => place.start..next.start,
            (Some(next), false) if is_behind_dash => place.start..next.start,
            (None, true) => places.part(..index).last().map_or(place.start, |before| before.end)..place.end,
            (_, false) => {
                let line = before.len();
                let rest = self.yaml.part(place.end..);
                let end = place.end.plus(rest.find('\n').map_or(rest.len(), |at| at.plus(1)));
                // At the end of a file without a last line break, the one before goes.
                match rest.contains('\n') {
                    true => line..end,
                    false => self.yaml.part(..line).trim_end_matches(['\r', '\n']).len()..end,
                }
            }
        };
        self.piece(range, String::new())
    }
}
