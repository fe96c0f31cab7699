//! Where a point of the globe lies on the map.

use crate::extent::Whole;
use crate::model::{Boundaries, Position};

/// A point of the grid, right and down from the corner.
pub(super) type Point = (i32, i32);

/// The part of the globe that maps show, and the grid that it is drawn on. The projection is equirectangular, true to
/// scale on the middle parallel: over the few degrees of a state nobody sees the difference to a better one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    west: f64,
    north: f64,
    units_per_lon: f64,
    units_per_lat: f64,
    /// Width in units.
    pub width: i32,
    /// Height in units.
    pub height: i32,
}

/// Free units around the map, so that no line is cut.
const MARGIN: i32 = 4;

impl Frame {
    /// The frame around some boundaries, `width` units wide; `None` where there is nothing to show.
    pub fn around<'a>(boundaries: impl IntoIterator<Item = &'a Boundaries>, width: i32) -> Option<Self> {
        let areas = boundaries.into_iter().flat_map(|boundaries| &boundaries.areas);
        let mut points = areas.flat_map(|area| area.polygons.iter().flatten().flatten());
        let first = points.next()?;
        let mut corners = (*first, *first);
        for point in points {
            corners.0 = Position {
                lon: corners.0.lon.min(point.lon),
                lat: corners.0.lat.min(point.lat),
            };
            corners.1 = Position {
                lon: corners.1.lon.max(point.lon),
                lat: corners.1.lat.max(point.lat),
            };
        }
        Self::between(corners.0, corners.1, width)
    }

    fn between(south_west: Position, north_east: Position, width: i32) -> Option<Self> {
        let (lon, lat) = (north_east.lon - south_west.lon, north_east.lat - south_west.lat);
        let inner = width.minus(MARGIN.times(2));
        if lon <= 0.0 || lat <= 0.0 || inner <= 0 {
            return None;
        }
        let middle = (south_west.lat + north_east.lat) / 2.0;
        // Six digits are far more than a map needs, and few enough that all machines have the same ones.
        let shrinking = (middle.to_radians().cos() * 1e6).round() / 1e6;
        let units_per_lon = f64::from(inner) / lon;
        let units_per_lat = units_per_lon / shrinking.max(1e-6);
        Some(Self {
            west: south_west.lon,
            north: north_east.lat,
            units_per_lon,
            units_per_lat,
            width,
            height: ((lat * units_per_lat).ceil() as i32).plus(MARGIN.times(2)),
        })
    }

    /// The point of the grid that is nearest to a point of the globe.
    pub(super) fn place(&self, position: Position) -> (i32, i32) {
        let x = (position.lon - self.west) * self.units_per_lon;
        let y = (self.north - position.lat) * self.units_per_lat;
        ((x.round() as i32).plus(MARGIN), (y.round() as i32).plus(MARGIN))
    }
}
