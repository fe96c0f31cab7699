//! Pictures that editors bring: what their bytes say, scaled to what pages show, and without what they need not tell
//! everybody (where a photo was taken, by whom, and on what).
//!
//! All of it is a function of the bytes, and every machine gets the same: nothing here depends on the processor.

mod decode;
mod encode;
mod exif;
mod gif;
mod head;
mod jpeg;
mod pixels;
mod png;
mod riff;

pub use encode::{Form, MOST_BYTES};
pub use head::MOST_PIXELS;
pub use pixels::{Pixels, height_at};

use crate::extent::{Slicing, Whole};
use crate::model::{Fault, Photo, PhotoFormat};
use head::Head;

/// Changes when the same picture would come out differently.
pub const VERSION: u32 = 1;

/// What a picture is; `None` if the bytes are no picture of pixels.
///
/// # Errors
/// A picture that cannot be shown.
pub fn look(bytes: &[u8]) -> Option<Result<Photo, Fault>> {
    let format = match format(bytes)? {
        Ok(format) => format,
        Err(fault) => return Some(Err(fault)),
    };
    Some(head(bytes, format).and_then(|head| {
        let turned = head.orientation >= 5;
        let (width, height) = if turned {
            (head.height, head.width)
        } else {
            (head.width, head.height)
        };
        if width == 0 || height == 0 {
            return Err(Fault::Broken);
        }
        if u64::from(width).times(u64::from(height)) > MOST_PIXELS {
            return Err(Fault::TooLarge(width, height));
        }
        // What is published as it is must be sound from one end to the other, too.
        without_metadata(bytes, format)?;
        let hash = blake3::hash(bytes).to_hex();
        Ok(Photo {
            format,
            width,
            height,
            is_moving: head.is_moving,
            hash: hash.part(..16).into(),
        })
    }))
}

fn format(bytes: &[u8]) -> Option<Result<PhotoFormat, Fault>> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    if starts(b"\xff\xd8\xff") {
        return Some(Ok(PhotoFormat::Jpeg));
    }
    if starts(png::SIGNATURE) {
        return Some(Ok(PhotoFormat::Png));
    }
    if starts(b"GIF87a") || starts(b"GIF89a") {
        return Some(Ok(PhotoFormat::Gif));
    }
    if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(Ok(PhotoFormat::WebP));
    }
    let other = match bytes.get(4..12) {
        Some(b"ftypavif" | b"ftypavis") => "AVIF",
        Some(brand) if brand.starts_with(b"ftyphe") || brand == b"ftypmif1" => "HEIC",
        _ if starts(b"II*\0") || starts(b"MM\0*") => "TIFF",
        _ if starts(b"\0\0\0\x0cJXL ") || starts(b"\xff\x0a") => "JPEG XL",
        _ if starts(b"BM") && bytes.get(6..10) == Some(&[0; 4]) => "BMP",
        _ if starts(b"8BPS") => "Photoshop",
        _ => return None,
    };
    Some(Err(Fault::Format(other)))
}

fn head(bytes: &[u8], format: PhotoFormat) -> Result<Head, Fault> {
    match format {
        PhotoFormat::Jpeg => jpeg::head(bytes),
        PhotoFormat::Png => png::head(bytes),
        PhotoFormat::WebP => riff::head(bytes),
        PhotoFormat::Gif => gif::head(bytes),
    }
}

fn without_metadata(bytes: &[u8], format: PhotoFormat) -> Result<Vec<u8>, Fault> {
    match format {
        PhotoFormat::Jpeg => jpeg::without_metadata(bytes),
        PhotoFormat::Png => png::without_metadata(bytes),
        PhotoFormat::WebP => riff::without_metadata(bytes),
        PhotoFormat::Gif => gif::without_metadata(bytes),
    }
}

/// The file itself, without its metadata and otherwise as it was.
///
/// # Errors
/// Bytes that make no sense.
pub fn original(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let format = format(bytes).ok_or(Fault::Broken)??;
    let head = head(bytes, format)?;
    // JPEG keeps saying how it stands; of the others, hardly any does.
    if head.orientation == 1 || format == PhotoFormat::Jpeg || head.is_moving {
        return without_metadata(bytes, format);
    }
    let form = if format == PhotoFormat::Png {
        Form::Png
    } else {
        Form::WebP
    };
    encode::lossless(&decode(bytes)?, form)
}

/// A picture as pixels, upright.
///
/// # Errors
/// Bytes that make no sense, or too many pixels.
pub fn decode(bytes: &[u8]) -> Result<Pixels, Fault> {
    let format = format(bytes).ok_or(Fault::Broken)??;
    let head = head(bytes, format)?;
    if u64::from(head.width).times(u64::from(head.height)) > MOST_PIXELS {
        return Err(Fault::TooLarge(head.width, head.height));
    }
    let pixels = match format {
        PhotoFormat::Jpeg => decode::jpeg(bytes)?,
        PhotoFormat::Png => decode::png(bytes)?,
        PhotoFormat::WebP => decode::webp(bytes)?,
        PhotoFormat::Gif => return Err(Fault::Format("GIF")),
    };
    Ok(pixels.upright(head.orientation))
}

/// A picture scaled to a width, as a file. Where the file at hand is that already and small, it is taken as it is.
///
/// # Errors
/// Pixels that cannot be written.
pub fn write(base: &Pixels, source: &[u8], width: u32, form: Form) -> Result<Vec<u8>, Fault> {
    let at_hand = format(source).and_then(Result::ok);
    let is_form = matches!(
        (at_hand, form),
        (Some(PhotoFormat::Jpeg), Form::Jpeg)
            | (Some(PhotoFormat::Png), Form::Png)
            | (Some(PhotoFormat::WebP), Form::WebP)
    );
    if let Some(format) = at_hand.filter(|_| is_form) {
        let head = head(source, format)?;
        if head.width == width && head.orientation == 1 {
            let bare = without_metadata(source, format)?;
            if bare.len() <= MOST_BYTES {
                return Ok(bare);
            }
        }
    }
    let scaled = base.scaled_to(width);
    match form {
        Form::WebP if at_hand == Some(PhotoFormat::Png) => encode::webp_of_drawing(&scaled),
        _ => encode::encode(&scaled, form),
    }
}
