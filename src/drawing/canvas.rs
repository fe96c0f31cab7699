//! A field of ink: how much of it there is on each pixel.

use zeno::{Command, Mask, Point, Transform};

/// Coordinates beyond this are a mistake; they would cost time and show nothing.
const FARTHEST: f32 = 4_000.0;

/// The pixels of a picture, line by line, from 0 (ground) to 255 (ink).
#[derive(Debug)]
pub(super) struct Canvas {
    pub width: u32,
    pub height: u32,
    pub ink: Vec<u8>,
}

impl Canvas {
    pub fn new(width: u32, height: u32) -> Self {
        Self {
            width,
            height,
            ink: vec![0; width as usize * height as usize],
        }
    }

    /// Fills a shape with a share of ink.
    pub fn fill(&mut self, path: &[Command], share: f32) {
        if path.is_empty() || !path.iter().all(is_near) {
            return;
        }
        // Only as large as the shape: most of a picture is ground.
        let (mask, place) = Mask::new(path).render();
        let Some(columns) = usize::try_from(place.width).ok().filter(|width| *width > 0) else {
            return;
        };
        for (row, y) in mask.chunks_exact(columns).zip(i64::from(place.top)..) {
            self.add(row, i64::from(place.left), y, share);
        }
    }

    /// Adds a row of a shape; what is beside the picture is left out.
    fn add(&mut self, row: &[u8], left: i64, y: i64, share: f32) {
        let width = self.width as usize;
        let line = usize::try_from(y)
            .ok()
            .and_then(|y| self.ink.chunks_exact_mut(width).nth(y));
        let before = usize::try_from(-left).unwrap_or_default();
        let skipped = usize::try_from(left).unwrap_or_default();
        let pixels = line.into_iter().flatten().skip(skipped);
        for (pixel, covered) in pixels.zip(row.iter().skip(before)).filter(|(_, covered)| **covered > 0) {
            let add = (255.0 - f32::from(*pixel)) * f32::from(*covered) / 255.0 * share;
            *pixel = pixel.saturating_add(add.round() as u8);
        }
    }
}

fn is_near(command: &Command) -> bool {
    let near = |point: &Point| point.x.abs() < FARTHEST && point.y.abs() < FARTHEST;
    match command {
        Command::MoveTo(to) | Command::LineTo(to) => near(to),
        Command::QuadTo(control, to) => near(control) && near(to),
        Command::CurveTo(first, second, to) => near(first) && near(second) && near(to),
        Command::Close => true,
    }
}

/// A shape scaled, then moved.
pub(super) fn placed(path: impl Iterator<Item = Command>, scale: f32, x: f32, y: f32) -> Vec<Command> {
    let transform = Transform::scale(scale, scale).then_translate(x, y);
    path.map(|command| command.transform(&transform)).collect()
}
