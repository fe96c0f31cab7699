//! A map as templates draw it: areas in groups that are painted alike, and the same figures as a table.

use serde::Serialize;
use tera::Value;

use super::atlas::Sheet;
use super::atlas::SheetArea;
use crate::model::{EntityId, ReuseStatus};
use crate::site::edition::{Site, urls};
use crate::site::figures::figure_table::FigureTable;

/// A map, as the component `map_figure` shows it.
#[derive(Debug, Serialize)]
pub(in crate::site) struct MapView {
    /// Begins the ids of the figure.
    pub id: &'static str,
    pub title: String,
    /// What is counted, and as of when.
    pub note: String,
    /// What the map shows, in a sentence, for those who do not see it.
    pub description: String,
    pub width: i32,
    pub height: i32,
    pub unit: i32,
    pub groups: Vec<Group>,
    pub table: FigureTable,
    pub csv: String,
    /// What the figures of the map do not allow to conclude.
    pub caution: String,
    pub paths: Value,
    pub borders: Value,
}

/// Areas that are painted alike.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Group {
    pub paint: Paint,
    /// What the paint means.
    pub meaning: String,
    pub areas: Vec<AreaView>,
}

/// An area.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct AreaView {
    /// Its place in the list of paths.
    pub index: usize,
    /// What it is, for the pointer.
    pub title: String,
    /// The page of the authority.
    pub url: String,
    /// A word to be written into it.
    pub label: Option<String>,
    pub x: i32,
    pub y: i32,
}

/// How an area is painted: each paint is a colour of the theme and a pattern that tells it apart without colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::site) enum Paint {
    /// All are live.
    All,
    /// Something is stated, but none are live.
    NoneLive,
    /// Some are live: the lowest class of a [`Scale`] …
    Share1,
    /// … the second …
    Share2,
    /// … the third …
    Share3,
    /// … and the highest.
    Share4,
    /// The one authority that counts is live.
    Live,
    /// … is introducing it.
    Introducing,
    /// … is a pilot.
    Pilot,
    /// … is interested.
    Interested,
    /// … no longer uses it.
    Ended,
    /// Of several that count, nothing is stated of more than half: what the others say tells little of the area.
    MostlyUnstated,
    /// Nothing is stated.
    Unstated,
    /// Nobody carries it out there.
    Nobody,
}

impl Paint {
    /// In the order of the legend.
    pub const ALL: [Self; 14] = [
        Self::All,
        Self::Share4,
        Self::Share3,
        Self::Share2,
        Self::Share1,
        Self::NoneLive,
        Self::Live,
        Self::Introducing,
        Self::Pilot,
        Self::Interested,
        Self::Ended,
        Self::MostlyUnstated,
        Self::Unstated,
        Self::Nobody,
    ];

    /// Of an area where one authority counts.
    pub fn of_status(status: Option<ReuseStatus>) -> Self {
        match status {
            Some(ReuseStatus::Live) => Self::Live,
            Some(ReuseStatus::Introducing) => Self::Introducing,
            Some(ReuseStatus::Pilot) => Self::Pilot,
            Some(ReuseStatus::Interested) => Self::Interested,
            Some(ReuseStatus::Ended) => Self::Ended,
            None => Self::Unstated,
        }
    }

    /// Its name in the interface texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::NoneLive => "none_live",
            Self::Share1 => "share1",
            Self::Share2 => "share2",
            Self::Share3 => "share3",
            Self::Share4 => "share4",
            Self::Live => "live",
            Self::Introducing => "introducing",
            Self::Pilot => "pilot",
            Self::Interested => "interested",
            Self::Ended => "ended",
            Self::MostlyUnstated => "mostly_unstated",
            Self::Unstated => "unstated",
            Self::Nobody => "nobody",
        }
    }

    /// What it means, in the words of the theme.
    pub fn meaning(self, site: &Site) -> String {
        site.theme.text(&format!("map.paint.{}", self.key())).to_owned()
    }
}

/// The areas of a sheet in groups, in the order of the legend.
pub(super) fn groups(
    site: &Site,
    sheet: &Sheet,
    meaning: impl Fn(Paint) -> String,
    view: impl Fn(&SheetArea) -> (Paint, String, Option<String>),
) -> Vec<Group> {
    let areas = sheet.areas.iter().enumerate().map(|(index, area)| {
        let (paint, title, label) = view(area);
        let (x, y) = area.label;
        (
            paint,
            AreaView {
                index,
                title,
                url: site.href(&urls::entity(&EntityId::Authority(area.authority.id.clone()))),
                label,
                x,
                y,
            },
        )
    });
    let areas: Vec<(Paint, AreaView)> = areas.collect();
    let painted = Paint::ALL.iter().map(|paint| {
        let of_paint = areas.iter().filter(|(other, _)| other == paint);
        Group {
            paint: *paint,
            meaning: meaning(*paint),
            areas: of_paint.map(|(_, area)| area.clone()).collect(),
        }
    });
    painted.filter(|group| !group.areas.is_empty()).collect()
}

/// How many areas have which paint, in a sentence.
pub(super) fn description(site: &Site, groups: &[Group]) -> String {
    let counts = groups.iter().map(|group| {
        let gaps = [("n", &*group.areas.len().to_string()), ("meaning", &*group.meaning)];
        site.fill("map.count", &gaps)
    });
    counts.collect::<Vec<_>>().join(" ")
}
