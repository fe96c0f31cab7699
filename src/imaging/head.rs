//! What the head of a picture says.

/// A picture with more pixels is not decoded: as many as the best cameras have, and a quarter of a gigabyte.
pub const MOST_PIXELS: u64 = 60_000_000;

/// How a picture stands in its file, as EXIF counts: 1 is upright, 6 is turned to the left.
pub(super) type Orientation = u8;

/// What the head of a picture says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub width: u32,
    pub height: u32,
    pub orientation: Orientation,
    pub is_moving: bool,
}
