//! Files from pixels, small enough for the road.

use image_webp::{EncoderParams, WebPEncoder};
use jpeg_encoder::{Encoder, SamplingFactor};

use super::pixels::Pixels;
use crate::extent::Whole;
use crate::model::Fault;

/// What a picture on a page may weigh; what can be made worse is made worse until it does.
pub const MOST_BYTES: usize = 300_000;

/// A format that pictures are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
}

impl Form {
    /// Ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
        }
    }

    /// What HTML calls it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
        }
    }
}

pub(super) fn encode(pixels: &Pixels, form: Form) -> Result<Vec<u8>, Fault> {
    match form {
        Form::Jpeg => small_enough([82, 74, 62, 48, 34, 20], |quality| jpeg(pixels, quality)),
        Form::Png => png(pixels),
        Form::WebP => small_enough([78, 68, 54, 40, 26, 12], |quality| webp(pixels, Some(quality))),
    }
}

/// Without loss: WebP and PNG.
pub(super) fn lossless(pixels: &Pixels, form: Form) -> Result<Vec<u8>, Fault> {
    match form {
        Form::WebP => webp(pixels, None),
        Form::Jpeg | Form::Png => png(pixels),
    }
}

/// WebP for a drawing: without loss if that is small, which it is where there are plain areas.
pub(super) fn webp_of_drawing(pixels: &Pixels) -> Result<Vec<u8>, Fault> {
    let exact = webp(pixels, None)?;
    let lossy = encode(pixels, Form::WebP)?;
    let is_small = exact.len() <= MOST_BYTES && exact.len() <= lossy.len().times(2);
    Ok(if is_small { exact } else { lossy })
}

fn small_enough(qualities: [u8; 6], write: impl Fn(u8) -> Result<Vec<u8>, Fault>) -> Result<Vec<u8>, Fault> {
    let mut last = Err(Fault::Broken);
    for quality in qualities {
        let bytes = write(quality)?;
        if bytes.len() < MOST_BYTES {
            return Ok(bytes);
        }
        last = Ok(bytes);
    }
    last
}

fn jpeg(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, Fault> {
    let side = |length: u32| u16::try_from(length).map_err(|_| Fault::Broken);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    let colour = match pixels.channels {
        3 => jpeg_encoder::ColorType::Rgb,
        _ => jpeg_encoder::ColorType::Rgba,
    };
    let written = encoder.encode(&pixels.bytes, side(pixels.width)?, side(pixels.height)?, colour);
    written.map(|()| bytes).map_err(|_| Fault::Broken)
}

fn webp(pixels: &Pixels, quality: Option<u8>) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let mut encoder = WebPEncoder::new(&mut bytes);
    let mut parameters = EncoderParams::default();
    if let Some(quality) = quality {
        parameters.use_lossy = true;
        parameters.lossy_quality = quality;
    }
    encoder.set_params(parameters);
    let colour = match pixels.channels {
        3 => image_webp::ColorType::Rgb8,
        _ => image_webp::ColorType::Rgba8,
    };
    let written = encoder.encode(&pixels.bytes, pixels.width, pixels.height, colour);
    written.map(|()| bytes).map_err(|_| Fault::Broken)
}

fn png(pixels: &Pixels) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width, pixels.height);
    encoder.set_color(match pixels.channels {
        3 => png::ColorType::Rgb,
        _ => png::ColorType::Rgba,
    });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_filter(png::Filter::Adaptive);
    let mut written = encoder.write_header().map_err(|_| Fault::Broken)?;
    written.write_image_data(&pixels.bytes).map_err(|_| Fault::Broken)?;
    written.finish().map_err(|_| Fault::Broken)?;
    Ok(bytes)
}
