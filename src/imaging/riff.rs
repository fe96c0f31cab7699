//! The chunks of a WebP file.

use super::exif;
use super::head::Head;
use crate::extent::{Slicing, Whole, quantity, span};
use crate::model::Fault;

const HEAD: usize = 12;

struct Chunk<'a> {
    name: &'a [u8],
    data: &'a [u8],
}

/// The chunks that the file says it has.
fn chunks(bytes: &[u8]) -> Result<Vec<Chunk<'_>>, Fault> {
    let size = bytes.get(4..8).and_then(|size| size.try_into().ok());
    let end = (u32::from_le_bytes(size.ok_or(Fault::Broken)?) as usize).plus(8);
    let bytes = bytes.get(..end).ok_or(Fault::Broken)?;
    let mut chunks = Vec::new();
    let mut at = HEAD;
    while at < bytes.len() {
        let length = bytes
            .get(at.plus(4)..at.plus(8))
            .and_then(|length| length.try_into().ok());
        let length = u32::from_le_bytes(length.ok_or(Fault::Broken)?) as usize;
        let end = at.plus(8).checked_add(length).ok_or(Fault::Broken)?;
        chunks.push(Chunk {
            name: bytes.part(span(at, 4)),
            data: bytes.get(at.plus(8)..end).ok_or(Fault::Broken)?,
        });
        // Chunks begin at even places.
        at = end.plus(length % 2);
    }
    Ok(chunks)
}

pub(super) fn head(bytes: &[u8]) -> Result<Head, Fault> {
    let chunks = chunks(bytes)?;
    let exif = chunks.iter().find(|chunk| chunk.name == b"EXIF");
    let tiff = exif.map(|chunk| chunk.data.strip_prefix(b"Exif\0\0").unwrap_or(chunk.data));
    let (width, height) = chunks.iter().find_map(size).ok_or(Fault::Broken)?;
    Ok(Head {
        width,
        height,
        orientation: tiff.map_or(1, exif::orientation),
        is_moving: chunks.iter().any(|chunk| chunk.name == b"ANIM"),
    })
}

/// Width and height, if the chunk says them.
fn size(chunk: &Chunk) -> Option<(u32, u32)> {
    let data = chunk.data;
    let number = |at: usize, bytes: usize| {
        let bytes = data.get(span(at, bytes))?.iter().rev();
        Some(bytes.fold(0, |number, byte| number << 8 | u32::from(*byte)))
    };
    match chunk.name {
        b"VP8X" => Some((number(4, 3)?.plus(1), number(7, 3)?.plus(1))),
        b"VP8 " => Some((number(6, 2)? & 0x3fff, number(8, 2)? & 0x3fff)),
        b"VP8L" => {
            let bits = number(1, 4)?;
            Some(((bits & 0x3fff).plus(1), (bits >> 14 & 0x3fff).plus(1)))
        }
        _ => None,
    }
}

/// The picture without EXIF, XMP and chunks that nobody knows.
pub(super) fn without_metadata(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    const NEEDED: [&[u8]; 8] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP", b"ANIM", b"ANMF", b"RIFF"];
    let mut bare = b"RIFF\0\0\0\0WEBP".to_vec();
    for chunk in chunks(bytes)?.iter().filter(|chunk| NEEDED.contains(&chunk.name)) {
        bare.extend_from_slice(chunk.name);
        bare.extend((chunk.data.len() as u32).to_le_bytes());
        let start = bare.len();
        bare.extend_from_slice(chunk.data);
        if chunk.name == b"VP8X"
            && let Some(flags) = bare.get_mut(start)
        {
            // It no longer has EXIF and XMP.
            *flags &= !0b1100;
        }
        if chunk.data.len() % 2 == 1 {
            bare.push(0);
        }
    }
    let size = quantity(bare.len()).minus(8).to_le_bytes();
    if let Some(to) = bare.get_mut(4..8) {
        to.copy_from_slice(&size);
    }
    Ok(bare)
}
