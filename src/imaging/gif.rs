//! The blocks of a GIF file.

use super::head::Head;
use crate::extent::{Slicing, Whole, span};
use crate::model::Fault;

/// Bytes that are read one block after the other.
struct Blocks<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Blocks<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Fault> {
        let taken = self.bytes.get(span(self.at, length)).ok_or(Fault::Broken)?;
        self.at.raise(length);
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Fault> {
        self.take(1)?.first().copied().ok_or(Fault::Broken)
    }

    /// Blocks with their lengths before them, up to an empty one.
    fn skip_data(&mut self) -> Result<(), Fault> {
        loop {
            match self.byte()? {
                0 => return Ok(()),
                length => self.take(usize::from(length))?,
            };
        }
    }

    fn skip_palette(&mut self, flags: u8) -> Result<(), Fault> {
        if flags & 0x80 != 0 {
            self.take(3 << (flags & 7).plus(1))?;
        }
        Ok(())
    }
}

pub(super) fn head(bytes: &[u8]) -> Result<Head, Fault> {
    let size = bytes.get(6..).and_then(<[u8]>::first_chunk);
    let [width, also_width, height, also_height] = *size.ok_or(Fault::Broken)?;
    Ok(Head {
        width: u32::from(u16::from_le_bytes([width, also_width])),
        height: u32::from(u16::from_le_bytes([height, also_height])),
        orientation: 1,
        // Nearly all that is still published as GIF moves, and what does not is small.
        is_moving: true,
    })
}

/// The picture without comments, and without what applications put in but how often it is to be repeated.
pub(super) fn without_metadata(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut blocks = Blocks { bytes, at: 0 };
    let screen = blocks.take(13)?;
    blocks.skip_palette(*screen.get(10).ok_or(Fault::Broken)?)?;
    let mut bare = bytes.part(..blocks.at).to_vec();
    loop {
        let start = blocks.at;
        let is_kept = match blocks.byte()? {
            0x3b => {
                bare.push(0x3b);
                return Ok(bare);
            }
            0x2c => {
                let image = blocks.take(9)?;
                blocks.skip_palette(*image.last().ok_or(Fault::Broken)?)?;
                blocks.byte()?;
                blocks.skip_data()?;
                true
            }
            0x21 => {
                let label = blocks.byte()?;
                let data = blocks.at;
                blocks.skip_data()?;
                let data = bytes.part(data..blocks.at);
                let is_loop = data.get(1..12) == Some(b"NETSCAPE2.0");
                label == 0xf9 || (label == 0xff && is_loop)
            }
            _ => return Err(Fault::Broken),
        };
        if is_kept {
            bare.extend_from_slice(bytes.part(start..blocks.at));
        }
    }
}
