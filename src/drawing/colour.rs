//! Colours as three bytes, and which of two can be read better.

use crate::extent::Whole;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// White.
    pub const WHITE: Self = Self([255; 3]);
    /// The ink on light grounds.
    pub const DARK: Self = Self([0x1a, 0x20, 0x27]);

    /// Reads `#b3122b`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = value.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// White or dark ink, whichever is easier to read on this ground.
    pub fn ink(self) -> Self {
        if self.contrast(Self::WHITE) >= self.contrast(Self::DARK) {
            Self::WHITE
        } else {
            Self::DARK
        }
    }

    /// The contrast to another colour, from 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f32 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn luminance(self) -> f32 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f32::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// This colour with a share (0 to 255) of another one.
    pub(super) fn mixed_with(self, other: Self, share: u8) -> Self {
        let share = u16::from(share);
        let mut mixed = [0; 3];
        for ((mixed, one), two) in mixed.iter_mut().zip(self.0).zip(other.0) {
            let sum = u16::from(one)
                .times(255_u16.minus(share))
                .plus(u16::from(two).times(share));
            *mixed = (sum.plus(127) / 255) as u8;
        }
        Self(mixed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_can_be_read_on_any_ground() {
        for ground in ["#b3122b", "#ffcf33", "#000000", "#ffffff", "#777777", "#15508c"] {
            let ground = Colour::parse(ground).expect("a colour");
            assert!(ground.contrast(ground.ink()) >= 4.0, "{ground:?}");
        }
        assert_eq!(Colour::parse("#12345"), None);
        assert_eq!(Colour::parse("#12345g"), None);
        assert_eq!(Colour::parse("rot"), None);
    }
}
