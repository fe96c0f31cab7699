//! Boundaries of counties and municipalities, for maps.

use crate::model::{AuthorityId, AuthorityKind, Position, Source};

/// What the areas of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BoundaryLevel {
    /// Counties and independent towns.
    Counties,
    /// Municipalities, independent towns among them.
    Municipalities,
}

impl BoundaryLevel {
    /// Both, from the large areas to the small ones.
    pub const ALL: [Self; 2] = [Self::Counties, Self::Municipalities];

    /// The file that holds the boundaries, relative to the portal root.
    pub fn path(self) -> &'static str {
        match self {
            Self::Counties => "content/karten/kreise.geojson",
            Self::Municipalities => "content/karten/gemeinden.geojson",
        }
    }

    /// Whether authorities of a kind have an area on this level.
    pub fn has(self, kind: AuthorityKind) -> bool {
        kind == AuthorityKind::IndependentTown
            || match self {
                Self::Counties => kind == AuthorityKind::County,
                Self::Municipalities => kind.is_municipality(),
            }
    }
}

/// The areas of one level.
#[derive(Debug, Clone)]
pub struct Boundaries {
    /// What the areas are.
    pub level: BoundaryLevel,
    /// The file.
    pub source: Source,
    /// The areas in the order of the file; each authority once.
    pub areas: Vec<Area>,
}

/// The area of an authority.
#[derive(Debug, Clone)]
pub struct Area {
    /// Whose it is.
    pub authority: AuthorityId,
    /// Which of the file's features it is, counted from 0.
    pub index: usize,
    /// Its parts: each an outer ring, then its holes.
    pub polygons: Vec<Vec<Ring>>,
}

/// A closed line: its last point is its first. At least four points.
pub type Ring = Vec<Position>;
