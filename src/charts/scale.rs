//! A scale from zero on whose marks are round numbers.

/// The marks of a scale that reaches `most`, zero among them: steps of 1, 2 or 5 times a power of ten, six at most.
pub fn marks(most: usize) -> Vec<usize> {
    const STEPS: usize = 5;
    let powers = std::iter::successors(Some(1_usize), |power| power.checked_mul(10));
    let steps = powers.flat_map(|power| [1, 2, 5].map(|factor| power.saturating_mul(factor)));
    let most = most.max(1);
    let step = steps
        .into_iter()
        .find(|step| most.div_ceil(*step) <= STEPS)
        .unwrap_or(most);
    (0..=most.div_ceil(step))
        .map(|mark| mark.saturating_mul(step))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_reach_the_largest_value() {
        assert_eq!(marks(0), [0, 1]);
        assert_eq!(marks(3), [0, 1, 2, 3]);
        assert_eq!(marks(12), [0, 5, 10, 15]);
        assert_eq!(marks(195), [0, 50, 100, 150, 200]);
        assert!(marks(usize::MAX).len() <= 6);
    }
}
