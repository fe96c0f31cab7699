//! Charts: pure functions from figures to lengths on a scale of 1000, which templates draw as inline SVG.
//!
//! The figures themselves always stand next to the drawing as text; a chart only repeats them for the eye.

mod lengths;
pub mod map;
mod scale;

pub use lengths::{Segment, bars, strip};
pub use scale::marks;

/// The length of the whole scale.
pub const SCALE: usize = 1000;
