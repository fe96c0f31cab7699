//! The classes of a map of amounts. They are cut where the values of the map differ, each with about as many areas as the
//! others: in equal steps from none to all, most areas would look alike.

use super::map::Paint;
use crate::extent::Whole;
use crate::model::Coverage;
use crate::site::edition::Site;

/// What of a coverage is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// Percent live of those of which something is stated. Where that is less than half of all, a share says little.
    Share,
    /// How many are live: needs nothing of those who have not answered.
    Count,
}

impl Measure {
    /// What needs no scale, as it is no amount. Who has not answered is not counted as "not live".
    fn apart(self, coverage: &Coverage) -> Option<Paint> {
        match coverage {
            Coverage { of: 0, .. } => Some(Paint::Nobody),
            Coverage { of, unstated, .. } if unstated == of => Some(Paint::Unstated),
            coverage if self == Self::Share && coverage.is_mostly_unstated() => Some(Paint::MostlyUnstated),
            Coverage { of, live, .. } if self == Self::Share && live == of => Some(Paint::All),
            Coverage { live: 0, .. } => Some(Paint::NoneLive),
            _ => None,
        }
    }

    fn of(self, coverage: &Coverage) -> usize {
        match self {
            // Rounded down.
            Self::Share => coverage
                .live
                .times(100)
                .checked_div(coverage.stated())
                .unwrap_or_default(),
            Self::Count => coverage.live,
        }
    }
}

/// The classes of one map.
#[derive(Debug)]
pub(super) struct Scale {
    measure: Measure,
    /// The least value of each class, from the lowest class on.
    from: Vec<usize>,
    /// The largest value of all.
    last: usize,
}

impl Scale {
    const STEPS: [Paint; 4] = [Paint::Share1, Paint::Share2, Paint::Share3, Paint::Share4];

    /// The scale for some areas. As many classes as there are different values, and four at most.
    pub fn of<'a>(measure: Measure, coverages: impl IntoIterator<Item = &'a Coverage>) -> Self {
        let scaled = coverages
            .into_iter()
            .filter(|coverage| measure.apart(coverage).is_none());
        let mut values: Vec<usize> = scaled.map(|coverage| measure.of(coverage)).collect();
        values.sort_unstable();
        let last = values.last().copied().unwrap_or_default();
        Self {
            measure,
            from: cuts(&values),
            last,
        }
    }

    /// The strongest paints, so that the highest class is always the strongest.
    fn paints(&self) -> &'static [Paint] {
        let first = Self::STEPS.len().saturating_sub(self.from.len());
        Self::STEPS.get(first..).unwrap_or_default()
    }

    pub fn paint(&self, coverage: &Coverage) -> Paint {
        self.measure.apart(coverage).unwrap_or_else(|| {
            let value = self.measure.of(coverage);
            let classes = self.from.iter().zip(self.paints());
            let reached = classes.take_while(|(from, _)| **from <= value).last();
            reached.map_or(Paint::Share1, |(_, paint)| *paint)
        })
    }

    pub fn meaning(&self, site: &Site, paint: Paint) -> String {
        let class = self.paints().iter().position(|other| *other == paint);
        let Some((class, from)) = class.and_then(|class| Some((class, *self.from.get(class)?))) else {
            return paint.meaning(site);
        };
        let to = self
            .from
            .get(class.plus(1))
            .map_or(self.last, |next| next.saturating_sub(1));
        let text = match (self.measure, from == to) {
            (Measure::Share, true) => "map.share_one",
            (Measure::Share, false) => "map.share",
            (Measure::Count, true) => "map.live_one",
            (Measure::Count, false) => "map.live",
        };
        site.fill(text, &[("from", &from.to_string()), ("to", &to.to_string())])
    }
}

/// The least value of each class, from values in order.
fn cuts(values: &[usize]) -> Vec<usize> {
    let classes = Scale::STEPS.len();
    let mut different = values.to_vec();
    different.dedup();
    if different.len() <= classes {
        return different;
    }
    let mut cuts: Vec<usize> = (0..classes)
        .filter_map(|class| values.get(values.len().times(class).checked_div(classes)?).copied())
        .collect();
    cuts.dedup();
    cuts
}

#[cfg(test)]
mod tests {
    use super::cuts;

    #[test]
    fn classes_are_cut_where_values_differ() {
        assert_eq!(cuts(&[]), [0_usize; 0]);
        assert_eq!(cuts(&[7, 7, 7]), [7]);
        assert_eq!(cuts(&[1, 2, 2, 9]), [1, 2, 9]);
        assert_eq!(cuts(&[1, 2, 3, 4, 5, 6, 7, 8]), [1, 3, 5, 7]);
        // Most are alike: they are one class, and what differs is not lost in it.
        assert_eq!(cuts(&[1, 5, 5, 5, 5, 5, 5, 6, 7, 8]), [1, 5, 6]);
    }
}
