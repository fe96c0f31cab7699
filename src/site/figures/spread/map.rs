//! A map as templates draw it: areas in groups that are painted alike, and the same figures as a table.

use serde::Serialize;
use tera::Value;

use super::atlas::Sheet;
use super::atlas::SheetArea;
use crate::model::{Coverage, ReuseStatus};
use crate::site::edition::Site;
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
    /// At least half are live.
    Many,
    /// Some are live.
    Few,
    /// Something is stated, but none are live.
    NoneLive,
    /// The lowest quarter of a scale of shares …
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
    pub const ALL: [Self; 16] = [
        Self::All,
        Self::Many,
        Self::Few,
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

    /// Of an area where several count. Who has not answered is not counted as "not live".
    pub fn of_coverage(coverage: &Coverage) -> Self {
        match coverage {
            Coverage { of: 0, .. } => Self::Nobody,
            Coverage { of, unstated, .. } if unstated == of => Self::Unstated,
            coverage if coverage.is_mostly_unstated() => Self::MostlyUnstated,
            Coverage { of, live, .. } if live == of => Self::All,
            Coverage { live, .. } if *live * 2 >= coverage.stated() => Self::Many,
            Coverage { live, .. } if *live > 0 => Self::Few,
            _ => Self::NoneLive,
        }
    }

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
            Self::Many => "many",
            Self::Few => "few",
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

/// A scale of shares: where many things are counted, "less than half" says little, and all areas would look alike.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShareScale {
    /// Percent that each of the four steps spans.
    step: usize,
}

impl ShareScale {
    const STEPS: [Paint; 4] = [Paint::Share1, Paint::Share2, Paint::Share3, Paint::Share4];

    /// The finest scale of round steps that reaches the largest share.
    pub fn of<'a>(coverages: impl IntoIterator<Item = &'a Coverage>) -> Self {
        let scaled = |coverage: &&Coverage| matches!(Paint::of_coverage(coverage), Paint::Few | Paint::Many);
        let largest = coverages.into_iter().filter(scaled);
        let largest = largest.map(percent).max().unwrap_or_default();
        let step = [1, 2, 5, 10, 20]
            .into_iter()
            .find(|step| largest < step * Self::STEPS.len());
        Self {
            step: step.unwrap_or(25),
        }
    }

    pub fn paint(self, coverage: &Coverage) -> Paint {
        let paint = Paint::of_coverage(coverage);
        let step = Self::STEPS.get(percent(coverage) / self.step);
        match paint {
            Paint::Few | Paint::Many => step.copied().unwrap_or(Paint::Share4),
            paint => paint,
        }
    }

    pub fn meaning(self, site: &Site, paint: Paint) -> String {
        let Some(index) = Self::STEPS.iter().position(|step| *step == paint) else {
            return paint.meaning(site);
        };
        let (from, to) = ((index * self.step).to_string(), ((index + 1) * self.step).to_string());
        let text = if index == 0 { "map.share_below" } else { "map.share" };
        site.fill(text, &[("from", &from), ("to", &to)])
    }
}

/// Whole percent of those of which something is stated, rounded down.
fn percent(coverage: &Coverage) -> usize {
    coverage.live.saturating_mul(100) / coverage.stated().max(1)
}

/// How many areas have which paint, in a sentence.
pub(super) fn description(site: &Site, groups: &[Group]) -> String {
    let counts = groups.iter().map(|group| {
        let gaps = [("n", &*group.areas.len().to_string()), ("meaning", &*group.meaning)];
        site.fill("map.count", &gaps)
    });
    counts.collect::<Vec<_>>().join(" ")
}
