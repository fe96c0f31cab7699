//! The chunks of a PNG file.

use super::exif;
use super::head::Head;
use crate::extent::{Slicing, Whole, span};
use crate::model::Fault;

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

struct Chunk<'a> {
    name: &'a [u8],
    data: &'a [u8],
    whole: &'a [u8],
}

/// The chunks up to the end of the picture.
fn chunks(bytes: &[u8]) -> Result<Vec<Chunk<'_>>, Fault> {
    let mut chunks = Vec::new();
    let mut at = SIGNATURE.len();
    loop {
        let length = bytes.get(span(at, 4)).and_then(|length| length.try_into().ok());
        let length = u32::from_be_bytes(length.ok_or(Fault::Broken)?) as usize;
        let end = at
            .checked_add(12)
            .and_then(|end| end.checked_add(length))
            .ok_or(Fault::Broken)?;
        let whole = bytes.get(at..end).ok_or(Fault::Broken)?;
        let chunk = Chunk {
            name: whole.part(4..8),
            data: whole.part(8..length.plus(8)),
            whole,
        };
        let is_end = chunk.name == b"IEND";
        chunks.push(chunk);
        if is_end {
            return Ok(chunks);
        }
        at = end;
    }
}

pub(super) fn head(bytes: &[u8]) -> Result<Head, Fault> {
    let chunks = chunks(bytes)?;
    let number = |at: usize| {
        let head = chunks.first().filter(|chunk| chunk.name == b"IHDR")?;
        Some(u32::from_be_bytes(head.data.get(span(at, 4))?.try_into().ok()?))
    };
    let (width, height) = number(0).zip(number(4)).ok_or(Fault::Broken)?;
    let find = |name: &[u8]| chunks.iter().find(|chunk| chunk.name == name);
    if find(b"IDAT").is_none() {
        return Err(Fault::Broken);
    }
    Ok(Head {
        width,
        height,
        orientation: find(b"eXIf").map_or(1, |chunk| exif::orientation(chunk.data)),
        is_moving: find(b"acTL").is_some(),
    })
}

/// The picture without texts, times and whatever else is not needed to show it.
pub(super) fn without_metadata(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    const NEEDED: [&[u8]; 16] = [
        b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"pHYs",
        b"bKGD", b"acTL", b"fcTL", b"fdAT",
    ];
    let mut bare = SIGNATURE.to_vec();
    for chunk in chunks(bytes)?.iter().filter(|chunk| NEEDED.contains(&chunk.name)) {
        bare.extend_from_slice(chunk.whole);
    }
    Ok(bare)
}
