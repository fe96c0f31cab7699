//! How much a drawing draws: parts that use parts that use parts are small files, and the browser of whoever opens one stands
//! still.

use std::collections::HashMap;

/// So many elements are drawn at most. Maps of a whole state have some ten thousand.
const MOST: u64 = 1_000_000;

/// What is drawn wherever it is named, and the drawing itself.
#[derive(Default)]
struct Part {
    elements: u64,
    within: Vec<usize>,
    used: Vec<String>,
}

/// The parts of a drawing, by their ids.
#[derive(Default)]
pub(super) struct Uses {
    /// The first one is the drawing, whatever it is called.
    parts: Vec<Part>,
    by_id: HashMap<String, usize>,
    /// The part that each open element belongs to.
    open: Vec<usize>,
}

impl Uses {
    /// An element begins that is called so, and names other parts.
    pub fn begin(&mut self, id: Option<String>, used: Vec<String>) {
        let mut part = self.open.last().copied().unwrap_or_default();
        if self.parts.is_empty() || id.is_some() {
            let new = self.parts.len();
            if let Some(holder) = self.parts.get_mut(part) {
                holder.within.push(new);
            }
            self.parts.push(Part::default());
            // Of two that are called the same, browsers take the first.
            if let Some(id) = id {
                self.by_id.entry(id).or_insert(new);
            }
            part = new;
        }
        self.open.push(part);
        if let Some(part) = self.parts.get_mut(part) {
            part.elements = part.elements.saturating_add(1);
            part.used.extend(used);
        }
    }

    /// The element that began last ends.
    pub fn end(&mut self) {
        self.open.pop();
    }

    /// Whether more is drawn than browsers draw in a moment. What uses itself is not drawn.
    pub fn are_too_many(&self) -> bool {
        let mut sizes = vec![None; self.parts.len()];
        let mut is_entered = vec![false; self.parts.len()];
        let mut open = vec![0];
        while let Some(index) = open.last().copied() {
            let is_known = sizes.get(index).is_some_and(Option::is_some);
            let Some(part) = self.parts.get(index).filter(|_| !is_known) else {
                open.pop();
                continue;
            };
            let used = part.used.iter().filter_map(|id| self.by_id.get(id));
            let others = part.within.iter().chain(used);
            if let Some(is_entered) = is_entered.get_mut(index).filter(|is_entered| !**is_entered) {
                *is_entered = true;
                open.extend(others);
                continue;
            }
            let known = others.map(|other| sizes.get(*other).copied().flatten().unwrap_or(0));
            let size = known.fold(part.elements, u64::saturating_add);
            if size > MOST {
                return true;
            }
            if let Some(known) = sizes.get_mut(index) {
                *known = Some(size);
            }
            open.pop();
        }
        false
    }
}
