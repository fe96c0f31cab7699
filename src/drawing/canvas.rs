//! A field of ink: how much of it there is on each pixel.

use std::ops::Range;

use zeno::{Command, Mask, Point, Transform};

use crate::extent::{Whole, quantity};

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
            ink: vec![0; (width as usize).times(height as usize)],
        }
    }

    /// Fills a shape with a share of ink.
    pub fn fill(&mut self, path: &[Command], share: f32) {
        if !points(path).all(is_near) {
            return;
        }
        // Most pixels are beside the shape.
        let columns = span(points(path).map(|point| point.x), self.width);
        let rows = span(points(path).map(|point| point.y), self.height);
        if columns.is_empty() || rows.is_empty() {
            return;
        }
        let (mask, _) = Mask::new(path)
            .offset((-(columns.start as f32), -(rows.start as f32)))
            .size(quantity(columns.len()), quantity(rows.len()))
            .render();
        let lines = self.ink.chunks_mut(self.width as usize);
        let lines = lines.skip(rows.start).zip(mask.chunks(columns.len()));
        for (line, covered) in lines {
            let pixels = line.get_mut(columns.clone()).into_iter().flatten().zip(covered);
            for (pixel, covered) in pixels.filter(|(_, covered)| **covered > 0) {
                let add = (255.0 - f32::from(*pixel)) * f32::from(*covered) / 255.0 * share;
                // To the nearest, as nothing here is negative.
                *pixel = pixel.saturating_add((add + 0.5) as u8);
            }
        }
    }
}

fn is_near(point: Point) -> bool {
    point.x.abs() < FARTHEST && point.y.abs() < FARTHEST
}

/// The pixels from the least coordinate to the greatest, as far as they are in the picture.
fn span(coordinates: impl Iterator<Item = f32> + Clone, length: u32) -> Range<usize> {
    let least = coordinates.clone().fold(f32::INFINITY, f32::min);
    let greatest = coordinates.fold(f32::NEG_INFINITY, f32::max);
    let inside = |coordinate: f32| coordinate.clamp(0.0, length as f32) as usize;
    inside(least.floor())..inside(greatest.ceil())
}

/// All points that a path names; it stays between them.
fn points(path: &[Command]) -> impl Iterator<Item = Point> + Clone + '_ {
    path.iter().flat_map(|command| {
        let points = match *command {
            Command::MoveTo(to) | Command::LineTo(to) => [Some(to), None, None],
            Command::QuadTo(control, to) => [Some(control), Some(to), None],
            Command::CurveTo(first, second, to) => [Some(first), Some(second), Some(to)],
            Command::Close => [None; 3],
        };
        points.into_iter().flatten()
    })
}

/// A shape scaled, then moved.
pub(super) fn placed(path: impl Iterator<Item = Command>, scale: f32, x: f32, y: f32) -> Vec<Command> {
    let transform = Transform::scale(scale, scale).then_translate(x, y);
    path.map(|command| command.transform(&transform)).collect()
}
