//! PNG with a palette of shades: one byte a pixel is enough for one ink on one ground.

use png::{BitDepth, ColorType, Compression, Encoder, Filter};

use super::canvas::Canvas;
use super::colour::Colour;

/// What lies below the ink.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ground {
    Colour(Colour),
    /// The pixels show what is behind the picture.
    None,
}

pub(super) fn write(canvas: &Canvas, ground: Ground, ink: Colour) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing into memory cannot fail, and there are as many pixels as the header says.
    let _ = encode(&mut bytes, canvas, ground, ink);
    bytes
}

fn encode(bytes: &mut Vec<u8>, canvas: &Canvas, ground: Ground, ink: Colour) -> Result<(), png::EncodingError> {
    let mut encoder = Encoder::new(bytes, canvas.width, canvas.height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    // A tenth larger than `Balanced`, in a fifteenth of the time: that was most of what drawing took.
    encoder.set_compression(Compression::Fast);
    encoder.set_filter(Filter::Adaptive);
    let shades = 0..=u8::MAX;
    match ground {
        Ground::Colour(ground) => {
            let palette = shades.flat_map(|share| ground.mixed_with(ink, share).0);
            encoder.set_palette(palette.collect::<Vec<u8>>());
        }
        Ground::None => {
            encoder.set_palette(ink.0.repeat(256));
            encoder.set_trns(shades.collect::<Vec<u8>>());
        }
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&canvas.ink)?;
    writer.finish()
}
