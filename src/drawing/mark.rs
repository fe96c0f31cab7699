//! The portal's mark, from an SVG file of paths.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zeno::{Command, PathData};

use super::canvas::{Canvas, placed};
use super::colour::Colour;

/// The shapes of a mark. Only `path` elements are seen, and all of them get one colour: a mark must hold in one ink.
#[derive(Debug, Clone, Default)]
pub struct Mark {
    /// Left, top, width and height of the drawing.
    view: [f32; 4],
    path: Vec<Command>,
    /// The colour of its first shape.
    pub colour: Option<Colour>,
}

impl Mark {
    /// Reads an SVG file; what cannot be understood is left out.
    pub fn parse(svg: &str) -> Self {
        let mut mark = Self::default();
        let mut reader = Reader::from_str(svg);
        loop {
            match reader.read_event() {
                Ok(Event::Start(element) | Event::Empty(element)) => mark.add(&element),
                Ok(Event::Eof) | Err(_) => return mark,
                Ok(_) => {}
            }
        }
    }

    fn add(&mut self, element: &BytesStart) {
        let attribute = |name: &str| -> Option<String> {
            let found = element.try_get_attribute(name).ok().flatten()?;
            Some(found.value.into_owned())
        };
        match element.local_name().as_ref() {
            "svg" => {
                let numbers = attribute("viewBox").unwrap_or_default();
                let numbers: Vec<f32> = numbers.split_whitespace().flat_map(str::parse).collect();
                self.view = numbers.try_into().unwrap_or_default();
            }
            "path" => {
                let shape = attribute("d").unwrap_or_default();
                self.path.extend(shape.as_str().commands());
                self.colour = self.colour.or_else(|| Colour::parse(&attribute("fill")?));
            }
            _ => {}
        }
    }

    /// Whether there is anything to draw.
    pub fn is_empty(&self) -> bool {
        let [_, _, width, height] = self.view;
        self.path.is_empty() || !(width > 0.0 && height > 0.0)
    }

    /// Draws it into a square, in the middle of it.
    pub(super) fn draw(&self, canvas: &mut Canvas, (x, y): (f32, f32), size: f32, share: f32) {
        if self.is_empty() {
            return;
        }
        let [left, top, width, height] = self.view;
        let scale = size / width.max(height);
        let x = x + (size - width * scale) / 2.0 - left * scale;
        let y = y + (size - height * scale) / 2.0 - top * scale;
        canvas.fill(&placed(self.path.iter().copied(), scale, x, y), share);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_an_svg_may_hold_stops_it() {
        for svg in [
            "",
            "<svg",
            "<svg viewBox='0 0 0 0'><path d='M0 0h1v1z'/></svg>",
            "<svg viewBox='a b'><path d='M0 0h1v1z'/></svg>",
            "<svg viewBox='0 0 4 4'><path d='M0 0h1e30v1z'/></svg>",
            "<svg viewBox='0 0 4 4'><path d='nonsense'/></svg>",
            "<svg viewBox='0 0 4 4'><circle r='2'/></svg>",
        ] {
            let mut canvas = Canvas::new(8, 8);
            Mark::parse(svg).draw(&mut canvas, (0.0, 0.0), 8.0, 1.0);
            assert!(canvas.ink.iter().all(|pixel| *pixel == 0), "{svg}");
        }
    }

    #[test]
    fn a_mark_is_drawn_where_it_belongs() {
        let mark = Mark::parse("<svg viewBox='0 0 4 4'><path fill='#b3122b' d='M0 2h2v2H0z'/></svg>");
        assert_eq!(mark.colour, Some(Colour([0xb3, 0x12, 0x2b])));
        let mut canvas = Canvas::new(4, 4);
        mark.draw(&mut canvas, (0.0, 0.0), 4.0, 1.0);
        let rows: Vec<&[u8]> = canvas.ink.chunks(4).collect();
        assert_eq!(rows, [[0, 0, 0, 0], [0, 0, 0, 0], [255, 255, 0, 0], [255, 255, 0, 0]]);
    }
}
