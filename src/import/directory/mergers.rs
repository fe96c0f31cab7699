//! Which municipalities have become part of which: the files do not say so, but the land that one loses another gains.

use super::report::{Authority, Merged};
use crate::content::tables::cells::Cell;

/// A municipality with land that it had, or gained.
#[derive(Debug, Clone)]
pub(super) struct Area {
    pub authority: Authority,
    /// The digits of its county; land does not change counties unnoticed.
    pub county: String,
    pub hectares: u64,
}

/// With more municipalities gone at once in a county, trying all sets of them would take too long.
const MOST_GONE: usize = 16;

/// Square kilometres as hectares.
pub(super) fn hectares(square_kilometres: &str) -> Option<u64> {
    let number = f64::read(square_kilometres).ok()?;
    (number > 0.0 && number < 1e9).then(|| (number * 100.0).round() as u64)
}

/// Explains the growth of municipalities by those that are gone: where exactly one set of them has the area that another
/// one gained. Areas are rounded to hectares, so each may be one off.
pub(super) fn find(gone: &[Area], grown: &[Area]) -> Vec<Merged> {
    let merged = grown.iter().filter_map(|into| {
        let candidates: Vec<&Area> = gone.iter().filter(|area| area.county == into.county).collect();
        let parts = only_set(&candidates, into.hectares)?;
        Some(Merged {
            parts: parts.into_iter().map(|part| part.authority.clone()).collect(),
            into: into.authority.clone(),
        })
    });
    merged.collect()
}

fn only_set<'a>(candidates: &[&'a Area], hectares: u64) -> Option<Vec<&'a Area>> {
    if candidates.len() > MOST_GONE {
        return None;
    }
    let member = |set: u32, index: usize| set & (1 << index) != 0;
    let members = |set: u32| {
        candidates
            .iter()
            .enumerate()
            .filter(move |(index, _)| member(set, *index))
    };
    let fits = |set: &u32| {
        let sum: u64 = members(*set).map(|(_, area)| area.hectares).sum();
        sum.abs_diff(hectares) <= u64::from(set.count_ones())
    };
    let mut fitting = (1..1u32 << candidates.len()).filter(fits);
    let set = fitting.next()?;
    let is_only = fitting.next().is_none();
    is_only.then(|| members(set).map(|(_, area)| *area).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(key: &str, hectares: u64) -> Area {
        Area {
            authority: Authority {
                key: key.to_owned(),
                name: key.to_owned(),
            },
            county: "12060".to_owned(),
            hectares,
        }
    }

    #[test]
    fn growth_is_explained_by_the_one_set_that_fits() {
        let gone = [area("a", 1000), area("b", 2500), area("c", 700)];
        let merged = find(&gone, &[area("x", 1701), area("y", 2500), area("z", 300)]);
        let told: Vec<(usize, &str)> = merged.iter().map(|m| (m.parts.len(), m.into.key.as_str())).collect();
        assert_eq!(told, [(2, "x"), (1, "y")]);
    }

    #[test]
    fn two_explanations_are_none() {
        assert!(find(&[area("a", 1000), area("b", 1000)], &[area("x", 1000)]).is_empty());
    }
}
