//! The mark as an icon, for programs that take no SVG.

use super::canvas::Canvas;
use super::colour::Colour;
use super::mark::Mark;
use super::png::{self, Ground};

/// An icon: how large it is, and what is around the mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Icon {
    /// The mark alone.
    Plain(u16),
    /// The mark on a white tile, with the space that systems need to cut the tile into any form: all that matters lies in
    /// the inner 80 % (<https://www.w3.org/TR/appmanifest/#icon-masks>).
    Tile(u16),
}

impl Icon {
    /// Width and height in pixels.
    pub fn size(self) -> u16 {
        match self {
            Self::Plain(size) | Self::Tile(size) => size,
        }
    }

    /// The icon as PNG.
    pub fn draw(self, mark: &Mark) -> Vec<u8> {
        let size = self.size();
        let whole = f32::from(size);
        let mut canvas = Canvas::new(size.into(), size.into());
        let (share_of_mark, ground) = match self {
            Self::Plain(_) => (1.0, Ground::None),
            Self::Tile(_) => (0.56, Ground::Colour(Colour::WHITE)),
        };
        let edge = whole * (1.0 - share_of_mark) / 2.0;
        mark.draw(&mut canvas, (edge, edge), whole * share_of_mark, 1.0);
        png::write(&canvas, ground, mark.colour.unwrap_or(Colour::DARK))
    }
}

/// A PNG of at most 255 pixels in the older format that programs ask for by the name `favicon.ico`: one entry, which may be
/// a PNG as it is.
pub fn ico(icon: Icon, png: &[u8]) -> Vec<u8> {
    let size = u8::try_from(icon.size()).unwrap_or_default();
    let mut file = vec![0, 0, 1, 0, 1, 0, size, size, 0, 0, 1, 0, 32, 0];
    file.extend(u32::try_from(png.len()).unwrap_or_default().to_le_bytes());
    file.extend(22_u32.to_le_bytes());
    file.extend(png);
    file
}
