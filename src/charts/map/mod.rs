//! Maps: from boundaries in degrees to paths on a grid of whole units.
//!
//! Each point is rounded for itself, so that two areas that share a border in the file share it on the map: nothing gapes
//! and nothing overlaps, however coarse the grid is. A coarse grid is all the simplification there is.

mod frame;
mod label;
mod outline;

pub use frame::Frame;
pub use outline::{Outline, borders, outlines};
