//! The picture that social media and messengers show beside a link.

use super::canvas::Canvas;
use super::colour::Colour;
use super::font::Font;
use super::lines::{Size, fit};
use super::mark::Mark;
use super::png::{self, Ground};

/// The height of a capital letter, as a share of the size of the type.
const CAPITAL: f32 = 0.72;

/// The words of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preview {
    /// Whose portal it is: beside the mark.
    pub portal: String,
    /// Above the title.
    pub kicker: Option<String>,
    /// What it is about, large.
    pub title: String,
    /// At the foot.
    pub address: String,
}

impl Preview {
    /// Width in pixels; with the height, what the Open Graph protocol's readers crop least.
    pub const WIDTH: u16 = 1200;
    /// Height in pixels.
    pub const HEIGHT: u16 = 630;

    const MARGIN: f32 = 80.0;
    const SMALL: [Size; 3] = [(34.0, 1), (28.0, 1), (22.0, 1)];
    const NAMES: [Size; 3] = [(38.0, 1), (30.0, 1), (24.0, 1)];
    const TITLES: [Size; 5] = [(96.0, 2), (82.0, 3), (72.0, 3), (62.0, 3), (54.0, 4)];
    /// From line to line, as a share of the size of the type.
    const LEADING: f32 = 1.14;
    /// Of the large mark in the background.
    const FAINT: f32 = 0.1;

    /// The picture as PNG, on a ground of the mark's colour.
    pub fn draw(&self, mark: &Mark, font: &Font) -> Vec<u8> {
        let (width, height) = (f32::from(Self::WIDTH), f32::from(Self::HEIGHT));
        let mut canvas = Canvas::new(Self::WIDTH.into(), Self::HEIGHT.into());
        mark.draw(&mut canvas, (width - 560.0, height - 580.0), 640.0, Self::FAINT);
        self.head(&mut canvas, mark, font);
        self.body(&mut canvas, font);
        let ground = mark.colour.unwrap_or(Colour::DARK);
        png::write(&canvas, Ground::Colour(ground), ground.ink())
    }

    fn head(&self, canvas: &mut Canvas, mark: &Mark, font: &Font) {
        let mut left = Self::MARGIN;
        if !mark.is_empty() {
            mark.draw(canvas, (left, 68.0), 64.0, 1.0);
            left += 88.0;
        }
        let width = f32::from(Self::WIDTH) - left - Self::MARGIN;
        let name = fit(font, &self.portal, width, &Self::NAMES);
        // In the middle of the mark's height.
        let base = 100.0 + name.size * CAPITAL / 2.0;
        for line in &name.lines {
            canvas.fill(&font.shape(line, name.size, (left, base)), 1.0);
        }
    }

    /// From the foot upwards: address, title, kicker.
    fn body(&self, canvas: &mut Canvas, font: &Font) {
        let width = f32::from(Self::WIDTH) - 2.0 * Self::MARGIN;
        let mut line = |text: &str, size: f32, base: f32, share: f32| {
            canvas.fill(&font.shape(text, size, (Self::MARGIN, base)), share);
        };
        let mut base = f32::from(Self::HEIGHT) - 68.0;
        let address = fit(font, &self.address, width, &Self::SMALL);
        address
            .lines
            .iter()
            .for_each(|text| line(text, address.size, base, 0.8));
        base -= 72.0;
        let title = fit(font, &self.title, width, &Self::TITLES);
        let mut top = base;
        for text in title.lines.iter().rev() {
            line(text, title.size, base, 1.0);
            top = base - title.size * CAPITAL;
            base -= title.size * Self::LEADING;
        }
        let kicker = fit(font, self.kicker.as_deref().unwrap_or_default(), width, &Self::SMALL);
        kicker
            .lines
            .iter()
            .for_each(|text| line(text, kicker.size, top - 34.0, 0.8));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Icon, VERSION};
    use super::*;

    /// What was drawn when the version last rose. A failure means: raise `VERSION`, then write down what is drawn now.
    const DRAWN: (u32, &str) = (3, "4f55ce252e86a015");

    #[test]
    fn what_is_drawn_differs_only_with_the_version() {
        let mark = Mark::parse(include_str!("../../themes/standard/icons/mark.svg"));
        let font = Font::parse(include_bytes!("../../themes/standard/fonts/pictures.ttf")).expect("a font");
        let preview = Preview {
            portal: "Portal, Land Musterland".to_owned(),
            kicker: Some("Leistungen".to_owned()),
            title: "Ministerium des Innern und für Übergrößen".to_owned(),
            address: "portal.example.org".to_owned(),
        };
        let mut all = preview.draw(&mark, &font);
        all.extend(Icon::Tile(192).draw(&mark));
        all.extend(Icon::Plain(32).draw(&mark));
        let hash = blake3::hash(&all).to_hex();
        assert_eq!((VERSION, &hash[..16]), DRAWN);
    }
}
