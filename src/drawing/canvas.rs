//! A field of ink: how much of it there is on each pixel.

use zeno::{Command, Mask, Point, Transform};

/// Coordinates beyond this are a mistake; they would cost time and show nothing.
const FARTHEST: f32 = 20_000.0;

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
        let (mask, _) = Mask::new(path).size(self.width, self.height).render();
        // Most pixels are beside the shape.
        for (pixel, covered) in self.ink.iter_mut().zip(mask).filter(|(_, covered)| *covered > 0) {
            let add = (255.0 - f32::from(*pixel)) * f32::from(covered) / 255.0 * share;
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
