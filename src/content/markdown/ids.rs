//! The register of ids of a text: none is given twice.

use std::collections::{BTreeMap, BTreeSet};

use crate::extent::Whole;

#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: BTreeSet<String>,
    /// For each name that was asked for again, the number that was given last.
    last: BTreeMap<String, usize>,
}

impl Ids {
    /// The name itself, or with the first number behind it that is free.
    pub fn give(&mut self, name: &str) -> String {
        if self.taken.insert(name.to_owned()) {
            return name.to_owned();
        }
        let last = self.last.entry(name.to_owned()).or_insert(1);
        loop {
            last.raise(1);
            let id = format!("{name}-{last}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn no_id_is_given_twice() {
        let mut ids = Ids::default();
        let given = ["frist", "frist", "frist-2", "frist"].map(|name| ids.give(name));
        assert_eq!(given, ["frist", "frist-2", "frist-2-2", "frist-3"]);
    }
}
