//! Chance that is the same in every run and on every machine.

/// SplitMix64: a few lines, and good enough to pick words.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// One row of numbers for each thing that is made, so that it does not depend on what was made before.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    /// One of several.
    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    /// One of several, the first ones far more often than the last ones, as words in a language are.
    pub fn pick_like_words<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        let bound = self.below(from.len()) + 1;
        from[self.below(bound)]
    }
}
