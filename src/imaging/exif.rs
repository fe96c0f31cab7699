//! The one thing that is taken from EXIF: how the camera was held.

use super::head::Orientation;
use crate::extent::Whole;

/// The tag of the orientation.
const ORIENTATION: u16 = 0x0112;

/// The orientation that a TIFF block says; upright where it says none that makes sense.
pub(super) fn orientation(tiff: &[u8]) -> Orientation {
    find(tiff)
        .filter(|value| (1..=8).contains(value))
        .map_or(1, |value| value as Orientation)
}

fn find(tiff: &[u8]) -> Option<u16> {
    let is_little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    };
    let long = |at: usize| {
        let bytes = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if is_little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        })
    };
    let directory = long(4)? as usize;
    let entries = (0..usize::from(short(directory)?)).map(|entry| directory.plus(2).plus(entry.times(12)));
    entries
        .take_while(|at| *at < tiff.len())
        .find_map(|at| (short(at)? == ORIENTATION).then(|| short(at.plus(8))).flatten())
}

/// A TIFF block that says the orientation and nothing else.
pub(super) fn block(orientation: Orientation) -> Vec<u8> {
    let mut block = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    block.extend([orientation, 0, 0, 0, 0, 0, 0]);
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_orientation_is_found_in_both_byte_orders() {
        assert_eq!(orientation(&block(6)), 6);
        assert_eq!(
            orientation(b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x03\0\0\0\0\0\0\0"),
            3
        );
    }

    #[test]
    fn nonsense_is_upright() {
        for nonsense in [
            &b""[..],
            b"II*\0",
            b"II*\0\xff\xff\xff\xff",
            b"MM\0*\0\0\0\x08\xff\xff",
            &block(9),
        ] {
            assert_eq!(orientation(nonsense), 1);
        }
    }
}
