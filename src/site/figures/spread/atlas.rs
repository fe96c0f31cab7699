//! The areas of the portal, ready to be drawn: read from the boundaries once, shared by all maps.

use std::sync::{Arc, OnceLock};

use tera::Value;

use crate::charts::map::{Frame, Outline, borders, outlines};
use crate::model::{Authority, BoundaryLevel, Portal};
use crate::site::edition::Site;

/// Width of the map of the counties: coarse enough to weigh little on the page of every service.
const COUNTY_WIDTH: i32 = 440;

/// Width of the map of the municipalities.
const MUNICIPALITY_WIDTH: i32 = 1000;

/// All that maps are drawn from; a level without boundaries has none.
#[derive(Debug, Default)]
pub(super) struct Atlas {
    pub counties: Option<Sheet>,
    pub municipalities: Option<Sheet>,
}

/// The areas of a level.
#[derive(Debug)]
pub(super) struct Sheet {
    pub width: i32,
    pub height: i32,
    /// How many units a line is wide, so to speak: patterns and lines of a finer grid are larger in its units.
    pub unit: i32,
    /// The areas whose authority is in the directory, in the order of the directory's names.
    pub areas: Vec<SheetArea>,
    /// Their paths in the same order, for templates.
    pub paths: Value,
    /// The borders of the counties, to be drawn over the municipalities.
    pub borders: Value,
}

/// An area and whose it is.
#[derive(Debug)]
pub(super) struct SheetArea {
    pub authority: Arc<Authority>,
    /// Where a word has most room.
    pub label: (i32, i32),
    /// Whether the boundaries name it by its own key, and not by that of what became a part of it.
    is_own: bool,
}

impl Site {
    /// The areas that maps are drawn from.
    pub(super) fn atlas(&self) -> &Atlas {
        let lazy: &OnceLock<Atlas> = self.remembered(OnceLock::new);
        lazy.get_or_init(|| Atlas::new(&self.portal))
    }
}

impl Atlas {
    fn new(portal: &Portal) -> Self {
        Self {
            counties: sheet(portal, BoundaryLevel::Counties, COUNTY_WIDTH),
            municipalities: sheet(portal, BoundaryLevel::Municipalities, MUNICIPALITY_WIDTH),
        }
    }
}

fn sheet(portal: &Portal, level: BoundaryLevel, width: i32) -> Option<Sheet> {
    let boundaries = portal.boundaries_of(level)?;
    // One frame for all levels, so that their maps lie on each other.
    let frame = Frame::around(portal.boundaries.iter().map(|boundaries| &**boundaries), width)?;
    let mut drawn: Vec<(usize, SheetArea, String)> = outlines(boundaries, &frame)
        .into_iter()
        .filter_map(|outline| in_directory(portal, level, outline))
        .collect();
    drawn.sort_by_key(|(place, ..)| *place);
    drawn.dedup_by(joined);
    let paths = drawn
        .iter()
        .map(|(.., path)| Value::safe_string(path))
        .collect::<Vec<_>>();
    let counties = portal.boundaries_of(BoundaryLevel::Counties);
    let counties = counties.filter(|_| level == BoundaryLevel::Municipalities);
    Some(Sheet {
        width: frame.width,
        height: frame.height,
        unit: width / COUNTY_WIDTH,
        areas: drawn.into_iter().map(|(_, area, _)| area).collect(),
        paths: Value::from(paths),
        borders: Value::safe_string(&counties.map(|counties| borders(counties, &frame)).unwrap_or_default()),
    })
}

/// The area, with its place from A to Z and its path, if the directory has an authority of that level for it: its own,
/// or the one that has its land now.
fn in_directory(portal: &Portal, level: BoundaryLevel, outline: Outline) -> Option<(usize, SheetArea, String)> {
    let owner = portal.owner_of_area(&outline.authority)?;
    let (place, _, authority) = portal.authorities.get_full(&owner.id)?;
    let area = SheetArea {
        authority: authority.clone(),
        label: outline.label,
        is_own: *portal.present_key(&outline.authority) == authority.id,
    };
    level.has(authority.kind).then_some((place, area, outline.path))
}

/// Areas of one authority are one area: that of its own key has the room for a word.
fn joined(other: &mut (usize, SheetArea, String), kept: &mut (usize, SheetArea, String)) -> bool {
    if other.0 != kept.0 {
        return false;
    }
    if other.1.is_own {
        std::mem::swap(&mut other.1, &mut kept.1);
    }
    kept.2.push_str(&other.2);
    true
}
