//! Words as shapes.

use ttf_parser::{Face, GlyphId, OutlineBuilder};
use unicode_normalization::UnicodeNormalization;
use zeno::{Command, Point};

use super::canvas::placed;

/// A font that can be drawn with.
#[derive(Debug)]
pub struct Font<'a>(Face<'a>);

impl<'a> Font<'a> {
    /// Reads a TrueType or OpenType file; none if it is neither.
    pub fn parse(bytes: &'a [u8]) -> Option<Self> {
        Face::parse(bytes, 0).ok().map(Self)
    }

    /// How wide a text is at a size.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        let (_, end) = self.set(text);
        end * self.scale(size)
    }

    /// The shape of a text that begins at a point of the base line.
    pub(super) fn shape(&self, text: &str, size: f32, (x, y): (f32, f32)) -> Vec<Command> {
        let scale = self.scale(size);
        let (glyphs, _) = self.set(text);
        let shape = |(glyph, left): (GlyphId, f32)| {
            let mut outline = Outline(Vec::new());
            self.0.outline_glyph(glyph, &mut outline);
            placed(outline.0.into_iter(), scale, x + left * scale, y)
        };
        glyphs.into_iter().flat_map(shape).collect()
    }

    fn scale(&self, size: f32) -> f32 {
        size / f32::from(self.0.units_per_em())
    }

    /// The glyphs of a text with their places, and where the text ends, in units of the font.
    fn set(&self, text: &str) -> (Vec<(GlyphId, f32)>, f32) {
        let mut glyphs: Vec<(GlyphId, f32)> = Vec::new();
        let mut end = 0.0;
        for glyph in text.nfc().filter_map(|character| self.glyph(character)) {
            if let Some((last, _)) = glyphs.last() {
                end += self.kerning(*last, glyph);
            }
            glyphs.push((glyph, end));
            end += f32::from(self.0.glyph_hor_advance(glyph).unwrap_or_default());
        }
        (glyphs, end)
    }

    /// A letter that the font does not have is written without its marks, and what has none is left out.
    fn glyph(&self, character: char) -> Option<GlyphId> {
        let glyph = |character| self.0.glyph_index(character);
        glyph(character).or_else(|| std::iter::once(character).nfd().find_map(glyph))
    }

    fn kerning(&self, left: GlyphId, right: GlyphId) -> f32 {
        let tables = self.0.tables().kern.into_iter().flat_map(|kern| kern.subtables);
        let mut pairs = tables.filter(|table| table.horizontal && !table.variable);
        f32::from(
            pairs
                .find_map(|table| table.glyphs_kerning(left, right))
                .unwrap_or_default(),
        )
    }
}

/// Glyphs point upwards, pictures downwards.
struct Outline(Vec<Command>);

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(Command::MoveTo(Point::new(x, -y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(Command::LineTo(Point::new(x, -y)));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.push(Command::QuadTo(Point::new(x1, -y1), Point::new(x, -y)));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (first, second) = (Point::new(x1, -y1), Point::new(x2, -y2));
        self.0.push(Command::CurveTo(first, second, Point::new(x, -y)));
    }

    fn close(&mut self) {
        self.0.push(Command::Close);
    }
}
