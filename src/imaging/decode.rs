//! Pixels from the formats.

use std::io::Cursor;

use image_webp::WebPDecoder;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use super::head::MOST_PIXELS;
use super::pixels::Pixels;
use crate::extent::Whole;
use crate::model::Fault;

/// Memory for a decoder: four bytes for each pixel, twice.
const MOST_MEMORY: usize = 8 * MOST_PIXELS as usize;

fn broken<E>(_: E) -> Fault {
    Fault::Broken
}

pub(super) fn jpeg(bytes: &[u8]) -> Result<Pixels, Fault> {
    let most = u16::MAX.into();
    let options = DecoderOptions::new_safe()
        .jpeg_set_out_colorspace(ColorSpace::RGB)
        .set_max_width(most)
        .set_max_height(most);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let bytes = decoder.decode().map_err(broken)?;
    let info = decoder.info().ok_or(Fault::Broken)?;
    checked(u32::from(info.width), u32::from(info.height), 3, bytes)
}

pub(super) fn png(bytes: &[u8]) -> Result<Pixels, Fault> {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: MOST_MEMORY });
    // Only pixels are asked for, and what is packed beside them may be a million times as large as it looks.
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(broken)?;
    let mut pixels = vec![
        0;
        reader
            .output_buffer_size()
            .filter(|size| *size <= MOST_MEMORY)
            .ok_or(Fault::Broken)?
    ];
    let frame = reader.next_frame(&mut pixels).map_err(broken)?;
    pixels.truncate(frame.buffer_size());
    let (channels, pixels) = match frame.color_type {
        png::ColorType::Rgb => (3, pixels),
        png::ColorType::Rgba => (4, pixels),
        png::ColorType::Grayscale => (3, pixels.iter().flat_map(|grey| [*grey; 3]).collect()),
        png::ColorType::GrayscaleAlpha => {
            let (pairs, _) = pixels.as_chunks();
            let pairs = pairs.iter();
            (
                4,
                pairs.flat_map(|[grey, alpha]| [*grey, *grey, *grey, *alpha]).collect(),
            )
        }
        // Palettes are resolved.
        png::ColorType::Indexed => return Err(Fault::Broken),
    };
    Ok(checked(frame.width, frame.height, channels, pixels)?.opaque())
}

pub(super) fn webp(bytes: &[u8]) -> Result<Pixels, Fault> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    decoder.set_memory_limit(MOST_MEMORY);
    let (width, height) = decoder.dimensions();
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let size = decoder.output_buffer_size().filter(|size| *size <= MOST_MEMORY);
    let mut pixels = vec![0; size.ok_or(Fault::Broken)?];
    decoder.read_image(&mut pixels).map_err(broken)?;
    Ok(checked(width, height, channels, pixels)?.opaque())
}

/// Pixels whose number is what the size says.
fn checked(width: u32, height: u32, channels: usize, bytes: Vec<u8>) -> Result<Pixels, Fault> {
    let pixels = Pixels {
        width,
        height,
        channels,
        bytes,
    };
    let is_whole =
        pixels.bytes.len() == (width as usize).times(height as usize).times(channels) && !pixels.bytes.is_empty();
    is_whole.then_some(pixels).ok_or(Fault::Broken)
}

impl Pixels {
    /// Without transparency where nothing is transparent: it would only cost bytes.
    fn opaque(self) -> Self {
        let (pixels, _) = self.bytes.as_chunks();
        if self.channels != 4 || pixels.iter().any(|[.., alpha]: &[u8; 4]| *alpha != u8::MAX) {
            return self;
        }
        let bytes = pixels
            .iter()
            .flat_map(|[red, green, blue, _]| [*red, *green, *blue])
            .collect();
        Self {
            channels: 3,
            bytes,
            ..self
        }
    }
}
