//! Long lists on several plain pages, so that no page grows with the portal.

use std::ops::Range;

use serde::Serialize;

use crate::extent::Whole;
use crate::site::edition::Site;

/// Most entries on one page.
const PER_PAGE: usize = 200;

/// How many neighbours of the current page are linked, on each side.
const NEIGHBOURS: usize = 2;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) struct Slice {
    /// Address of the whole list: its first page.
    base: String,
    /// Number of the page, from 1.
    pub number: usize,
    /// Number of pages.
    pub of: usize,
    /// The entries on it.
    pub range: Range<usize>,
    per_page: usize,
}

/// The pages of a list with so many entries; an empty list has one page, which says so.
pub(in crate::site) fn slices(base: &str, entries: usize) -> impl Iterator<Item = Slice> + use<> {
    slices_of(base, entries, PER_PAGE)
}

/// The same with another number of entries on a page.
pub(in crate::site) fn slices_of(base: &str, entries: usize, per_page: usize) -> impl Iterator<Item = Slice> + use<> {
    let base = base.to_owned();
    let of = entries.div_ceil(per_page).max(1);
    (1..=of).map(move |number| Slice {
        base: base.clone(),
        number,
        of,
        range: number.minus(1).times(per_page)..number.times(per_page).min(entries),
        per_page,
    })
}

/// The links between the pages, as the component `pagination` shows them.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Pagination {
    pages: Vec<PageLink>,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Debug, Serialize)]
struct PageLink {
    number: usize,
    url: String,
    current: bool,
    /// Whether pages before this one are left out.
    gap: bool,
}

impl Slice {
    /// Address of the page.
    pub(in crate::site) fn url(&self) -> String {
        self.url_of(self.number)
    }

    /// Address of the page that an entry is on.
    pub(in crate::site) fn url_of_entry(&self, entry: usize) -> String {
        self.url_of(entry.checked_div(self.per_page).unwrap_or_default().plus(1))
    }

    fn url_of(&self, number: usize) -> String {
        match number {
            1 => self.base.clone(),
            _ => format!("{}seite/{number}/", self.base),
        }
    }

    /// The links to the other pages; none where the list fits on one.
    pub(in crate::site) fn links(&self, site: &Site) -> Option<Pagination> {
        let href = |number: usize| site.href(&self.url_of(number));
        let near = |number: &usize| *number == 1 || *number == self.of || number.abs_diff(self.number) <= NEIGHBOURS;
        let mut last = 0;
        let pages = (1..=self.of).filter(near).map(|number| {
            let gap = number > last.plus(1);
            last = number;
            PageLink {
                number,
                url: href(number),
                current: number == self.number,
                gap,
            }
        });
        (self.of > 1).then(|| Pagination {
            pages: pages.collect(),
            previous: (self.number > 1).then(|| href(self.number.minus(1))),
            next: (self.number < self.of).then(|| href(self.number.plus(1))),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_is_on_exactly_one_page() {
        for entries in [0, 1, 200, 201, 999] {
            let slices: Vec<Slice> = slices("/x/", entries).collect();
            let listed: Vec<usize> = slices.iter().flat_map(|slice| slice.range.clone()).collect();
            assert_eq!(listed, (0..entries).collect::<Vec<_>>());
            assert!(slices.iter().all(|slice| slice.range.len() <= PER_PAGE));
            assert_eq!(slices[0].url(), "/x/");
        }
        let urls: Vec<String> = slices("/x/", 401).map(|slice| slice.url()).collect();
        assert_eq!(urls, ["/x/", "/x/seite/2/", "/x/seite/3/"]);
        let first = slices("/x/", 401).next().map(|slice| slice.url_of_entry(200));
        assert_eq!(first.as_deref(), Some("/x/seite/2/"));
    }
}
