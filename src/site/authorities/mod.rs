//! The authorities: the directory, the page of each, the finder of municipalities.

pub(in crate::site) mod directory;
pub(in crate::site) mod finder;
mod head;
mod municipality;
pub(in crate::site) mod page;
mod reused;
