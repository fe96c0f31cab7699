//! Places, lengths and counts: no piece is outside of what it is a piece of, and no number wraps.
//!
//! What is counted here is in memory, so its type is always large enough. A place can still be wrong, by a fault of this program:
//! tests stop there, and an editor's run goes on with an empty piece, or with the last number there is.

use std::ops::Range;
use std::slice::SliceIndex;

/// What has pieces.
pub(crate) trait Slicing {
    /// The piece at a range, which must be within and between characters.
    fn part<R: SliceIndex<Self, Output = Self>>(&self, range: R) -> &Self;
}

impl Slicing for str {
    fn part<R: SliceIndex<Self, Output = Self>>(&self, range: R) -> &Self {
        let part = self.get(range);
        debug_assert!(part.is_some(), "no piece of a text of {} bytes", self.len());
        part.unwrap_or_default()
    }
}

impl<T> Slicing for [T] {
    fn part<R: SliceIndex<Self, Output = Self>>(&self, range: R) -> &Self {
        let part = self.get(range);
        debug_assert!(part.is_some(), "no piece of a list of {}", self.len());
        part.unwrap_or_default()
    }
}

/// Numbers that end where their type does.
pub(crate) trait Whole: Sized {
    /// The sum.
    fn plus(self, other: Self) -> Self;
    /// The difference.
    fn minus(self, other: Self) -> Self;
    /// The product.
    fn times(self, other: Self) -> Self;
    /// Adds to it.
    fn raise(&mut self, by: Self);
    /// Takes away from it.
    fn lower(&mut self, by: Self);
}

macro_rules! whole {
    ($($number:ty),+) => {$(
        impl Whole for $number {
            #[inline]
            fn plus(self, other: Self) -> Self {
                debug_assert!(self.checked_add(other).is_some(), "{self} + {other}");
                self.saturating_add(other)
            }

            #[inline]
            fn minus(self, other: Self) -> Self {
                debug_assert!(self.checked_sub(other).is_some(), "{self} - {other}");
                self.saturating_sub(other)
            }

            #[inline]
            fn times(self, other: Self) -> Self {
                debug_assert!(self.checked_mul(other).is_some(), "{self} * {other}");
                self.saturating_mul(other)
            }

            #[inline]
            fn raise(&mut self, by: Self) {
                *self = self.plus(by);
            }

            #[inline]
            fn lower(&mut self, by: Self) {
                *self = self.minus(by);
            }
        }
    )+};
}

whole!(i8, u8, u16, u32, u64, usize, i32, i64);

/// The range that begins somewhere and is so long.
pub(crate) fn span(start: usize, length: usize) -> Range<usize> {
    start..start.plus(length)
}

/// A range of a piece as a range of that in which the piece begins at `start`.
pub(crate) fn shifted(range: &Range<usize>, start: usize) -> Range<usize> {
    range.start.plus(start)..range.end.plus(start)
}

/// The byte of a text at which a piece of it begins.
pub(crate) fn offset(text: &str, piece: &str) -> usize {
    piece.as_ptr().addr().minus(text.as_ptr().addr())
}

/// How many there are: more than four billion are as many as four billion.
pub(crate) fn quantity(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Counted from 1 what programs count from 0: lines and columns.
pub(crate) fn ordinal(index: usize) -> u32 {
    quantity(index).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_lines_and_columns_end_where_their_type_does() {
        assert_eq!(quantity(usize::MAX), u32::MAX);
        assert_eq!((ordinal(0), ordinal(41), ordinal(usize::MAX)), (1, 42, u32::MAX));
    }

    #[test]
    fn pieces_know_their_place() {
        let text = "Größe: 12";
        let (name, value) = text.split_once(": ").unwrap_or_default();
        assert_eq!((offset(text, name), offset(text, value)), (0, 9));
        assert_eq!(text.part(span(offset(text, value), 1)), "1");
        assert_eq!(text.part(shifted(&(1..2), 9)), "2");
    }
}
