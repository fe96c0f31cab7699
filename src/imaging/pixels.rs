//! Pixels: turned upright and scaled.

use super::head::Orientation;
use crate::extent::{Slicing, Whole, quantity, span};

/// A picture as pixels of three bytes, or four with transparency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Bytes of a pixel: 3 or 4.
    pub channels: usize,
    /// The bytes, row after row.
    pub bytes: Vec<u8>,
}

impl Pixels {
    /// The picture as it is to be seen.
    pub(super) fn upright(self, orientation: Orientation) -> Self {
        if orientation <= 1 {
            return self;
        }
        let (old_width, old_height) = (self.width as usize, self.height as usize);
        let is_turned = orientation >= 5;
        let (width, height) = if is_turned {
            (old_height, old_width)
        } else {
            (old_width, old_height)
        };
        let mut bytes = Vec::with_capacity(self.bytes.len());
        for y in 0..height {
            for x in 0..width {
                // Where the pixel lies in the file.
                let (column, row) = match orientation {
                    2 => (old_width.minus(1).minus(x), y),
                    3 => (old_width.minus(1).minus(x), old_height.minus(1).minus(y)),
                    4 => (x, old_height.minus(1).minus(y)),
                    5 => (y, x),
                    6 => (y, old_height.minus(1).minus(x)),
                    7 => (old_width.minus(1).minus(y), old_height.minus(1).minus(x)),
                    _ => (old_width.minus(1).minus(y), x),
                };
                let at = row.times(old_width).plus(column).times(self.channels);
                bytes.extend_from_slice(self.bytes.part(span(at, self.channels)));
            }
        }
        Self {
            width: quantity(width),
            height: quantity(height),
            bytes,
            ..self
        }
    }

    /// The height that goes with a width.
    pub fn height_at(&self, width: u32) -> u32 {
        height_at((self.width, self.height), width)
    }

    /// The picture scaled down to a width; as it is where it is no wider.
    pub fn scaled_to(&self, width: u32) -> Self {
        if width >= self.width || width == 0 {
            return self.clone();
        }
        let height = self.height_at(width);
        let rows = weights(self.width, width);
        let columns = weights(self.height, height);
        if self.channels == 3 {
            return self.narrowed(width, &rows).lowered(height, &columns);
        }
        // What cannot be seen must not colour its neighbours.
        let weighted = self.with_colours(|colour, alpha| colour.times(alpha) / 255);
        let scaled = weighted.narrowed(width, &rows).lowered(height, &columns);
        scaled.with_colours(|colour, alpha| colour.times(255).checked_div(alpha).unwrap_or(0))
    }

    /// Each colour of a picture with transparency, made from it and from how opaque its pixel is.
    fn with_colours(&self, make: impl Fn(u32, u32) -> u32) -> Self {
        let mut bytes = self.bytes.clone();
        for pixel in bytes.chunks_exact_mut(4) {
            let Some((alpha, colours)) = pixel.split_last_mut() else {
                continue;
            };
            let alpha = u32::from(*alpha);
            for colour in colours {
                *colour = make(u32::from(*colour), alpha).min(255) as u8;
            }
        }
        Self { bytes, ..*self }
    }

    fn narrowed(&self, width: u32, weights: &[Weights]) -> Self {
        let channels = self.channels;
        let mut bytes = Vec::with_capacity((width as usize).times(self.height as usize).times(channels));
        for row in self.bytes.chunks_exact((self.width as usize).times(channels)) {
            for weight in weights {
                let from = row.part(weight.first.times(channels)..);
                let mut sums = [ROUNDING; 4];
                for (pixel, share) in from.chunks_exact(channels).zip(&weight.shares) {
                    for (sum, value) in sums.iter_mut().zip(pixel) {
                        *sum = added(*sum, *value, *share);
                    }
                }
                bytes.extend(sums.part(..channels).iter().map(|sum| rounded(*sum)));
            }
        }
        Self { width, bytes, ..*self }
    }

    fn lowered(&self, height: u32, weights: &[Weights]) -> Self {
        let row = (self.width as usize).times(self.channels);
        let mut bytes = Vec::with_capacity(row.times(height as usize));
        let mut sums = vec![0i32; row];
        for weight in weights {
            sums.fill(ROUNDING);
            let from = self.bytes.part(weight.first.times(row)..);
            for (line, share) in from.chunks_exact(row).zip(&weight.shares) {
                for (sum, value) in sums.iter_mut().zip(line) {
                    *sum = added(*sum, *value, *share);
                }
            }
            bytes.extend(sums.iter().map(|sum| rounded(*sum)));
        }
        Self { height, bytes, ..*self }
    }
}

/// The innermost step of scaling. The shares of a pixel are small parts of `ONE`, so that the sum stays far below what fits; to
/// ask for it each time would keep the machine from adding several at once.
fn added(sum: i32, value: u8, share: i32) -> i32 {
    sum.wrapping_add(i32::from(value).wrapping_mul(share))
}

/// The height that goes with a width, for a picture of a size.
pub fn height_at(size: (u32, u32), width: u32) -> u32 {
    let (old_width, old_height) = (u64::from(size.0.max(1)), u64::from(size.1));
    let height = old_height.times(u64::from(width)).plus(old_width / 2);
    let height = height
        .checked_div(old_width)
        .and_then(|height| u32::try_from(height).ok());
    height.unwrap_or(u32::MAX).max(1)
}

/// Shares are counted in whole numbers, so that every machine adds up the same.
const ONE: i32 = 1 << 14;
const ROUNDING: i32 = ONE / 2;

fn rounded(sum: i32) -> u8 {
    (sum / ONE).clamp(0, 255) as u8
}

/// Which pixels of a line make one of the new line, and how much each counts.
struct Weights {
    first: usize,
    shares: Vec<i32>,
}

/// Lanczos with two lobes: sharp, without halos around letters.
fn weights(old: u32, new: u32) -> Vec<Weights> {
    const LOBES: f64 = 2.0;
    let scale = f64::from(old) / f64::from(new);
    let reach = LOBES * scale;
    let of_pixel = |index: u32| {
        let centre = (f64::from(index) + 0.5) * scale;
        let first = (centre - reach).floor().max(0.0) as u32;
        let last = ((centre + reach).ceil() as u32).min(old);
        let shares: Vec<f64> = (first..last)
            .map(|pixel| lanczos((f64::from(pixel) + 0.5 - centre) / scale, LOBES))
            .collect();
        let total: f64 = shares.iter().sum();
        let mut shares: Vec<i32> = shares
            .iter()
            .map(|share| (share / total * f64::from(ONE)).round() as i32)
            .collect();
        // What rounding took or gave, the pixel in the middle gets: a plain area must keep its colour.
        let rest = ONE.minus(shares.iter().sum::<i32>());
        let middle = shares.len() / 2;
        if let Some(share) = shares.get_mut(middle) {
            share.raise(rest);
        }
        Weights {
            first: first as usize,
            shares,
        }
    };
    (0..new).map(of_pixel).collect()
}

fn lanczos(x: f64, lobes: f64) -> f64 {
    if x.abs() < 1e-9 {
        return 1.0;
    }
    if x.abs() >= lobes {
        return 0.0;
    }
    let x = x * std::f64::consts::PI;
    lobes * x.sin() * (x / lobes).sin() / (x * x)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(width: u32, height: u32) -> Pixels {
        let bytes = (0..width * height).flat_map(|number| [number as u8, 0, 0]).collect();
        Pixels {
            width,
            height,
            channels: 3,
            bytes,
        }
    }

    #[test]
    fn every_orientation_becomes_upright() {
        // The file holds  0 1 2 / 3 4 5.
        let expected: [(u8, u32, [u8; 6]); 7] = [
            (2, 3, [2, 1, 0, 5, 4, 3]),
            (3, 3, [5, 4, 3, 2, 1, 0]),
            (4, 3, [3, 4, 5, 0, 1, 2]),
            (5, 2, [0, 3, 1, 4, 2, 5]),
            (6, 2, [3, 0, 4, 1, 5, 2]),
            (7, 2, [5, 2, 4, 1, 3, 0]),
            (8, 2, [2, 5, 1, 4, 0, 3]),
        ];
        for (orientation, width, numbers) in expected {
            let upright = numbered(3, 2).upright(orientation);
            let found: Vec<u8> = upright.bytes.chunks(3).map(|pixel| pixel[0]).collect();
            assert_eq!((upright.width, &found[..]), (width, &numbers[..]), "{orientation}");
        }
    }

    #[test]
    fn a_plain_area_keeps_its_colour() {
        let plain = Pixels {
            width: 701,
            height: 37,
            channels: 4,
            bytes: [200, 100, 0, 255].repeat(701 * 37),
        };
        let small = plain.scaled_to(97);
        assert_eq!((small.width, small.height), (97, 5));
        assert!(small.bytes.chunks(4).all(|pixel| pixel == [200, 100, 0, 255]));
    }
}
