//! Where in an area a word has most room.

use super::frame::Point;
use crate::extent::Whole;

/// How many points are tried along the longer side.
const TRIES: i32 = 24;

/// The point inside the rings that is farthest from every border, of those on a grid of tries.
pub(super) fn roomiest(rings: &[Vec<Point>]) -> Point {
    let points = || rings.iter().flatten();
    let Some(first) = points().next() else {
        return (0, 0);
    };
    let (mut low, mut high) = (*first, *first);
    for (x, y) in points() {
        low = (low.0.min(*x), low.1.min(*y));
        high = (high.0.max(*x), high.1.max(*y));
    }
    let step = (high.0.minus(low.0).max(high.1.minus(low.1)) / TRIES).max(1) as usize;
    let tried = (low.0..=high.0)
        .step_by(step)
        .flat_map(|x| (low.1..=high.1).step_by(step).map(move |y| (x, y)));
    let inside = tried.filter(|point| is_inside(rings, *point));
    let best = inside.max_by_key(|point| distance(rings, *point));
    best.unwrap_or((low.0.plus(high.0) / 2, low.1.plus(high.1) / 2))
}

fn edges(rings: &[Vec<Point>]) -> impl Iterator<Item = (Point, Point)> {
    rings.iter().flat_map(|ring| {
        let next = ring.iter().cycle().skip(1);
        ring.iter().copied().zip(next.copied())
    })
}

/// Even-odd: whether a ray to the right crosses the borders an odd number of times.
fn is_inside(rings: &[Vec<Point>], (x, y): Point) -> bool {
    let crossings = edges(rings).filter(|(a, b)| {
        (a.1 > y) != (b.1 > y) && {
            let (dx, dy) = (i64::from(b.0.minus(a.0)), i64::from(b.1.minus(a.1)));
            let crossing = i64::from(x.minus(a.0))
                .times(dy)
                .minus(i64::from(y.minus(a.1)).times(dx));
            if dy > 0 { crossing < 0 } else { crossing > 0 }
        }
    });
    crossings.count() % 2 == 1
}

/// Square of the distance to the nearest border.
fn distance(rings: &[Vec<Point>], point: Point) -> i64 {
    edges(rings)
        .map(|(a, b)| distance_to_edge(point, a, b))
        .min()
        .unwrap_or_default()
}

fn distance_to_edge((x, y): Point, a: Point, b: Point) -> i64 {
    let (dx, dy) = (i64::from(b.0.minus(a.0)), i64::from(b.1.minus(a.1)));
    let (px, py) = (i64::from(x.minus(a.0)), i64::from(y.minus(a.1)));
    let length = dx.times(dx).plus(dy.times(dy));
    let along = px.times(dx).plus(py.times(dy)).clamp(0, length);
    let away = |p: i64, d: i64| p.times(length).minus(d.times(along)).checked_div(length);
    // Units are at most some thousands, so that the product stays far below what fits.
    let (x, y) = away(px, dx).zip(away(py, dy)).unwrap_or((px, py));
    x.times(x).plus(y.times(y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_square_and_beside_its_hole() {
        let square = vec![(0, 0), (48, 0), (48, 48), (0, 48)];
        assert_eq!(roomiest(std::slice::from_ref(&square)), (24, 24));
        let hole = vec![(0, 0), (30, 0), (30, 48), (0, 48)];
        let (x, _) = roomiest(&[square, hole]);
        assert!((36..=42).contains(&x), "{x}");
    }
}
