//! Areas as paths of SVG.

use std::fmt::Write;

use super::frame::{Frame, Point};
use super::label::roomiest;
use crate::extent::Whole;
use crate::model::{Area, AuthorityId, Boundaries, Position};

/// An area on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Whose area it is.
    pub authority: AuthorityId,
    /// Path data, to be filled by the rule `evenodd`.
    pub path: String,
    /// Where a word has most room.
    pub label: Point,
}

/// The areas of a level in the order of the file.
pub fn outlines(boundaries: &Boundaries, frame: &Frame) -> Vec<Outline> {
    let areas = boundaries.areas.iter();
    areas
        .map(|area| {
            let rings = rings(area, frame);
            Outline {
                authority: area.authority.clone(),
                path: path(&rings),
                label: roomiest(&rings),
            }
        })
        .collect()
}

/// All borders of a level as one path, to be drawn over other areas.
pub fn borders(boundaries: &Boundaries, frame: &Frame) -> String {
    let areas = boundaries.areas.iter();
    areas.map(|area| path(&rings(area, frame))).collect()
}

/// The rings of an area on the grid. What is too small for the grid becomes a dot, if nothing else is left of the area.
fn rings(area: &Area, frame: &Frame) -> Vec<Vec<Point>> {
    let all = area.polygons.iter().flatten();
    let rings: Vec<Vec<Point>> = all.filter_map(|ring| on_grid(ring, frame)).collect();
    if !rings.is_empty() {
        return rings;
    }
    let first = area.polygons.iter().flatten().flatten().next();
    first.map(|position| dot(frame.place(*position))).into_iter().collect()
}

fn dot((x, y): Point) -> Vec<Point> {
    vec![(x, y), (x.plus(2), y), (x.plus(2), y.plus(2)), (x, y.plus(2))]
}

/// A ring without its last point, which is the first again; `None` if it shrinks to a line.
fn on_grid(ring: &[Position], frame: &Frame) -> Option<Vec<Point>> {
    let mut points: Vec<Point> = ring.iter().map(|position| frame.place(*position)).collect();
    points.dedup();
    if points.first() == points.last() {
        points.pop();
    }
    let points = without_straight_points(&points);
    (points.len() >= 3).then_some(points)
}

/// Leaves out points that lie on the straight line between their neighbours: the shape stays the same.
fn without_straight_points(points: &[Point]) -> Vec<Point> {
    let count = points.len();
    let before = points.iter().cycle().skip(count.saturating_sub(1));
    let after = points.iter().cycle().skip(1);
    let neighbours = before.zip(points).zip(after);
    neighbours
        .map(|((before, point), after)| (*before, *point, *after))
        .filter(|(before, point, after)| {
            let to = (i64::from(point.0.minus(before.0)), i64::from(point.1.minus(before.1)));
            let from = (i64::from(after.0.minus(point.0)), i64::from(after.1.minus(point.1)));
            let turns = to.0.times(from.1) != to.1.times(from.0);
            let goes_back = to.0.times(from.0).plus(to.1.times(from.1)) < 0;
            turns || goes_back
        })
        .map(|(_, point, _)| point)
        .collect()
}

/// Path data with relative coordinates and no more blanks than it needs.
fn path(rings: &[Vec<Point>]) -> String {
    let mut path = String::new();
    for ring in rings {
        let mut last = None;
        for point in ring {
            match last {
                None => {
                    // Writing into a string cannot fail.
                    let _ = write!(path, "M{} {}l", point.0, point.1);
                }
                Some((x, y)) => push_step(&mut path, (point.0.minus(x), point.1.minus(y))),
            }
            last = Some(*point);
        }
        path.push('z');
    }
    path
}

/// A minus sign parts numbers as well as a blank does.
fn push_step(path: &mut String, (x, y): Point) {
    if x >= 0 && !path.ends_with('l') {
        path.push(' ');
    }
    let blank = if y >= 0 { " " } else { "" };
    let _ = write!(path, "{x}{blank}{y}");
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{BoundaryLevel, Source};

    fn area(key: &str, points: &[(f64, f64)]) -> Area {
        let ring = points.iter().map(|(lon, lat)| Position { lon: *lon, lat: *lat });
        Area {
            authority: key.parse().expect("id"),
            index: 0,
            polygons: vec![vec![ring.collect()]],
        }
    }

    fn two_neighbours() -> Boundaries {
        let border = [(1.0, 0.0), (1.013, 0.41), (0.987, 0.73), (1.0, 1.0)];
        let mut west = vec![(0.0, 0.0)];
        west.extend(border);
        west.extend([(0.0, 1.0), (0.0, 0.0)]);
        let mut east = vec![(2.0, 0.0), (2.0, 1.0)];
        east.extend(border.iter().rev());
        east.push((2.0, 0.0));
        Boundaries {
            level: BoundaryLevel::Counties,
            source: Source {
                path: Arc::from("content/karten/kreise.geojson"),
            },
            areas: vec![area("990010000000", &west), area("990020000000", &east)],
        }
    }

    #[test]
    fn neighbours_share_their_border_on_every_grid() {
        let boundaries = two_neighbours();
        for width in [30, 60, 110, 1000] {
            let frame = Frame::around([&boundaries], width).expect("frame");
            let [west, east] = &boundaries.areas[..] else { panic!() };
            let (west, east) = (rings(west, &frame), rings(east, &frame));
            let area = |rings: &[Vec<Point>]| rings.iter().map(|ring| doubled_area(ring)).sum::<i64>();
            let whole = i64::from(frame.width - 8) * i64::from(frame.place(Position { lon: 0.0, lat: 0.0 }).1 - 4);
            assert_eq!(area(&west) + area(&east), 2 * whole, "{width}");
        }
    }

    fn doubled_area(ring: &[Point]) -> i64 {
        let next = ring.iter().cycle().skip(1);
        let sum: i64 = ring
            .iter()
            .zip(next)
            .map(|(a, b)| i64::from(a.0) * i64::from(b.1) - i64::from(b.0) * i64::from(a.1))
            .sum();
        sum.abs()
    }

    #[test]
    fn a_path_is_short_and_whole() {
        assert_eq!(path(&[vec![(4, 4), (10, 4), (10, 9), (4, 9)]]), "M4 4l6 0 0 5-6 0z");
    }

    #[test]
    fn straight_points_go_and_corners_stay() {
        let ring = [(0, 0), (2, 0), (4, 0), (4, 4), (0, 4)];
        assert_eq!(without_straight_points(&ring), [(0, 0), (4, 0), (4, 4), (0, 4)]);
    }

    #[test]
    fn what_is_smaller_than_the_grid_is_still_there() {
        let speck = area("990010000000", &[(0.5, 0.5), (0.5001, 0.5), (0.5, 0.5001), (0.5, 0.5)]);
        let boundaries = two_neighbours();
        let frame = Frame::around([&boundaries], 50).expect("frame");
        assert_eq!(rings(&speck, &frame).len(), 1);
    }
}
