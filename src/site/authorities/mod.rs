//! The authorities: the directory, the page of each, the finder of municipalities.

pub(in crate::site) mod directory;
pub(in crate::site) mod finder;
pub(in crate::site) mod former;
mod head;
mod municipality;
mod named;
pub(in crate::site) mod page;
mod reused;
