//! Lengths of bars that never turn "few" into "none".

use serde::Serialize;

use super::SCALE;
use crate::extent::Whole;

/// The shortest bar that can be seen.
const VISIBLE: usize = 12;

/// A piece of a strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// Where it begins.
    pub start: usize,
    /// How long it is.
    pub width: usize,
}

/// Bars next to each other: the largest value has the whole length, nothing but zero has none.
pub fn bars(values: &[usize]) -> Vec<usize> {
    let largest = values.iter().copied().max().unwrap_or_default();
    values.iter().map(|value| length(*value, largest)).collect()
}

/// How long a part of a whole is; what is there at all is seen.
fn length(part: usize, whole: usize) -> usize {
    match part.times(SCALE).checked_div(whole) {
        Some(length) if part > 0 => length.max(VISIBLE),
        _ => 0,
    }
}

/// One strip cut into the shares of its values. The pieces fill the strip exactly: the longest gives way to the shortest.
pub fn strip(values: &[usize]) -> Vec<Segment> {
    let total: usize = values.iter().sum();
    let mut widths: Vec<usize> = values.iter().map(|value| length(*value, total)).collect();
    let used: usize = widths.iter().sum();
    if let Some(longest) = widths.iter_mut().max().filter(|_| total > 0) {
        *longest = (*longest).plus(SCALE).saturating_sub(used);
    }
    let mut start = 0;
    widths
        .into_iter()
        .map(|width| {
            let segment = Segment { start, width };
            start.raise(width);
            segment
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_is_not_none_and_none_is_not_few() {
        assert_eq!(bars(&[0, 1, 1000]), [0, VISIBLE, SCALE]);
        assert_eq!(bars(&[]), [0; 0]);
        assert_eq!(bars(&[0, 0]), [0, 0]);
    }

    #[test]
    fn a_strip_is_filled_exactly() {
        for values in [&[1, 1, 1][..], &[1, 999, 1], &[3, 0, 4], &[7]] {
            let segments = strip(values);
            let end = segments.last().map(|segment| segment.start + segment.width);
            assert_eq!(end, Some(SCALE), "{values:?}");
        }
        assert!(strip(&[0, 0]).iter().all(|segment| segment.width == 0));
    }
}
