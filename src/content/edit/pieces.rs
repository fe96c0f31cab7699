//! Pieces of a text that become others; every byte between them stays.

use std::ops::Range;

use super::Refusal;
use crate::extent::{Slicing, Whole, offset, span};

/// A piece of a text, and what stands there from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub range: Range<usize>,
    pub text: String,
}

/// The text with all pieces replaced. The same piece twice is one; what is put in at one place keeps its order.
pub(super) fn replace(text: &str, mut pieces: Vec<Piece>) -> Result<String, Refusal> {
    pieces.sort_by_key(|piece| (piece.range.start, piece.range.end));
    pieces.dedup_by(|later, earlier| later == earlier && !later.range.is_empty());
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for piece in pieces {
        if piece.range.start < at {
            return Err(Refusal::Overlap);
        }
        result += text.get(at..piece.range.start).ok_or(Refusal::Elsewhere)?;
        result += &piece.text;
        at = piece.range.end;
    }
    result += text.get(at..).ok_or(Refusal::Elsewhere)?;
    Ok(result)
}

/// Where words stand in a text, by line and first character counted from 1; `None` where something else stands there.
pub(super) fn find(text: &str, line: u32, column: u32, words: &str) -> Option<Range<usize>> {
    let nth = |number: u32| usize::try_from(number).ok()?.checked_sub(1);
    let found = text.split_inclusive('\n').nth(nth(line)?)?;
    let (skipped, _) = found.char_indices().nth(nth(column)?)?;
    let start = offset(text, found).plus(skipped);
    text.part(start..).starts_with(words).then(|| span(start, words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(range: Range<usize>, text: &str) -> Piece {
        Piece {
            range,
            text: text.to_owned(),
        }
    }

    #[test]
    fn what_lies_between_stays() {
        let pieces = vec![piece(4..5, "E"), piece(1..2, "Ü"), piece(1..2, "Ü"), piece(3..3, "-")];
        assert_eq!(replace("abcde", pieces), Ok("aÜc-dE".to_owned()));
    }

    #[test]
    fn what_overlaps_or_cuts_a_letter_is_refused() {
        let overlapping = vec![piece(0..3, ""), piece(2..4, "")];
        assert_eq!(replace("abcde", overlapping), Err(Refusal::Overlap));
        assert_eq!(replace("äbc", vec![piece(1..2, "")]), Err(Refusal::Elsewhere));
        assert_eq!(replace("abc", vec![piece(2..9, "")]), Err(Refusal::Elsewhere));
    }
}
