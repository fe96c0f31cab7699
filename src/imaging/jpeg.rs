//! The segments of a JPEG file.

use super::exif;
use super::head::Head;
use crate::extent::{Slicing, Whole};
use crate::model::Fault;

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const EXIF: &[u8] = b"Exif\0\0";

/// A segment with its marker.
struct Segment<'a> {
    marker: u8,
    /// What it holds, without marker and length.
    data: &'a [u8],
    /// All of it, a scan with what follows it up to the next segment.
    whole: &'a [u8],
}

/// The segments up to the end of the picture. What lies behind that (videos, other pictures) is no part of it.
fn segments(bytes: &[u8]) -> Result<Vec<Segment<'_>>, Fault> {
    let mut segments = Vec::new();
    let mut at = 2;
    loop {
        while bytes.get(at) == Some(&0xff) && bytes.get(at.plus(1)) == Some(&0xff) {
            at.raise(1);
        }
        let (Some(0xff), Some(&marker)) = (bytes.get(at), bytes.get(at.plus(1))) else {
            return Err(Fault::Broken);
        };
        if marker == END {
            return Ok(segments);
        }
        let length = bytes.get(at.plus(2)..).and_then(<[u8]>::first_chunk);
        let length = usize::from(u16::from_be_bytes(*length.ok_or(Fault::Broken)?));
        let data = bytes.get(at.plus(4)..at.plus(2).plus(length)).ok_or(Fault::Broken)?;
        let mut end = at.plus(2).plus(length);
        if marker == SCAN {
            end = end_of_scan(bytes, end)?;
        }
        segments.push(Segment {
            marker,
            data,
            whole: bytes.part(at..end),
        });
        at = end;
    }
}

/// Where the compressed data of a scan end: at a marker that is neither a zero (which stands for a byte of 255) nor one
/// of those that restart the decoder.
fn end_of_scan(bytes: &[u8], start: usize) -> Result<usize, Fault> {
    let pairs = bytes.get(start..).unwrap_or_default().array_windows();
    let end = pairs
        .zip(start..)
        .find(|([first, second], _)| *first == 0xff && !matches!(second, 0 | 0xd0..=0xd7 | 0xff));
    end.map(|(_, at)| at).ok_or(Fault::Broken)
}

pub(super) fn head(bytes: &[u8]) -> Result<Head, Fault> {
    let segments = segments(bytes)?;
    // Frames of all methods, but not the tables whose markers lie between theirs.
    let is_frame = |marker: u8| matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
    let frame = segments.iter().find(|segment| is_frame(segment.marker));
    let size = frame.and_then(|frame| frame.data.get(1..)?.first_chunk());
    let [height, also_height, width, also_width] = *size.ok_or(Fault::Broken)?;
    if !segments.iter().any(|segment| segment.marker == SCAN) {
        return Err(Fault::Broken);
    }
    Ok(Head {
        height: u32::from(u16::from_be_bytes([height, also_height])),
        width: u32::from(u16::from_be_bytes([width, also_width])),
        orientation: orientation(&segments),
        is_moving: false,
    })
}

fn orientation(segments: &[Segment]) -> u8 {
    let mut blocks = segments
        .iter()
        .filter(|segment| segment.marker == 0xe1)
        .filter_map(|segment| segment.data.strip_prefix(EXIF));
    blocks.next().map_or(1, exif::orientation)
}

/// The picture with nothing beside it but colour profile and orientation.
pub(super) fn without_metadata(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let segments = segments(bytes)?;
    let mut bare = vec![0xff, START];
    let orientation = orientation(&segments);
    if orientation != 1 {
        let block = [EXIF, &exif::block(orientation)].concat();
        bare.extend([0xff, 0xe1]);
        bare.extend((block.len() as u16).plus(2).to_be_bytes());
        bare.extend(block);
    }
    for segment in segments.iter().filter(|segment| is_of_the_picture(segment)) {
        bare.extend_from_slice(segment.whole);
    }
    bare.extend([0xff, END]);
    Ok(bare)
}

fn is_of_the_picture(segment: &Segment) -> bool {
    match segment.marker {
        // `JFIF`, but not the thumbnail behind it.
        0xe0 => segment.data.starts_with(b"JFIF\0"),
        0xe2 => segment.data.starts_with(b"ICC_PROFILE\0"),
        // How the colours are to be read.
        0xee => segment.data.starts_with(b"Adobe"),
        // All other data of applications, and comments.
        0xe0..=0xef | 0xfe => false,
        _ => true,
    }
}
